"""What every part of a dossier is built from: the findings of one release, its evidence units, the words to say so."""

import dataclasses
import functools
import re
from collections.abc import Iterable, Sequence

from workbench import codebook
from workbench.codebook import Framework, Indicator
from workbench.codebook.messages import Messages
from workbench.figures.matrix import LOOKS
from workbench.findings.assessment import STATES, Cell
from workbench.findings.matrix import NOT_SAID, Column, Matrix
from workbench.records import Period
from workbench.release.copies import band
from workbench.release.dossier.document import Link, Piece, Quote, Text, text
from workbench.release.evidence import Evidence, alike, evidence, in_order
from workbench.release.gathered import Gathered

BY_STRENGTH = ("employer", "site", "period", "source", "worker")
OVERALL = ("employer", "site", "worker")
SIDES = ("for_", "against", "unclear", "disputed")
STANCES = ("supports", "contradicts", "unclear")
MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclasses.dataclass(frozen=True)
class Unit:
    """One evidence unit: its number in this dossier, the coding with its passage, and the coders who read it so."""

    number: int
    of: Evidence
    coders: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The place in the dossier where it stands."""
        return f"unit-{self.number}"

    @property
    def link(self) -> Link:
        """Its number, as a way to it.

        Example:
            >>> from types import SimpleNamespace
            >>> str(Unit(7, SimpleNamespace()).link)
            'Ev7'
        """
        return Link(f"Ev{self.number}", self.anchor)


@dataclasses.dataclass(frozen=True, eq=False)
class Ground:
    """One release and one language; `files` are the other files of the release, each with its SHA-256.

    Nothing here reads the case: what a part of a dossier can say, the other files of the same release say, too.
    """

    held: Gathered
    say: Messages
    files: tuple[tuple[str, str], ...] = ()

    @functools.cached_property
    def book(self) -> Framework:
        """The framework whose indicators are found."""
        return codebook.framework(self.matrix.framework if self.matrix else "ilo-11")

    @functools.cached_property
    def matrix(self) -> Matrix | None:
        """The matrix from which the overall state of an indicator is read."""
        found = [self.held.matrices[by].matrix for by in BY_STRENGTH if by in self.held.matrices]
        return found[0] if found else None

    @functools.cached_property
    def columns(self) -> tuple[Column, ...]:
        """The indicators, in the order of the instrument."""
        return self.matrix.columns if self.matrix else ()

    @functools.cached_property
    def units(self) -> dict[str, Unit]:
        """The evidence units by the id of their coding: those that may be listed one by one, and no others. Where
        coders read the same words alike, their codings are one unit with one number."""
        ids: dict[str, None] = {}
        for by in ("worker", "source", "employer", "site", "period"):
            if by in self.held.matrices:
                ids |= dict.fromkeys(_listed(self.held.matrices[by].matrix))
        # With rows of workers a unit says no site or employer by which one of them could be placed.
        tables = self.held.rowed if self.held.prepared.audience.rows == "workers" else self.held.apart
        order = {one.id: one.number for one in self.columns}
        found = sorted(
            evidence(tables, ids), key=lambda one: (order.get(one.indicator, 99), _rank(one.stance), _own(one))
        )
        made: dict[str, Unit] = {}
        for number, many in enumerate(alike(found), 1):
            unit = Unit(number, many[0], tuple(sorted({one.coder for one in many}, key=in_order)))
            made |= dict.fromkeys((one.id for one in many), unit)
        return made

    @functools.cached_property
    def listed(self) -> tuple[Unit, ...]:
        """Each evidence unit once, in the order of their numbers."""
        return tuple({one.number: one for one in self.units.values()}.values())

    @functools.cached_property
    def differing(self) -> frozenset[int]:
        """The numbers of the units on which coders differ, and nobody has decided: they count for nothing."""
        cells = [cell for found in self.held.matrices.values() for cell in found.matrix.cells.values()]
        return frozenset(self.units[one].number for cell in cells for one in cell.disputed if one in self.units)

    def of(self, indicator: str, *stances: str, differing: bool = False) -> list[Unit]:
        """The evidence units on one indicator, of these stances; those on which coders differ only where asked for."""
        left = frozenset() if differing else self.differing
        return [one for one in self.listed
                if one.of.indicator == indicator and one.of.stance in stances and one.number not in left]  # fmt: skip

    def state(self, indicator: str) -> str:
        """The strongest state that any employer, site or worker has: withheld where nothing else is on record."""
        states = {cell.state for by in OVERALL for _, cell in self.cells(by, indicator)}
        return next((one for one in (*STATES[:-1], "withheld") if one in states), "not-assessed")

    def cells(self, by: str, indicator: str) -> list[tuple[str, Cell]]:
        """The cells of one indicator that say something, with the label of their row."""
        if by not in self.held.matrices:
            return []
        found = self.held.matrices[by].matrix
        cells = [(row.label, found.cell(row.id, indicator)) for row in found.rows]
        return [(self.row(name), cell) for name, cell in cells if cell.state != "not-assessed"]

    def row(self, label: str) -> str:
        """The label of a row; what is not said, in the language of the dossier."""
        return self.say("cover.not-said") if label == NOT_SAID[1] else label

    @functools.cached_property
    def submitter(self) -> str:
        """The organisations that hand the case over, else whom the case names as its custodian: no coder of it, for
        nobody who is known by a number alone hands anything in."""
        agents = [one for _, one in self.held.tables.rows.get("agent", [])]
        names = sorted(one.name for one in agents if one.kind == "organisation")
        keeper = self.held.tables.info.custodian or ""
        return ", ".join(names) or ("" if keeper in {one.key for one in agents} else keeper)

    @functools.cached_property
    def sources(self) -> dict[str, str]:
        """What a source is called, by its key in this copy: a publication has its title, and a number as its key."""
        return dict(zip(self.held.tables.sources["key"], self.held.tables.sources["label"], strict=True))

    def indicator(self, identity: str) -> Indicator:
        """An indicator of the codebook."""
        return self.book.indicator(identity)

    def name(self, identity: str) -> str:
        """The name of an indicator in the language of the dossier, else in English."""
        labels = self.indicator(identity).labels
        return labels.get(self.say.lang, labels["en"])

    def letter(self, state: str) -> str:
        """The letter of a state in a matrix; no cell is blank."""
        return LOOKS[state].letter

    def band(self, count: int) -> str:
        """How many, as a band in words."""
        return self.say("band." + band(count).replace(" ", "-"))

    def banded(self, words: str) -> str:
        """The words of a band that was made before, in the language of the dossier."""
        return self.say("band." + words.replace(" ", "-"))

    def span(self, stretch: Period | None) -> str:
        """A period in words; in a copy by quarters a quarter is one, and not its first and its last month."""
        if stretch is None or not (stretch.start or stretch.end):
            return f"“{stretch.as_written}”" if stretch and stretch.as_written else self.say("when.undated")
        if stretch.start and stretch.end:
            # A bare year that holds its own end says all that is known: "from 2024" would be read as its January.
            same = (len(stretch.start) == 4 and stretch.end.startswith(stretch.start)) or stretch.start == stretch.end
            if same or self._quarter(stretch.start) == self._quarter(stretch.end) is not None:
                return self._told(stretch.start, "quarter")
            return self.say("when.between", start=self._told(stretch.start), end=self._told(stretch.end))
        if stretch.start:
            return self.say("when.from", start=self._told(stretch.start))
        return self.say("when.until", end=self._told(stretch.end or ""))

    def _quarter(self, day: str | None) -> tuple[str, int] | None:
        """The year and the quarter that a month stands for; none where the copy knows months, or nobody the month."""
        month = MONTH.fullmatch(day or "") if self.held.prepared.audience.time == "quarter" else None
        return (month[1], (int(month[2]) + 2) // 3) if month else None

    def _told(self, day: str, how: str = "quarter-of") -> str:
        quarter = self._quarter(day)
        return self.say(f"when.{how}", part=quarter[1], year=quarter[0]) if quarter else day

    def quote(self, unit: Unit, *, place: bool = False) -> Quote:
        """The words of a unit with who said them, who translated them and who checked that; `place` makes it a place
        that links lead to."""
        one = unit.of
        spoken = self.held.prepared.beside.spoken.get(one.found.passage)
        kind = self.say("source." + one.found.source_kind) if self.say.has("source." + one.found.source_kind) else ""
        who = f"{one.found.source} ({kind})" if kind else one.found.source
        more = [who, self.said_how(one), self.span(one.period)]
        if spoken and spoken.translator:
            more.append(self.say("quote.translated", who=spoken.translator))
            more.append(
                self.say("quote.checked", who=spoken.checked) if spoken.checked else self.say("quote.unchecked")
            )
        elif one.found.quote and not one.found.quote.startswith("["):
            more.append(self.say("quote.original"))
        if len(unit.coders) > 1:
            more.append(self.say("quote.coders", count=len(unit.coders)))
        head: Piece = f"Ev{unit.number}" if place else unit.link
        return Quote(
            one.found.quote or self.say("quote.picture"),
            spoken.language if spoken else "",
            text(head, ". ", "; ".join(more) + "."),
            unit.anchor if place else "",
        )

    def said_how(self, one: Evidence) -> str:
        """The stance of a unit and the means of knowledge, in words."""
        return f"{self.say('stance.' + one.stance)}, {self.say('means.' + one.means)}"


def refs(units: Sequence[Unit], most: int = 12) -> Text:
    """Links to units in a row, each once, cut where there are too many to be looked at.

    Example:
        >>> refs([])
        ()
    """
    parts: list[Piece] = []
    units = list({unit.number: unit for unit in units}.values())  # what coders read alike is one unit
    for unit in units[:most]:
        parts += [unit.link, ", "]
    return text(*parts[:-1], f" … (+{len(units) - most})" if len(units) > most else "")


def _listed(found: Matrix) -> Iterable[str]:
    for row in found.rows:
        for column in found.columns:
            cell = found.cell(row.id, column.id)
            for side in SIDES:
                yield from getattr(cell, side)


def _rank(stance: str) -> int:
    return STANCES.index(stance) if stance in STANCES else len(STANCES)


def _own(one: Evidence) -> tuple[bool, bool, str, str, str]:
    """Words before what has none, first-hand before hearsay, then by source: never by the order of the ledger."""
    withheld = not one.found.quote or one.found.quote.startswith("[withheld")
    return withheld, one.means == "hearsay", one.found.source, one.found.quote or "", one.id
