"""What one does to keep a case, rather than to look into it: beginning it, and who may open it."""

import os
from collections.abc import Callable
from pathlib import Path

from workbench.casefile import Case, create, create_sealed, new_passphrase, open_case
from workbench.casefile.asking import show_recovery
from workbench.casefile.merging import Merged
from workbench.casefile.merging import merge as _merge
from workbench.records import Agent, CaseInfo


def init(
    path: Path | str,
    *,
    title: str,
    sealed: bool = True,
    agent: str | None = None,
    nature: str = "confidential",
    passphrase: str | None = None,
    destroy_after_days: int | None = None,
    recovery: Callable[[str], None] | None = None,
) -> Case:
    """A new case in an empty or new folder, sealed under the custodian's passphrase.

    Without `passphrase`, `$WORKBENCH_PASSPHRASE` is taken, or it is asked for twice on the terminal. The recovery key,
    which opens the case when every passphrase is lost, is given once to `recovery` (by default it is printed on
    standard error) and kept nowhere. `destroy_after_days`: how long a wish to destroy waits (30).

    Raises:
        Refused: the folder holds something, or the passphrase is empty or was typed in two ways.
        Locked: the case should be sealed, and there is no passphrase and nobody to ask.

    Example:
        >>> import tempfile
        >>> init(Path(tempfile.mkdtemp()) / "case", title="Site A", sealed=False, agent="MJ").info.title
        'Site A'
    """
    key = agent or os.environ.get("WORKBENCH_AGENT") or "custodian"
    info = CaseInfo(title=title, nature=nature, custodian=key, destroy_after_days=destroy_after_days)
    custodian = Agent(key=key, kind="person", name=key)
    if not sealed:
        return create(Path(path), info, custodian)
    begun = create_sealed(Path(path), info, custodian, passphrase or new_passphrase(Path(path).name))
    (recovery or show_recovery)(begun.recovery)
    return begun.case


def merge(case: Case, other: Case | Path | str, *, agent: str) -> Merged:
    """Brings another copy of the same case into this one; the other is only read.

    A sealed copy is opened with the keys that opened this case. `agent` is the id of who merges.

    Raises:
        as `workbench.casefile.merging.merge`.
    """
    return _merge(case, other if isinstance(other, Case) else open_case(other), agent=agent)
