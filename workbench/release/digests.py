"""Digests of protected strings: whoever holds a list of names needs only to try each of them on an unsalted digest."""

import binascii
import hashlib
import re
import unicodedata
from collections.abc import Iterable

from workbench.codebook.sounding import folded

KINDS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
SIZES = {hashlib.new(kind, usedforsecurity=False).digest_size for kind in KINDS}
HEX = re.compile(rb"[0-9A-Fa-f]{32,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{22,}")
LONGEST = 86  # signs of base64 for the longest digest


class Digests:
    """The digests of many strings, each in a few ways of writing, and the ids under which a case keeps these people.

    Example:
        >>> known = Digests([("W-01", "Sava Ilić")])
        >>> known.find(hashlib.sha256("sava ilić".encode()).hexdigest().encode())
        [('W-01', 'sha256 of a protected string')]
    """

    def __init__(self, strings: Iterable[tuple[str, str]]) -> None:
        self._known: dict[bytes, tuple[str, str]] = {}
        for identity, string in strings:
            for way in _ways(string):
                for kind in KINDS:
                    digest = hashlib.new(kind, way, usedforsecurity=False).digest()
                    self._known.setdefault(digest, (identity, f"{kind} of a protected string"))
            if re.fullmatch("[0-9a-f]{64}", identity):
                self._known[bytes.fromhex(identity)] = (identity, "the id inside the case")

    def find(self, data: bytes) -> list[tuple[str, str]]:
        """Whose digests stand in these bytes, in hex or base64, and which."""
        found: dict[tuple[str, str], None] = {}
        for token in {*HEX.findall(data)}:
            if len(token) % 2 == 0 and len(token) // 2 in SIZES:
                found |= dict.fromkeys(self._of(bytes.fromhex(token.decode())))
        for token in {*BASE64.findall(data)}:
            run = token.replace(b"-", b"+").replace(b"_", b"/")
            if len(run) <= LONGEST and len(run) % 4 != 1 and len(run) * 3 // 4 in SIZES:
                found |= dict.fromkeys(self._of(binascii.a2b_base64(run + b"=" * (-len(run) % 4))))
        return list(found)

    def _of(self, digest: bytes) -> list[tuple[str, str]]:
        return [self._known[digest]] if digest in self._known else []


def _ways(string: str) -> dict[bytes, None]:
    """A string as somebody may have written it before taking its digest."""
    plain = unicodedata.normalize("NFC", string.strip())
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    ways = [string, plain, unicodedata.normalize("NFD", plain), bare]
    ways = [form for way in ways for form in (way, way.lower(), way.upper())]
    ways += [way.replace(" ", between) for way in tuple(ways) for between in ("", "_", "-")]
    return dict.fromkeys(way.encode("utf-8", "surrogateescape") for way in (*ways, folded(plain)))
