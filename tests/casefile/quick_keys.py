"""Passphrases that open at once: age keys in place of scrypt, whose seconds each test would wait for."""

import pytest

from workbench.casefile import mapping_key
from workbench.casefile.recipients import new_identity, recipient_of, unwrap, wrap


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts an age identity of its own behind each passphrase for one test."""
    known: dict[str, str] = {}

    def identity(passphrase: str) -> str:
        return known.setdefault(passphrase, new_identity())

    def close(content: bytes, passphrase: str) -> bytes:
        return wrap(content, [recipient_of(identity(passphrase))])

    def open_(wrapped: bytes, passphrase: str, subject: object) -> bytes:
        return unwrap(wrapped, identity(passphrase), subject)

    monkeypatch.setattr(mapping_key, "under_passphrase", close)
    monkeypatch.setattr(mapping_key, "of_passphrase", open_)
