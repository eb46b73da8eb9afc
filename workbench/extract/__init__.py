"""Item bytes to derivatives: one medium a file, no case access, no writing; nothing in a file is run or followed."""

from workbench.extract.door import MOST_BYTES, extract
from workbench.extract.outcome import OUTCOMES, REASONS, Extraction, Made, Reason
from workbench.extract.reader import Reader

__all__ = ["MOST_BYTES", "OUTCOMES", "REASONS", "Extraction", "Made", "Reader", "Reason", "extract"]
