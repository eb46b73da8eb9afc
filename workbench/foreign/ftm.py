"""FollowTheMoney entities (also of Aleph and OpenSanctions) in the words of this house; the rest is counted."""

import dataclasses
import functools
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from workbench.codebook import entity_schemas, foreign, relation_schema, relation_schemas
from workbench.errors import BadValue
from workbench.foreign.entities import Foreign
from workbench.foreign.told import HIDDEN, Happening, Heard, Link, Told
from workbench.foreign.values import country_of, currency_of, dates, decimal_text

PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
OWN = "workbench:"  # a keyword of ours: the kind that an entity had before it left


def hear_ftm(found: Iterable[Foreign], file: str, form: str, known: Mapping[str, str] | None = None) -> Heard:
    """What entities of FollowTheMoney say here; each is of its own, however alike two are.

    `known` gives the kinds of entities that another file of the same source named, by their id there.
    Links become relations, listings become events; what has no counterpart is counted by kind or property.

    Example:
        >>> firms = [Foreign(name, "Company", {"name": [name]}, "line 1", None) for name in "AB"]
        >>> owns = Foreign("o", "Ownership", {"owner": ["A"], "asset": ["B"]}, "line 3", None)
        >>> [link.schema for link in hear_ftm([*firms, owns], "f.json", "ftm").links]
        ['Ownership']
    """
    heard = Heard(form)
    everything = _together(found)
    kinds: dict[str, str] = dict(known or {})
    here: set[str] = set()
    addresses = {
        one.id: one.first("full") or "" for one in everything if one.schema in foreign.ftm_mapping()["details"]
    }
    for one in everything:
        _count_unknown(one, heard)
        kind = _kind(one)
        if kind:
            kinds[one.id] = kind
            here.add(one.id)
            heard.entities.append(_entity(one, kind, addresses))
    for one in everything:
        if one.id not in here and one.id not in addresses:
            _relate(one, kinds, heard, file)
    return heard


def _together(found: Iterable[Foreign]) -> list[Foreign]:
    """One entity an id: exports write an entity in several fragments, which say the union of their values."""
    held: dict[str, Foreign] = {}
    for one in found:
        before = held.get(one.id)
        if before is None:
            held[one.id] = one
            continue
        values = {name: list(texts) for name, texts in before.properties.items()}
        for name, texts in one.properties.items():
            values[name] = list(dict.fromkeys([*values.get(name, ()), *texts]))
        schema = one.schema if foreign.ftm_model().is_a(one.schema, before.schema) else before.schema
        held[one.id] = dataclasses.replace(before, properties=values, schema=schema)
    return list(held.values())


def _count_unknown(one: Foreign, heard: Heard) -> None:
    model = foreign.ftm_model()
    if one.schema not in model.schemata:
        heard.unknown[one.schema] += 1
        return
    known = model.properties(one.schema)
    heard.unknown.update(f"{one.schema}.{name}" for name in one.properties if name not in known)


def _kind(one: Foreign) -> str | None:
    own = next((word.removeprefix(OWN) for word in one.properties.get("keywords", ()) if word.startswith(OWN)), None)
    mapped: str | None = foreign.ftm_mapping()["entities"].get(one.schema)
    return own if own in entity_schemas() else mapped


def _entity(one: Foreign, kind: str, addresses: dict[str, str]) -> Told:
    values: dict[str, list[str]] = {}
    other: list[tuple[str, str]] = []
    own = any(word.removeprefix(OWN) == kind != word for word in one.properties.get("keywords", ()))
    for name, texts in _own(one):
        field = foreign.ftm_mapping()["fields"].get(name)
        for text in texts:
            plain = country_of(text) if field == "country" else text
            if field == "born" and dates(text)[0] is None:
                plain = None
            if field and plain and not (field in ("country", "born") and values.get(field)):
                values.setdefault(field, []).append(plain)
            elif not text.startswith(OWN):
                other.append((name, addresses.get(text) or text))
    other += [("keywords", word) for word in values.get("kind", ()) if not word.startswith(OWN)]
    whole = " ".join(text for name in PARTS for text in one.properties.get(name, ()))
    names = values.get("names") or ([whole] if whole else [])
    return Told(
        key=one.id, schema=kind, names=tuple(dict.fromkeys(names)), where=one.where,
        country=next(iter(values.get("country", ())), None), role=", ".join(values.get("role", ())) or None,
        born=dates(values["born"][0])[0] if values.get("born") else None,
        other=(("schema", one.schema), *other), named=own or kind not in HIDDEN,
    )  # fmt: skip


def _own(one: Foreign) -> list[tuple[str, list[str]]]:
    """The properties that somebody said, without those that a program derived from them."""
    return [(name, texts) for name, texts in one.properties.items() if name not in foreign.ftm_mapping()["derived"]]


