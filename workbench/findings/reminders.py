"""What falls due, by date, as of a day that somebody names: duties of institutions, times in the files of persons."""

import dataclasses
import datetime
import hashlib

import pandas as pd

from workbench import markup
from workbench.errors import BadValue
from workbench.findings.personal import person_file
from workbench.findings.responses import responses
from workbench.records import last_day
from workbench.tables import Tables

COLUMNS = ["day", "what", "who", "in_words"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reminder:
    """One day to keep in mind. `words` are for the team; `plain` names nobody's person, and is all a calendar gets.

    `what` is duty (an institution has until that day), look (its last day is over, and nobody has looked), or time
    (a time in a person's file ends). `mark` tells one reminder from another and says nothing else.
    """

    day: datetime.date
    what: str
    who: str
    words: str
    plain: str
    mark: str


@dataclasses.dataclass(frozen=True, repr=False)
class Reminders:
    """What falls due within `days` of a day, the next first."""

    rows: tuple[Reminder, ...]
    as_of: str
    days: int

    @property
    def df(self) -> pd.DataFrame:
        """One row a reminder."""
        rows = [[one.day.isoformat(), one.what, one.who, one.words] for one in self.rows]
        return pd.DataFrame(rows, columns=COLUMNS)

    def __repr__(self) -> str:
        return f"Reminders({len(self.rows)} within {self.days} days of {self.as_of})"

    def _repr_html_(self) -> str:
        return markup.table(self.df.values.tolist(), ["day", "what", "who", "in words"], repr(self))


def reminders(tables: Tables, *, as_of: str, days: int = 60) -> Reminders:
    """What falls due from a day on within so many days; of institutions also what fell due and was not looked at.

    Raises:
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Entity, Period, Source, Step
        >>> from workbench.tables import tabulate
        >>> day = Period(start="2024-06-03", end="2024-06-03")
        >>> told = [("w", Entity(key="W-01", schema="Worker", label="W-01")),
        ...         ("s", Source(key="S", label="Decision", kind="document")),
        ...         ("1", Step(subject="w", kind="reflection", title="Granted", source="s", outcome="granted",
        ...                    period=day))]
        >>> (one,) = reminders(tabulate(told, "h", bytes), as_of="2024-06-20").rows
        >>> one.day.isoformat(), one.who, one.plain
        ('2024-07-03', 'W-01', 'A time in the file of a person ends: open the case')
    """
    begin = last_day(as_of)
    if begin is None:
        raise BadValue("reminders", "as of", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    until = begin + datetime.timedelta(days=days)
    rows = [*_duties(tables, as_of, begin, until), *_times(tables, as_of, begin, until)]
    rows.sort(key=lambda one: (one.day, one.what, one.who, one.mark))
    return Reminders(tuple(rows), as_of, days)


def _duties(tables: Tables, as_of: str, begin: datetime.date, until: datetime.date) -> list[Reminder]:
    found = []
    for row in responses(tables, as_of=as_of).rows:
        about = f" ({row.about})" if row.about else ""
        mark = _mark("duty", row.duty.id, row.bearer_id, row.about or "")
        if row.due is None:
            continue
        if row.status == "open" and row.due <= until:
            words = f"{row.duty.title}{about}: {row.duty.due}, {row.duty.force}"
            found.append(Reminder(day=row.due, what="duty", who=row.bearer, words=words, mark=mark,
                                  plain=f"Last day: {row.duty.title}"))  # fmt: skip
        elif row.status == "unknown" and row.due < begin:
            words = f"{row.duty.title}{about}: fell due, and no dated check is on file"
            found.append(Reminder(day=row.due, what="look", who=row.bearer, words=words, mark=mark,
                                  plain=f"Look whether it was done: {row.duty.title}"))  # fmt: skip
    return found


def _times(tables: Tables, as_of: str, begin: datetime.date, until: datetime.date) -> list[Reminder]:
    found = []
    subjects = set(tables.steps["subject"])
    for identity, worker in tables.rows.get("entity", []):
        if identity not in subjects or worker.schema != "Worker":
            continue
        for one in person_file(tables, worker.key, as_of=as_of).times:
            if one.state == "running" and one.earliest and one.earliest <= until and (one.latest or until) >= begin:
                mark = _mark("time", one.step, one.clock.id if one.clock else "")
                found.append(Reminder(day=one.earliest, what="time", who=worker.key, words=one.words(), mark=mark,
                                      plain="A time in the file of a person ends: open the case"))  # fmt: skip
    return found


def _mark(*parts: str) -> str:
    """The same for the same thing, so that a calendar changes an entry and does not add one."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
