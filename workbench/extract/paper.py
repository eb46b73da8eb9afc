"""Whether a picture looks like a page with writing: told from a small copy, without reading a letter of it."""

import itertools

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

SIDE = 128
# Paper is bright for its picture and hardly coloured; writing is much darker than the paper around it, and thin.
PALE, COLOURLESS, DARKER = 0.8, 42, 25
LEAST_PAPER, LEAST_INK, MOST_INK = 0.5, 0.015, 0.3
LEAST_LINES = 4
# Where the light falls unevenly, is of a lamp, or the lines lie aslant: more paper and more writing have to be there.
SHADED, MUCH_PAPER, MUCH_INK, MORE_LINES, COLOURED_LIGHT = 0.6, 0.65, 0.06, 6, 100
SLANTS = (-0.07, -0.035, 0.0, 0.035, 0.07)
Plane = npt.NDArray[np.bool_]


def is_page(image: Image.Image) -> bool:
    """True where most of a picture is pale and colourless and writing stands on it in several lines.

    It is a guess about where reading is worth the time, never a statement about what the picture shows.

    Example:
        >>> is_page(Image.new("RGB", (300, 400), "white"))
        False
    """
    small = image.convert("RGB")
    small.thumbnail((SIDE * 2, SIDE * 2), Image.Resampling.BOX)
    grey = small.convert("L")
    # What is bright here: the light falls unevenly on a photographed page.
    around = grey.filter(ImageFilter.BoxBlur(12))
    return _evenly_lit(small, grey, around) or _as_a_telephone_takes_it(small, grey, around)


def _evenly_lit(small: Image.Image, grey: Image.Image, around: Image.Image) -> bool:
    levels, ground = grey.tobytes(), around.tobytes()
    colour = small.convert("HSV").getchannel("S").tobytes()
    bright = sorted(ground)[len(ground) * 9 // 10]
    paper = [near >= PALE * bright and dull < COLOURLESS for near, dull in zip(ground, colour, strict=True)]
    ink = [on and near - level > DARKER for on, level, near in zip(paper, levels, ground, strict=True)]
    share, inked = sum(paper) / len(levels), sum(ink) / len(levels)
    return share >= LEAST_PAPER and LEAST_INK <= inked <= MOST_INK and _lines(ink, grey.width) >= LEAST_LINES


def _as_a_telephone_takes_it(small: Image.Image, grey: Image.Image, around: Image.Image) -> bool:
    """The same of a picture with shadow, coloured light, grain in its colours, or lines that lie aslant."""
    levels, ground = np.asarray(grey, dtype=np.float64), np.asarray(around, dtype=np.float64)
    bright = float(np.percentile(ground, 90))
    rows = np.asarray(small, dtype=np.float64)
    light = rows[ground >= np.percentile(ground, 80)].mean(axis=0)
    if light.max() < 1 or (light.max() - light.min()) / light.max() * 255 > COLOURED_LIGHT:
        return False
    # White is what the brightest part is; grain has colours of its own, which cancel out nearby.
    white = rows * (light.max() / np.maximum(light, 1))
    dull = 255 - white.min(axis=2) / np.maximum(white.max(axis=2), 1) * 255
    dull = np.asarray(Image.fromarray(dull.astype(np.uint8)).filter(ImageFilter.BoxBlur(3)))
    paper = (ground >= SHADED * bright) & (dull < COLOURLESS)
    ink = paper & (ground - levels > DARKER * bright / 255)
    enough = paper.mean() >= MUCH_PAPER and MUCH_INK <= ink.mean() <= MOST_INK
    return bool(enough) and max(_slanted(ink), _slanted(ink.T)) >= MORE_LINES


def _slanted(ink: Plane) -> int:
    """The most lines that there are along any of a few slants."""
    height, width = ink.shape
    down, right = np.nonzero(ink)
    found = []
    for slant in SLANTS:
        rows = np.round(down + (right - width / 2) * slant).astype(np.int64) + height + width
        found.append(_rises(np.bincount(rows).tolist()))
    return max(found)


def _lines(ink: list[bool], width: int) -> int:
    """How often rows with ink follow rows with little of it, or columns, where a page lies on its side."""
    rows = [sum(ink[at : at + width]) for at in range(0, len(ink), width)]
    columns = [sum(ink[at::width]) for at in range(width)]
    return max(_rises(rows), _rises(columns))


def _rises(sums: list[int]) -> int:
    high = max(sums, default=0)
    above = [value > high * 0.4 for value in sums]
    return sum(now and not before for before, now in itertools.pairwise(above))
