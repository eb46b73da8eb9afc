"""Looks for planted words in every byte under some folders: in any encoding, inside compressed streams, or as a digest.

A scanner that finds nothing proves nothing by itself: each use of it stands beside a control in which it finds all.
"""

import base64
import hashlib
import os
import random
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

DEEPEST = 4
LARGEST = 1 << 28
NORMAL_FORMS = ("NFC", "NFD", "NFKC", "NFKD")
DIGESTS = ("md5", "sha1", "sha256", "sha512")
ZIP_ENTRY, GZIP = b"PK\x03\x04", b"\x1f\x8b\x08"
# The second byte of a zlib stream, by its first: both together are a multiple of 31.
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
PREFIX = 4

SYLLABLES = ("Trần", "Đỗ", "Lương", "Phạm", "Nguyễn", "Võ", "Ngô", "Bùi", "Đặng", "Hồ", "Žarković", "Şahin",
             "Çelik", "Müller", "Ægir", "Łukasz", "Đorđević", "Škorić", "Öztürk", "Nuñez")  # fmt: skip
GIVEN = ("Hữu Lâm", "Văn Khoát", "Quang Thiệp", "Minh Trạch", "Thị Dậu", "Ngọc Ánh", "Đình Vượng", "Xuân Phước",
         "Gökçe", "Strahinja", "Želimir", "Håkon", "Zoë", "Ismaïl", "Čedomir")  # fmt: skip
PHRASES = ("they took the {} from my bag", "I hid {} behind the water tank", "he struck {} in the corridor",
           "my sister {} signed for the loan", "we buried {} by the fence", "ask {} of the red notebook")  # fmt: skip


class Hit(NamedTuple):
    """A planted word that was found: where (a path, with what it was unpacked from), and in which form."""

    path: str
    word: str
    form: str


def words(seed: str, count: int = 100) -> list[str]:
    """Names, passport and telephone numbers, and phrases, which occur nowhere else."""
    chance, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        kind = len(found) % 4
        name = f"{chance.choice(SYLLABLES)} {chance.choice(GIVEN)} {_letters(chance, 5)}"
        if kind == 0:
            found[name] = None
        elif kind == 1:
            found[f"{chance.choice('BCNEK')}{chance.choice('QXZ')}{chance.randrange(10**7, 10**8)}"] = None
        elif kind == 2:
            found[f"+84 {chance.randrange(90, 99)} {chance.randrange(10**6, 10**7)}"] = None
        else:
            found[chance.choice(PHRASES).format(name)] = None
    return list(found)


def _letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou") for _ in range(count)).capitalize()


def spellings(word: str) -> dict[str, str]:
    """A word in each Unicode normal form, and without its diacritics."""
    made = {form: unicodedata.normalize(form, word) for form in NORMAL_FORMS}
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    made["without diacritics"] = bare.translate(str.maketrans("ĐđŁłÆæØøı", "DdLlAaOoi"))
    return made


def forms(word: str) -> dict[bytes, str]:
    """Every byte string that would give a word away, with what it is."""
    found: dict[bytes, str] = {}
    for spelling, text in spellings(word).items():
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(encoding)
            found.setdefault(raw, f"{spelling}, {encoding}")
            for skipped in range(3):
                found.setdefault(_in_base64(raw, skipped), f"{spelling}, {encoding}, base64")
        escaped = text.encode("ascii", "backslashreplace")
        found.setdefault(re.sub(rb"\\x(..)", rb"\\u00\1", escaped), f"{spelling}, JSON escapes")
        found.setdefault("".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in text.encode()).encode(),
                         f"{spelling}, URL")  # fmt: skip
        found.setdefault(text.encode().hex().encode(), f"{spelling}, hex")
    return found


