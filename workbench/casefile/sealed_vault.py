"""The vault of a sealed case: content opens for a member's passphrase, for as long as somebody works, and not after."""

import base64
import json
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.casefile import cipher
from workbench.casefile.cipher import NONCE, Signer, open_sealed, part, seal
from workbench.casefile.disk import no_core_dumps
from workbench.casefile.door import Door
from workbench.casefile.members import Secrets, member_files, unlock
from workbench.casefile.ring import Ring
from workbench.casefile.vault import SALT, NoKey, checked
from workbench.casefile.weakly import weakly
from workbench.errors import BadValue, WorkbenchError
from workbench.records import canonical, record_id

# What stands in the open, so that anyone can check who may sign and what was destroyed: ids and public keys alone.
IN_CLEAR = frozenset({"member", "tombstone"})
# Sealed records have lengths in steps of this many bytes: a length is not to give a name away.
STEP = 128
IDLE_S = 15 * 60


class Locked(WorkbenchError):
    """The case is sealed and nobody has opened it, or nobody worked in it for so long that it closed itself.

    Example:
        >>> Locked("site-a").code
        'locked'
    """

    code = "locked"

    def __init__(self, case: object) -> None:
        super().__init__(case, "the case is sealed and locked",
                         "Set WORKBENCH_PASSPHRASE, use a terminal that can ask, or call `case.unlock()`")  # fmt: skip


