"""One person in one period, as the file of `determine` describes them: age, states, actors, nothing about a site."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.codebook import Framework, Indicator, framework, near
from workbench.errors import BadValue, Unknown
from workbench.findings.states import READ, Stated, outside, stated, texts

PLAIN = (
    "complete", "age", "reason_to_believe_under_18", "person", "reference_period", "consent", "exploitation", "facts",
)  # fmt: skip
OF_AN_ACTOR = ("actor", "act", "means", "purpose", "consent", *READ)
OLDEST = 130


@dataclasses.dataclass(frozen=True, kw_only=True)
class Known:
    """What a file says of one person: `parts` holds the states, per actor where the framework asks for actors.

    `age` is in years, None where it is not known; `facts` says on which facts an item rests, by item id.
    """

    framework: Framework
    items: tuple[Indicator, ...]
    parts: Mapping[str, Stated]
    complete: bool = False
    age: int | None = None
    maybe_child: bool = False
    person: str = ""
    period: str = ""
    outside: frozenset[str] = frozenset()
    facts: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


def known(book: Framework, given: Any, file: object = "states") -> Known:
    """The person that a file describes, checked against a framework.

    Raises:
        BadValue: something is not of the form that docs/cli.md describes.
        Unknown: a key, group or item does not exist; `near` lists those that come closest.

    Example:
        >>> known(framework("ilo-11"), {"age": 31, "supported": ["debt-bondage"]}).age
        31
    """
    items = framework(book.rule.reads).indicators if book.rule.reads else book.indicators
    _an_object(given, file, "the whole")
    _only(given, (*PLAIN, "actors") if book.rule.per_actor else (*PLAIN, *READ), file, "the whole")
    complete = _truth(given, "complete", file)
    parts = _actors(items, given, complete, file) if book.rule.per_actor else {}
    parts = parts or {
        "A1" if book.rule.per_actor else "": stated(
            items, {k: v for k, v in given.items() if k in READ}, complete=complete, file=file
        )
    }
    return Known(
        framework=book, items=items, parts=parts, complete=complete, age=_age(given.get("age"), file),
        maybe_child=_truth(given, "reason_to_believe_under_18", file), person=_text(given, "person", file),
        period=_text(given, "reference_period", file), facts=_facts(book, items, given.get("facts"), file),
        outside=frozenset().union(_form(given.get("exploitation"), file), *(part.outside for part in parts.values())),
    )  # fmt: skip


def _actors(items: Sequence[Indicator], given: Mapping[str, Any], complete: bool, file: object) -> dict[str, Stated]:
    """The states of each actor; lists of act, means and purpose that stand alone are what is shown."""
    listed = given.get("actors", [])
    if not isinstance(listed, list):
        raise BadValue(file, "/actors", listed, "a list of actors, each with act, means and purpose")
    found: dict[str, Stated] = {}
    for number, entry in enumerate(listed):
        at = f"/actors/{number}"
        _an_object(entry, file, at)
        _only(entry, OF_AN_ACTOR, file, at)
        name = _text(entry, "actor", file) or f"A{number + 1}"
        if name in found or "." in name:
            raise BadValue(file, f"{at}/actor", name, "a name without a full stop that no other actor here has")
        shown = {key: entry[key] for key in ("act", "means", "purpose") if key in entry}
        if shown and "supported" in entry:
            raise BadValue(file, f"{at}/supported", "both forms", "act, means and purpose either in it or beside it")
        states = {key: value for key, value in entry.items() if key in READ} | ({"supported": shown} if shown else {})
        found[name] = stated(items, states, complete=complete, file=file, at=at)
    return found


def _facts(book: Framework, items: Sequence[Indicator], given: Any, file: object) -> dict[str, tuple[str, ...]]:
    if given is None:
        return {}
    if not book.rule.facts_once:
        raise BadValue(file, "/facts", given, "no facts here: this instrument does not ask on which fact an item rests")
    _an_object(given, file, "/facts")
    _only(given, [item.id for item in items], file, "/facts")
    return {item: tuple(texts(value, file, f"/facts/{item}")) for item, value in given.items()}


def _form(given: Any, file: object) -> frozenset[str]:
    listed = [given] if isinstance(given, str) else texts([] if given is None else given, file, "/exploitation")
    return frozenset(outside(form) for form in listed) - {""}


def _an_object(value: Any, file: object, at: str) -> None:
    if not isinstance(value, Mapping):
        raise BadValue(file, at, value, "an object of one person, as docs/cli.md describes it")


def _only(given: Mapping[str, Any], keys: Sequence[str], file: object, at: str) -> None:
    for key in given:
        if key in ("site", "group"):
            raise BadValue(file, f"/{key}", given[key], "one person: a site or a group has no determination")
        if key not in keys:
            raise Unknown(file, at, key, near(key, keys) or list(keys)[:12])


def _truth(given: Mapping[str, Any], key: str, file: object) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        raise BadValue(file, f"/{key}", value, "true or false")
    return value


def _text(given: Mapping[str, Any], key: str, file: object) -> str:
    value = given.get(key, "")
    if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
        raise BadValue(file, f"/{key}", value, "text")
    return value


def _age(value: Any, file: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= OLDEST:
        raise BadValue(file, "/age", value, f"whole years from 0 to {OLDEST}, or null where unknown")
    return value
