"""One person's file: what happened, what is open, which time runs out when, and of what nothing is on record."""

import dataclasses
import datetime
from typing import Any

import pandas as pd

from workbench import codebook, markup
from workbench.errors import BadValue, Unknown
from workbench.findings.deadlines import earliest, latest
from workbench.findings.said import period, said, timing, when
from workbench.findings.ticking import LASTING, Running, running
from workbench.records import Danger, Period, last_day
from workbench.tables import Tables

# Every kind of step, in the order of a file, with its words; one without a step is said to have nothing on record.
KINDS = {
    "referral": "referral", "identification": "identification, or its refusal", "reflection": "reflection period",
    "asylum": "application for asylum", "residence": "residence", "work-permit": "permission to work",
    "shelter": "shelter", "need": "needs, and who met them", "protected-witness": "status as a protected witness",
    "video-link": "hearing by video link", "proceeding": "proceedings", "compensation": "compensation",
    "claim-due": "claims that fell due", "ask": "what the person asked for",
}  # fmt: skip
COLUMNS = ["number", "when", "kind", "title", "by", "side", "outcome", "reason", "told", "told_in", "source", "note"]
NOT_OVER = ("pending", "partly", "not-done")
SIDES = {"state": "the state", "civil-society": "civil society", "employer": "the employer", "other": "others"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Taken:
    """One step of a person's file, as one source has it."""

    number: int
    id: str
    kind: str
    title: str
    by: str | None
    side: str | None
    outcome: str | None
    reason: str | None
    told: str | None
    told_in: str | None
    clock: str | None
    stretch: Period
    when: str
    source: str
    passage: str | None
    note: str | None


@dataclasses.dataclass(frozen=True, repr=False)
class PersonFile:
    """The file of one worker as of a day: `steps`, what is `open`, the `times` that run, the `gaps`, the `dangers`.

    It stays inside the team: no release contains it. It counts nothing together and gives no score.
    """

    worker: str
    key: str
    steps: tuple[Taken, ...]
    open: tuple[str, ...]
    times: tuple[Running, ...]
    gaps: tuple[str, ...]
    met: tuple[tuple[str, str], ...]
    dangers: Danger | None
    as_of: str | None

    @property
    def df(self) -> pd.DataFrame:
        """One row a step, in words."""
        return pd.DataFrame([_values(one) for one in self.steps], columns=COLUMNS)

    def __repr__(self) -> str:
        day = self.as_of or "no day"
        return f"PersonFile({self.key}, {len(self.steps)} steps as of {day}, {len(self.open)} open)"

    def _repr_html_(self) -> str:
        rows = [[str(value or "") for value in row] for row in self.df.itertuples(index=False)]
        return markup.table(rows, [name.replace("_", " ") for name in COLUMNS], repr(self))


def person_file(tables: Tables, worker: str, *, as_of: str | None = None) -> PersonFile:
    """The file of a worker (by key); `as_of` a date, without which the last day that any step of it names.

    Raises:
        Unknown: no worker has that key.
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Entity, Source, Step
        >>> from workbench.tables import tabulate
        >>> day = Period(start="2024-06-03", end="2024-06-03")
        >>> told = [("w", Entity(key="W-01", schema="Worker", label="W-01")),
        ...         ("s", Source(key="S", label="Decision", kind="document")),
        ...         ("1", Step(subject="w", kind="reflection", title="Granted", source="s", outcome="granted",
        ...                    period=day))]
        >>> found = person_file(tabulate(told, "h", bytes), "W-01")
        >>> found.times[0].words().split(";")[0], found.gaps[0]
        ('Recovery and reflection period: protected at least until 2024-07-03', 'referral: nothing on record')
    """
    if as_of is not None and last_day(as_of) is None:
        raise BadValue("as of", "date", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    identity, label = _worker(tables, worker)
    steps = _steps(tables, identity, as_of)
    day = last_day(as_of) or max((end for one in steps if (end := _known(one))), default=None)
    kinds = {one.kind for one in steps}
    gaps = tuple(f"{words}: nothing on record" for kind, words in KINDS.items() if kind not in kinds)
    dangers = [record for _, record in tables.rows.get("danger", []) if record.subject == identity]
    return PersonFile(
        label, worker, tuple(steps), tuple(_open(steps)), running(steps, day), gaps, tuple(_met(steps)),
        dangers[-1] if dangers else None, as_of or (day.isoformat() if day else None),
    )  # fmt: skip


def _worker(tables: Tables, key: str) -> tuple[str, str]:
    workers = {one.key: (identity, one.label) for identity, one in tables.rows.get("entity", [])
               if one.schema == "Worker"}  # fmt: skip
    if key not in workers:
        raise Unknown("person", "worker", key, codebook.near(key, workers))
    return workers[key]


def _known(one: Taken) -> datetime.date | None:
    """The last day that a step names as past: of one that lasts until a day of its own, the day it began."""
    return last_day(one.stretch.start) if one.kind in LASTING and one.stretch.start else latest(one.stretch)


def _steps(tables: Tables, identity: str, as_of: str | None) -> list[Taken]:
    rows = [(str(key), row) for key, row in tables.steps.iterrows() if row["subject"] == identity]
    told = [(key, row, period(row)) for key, row in rows]
    if as_of is not None:
        told = [one for one in told if timing(Period(start=one[2].start, as_written=one[2].as_written), as_of)]
    order = list(KINDS)
    told.sort(key=lambda one: (str(earliest(one[2]) or latest(one[2]) or "9999"), order.index(one[1]["kind"]), one[0]))
    return [_step(tables, number, *one) for number, one in enumerate(told, 1)]


def _step(tables: Tables, number: int, key: str, row: Any, stretch: Period) -> Taken:
    by = said(row["by"])
    plain = {name: said(row[name]) for name in ("side", "outcome", "reason", "told", "told_in", "clock", "passage",
                                                "note")}  # fmt: skip
    return Taken(
        number=number, id=key, kind=row["kind"], title=row["title"], by=tables.label(by) if by else None,
        stretch=stretch, when=when(stretch), source=tables.label(row["source"]), **plain,
    )  # fmt: skip


def _open(steps: list[Taken]) -> list[str]:
    """What is not over as far as is on record, in words; silence is not no, and is said to be silence."""
    found = []
    for one in steps:
        lead = f"{one.number}. {one.when}: {one.title}"
        if one.outcome in NOT_OVER:
            found.append(f"{lead}: {one.outcome.replace('-', ' ')}")
        elif one.outcome is None and one.kind in ("referral", "identification", "need", "ask", "compensation"):
            found.append(f"{lead}: nothing on record says how it ended")
        if one.outcome == "refused" and one.reason is None:
            found.append(f"{lead}: refused, and no reason is on record")
        if one.kind in ("ask", "identification") and one.outcome is not None and one.told is None:
            found.append(f"{lead}: nothing on record says that the person was told")
    return found


def _met(steps: list[Taken]) -> list[tuple[str, str]]:
    """Each need with who met it."""
    found = []
    for one in steps:
        if one.kind == "need":
            who = one.by or (SIDES[one.side] if one.side else "")
            side = f" ({SIDES[one.side]})" if one.by and one.side else ""
            done = {"done": "met by", "partly": "partly met by", "not-done": "not met by"}.get(one.outcome or "")
            found.append((one.title, f"{done} {who}{side}" if done and who else one.outcome or "nothing on record"))
    return found


def _values(one: Taken) -> list[Any]:
    return [one.number, one.when, one.kind, one.title, one.by, one.side, one.outcome, one.reason, one.told,
            one.told_in, one.source, one.note]  # fmt: skip
