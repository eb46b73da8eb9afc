"""Names that may stand in a release, one beside another: the end of one and the start of the next are nobody's name.

"Hồ Minh Mạnh, Lê Hữu Phúc" holds "Mạnh, Lê", which is how somebody called Lê Văn Mạnh is written too. In a list of
a hundred names that may be given, half of those that may not would be found so, and no release could be made.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]{2,}")
FAR = 120  # signs around a hit in which the names that it may be parts of begin and end


class Standing:
    """The names, each of two words at least, that may stand in a release as they are written.

    Example:
        >>> standing, text = Standing(["Hồ Minh Mạnh", "Lê Hữu Phúc"]), "Hồ Minh Mạnh, Lê Hữu Phúc"
        >>> standing.across(text, 8, 16), standing.across(text, 3, 12), standing.across("Mạnh, Lê Hữu Phúc", 0, 8)
        (True, False, False)
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        whole = sorted({name for name in names if len(WORD.findall(name)) > 1}, key=lambda name: (-len(name), name))
        written = (r"\s+".join(map(re.escape, name.split())) for name in whole)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if whole else None

    def across(self, text: str, start: int, end: int) -> bool:
        """True where every letter between two places of a text is part of a name that may stand, and not all of one."""
        if self._names is None:
            return False
        first = max(0, start - FAR)
        spans = [match.span() for match in self._names.finditer(text, first, end + FAR)]
        touched = [(begin, stop) for begin, stop in spans if begin < end and start < stop]
        if len(touched) < 2:
            return False
        return all(
            any(begin <= at < stop for begin, stop in touched)
            for at in range(start, end) if text[at].isalnum()
        )  # fmt: skip
