"""The whole hostile corpus, built the same each time, in the order of its names."""

from pathlib import Path

from tests.hostile import archives, oldoffices, papers, pictures, sevenzips, words
from tests.hostile.planted import Planted


def build() -> list[Planted]:
    """Every planted file; no two have the same name."""
    found = [one for made in (pictures, archives, sevenzips, papers, oldoffices, words) for one in made.all_of_them()]
    assert len({one.name for one in found}) == len(found)
    return found


def plant(found: list[Planted], folder: Path) -> None:
    """Writes the files into a folder."""
    folder.mkdir()
    for one in found:
        (folder / one.name).write_bytes(one.data)
