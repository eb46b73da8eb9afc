"""One hostile or honest file of the corpus that these tests build: its name, its bytes, and what must come of it."""

import dataclasses
import random
import struct
import zlib

PARSED, PARTIAL, OPAQUE, QUARANTINED, REFUSED = "parsed", "partial", "opaque", "quarantined", "refused"


@dataclasses.dataclass(frozen=True)
class Planted:
    """`outcome` is what intake must record, `code` a reason that must be among those given; controls are honest files.

    `words` must stand in the text that was read, `absent` must not. `inside` counts the items that come out of it.
    """

    category: str
    name: str
    data: bytes
    outcome: str
    code: str | None = None
    control: bool = False
    words: str | None = None
    absent: str | None = None
    inside: int = 0


def noise(seed: str, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def png(width: int, height: int, rows: bytes, *, chunks: bytes = b"", colour: int = 2) -> bytes:
    """A PNG whose header may claim any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunks + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
