"""A finding as a picture that shows itself, also in a notebook that nobody has trusted."""

import importlib
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.markup import image

FIGURES = {"Matrix": "matrix", "Network": "network", "Chart": "network", "Sites": "sites", "Chronology": "timeline",
           "Wages": "wages", "Responses": "responses"}  # fmt: skip


class Picture:
    """A finding drawn: `.svg` is its bytes, `.alt` says it in words; in a notebook it shows itself.

    Example:
        >>> Picture(b"<svg/>", "an empty page")
        Picture('an empty page')
    """

    def __init__(self, svg: bytes, alt: str) -> None:
        self.svg, self.alt = svg, alt

    def __repr__(self) -> str:
        return f"Picture({self.alt!r})"

    def _repr_html_(self) -> str:
        return image(self.svg, self.alt)

    def save(self, path: Path | str) -> Path:
        """Writes the picture as SVG and gives its path."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(self.svg)
        return Path(path)


def picture(finding: Any) -> Picture:
    """The figure of a matrix, network, site map, chronology, ledger of wages or table of responses.

    Raises:
        Refused: there is no figure for this kind of thing.

    Example:
        >>> picture(3)
        Traceback (most recent call last):
        workbench.errors.Refused: int: there is no figure of this. Draw a finding, such as a matrix or wages.
    """
    name = FIGURES.get(type(finding).__name__)
    if name is None:
        words = "Draw a finding, such as a matrix or wages"
        raise Refused(type(finding).__name__, "there is no figure of this", words)
    drawing = importlib.import_module(f"workbench.figures.{name}")
    return Picture(drawing.draw(finding), drawing.describe(finding))
