"""The most that one worker met at one time: against a count day by day, and never by adding up people."""

import datetime

from hypothesis import given, settings

from tests.findings.random_case import INDICATORS, cases
from tests.findings.test_folding import by_hand, standing
from workbench.findings.standing import View
from workbench.findings.together import Together, together
from workbench.records import Period
from workbench.tables import Tables

VIEW = View("worker")
DAYS = [datetime.date(2021, 1, 1) + datetime.timedelta(days=number) for number in range(0, 800)]


def holds(period: Period, day: datetime.date) -> bool:
    start, end = period.first_day(), period.last_day()
    end = max(start, end) if start and end else end
    return (start is None or start <= day) and (end is None or day <= end)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_it_is_the_highest_count_of_any_day(tables: Tables) -> None:
    rows = tables.codings
    lows, highs = [0], [0]
    for key in ("W1", "W2", "W3"):
        cells = {one: cell for (row, one), cell in by_hand(tables, VIEW).items() if row == key}
        spans = [
            (one, Period(start=rows.at[coding, "period_start"], end=rows.at[coding, "period_end"]))
            for one, cell in cells.items() if cell.state == "supported" for coding in cell.for_
        ]  # fmt: skip
        dated = [(one, span) for one, span in spans if span.start or span.end]
        lows += [len({one for one, span in dated if holds(span, day)}) for day in DAYS]
        highs += [len({one for one, span in spans if holds(span, day)}) for day in DAYS]
    found = together(standing(tables, VIEW))
    assert (found.count, found.with_undated) == (max(*lows, min(1, max(highs))), max(highs))
    assert found.count <= len(INDICATORS)


def test_it_says_when_and_what_is_not_dated() -> None:
    assert str(Together(0, None, 0)).endswith(": 0")
    assert str(Together(1, Period(start="2021-11-26"), 3)).endswith(
        "1 (2021-11-26 to end not known); 3 if what is undated was then, too"
    )
