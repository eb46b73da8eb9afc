"""When a time of one person's file runs out: two days where its start is not exact, the earlier one to be acted on."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.codebook.clocks import Clock, clocks
from workbench.findings.deadlines import earliest, latest, months_on
from workbench.records import last_day


@dataclasses.dataclass(frozen=True, kw_only=True)
class Running:
    """One time that a step set going: the days on which it can end, and how that stands on the day asked for.

    `state` is running, over, ended (what it waited for is on record), or undated. `may_stop` are steps on record that
    may have stopped it: whether one did is for a lawyer to say. Of a step's own last day `clock` is None.
    """

    title: str
    step: str
    clock: Clock | None
    then: str
    earliest: datetime.date | None
    latest: datetime.date | None
    state: str
    may_stop: tuple[str, ...] = ()

    def words(self) -> str:
        """The time as a sentence.

        Example:
            >>> day = datetime.date(2024, 3, 1)
            >>> Running(title="Wage claim", step="s", clock=None, then="lapses", earliest=day, latest=day,
            ...         state="running").words()
            'Wage claim: lapses on 2024-03-01'
        """
        if self.earliest is None:
            return f"{self.title}: when it was set going is not on record"
        over = {"lapses": "lapsed", "opens": "opened", "protected-until": "lasted at least until"}
        verb = over[self.then] if self.state == "over" else self.then.replace("-", " at least ", 1)
        day = self.earliest.isoformat()
        span = f"{day}" if self.earliest == self.latest else f"{day} at the earliest, {self.latest} at the latest"
        on = "" if self.then == "protected-until" else "on "
        stop = f"; may have been stopped: {'; '.join(self.may_stop)}" if self.may_stop else ""
        ended = "; what it waited for is on record" if self.state == "ended" else ""
        unsure = "; not compared with the original" if self.clock and not self.clock.verified else ""
        return f"{self.title}: {verb} {on}{span}{stop}{ended}{unsure}"


def running(steps: Sequence[Any], day: datetime.date | None) -> tuple[Running, ...]:
    """The times that the steps of one person set going, those that end first in front, as of a day.

    `steps` have `id`, `kind`, `title`, `outcome`, `clock`, `stretch` and `when`. A time counts from the first day that
    the start allows: nobody is told to have more time than may be left.
    """
    found = [_of(clock, step, steps, day) for step in steps for clock in _set_going(step)]
    found += [_own(step, day) for step in steps if step.kind in LASTING and _lasts(step)]
    return tuple(sorted(found, key=lambda one: (str(one.earliest or "9999"), one.title, one.step)))


# Steps that hold until a day of their own.
LASTING = ("reflection", "residence", "work-permit", "shelter", "protected-witness")


def _set_going(step: Any) -> Iterable[Clock]:
    for clock in clocks().values():
        if step.clock == clock.id or (step.clock is None and _among(step, clock.starts)):
            yield clock


def _among(step: Any, wanted: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    kinds, outcomes = wanted
    return step.kind in kinds and (not outcomes or step.outcome in outcomes)


def _of(clock: Clock, step: Any, steps: Sequence[Any], day: datetime.date | None) -> Running:
    begun, end = earliest(step.stretch) or latest(step.stretch), latest_start(step)
    first, last = (None, None) if begun is None else (_on(begun, clock), _on(end or begun, clock))
    stops = [one for one in steps if one is not step and _among(one, clock.stops) and _after(one, begun)]
    state = "undated" if first is None else "over" if day and last and day > last else "running"
    if clock.then == "opens" and stops:
        state, stops = "ended", []
    return Running(
        title=clock.title, step=step.id, clock=clock, then=clock.then, earliest=first, latest=last, state=state,
        may_stop=tuple(f"{one.when}: {one.title}" for one in stops),
    )  # fmt: skip


def latest_start(step: Any) -> datetime.date | None:
    """The last day on which a step can have begun; of one that lasted, the last day of its first date."""
    start = step.stretch.start or step.stretch.end
    return last_day(start)


def _own(step: Any, day: datetime.date | None) -> Running:
    end = last_day(step.stretch.end)
    state = "over" if end and day and day > end else "running"
    return Running(title=step.title, step=step.id, clock=None, then="protected-until", earliest=end, latest=end,
                   state=state)  # fmt: skip


def _lasts(step: Any) -> bool:
    """True where it has a last day that is not simply the day of the step."""
    return bool(step.stretch.end) and step.stretch.end != step.stretch.start and step.outcome not in ("refused",)


def _after(step: Any, begun: datetime.date | None) -> bool:
    end = latest(step.stretch)
    return begun is None or end is None or end >= begun


def _on(begun: datetime.date, clock: Clock) -> datetime.date:
    if clock.unit == "days":
        return begun + datetime.timedelta(days=clock.number)
    return months_on(begun, clock.number * (12 if clock.unit == "years" else 1))