def _relate(one: Foreign, kinds: dict[str, str], heard: Heard, file: str) -> None:
    mapping, ends = foreign.ftm_mapping(), _ends(one.schema)
    if one.schema in mapping["events"]:
        _happen(one, mapping["events"][one.schema], kinds, heard, file)
    elif ends is None:
        if one.schema in foreign.ftm_model().schemata:  # what the model does not know is counted already
            heard.unknown[one.schema] += 1
    else:
        pairs = list(itertools.product(*(one.properties.get(end, []) for end in ends)))
        if not pairs:
            heard.problems.append(
                BadValue(file, f"{one.where}, {one.id}", one.schema, f"values for {' and '.join(ends)}")
            )
        for source, target in pairs:
            _link(one, source, target, kinds, heard, file)


def _ends(schema: str) -> tuple[str, str] | None:
    """The properties for the two ends, the one first from which our relation of that name starts."""
    for name in foreign.ftm_mapping()["links"].get(schema, ()):
        known = relation_schema(name)
        if known.ftm == schema:
            return known.ftm_source, known.ftm_target
    return foreign.ftm_model().ends(schema)


def _link(one: Foreign, source: str, target: str, kinds: dict[str, str], heard: Heard, file: str) -> None:
    for end in (source, target):
        if end not in kinds:
            expected = "an entity of this file or of its source, of a kind that has a counterpart here"
            heard.problems.append(BadValue(file, f"{one.where}, {one.id}", end, expected))
            return
    role = one.first("role") or ""
    wanted = [_verbs()[role]] if role in _verbs() else foreign.ftm_mapping()["links"].get(one.schema, [])
    schema: str = next((name for name in wanted if relation_schema(name).joins(kinds[source], kinds[target])), "")
    if not schema:
        said = f" ({role})" if one.schema == "UnknownLink" and role else ""
        heard.unknown[f"{one.schema}{said} between {kinds[source]} and {kinds[target]}"] += 1
        return
    begun, over, written = _period(one)
    status = one.first("status")
    shown = {"role", "status", "startDate", "endDate", "date", "amount", "currency", "recordId",
            *(foreign.ftm_model().ends(one.schema) or ())}  # fmt: skip
    note = [] if role in _verbs() or not role else [f"role: {role}"]
    currency = currency_of(one.first("currency"))
    amount = decimal_text(one.first("amount"), currency)
    shown -= {name for name, value in (("amount", amount), ("currency", currency)) if value is None}
    if one.schema in foreign.ftm_mapping()["said_in_note"]:
        note.insert(0, foreign.ftm_mapping()["said_in_note"][one.schema])
    if status not in ("documented", "alleged", "contradicted", None):
        note.append(f"status: {status}")
    note += [f"{name}: {', '.join(texts)}" for name, texts in _own(one) if name not in shown]
    heard.links.append(Link(
        schema=schema, source=source, target=target, where=f"{one.where}, {one.id}", span=one.span, start=begun,
        end=over, as_written=written, status=status if status in ("documented", "alleged") else None,
        amount=amount, currency=currency, note="; ".join(note) or None,
    ))  # fmt: skip


def _happen(one: Foreign, rule: dict[str, Any], kinds: dict[str, str], heard: Heard, file: str) -> None:
    actors = tuple(key for key in one.properties.get(rule["of"], ()) if key in kinds)
    if not actors:
        named = one.first(rule["of"]) or ""
        heard.problems.append(
            BadValue(file, f"{one.where}, {one.id}", named, f"an entity of this file or of its source in {rule['of']}")
        )
        return
    words = list(dict.fromkeys(text for name in rule["words"] for text in one.properties.get(name, ())))
    start, end, written = _period(one, "listingDate")
    skip = {rule["of"], *rule["words"], "startDate", "endDate", "listingDate"}
    note = [f"{name}: {', '.join(texts)}" for name, texts in _own(one) if name not in skip]
    heard.happenings.append(Happening(
        track=rule["track"], title=": ".join([rule["title"], ", ".join(words)]) if words else rule["title"],
        actors=actors, where=f"{one.where}, {one.id}", span=one.span, start=start, end=end, as_written=written,
        note="; ".join(note) or None,
    ))  # fmt: skip


def _period(one: Foreign, *more: str) -> tuple[str | None, str | None, str | None]:
    """First and last day as far as they are dates, and the words of what is none."""
    both = one.first("date")
    begun = next((text for name in ("startDate", *more) if (text := one.first(name))), both)
    over = one.first("endDate") or both
    (start, odd), (end, strange) = dates(begun), dates(over)
    return start, end, ", ".join(dict.fromkeys(text for text in (odd, strange) if text)) or None


@functools.cache
def _verbs() -> dict[str, str]:
    """Our own verbs, which an export of ours gives a plain link as its role."""
    return {relation_schema(name).verb: name for name in relation_schemas()}
