"""What was on record by a day, from what the ledger says today: corrections made later do not count yet."""

from typing import TYPE_CHECKING

from workbench.casefile.state import State
from workbench.errors import BadValue
from workbench.records import KIND_OF, last_day
from workbench.taken_back import taken_back

if TYPE_CHECKING:
    from workbench.casefile.case import Case
    from workbench.tables import Tables


def tables_known_by(case: "Case", day: str) -> "Tables":
    """The tables of a case as it stood at the end of a day (UTC, the clocks of the devices that recorded).

    What was set aside later counts as it did then. What a worker withdrew since stays withdrawn: looking back is no
    way around it.

    Raises:
        BadValue: `day` is no date.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> len(tables_known_by(case, "1999").agents), len(tables_known_by(case, "9999").agents)
        (0, 1)
    """
    until = last_day(day)
    if until is None:
        raise BadValue("known by", "date", day, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    now = case.state()
    told = tuple(live for live in now.all if live.at[:10] <= until.isoformat())
    there = {live.id for live in told}
    speaking = {target: tuple(one for one in made if one.id in there) for target, made in now.corrections.items()}
    then = State(told, {target: made for target, made in speaking.items() if made}, now.sealed, now.destroyed)
    kept = ((live.id, live.record) for kind in KIND_OF.values() for live in then.of(kind) if not now.withdrawn(live.id))
    from workbench.tables import tabulate  # pandas, which intake and verify do not need

    return tabulate(kept, case.head(), case.objects.read, taken_back(now))
