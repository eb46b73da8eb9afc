"""The numbers, marks and names of a 7z directory (7zFormat.txt of the LZMA SDK), read forwards and never beyond it."""

import io
import struct
from collections.abc import Iterator

from workbench.extract.outcome import Unread
from workbench.extract.sevenzip_streams import Unknown

MOST_LISTED = 200_000


class Told:
    r"""The bytes of a directory, read forwards.

    Example:
        >>> Told(b"\x05\x81\x02").number(), Told(b"\x81\x02").number()
        (5, 258)
    """

    def __init__(self, data: bytes) -> None:
        self._from, self._left = io.BytesIO(data), len(data)

    def take(self, size: int) -> bytes:
        """So many bytes.

        Raises:
            EOFError: there are not so many.
        """
        if size > self._left:
            raise EOFError("the directory ends before its end")
        self._left -= size
        return self._from.read(size)

    def number(self) -> int:
        """A number of one to nine bytes; how many follow is told by the first."""
        (first,) = self.take(1)
        value, mask = 0, 0x80
        for shift in range(8):
            if not first & mask:
                return value | ((first & (mask - 1)) << 8 * shift)
            value |= self.take(1)[0] << 8 * shift
            mask >>= 1
        return value

    def count(self, most: int = MOST_LISTED) -> int:
        """A number of things that are to be built.

        Raises:
            Unread: archive-bomb.
        """
        if (found := self.number()) > most:
            raise Unread("archive-bomb", f"{found} entries")
        return found

    def nothing_elsewhere(self) -> None:
        """Sees that a part is not kept apart from the directory.

        Raises:
            Unknown: it is.
        """
        if self.take(1) != b"\0":
            raise Unknown("a part of it lies elsewhere")

    def bits(self, count: int) -> list[bool]:
        """So many yes or no, eight in a byte, the first in its highest place."""
        data = self.take((count + 7) // 8)
        return [bool(data[n // 8] & 0x80 >> n % 8) for n in range(count)]

    def _which(self, count: int) -> list[bool]:
        return [True] * count if self.take(1) != b"\0" else self.bits(count)

    def checks(self, count: int) -> list[int | None]:
        """So many checksums, or None where there is none."""
        return [struct.unpack("<I", self.take(4))[0] if there else None for there in self._which(count)]

    def defined(self, count: int, form: str) -> list[int | None]:
        """So many numbers of a form, or None where there is none."""
        which = self._which(count)
        self.nothing_elsewhere()
        return [struct.unpack(form, self.take(struct.calcsize(form)))[0] if there else None for there in which]

    def names(self, count: int) -> Iterator[str]:
        """So many names, each ended by a zero.

        Raises:
            ValueError: there are more or fewer.
        """
        self.nothing_elsewhere()
        words = self.take(self._left).decode("utf-16-le", "surrogatepass").split("\0")
        if len(words) != count + 1 or words[-1]:
            raise ValueError("names that do not fit the files")
        return iter(words[:-1])
