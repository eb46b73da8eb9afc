"""The one place where content is wrapped for the ledger and unwrapped again: sealing belongs here and nowhere else."""

import re
from typing import Any, Protocol

from workbench.errors import BadValue, Damaged
from workbench.records import record_id

SALT = "salt"


class Vault(Protocol):
    """Turns a record's content into the body of a ledger line and back."""

    def close(self, kind: str, values: dict[str, Any], salt: str) -> tuple[str, dict[str, Any]]:
        """The record's id and the body that stands in the ledger."""
        ...

    def open(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        """The content of a body, checked against the record's id."""
        ...


class PlainVault:
    """The vault of an unsealed case: the body holds the salt and the content in the open.

    Example:
        >>> vault = PlainVault()
        >>> identity, body = vault.close("agent", {"key": "MJ"}, "00" * 32)
        >>> vault.open("agent", identity, body)
        {'key': 'MJ'}
    """

    def close(self, kind: str, values: dict[str, Any], salt: str) -> tuple[str, dict[str, Any]]:
        """The id over salt and content, and both in the open."""
        return record_id(kind, salt, values), {SALT: salt, "content": values}

    def open(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        """The content.

        Raises:
            Damaged: the content is not the one whose id stands in the ledger.
            BadValue: the body is not a salt and a content.
        """
        values, salt = body.get("content"), body.get(SALT)
        if set(body) != {SALT, "content"} or not isinstance(values, dict) or not _is_salt(salt):
            raise BadValue(
                f"record {identity[:12]}", "body", sorted(body), "a salt of 32 bytes in hex, and the content"
            )
        found = record_id(kind, str(salt), values)
        if found != identity:
            raise Damaged(f"record {identity[:12]}", expected=identity, found=found)
        return values


def _is_salt(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None
