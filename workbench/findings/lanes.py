"""A chronology of any size on a strip of limited width: lanes of single events, of counts where they are too many."""

import dataclasses
import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from workbench.errors import BadValue
from workbench.findings.chronology import TRACKS, Chronology
from workbench.findings.said import records, said
from workbench.records import first_day, last_day

UNITS = ("day", "week", "month", "quarter", "year")
DAYS_OF = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
STATUSES = ("disputed", "agreed", "single-origin", "reported")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Block:
    """One event, or those of a track that stand too near each other; `first` and `last` are days.

    `numbers` are those of the events in `Chronology.df`; `tally` says how many have which status.
    """

    row: int
    first: datetime.date
    last: datetime.date
    numbers: tuple[int, ...]
    tally: tuple[tuple[str, int], ...]
    label: str

    @property
    def count(self) -> int:
        """How many events it stands for."""
        return len(self.numbers)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lane:
    """One track: its blocks in `rows` rows; `aggregated` where counts stand for single events."""

    track: str
    rows: int
    aggregated: bool
    blocks: tuple[Block, ...]

    @property
    def count(self) -> int:
        """How many events of the track are within the window."""
        return sum(block.count for block in self.blocks)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lanes:
    """The lanes of a window of time; `unit` is what a column of counts covers.

    Numbers of events without a date are `undated`; of those outside the window `outside` says how many there are.
    """

    first: datetime.date
    last: datetime.date
    unit: str
    lanes: tuple[Lane, ...]
    undated: tuple[int, ...]
    outside: int


@dataclasses.dataclass(frozen=True)
class _Mark:
    number: int
    track: str
    first: datetime.date
    last: datetime.date
    status: str
    title: str


def lanes(
    found: Chronology, *, first: str | None = None, last: str | None = None, columns: int = 120, rows: int = 6
) -> Lanes:
    """The events of a chronology within a window, a lane a track, none with more than so many columns and rows.

    `first` and `last` are partial dates; without them the window is all that is dated. A lane whose events do not fit
    into `rows` rows side by side is told in counts: by day, week, month, quarter or year, whichever makes no more than
    `columns` columns. An event that is known less exactly than a column, or lasted longer, stands in a bar of its own
    reach: nothing is put on a day that nobody named. The same chronology and window give the same lanes.

    Raises:
        BadValue: a date is none, the window ends before it begins, or there is no column, or fewer than two rows.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.records import Event, Period, Source
        >>> from workbench.tables import tabulate
        >>> day = Period(start="2024-05-13", end="2024-05-13")
        >>> told = [("s", Source(key="S", label="Gate log", kind="document"))]
        >>> told += [(str(n), Event(track="work", title="Gate shut", source="s", period=day)) for n in range(5000)]
        >>> strip = lanes(chronology(tabulate(told, "h", bytes)))
        >>> [(lane.track, lane.aggregated, [block.count for block in lane.blocks]) for lane in strip.lanes]
        [('work', True, [5000])]
    """
    if columns < 1 or rows < 2:  # counts need a row, and bars of what is known less exactly another
        raise BadValue("lanes", "columns, rows", f"{columns}, {rows}", "at least one column and two rows")
    told = [_mark(row) for row in records(found.df) if said(row["earliest"])]
    undated = tuple(int(row["number"]) for row in records(found.df) if not said(row["earliest"]))
    begin, end = _window(told, first, last)
    within = [one for one in told if one.first <= end and one.last >= begin]
    unit = next((one for one in UNITS if (end - begin).days / DAYS_OF[one] < columns), "year")
    by_track: dict[str, list[_Mark]] = {}
    for one in within:
        by_track.setdefault(one.track, []).append(one)
    order = [track for track in TRACKS if track in by_track] + sorted(set(by_track) - set(TRACKS))
    made = tuple(_lane(track, by_track[track], (begin, end), (columns, rows), unit) for track in order)
    return Lanes(first=begin, last=end, unit=unit, lanes=made, undated=undated, outside=len(told) - len(within))


def _mark(row: dict[str, Any]) -> _Mark:
    first, last = first_day(row["earliest"]), last_day(row["latest"])
    assert first is not None and last is not None  # both stand where one does
    return _Mark(int(row["number"]), row["track"], first, last, row["status"] or "reported", row["title"])


