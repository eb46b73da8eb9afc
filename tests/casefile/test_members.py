"""A member's passphrase opens that member's keys and no others."""

import json
import os
import shutil
from pathlib import Path

import pytest

from workbench.casefile.cipher import signed
from workbench.casefile.members import (
    WrongPassphrase,
    member_files,
    new_secrets,
    recovery_secrets,
    seal_member,
    unlock,
    write_member,
)
from workbench.casefile.recipients import new_identity
from workbench.casefile.ring_lines import KeysLost
from workbench.errors import BadValue, Refused


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    keys = tmp_path_factory.mktemp("case") / "keys"
    keys.mkdir()
    secrets = {}
    for name, passphrase in (("0a" * 8, "mine alone"), ("0b" * 8, "hers alone")):
        secrets[name] = new_secrets(name, os.urandom(32))
        write_member(keys, seal_member(secrets[name], passphrase, os.urandom(16), os.urandom(12)))
    return keys, secrets


def test_each_passphrase_opens_its_own_keys(team: tuple[Path, dict]) -> None:
    keys, secrets = team
    assert unlock(keys, "hers alone") == secrets["0b" * 8]
    opened = unlock(keys, "mine alone", first="0a" * 8)
    assert signed(opened.signer.public, b"x", opened.signer.sign(b"x")) and opened.recipient.startswith("age1")
    with pytest.raises(WrongPassphrase, match="none of its 2"):
        unlock(keys, "nobody's")


def test_a_damaged_file_of_one_member_keeps_no_other_out(team: tuple[Path, dict], tmp_path: Path) -> None:
    keys, secrets = tmp_path / "keys", team[1]
    shutil.copytree(team[0], keys)
    member_files(keys)["0a" * 8].write_bytes(b"{}")
    assert unlock(keys, "hers alone") == secrets["0b" * 8]
    with pytest.raises(BadValue, match="member-0a"):
        unlock(keys, "mine alone")
    for file in member_files(keys).values():
        file.unlink()
    with pytest.raises(KeysLost, match="backup"):
        unlock(keys, "mine alone")


def test_nothing_private_stands_in_the_file_or_in_what_is_printed(team: tuple[Path, dict]) -> None:
    keys, secrets = team
    for member, file in member_files(keys).items():
        raw = file.read_bytes()
        values = json.loads(raw)
        assert {"format", "kdf", "member", "recipient", "sealed", "signing"} == set(values)
        assert values["kdf"] | {"salt": ""} == {"name": "scrypt", "n": 2**17, "r": 8, "p": 1, "salt": ""}
        assert secrets[member].identity.encode() not in raw and secrets[member].seed.hex().encode() not in raw
        assert secrets[member].identity not in repr(secrets[member])


def test_a_file_with_a_weaker_stretching_or_another_owner_is_refused(team: tuple[Path, dict], tmp_path: Path) -> None:
    values = json.loads(member_files(team[0])["0a" * 8].read_bytes())
    (tmp_path / "member-0a0a0a0a0a0a0a0a.json").write_text(json.dumps(values | {"kdf": values["kdf"] | {"n": 2}}))
    with pytest.raises(BadValue):
        unlock(tmp_path, "mine alone")
    (tmp_path / "member-0a0a0a0a0a0a0a0a.json").write_text(json.dumps(values | {"signing": "0" * 64}))
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, "mine alone")


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(Refused):
        seal_member(new_secrets("0a" * 8, bytes(32)), "", bytes(16), bytes(12))


def test_a_recovery_key_signs_with_a_key_of_its_own_however_it_is_typed() -> None:
    key = new_identity()
    one, two = recovery_secrets(key), recovery_secrets(f"  {key.lower()} ")
    assert one == two and one.signer.public == two.signer.public
    assert one.signer.public != recovery_secrets(new_identity()).signer.public
    with pytest.raises(BadValue):
        recovery_secrets("five words that nobody knows")
