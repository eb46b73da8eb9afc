"""The ways in which people, keyboards and file systems write a name: what tests plant and expect to be found."""

import html
import json
import re
import unicodedata
from collections.abc import Callable

CYRILLIC = dict(
    zip(
        ["lj", "nj", "dž", *"abvgdđežzijklmnoprstćufhcčš"], ["љ", "њ", "џ", *"абвгдђежзијклмнопрстћуфхцчш"], strict=True
    )
)
LOOKALIKES = str.maketrans("aceopyxACEOPTHKMBX", "асеорухАСЕОРТНКМВХ")


def bare(name: str) -> str:
    """Without accents and strokes."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def cyrillic(name: str) -> str:
    """In Serbian Cyrillic letters."""
    found = re.sub("|".join(CYRILLIC), lambda m: CYRILLIC[m.group()], name.lower())
    return found.title()


def turned(name: str) -> str:
    """Family name last."""
    first, *rest = name.split()
    return " ".join([*rest, first])


def back(name: str) -> str:
    """Back to front, with a comma after the first."""
    parts = name.split()[::-1]
    return f"{parts[0]}, {' '.join(parts[1:])}"


def initials(name: str) -> str:
    """All but the last as initials."""
    *first, last = name.split()
    return " ".join([*(f"{part[0]}." for part in first), last])


ANY: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small": str.lower,
    "swapped": str.swapcase,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "bare": bare,
    "bare and small": lambda name: bare(name).lower(),
    "turned": turned,
    "back to front": back,
    "initials": initials,
    "initials without blanks": lambda name: initials(name).replace(" ", ""),
    "hyphens": lambda name: name.replace(" ", "-"),
    "underscores": lambda name: bare(name).replace(" ", "_"),
    "dots": lambda name: bare(name).lower().replace(" ", "."),
    "in one word": lambda name: bare(name).replace(" ", ""),
    "in one small word": lambda name: bare(name).lower().replace(" ", ""),
    "over two lines": lambda name: name.replace(" ", "\n    "),
    "no-break blanks": lambda name: name.replace(" ", "\u00a0"),
    "narrow blanks": lambda name: name.replace(" ", "\u202f"),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "full width": lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in bare(name)),
    "letter by letter": lambda name: " ".join(name.replace(" ", "")),
    "two scripts": lambda name: bare(name).translate(LOOKALIKES),
    "an ending": lambda name: f"{name}u",
    "a possessive": lambda name: f"{name}’s",
    "URL": lambda name: "".join(f"%{byte:02x}" for byte in name.encode()),
    "entities": lambda name: "".join(f"&#{ord(c)};" if ord(c) > 126 else c for c in name),
    "named entities": html.escape,
    "JSON": lambda name: json.dumps(name)[1:-1],
    "Python": lambda name: name.encode("unicode_escape").decode(),
    "a file name": lambda name: f"scan_{bare(name).replace(' ', '-')}_2024.pdf",
}
SERBIAN: dict[str, Callable[[str], str]] = {
    "Cyrillic": cyrillic,
    "Cyrillic capitals": lambda name: cyrillic(name).upper(),
    "dj": lambda name: bare(name.replace("đ", "dj").replace("Đ", "Dj")),
    "as in English": lambda name: bare(
        re.sub("[čć]", "ch", name.replace("š", "sh").replace("ž", "zh").replace("đ", "dj"))
    ),
    "genitive": lambda name: " ".join(
        f"{part[:-1] if part[-1] in 'aeo' else part}{'e' if part[-1] == 'a' else 'a'}" for part in name.split()
    ),
    "dative in Cyrillic": lambda name: cyrillic(
        " ".join(f"{part[:-1] if part[-1] in 'aeo' else part}u" for part in name.split())
    ),
}
NUMBER: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "by twos": lambda number: re.sub(r"(\w{2})(?=\w)", r"\1 ", number),
    "by threes": lambda number: re.sub(r"(\w{3})(?=\w)", r"\1-", number),
    "small": str.lower,
    "no-break blanks": lambda number: re.sub(r"(\w{4})(?=\w)", "\\1\u00a0", number),
    "zero width": "\u200b".join,
    "full width": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in number),
    "entities": lambda number: "".join(f"&#x{ord(c):x};" for c in number),
}
