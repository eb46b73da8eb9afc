"""What all figures share: one font, one palette that survives grey print, and bytes that repeat on any machine."""

import contextlib
import functools
import io
import locale
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from workbench.codebook.messages import ENGLISH
from workbench.figures.words import told

SALT = "workbench"
INK, SOFT, PALE, PAPER = "#1a1a1a", "#5f5f5f", "#d9d9d9", "#ffffff"
BLUE, SKY, AMBER, SAND, LILAC = "#1f4e79", "#a9cbe8", "#c9792b", "#f6e3c5", "#d5c7e3"
SPARE = 1.04  # hinting makes letters a little wider where a picture is drawn in pixels
MISSING = "\N{WHITE VERTICAL RECTANGLE}"


@contextlib.contextmanager
def fixed() -> Iterator[None]:
    """Within it matplotlib has our settings alone: neither a user's file nor a notebook changes a picture."""
    _in_no_language()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        # Outlines for letters: the reader's machine needs no font, and puts no other one in its place.
        matplotlib.rc("svg", hashsalt=SALT, fonttype="path")
        matplotlib.rc("path", simplify=False)
        matplotlib.rc("hatch", linewidth=0.6)
        # Of a text in no language the machine's own would decide how letters look: Serbian has its own Cyrillic ones.
        matplotlib.rc("text", language=ENGLISH)
        yield


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """A page of this size in inches whose one axes counts inches too, from the lower left corner."""
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return figure, axes


def svg(figure: Figure, title: str) -> bytes:
    """The figure as SVG without date, version or address; `title` is read out by a screen reader.

    Example:
        >>> with fixed():
        ...     page, _ = sheet(1, 1)
        ...     b"2.0" in svg(page, "empty"), b"DOCTYPE" in svg(page, "empty")
        (False, False)
    """
    out = io.BytesIO()
    nothing: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(out, format="svg", metadata={**nothing, "Title": title})
    text = re.sub(rb"<!DOCTYPE[^>]*>\s*|\s*<metadata>.*?</metadata>", b"", out.getvalue(), flags=re.DOTALL)
    # A link leads on within the page that holds the drawing; some versions of matplotlib ask for a window of its own.
    text = re.sub(rb'(<a\b[^>]*?)\s+target="[^"]*"', rb"\1", text)
    return text.replace(b"<svg ", b'<svg role="img" ', 1)


def png(figure: Figure, dpi: int = 150) -> bytes:
    """The figure as PNG without date or version."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
    return out.getvalue()


@functools.cache
def font(size: float, bold: bool = False, slanted: bool = False) -> FontProperties:
    """DejaVu Sans as it ships with matplotlib, whatever fonts the machine has; `size` in points."""
    name = "DejaVuSans" + "-" * (bold or slanted) + "Bold" * bold + "Oblique" * slanted
    return FontProperties(fname=str(fonts() / f"{name}.ttf"), size=size)


def fonts() -> Path:
    """The folder of the fonts that ship with matplotlib: Latin with Vietnamese, Cyrillic, Greek.

    Example:
        >>> (fonts() / "DejaVuSans.ttf").is_file()
        True
    """
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@functools.cache
def _in_no_language() -> None:
    """Has the library behind matplotlib take note of no language: it asks the machine once, and keeps the answer.

    Whoever drew in this process before has made it ask already: then in a Serbian locale a line of Cyrillic letters can
    stand some hundredths of a millimetre elsewhere, for matplotlib measures texts without their language.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        get_font(str(fonts() / "DejaVuSans.ttf")).set_text("a")
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def ink_on(ground: str) -> str:
    """The ink that can be read on a ground (`#rrggbb`): white on a dark one.

    Source: WCAG 2.2, relative luminance; below 0.18 white has the better contrast.

    Example:
        >>> ink_on(BLUE), ink_on(SKY)
        ('#ffffff', '#1a1a1a')
    """
    return PAPER if luminance(ground) < 0.18 else INK


def luminance(ground: str) -> float:
    """The relative luminance of a colour (`#rrggbb`), from 0 to 1.

    Example:
        >>> luminance("#ffffff"), luminance("#000000")
        (1.0, 0.0)
    """
    parts = (int(ground[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def under(ground: str, ink: str) -> str:
    """The colour itself where an ink can be read on it, otherwise as much paler as that needs.

    Source: WCAG 2.2, a contrast of 4.5 to 1.

    Example:
        >>> under(SKY, "#000080") == SKY, under(BLUE, "#000080")
        (True, '#6d8ca8')
    """
    for white in range(0, 101, 5):
        parts = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
        paler = "#" + "".join(f"{round(one + (255 - one) * white / 100):02x}" for one in parts)
        if luminance(paler) + 0.05 >= 4.5 * (luminance(ink) + 0.05):
            return paler
    return PAPER


def write(axes: Axes, x: float, y: float, text: str, *, size: float = 8, bold: bool = False, **more: Any) -> Any:
    """Text at a place, in our font, a dollar sign as a dollar sign; what the font cannot draw becomes an open box."""
    more = {"color": INK, "va": "center", "linespacing": 1.15, "language": told().text_lang, **more}
    slanted = more.pop("slanted", False)
    return axes.text(x, y, drawable(text), fontproperties=font(size, bold, slanted), parse_math=False, **more)


def leading(url: str) -> dict[str, Any]:
    """What `write` needs for words that lead to a place of the page: a ground, so that a click between letters counts.

    Example:
        >>> leading("#place-1")["bbox"]["url"]
        '#place-1'
    """
    return {"url": url, "bbox": {"facecolor": PAPER, "edgecolor": "none", "pad": 0.4, "url": url}}


@functools.cache
def _letters() -> frozenset[int]:
    return frozenset(get_font(str(fonts() / "DejaVuSans.ttf")).get_charmap())


def drawable(text: str) -> str:
    """The text with an open box for each letter that the font does not have.

    Example:
        >>> drawable("Nguyễn Ћирилица"), drawable("玲珑")
        ('Nguyễn Ћирилица', '▯▯')
    """
    return "".join(letter if ord(letter) in _letters() or letter == "\n" else MISSING for letter in text)


@functools.cache
def width(text: str, size: float = 8, bold: bool = False) -> float:
    """How wide a text is in inches, its longest line, by the advance of each letter and a little to spare.

    Example:
        >>> width("WW") > width("ii")
        True
    """
    lines = drawable(text).split("\n")
    return max(math.fsum(_advance(letter, bold) for letter in line) for line in lines) * size / 72 * SPARE


@functools.cache
def _advance(letter: str, bold: bool) -> float:
    """The step from a letter to the next, as a share of the size."""
    face = get_font(str(font(8, bold).get_file()))
    face.set_size(100, 72)
    return float(face.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def wrap(text: str, inches: float, size: float = 8, bold: bool = False) -> str:
    """The text in lines no wider than so many inches; a word longer than that is cut.

    Example:
        >>> wrap("one two three", 0.5).count("\\n") > 0
        True
    """
    lines: list[str] = []
    for word in (piece for part in text.split() for piece in _pieces(part, inches, size, bold)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _pieces(word: str, inches: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold) > inches:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def height(text: str, size: float = 8) -> float:
    """How high a text of one or more lines stands, in inches.

    Example:
        >>> height("a\\nb") == 2 * height("a")
        True
    """
    return (text.count("\n") + 1) * size * 1.32 / 72
