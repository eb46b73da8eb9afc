"""From bytes to letters: by mark, by proof, or by a guess that is always said."""

import codecs
import re

from workbench.extract.outcome import Reason, reason

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
GUESSES = ["cp1258", "cp1251", "cp1250", "gb18030", "cp1252", "latin_1"]
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
    if (text := _strict(data, "utf-8")) is not None and not _wide(data):
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
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes, name: str) -> tuple[str, str, tuple[Reason, ...]]:
    text = _strict(data, name)
    if text is not None:
        return text, name, ()
    text = data.decode(name, "replace")
    return text, name, (reason("bytes-replaced", f"{text.count(chr(0xFFFD))} marks, encoding {name}"),)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is nearly always zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if b"\0\0" in sample:
        return None
    if low > 0.6 * half and high < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if high > 0.6 * half and low < 0.1 * half else None


def _guess(data: bytes) -> tuple[str, str, tuple[Reason, ...]]:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:200_000], cp_isolation=GUESSES, enable_fallback=False).best()
    name = best.encoding if best else "latin_1"
    text, name, reasons = _lenient(data, name)
    return text, name, (reason("encoding-guessed", f"guessed: {name}"), *reasons)
