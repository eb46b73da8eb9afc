"""A network from a file of somebody else: the file becomes an item, what it says becomes entities and relations."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

from workbench import codebook, verbs
from workbench.casefile import Case, Live, State, Writer
from workbench.errors import BadValue, Missing, Refused, WorkbenchError
from workbench.foreign.reading import hear
from workbench.foreign.told import HIDDEN, Happening, Heard, Link, Span, Told
from workbench.records import KIND_OF, Entity, Event, Passage, Period, Record, Relation, canonical, content

LONGEST_NOTE = 2000


@dataclasses.dataclass(frozen=True)
class Brought:
    """What came of a file: its item, how it was read, the ids recorded, what was held already, what was not taken.

    `unknown` counts kinds, properties and columns that have no counterpart here; they stay in the item. `remarks` are
    what intake had to say of the file.
    """

    item: str
    form: str
    recorded: dict[str, tuple[str, ...]]
    already: int
    unknown: dict[str, int]
    problems: tuple[WorkbenchError, ...]
    remarks: tuple[str, ...]


def bring(
    case: Case,
    file: Path | str,
    *,
    form: str | None = None,
    agent: str | None = None,
    source: str | None = None,
    relation: str | None = None,
    show_names: bool = False,
) -> Brought:
    """Takes a file in as an item and records what it says of a network, each relation with its row or object.

    `form` names how the file is written (`workbench.foreign.reading.forms`, or a layout of one's own in a file that
    ends in .toml); without it its shape decides. `source` is
    the key of the source that says all this (default: the file's name); entities get keys that begin with it, so that
    two files never share one. Nothing is merged: who may be one is a question for `resolve`. Persons are shown by
    number, and named only inside the record, unless `show_names` says that the file's names may be shown. Nothing is
    fetched. Bringing a file twice records nothing twice.

    Raises:
        Unnamed: nobody is named as acting.
        Missing: there is nothing at the path.
        Refused: the path is a folder or cannot be taken in, or nothing in it can be read as text.
        BadValue, Unknown: the file is of no form that is known here, or not of the one named.
    """
    file = Path(file)
    if not file.is_file():
        raise Refused(file, "a folder, or no file at all", "Name one file") if file.exists() else Missing(file)
    who, key = verbs.acting(case, agent, "import"), source or file.name
    taken = verbs.add(case, file, agent=agent, source=key)
    if not taken.items:
        raise Refused(file, taken.refused[0].message if taken.refused else "nothing was taken in", "Name a file")
    item = taken.items[0].id
    derivative, text, layout = _text(case, item, file)
    known = {of: live.record.schema for of, live in _named_by(case.state(), key).items()}
    heard = hear(text, layout, file.name, form=form, relation=relation, known=known)
    with case.writing(who) as writer:
        desk = _Desk(case, writer, heard, key, file.name, _Words(item, derivative, text), show_names)
        desk.take()
    intake = next(live.record for live in case.state().of("custody") if live.record.item == item)
    reasons = [f"{code}: {message}" for code, message in intake.reasons]
    recorded = {kind: tuple(ids) for kind, ids in desk.recorded.items()}
    return Brought(item, heard.form, recorded, desk.already, dict(heard.unknown.most_common()), tuple(heard.problems),
                   tuple(reasons))  # fmt: skip


def _text(case: Case, item: str, file: Path) -> tuple[str, str, dict[str, Any]]:
    """The text of an item, the id of the derivative that it is, and its layout."""
    found: dict[str, Any] = {}
    for live in case.state().of("derivative"):
        if live.record.item == item and live.record.kind in ("text", "layout"):
            found[live.record.kind] = live
    if "text" not in found:
        raise Refused(
            file, "no text could be read from it", "Export it as JSON or CSV in UTF-8; the file stays an item"
        )
    text = case.objects.read(found["text"].record.object).decode("utf-8")
    layout = json.loads(case.objects.read(found["layout"].record.object)) if "layout" in found else {"places": []}
    return found["text"].id, text, layout


@dataclasses.dataclass(frozen=True)
class _Words:
    """The text of the item, for passages in it."""

    item: str
    derivative: str
    text: str

    def passage(self, span: Span | None) -> Passage | None:
        if span is None:
            return None
        start, end = span
        return Passage(item=self.item, derivative=self.derivative, quote=self.text[start:end], start=start, end=end)


class _Desk:
    """One file under way: what the case holds, and the ids of the file's own keys."""

    def __init__(
        self, case: Case, writer: Writer, heard: Heard, key: str, file: str, words: _Words, show_names: bool
    ) -> None:
        self.writer, self.heard, self.key, self.file = writer, heard, key, file
        self.words, self.show = words, show_names
        state = case.state()
        self.held = {_form(live.record): live.id for live in state.all if not state.set_aside(live.id)}
        self.keys = {live.record.key: live.id for live in state.of("entity")}
        self.source = next(live.id for live in state.of("source") if live.record.key == key)
        self.before = _named_by(state, key)
        self.ids = {of: live.id for of, live in self.before.items()}
        self.withdrew = state.withdrawals("stop-using", "destroy")
        self.hidden = sum(live.record.key.startswith(f"{key}/") for live in state.of("entity"))
        self.recorded: dict[str, list[str]] = {"entity": [], "relation": [], "event": []}
        self.already = 0

    def take(self) -> None:
        for one in self.heard.entities:
            self.attempt(lambda one=one: self.entity(one))
        for link in self.heard.links:
            self.attempt(lambda link=link: self.link(link))
        for happening in self.heard.happenings:
            self.attempt(lambda happening=happening: self.happening(happening))

    def attempt(self, act: Any) -> None:
        try:
            act()
        except WorkbenchError as error:
            self.heard.problems.append(error)

    def entity(self, one: Told) -> None:
        shown = one.named or self.show
        key = f"{self.key}/{one.key}" if shown else self.number(one)
        other = [("id", one.key), *one.other] if not shown else list(one.other)
        note = "; ".join([f"{self.file}, {one.where}", *(f"{name}: {text}" for name, text in other)])
        label = one.names[0] if shown and one.names else key
        made = Entity(
            key=key, schema=one.schema, label=label, names=one.names, country=one.country, role=one.role, born=one.born,
            note=note if len(note) <= LONGEST_NOTE else f"{note[:LONGEST_NOTE]} ... (the rest stands in the file)",
        )  # fmt: skip
        if key in self.keys and _form(made) not in self.held:
            self.ids[one.key] = self.keys[key]
            expected = "what the case holds under this key; name another --source for a later edition of the file"
            raise BadValue(self.file, one.where, key, expected)
        self.ids[one.key] = self.keys[key] = self.once(made)

    def number(self, one: Told) -> str:
        """The key of a person: a number, since the id in the file may be made of the name."""
        if one.key in self.before:
            return str(self.before[one.key].record.key)
        self.hidden += 1
        return f"{self.key}/{one.schema} {self.hidden}"

    def link(self, one: Link) -> None:
        ends = self.end(one.source, one.where), self.end(one.target, one.where)
        self.placed(Relation(
            schema=one.schema, source_entity=ends[0], target_entity=ends[1], source=self.source, stance=one.stance,
            status=one.status or self.heard.status, period=_period(one.start, one.end, one.as_written),
            amount=one.amount, currency=one.currency, count=one.count, note=one.note,
        ), one.span)  # fmt: skip

    def happening(self, one: Happening) -> None:
        actors = tuple(dict.fromkeys(self.end(key, one.where) for key in one.actors))
        period = _period(one.start, one.end, one.as_written)
        made = Event(track=one.track, title=one.title, source=self.source, actors=actors, note=one.note, period=period)
        self.placed(made, one.span)

    def placed(self, record: Relation | Event, span: Span | None) -> None:
        """Records what a place in the text says; judged before that is recorded, so that a refusal leaves nothing."""
        codebook.check(KIND_OF[type(record)], content(record))
        self.once(dataclasses.replace(record, passage=self.passage(span)))

    def end(self, key: str, where: str) -> str:
        if key not in self.ids:
            raise BadValue(self.file, where, key, "an entity of this file that could be taken")
        if counting := self.withdrew.get(self.ids[key]):
            undo = f"if that was forced or false, undo it first (workbench undo CASE {counting[-1].id[:12]})"
            why = f"{key} withdrew the use of what speaks of them: it would never count"
            raise Refused(f"{self.file}, {where}", why, f"Nothing is to be done; {undo}")
        return self.ids[key]

    def passage(self, span: Span | None) -> str | None:
        made = self.words.passage(span)
        return None if made is None else self.held.get(_form(made)) or self.write(made)

    def once(self, record: Record) -> str:
        held = self.held.get(_form(record))
        if held is not None:
            self.already += 1
            return held
        identity = self.write(record)
        self.recorded[KIND_OF[type(record)]].append(identity)
        return identity

    def write(self, record: Record) -> str:
        identity = self.writer.record(record)
        self.held[_form(record)] = identity
        return identity


def _named_by(state: State, key: str) -> dict[str, Live]:
    """The entities that files of a source named before, by their id there."""
    found = {}
    for live in state.of("entity"):
        if live.record.key.startswith(f"{key}/"):
            own = re.search(r"; id: (.*?)(?:; |$)", live.record.note or "") if live.record.schema in HIDDEN else None
            found[own[1] if own else live.record.key.removeprefix(f"{key}/")] = live
    return found


def _form(record: Record) -> bytes:
    return canonical([KIND_OF[type(record)], content(record)])


def _period(start: str | None, end: str | None, as_written: str | None) -> Period | None:
    if start and end and end < start[: len(end)]:
        # A file that ends before it begins is quoted, not believed: which of the two is wrong nobody knows here.
        return Period(as_written=f"{start} to {end}")
    return Period(start=start, end=end, as_written=as_written) if start or end or as_written else None
