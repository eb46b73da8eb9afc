"""Errors in a notebook on a confidential case: what kind, and where; the words only when somebody asks for them."""

import sys
from collections.abc import Callable
from typing import Any

from workbench.errors import WorkbenchError

# These say nothing of a case.
PLAIN = (KeyboardInterrupt, SystemExit)
# Of these what to do is told as well: it names no case and quotes nothing.
TOLD = ("locked", "unnamed")


# Set on a shell that says little of errors already.
QUIETED = "_workbench_quiet"
SAVED = (
    "This notebook is saved with what it shows, in clear: Jupyter was not started by `workbench lab`, which saves none"
    " of it. Errors say their kind and line alone (`%tb` shows all), and what is typed from here on is not kept."
)


def hush(tell: Callable[[str], object]) -> None:
    """Where this runs in a notebook or IPython that `workbench lab` did not start: quiet errors, and no history.

    `tell` gets a line, once, on what nobody here can prevent. Elsewhere nothing happens.

    Example:
        >>> hush(print)
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None or getattr(shell, QUIETED, False):
        return
    quiet(shell)
    shell.history_manager.enabled = False
    tell(SAVED)


def quiet(shell: Any) -> None:
    """Makes a notebook's shell (IPython's, as `get_ipython()` gives it) say of an error its kind and line alone.

    A message may quote a testimony, a traceback names folders and shows lines: `%tb` shows all of it to whoever asks.
    """
    whole = shell.showtraceback

    def showtraceback(exc_tuple: Any = None, *given: Any, **more: Any) -> None:
        kind, value, trace = exc_tuple or sys.exc_info()
        if kind is None or value is None or issubclass(kind, PLAIN):
            whole(exc_tuple, *given, **more)
            return
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, trace
        told = brief(value, trace, shell.user_ns)
        shell._showtraceback(kind, told, [told])

    def tb(line: str) -> None:
        """Shows the last error with everything that it says."""
        whole()

    setattr(shell, QUIETED, True)
    shell.showtraceback = showtraceback
    shell.register_magic_function(tb, "line", "tb")


def brief(value: BaseException, trace: Any, cell: dict[str, Any]) -> str:
    """The kind of an error, its code where it has one of ours, and the line of the cell (whose names are `cell`).

    Of a closed case it is told what to do, too.

    Example:
        >>> from workbench.errors import Missing
        >>> brief(Missing("letter of W-01.txt"), None, {})
        'Missing (missing). %tb shows all of it.'
    """
    line = None
    while trace is not None:
        if trace.tb_frame.f_globals is cell:
            line = trace.tb_lineno
        trace = trace.tb_next
    code = f" ({value.code})" if isinstance(value, WorkbenchError) else ""
    where = f" in line {line} of this cell" if line else ""
    remedy = f" {value.remedy}." if isinstance(value, WorkbenchError) and value.code in TOLD else ""
    return f"{type(value).__name__}{code}{where}.{remedy} %tb shows all of it."