def _window(told: Sequence[_Mark], first: str | None, last: str | None) -> tuple[datetime.date, datetime.date]:
    """The days asked for, else those from the first event to the last; of no event, one day long ago."""
    for name, given in (("first", first), ("last", last)):
        if given is not None and first_day(given) is None:
            raise BadValue("lanes", name, given, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    nothing = datetime.date(1970, 1, 1)
    begin = first_day(first) or min((one.first for one in told), default=nothing)
    end = last_day(last) or max((one.last for one in told), default=nothing)
    if end < begin:
        raise BadValue("lanes", "last", last or end.isoformat(), f"no day before {begin.isoformat()}")
    return begin, end


def _lane(
    track: str, marks: list[_Mark], window: tuple[datetime.date, datetime.date], room: tuple[int, int], unit: str
) -> Lane:
    columns, rows = room
    ordered = sorted(marks, key=lambda one: (one.first, one.last, one.number))
    apart = max((window[1] - window[0]).days / columns, 1)
    placed = _single(ordered, apart, rows)
    if placed is not None:
        used = max((block.row for block in placed), default=0) + 1
        return Lane(track=track, rows=used, aggregated=False, blocks=tuple(placed))
    blocks = _counted(ordered, unit, rows)
    return Lane(track=track, rows=max(block.row for block in blocks) + 1, aggregated=True, blocks=tuple(blocks))


def _single(marks: Sequence[_Mark], apart: float, rows: int) -> list[Block] | None:
    """Each event in the first row where it does not touch the one before; None where that takes too many rows."""
    free: list[float] = []
    blocks = []
    for one in marks:
        begin = one.first.toordinal()
        row = next((at for at, end in enumerate(free) if end <= begin), len(free))
        if row == rows:
            return None
        free[row : row + 1] = [max(one.last.toordinal() + 1, begin + apart)]
        blocks.append(_block(row, one.first, one.last, [one]))
    return blocks


def _counted(marks: Sequence[_Mark], unit: str, rows: int) -> list[Block]:
    """Row 0 holds what falls within one column; below it stand bars of what does not, those of one reach together."""
    columns: dict[datetime.date, list[_Mark]] = {}
    longer: dict[tuple[datetime.date, datetime.date], list[_Mark]] = {}
    for one in marks:
        begin = _begin(one.first, unit)
        if begin == _begin(one.last, unit):
            columns.setdefault(begin, []).append(one)
        else:
            longer.setdefault((begin, _end(_begin(one.last, unit), unit)), []).append(one)
    blocks = [_block(0, begin, _end(begin, unit), same) for begin, same in sorted(columns.items())]
    free = [-1] * (rows - 1)
    rest: list[_Mark] = []
    for (begin, end), same in sorted(longer.items()):
        row = next((at for at, until in enumerate(free[:-1]) if until < begin.toordinal()), None)
        if row is None:
            rest += same
        else:
            free[row] = end.toordinal()
            blocks.append(_block(row + 1, begin, end, same))
    return blocks + _rest(rest, rows - 1)


def _rest(marks: Sequence[_Mark], row: int) -> list[Block]:
    """What found no row: bars that touch each other become one, in the last row."""
    merged: list[list[_Mark]] = []
    for one in sorted(marks, key=lambda one: (one.first, one.last, one.number)):
        if merged and max(other.last for other in merged[-1]) >= one.first:
            merged[-1].append(one)
        else:
            merged.append([one])
    return [_block(row, min(one.first for one in same), max(one.last for one in same), same) for same in merged]


def _block(row: int, first: datetime.date, last: datetime.date, same: Sequence[_Mark]) -> Block:
    tally = Counter(one.status for one in same)
    label = same[0].title if len(same) == 1 else f"{len(same)} events"
    counted = tuple((status, tally[status]) for status in STATUSES if tally[status])
    numbers = tuple(sorted(one.number for one in same))
    return Block(row=row, first=first, last=last, numbers=numbers, tally=counted, label=label)


def _begin(day: datetime.date, unit: str) -> datetime.date:
    if unit == "week":
        return day - datetime.timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1}.get(unit, 1)
    return day if unit == "day" else datetime.date(day.year, month, 1)


def _end(begin: datetime.date, unit: str) -> datetime.date:
    """The last day of the column that begins on a day."""
    if unit in ("day", "week"):
        return begin + datetime.timedelta(days=DAYS_OF[unit] - 1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    ahead = begin.year * 12 + begin.month - 1 + months
    return datetime.date(ahead // 12, ahead % 12 + 1, 1) - datetime.timedelta(days=1)
