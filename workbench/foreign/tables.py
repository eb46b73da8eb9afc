"""Tables from elsewhere by a layout: lists of edges, registers of companies, import bans, lists of entities."""

from collections.abc import Iterable
from typing import Any

from workbench.codebook import entity_schemas, foreign, relation_schema, relation_schemas
from workbench.errors import BadValue, WorkbenchError
from workbench.foreign.grid import Grid, Line
from workbench.foreign.told import HIDDEN, Happening, Heard, Link, Told
from workbench.foreign.values import country_of, currency_of, dates, decimal_text, header, number_text

Columns = dict[str, str]


def columns_of(grid: Grid, layout: dict[str, Any]) -> Columns | None:
    """Which column of a table is what a layout calls by its own name; None where one that it needs is missing.

    Example:
        >>> columns_of(Grid("", ("Source", "Target", "Label"), ()), foreign.layout("edge-list"))
        {'from': 'Source', 'to': 'Target', 'relation': 'Label'}
    """
    written = {header(name): name for name in reversed(grid.header)}
    found: Columns = {}
    for meaning, names in layout["columns"].items():
        name = next((written[name] for name in names if name in written and written[name] not in found.values()), None)
        if name is not None:
            found[meaning] = name
    return found if all(need in found for need in layout["needs"]) else None


def fitting(grid: Grid) -> str | None:
    """The id of the layout that most of a table's columns fit; None where none fits.

    Example:
        >>> fitting(Grid("", ("Entity", "WRO/Finding", "Country"), ()))
        'import-ban'
    """
    known = {name: columns_of(grid, layout) for name, layout in foreign.layouts().items()}
    fits = {name: len(columns) for name, columns in known.items() if columns is not None}
    return max(sorted(fits), key=fits.__getitem__) if fits else None


def hear_table(grid: Grid, layout: dict[str, Any], file: str, *, relation: str | None = None) -> Heard:
    """What the rows of a table say by a layout; a row that says nothing usable is listed with its place.

    Without an id of their own, bodies of one name and kind are one entity of the file, since a list means one by it;
    persons are one a row, since many people share a name. `relation` is the kind where a row does not name one.

    Raises:
        BadValue: the table lacks a column that the layout needs.
    """
    columns = columns_of(grid, layout)
    if columns is None:
        needs = ", ".join(f"{name} ({' or '.join(layout['columns'][name])})" for name in layout["needs"])
        raise BadValue(file, grid.sheet or "header", ", ".join(grid.header), f"columns for {needs}")
    heard = Heard(layout["id"], layout["status"])
    reader = _Rows(columns, layout, file, heard, relation)
    for line in grid.lines:
        reader.take(line)
    heard.unknown.update(f"column {name}" for name in grid.header if name not in columns.values())
    return heard


