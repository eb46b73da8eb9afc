"""What a stranger wrote cannot command a terminal: its control characters are shown, not sent.

A file name or a testimony may hold an escape sequence that changes the title of the window, rewrites what was shown
before, or fills the clipboard (OSC 52).
"""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from workbench.markup import visible


class Harmless:
    """A stream that shows control characters, and characters that turn the direction of writing, as `[U+001B]`.

    Example:
        >>> print("a\\x1b[2Jb", file=Harmless(sys.stdout))
        a[U+001B][2Jb
    """

    def __init__(self, under: TextIO) -> None:
        self.under = under

    def write(self, text: str) -> int:
        """Writes text, and gives how many characters of it there were."""
        self.under.write(visible(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.under, name)


def under(stream: Any) -> TextIO:
    """The stream beneath: for what draws with control characters of its own.

    Example:
        >>> under(Harmless(sys.stdout)) is sys.stdout is under(sys.stdout)
        True
    """
    found: TextIO = stream.under if isinstance(stream, Harmless) else stream
    return found


@contextlib.contextmanager
def harmless(*, document: bool = False) -> Iterator[None]:
    """While this lasts, what is printed is harmless; a JSON `document` on standard output is left as it is.

    JSON escapes such characters itself, and a program that reads it must get the text as it was.
    """
    before = sys.stdout, sys.stderr
    if not document:
        sys.stdout = Harmless(before[0])
    sys.stderr = Harmless(before[1])
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
