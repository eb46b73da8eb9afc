"""Names that may stand in a release: what is only a part of one, or of two side by side, is nobody else's name.

"Hồ Minh Mạnh, Lê Hữu Phúc" holds "Mạnh, Lê", which is how somebody called Lê Văn Mạnh is written too, and "Lò Thị Ví"
holds the last two of three names of Hoàng Thị Ví. Among a hundred names that may be given, half of those that may not
would be found so: no list of them could leave, and few who want to be named could be.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]{2,}")
FAR = 120  # signs around a hit in which the names that it may be parts of begin and end


class Standing:
    """The names, each of two words at least, that may stand in a release as they are written; `bodies` are those of
    companies, authorities and sites, in which one word of a name is theirs: Kim Long d.o.o. is no worker called Kim.

    Example:
        >>> standing, text = Standing(["Hồ Minh Mạnh", "Lê Hữu Phúc"]), "Hồ Minh Mạnh, Lê Hữu Phúc"
        >>> standing.part(text, 8, 16, "Lê Văn Mạnh"), standing.part("Mạnh, Lê Hữu Phúc", 0, 8, "Lê Văn Mạnh")
        (True, False)
        >>> standing.part(text, 3, 12, "Trần Minh Mạnh"), standing.part(text, 0, 12, "Hồ Minh Mạnh")
        (True, False)
    """

    def __init__(self, names: Iterable[str] = (), bodies: Iterable[str] = ()) -> None:
        bodies = tuple(bodies)
        self._names, self._bodies = _either((*names, *bodies)), _either(bodies)

    def part(self, text: str, start: int, end: int, name: str) -> bool:
        """True where what was found of a name between two places of a text is only a part of names that may stand.

        Every letter is theirs; and it goes over two of them, or is less than the one that it stands in and less than
        the whole `name`. A whole name inside a longer one is found: whoever bears the longer one cannot be named.
        """
        if self._names is None:
            return False
        if self._bodies and _words(name) == 1 and self._inside(text, start, end):
            return True
        first = max(0, start - FAR)
        spans = [match.span() for match in self._names.finditer(text, first, end + FAR)]
        touched = [(begin, stop) for begin, stop in spans if begin < end and start < stop]
        if len(touched) == 1 and ((start, end) == touched[0] or _words(text[start:end]) >= _words(name)):
            return False
        return bool(touched) and all(
            any(begin <= at < stop for begin, stop in touched)
            for at in range(start, end) if text[at].isalnum()
        )  # fmt: skip

    def _inside(self, text: str, start: int, end: int) -> bool:
        assert self._bodies is not None
        found = self._bodies.finditer(text, max(0, start - FAR), end + FAR)
        return any(one.start() <= start and end <= one.end() and (start, end) != one.span() for one in found)


def _either(names: Iterable[str]) -> re.Pattern[str] | None:
    whole = sorted({name for name in names if len(WORD.findall(name)) > 1}, key=lambda name: (-len(name), name))
    written = (r"[\s_-]+".join(map(re.escape, name.split())) for name in whole)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if whole else None


def _words(text: str) -> int:
    return len(WORD.findall(text))
