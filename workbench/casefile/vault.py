"""The one place where content is wrapped for the ledger and unwrapped: in the open here, sealed in `sealed_vault`."""

import re
from typing import Any, Protocol

from workbench.casefile.cipher import Signer
from workbench.errors import BadValue, Damaged, WorkbenchError
from workbench.records import read_id, record_id

SALT = "salt"


class NoKey(WorkbenchError):
    """The key that would open this is not in the ring: it was destroyed, or this copy of the case never had it.

    Example:
        >>> NoKey("record 3f", "ab" * 16).code
        'sealed'
    """

    code = "sealed"

    def __init__(self, subject: object, unit: str) -> None:
        self.unit = unit
        super().__init__(subject, f"its key (unit {unit[:12]}) is not in the key ring",
                         "If it was not destroyed on purpose, bring the folder keys/ back from a backup")  # fmt: skip


class Vault(Protocol):
    """Turns a record's content into the body of a ledger line and back."""

    sealed: bool
    in_clear: frozenset[str]

    def close(
        self, kind: str, values: dict[str, Any], salt: str, unit: str = "", *, identity: str = ""
    ) -> tuple[str, dict[str, Any]]:
        """The record's id (`identity`, where it was made before) and the body that stands in the ledger."""
        ...

    def open(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        """The content of a body, checked against the record's id."""
        ...

    def salt_of(self, kind: str, identity: str, body: dict[str, Any]) -> str:
        """The salt of a record: 32 random bytes in hex, which nobody has who cannot open it."""
        ...

    def new_unit(self) -> str:
        """The id of a new unit, whose key is durable after `flush`."""
        ...

    def flush(self) -> None:
        """Makes the keys of new units durable: before anything that they seal is."""
        ...

    def signer(self) -> Signer | None:
        """The key that signs batches, or None where this device signs."""
        ...

    def touch(self) -> None:
        """Makes sure that content can be read and written now."""
        ...

    def refresh(self) -> None:
        """Takes note of keys that others have added or destroyed."""
        ...


class PlainVault:
    """The vault of an unsealed case: the body holds the salt and the content in the open.

    Example:
        >>> vault = PlainVault()
        >>> identity, body = vault.close("agent", {"key": "MJ"}, "00" * 32)
        >>> vault.open("agent", identity, body)
        {'key': 'MJ'}
    """

    sealed = False
    in_clear: frozenset[str] = frozenset()

    def close(
        self, kind: str, values: dict[str, Any], salt: str, unit: str = "", *, identity: str = ""
    ) -> tuple[str, dict[str, Any]]:
        """The id over salt and content (`identity`, where it was made before), and both in the open."""
        return identity or record_id(kind, salt, values), {SALT: salt, "content": values}

    def open(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        """The content.

        Raises:
            Damaged: the content is not the one whose id stands in the ledger.
            BadValue: the body is not a salt and a content.
        """
        if set(body) != {SALT, "content"}:
            raise BadValue(f"record {identity[:12]}", "body", sorted(body), FORM)
        return checked(kind, identity, body)

    def salt_of(self, kind: str, identity: str, body: dict[str, Any]) -> str:
        """The salt, which stands beside the content; raises as `open`."""
        self.open(kind, identity, body)
        return str(body[SALT])

    def new_unit(self) -> str:
        """No unit: nothing is sealed."""
        return ""

    def flush(self) -> None:
        """Nothing waits."""

    def signer(self) -> Signer | None:
        """None: the device signs."""
        return None

    def touch(self) -> None:
        """An unsealed case is always open."""

    def refresh(self) -> None:
        """There are no keys."""


FORM = "a salt of 32 bytes in hex, and the content"
_salt = re.compile(r"[0-9a-f]{64}").fullmatch


def checked(kind: str, identity: str, opened: dict[str, Any]) -> dict[str, Any]:
    """The content of a salt and a content, checked against the id that the ledger states.

    Raises:
        Damaged: the content is not the one whose id stands in the ledger.
        BadValue: this is not a salt and a content.

    Example:
        >>> checked("agent", "00" * 32, {"salt": "00" * 32, "content": {}})
        Traceback (most recent call last):
            ...
        workbench.errors.Damaged: record 000000000000: digest ...
    """
    values, salt = opened.get("content"), opened.get(SALT)
    if not isinstance(values, dict) or not (isinstance(salt, str) and _salt(salt)):
        raise BadValue(f"record {identity[:12]}", "body", sorted(opened), FORM)
    found = read_id(kind, salt, values)
    if found != identity:
        raise Damaged(f"record {identity[:12]}", expected=identity, found=found)
    return values
