"""Item bytes to derivatives: one medium a file, no case access, no writing; nothing in a file is run or followed."""

from workbench.extract.door import MOST_BYTES, extract
from workbench.extract.members import Allowance, Left
from workbench.extract.outcome import OUTCOMES, REASONS, Extraction, Made, Reason, outcome_of, reason
from workbench.extract.reader import Reader
from workbench.extract.registry import OPENERS
from workbench.extract.unpacking import taken_out

OPENED = frozenset(OPENERS)

__all__ = [
    "MOST_BYTES",
    "OPENED",
    "OUTCOMES",
    "REASONS",
    "Allowance",
    "Extraction",
    "Left",
    "Made",
    "Reader",
    "Reason",
    "extract",
    "outcome_of",
    "reason",
    "taken_out",
]
