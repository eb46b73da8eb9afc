"""Which names stand on the shelves of a store, each shelf looked at once while one writer has the store to itself."""

import itertools
import os
from pathlib import Path

from workbench.casefile.disk import stands

# Of a shelf with more names than this none is remembered: reading them all takes longer than asking for a few.
MOST = 1 << 9


class Shelves:
    """What was found on shelves, and what was put there since; good for as long as nobody else may write.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "abc").write_text("a letter")
        >>> shelves = Shelves()
        >>> shelves.hold(f"{folder}/abc"), shelves.hold(f"{folder}/abd"), shelves.is_bare(folder)
        (True, False, False)
    """

    def __init__(self) -> None:
        self._found: dict[str, set[str] | None] = {}

    def hold(self, place: str) -> bool:
        """Whether something stands at a place on its shelf."""
        shelf, _, name = place.rpartition("/")
        names = self._names(shelf)
        return stands(place) if names is None else name in names

    def is_bare(self, shelf: Path) -> bool:
        """Whether nothing stands on a shelf, or there is none: then its own name may not be durable."""
        names = self._names(os.fspath(shelf))
        return names is not None and not names

    def put(self, place: str) -> None:
        """Takes note that something was put at a place."""
        shelf, _, name = place.rpartition("/")
        names = self._names(shelf)
        if names is not None:
            names.add(name)

    def _names(self, shelf: str) -> set[str] | None:
        if shelf not in self._found:
            self._found[shelf] = _read(shelf)
        return self._found[shelf]


def _read(shelf: str) -> set[str] | None:
    try:
        with os.scandir(shelf) as found:
            names = {one.name for one in itertools.islice(found, MOST + 1)}
    except FileNotFoundError:
        return set()
    except OSError:
        return None  # whoever asks for a place there is told what is the matter
    return names if len(names) <= MOST else None