class _Rows:
    """One table under way: the entities that its rows have named so far, by key."""

    def __init__(self, columns: Columns, layout: dict[str, Any], file: str, heard: Heard, relation: str | None) -> None:
        self.columns, self.layout, self.file, self.heard, self.relation = columns, layout, file, heard, relation
        self.kinds: dict[str, str] = {}

    def take(self, line: Line) -> None:
        made: dict[str, str] = {}
        before = sum(self.heard.unknown.values())
        try:
            for rule in self.layout["entities"]:
                if key := self.entity(rule, line):
                    made[rule["as"]] = key
            if not made and sum(self.heard.unknown.values()) == before:
                names = ", ".join(self.columns.values())
                raise BadValue(self.file, line.where, "", f"a name in one of {names}")
            for rule in self.layout.get("relations", ()):
                self.link(rule, made, line)
            for rule in self.layout.get("events", ()):
                self.happening(rule, made, line)
        except WorkbenchError as error:
            self.heard.problems.append(error)

    def said(self, meaning: str | None, line: Line) -> str | None:
        return line.cells.get(self.columns.get(meaning or "", ""))

    def notes(self, names: Iterable[str], line: Line) -> tuple[tuple[str, str], ...]:
        return tuple((self.columns[name], text) for name in names if (text := self.said(name, line)))

    def entity(self, rule: dict[str, Any], line: Line) -> str | None:
        names = tuple(dict.fromkeys(text for name in rule["name"] for text in _parts(self.said(name, line), name)))
        given = self.said(rule.get("key"), line)
        if not names and not given:
            return None
        kind = self.kind(rule, line)
        if kind is None:
            return None
        key = given or (f"{names[0]} ({line.where})" if kind in HIDDEN else names[0])
        if self.kinds.get(key, kind) != kind:  # one word for two things, such as a firm and what it makes
            key = f"{key} ({kind})"
        if key in self.kinds:
            return key
        self.kinds[key] = kind
        country, born = (self.said(rule.get(name), line) or "" for name in ("country", "born"))
        code, day = country_of(country.split(";")[0]), dates(born)[0]
        # What does not fit its field whole is kept in words.
        left = [rule[name] for name, fits in (("country", code == country.upper()), ("born", day == born))
                if rule.get(name) and not fits and self.said(rule[name], line)]  # fmt: skip
        self.heard.entities.append(Told(
            key=key, schema=kind, names=names, where=line.where, country=code, born=day,
            role=self.said(rule.get("role"), line), other=self.notes([*left, *rule.get("note", ())], line),
            named=kind not in HIDDEN,
        ))  # fmt: skip
        return key

    def kind(self, rule: dict[str, Any], line: Line) -> str | None:
        written = self.said(rule.get("kind_column"), line)
        if written is None:
            return str(rule["kind"]) or None
        known = {name.casefold(): name for name in entity_schemas()} | PLAIN
        mapped = known.get(written.casefold()) or foreign.ftm_mapping()["entities"].get(written)
        if mapped is None:
            self.heard.unknown[written] += 1
        return mapped

    def link(self, rule: dict[str, Any], made: dict[str, str], line: Line) -> None:
        if rule["from"] not in made or rule["to"] not in made:
            if rule.get("kind_column"):
                raise BadValue(self.file, line.where, "", "a name at both ends of the relation")
            return
        source, target = made[rule["from"]], made[rule["to"]]
        schema = self.relation_of(rule, line)
        kinds = self.kinds[source], self.kinds[target]
        if not relation_schema(schema).joins(*kinds):
            self.heard.unknown[f"{schema} between {kinds[0]} and {kinds[1]}"] += 1
            return
        (start, odd), (end, strange) = (dates(self.said(rule.get(name, name), line)) for name in ("start", "end"))
        status, stance = self.said("status", line), self.said("stance", line) or "supports"
        if stance not in STANCES:
            raise BadValue(self.file, line.where, stance, "a stance: one of " + ", ".join(STANCES))
        currency = currency_of(self.said("currency", line))
        exact = {
            "amount": decimal_text(self.said("amount", line), currency),
            "currency": currency,
            "count": number_text(self.said("count", line)),
        }
        left = [name for name, value in exact.items() if value is None and self.said(name, line)]
        if status not in (*STATUSES, "contradicted"):
            left.append("status")
        self.heard.links.append(Link(
            schema=schema, source=source, target=target, where=line.where, span=line.span, start=start, end=end,
            as_written=", ".join(text for text in (odd, strange) if text) or None,
            status=status if status in STATUSES else None, stance=stance,
            note=_note(self.notes([*rule.get("note", ()), *left], line)), **exact,
        ))  # fmt: skip

    def relation_of(self, rule: dict[str, Any], line: Line) -> str:
        written = self.said(rule.get("kind_column"), line)
        if written is None:
            written = str(rule["kind"]) or self.relation or ""
        known = {name.casefold(): name for name in relation_schemas()}
        known |= {relation_schema(name).verb: name for name in relation_schemas()}
        if written.casefold() not in known:
            raise BadValue(
                self.file, line.where, written, "a kind of relation: one of " + ", ".join(relation_schemas())
            )
        return known[written.casefold()]

    def happening(self, rule: dict[str, Any], made: dict[str, str], line: Line) -> None:
        actors = tuple(made[name] for name in rule["actors"] if name in made)
        words = [text for name in rule["words"] if (text := self.said(name, line))]
        if not actors or not words:
            return
        start, odd = dates(self.said(rule.get("start"), line))
        self.heard.happenings.append(Happening(
            track=rule["track"], title=f"{rule['title']}: {', '.join(words)}", actors=actors, where=line.where,
            span=line.span, start=start, as_written=odd, note=_note(self.notes(rule.get("note", ()), line)),
        ))  # fmt: skip


# What others call the kinds of entity in a column of kinds.
PLAIN = {"individual": "Person", "natural person": "Person", "legal person": "Company", "organisation": "Company"}


STANCES, STATUSES = ("supports", "contradicts", "unclear"), ("documented", "alleged")


def _parts(text: str | None, meaning: str) -> list[str]:
    """The names in a cell; only a column of aliases parts them, since a company's own name may hold a semicolon."""
    if not text:
        return []
    return [part.strip() for part in text.split(";") if part.strip()] if meaning == "alias" else [text]


def _note(pairs: Iterable[tuple[str, str]]) -> str | None:
    return "; ".join(f"{name}: {text}" for name, text in pairs) or None
