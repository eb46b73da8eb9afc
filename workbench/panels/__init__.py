"""The desk: panels in a notebook in which one reads, codes, decides and releases; each press is in the ledger at once.

Example:
    >>> from workbench import panels
    >>> "Coder" in dir(panels)
    True
"""

import importlib
from typing import Any

# Loaded when first used: a notebook that shows no panel loads no widget.
_HOME = {
    "Agreement": "workbench.panels.agreement",
    "Chronology": "workbench.panels.chronology",
    "Coder": "workbench.panels.coder",
    "Determination": "workbench.panels.determination",
    "Intake": "workbench.panels.intake",
    "Matrix": "workbench.panels.matrix",
    "Network": "workbench.panels.network",
    "Pairs": "workbench.panels.pairs",
    "Photos": "workbench.panels.photos",
    "Redact": "workbench.panels.redact",
    "Release": "workbench.panels.release",
    "Responses": "workbench.panels.responses",
    "Reveal": "workbench.panels.reveal",
    "Review": "workbench.panels.review",
    "Sites": "workbench.panels.sites",
    "Wages": "workbench.panels.wages",
}
__all__ = sorted(_HOME)  # noqa: PLE0605 - the names are a list of text


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"workbench.panels has no '{name}'; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
