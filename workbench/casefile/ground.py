"""What has to be known of a sealed case while it is written, and stays known without reading what was just written.

A batch goes under the keys of its units, and the folder of keys follows the members whom the ledger names. Folding the
whole state for that, batch after batch, would open again all that this process has closed a moment ago and keep it in
memory. So a writer's own batches are noted here as they are written; whatever else the ledger holds is read.
"""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.casefile.state import Live
from workbench.casefile.units import Units

if TYPE_CHECKING:
    from workbench.casefile.case import Case

# Records of these kinds say who is in the team: after one of them the ledger is read.
OF_THE_TEAM = "member"


@dataclasses.dataclass
class Ground:
    """Under whose keys records stand, the records of members, and how the chains looked when this was known.

    Example:
        >>> Ground(Units(), (), ()).members
        ()
    """

    units: Units
    members: tuple[Live, ...]
    seen: tuple[tuple[str, int, int], ...]

    def follow(self, case: "Case", kinds: Iterable[str]) -> None:
        """Takes note that a batch of records of these kinds, whose units are known, was added under the case's lock."""
        if OF_THE_TEAM not in kinds:
            self.seen = case.grown()


def ground(case: "Case", held: Ground | None) -> Ground:
    """What is known of a case now; `held` is what was known when it was last written.

    Raises:
        BrokenLine, NewerFormat, Unreadable, Damaged, BadValue: as `case.state`.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> first = ground(case, None)
        >>> ground(case, first) is first
        True
    """
    grown = case.grown()
    if held is not None and held.seen == grown:
        return held
    known = case.known()
    return Ground(known.units, tuple(known.state.recorded(OF_THE_TEAM)), grown)
