"""What is packed in a file and searched unpacked, taken out before the file itself is searched as text.

Packed bytes spell anything by chance: in some megabytes of them a short name stands sooner or later, and a release
would be refused that nobody is found in. Only what agrees with its own check sum is taken out, and only the packed
bytes themselves: names and comments that stand beside them stay.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from workbench.release.layers import PAUSE, Layer, inflated

LOCAL, AHEAD = b"PK\x03\x04", 30
GZIP = b"\x1f\x8b"


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


def _members(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the deflated members of a ZIP begin and end, of those that are whole and fill all the room they have."""
    if not data.startswith(LOCAL):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, struct.error, NotImplementedError):
        return  # whoever opens it says so
    for member in listed:
        begin, end = _place(data, member.header_offset), 0
        if member.compress_type == zipfile.ZIP_DEFLATED and begin:
            end = begin + member.compress_size
            layer = inflated(data, begin)
            if layer and layer.span == (begin, end) and zlib.crc32(layer.data) == member.CRC:
                yield begin, end


def _place(data: bytes, header: int) -> int:
    """Where the bytes of a member begin, behind its own header; 0 where none stands there."""
    if data[header : header + 4] != LOCAL or header + AHEAD > len(data):
        return 0
    name, extra = struct.unpack("<HH", data[header + 26 : header + AHEAD])
    return header + AHEAD + int(name) + int(extra)
