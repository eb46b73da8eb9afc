"""Bytes inside bytes: what was written in base64, in hex, quoted-printable, in octal, or squeezed, taken out again."""

import base64
import binascii
import bz2
import itertools
import lzma
import quopri
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from workbench.release.readable import CONTROL, PRINTED_SIGN

# What one stream may grow to; more is not read, and what is not read does not leave.
MOST = 64 << 20
PAUSE = b"\xff\x07" * 6  # parts what was decoded: no text goes on over it, in whatever encoding
BETWEEN = b"\n" + b"|" * 9 + b"\n"
LONG = re.compile(rb"[A-Za-z0-9+/_-]{60,}(?:(?:\r?\n[ \t]*|\\r\\n|\\n)[A-Za-z0-9+/_-]{2,})*")
TOKEN = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}|[A-Za-z0-9+/_-]{2,7}={1,2}")
STANDARD = bytes.maketrans(b"-_", b"+/")
BREAK = re.compile(rb"\r?\n[ \t]*|\\r\\n|\\n")
HEX = re.compile(rb"[0-9A-Fa-f]{8,}")
SPACED = re.compile(rb"(?:0x)?[0-9A-Fa-f]{2}(?:[ :,;\r\n\t]{1,2}(?:0x)?[0-9A-Fa-f]{2}){3,}")
ONLY_HEX = re.compile(rb"[0-9A-Fa-f]+")
NO_DIGIT = re.compile(rb"0x|[^0-9A-Fa-f]")
QUOTED, SOFT = re.compile(rb"=[0-9A-Fa-f]{2}"), re.compile(rb"(?<!=)=\r?$")
OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
OBJECT = re.compile(rb"[0-9] [0-9]{1,5} obj\b")  # of a PDF; `obj` alone stands by chance in what is squeezed, too
# The first two bytes of a zlib stream: method 8, a window, a check sum, no dictionary (RFC 1950).
HEADS = [bytes([cmf, flg]) for cmf in range(8, 128, 16) for flg in range(256)
         if (cmf * 256 + flg) % 31 == 0 and not flg & 32]  # fmt: skip
SQUEEZED = re.compile(b"|".join([rb"\x1f\x8b\x08", rb"BZh[1-9]1AY", rb"\xfd7zXZ\x00", *map(re.escape, HEADS)]))
PRINTED = re.compile(PRINTED_SIGN + rb"+")
GARBLED = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError)


class Layer(NamedTuple):
    """Bytes that stood in others in some code; `whole` is False where more of them was not read.

    `span` is where a stream begins and ends that was read to its end.
    """

    encoding: str
    data: bytes
    whole: bool = True
    span: tuple[int, int] | None = None


def in_letters(data: bytes, known: set[bytes], bare: bytes | None = None) -> Iterator[Layer]:
    """What letters and figures stand for: base64 at all four alignments, hex, quoted-printable, octal.

    Short runs are gathered, for most are only words; `known` holds those that were taken before. `bare` are the bytes
    without the strokes of a PDF: by chance its glyph numbers, which stand in hex, and its names, between which stand
    signs of base64, would spell a label.

    Example:
        >>> [layer.data for layer in in_letters(b"id=U2F2YSBJbGnEhw==", set())][0].decode()
        'Sava Ilić'
    """
    bare = data if bare is None else bare
    yield from _base64(bare, known)
    yield from _hex(bare, known)
    if CONTROL.search(data) is None:
        quoted = _quoted(data)
        if quoted:
            yield Layer("quoted-printable", quopri.decodestring(quoted))
    if OCTAL.search(data) and (CONTROL.search(data) is None or OBJECT.search(data)):
        yield Layer("octal", OCTAL.sub(lambda match: bytes([int(match[1], 8)]), data))


def _quoted(data: bytes) -> bytes:
    """The lines with a byte in quoted-printable, and those in which a line goes on that ends with `=`."""
    found, goes_on = [], False
    lines = data.split(b"\n") if b"=" in data else []
    for line, following in zip(lines, [*lines[1:], b""], strict=False):
        soft = SOFT.search(line) is not None and bool(following.strip())
        if goes_on or soft or QUOTED.search(line):
            found.append(line)
        goes_on = soft
    return b"\n".join(found)


def squeezed(data: bytes) -> Iterator[Layer]:
    """Every zlib, gzip, bzip2 and xz stream, wherever it begins; where there is none, deflate without a header.

    Example:
        >>> [layer.data for layer in squeezed(b"obj" + zlib.compress(b"Sava"))]
        [b'Sava']
    """
    end = 0
    for match in SQUEEZED.finditer(data):
        if match.start() < end:
            continue
        found, used = _inflated(_opener(match.group()), data, match.start())
        if found is not None:
            end = match.start() + used
            yield found._replace(span=(match.start(), end)) if found.span else found
    if not end:
        found, _ = _inflated(lambda: zlib.decompressobj(-15), data, 0)
        if found is not None:
            yield Layer("deflate", found.data, found.whole)


