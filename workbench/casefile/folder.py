"""Beginning a case in a new folder, and opening one that is there."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path

from workbench.casefile.asking import idle_s
from workbench.casefile.case import Case
from workbench.casefile.cipher import NONCE
from workbench.casefile.disk import changing, make_folders, remove_folder, sync_folder, write_all
from workbench.casefile.door import Door, system_door
from workbench.casefile.formats import FORMAT_BYTES, FORMAT_FILE, SEALED_BYTES, form_of
from workbench.casefile.members import Secrets, new_secrets, public_of, recovery_secrets, seal_member, write_member
from workbench.casefile.recipients import new_identity
from workbench.casefile.ring import write_generation
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.vault import PlainVault
from workbench.errors import Missing, Refused
from workbench.records import Agent, CaseInfo


@dataclasses.dataclass(frozen=True)
class Begun:
    """A sealed case that was begun, and its recovery key: it is shown once and kept nowhere."""

    case: Case
    recovery: str

    def __repr__(self) -> str:
        return f"Begun({self.case!r})"


def create(path: Path, info: CaseInfo, custodian: Agent, *, door: Door | None = None) -> Case:
    """A new unsealed case in a folder that is empty or does not exist yet.

    Raises:
        Refused: the folder holds something.
    """
    door = door or system_door(Path(os.path.abspath(path)))
    vault = PlainVault()

    def begin(fresh: Path) -> None:
        _start(fresh, FORMAT_BYTES)
        with Case(fresh, door, vault).writing("") as writer:
            writer.record(info)
            writer.record(custodian)

    return Case(built(path, begin), door, vault)


def create_sealed(path: Path, info: CaseInfo, custodian: Agent, passphrase: str, *, door: Door | None = None) -> Begun:
    """A new sealed case, opened for its custodian; its recovery key comes with it and is kept nowhere.

    The custodian's private keys are sealed under the passphrase. The recovery key is an age identity: whoever holds it
    can open the case when every passphrase is lost.

    Raises:
        Refused: the folder holds something, or the passphrase is empty, or salts would come from a seed.
    """
    door = door or system_door(Path(os.path.abspath(path)))
    if door.seeded or info.seeded:
        raise Refused(path, "a case whose salts anyone can derive cannot be sealed", "Begin it without a seed")
    idle_s()  # before anything is begun
    recovery, opened = new_identity(), []

    def begin(fresh: Path) -> None:
        _start(fresh, SEALED_BYTES)
        opened.append(_first_member(fresh, info, custodian, passphrase, door, recovery_secrets(recovery)))

    place = built(path, begin)
    vault = SealedVault(place / "keys", door, idle_s=idle_s())
    vault.open_with(opened[0])
    return Begun(Case(place, door, vault), recovery)


def _first_member(
    fresh: Path, info: CaseInfo, custodian: Agent, passphrase: str, door: Door, recovery: Secrets
) -> Secrets:
    keys = fresh / "keys"
    keys.mkdir(mode=0o700)

    def random(size: int) -> bytes:
        return bytes.fromhex(door.salt())[:size]

    secrets = new_secrets(random(8).hex(), random(32))
    file = write_member(keys, seal_member(secrets, passphrase, random(16), random(NONCE)))
    write_generation(keys, 1, {}, [secrets.recipient, recovery.recipient], random(32), random(NONCE))
    vault = SealedVault(keys, door)
    vault.open_with(secrets)
    with Case(fresh, door, vault).writing("") as writer:
        writer.record(dataclasses.replace(info, sealed=True))
        writer.record(public_of(secrets, "added", file))
        writer.record(public_of(dataclasses.replace(recovery, member=random(8).hex()), "recovery"))
        writer.record(dataclasses.replace(custodian, member=secrets.member))
    vault.lock()
    return secrets


def built(path: Path, begin: Callable[[Path], None]) -> Path:
    """Builds a case beside its place and renames it whole: one that was cut off while it began is not there at all.

    Raises:
        Refused: the folder holds something.
        NotWritten: the system refused; nothing is left.
    """
    path = Path(os.path.abspath(path))
    with changing(path):
        if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            raise Refused(path, "the folder is not empty", "Name a new folder for the case")
        make_folders(path.parent)
        import tempfile  # whoever opens a case makes none

        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        with changing(path):
            begin(fresh)
            fresh.chmod(0o700)
            sync_folder(fresh)
            fresh.rename(path)
            sync_folder(path.parent)
    except BaseException:
        remove_folder(fresh, ignore_errors=True)
        raise
    return path


def _start(fresh: Path, form: bytes) -> None:
    for name in ("ledger", "objects"):
        (fresh / name).mkdir()
    with (fresh / FORMAT_FILE).open("xb", buffering=0) as out:
        write_all(out, form)
        os.fsync(out.fileno())


def open_case(path: Path | str, *, door: Door | None = None) -> Case:
    """The case in a folder; nothing is written by opening or reading it.

    Raises:
        Missing: there is nothing at the path.
        NotACase: the folder holds no case.
        NewerFormat: the case was written by a later version.
        BadValue: a ledger is there, and `format.json` does not say what it is.
        Unreadable: the system does not let it be read.
        Refused: `$WORKBENCH_IDLE_MINUTES` would leave a sealed case open for ever.
    """
    path = Path(path)
    if not os.path.lexists(path):
        raise Missing(path)
    door = door or system_door(path)
    return Case(path, door, SealedVault(path / "keys", door, idle_s=idle_s()) if form_of(path).sealed else PlainVault())
