"""A case as one audience may see it: each record made anew from the fields that may leave, under names of its own."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from workbench.disclosure.days import LAST, arrived
from workbench.disclosure.distinct import distinct
from workbench.disclosure.leaving import Terms, quotable
from workbench.disclosure.places import width_of
from workbench.disclosure.tellers import untold
from workbench.records import (
    PUBLISHED_KINDS,
    Act,
    Adjudication,
    Agent,
    CaseInfo,
    Coding,
    Count,
    Entity,
    Event,
    Item,
    Passage,
    Period,
    Place,
    Record,
    Relation,
    Source,
)

WITHHELD = "[withheld]"
NATURAL = ("Person", "SubAgent")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Hand:
    """What redraws the parts of records: new ids, labels of this release, words without names, coarse places and times.

    `label` gives the name that somebody has in this release; `words` takes names and numbers out of the title and the
    address of what was published; `told` days, hours and the codes of the case as well, out of the words of the team;
    `quote` names, days and hours out of the words of a passage (by its id), or gives None where they are withheld.
    """

    identity: Callable[[str], str]
    label: Callable[[str], str]
    words: Callable[[str], str]
    told: Callable[[str], str]
    quote: Callable[[str, str], str | None]
    digest: Callable[[str], str]
    place: Callable[[str, int], str]
    period: Callable[[Period | None], Period | None]


class Names(Protocol):
    """What takes the names of the protected out of words, and gives them labels of one release."""

    def identity(self, key: str) -> str:
        """A new id for a record."""

    def label(self, key: str) -> str:
        """The label of somebody or something in this release."""

    def words(self, text: str) -> str:
        """A text without protected names and numbers."""

    def quoted(self, text: str) -> str:
        """The same of words of others, with what is put in in brackets."""

    def told(self, text: str) -> str:
        """The same of words of the team, without the codes of the case."""

    called: Mapping[str, str]  # what each entity is called that stands under its own label
    shared: Mapping[str, tuple[str, ...]]  # by worker who may be named, whoever has the same name and may not

    def digest(self, digest: str) -> str:
        """A salted digest, which says nothing without the key of the release."""

    def revealing(self, text: str) -> Sequence[str]:
        """In words, what in a text that was rewritten would still point to somebody."""


class View:
    """Redraws records for one audience: what a method below does not name does not leave.

    `hidden` are the entities who leave without their names: workers, and whoever is protected or decided to be; `small`
    the groups whose names would say who is in them (`unnamed.small_groups`, over the whole case); `called` is what
    anybody else is called, where that is not the label of the case. Nobody bears the key of the case.
    """

    def __init__(
        self, records: Iterable[tuple[str, Record]], terms: Terms, hand: Hand, hidden: frozenset[str],
        small: frozenset[str] = frozenset(), called: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.terms, self.hand, self.hidden = terms, hand, hidden
        self._records = dict(records)
        self._entities = {key: one for key, one in self._records.items() if isinstance(one, Entity)}
        self._small = small
        shown = {key: one for key, one in self._entities.items() if key not in hidden and key not in small}
        labels = {key: hand.told(called.get(key, one.label)) for key, one in shown.items()}
        came = {key: arrived(shown[key].label, told) for key, told in labels.items() if shown[key].schema == "Group"}
        self._labels = distinct(labels, lambda key: f"{came.get(key, LAST)} {hand.identity(key)}")

    def records(self) -> list[tuple[str, Record]]:
        """The redrawn records in the order of their new ids: nothing tells in which order they were taken in."""
        drawn = ((self.hand.identity(key), self._drawn(key, record)) for key, record in self._records.items())
        return sorted(drawn, key=lambda one: one[0])

    def _drawn(self, key: str, record: Record) -> Record:
        return MADE[type(record)](self, key, record)

    def _id(self, key: str | None) -> str | None:
        return key if key in (None, "unknown") else self.hand.identity(str(key))

    def _ids(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.hand.identity(key) for key in keys))

    def _text(self, text: str | None) -> str | None:
        return None if text is None else self.hand.told(text)

    def case(self, key: str, one: CaseInfo) -> CaseInfo:
        """The title and the custodian; the mandate stays."""
        return CaseInfo(title=self.hand.told(one.title), nature=one.nature, custodian=self._text(one.custodian))

    def agent(self, key: str, one: Agent) -> Agent:
        """A coder, without a name; an organisation, which signs what it hands over, with its own."""
        label = self.hand.label(key)
        return Agent(key=label, kind=one.kind, name=self.hand.told(one.name) if one.kind == "organisation" else label)

    def source(self, key: str, one: Source) -> Source:
        """A publication under its label; anybody else under a label of this release."""
        public = one.kind in PUBLISHED_KINDS
        label = self.hand.words(one.label) if public else self.hand.label(key)
        rows = self.terms.audience.rows == "workers"
        return Source(
            key=self.hand.label(key), label=label, kind=one.kind, worker=self._id(one.worker),
            language=one.language if public else None, session=None,
            interpreter=self.hand.label(f"interpreter:{one.interpreter}") if rows and one.interpreter else None,
            retells=self._ids(one.retells), same_origin_as=self._ids(one.same_origin_as),
            published=one.published if public else None,
            address=self.hand.words(one.address) if public and one.address else None,
            reliability=one.reliability, information=one.information,
        )  # fmt: skip

    def item(self, key: str, one: Item) -> Item:
        """A stub: the kind of thing, and a salted digest that the team can open later."""
        digest = self.hand.digest(one.sha256)
        return Item(
            sha256=digest, size=0, object=digest, name=self.hand.label(key), media_type="application/octet-stream",
            kind="withheld", source=self._id(one.source),
        )  # fmt: skip

    def passage(self, key: str, one: Passage) -> Passage:
        """The words, where they may be quoted; never where in the file they stand."""
        item = self._records.get(one.item)
        told = self.terms.tellers(one.item, item.source) if isinstance(item, Item) else ()
        sources, quote = [self._records.get(key) for key in told], None
        # Words that nobody is said to have told are asked for, too: they are kept back, and that is told.
        if one.quote and (untold(sources) or all(quotable(each, self.terms) for each in sources)):
            quote = self.hand.quote(key, one.quote)
        return Passage(item=self.hand.identity(one.item), quote=quote or WITHHELD)

    def coding(self, key: str, one: Coding) -> Coding:
        """The judgement; neither the question nor the coder's note."""
        return Coding(
            passage=self.hand.identity(one.passage), framework=one.framework, indicator=one.indicator,
            stance=one.stance, subject=self.hand.identity(one.subject), coder=self.hand.identity(one.coder),
            means=one.means, scope=self._text(one.scope), period=self.hand.period(one.period), site=self._id(one.site),
            actor=self._id(one.actor), phase=one.phase, elicited=one.elicited,
        )  # fmt: skip

    def adjudication(self, key: str, one: Adjudication) -> Adjudication:
        """The decision, without its reason in words."""
        return Adjudication(
            passage=self.hand.identity(one.passage), subject=self.hand.identity(one.subject), framework=one.framework,
            indicator=one.indicator, stance=one.stance, agent=self.hand.identity(one.agent), reason=WITHHELD,
            codings=self._ids(one.codings),
        )  # fmt: skip

    def entity(self, key: str, one: Entity) -> Entity:
        """A body under its names; a worker, and whoever is protected, under a label of this release alone."""
        if key in self.hidden:
            label = self.hand.label(key)
            return Entity(key=label, schema=one.schema, label=label)
        if key in self._small:
            return Entity(key=self.hand.label(key), schema=one.schema, label=self.hand.label(key))
        label, plain = self._labels[key], not self.terms.decided(key, "generalise")
        # The names of a natural person, where one may be named, are what the label says and no more.
        names = () if one.schema in (*NATURAL, "Group") else tuple(self.hand.words(name) for name in one.names)
        return Entity(
            key=label, schema=one.schema, label=label, names=names,
            country=one.country if plain else None, role=self._text(one.role) if plain else None,
            scope=self._text(one.scope) if plain and one.schema == "Group" else None,
        )  # fmt: skip

    def relation(self, key: str, one: Relation) -> Relation:
        """The claim; sums and counts only where they are not one worker's own."""
        ends = (one.source_entity, one.target_entity)
        own = any(end in self._entities and self._entities[end].schema == "Worker" for end in ends)
        shown = not own or self.terms.audience.rows == "workers"
        return Relation(
            schema=one.schema, source_entity=self.hand.identity(ends[0]), target_entity=self.hand.identity(ends[1]),
            source=self.hand.identity(one.source), stance=one.stance, status=one.status,
            period=self.hand.period(one.period), passage=self._id(one.passage), amount=one.amount if shown else None,
            currency=one.currency if shown else None, count=one.count if shown else None,
            share=one.share, share_high=one.share_high,
        )  # fmt: skip

    def place(self, key: str, one: Place) -> Place:
        """A place drawn to the grid of the audience, a lodging of workers at least to a kilometre's."""
        grid = width_of(self._entities[one.entity].schema, self.terms.audience.grid_m)
        return Place(
            entity=self.hand.identity(one.entity), geometry=self.hand.place(one.geometry, grid), how=one.how,
            source=self.hand.identity(one.source), precision_m=str(grid), period=self.hand.period(one.period),
            passage=self._id(one.passage),
        )  # fmt: skip

    def event(self, key: str, one: Event) -> Event:
        """What happened, by whom that is not a worker, in words without names."""
        actors = [one for one in one.actors if one in self._entities and self._entities[one].schema != "Worker"]
        return Event(
            track=one.track, title=self.hand.told(one.title), source=self.hand.identity(one.source),
            period=self.hand.period(one.period), actors=self._ids(actors), site=self._id(one.site), status=one.status,
            passage=self._id(one.passage),
        )  # fmt: skip

    def act(self, key: str, one: Act) -> Act:
        """What an institution was told, did or left undone: as exactly in time as anything else, and without notes."""
        by = self._entities.get(one.by or "")
        due = self.hand.period(Period(start=one.due, end=one.due)) if one.due else None
        return Act(
            duty=one.duty, bearer=self.hand.identity(one.bearer), role=one.role, title=self.hand.told(one.title),
            source=self.hand.identity(one.source), about=self._text(one.about), finds=one.finds,
            by=self._id(one.by) if by is not None and by.schema != "Worker" else None, due=due.end if due else None,
            stance=one.stance, period=self.hand.period(one.period), passage=self._id(one.passage),
        )  # fmt: skip

    def count(self, key: str, one: Count) -> Count:
        """A head count as its source has it."""
        return Count(
            what=one.what, label=self.hand.told(one.label), low=one.low, high=one.high,
            source=self.hand.identity(one.source), period=self.hand.period(one.period), passage=self._id(one.passage),
        )  # fmt: skip


MADE: Mapping[type[Any], Callable[[View, str, Any], Record]] = {
    CaseInfo: View.case, Agent: View.agent, Source: View.source, Item: View.item, Passage: View.passage,
    Coding: View.coding, Adjudication: View.adjudication, Entity: View.entity, Relation: View.relation,
    Place: View.place, Event: View.event, Count: View.count, Act: View.act,
}  # fmt: skip