def inflated(data: bytes, start: int) -> Layer | None:
    """The deflate stream that begins at a place, as members of a ZIP are stored; None where there is none."""
    return _inflated(lambda: zlib.decompressobj(-15), data, start)[0]


def _opener(head: bytes) -> Callable[[], Any]:
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor
    if head.startswith(b"\xfd"):
        return lzma.LZMADecompressor
    return lambda: zlib.decompressobj(47)


def _inflated(opener: Callable[[], Any], data: bytes, start: int) -> tuple[Layer | None, int]:
    """What a stream holds, and how many bytes it took; of a broken one what stands before the break, if that is text.

    Bytes that are no stream at all often begin like one, and yield noise.
    """
    stream, pieces = opener(), []
    at, size, step, broken = start, 0, 256, False
    try:
        while at < len(data) and not stream.eof and size <= MOST:
            pieces.append(stream.decompress(data[at : at + step], MOST + 1 - size))
            size += len(pieces[-1])
            at, step = at + step, 1 << 16
    except GARBLED:
        broken = True
    found = b"".join(pieces)
    if not found or (size <= MOST and (broken or not stream.eof) and not _mostly_printed(found)):
        return None, 0
    used = min(at, len(data)) - start - len(stream.unused_data)
    return Layer("compressed", found, size <= MOST, (start, start + used) if stream.eof else None), used


def _mostly_printed(data: bytes) -> bool:
    return len(data) > 7 and sum(len(run) for run in PRINTED.findall(data[:4096])) * 5 > min(len(data), 4096) * 4


def _base64(data: bytes, known: set[bytes]) -> Iterator[Layer]:
    for run in (run for match in LONG.finditer(data) for run in _runs(match.group())):
        if run in known:
            continue
        known.add(run)
        for at in range(4):
            yield Layer("base64", _unbased(run[at:].translate(STANDARD)))
    words: list[bytes] = []
    pieces: list[bytes] = []
    for token in {*TOKEN.findall(data)} - known:
        known.add(token)
        run = token.rstrip(b"=").translate(STANDARD)
        if len(run) >= 60 or _is_digest(run):
            continue
        first = _unbased(run)
        if len(first) > 3 and PRINTED.fullmatch(first):
            words.append(first)
        if len(run) >= 16:
            words += [layer.data for layer in squeezed(first) if PRINTED.fullmatch(layer.data)]
        if len(run) >= 8:
            pieces += [first, *(_unbased(run[at:]) for at in (1, 2, 3))]
    yield from _gathered("base64", words, pieces)


def _runs(found: bytes) -> Iterator[bytes]:
    """A run of base64 over several lines, without the lines that are a digest in hex: those are no part of it."""
    for digest, lines in itertools.groupby(BREAK.split(found), key=_is_digest):
        if not digest:
            yield b"".join(lines)


def _is_digest(token: bytes) -> bool:
    """Sixteen letters of base64 or more that are all digits of hex: by chance once in twenty-six million tries."""
    return len(token) >= 16 and ONLY_HEX.fullmatch(token) is not None


def _unbased(run: bytes) -> bytes:
    run = run[: len(run) - 1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(run + b"=" * (-len(run) % 4))


def _hex(data: bytes, known: set[bytes]) -> Iterator[Layer]:
    words: list[bytes] = []
    pieces: list[bytes] = []
    for token in {*HEX.findall(data), *SPACED.findall(data)}:
        if b"#" + token in known:
            continue
        known.add(b"#" + token)
        run = NO_DIGIT.sub(b"", token)
        for at in (0, 1):
            found = bytes.fromhex(run[at : len(run) - (len(run) - at) % 2].decode())
            (words if not at and PRINTED.fullmatch(found) else pieces).append(found)
    yield from _gathered("hex", words, pieces)


def _gathered(encoding: str, words: list[bytes], pieces: list[bytes]) -> Iterator[Layer]:
    """What is wholly text in one text, each far from the next, and what is not in one heap."""
    if words:
        yield Layer(encoding, BETWEEN.join(words))
    if pieces:
        yield Layer(encoding, PAUSE.join(pieces))


def of_85(data: bytes) -> Layer | None:
    """What a stream in ASCII base 85 holds, as PDF has it; None where it is none."""
    try:
        return Layer("base85", base64.a85decode(data.strip(), adobe=data.strip().startswith(b"<~")))
    except ValueError:
        return None
