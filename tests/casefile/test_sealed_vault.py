"""A sealed case opens for a passphrase, for as long as somebody works, and its ledger gives nothing away."""

import base64
import gc
import resource
import threading
import time
import weakref
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, create_sealed, open_case, seeded_door, verify
from workbench.casefile.cipher import NotOpened, part
from workbench.casefile.members import WrongPassphrase
from workbench.casefile.sealed_vault import STEP, Locked, SealedVault
from workbench.errors import BadValue, Refused
from workbench.records import Agent, CaseInfo, canonical


def everything(case: Case) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(case.path.rglob("*")) if path.is_file())


def test_what_was_told_comes_back_for_the_passphrase_alone(sealed: Case) -> None:
    told = told_by(sealed)
    again = open_case(sealed.path)
    with pytest.raises(Locked):
        again.state()
    with pytest.raises(WrongPassphrase):
        again.unlock("another one")
    state = again.unlock(PASSPHRASE).state()
    assert state.get(told["worker"]).record.names == ("Name of W-01",)
    assert again.objects.read(told["objects"][1]).decode().startswith("They keep")
    assert again.head() == sealed.head() == open_case(sealed.path).head()


def test_nothing_of_it_lies_on_the_disk(sealed: Case) -> None:
    told_by(sealed)
    held = everything(sealed)
    for word in ("They keep", "hộ chiếu", "W-01", "Milica", "Site A", "t.txt", "passports"):
        assert word.encode() not in held and word.encode("utf-16-le") not in held
        assert base64.b64encode(word.encode())[:-4] not in held


def test_the_passphrase_may_come_from_the_environment(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    assert open_case(sealed.path).info.title == "Site A"
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "wrong")
    with pytest.raises(WrongPassphrase):
        open_case(sealed.path).info  # noqa: B018


def test_a_case_closes_itself_when_nobody_works_and_forgets_what_it_read(sealed: Case) -> None:
    told_by(sealed)
    vault = sealed.vault
    assert isinstance(vault, SealedVault)
    vault.idle_s = 0.3
    vault.open_with(vault.secrets)
    for _ in range(3):
        time.sleep(0.15)
        sealed.state()
    assert vault.is_open
    deadline = time.monotonic() + 20
    while vault.is_open and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not vault.is_open and not hasattr(sealed, "_state")
    with pytest.raises(Locked, match="unlock"):
        sealed.state()
    assert "locked" in repr(sealed)


def test_keys_go_with_the_case_and_nothing_that_counts_the_time_holds_them(sealed: Case) -> None:
    told_by(sealed)
    before = threading.active_count()
    gc.disable()  # they are not to wait for somebody to look for circles
    try:
        opened = open_case(sealed.path).unlock(PASSPHRASE)
        assert opened.state().all and threading.active_count() == before + 1
        ring = weakref.ref(opened.vault.ring)
        del opened
        assert ring() is None, "the keys are in nobody's hands"
        assert part.cache_info().currsize == 0, "nor is what was drawn from them"
    finally:
        gc.enable()
    deadline = time.monotonic() + 20
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() == before


def test_lengths_come_in_steps_and_a_record_moved_to_another_id_does_not_open(sealed: Case) -> None:
    vault = sealed.vault
    assert isinstance(vault, SealedVault)
    unit = sealed.ground().units.case
    made = [vault.close("count", {"label": "x" * n}, "0a" * 32, unit) for n in (1, 9, 20)]
    lengths = {len(base64.b64decode(body["sealed"])) for _, body in made}
    assert len(lengths) == 1 and (lengths.pop() - 28) % STEP == 0
    (first, body), (second, _) = made[:2]
    assert vault.open("count", first, body) == {"label": "x"}
    for kind, identity in (("count", second), ("event", first)):
        with pytest.raises(NotOpened):
            vault.open(kind, identity, body)
    for changed in ({}, {"sealed": "?", "unit": unit}, body | {"more": 1}, body | {"object": "0" * 64}):
        with pytest.raises((BadValue, NotOpened)):
            vault.open("count", first, changed)


def test_members_and_tombstones_stand_in_the_open_and_name_nobody(sealed: Case) -> None:
    bodies = [line.body for line in open_case(sealed.path).lines() if line.kind == "member"]
    assert [body["content"]["action"] for body in bodies] == ["added", "recovery"]
    assert set(bodies[0]["content"]) == {"member", "action", "recipient", "signing", "file"}


def test_a_sealed_case_signs_with_its_members_key_and_verifies_with_and_without_one(sealed: Case) -> None:
    told_by(sealed)
    assert verify(sealed).problems == ()
    outside = verify(open_case(sealed.path))
    assert (outside.ok, outside.depth, outside.items["ok"]) == (True, "stored", 1)
    assert [problem.code for problem in outside.problems] == ["not-opened"]
    vault = sealed.vault
    assert isinstance(vault, SealedVault)
    assert {line.key for line in sealed.lines() if line.key} == {vault.secrets.signer.public}


def test_a_seeded_case_or_one_without_a_passphrase_is_not_begun(tmp_path: Path) -> None:
    info, agent = CaseInfo(title="A"), Agent(key="M", kind="person", name="M")
    for door, passphrase in ((seeded_door("x", "2026-01-15T09:00:00Z"), PASSPHRASE), (None, "")):
        with pytest.raises(Refused):
            create_sealed(tmp_path / "c", info, agent, passphrase, door=door)
        assert not list(tmp_path.iterdir())


def test_the_salt_of_an_identifier_is_its_own_so_that_no_digest_of_it_can_be_asked_for(sealed: Case) -> None:
    import hashlib

    told = told_by(sealed)
    held = everything(sealed)
    for value in (b"W-01", b"Name of W-01", canonical({"names": ["Name of W-01"]}), b"They keep our passports."):
        for name in ("md5", "sha1", "sha256", "sha512"):
            digest = hashlib.new(name, value)
            assert digest.hexdigest().encode() not in held and digest.digest()[:8] not in held
    assert told["worker"].encode() in held


def test_what_python_prints_of_an_open_case_holds_no_key(sealed: Case) -> None:
    """A traceback or a notebook may print any of these."""
    vault = sealed.vault
    assert isinstance(vault, SealedVault)
    secrets, ring = vault.secrets, vault.ring
    printed = "".join(repr(one) for one in (sealed, vault, ring, secrets, secrets.signer, sealed.door, sealed.objects))
    keys = [ring._key, secrets.seed, *ring.keys.values()]
    told = [secrets.identity, PASSPHRASE, *(key.hex() for key in keys), *(repr(key)[2:-1] for key in keys)]
    assert [one for one in told if one in printed] == []
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_what_is_remembered_of_who_opened_a_case_names_no_case(sealed: Case, state_home: Path) -> None:
    vault = sealed.vault
    assert isinstance(vault, SealedVault)
    kept = {path.name: path.read_text("ascii") for path in (state_home / "workbench").iterdir()}
    assert kept["members"] == vault.secrets.member and not any(name.startswith("member-") for name in kept)
    assert sealed.door.last_member(["0f" * 8, vault.secrets.member]) == vault.secrets.member
    assert sealed.door.last_member(["0f" * 8]) == ""


def test_the_salt_of_a_record_opens_with_its_content_and_not_without(sealed: Case) -> None:
    line = next(line for line in sealed.lines() if line.kind == "agent")
    salt = sealed.vault.salt_of(line.kind, line.id, line.body)
    assert len(salt) == 64
    assert salt not in canonical(line.body).decode()
    sealed.lock()
    with pytest.raises(Locked):
        sealed.vault.salt_of(line.kind, line.id, line.body)
