"""The only code that writes a case: objects, ledger, state, audit."""

from workbench.casefile.audit import Audit, verify
from workbench.casefile.case import Case, Writer
from workbench.casefile.door import Door, seeded_door
from workbench.casefile.folder import create, open_case
from workbench.casefile.state import Live, State

__all__ = ["Audit", "Case", "Door", "Live", "State", "Writer", "create", "open_case", "seeded_door", "verify"]