def _in_base64(raw: bytes, skipped: int) -> bytes:
    """What base64 writes for these bytes wherever they stand: without the signs that the bytes around them decide."""
    whole = base64.b64encode(bytes(skipped) + raw + bytes(-(skipped + len(raw)) % 3))
    begin, end = -(-skipped * 8 // 6), (skipped + len(raw)) * 8 // 6
    return whole[begin:end]


def digests(word: str) -> dict[bytes, str]:
    """Every unsalted digest of a word by which it could be guessed: raw, hex or base64, whole or its first 8 bytes."""
    found: dict[bytes, str] = {}
    texts = {text for one in spellings(word).values() for text in (one, one.lower(), one.upper(), one.replace(" ", ""))}
    for text in sorted(texts):
        for raw in (text.encode(), text.encode() + b"\n", text.encode("utf-16-le")):
            for name in DIGESTS:
                digest = hashlib.new(name, raw, usedforsecurity=False).digest()[:8]
                found.setdefault(digest, f"{name}, raw")
                found.setdefault(digest.hex().encode(), f"{name}, hex")
                found.setdefault(digest.hex().upper().encode(), f"{name}, HEX")
                found.setdefault(base64.b64encode(digest)[:10], f"{name}, base64")
    return found


class Scanner:
    """Finds any of many byte strings in one pass: by their first four bytes, then in full."""

    def __init__(self, patterns: Iterable[tuple[bytes, str, str]]) -> None:
        self.by_prefix: dict[int, list[tuple[bytes, str, str]]] = defaultdict(list)
        for pattern, word, form in patterns:
            assert len(pattern) >= PREFIX + 2, f"{pattern!r} is too short to mean anything"
            self.by_prefix[int.from_bytes(pattern[:PREFIX], "little")].append((pattern, word, form))
        self.prefixes = np.array(sorted(self.by_prefix), dtype=np.uint32)
        self.sieve = np.zeros(1 << 20, dtype=bool)
        self.sieve[self._sifted(self.prefixes)] = True

    @classmethod
    def of(cls, planted: Iterable[str]) -> "Scanner":
        """A scanner for the forms of words."""
        return cls((pattern, word, form) for word in planted for pattern, form in forms(word).items())

    @classmethod
    def of_digests(cls, planted: Iterable[str]) -> "Scanner":
        """A scanner for unsalted digests of words."""
        return cls((pattern, word, form) for word in planted for pattern, form in digests(word).items())

    @staticmethod
    def _sifted(prefixes: "np.ndarray") -> "np.ndarray":
        return (prefixes * np.uint32(2654435761)) >> np.uint32(12)

    def inside(self, data: bytes) -> set[tuple[str, str]]:
        """The words that stand in some bytes, each with its form; compressed streams are not opened here."""
        if len(data) < PREFIX:
            return set()
        raw = np.frombuffer(data, dtype=np.uint8).astype(np.uint32)
        last = len(raw) - PREFIX + 1
        windows = raw[:last] | raw[1 : last + 1] << 8 | raw[2 : last + 2] << 16 | raw[3 : last + 3] << 24
        maybe = np.flatnonzero(self.sieve[self._sifted(windows)])
        maybe = maybe[np.isin(windows[maybe], self.prefixes)]
        return {
            (word, form)
            for at in maybe.tolist()
            for pattern, word, form in self.by_prefix[int(windows[at])]
            if data.startswith(pattern, at)
        }

    def folder(self, *folders: Path) -> list[Hit]:
        """Every hit in the names and bytes of all files under some folders, and inside what they hold compressed."""
        hits: list[Hit] = []
        for folder in folders:
            for here, inner, files in os.walk(folder):
                for name in (*inner, *files):
                    hits += [Hit(f"{here}/{name} (its name)", *hit) for hit in self.inside(os.fsencode(name))]
                for name in files:
                    hits += self._file(Path(here) / name)
        return sorted(set(hits))

    def _file(self, path: Path) -> Iterator[Hit]:
        if path.is_file() and not path.is_symlink():
            for inside, data in unpacked(path.read_bytes()):
                for hit in self.inside(data):
                    yield Hit(f"{path}{inside}", *hit)


def unpacked(data: bytes, depth: int = 0, inside: str = "") -> Iterator[tuple[str, bytes]]:
    """Some bytes, and the content of every zip entry, gzip and zlib stream in them, however deep."""
    yield inside, data
    if depth < DEEPEST:
        for at, stream in _streams(data):
            yield from unpacked(stream, depth + 1, f"{inside} > stream at {at}")


def _streams(data: bytes) -> Iterator[tuple[int, bytes]]:
    for found in re.finditer(re.escape(ZIP_ENTRY), data):
        at = found.start()
        if int.from_bytes(data[at + 8 : at + 10], "little") == 8:
            begin = at + 30 + sum(int.from_bytes(data[at + n : at + n + 2], "little") for n in (26, 28))
            yield from _inflated(data, at, begin, -15)
    for found in re.finditer(re.escape(GZIP), data):
        yield from _inflated(data, found.start(), found.start(), 31)
    for found in ZLIB.finditer(data):
        yield from _inflated(data, found.start(), found.start(), 15)


def _inflated(data: bytes, at: int, begin: int, bits: int) -> Iterator[tuple[int, bytes]]:
    try:
        opened = zlib.decompressobj(bits).decompress(memoryview(data)[begin:], LARGEST)
    except zlib.error:
        return
    if len(opened) > PREFIX:
        yield at, opened
