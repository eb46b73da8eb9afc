"""The one place where the clock and randomness enter; both are recorded in what they touch."""

import contextlib
import dataclasses
import datetime
import hashlib
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from workbench.casefile.disk import changing, write_all

TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclasses.dataclass(frozen=True)
class Door:
    """The clock, the source of salts and the name of this device, as one thing that a case is opened through.

    `now` gives the time of a ledger line in UTC as `YYYY-MM-DDTHH:MM:SSZ`, by the device's own clock; `salt` gives
    32 random bytes in hex; `device` names this machine, so that a copied case grows a chain of its own. Nothing is read
    or made before one of them is asked for: opening a case to read it leaves no trace anywhere.

    Example:
        >>> door = seeded_door("demo", "2026-01-15T09:00:00Z")
        >>> door.now(), door.now()
        ('2026-01-15T09:00:00Z', '2026-01-15T09:00:01Z')
    """

    now: Callable[[], str]
    salt: Callable[[], str]
    device: Callable[[], str]
    seeded: bool = False


def system_door(case: Path) -> Door:
    """The door of real work: the device's clock, the system's randomness, this device's own name.

    The device's name is random, kept outside every case under `$XDG_STATE_HOME/workbench` (or `~/.local/state`), and
    joined with the place of the case, so that two copies on one machine do not write one chain.

    Example:
        >>> len(system_door(Path(".")).salt())
        64
    """

    def device() -> str:
        return hashlib.sha256(os.fsencode(f"{_device_token()}\n{case.resolve()}")).hexdigest()

    return Door(now=_utc_now, salt=lambda: secrets.token_hex(32), device=device)


def seeded_door(seed: str, start: str) -> Door:
    """The door of shipped cases only: salts from a public seed, a clock from `start` that moves a second a call.

    Salts that anyone can derive protect nothing: the case records `seeded`, and real cases never go through here.

    Example:
        >>> seeded_door("a", "2026-01-15T09:00:00Z").salt() == seeded_door("a", "2026-01-15T09:00:00Z").salt()
        True
    """
    begin = datetime.datetime.fromisoformat(start)
    ticks, draws = iter(range(10**9)), iter(range(10**9))
    return Door(
        now=lambda: _written(begin + datetime.timedelta(seconds=next(ticks))),
        salt=lambda: hashlib.sha256(f"{seed}\n{next(draws)}".encode()).hexdigest(),
        device=lambda: hashlib.sha256(seed.encode()).hexdigest(),
        seeded=True,
    )


def _utc_now() -> str:
    return _written(datetime.datetime.now(datetime.UTC))


def _written(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _device_token() -> str:
    home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "workbench"
    file = home / "device"
    with changing(file):
        home.mkdir(parents=True, exist_ok=True)
        if not TOKEN.fullmatch(_said(file)):  # none yet, or one that a power cut left empty: a new name harms nothing
            fresh = home / f"device.{os.getpid()}"
            with fresh.open("xb", buffering=0) as out:
                write_all(out, secrets.token_hex(16).encode())
                os.fsync(out.fileno())
            if file.exists() and not TOKEN.fullmatch(_said(file)):
                file.unlink(missing_ok=True)
            with contextlib.suppress(FileExistsError):
                os.link(fresh, file)  # the first of two processes wins, and both read the same name
            fresh.unlink()
        return file.read_text("ascii")


def _said(file: Path) -> str:
    return file.read_text("ascii", "replace") if file.exists() else ""
