"""What somebody tells of an item's way is recorded as told; what goes out is logged; the stored bytes are rehashed."""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import bagit
import pypdfium2
import pytest
from case_utils.case_validate import validate

from tests.custody_of_a_photo import NAME, build
from tests.small_disk import small_disk
from workbench import custody, keeping, verbs
from workbench.casefile import Case, create_sealed, open_case, team
from workbench.casefile.anchor import seal
from workbench.casefile.merging import merge
from workbench.casefile.withdrawal import stop_sharing
from workbench.coding.undo import undo
from workbench.errors import BadValue, NotWritten, Refused, Unknown, Unnamed
from workbench.records import Agent, CaseInfo, Completion, Entity
from workbench.release.custody_words import moment


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return build(tmp_path)


def test_what_is_told_is_recorded_as_told_and_the_case_verifies(case: Case) -> None:
    found = custody.custody(case, NAME)
    assert found.stored == "ok" and found.head == case.head()
    assert [one.outcome for one in found.events] == ["parsed", "told", "told", "told"]
    custody.write(case, found, case.path.parent / "s.json", agent="AK")
    assert verbs.verify(case).ok


def test_the_key_of_a_source_and_the_start_of_a_consent_are_followed(case: Case) -> None:
    live = case.state().of("source")[0]
    custody.tell(case, NAME, "transfer", agent="MJ", received_from="W-05", received_by="MJ")
    event = case.state().of("custody")[-1].record
    assert event.received_from == live.id
    custody.tell(case, NAME, "transfer", agent="MJ", received_from="a cousin of W-05", consent="in writing, 3 May")
    assert case.state().of("custody")[-1].record.received_from == "a cousin of W-05"


def test_a_told_value_of_another_form_is_refused_and_nothing_is_recorded(case: Case) -> None:
    head = case.head()
    with pytest.raises(BadValue, match="occurred"):
        custody.tell(case, NAME, "collected", agent="MJ", occurred="last Tuesday")
    with pytest.raises(Unknown):
        custody.tell(case, NAME, "transfer", agent="MJ", received_by="AK", losses=["no-exiv"])
    with pytest.raises(Unknown):
        custody.tell(case, "nothing.jpg", "transfer", agent="MJ", received_by="AK")
    with pytest.raises(Refused, match="nothing is told"):
        custody.tell(case, NAME, "transfer", agent="MJ", received_by=" ")
    with pytest.raises(BadValue, match="action"):
        custody.tell(case, NAME, "stolen", agent="MJ", received_by="AK")
    with pytest.raises(Unnamed):
        custody.tell(case, NAME, "transfer", received_by="AK")
    assert case.head() == head


@pytest.mark.parametrize(("harm", "said"), [("changed", "changed"), ("missing", "missing")])
def test_bytes_that_are_not_those_taken_in_are_said_to_be_so(case: Case, harm: str, said: str) -> None:
    path = case.objects.path(custody.custody(case, NAME).item.object)
    os.chmod(path, 0o600)
    if harm == "changed":
        data = bytearray(path.read_bytes())
        data[40] ^= 1
        path.write_bytes(bytes(data))
    else:
        path.unlink()
    found = custody.custody(verbs.open(case.path), NAME)
    assert found.stored == said
    assert found.document()["item"]["stored"] == said


def test_every_form_that_is_written_is_logged_with_its_digest_and_item(case: Case, tmp_path: Path) -> None:
    found = custody.custody(case, NAME)
    written = custody.write(case, found, *(tmp_path / f"sheet{form}" for form in custody.FORMS), agent="MJ")
    (look,) = custody.looks(case).all
    assert look.record.items == (found.id,) and look.record.head == found.head
    assert dict(look.record.files) == {path.name: verbs.digest(path) for path in written}
    assert len(written) == len(custody.FORMS) == 4


def test_a_form_that_is_not_there_is_refused_before_anything_is_written(case: Case, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="suffix"):
        custody.write(case, custody.custody(case, NAME), tmp_path / "sheet.docx", agent="AK")
    assert custody.looks(case).all == ()


def test_a_bag_holds_every_form_and_the_original_only_where_asked(case: Case, tmp_path: Path) -> None:
    found = custody.custody(case, NAME)
    custody.bag(case, found, tmp_path / "bag", agent="AK")
    assert bagit.Bag(str(tmp_path / "bag")).validate()
    assert not (tmp_path / "bag" / "data" / "original").exists()
    files = custody.bag(case, found, tmp_path / "whole", agent="AK", original=True)
    assert bagit.Bag(str(tmp_path / "whole")).validate()
    original = f"data/original/{found.item.sha256}"
    assert verbs.digest(tmp_path / "whole" / original) == found.item.sha256
    look = custody.looks(case).all[-1].record
    assert (f"whole/{original}", found.item.sha256) in look.files and len(look.files) == len(files)


