"""A release before it is written: the view of one audience, and everything that it would reveal."""

import dataclasses
import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from workbench import codebook
from workbench.codebook import Audience
from workbench.disclosure import kinship, namesakes
from workbench.disclosure.apart import unplaced
from workbench.disclosure.beside import Beside, beside
from workbench.disclosure.consent import Allowance, allowances, of_consents
from workbench.disclosure.counting import Counted, counted
from workbench.disclosure.counting import findings as claims_left_out
from workbench.disclosure.days import by_month
from workbench.disclosure.decided import decisions
from workbench.disclosure.earnings import Earnings, earnings
from workbench.disclosure.finding import Finding, ordered
from workbench.disclosure.leaving import Leaving, Terms, has_row, leaving, quotable
from workbench.disclosure.leftover import of_words
from workbench.disclosure.numbered import Numbered, published
from workbench.disclosure.owning import Owners, assigned, owners
from workbench.disclosure.places import snapped
from workbench.disclosure.quoting import Quoting
from workbench.disclosure.retelling import unsaid
from workbench.disclosure.seen import seen
from workbench.disclosure.tellers import named_later, of_tellers
from workbench.disclosure.times import coarser, untimed
from workbench.disclosure.unasked import held
from workbench.disclosure.unnamed import small_groups, unnamed
from workbench.disclosure.view import NATURAL, WITHHELD, Hand, Names, View
from workbench.errors import Unreadable
from workbench.findings.sameness import of_records
from workbench.records import Coding, Entity, Item, Passage, Record, Source, canonical
from workbench.tables import Tables, tabulate

Told = tuple[str, str, Any]  # kind, id, record