class SealedVault:
    """Seals bodies under the keys of their units, and keeps the ring open while somebody works.

    Nothing is asked before content is needed. After `idle_s` seconds without use (15 minutes) the keys are dropped, and
    the next use asks again; `on_lock` is called then. What counts that time holds no keys: they go with the vault.
    """

    sealed = True
    in_clear = IN_CLEAR

    def __init__(self, keys: Path, door: Door, *, idle_s: float = IDLE_S) -> None:
        self.keys, self.door, self.idle_s = keys, door, idle_s
        self.on_lock: Callable[[], None] = lambda: None
        self._secrets: Secrets | None = None
        self._ring: Ring | None = None
        self._fresh: dict[str, bytes] = {}
        self._guard = threading.RLock()
        self._stop_watching: Callable[[], object] = lambda: None
        self._used = 0.0
        weakref.finalize(self, part.cache_clear)  # what was drawn from its keys

    def unlock(self, passphrase: str) -> str:
        """Opens the case for the member whose passphrase this is, and gives the member's id.

        Raises:
            WrongPassphrase: it is nobody's.
            BrokenRing, NotOpened: the key ring was changed.
        """
        secrets = unlock(self.keys, passphrase, first=self.door.last_member(self.members()))
        self.open_with(secrets)
        self.door.remember_member(secrets.member)
        return secrets.member

    def open_with(self, secrets: Secrets) -> None:
        """Opens the case with a member's secrets, or a recovery key's."""
        no_core_dumps()
        with self._guard:
            self._ring, self._secrets = Ring(self.keys, secrets.identity), secrets
            self._used = self.door.tick()
            self._watch(self.idle_s)

    def lock(self) -> None:
        """Drops the keys; content that findings hold already stays where it is."""
        with self._guard:
            self._ring = self._secrets = None
            self._fresh.clear()
            self._stop_watching()
            part.cache_clear()
        self.on_lock()

    @property
    def is_open(self) -> bool:
        """True while the keys are held."""
        return self._ring is not None

    @property
    def secrets(self) -> Secrets:
        """Whose passphrase opened the case.

        Raises:
            Locked: nobody's did.
        """
        self.touch()
        assert self._secrets is not None
        return self._secrets

    def touch(self) -> None:
        """Opens the case where it is closed and a passphrase is to be had, and notes that somebody works.

        Raises:
            Locked: there is no passphrase in `$WORKBENCH_PASSPHRASE` and no terminal that could ask.
            WrongPassphrase: it is nobody's.
        """
        if self._ring is None:
            passphrase = self.door.passphrase(self.keys.parent.name)
            if passphrase is None:
                raise Locked(self.keys.parent.name)
            self.unlock(passphrase)
        self._used = self.door.tick()

    def _watch(self, after_s: float) -> None:
        self._stop_watching()
        timer = threading.Timer(after_s, weakly(self._look))
        self._stop_watching = weakref.finalize(self, timer.cancel)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        idle = self.door.tick() - self._used
        if idle >= self.idle_s:
            self.lock()
        else:
            self._watch(self.idle_s - idle)

    @property
    def ring(self) -> Ring:
        """The open key ring.

        Raises:
            Locked, WrongPassphrase: as `touch`.
        """
        self.touch()
        assert self._ring is not None
        return self._ring

    def refresh(self) -> None:
        """Takes note of keys that others have added or destroyed.

        Raises:
            Locked, WrongPassphrase: as `touch`.
        """
        before = self.ring.generation
        self.ring.refresh()
        if self.ring.generation != before:
            part.cache_clear()  # it holds what was drawn from keys that may be gone

    def key_of(self, unit: str) -> bytes:
        """The content key of a unit.

        Raises:
            NoKey: it was destroyed, or this copy never had it.
            Locked, WrongPassphrase: as `touch`.
        """
        with self._guard:  # several threads may be hashing what lies under several keys
            ring = self.ring
            key = self._fresh.get(unit) or ring.key(unit)
            if key is None:
                ring.refresh()  # a colleague's process may have added it meanwhile
                key = ring.key(unit)
        if key is None:
            raise NoKey(self.keys.parent.name, unit)
        return key

    def new_unit(self) -> str:
        """The id of a new unit; its key waits for `flush`."""
        self.touch()
        unit = self.door.salt()[:32]
        self._fresh[unit] = bytes.fromhex(self.door.salt())
        return unit

    def flush(self) -> None:
        """Makes the keys of new units durable before anything that they seal; raises `NotWritten` as the ring does."""
        if self._fresh:
            self.ring.add(self._fresh, self._nonce())
            self._fresh = {}

    def signer(self) -> Signer | None:
        """The key of the member whose passphrase opened the case."""
        return self.secrets.signer

    def _nonce(self) -> bytes:
        return bytes.fromhex(self.door.salt())[:NONCE]

    def close(
        self, kind: str, values: dict[str, Any], salt: str, unit: str = "", *, identity: str = ""
    ) -> tuple[str, dict[str, Any]]:
        """The id over salt and content, and both sealed under a unit's key; tombstones and members stand in clear."""
        identity = identity or record_id(kind, salt, values)
        if kind in IN_CLEAR:
            return identity, {SALT: salt, "content": values}
        plain = canonical({SALT: salt, "content": values})
        plain += b" " * (-len(plain) % STEP)  # spaces behind a JSON text change nothing in it
        sealed = seal(part(self.key_of(unit), "body"), self._nonce(), plain, _bound(kind, identity))
        body: dict[str, Any] = {"sealed": base64.b64encode(sealed).decode("ascii"), "unit": unit}
        return identity, body | ({"object": values["object"]} if "object" in values else {})

    def open(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        """The content.

        Raises:
            NoKey: its key was destroyed, or this copy never had it.
            NotOpened, Damaged: it is not what was sealed, or not the content whose id stands in the ledger.
            BadValue: the body is not of a sealed record's form.
        """
        values = checked(kind, identity, whole := self._whole(kind, identity, body))
        if whole is not body and values.get("object") != body.get("object"):
            raise BadValue(f"record {identity[:12]}", "body", body.get("object"), "the object that the content names")
        return values

    def salt_of(self, kind: str, identity: str, body: dict[str, Any]) -> str:
        """The salt of a record, which is sealed with its content; raises as `open`."""
        checked(kind, identity, whole := self._whole(kind, identity, body))
        return str(whole[SALT])

    def _whole(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        if kind in IN_CLEAR:
            return body
        subject = f"record {identity[:12]}"
        sealed, unit = body.get("sealed"), body.get("unit")
        if not isinstance(sealed, str) or not isinstance(unit, str) or set(body) - {"sealed", "unit", "object"}:
            raise BadValue(subject, "body", sorted(body), "a sealed body and its unit")
        try:
            raw = base64.b64decode(sealed, validate=True)
        except ValueError:
            raise cipher.NotOpened(subject) from None
        opened = json.loads(open_sealed(part(self.key_of(unit), "body"), raw, _bound(kind, identity), subject))
        return opened if isinstance(opened, dict) else {}

    def members(self) -> list[str]:
        """The ids of the members who have a file, sorted."""
        return list(member_files(self.keys))


def _bound(kind: str, identity: str) -> bytes:
    return canonical({"id": identity, "kind": kind})
