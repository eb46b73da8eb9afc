"""From codings to a state: what speaks for, what against, what is disputed, and on how many origins it rests."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from workbench.findings.origins import ANSWERING, Origins, Told
from workbench.records import Period

STATES = ("supported", "alleged", "conflicting", "contradicted", "denied", "unclear", "not-assessed")
MEANS = ("first-hand", "observed", "document", "official-finding", "hearsay")

_HEARD = {means: place for place, means in enumerate(MEANS)}


@dataclasses.dataclass(frozen=True)
class Statement:
    """One coding with what its fold needs: whose it is, what it says of whom, from which source."""

    id: str
    passage: str
    indicator: str
    stance: str
    subject: str
    group: bool
    coder: str
    means: str
    source: str
    period: Period

    @property
    def told(self) -> Told:
        """What counting its origin needs: the source, the means of knowledge, and whose own experience it is."""
        own = self.subject if self.means == "first-hand" and not self.group else None
        return self.source, self.means, own


@dataclasses.dataclass(frozen=True)
class Cell:
    """The state of one indicator for one row, with the ids of the codings for and against it.

    `origins` counts whoever perceived what speaks for it (or, where nothing does, what speaks against it), `statements`
    the passages that they stand in; within each side what was lived or seen stands before what was heard.
    `answers` are those of its codings in which the employer or an authority answers; `grades` are those of publications
    and officials, by key of the source; `tally` gives the states of the persons and groups behind a row of several.

    Example:
        >>> NOT_ASSESSED.state
        'not-assessed'
    """

    state: str
    origins: int = 0
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()
    period: Period | None = None
    note: str = ""
    tally: tuple[tuple[str, int], ...] = ()
    statements: int = 0
    answers: tuple[str, ...] = ()
    grades: tuple[tuple[str, str], ...] = ()


NOT_ASSESSED = Cell(state="not-assessed")


def assess(statements: Sequence[Statement], origins: Origins) -> Cell:
    """The cell that statements about one indicator make: one subject folded alone, several subjects side by side.

    A denial by one worker does not speak against what another lived through, so each subject is folded for itself.
    """
    if not statements:
        return NOT_ASSESSED
    by_subject: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_subject[statement.subject].append(statement)
    folded = [_fold(group, origins) for _, group in sorted(by_subject.items())]
    return folded[0] if len(folded) == 1 else _beside(folded, statements, origins)


def _fold(statements: list[Statement], origins: Origins) -> Cell:
    supports, contradicts, unclear, disputed = _weighed(statements)
    state, note = _state(supports, contradicts, bool(unclear or disputed), origins)
    return _cell(state, note, (supports, contradicts, unclear, disputed), origins)


def _weighed(statements: list[Statement]) -> tuple[list[Statement], ...]:
    """The statements for, against, unclear, and those on which coders of one passage differ.

    A passage speaks only as far as its coders agree: where one reads support and the other does not, it decides nothing
    until a third has adjudicated.
    """
    by_passage: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_passage[statement.passage].append(statement)
    sorted_out: tuple[list[Statement], ...] = ([], [], [], [])
    for group in by_passage.values():
        read: dict[str, set[str]] = defaultdict(set)
        for statement in group:
            read[statement.coder].add(statement.stance)
        agreed = set.intersection(*read.values())
        for statement in group:
            place = ("supports", "contradicts", "unclear").index(statement.stance) if statement.stance in agreed else 3
            sorted_out[place].append(statement)
    return sorted_out


def _state(supports: list[Statement], contradicts: list[Statement], open_: bool, origins: Origins) -> tuple[str, str]:
    if supports and contradicts:
        if any(_clash(one.period, other.period) for one in supports for other in contradicts):
            return "conflicting", ""
        return _supported(supports, origins), "for a time: what speaks against it is of another period"
    if supports:
        return _supported(supports, origins), ""
    if contradicts:
        own = all(_own(statement, origins) for statement in contradicts)
        return ("denied" if own else "contradicted"), ""
    return ("unclear", "") if open_ else ("not-assessed", "")


def _clash(one: Period, other: Period) -> bool:
    """True where both may speak of the same time; a passport given back as its keeping ended is no clash."""
    return not (_follows(one, other) or _follows(other, one))


def _follows(first: Period, second: Period) -> bool:
    end, start = first.last_day(), second.first_day()
    if end is None or start is None:
        return False
    return end < start or (end == start and first.first_day() != start)


def _supported(supports: list[Statement], origins: Origins) -> str:
    reports_only = all(origins.facts[statement.source].published for statement in supports)
    return "alleged" if reports_only and all(statement.group for statement in supports) else "supported"


def _own(statement: Statement, origins: Origins) -> bool:
    return origins.of([statement.told]) == {statement.subject}


def _cell(state: str, note: str, sorted_out: tuple[list[Statement], ...], origins: Origins) -> Cell:
    supports, contradicts, unclear, disputed = sorted_out
    telling = supports or contradicts
    used = [statement.source for statement in telling]
    count = origins.count(statement.told for statement in telling)
    return Cell(
        state=state,
        note=note,
        origins=count,
        statements=len({statement.passage for statement in telling}),
        for_=_ids(supports),
        against=_ids(contradicts),
        unclear=_ids(unclear),
        disputed=_ids(disputed),
        answers=tuple(one.id for side in sorted_out for one in side if origins.facts[one.source].kind in ANSWERING),
        basis=tuple(means for means in MEANS if any(statement.means == means for statement in telling)),
        dependencies=(*origins.dependencies(used), *origins.unconfirmed(used, count)),
        grades=origins.grades(statement.source for side in sorted_out for statement in side),
        period=_span(statement.period for statement in telling),
    )


def _ids(statements: list[Statement]) -> tuple[str, ...]:
    """First-hand before hearsay; what is alike stays in the order of the ledger."""
    return tuple(statement.id for statement in sorted(statements, key=lambda one: _HEARD.get(one.means, len(MEANS))))


def _span(periods: Iterable[Period]) -> Period | None:
    """From the earliest start to the latest end; open where any of them is open."""
    known = list(periods)
    starts = sorted((period.start for period in known if period.start), key=lambda text: (text.ljust(10, "-"), text))
    if not starts:
        return None
    ends = [period.end for period in known]
    # A year ends after each of its months, and a month after each of its days.
    return Period(start=starts[0], end=None if None in ends else max(filter(None, ends), key=lambda end: end + "~"))


def _beside(folded: list[Cell], statements: Sequence[Statement], origins: Origins) -> Cell:
    """The cell of a row that speaks of several people: the first of `STATES` that any has, and the tally."""
    tally = Counter(cell.state for cell in folded)
    state = next(state for state in STATES if tally[state])
    by_id = {statement.id: statement for statement in statements}
    sides = [
        [by_id[identity] for cell in folded for identity in getattr(cell, side)]
        for side in ("for_", "against", "unclear", "disputed")
    ]
    cell = _cell(state, "", tuple(sides), origins)
    counted = tuple((one, tally[one]) for one in STATES if tally[one])
    return dataclasses.replace(cell, tally=counted)
