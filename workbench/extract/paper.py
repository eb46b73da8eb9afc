"""Whether a picture looks like a page with writing: told from a small copy, without reading a letter of it."""

import itertools

from PIL import Image, ImageFilter

SIDE = 128
# Paper is bright for its picture and hardly coloured; writing is much darker than the paper around it, and thin.
PALE, COLOURLESS, DARKER = 0.8, 42, 25
LEAST_PAPER, LEAST_INK, MOST_INK = 0.5, 0.015, 0.3
LEAST_LINES = 4


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
    levels, ground = grey.tobytes(), around.tobytes()
    colour = small.convert("HSV").getchannel("S").tobytes()
    bright = sorted(ground)[len(ground) * 9 // 10]
    paper = [near >= PALE * bright and dull < COLOURLESS for near, dull in zip(ground, colour, strict=True)]
    ink = [on and near - level > DARKER for on, level, near in zip(paper, levels, ground, strict=True)]
    share, inked = sum(paper) / len(levels), sum(ink) / len(levels)
    return share >= LEAST_PAPER and LEAST_INK <= inked <= MOST_INK and _lines(ink, grey.width) >= LEAST_LINES


def _lines(ink: list[bool], width: int) -> int:
    """How often rows with ink follow rows with little of it, or columns, where a page lies on its side."""
    rows = [sum(ink[at : at + width]) for at in range(0, len(ink), width)]
    columns = [sum(ink[at::width]) for at in range(width)]
    return max(_rises(rows), _rises(columns))


def _rises(sums: list[int]) -> int:
    high = max(sums, default=0)
    above = [value > high * 0.4 for value in sums]
    return sum(now and not before for before, now in itertools.pairwise(above))