@dataclasses.dataclass(frozen=True)
class Prepared:
    """What a release would hold, and what it would reveal; nothing of it is written.

    `tables` are the case as the audience may see it, `network` the same with workers as counts; `open_codings` may be
    listed one by one; `worker_rows` and `source_rows` are the keys of the rows that one person stands behind.
    `population` names, as a digest, the state of the case and the workers who are counted in it: numbers of two
    releases are of the same people only where it is the same. `beside` is what a dossier tells beside the records,
    `money` what is on record of the wages and debts of the workers who leave: it is counted, and never shown. `same`
    gives one id for all records (ids of the copy) that somebody says are of one person.
    """

    audience: Audience
    day: str
    population: str
    tables: Tables
    network: Counted
    open_codings: frozenset[str]
    worker_rows: frozenset[str]
    source_rows: frozenset[str]
    kept_back: Counter[tuple[str, str]]
    quotes_withheld: Counter[str]
    quotes_unapproved: int
    allowed: dict[str, Allowance]
    findings: tuple[Finding, ...]
    beside: Beside
    money: Earnings
    lasting: Mapping[str, str]
    same: Mapping[str, str]

    @property
    def ok(self) -> bool:
        """True where nothing forbids the release."""
        return not any(one.severity == "error" for one in self.findings)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked for: the audience, the day (YYYY-MM-DD), a purpose, the head of the case.

    `withdrawn` are workers who stopped the sharing, `gone` the records that count no more as their use was withdrawn
    (they protect still), `witnesses` entities who spoke in confidence without being workers,
    `redacted` passages of which something is withheld in the copy of their item.
    """

    audience: str
    day: str
    head: str
    purpose: str | None = None
    withdrawn: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    witnesses: frozenset[str] = frozenset()
    redacted: frozenset[str] = frozenset()


def prepare(
    records: Iterable[Told], asked: Asked, naming: Callable[[Terms, frozenset[str], Mapping[str, int]], Names]
) -> Prepared:
    """The view of an audience and its findings, from all that is on record, as (kind, id, record).

    `naming` makes the names of this release, told its terms, who goes without a name and what is shown.

    Raises:
        Unknown: there is no such audience.
    """
    told, told_by = of_tellers(records)
    papers = owners(told, told_by)
    told = assigned(told, papers)
    audience, plain = codebook.audience(asked.audience), [(key, record) for _, key, record in told]
    allowed = allowances(plain, audience, asked.day, purpose=asked.purpose, withdrawn=asked.withdrawn)
    terms = Terms(audience, allowed, decisions(plain, audience.id), of_records(plain), told_by, named_later(plain))
    left, hidden = leaving(told, terms, asked.gone), unnamed(plain, terms, asked.witnesses)
    counting = [one for one in told if one[1] not in asked.gone]  # what protects those who withdrew says nothing else
    names, quoting = naming(terms, hidden, seen(left, terms)), Quoting(plain, terms, asked.redacted)
    desk = _Desk(terms, left, hidden, names, quoting, papers)
    small = small_groups({key: one for key, one in plain if isinstance(one, Entity)}, audience.k)
    tables = tabulate(
        View(left.records, terms, desk.hand(), hidden, small, desk.names.called).records(), asked.head, _nothing
    )
    network = counted(tables, k=audience.k, identity=desk.names.identity)
    findings = [
        *of_consents([one[1:] for one in counting], allowed, audience.id, asked.purpose), *_too_near(plain, desk),
        *namesakes.findings(desk.names.shared, dict(plain)), *of_words(desk.records, hidden, terms, desk.names),
        *desk.quoting.findings(desk.standing), *held(counting, terms), *unsaid(counting, terms, desk.standing),
        *claims_left_out(network), *unplaced(tables, k=audience.k, rows=desk.worker_rows()).findings,
    ]  # fmt: skip
    return Prepared(
        audience, asked.day, _population(asked.head, terms), tables, network, desk.open_codings(), desk.worker_rows(),
        desk.source_rows(), left.kept_back, desk.quoting.withheld, len(desk.quoting.unapproved), allowed,
        tuple(ordered(findings)), beside(counting, desk.records, desk.names.identity, _shown(tables)),
        earnings(counting, left, terms, asked.head).renamed(desk.names.identity),
        {desk.names.identity(key): one.key for key, one in left.records if isinstance(one, Entity)},
        {names.identity(one): names.identity(min(group)) for group in set(terms.same.values()) for one in group},
    )  # fmt: skip


def _shown(tables: Tables) -> frozenset[str]:
    """The passages whose words are in the view."""
    return frozenset(key for key, one in tables.rows.get("passage", []) if one.quote != WITHHELD)


def _population(head: str, terms: Terms) -> str:
    counted_ = sorted(key for key, one in terms.allowed.items() if one.counted)
    rows = sorted(key for key in counted_ if has_row(key, terms))
    return hashlib.sha256(canonical({"head": head, "counted": counted_, "rows": rows})).hexdigest()


def _nothing(name: str) -> bytes:
    """No file of a case is read for a view."""
    raise Unreadable(name, "a view holds no file")


class _Desk:
    """One preparation under way."""

    def __init__(
        self, terms: Terms, left: Leaving, hidden: frozenset[str], names: Names, quoting: Quoting, papers: Owners
    ) -> None:
        self.terms, self.left, self.hidden, self.names = terms, left, hidden, names
        self.records, self.quoting, self.papers = dict(left.records), quoting, papers
        # As in quotes (`quoting.IN_A_ROW`): an official who gets rows of workers reads the numbers of their papers.
        in_rows = terms.audience.rows == "workers"
        self.numbered = None if in_rows else Numbered(published(self.records, terms.told_by))
        self.standing: dict[str, str] = {}  # the words of each quote as they would leave

    def hand(self) -> Hand:
        return Hand(
            identity=self.names.identity, label=self.names.label, words=self.names.words, told=self._told,
            quote=self._quote, digest=self.names.digest, place=snapped,
            period=functools.partial(coarser, unit=self.terms.audience.time),
        )  # fmt: skip

    def _quote(self, passage: str, words: str) -> str | None:
        """The words as they may stand, or None where a ground withholds them and nobody decided otherwise."""
        left = self.quoting.left_by_all(passage, words, self._tellers(passage))
        if left is None:
            return None
        # Times are told alike everywhere: a day in what was published would be read beside months.
        self.standing[passage] = untimed(self.names.quoted(left), self.terms.audience.time)
        return self.standing[passage]

    def _told(self, words: str) -> str:
        told = self.names.told(words)
        return by_month(self.numbered.without(told) if self.numbered else told, self.terms.audience.time)

    def _tellers(self, passage: str) -> list[Source]:
        """Everybody who told the words of a passage: each of them has to allow what is done with it."""
        held = self.records.get(passage)
        item = self.records.get(held.item) if isinstance(held, Passage) else None
        ids = self.terms.tellers(held.item, item.source) if isinstance(held, Passage) and isinstance(item, Item) else ()
        # A line that speaks of one worker alone is told on that worker's terms, whatever paper it stands in.
        told, owner = [self.records.get(one) for one in ids], self.papers.passages.get(passage)
        return [dataclasses.replace(one, worker=one.worker or owner) for one in told if isinstance(one, Source)]

    def _open(self, worker: str | None) -> bool:
        allowed = self.terms.allowed.get(worker or "")
        return allowed is None or allowed.account

    def open_codings(self) -> frozenset[str]:
        """The codings that may be listed one by one: by new id, of whoever allowed the account to be handed over."""
        found = set()
        for key, one in self.records.items():
            if isinstance(one, Coding) and self._open(one.subject):
                told = self._tellers(one.passage)
                if told and all(self._open(each.worker) and quotable(each, self.terms) for each in told):
                    found.add(self.names.identity(key))
        return frozenset(found)

    def worker_rows(self) -> frozenset[str]:
        """The labels of the workers who may have a row: never a child's."""
        rows = (worker for worker in self.terms.allowed if has_row(worker, self.terms))
        return frozenset(self.names.label(worker) for worker in rows if worker in self.records)

    def source_rows(self) -> frozenset[str]:
        """The labels of the sources that may have a row."""
        return frozenset(
            self.names.label(key)
            for key, one in self.records.items()
            if isinstance(one, Source) and quotable(one, self.terms)
        )


def _too_near(records: Sequence[tuple[str, Record]], desk: _Desk) -> Iterable[Finding]:
    """Whoever would be named within two steps of somebody protected: over the whole case, not over what leaves."""
    tables = tabulate(records, "", _nothing)
    entities = {key: one for key, one in records if isinstance(one, Entity)}
    workers = {key for key, one in entities.items() if one.schema == "Worker"}
    protected = {one for worker in workers for one in desk.terms.one_with(worker)}
    named = {
        key for key, one in desk.records.items()
        if isinstance(one, Entity) and one.schema in NATURAL and key not in desk.hidden
    }  # fmt: skip
    nears = kinship.too_near(tables.entities, tables.relations, protected, named)
    undecided = {key: entities[key].key for key in named if not desk.terms.decided(key, "show")}
    told = kinship.named_to_all(undecided, "network") if desk.terms.audience.becomes_public else []
    return [*kinship.findings(nears, "network"), *told]
