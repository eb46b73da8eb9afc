"""Small cases of what institutions owed: a body, two sources, and acts in as few words as a test needs."""

from typing import Any

from workbench.records import Act, Entity, Period, Record, Source
from workbench.tables import Tables, tabulate

BASE: list[tuple[str, Record]] = [
    ("B", Entity(key="B", schema="PublicBody", label="The office")),
    ("C", Entity(key="C", schema="PublicBody", label="The other office")),
    ("S", Source(key="S", label="The report", kind="ngo-report")),
    ("T", Source(key="T", label="The office's own page", kind="official")),
]


def act(role: str, start: str | None = None, end: str | None = None, duty: str = "un-answer", **more: Any) -> Act:
    """One act of the office; a single day where only the start is given."""
    period = Period(start=start, end=end or start) if start or end else None
    told = {"title": f"a {role}", "source": "S", "bearer": "B", **more}
    return Act(duty=duty, role=role, period=period, **told)


def tables(*acts: Act) -> Tables:
    """The tables of these acts."""
    return tabulate([*BASE, *((f"a{number:03}", one) for number, one in enumerate(acts))], "head", lambda name: b"")
