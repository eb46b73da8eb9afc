"""The custody record as a fold of the ledger: every event stays, silence is said, whole-case copies are told apart."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.custody_of_a_photo import NAME, build
from workbench import custody as room
from workbench import keeping, verbs
from workbench.casefile import Case, State
from workbench.casefile.merging import merge
from workbench.coding.undo import undo
from workbench.errors import Unknown
from workbench.findings.custody import ASKED, Custody, custody
from workbench.records import Access


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return build(tmp_path_factory.mktemp("custody"))


@pytest.fixture
def found(case: Case) -> Custody:
    return room.custody(case, NAME)


def test_every_event_is_there_also_the_one_that_was_set_aside(found: Custody) -> None:
    assert [one.action for one in found.events] == ["intake", "collected", "transfer", "transfer"]
    assert [one.premis for one in found.events] == ["ingestion", "capture", "transfer", "transfer"]
    assert [one.aside for one in found.events] == [None, None, None, "typed into the wrong line"]


def test_the_six_questions_are_answered_and_a_zone_is_as_told(found: Custody) -> None:
    assert tuple(found.origin) == ASKED and found.silent == ()
    assert found.origin["occurred"] == "2024-05-18 21:40 (+02:00)"
    assert found.origin["received_from"] == "W-05"


def test_what_is_not_on_record_is_silent_and_not_filled_in(tmp_path: Path) -> None:
    case = keeping.init(tmp_path / "c", title="A", sealed=False, agent="MJ")
    (tmp_path / "note.txt").write_text("They keep our passports.")
    verbs.add(case, tmp_path / "note.txt", agent="MJ")
    found = room.custody(case, "note.txt")
    assert found.silent == ASKED
    assert found.document()["not_on_record"] == list(ASKED)


def test_losses_say_how_they_are_known(found: Custody) -> None:
    known = {(one.code, one.known) for one in found.losses}
    assert ("name-of-messenger", "read from the file") in known and ("no-exif", "stated by MJ") in known
    read = {code for code, how in known if how == "read from the file"}
    assert read == {"no-exif", "name-of-messenger", "saved-again"}


def test_a_loss_that_was_set_aside_with_its_event_does_not_count(tmp_path: Path) -> None:
    case = build(tmp_path)
    identity = room.tell(case, NAME, "transfer", agent="MJ", received_by="AK", losses=["exif-bare"])
    assert "exif-bare" in {one.code for one in room.custody(case, NAME).losses}
    undo(case, identity, agent=case.agent("MJ"), reason="not so")
    assert "exif-bare" not in {one.code for one in room.custody(case, NAME).losses}


def test_copies_name_their_tool_and_version(found: Custody) -> None:
    assert {one.kind for one in found.copies} == {"exif", "thumbnail"}
    assert all(one.tool.startswith("workbench.extract.") and one.version for one in found.copies)


def test_a_copy_of_the_item_and_one_of_the_whole_case_are_told_apart(tmp_path: Path) -> None:
    case = build(tmp_path)
    case.log_access("", [("before.csv", "a" * 64)])
    room.write(case, room.custody(case, NAME), tmp_path / "s.json", agent="AK")
    other = tmp_path / "b.txt"
    other.write_text("x")
    verbs.add(case, other, agent="MJ")
    room.write(case, room.custody(case, "b.txt"), tmp_path / "other.json", agent="AK")
    left = sorted(room.custody(case, NAME).left, key=lambda one: one.files)
    assert [(one.files[0][0], one.whole, one.agent) for one in left] == [
        ("before.csv", True, "nobody named"), ("s.json", False, "AK"),
    ]  # fmt: skip
    assert left[1].files[0][1] == verbs.digest(tmp_path / "s.json")


def test_a_copy_of_the_case_before_the_item_was_in_it_is_not_one_of_the_item(tmp_path: Path) -> None:
    case = build(tmp_path)
    item = room.custody(case, NAME)
    looks = room.looks(case)
    early = State(tuple(looks.all), {})
    assert custody(case.state(), item.id, looks=early, head="h", stored="ok").left == ()


def test_a_merge_is_told_as_one_and_neither_it_nor_a_key_that_was_opened_is_a_copy_that_left(tmp_path: Path) -> None:
    case = build(tmp_path)
    shutil.copytree(case.path, tmp_path / "other")
    merge(case, verbs.open(tmp_path / "other"), agent=case.agent("MJ"))
    case.log(case.agent("MJ"), Access(action="open-key", head=case.head(), release="f" * 64, mapping="a" * 64))
    case.log_access("", [("matrix.csv", "b" * 64)])
    found = room.custody(verbs.open(case.path), NAME)
    assert [one.files for one in found.left] == [(("matrix.csv", "b" * 64),)]
    (one,) = found.merged
    assert (one.action, one.agent, one.head, one.files) == ("merge", "MJ", found.head, ())
    told = {"id": one.id, "at": one.at, "agent": "MJ", "head": found.head}
    assert found.document()["merges"] == [told]


def test_what_is_no_item_is_refused(case: Case) -> None:
    agent = case.agent("MJ")
    for identity in (agent, "f" * 64):
        with pytest.raises(Unknown):
            custody(case.state(), identity, looks=State((), {}), head="h", stored="ok")


def test_the_record_is_the_same_whatever_was_asked_before(case: Case) -> None:
    assert room.custody(case, NAME).document() == room.custody(verbs.open(case.path), NAME[:40]).document()


def test_who_told_it_is_named_with_everybody_who_brought_the_same_bytes_later(tmp_path: Path) -> None:
    case = keeping.init(tmp_path / "c", title="A", sealed=False, agent="MJ")
    (tmp_path / "note.txt").write_text("They keep our passports.")
    verbs.add(case, tmp_path / "note.txt", agent="MJ")
    for source, named in (("S-1", "S-1"), ("S-2", "S-1; S-2"), ("S-1", "S-1; S-2")):
        verbs.add(case, tmp_path / "note.txt", agent="MJ", source=source)
        assert room.custody(case, "note.txt").document()["item"]["source"] == named


def test_who_brought_an_archive_later_is_named_on_the_sheet_of_what_lies_in_it_and_so_is_whom_a_transfer_names(
    tmp_path: Path,
) -> None:
    case = keeping.init(tmp_path / "c", title="A", sealed=False, agent="MJ")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("note.txt", "They keep our passports.")
    for source in ("S-1", "S-2"):
        verbs.add(case, tmp_path / "all.zip", agent="MJ", source=source)
    inside = next(live.id for live in case.state().of("item") if live.record.parent)
    room.tell(case, inside, "transfer", agent="MJ", received_from="a cousin")
    assert room.custody(case, inside).source == "S-1; S-2", "words name no source"
    room.tell(case, inside, "transfer", agent="MJ", received_from="S-3")
    assert room.custody(case, inside).source == "S-1; S-2", "of which there is none yet"
    verbs.add(case, tmp_path / "all.zip", agent="MJ", source="S-3")
    (tmp_path / "other.txt").write_text("x")
    verbs.add(case, tmp_path / "other.txt", agent="MJ", source="S-4")
    wrong = room.tell(case, inside, "collected", agent="MJ", received_from="S-4")
    found = room.custody(case, inside)
    assert set(str(found.source).split("; ")) == {"S-1", "S-2", "S-3", "S-4"}
    assert found.origin["received_from"] == "S-4", "the question of the collection is answered as it was told"
    undo(case, wrong, agent=case.agent("MJ"), reason="typed into the wrong line")
    assert set(str(room.custody(case, inside).source).split("; ")) == {"S-1", "S-2", "S-3"}
