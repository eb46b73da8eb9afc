"""Files that come through a page: held in memory until they are taken in, and gone afterwards."""

import os
import shutil
import tempfile
import weakref
from pathlib import Path, PurePosixPath
from typing import Any

from workbench import verbs
from workbench.casefile import Case
from workbench.errors import BadValue, Refused
from workbench.release.throwaway import TRAY, marked, taken_away
from workbench.taken import Intake

# Where the system has a folder in memory, what is handed over never touches the disk outside the case.
IN_MEMORY = Path("/dev/shm")


class Tray:
    """A folder of one's own for files on their way into a case; pieces of a file come one after the other.

    Example:
        >>> tray = Tray()
        >>> tray.put("a.txt", 0, b"They keep it.")
        >>> [path.name for path in tray.place.iterdir()]
        ['a.txt']
        >>> tray.clear()
        >>> tray.place.exists()
        False
    """

    def __init__(self, *, sealed: bool = False) -> None:
        """A tray; for a sealed case in memory or not at all.

        Raises:
            Refused: the case is sealed, and this system has no folder in memory.
        """
        memory = IN_MEMORY if os.access(IN_MEMORY, os.W_OK | os.X_OK) else None
        if sealed and memory is None:
            raise Refused("tray", "there is no folder in memory here, and nothing of a sealed case is written in clear",
                          "Take the files in with `workbench add`")  # fmt: skip
        taken_away()
        home = Path(tempfile.mkdtemp(prefix=TRAY, dir=memory))
        # What a kernel leaves that is killed is known by its mark, and the next tray, Lab or release takes it away.
        self._mark = marked(home)
        self.place = home / "files"
        self.place.mkdir(mode=0o700)
        # A page that was closed half way, or a kernel that ends, leaves nothing behind either.
        weakref.finalize(self, shutil.rmtree, home, ignore_errors=True)

    def put(self, name: str, at: int, piece: bytes, *, changed: float | None = None) -> None:
        """Adds a piece of a file at a place in it; `changed` is when the file was last changed, in seconds (UTC).

        Raises:
            BadValue: the name leads out of the tray.
            Refused: the piece does not follow the last one.
        """
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\0" in name:
            raise BadValue("tray", "name", name, "the name of a file, without a way out of its folder")
        path = self.place.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        held = path.stat().st_size if path.exists() else 0
        if at != held:
            raise Refused(name, f"a piece at {at} does not follow what is here, {held} bytes", "Drop the file again")
        with path.open("ab") as file:
            file.write(piece)
        if changed is not None:
            os.utime(path, (changed, changed))

    def take(self, case: Case, *, agent: str, **options: Any) -> Intake:
        """Takes everything in the tray into a case, as `workbench add` does, and empties it whatever comes of it.

        `agent` is a key; `options` are those of `workbench.verbs.add`.

        Raises:
            Refused: nothing is in the tray.
            WorkbenchError: as `workbench.verbs.add`.
        """
        try:
            if not any(self.place.iterdir()):
                raise Refused("tray", "no file was handed over", "Drop files first")
            return verbs.add(case, self.place, agent=agent, **options)
        finally:
            self.clear()
            self.place.mkdir(mode=0o700)

    def clear(self) -> None:
        """Removes everything that is still here."""
        shutil.rmtree(self.place, ignore_errors=True)
