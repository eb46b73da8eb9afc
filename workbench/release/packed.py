"""What is packed in a file and searched unpacked, taken out before the file itself is searched as text.

Packed bytes spell anything by chance: in some megabytes of them a short name stands sooner or later, and a release
would be refused that nobody is found in. Only what agrees with its own check sum is taken out, and only the packed
bytes themselves: names and comments that stand beside them stay.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from workbench.release.layers import PAUSE, Layer, inflated

# How the header of a member begins, and how long it is without the name and what follows that.
LOCAL, END, AHEAD = b"PK\x03\x04", b"PK\x05\x06", 30
SIGN, SIGN_OF_END = re.compile(re.escape(LOCAL)), re.compile(re.escape(END))
# APPNOTE 6.3.10, 4.4.3 and 4.4.5: methods and versions that are given out are below these.
METHODS, VERSIONS = 100, 64
GZIP = b"\x1f\x8b"
# How a PDF ends, and before that the number by which it is told from others, twice.
NUMBER = re.compile(rb"/ID\[\(([A-Za-z0-9+/]{22}==)\)\(\1\)\]>>\s+startxref\s+[0-9]+\s+%%EOF\s*\Z")
DAMAGED = (zipfile.BadZipFile, ValueError, EOFError, OSError, struct.error, NotImplementedError)


def without_packed(data: bytes, layers: Iterable[Layer]) -> bytes:
    """Bytes without the zlib, bzip2 and xz streams among these layers of theirs, and without the members of a ZIP.

    Example:
        >>> from workbench.release.layers import squeezed
        >>> packed = b"by Sava " + zlib.compress(b"of Sava") + b" at the gate"
        >>> without_packed(packed, squeezed(packed)).replace(PAUSE, b"*")
        b'by Sava * at the gate'
    """
    # What stands ahead of a gzip stream may be a name, which is nowhere in what it holds.
    spans = [layer.span for layer in layers if layer.span and not data.startswith(GZIP, layer.span[0])]
    pieces, at = list[bytes](), 0
    for begin, end in sorted([*spans, *_members(data)]):
        if begin >= at:
            pieces.append(data[at:begin])
            at = end
    return PAUSE.join([*pieces, data[at:]])


def without_number(data: bytes) -> bytes:
    """A PDF without its number, 16 bytes in base64, wherever it stands: so many letters spell a short name by chance.

    Example:
        >>> made = b"%PDF-1.7 (AAAAAAAAASavaAAAAAAAAA==) <</ID[(AAAAAAAAASavaAAAAAAAAA==)(AAAAAAAAASavaAAAAAAAAA==)]>>"
        >>> b"Sava" in without_number(made), b"Sava" in without_number(made + b"\\nstartxref\\n9\\n%%EOF")
        (True, False)
    """
    found = NUMBER.search(data) if data.startswith(b"%PDF") else None
    return data.replace(found[1], PAUSE) if found else data


def _members(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the deflated members of a ZIP begin and end, of those that are whole and fill all the room they have."""
    if not data.startswith(LOCAL):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
    except DAMAGED:
        return  # whoever opens it says so
    for member in listed:
        begin, method = behind(data, member.header_offset) or (0, 0)
        layer = inflated(data, begin) if begin and method == member.compress_type == zipfile.ZIP_DEFLATED else None
        span = (begin, begin + member.compress_size)
        if layer and layer.span == span and zlib.crc32(layer.data) == member.CRC:
            yield span


def is_zip(data: bytes) -> bool:
    """Whether a ZIP stands in these bytes, damaged or not: four bytes of its signs stand anywhere by chance.

    It begins as one, or the header of a member or the end of a directory stands there that says what it could say.

    Example:
        >>> is_zip(LOCAL), is_zip(b"pixels" + LOCAL + bytes(range(100, 200))), is_zip(b"pixels" + END + bytes(18))
        (True, False, True)
    """
    if data.startswith(LOCAL):
        return True
    headers = (_could_be_header(data, match.start()) for match in SIGN.finditer(data))
    return any(headers) or any(_could_be_end(data, match.start()) for match in SIGN_OF_END.finditer(data))


def _could_be_header(data: bytes, at: int) -> bool:
    found = behind(data, at)
    return found is not None and found[0] <= len(data) and found[1] < METHODS and data[at + 4] < VERSIONS


def _could_be_end(data: bytes, at: int) -> bool:
    """An end that tells of so many members on this disk as in all, within what stands before it."""
    if at + len(END) + 18 > len(data):
        return False
    here, in_all, size, offset, comment = struct.unpack("<4xHHIIH", data[at + len(END) : at + len(END) + 18])
    return bool(here == in_all and size <= at and offset <= at and at + len(END) + 18 + comment <= len(data))


def behind(data: bytes, header: int) -> tuple[int, int] | None:
    """Where the bytes of a member of a ZIP begin, behind its header at a place, and how they are packed; None where no
    header stands there.

    Example:
        >>> behind(b"PK" + bytes(40), 0) is None
        True
    """
    if not data.startswith(LOCAL, header) or header + AHEAD > len(data):
        return None
    method, name, extra = struct.unpack("<H16xHH", data[header + 8 : header + AHEAD])
    return header + AHEAD + int(name) + int(extra), int(method)
