"""From bytes to letters: by mark, by proof, or by a guess that is always said."""

import codecs
import re

from workbench.extract import codepages
from workbench.extract.outcome import Reason, reason

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
GUESSES = [*codepages.PAGES, "latin_1"]
USUAL = re.compile(
    r"[\t\n\r -~\u00a0-\u024f\u0300-\u0323\u0400-\u045f\u0900-\u097f\u1e00-\u1eff\u2010-\u2026\u3000-\u3002"
    r"\u4e00-\u9fa5\uff01-\uff5e]"
)
SPACED = re.compile(r"[ \n\u3002\uff0c]")
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, tuple[Reason, ...]]:
    """The text, the name of its encoding, and the reasons to doubt it.

    In this order: a byte order mark; proof that the bytes are UTF-8; what the file itself declares; UTF-16 without a
    mark; UTF-8 with a few bytes that are none (each becomes U+FFFD); a guess among the code pages of the region, always
    said.

    Example:
        >>> decode("Čačak".encode("utf-16"))[:2]
        ('Čačak', 'utf-16')
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _lenient(data, name)
    if (text := _strict(data, "utf-8")) is not None and (_plain(data) or not _wide(data)):
        return text, "utf-8", ()
    if declared and (text := _strict(data, declared)) is not None:
        return text, declared.lower(), ()
    if wide := _wide(data):
        text, name, reasons = _lenient(data, wide)
        return text, name, (reason("encoding-guessed", f"guessed: {name}"), *reasons)
    good = len(MULTIBYTE.findall(data))
    text = data.decode("utf-8", "replace")
    if good > 4 * text.count("\ufffd"):
        return _lenient(data, "utf-8")
    return _guess(data)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (ValueError, LookupError):
        return None


def _lenient(data: bytes, name: str) -> tuple[str, str, tuple[Reason, ...]]:
    text = _strict(data, name)
    if text is not None:
        return text, name, ()
    text = data.decode(name, "replace")
    return text, name, (reason("bytes-replaced", f"{text.count(chr(0xFFFD))} marks, encoding {name}"),)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: pairs of bytes that make words in one order and not in the other."""
    sample = data[: len(data[:4096]) // 2 * 2]
    if len(sample) < 8:
        return None
    little, big = (_wordlike(sample.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be"))
    if max(little, big) < 0.9 or min(little, big) > 0.6:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _wordlike(text: str) -> float:
    """The share of letters of the scripts that are read here, digits, and common signs; 0 without a space or a stop."""
    if not SPACED.search(text):
        return 0.0
    return len(USUAL.findall(text)) / len(text)


def wide(head: bytes) -> bool:
    """Whether the head of a file is UTF-16, with its mark or without.

    Example:
        >>> wide("Пасош је код газде.".encode("utf-16-le")), wide(b"Passports are kept.")
        (True, False)
    """
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or bool(not _plain(head) and _wide(head))


def _plain(data: bytes) -> bool:
    """UTF-8 without zero bytes and nearly without control bytes: whatever else it could be, it is that."""
    sample = data[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return odd * 50 <= len(sample)


def _guess(data: bytes) -> tuple[str, str, tuple[Reason, ...]]:
    ranks = codepages.ranked(data)
    if ranks and ranks[0][1] >= codepages.ENOUGH:
        name = ranks[0][0]
    else:
        import charset_normalizer

        best = charset_normalizer.from_bytes(data[:200_000], cp_isolation=GUESSES, enable_fallback=False).best()
        name = best.encoding if best else "latin_1"
    text, name, reasons = _lenient(data, name)
    others = codepages.rivals(data, name)
    said = f"guessed: {name}; {others}" if others else f"guessed: {name}"
    return text, name, (reason("encoding-guessed", said), *reasons)
