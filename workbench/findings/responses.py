"""What institutions owed and did: one row a duty, with what set it off, when it fell due, and how it stands."""

import dataclasses
import datetime
from typing import Any

import pandas as pd

from workbench import codebook, markup
from workbench.codebook import Duty
from workbench.errors import BadValue
from workbench.findings.deadlines import deadline, earliest, latest
from workbench.findings.said import period, said, timing, when
from workbench.findings.standing_of import STATUSES, Standing, standing_of
from workbench.records import Period, last_day
from workbench.tables import Tables

COLUMNS = ["number", "duty", "instrument", "force", "bearer", "about", "set_off", "told", "due", "falls_due", "done",
           "checks", "days", "status", "why", "sources"]  # fmt: skip
ROLES = ("trigger", "notice", "act", "check")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """One act as one source has it."""

    id: str
    role: str
    title: str
    finds: str | None
    due: str | None
    by: str | None
    stretch: Period
    when: str
    source: str
    stance: str
    passage: str | None
    note: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Response:
    """One duty of one institution: what set it off, what it was told, what it did, and how it stands on a day.

    `status`: met, met late, missed (only by a dated check), open, unknown, no deadline. `days` since it was set off.
    """

    number: int
    duty: Duty
    bearer: str
    bearer_id: str
    about: str | None
    steps: tuple[Step, ...]
    due: datetime.date | None
    days: int | None
    status: str
    why: str
    passages: tuple[str, ...]

    def of(self, role: str) -> list[Step]:
        """The steps of one role, in the order of their dates."""
        return [one for one in self.steps if one.role == role]


@dataclasses.dataclass(frozen=True, repr=False)
class Responses:
    """What institutions owed and did as of a day: `rows`, and the duties of which nothing is on record."""

    rows: tuple[Response, ...]
    untouched: tuple[Duty, ...]
    as_of: str | None

    @property
    def df(self) -> pd.DataFrame:
        """One row a duty of an institution, in words."""
        return pd.DataFrame([_values(row) for row in self.rows], columns=COLUMNS)

    def reminders(self, days: int = 30) -> list[Response]:
        """The open rows that fall due within so many days of the day as of which they stand, the next first."""
        day = last_day(self.as_of)
        if day is None:
            return []
        until = day + datetime.timedelta(days=days)
        near = [row for row in self.rows if row.status == "open" and row.due is not None and row.due <= until]
        return sorted(near, key=lambda row: (str(row.due), row.number))

    def __repr__(self) -> str:
        tally = [f"{sum(row.status == status for row in self.rows)} {status}" for status in STATUSES]
        return f"Responses({len(self.rows)} duties as of {self.as_of or 'no day'}: {', '.join(tally)})"

    def _repr_html_(self) -> str:
        names = ["number", "duty", "bearer", "force", "set_off", "due", "done", "days", "status", "why"]
        rows = [[str(value) for value in row] for row in self.df[names].itertuples(index=False)]
        return markup.table(rows, [name.replace("_", " ") for name in names], repr(self))


def responses(tables: Tables, *, as_of: str | None = None) -> Responses:
    """What institutions owed and did; `as_of` a date, without which the last day that any act names.

    A duty without a dated check that nothing was done is unknown, never missed.

    Raises:
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Act, Entity, Source
        >>> from workbench.tables import tabulate
        >>> sent, looked = Period(start="2022-01-21", end="2022-01-21"), Period(start="2022-06-10", end="2022-06-10")
        >>> told = [
        ...     ("b", Entity(key="RS", schema="PublicBody", label="Serbia")),
        ...     ("s", Source(key="S", label="UN", kind="institution")),
        ...     ("1", Act(duty="un-answer", bearer="b", role="notice", title="Letter", source="s", period=sent)),
        ...     ("2", Act(duty="un-answer", bearer="b", role="check", title="No answer", source="s", period=looked,
        ...               finds="not-done")),
        ... ]
        >>> found = responses(tabulate(told, "h", bytes))
        >>> [(row.due.isoformat(), row.status, row.days) for row in found.rows]
        [('2022-03-22', 'missed', 140)]
    """
    steps = _steps(tables, as_of)
    day = as_of or max((str(end) for one in steps for act in one[1] if (end := latest(act.stretch))), default=None)
    rows: list[Response] = []
    for (name, bearer, about), acts in steps:
        duty = codebook.duty(name)
        rows.append(_row(len(rows) + 1, duty, tables.label(bearer), bearer, about, acts, last_day(day)))
    known = {row.duty.id for row in rows}
    untouched = tuple(one for one in codebook.duties().values() if one.id not in known)
    return Responses(tuple(rows), untouched, day)


