"""The only code that writes a case: objects, ledger, state, audit."""

from typing import TYPE_CHECKING

from workbench.doors import fetching

if TYPE_CHECKING:
    from workbench.casefile.asking import new_passphrase
    from workbench.casefile.audit import Audit, verify
    from workbench.casefile.case import Case
    from workbench.casefile.compared import verify_with
    from workbench.casefile.door import Door, seeded_door
    from workbench.casefile.folder import Begun, create, create_sealed, open_case
    from workbench.casefile.state import Live, State
    from workbench.casefile.writer import Writer

__all__ = [
    "Audit", "Begun", "Case", "Door", "Live", "State", "Writer", "create", "create_sealed", "new_passphrase",
    "open_case", "seeded_door", "verify", "verify_with",
]  # fmt: skip
# Loaded when first used: who writes does not wait for the audit, nor a process that judges a stretch for the rest.
_HOME = {
    "asking": ["new_passphrase"], "audit": ["Audit", "verify"], "case": ["Case"], "compared": ["verify_with"],
    "door": ["Door", "seeded_door"], "folder": ["Begun", "create", "create_sealed", "open_case"],
    "state": ["Live", "State"], "writer": ["Writer"],
}  # fmt: skip
__getattr__ = fetching(__name__, _HOME)