def test_a_bag_is_never_put_into_the_record_or_over_something(case: Case, tmp_path: Path) -> None:
    found = custody.custody(case, NAME)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for out in (tmp_path / "full", tmp_path / "link", case.path / "objects" / "bag", case.path / "ledger"):
        with pytest.raises(Refused):
            custody.bag(case, found, out, agent="AK")
    assert custody.looks(case).all == () and not (tmp_path / "elsewhere").exists()


def test_the_head_on_a_sheet_is_that_of_a_seal_made_then_and_no_longer_that_of_the_case(
    case: Case, tmp_path: Path
) -> None:
    found = custody.custody(case, NAME)
    custody.write(case, found, tmp_path / "s.html", agent="MJ")
    assert seal(case, tmp_path / "seal.json", agent="MJ").head == found.head, "writing the sheet does not move it"
    custody.tell(case, NAME, "transfer", agent="MJ", received_by="AK")
    audit = verbs.verify(case, against=tmp_path / "seal.json")
    assert audit.ok and audit.head != found.head


def test_what_its_teller_does_not_share_any_more_is_handed_to_nobody_and_every_form_says_so(
    case: Case, tmp_path: Path
) -> None:
    mj = case.agent("MJ")
    with case.writing(mj) as writer:
        worker = writer.record(Entity(key="W-05", schema="Worker", label="W-05"))
        source = case.state().of("source")[0].id
        writer.record(Completion(source=source, label="W-05", kind="worker", worker=worker))
    assert custody.custody(case, NAME).stopped is None
    made = stop_sharing(case, worker, agent=mj, reason="afraid")
    found = custody.custody(case, NAME)
    with pytest.raises(Refused, match=rf"{NAME}: its sharing was stopped on {found.stopped[:10]}"):
        custody.bag(case, found, tmp_path / "bag", agent="MJ", original=True)
    assert not (tmp_path / "bag").exists() and custody.looks(case).all == ()
    says = f"stopped {moment(found.stopped)}: nothing of this item leaves the team"
    forms = (".html", ".pdf", ".json", ".jsonld")
    files = custody.write(case, found, *(tmp_path / f"s{form}" for form in forms), agent="MJ")
    assert says in files[3].read_text("utf-8") and validate(str(files[3])).conforms
    assert says in files[0].read_text("utf-8")
    assert json.loads(files[2].read_text("utf-8"))["item"]["sharing_stopped"] == found.stopped
    with pypdfium2.PdfDocument(files[1]) as printed:
        assert says in " ".join(printed[0].get_textpage().get_text_bounded().split())
    undo(case, made.record, agent=mj, reason="it was forged")
    assert custody.custody(case, NAME).stopped is None
    custody.bag(case, custody.custody(case, NAME), tmp_path / "bag", agent="MJ", original=True)


