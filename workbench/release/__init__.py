"""Release: what leaves the building, as files that a reader opens: each figure with the words and pictures it stands
on."""

from workbench.release.evidence import Evidence, Found, evidence, found
from workbench.release.write import write

__all__ = ["Evidence", "Found", "evidence", "found", "write"]
