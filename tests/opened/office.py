"""LibreOffice without a screen: files in, files out, with a home of its own and no way out."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

MISSING = "no LibreOffice on this machine: `make office` installs Debian's; its tests of workbooks and Word files wait"


def office() -> str | None:
    """The program, where it is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def turned(files: Sequence[Path], to: str, place: Path) -> list[Path]:
    """Each file turned into another form (`pdf`, `csv`, ...) in a folder; fails with what the program said."""
    program = office()
    assert program, MISSING
    home = place / "home"
    home.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", "--convert-to", to,
         "--outdir", str(place), *map(str, files)],
        env=os.environ | {"HOME": str(home)}, capture_output=True, text=True, timeout=1800, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
    return sorted(one for one in place.iterdir() if one.is_file())