def test_every_form_tells_of_a_merge(case: Case, tmp_path: Path) -> None:
    shutil.copytree(case.path, tmp_path / "other")
    merge(case, verbs.open(tmp_path / "other"), agent=case.agent("MJ"))
    found = custody.custody(case, NAME)
    html, pdf, jsonld, plain = custody.write(case, found, *(tmp_path / f"sheet{form}" for form in custody.FORMS))
    says = "Another copy of this case existed and was merged with it, together with its log of what left it"
    assert f"{says}: {moment(found.merged[0].at)} by MJ." in html.read_text(encoding="utf-8")
    assert says in jsonld.read_text(encoding="utf-8") and found.merged[0].id in plain.read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(pdf) as printed:
        assert len(printed) == 1 and says in " ".join(printed[0].get_textpage().get_text_bounded().split())


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A file system on which the forms of a sheet have no room."""
    with small_disk(tmp_path / "full", "32k") as place:
        (place / "kept").write_bytes(b"x" * 30_000)
        yield place


def test_on_a_full_disk_nothing_half_is_left_and_nothing_is_logged(case: Case, full: Path) -> None:
    found = custody.custody(case, NAME)
    for out in (full / "bag", full / "new" / "bag"):
        with pytest.raises(NotWritten, match=rf"{out}: .*No space left"):
            custody.bag(case, found, out, agent="AK", original=True)
    for form in custody.FORMS:
        with pytest.raises(Refused, match="No space left"):
            custody.write(case, found, full / f"sheet{form}", agent="AK")
    assert [path.name for path in full.iterdir()] == ["kept"] and custody.looks(case).all == ()


def test_a_sheet_that_stands_is_logged_though_the_next_one_finds_no_room(
    case: Case, full: Path, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="No space left"):
        custody.write(case, custody.custody(case, NAME), tmp_path / "s.json", full / "s.html", agent="AK")
    (look,) = custody.looks(case).all
    assert look.record.files == (("s.json", verbs.digest(tmp_path / "s.json")),)


def test_no_copy_stays_that_could_not_be_logged(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise NotWritten("access", os.strerror(errno.ENOSPC))

    found, before = custody.custody(case, NAME), sorted(tmp_path.iterdir())
    monkeypatch.setattr(Case, "log", no_room)
    with pytest.raises(NotWritten, match="No space left"):
        custody.bag(case, found, tmp_path / "bag", agent="MJ", original=True)
    with pytest.raises(NotWritten, match="No space left"):
        custody.write(case, found, tmp_path / "s.json", tmp_path / "s.html", agent="MJ")
    assert sorted(tmp_path.iterdir()) == before


def test_a_sealed_case_has_the_same_sheet_and_its_original_leaves_only_where_asked(tmp_path: Path) -> None:
    case = keeping.init(tmp_path / "s", title="Site A", agent="MJ", passphrase="four words are enough",
                        recovery=lambda key: None)  # fmt: skip
    (tmp_path / NAME).write_bytes(b"\xff\xd8\xff\xe0 a picture, nearly")
    verbs.add(case, tmp_path / NAME, agent="MJ")
    custody.tell(case, NAME, "transfer", agent="MJ", received_by="MJ", method="WhatsApp")
    found = custody.custody(case, NAME)
    assert found.stored == "ok" and found.item.object != found.item.sha256
    custody.bag(case, found, tmp_path / "bag", agent="MJ", original=True)
    assert (tmp_path / "bag" / "data" / "original" / found.item.sha256).read_bytes() == (tmp_path / NAME).read_bytes()
    assert custody.custody(case, NAME).left[0].whole is False and verbs.verify(case).ok
    words = (b"a picture, nearly", b"WhatsApp", NAME.encode())
    held = b"".join(path.read_bytes() for path in (tmp_path / "s").rglob("*") if path.is_file())
    assert not any(word in held for word in words)


def test_a_sealed_item_whose_stored_bytes_changed_is_found(tmp_path: Path) -> None:
    case = keeping.init(tmp_path / "s", title="Site A", agent="MJ", passphrase="four words are enough",
                        recovery=lambda key: None)  # fmt: skip
    (tmp_path / NAME).write_bytes(b"\xff\xd8\xff\xe0 a picture, nearly")
    verbs.add(case, tmp_path / NAME, agent="MJ")
    path = case.objects.path(custody.custody(case, NAME).item.object)
    os.chmod(path, 0o600)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    assert custody.custody(case, NAME).stored == "changed"


def test_a_key_that_was_made_with_the_recovery_key_or_revoked_is_told_on_the_sheet_of_what_it_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    begun = create_sealed(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."), "five words")
    for name in ("before.txt", "after.txt"):
        (tmp_path / name).write_text(name)
    verbs.add(begun.case, tmp_path / "before.txt", agent="MJ")
    again = open_case(tmp_path / "c")
    team.recover(again, "MJ", begun.recovery, "other five words")
    verbs.add(again, tmp_path / "after.txt", agent="MJ")
    assert custody.custody(again, "before.txt").doubted == (), "signed with the key from before"
    (doubted,) = custody.custody(again, "after.txt").doubted
    assert (doubted.agent, doubted.recovered, doubted.revoked_since) == ("MJ", True, None)
    old = next(one.signing for one in team.held_keys(again) if not one.current)
    team.revoke(again, "MJ", "2026-03-01", signing=old)
    (revoked,) = custody.custody(again, "before.txt").doubted
    assert (revoked.signing, revoked.recovered, revoked.revoked_since) == (old, False, "2026-03-01")
    for name, says in (("before.txt", "not to be trusted from 2026-03-01 on"), ("after.txt", "with the recovery key")):
        found = custody.custody(again, name)
        made = custody.write(again, found, *(tmp_path / f"{name}{form}" for form in custody.FORMS))
        html, pdf, jsonld, plain = made
        assert says in html.read_text(encoding="utf-8") and says in jsonld.read_text(encoding="utf-8")
        assert found.doubted[0].signing in plain.read_text(encoding="utf-8")
        with pypdfium2.PdfDocument(pdf) as printed:
            assert found.doubted[0].signing[:16] in printed[0].get_textpage().get_text_bounded()
