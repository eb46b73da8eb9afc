"""Text with stretches taken out: a block stands in their place that tells neither their length nor their letters."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable

from workbench.errors import BadValue
from workbench.records import every_quote

# What a reader may be told of the reason. Of the others even the reason would tell something of the person.
BLOCKS = {
    "identity": "[withheld: name]",
    "location": "[withheld: place]",
    "third-person": "[withheld: another person]",
}
BLOCK = "[withheld]"


@dataclasses.dataclass(frozen=True)
class Stretch:
    """A stretch to be taken out, in code points, and why.

    Example:
        >>> Stretch(4, 9, "identity").reason
        'identity'
    """

    start: int
    end: int
    reason: str


@dataclasses.dataclass(frozen=True)
class Withheld:
    """A text without its stretches; a block is where it stood (start, end), where it stands now, and its reason.

    Example:
        >>> withhold("Ask Tran at the gate", [Stretch(4, 8, "identity")]).text
        'Ask [withheld: name] at the gate'
    """

    text: str
    blocks: tuple[tuple[int, int, int, str], ...]

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a passage of the text before stands now, or None where anything of it was taken out.

        Example:
            >>> withhold("Ask Tran at the gate", [Stretch(4, 8, "identity")]).moved(16, 20)
            (28, 32)
        """
        shift = 0
        for begin, stop, _, reason in self.blocks:
            if begin < end and start < stop:
                return None
            if stop <= start:
                shift += len(block_of(reason)) - (stop - begin)
        return start + shift, end + shift


def block_of(reason: str) -> str:
    """What stands in the place of words that are withheld for a reason.

    Example:
        >>> block_of("identity"), block_of("health")
        ('[withheld: name]', '[withheld]')
    """
    return BLOCKS.get(reason, BLOCK)


def withhold(text: str, stretches: Iterable[Stretch]) -> Withheld:
    """The text without these stretches.

    Stretches that overlap, touch, or have only blanks between them make one block: how many names stood in a row is not
    told either. None is cut inside a letter and its accents.

    Raises:
        BadValue: a stretch is empty, or does not lie in the text.
    """
    parts, blocks, at, length = [], [], 0, 0
    for start, end, reason in _joined(text, stretches):
        parts += [text[at:start], block_of(reason)]
        length += start - at
        blocks.append((start, end, length, reason))
        length += len(block_of(reason))
        at = end
    return Withheld("".join([*parts, text[at:]]), tuple(blocks))


def everywhere(text: str, words: str, *, any_case: bool = False) -> list[tuple[int, int]]:
    """Where words stand: exactly, with accents composed or not, and also broken over two lines, with or without a
    hyphen; any blank between them stands for any. With `any_case` also in other letters.

    Example:
        >>> everywhere("Tran Van A, Tran\\nVan A and Tr-\\nan Van A", "Tran Van A")
        [(0, 10), (12, 22), (27, 39)]
    """
    found = set(every_quote(text, words))
    for form in ("NFC", "NFD"):
        parts = ["(?:[-\u00ad]\n)?".join(map(re.escape, part)) for part in unicodedata.normalize(form, words).split()]
        if parts:
            asked = re.compile(r"[-\u00ad]?\s+".join(parts), re.IGNORECASE if any_case else 0)
            found |= {place.span() for place in asked.finditer(text)}
    return sorted(found)


def _joined(text: str, stretches: Iterable[Stretch]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for one in sorted(stretches, key=lambda one: (one.start, one.end)):
        if not 0 <= one.start < one.end <= len(text):
            raise BadValue("redaction", "stretch", f"{one.start} to {one.end}", f"places within 0 and {len(text)}")
        start, end = _widened(text, one.start, one.end)
        if found and (start <= found[-1][1] or _only_blanks(text[found[-1][1] : start])):
            before, stop, reason = found.pop()
            found.append((before, max(stop, end), reason if block_of(reason) == block_of(one.reason) else "other"))
        else:
            found.append((start, end, one.reason))
    return found


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _mark(text[start]):
        start -= 1
    while end < len(text) and _mark(text[end]):
        end += 1
    return start, end


def _mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Mc", "Me")


def _only_blanks(between: str) -> bool:
    return not between.strip() and "\n" not in between
