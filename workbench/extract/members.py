"""What lies inside a file and becomes an item of its own: its name, its bytes in pieces, and the limits on both."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator

from workbench.extract.outcome import File, Reason, Unread

MOST_MEMBERS, MOST_BYTES, MOST_NAME = 20_000, 100_000_000_000, 400
# Beyond ALWAYS_FINE bytes a file may not give more than MOST_RATIO times its own size.
ALWAYS_FINE, MOST_RATIO = 50_000_000, 100
PIECE = 1 << 20
DRIVE = re.compile(r"^[A-Za-z]:")


@dataclasses.dataclass(frozen=True)
class Inside:
    """One file inside another: its name as written there, and a function that gives its bytes, once, in pieces.

    Example:
        >>> b"".join(Inside("a/note.txt", lambda: iter([b"They keep ", b"the cards."])).pieces())
        b'They keep the cards.'
    """

    name: str
    pieces: Callable[[], Iterator[bytes]]


@dataclasses.dataclass(frozen=True)
class Left:
    """One thing inside a file that is not taken out, by its name as written there, and why.

    Example:
        >>> from workbench.extract.outcome import reason
        >>> Left("link", reason("member-not-taken", "a link")).reason.code
        'member-not-taken'
    """

    name: str
    reason: Reason


Opener = Callable[[File], Iterator[Inside | Left]]


def plain(name: str) -> str:
    r"""The name that a member is recorded under: no way up or to a drive, no hidden marks; `/` parts the folders.

    Example:
        >>> plain("../../etc/passwd"), plain("C:\\photos\\1.jpg"), plain("a/\u202egpj.exe")
        ('etc/passwd', 'photos/1.jpg', 'a/\\u202egpj.exe')
    """
    parts = re.split(r"[/\\]", DRIVE.sub("", name))
    kept = [shown(part) for part in parts if part.strip() not in ("", ".", "..")]
    return "/".join(kept)[-MOST_NAME:] or "unnamed"


def shown(words: str) -> str:
    r"""Words in which no control character, direction mark or lone half of a character hides: each stands as \uXXXX.

    Example:
        >>> shown("two\nlines")
        'two\\u000alines'
    """
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return "".join(
        f"\\u{ord(mark):04x}" if unicodedata.category(mark) in hidden and mark not in "\u200c\u200d" else mark
        for mark in words
    )


class Allowance:
    """How much may still come out of one file; what goes beyond gives up with `archive-bomb`.

    Example:
        >>> allowance = Allowance(packed=1000)
        >>> allowance.take(2000)
        >>> allowance.left
        49998000
    """

    def __init__(self, packed: int) -> None:
        self.left = min(MOST_BYTES, max(ALWAYS_FINE, MOST_RATIO * packed))

    def take(self, size: int) -> None:
        """Counts bytes that came out.

        Raises:
            Unread: archive-bomb.
        """
        self.left -= size
        if self.left < 0:
            raise Unread("archive-bomb", f"more than {MOST_RATIO} times its size comes out")
