"""The one place where the clock and randomness enter; both are recorded in what they touch."""

import contextlib
import dataclasses
import datetime
import functools
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from workbench.casefile.asking import passphrase
from workbench.casefile.cipher import Signer, seed_of
from workbench.casefile.disk import changing, sync_folder, write_all

REMEMBERED, MOST = "members", 64
TOKEN, SEED = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


@dataclasses.dataclass(frozen=True)
class Door:
    """The clock, the source of salts and the name of this device, as one thing that a case is opened through.

    `now` gives the time of a ledger line in UTC as `YYYY-MM-DDTHH:MM:SSZ`, by the device's own clock; `salt` gives
    32 random bytes in hex; `device` names this machine, so that a copied case grows a chain of its own; `signer` gives
    the key with which this device signs a chain of an unsealed case. Nothing is read or made before one of them is
    asked for: opening a case to read it leaves no trace anywhere.

    For sealed cases: `passphrase` gives the passphrase of a case (by its folder's name) or None; `last_member` and
    `remember_member` keep whose passphrase opened one here last, so that theirs is tried first; `tick` counts seconds.

    Example:
        >>> door = seeded_door("demo", "2026-01-15T09:00:00Z")
        >>> door.now(), door.now()
        ('2026-01-15T09:00:00Z', '2026-01-15T09:00:01Z')
    """

    now: Callable[[], str]
    salt: Callable[[], str]
    device: Callable[[], str]
    signer: Callable[[str], Signer]
    passphrase: Callable[[str], str | None] = lambda case: None
    last_member: Callable[[Iterable[str]], str] = lambda members: ""
    remember_member: Callable[[str], None] = lambda member: None
    tick: Callable[[], float] = time.monotonic
    seeded: bool = False


def system_door(case: Path) -> Door:
    """The door of real work: the device's clock, the system's randomness, this device's own name.

    The device's name is random, kept outside every case under `$XDG_STATE_HOME/workbench` (or `~/.local/state`), and
    joined with the place of the case, so that two copies on one machine do not write one chain, and with a random word
    where a backup was put back at that place.

    Example:
        >>> len(system_door(Path(".")).salt())
        64
    """

    def device() -> str:
        anew = _said(_home() / _anew(case))
        return hashlib.sha256(os.fsencode(f"{_device_token()}\n{case.resolve()}{anew and chr(10) + anew}")).hexdigest()

    return Door(
        now=_utc_now, salt=lambda: os.urandom(32).hex(), device=device, signer=_device_signer, passphrase=passphrase,
        last_member=_last_member, remember_member=_remember_member,
    )  # fmt: skip


def settle_anew(case: Path) -> None:
    """Makes this device take the case at a place for another copy than the one that stood there before.

    A backup that was put back lacks what was written since: going on in the same chain would fork it.

    Raises:
        NotWritten: the system refused.
    """
    home = _home()
    file = home / _anew(case)
    with changing(file):
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f"{file.name}.{os.getpid()}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb", buffering=0) as out:
            write_all(out, os.urandom(16).hex().encode())
            os.fsync(out.fileno())
        fresh.rename(file)
        sync_folder(home)


def _anew(case: Path) -> str:
    return f"anew-{hashlib.sha256(os.fsencode(case.resolve())).hexdigest()[:16]}"


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
        signer=lambda chain: Signer(seed_of(seed)),
        seeded=True,
    )


def _last_member(members: Iterable[str]) -> str:
    """Of these members the one who opened a case here last. Their ids are random, and no case is named beside them."""
    known = set(members)
    return next((one for one in _said(_home() / REMEMBERED).split() if one in known), "")


def _remember_member(member: str) -> None:
    file = _home() / REMEMBERED
    before = _said(file).split()
    if before[:1] != [member]:
        with contextlib.suppress(OSError):  # a hint alone: without it, a passphrase takes longer to try
            _home().mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join([member, *(one for one in before if one != member)][:MOST]), "ascii")


def _utc_now() -> str:
    return _second(int(time.time()))


@functools.lru_cache(maxsize=4)
def _second(since: int) -> str:
    return _written(datetime.datetime.fromtimestamp(since, datetime.UTC))  # many records are made within one second


def _written(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _device_token() -> str:
    return _kept("device", TOKEN, lambda: os.urandom(16).hex())


def _device_signer(chain: str) -> Signer:
    """The key with which this device signs a chain, made the first time; it stands beside the device's name."""
    return Signer(bytes.fromhex(_kept(f"signer-{chain}", SEED, lambda: os.urandom(32).hex())))


def _kept(name: str, form: re.Pattern[str], make: Callable[[], str]) -> str:
    """A random word that this device keeps for itself, readable by this user alone; made where there is none yet."""
    home = _home()
    file = home / name
    with changing(file):
        if form.fullmatch(_said(file)):
            return _said(file)
        home.mkdir(parents=True, exist_ok=True)  # none yet, or one that a power cut left empty: a new one harms nothing
        fresh = home / f"{name}.{os.getpid()}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0) as out:
            write_all(out, make().encode())
            os.fsync(out.fileno())
        if file.exists() and not form.fullmatch(_said(file)):
            file.unlink(missing_ok=True)
        with contextlib.suppress(FileExistsError):
            os.link(fresh, file)  # the first of two processes wins, and both read the same word
        fresh.unlink()
        return file.read_text("ascii")


def _home() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "workbench"


def _said(file: Path) -> str:
    return file.read_text("ascii", "replace") if file.exists() else ""
