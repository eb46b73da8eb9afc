"""Content goes in and comes out at one place, checked against its id."""

import hashlib

import pytest
import rfc8785

from workbench.casefile.vault import PlainVault
from workbench.errors import BadValue, Damaged

SALT = "0a" * 32
VALUES = {"key": "MJ", "name": "Đ"}


def test_the_id_is_the_digest_of_salt_and_canonical_bytes() -> None:
    identity, body = PlainVault().close("agent", VALUES, SALT)
    judged = rfc8785.dumps({"content": VALUES, "kind": "agent"})
    assert identity == hashlib.sha256(bytes.fromhex(SALT) + judged).hexdigest()
    assert body == {"salt": SALT, "content": VALUES}
    assert PlainVault().open("agent", identity, body) == VALUES


def test_the_same_content_twice_has_two_ids() -> None:
    vault = PlainVault()
    assert vault.close("agent", VALUES, SALT)[0] != vault.close("agent", VALUES, "0b" * 32)[0]


@pytest.mark.parametrize("change", ["content", "salt", "kind"])
def test_what_was_changed_does_not_come_out(change: str) -> None:
    identity, body = PlainVault().close("agent", VALUES, SALT)
    body = body | {"content": {"content": VALUES | {"name": "D"}}, "salt": {"salt": "0b" * 32}}.get(change, {})
    with pytest.raises(Damaged) as raised:
        PlainVault().open("source" if change == "kind" else "agent", identity, body)
    assert raised.value.subject == f"record {identity[:12]}"


@pytest.mark.parametrize(
    "body",
    [{}, {"salt": SALT}, {"salt": SALT, "content": []}, {"salt": "zz" * 32, "content": {}}, {"salt": 5, "content": {}},
     {"salt": SALT.upper() + "A", "content": {}}, {"salt": SALT, "content": {}, "more": 1}],
)  # fmt: skip
def test_a_body_of_another_form_is_refused(body: dict) -> None:
    with pytest.raises(BadValue):
        PlainVault().open("agent", "0" * 64, body)


def test_the_salt_of_a_record_is_given_to_whoever_can_open_it() -> None:
    vault = PlainVault()
    identity, body = vault.close("agent", {"key": "MJ"}, "0f" * 32)
    assert vault.salt_of("agent", identity, body) == "0f" * 32
    with pytest.raises(Damaged):
        vault.salt_of("agent", "00" * 32, body)