Key = tuple[str, str, str | None]


def _steps(tables: Tables, as_of: str | None) -> list[tuple[Key, list[Step]]]:
    """The acts of each duty, institution and run, in the order of the duties on file."""
    if as_of is not None and last_day(as_of) is None:
        raise BadValue("as of", "date", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    found: dict[Key, list[Step]] = {}
    for identity, row in tables.acts.iterrows():
        stretch = period(row)
        if as_of is None or timing(Period(start=stretch.start, as_written=stretch.as_written), as_of) is not None:
            found.setdefault((row["duty"], row["bearer"], said(row["about"])), []).append(
                _step(tables, str(identity), row, stretch)
            )
    order = list(codebook.duties())
    for acts in found.values():
        acts.sort(key=lambda one: (ROLES.index(one.role), str(earliest(one.stretch) or latest(one.stretch)), one.id))
    return sorted(found.items(), key=lambda one: (order.index(one[0][0]), tables.label(one[0][1]), one[0][2] or ""))


def _step(tables: Tables, identity: str, row: Any, stretch: Period) -> Step:
    by = said(row["by"])
    return Step(
        id=identity, role=row["role"], title=row["title"], finds=said(row["finds"]), due=said(row["due"]),
        by=tables.label(by) if by else
        None, stretch=stretch, when=when(stretch), source=tables.label(row["source"]), stance=row["stance"],
        passage=said(row["passage"]), note=said(row["note"]),
    )  # fmt: skip


def _row(
    number: int, duty: Duty, bearer: str, identity: str, about: str | None, acts: list[Step],
    day: datetime.date | None,
) -> Response:  # fmt: skip
    begun = [one for one in acts if one.role in ("trigger", "notice") and one.stance == "supports"]
    dated = sorted((one for one in begun if latest(one.stretch)), key=lambda one: str(latest(one.stretch)))
    started = dated[0].stretch if dated else None
    due = deadline(duty, started, about, next((one.due for one in begun if one.due), None))
    found: Standing = standing_of(duty, acts, started, due, day)
    first = earliest(started) or latest(started)
    days = (day - first).days if day and first else None
    return Response(
        number=number, duty=duty, bearer=bearer, bearer_id=identity, about=about, steps=tuple(acts), due=due, days=days,
        status=found.status, why=found.why,
        passages=tuple(dict.fromkeys(one.passage for one in acts if one.passage)),
    )  # fmt: skip


def _values(row: Response) -> list[Any]:
    return [
        row.number, row.duty.title, row.duty.instrument, row.duty.force, row.bearer, row.about or "",
        _told(row.of("trigger")), _told(row.of("notice")), row.duty.due, row.due.isoformat() if row.due else "",
        _told(row.of("act")), _told(row.of("check")), "" if row.days is None else row.days, row.status, row.why,
        "; ".join(dict.fromkeys(one.source for one in row.steps)),
    ]  # fmt: skip


def _told(steps: list[Step]) -> str:
    return "; ".join(f"{one.when}: {one.title}{_found(one)}" for one in steps)


def _found(one: Step) -> str:
    marks = [mark for mark in (one.finds, None if one.stance == "supports" else one.stance) if mark]
    return f" ({', '.join(mark.replace('-', ' ') for mark in marks)})" if marks else ""
