"""The forced-labour evidence workbench: `import workbench as wb`, then one verb a step.

Example:
    >>> import workbench as wb
    >>> "matrix" in dir(wb)
    True
"""

import importlib
from typing import Any

from workbench.doors import NoSuchVerb

__version__ = "0.1.0"

# Loaded when first used: the command line's help and `import workbench` must not wait for pandas.
_HOME = {
    **dict.fromkeys(
        ["open", "add", "register", "items", "show", "verify", "matrix", "evidence", "network", "sites",
         "chronology", "wages", "responses", "write", "digest"],
        "workbench.verbs",
    ),
    "init": "workbench.keeping",
    **dict.fromkeys(["merge", "conflicts"], "workbench.keeping"),
    **dict.fromkeys(["backup", "restore", "migrate"], "workbench.membership"),
    **dict.fromkeys(["seal", "stamp"], "workbench.casefile.anchor"),
    **dict.fromkeys(["withdraw", "hold", "take_out"], "workbench.keeping"),
    **dict.fromkeys(["allowed", "preflight", "preview", "receipts"], "workbench.sharing"),
    **dict.fromkeys(["person", "incidents"], "workbench.people"),
    **dict.fromkeys(["reminders", "reply_sheet"], "workbench.institutions"),
    **dict.fromkeys(["reveal", "revealed"], "workbench.revealing"),
    "search": "workbench.searching.search",
    "rows": "workbench.release.rows",
    "picture": "workbench.drawn",
    "determine": "workbench.findings.determination",
    "framework": "workbench.codebook",
    "frameworks": "workbench.codebook",
    "WorkbenchError": "workbench.errors",
}  # fmt: skip
__all__ = sorted(_HOME)  # noqa: PLE0605 - the names are a list of text


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise NoSuchVerb(name, __all__)
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
