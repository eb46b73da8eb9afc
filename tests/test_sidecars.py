"""A photograph and what another program recorded of it find each other by digest, once, with what was checked."""

import hashlib
from pathlib import Path

import pytest

from tests.extract.exports import MEDIA, SHA, Keys, laid, proofmode, tella, zipped
from workbench import custody, keeping, verbs
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using
from workbench.records import Entity, Source


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys()


@pytest.fixture(params=["unsealed", "sealed"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    if request.param == "unsealed":
        return keeping.init(tmp_path / "c", title="Site A", sealed=False, agent="MJ")
    return keeping.init(tmp_path / "c", title="Site A", agent="MJ", passphrase="four words are enough",
                        recovery=lambda key: None)  # fmt: skip


@pytest.fixture
def plain(tmp_path: Path) -> Case:
    return keeping.init(tmp_path / "c", title="Site A", sealed=False, agent="MJ")


def events(case: Case, name: str) -> list[tuple[str, list[str]]]:
    found = custody.custody(case, name).events
    return [(one.outcome, [code for code, _ in one.told.reasons]) for one in found if one.action == "sidecar-checked"]


def test_a_folder_of_proofmode_is_compared_and_its_signatures_checked(case: Case, keys: Keys, tmp_path: Path) -> None:
    remarks: list[str] = []
    verbs.add(case, laid(tmp_path / "p", proofmode(keys)), agent="MJ", remark=remarks.append)
    checked = events(case, "IMG_1.jpg")
    assert [outcome for outcome, _ in checked] == ["matches", "matches"]
    assert all(codes == ["sidecar-matches", "signature-good", "signature-good"] for _, codes in checked)
    assert remarks == [] and verbs.verify(case).ok
    named = {one.sidecar for one in custody.custody(case, "IMG_1.jpg").events if one.sidecar}
    assert named == {f"{SHA}.proof.csv", f"{SHA}.proof.json"}


def test_nothing_is_recorded_twice(plain: Case, keys: Keys, tmp_path: Path) -> None:
    folder = laid(tmp_path / "p", proofmode(keys))
    verbs.add(plain, folder / "IMG_1.jpg", agent="MJ")
    verbs.add(plain, folder, agent="MJ")
    first = events(plain, "IMG_1.jpg")
    verbs.add(plain, folder, agent="MJ")
    assert events(plain, "IMG_1.jpg") == first and len(first) == 2


def test_a_record_and_its_file_find_each_other_whichever_came_first(plain: Case, tmp_path: Path) -> None:
    laid(tmp_path / "a", {"IMG_1.csv": tella()})
    laid(tmp_path / "b", {"otherwise named.jpg": MEDIA})
    verbs.add(plain, tmp_path / "a", agent="MJ")
    assert plain.state().of("custody")[-1].record.action == "intake"
    verbs.add(plain, tmp_path / "b", agent="MJ")
    assert events(plain, "otherwise named.jpg") == [("matches", ["sidecar-matches"])]


def test_a_file_of_that_name_with_other_bytes_differs_and_is_remarked(plain: Case, tmp_path: Path) -> None:
    remarks: list[str] = []
    verbs.add(plain, laid(tmp_path / "a", {"IMG_1.csv": tella(), "IMG_1.jpg": MEDIA + b"!"}), agent="MJ",
              remark=remarks.append)  # fmt: skip
    assert events(plain, "IMG_1.jpg") == [("differs", ["sidecar-differs"])]
    assert len(remarks) == 1 and remarks[0].startswith("sidecar-differs: ")


def test_an_altered_file_differs_from_a_record_that_names_it_also_where_the_original_is_there(
    plain: Case, tmp_path: Path
) -> None:
    remarks: list[str] = []
    files = {"IMG_1.jpg": MEDIA, "IMG_2.jpg": MEDIA + b"!", "IMG_2.csv": tella(name="IMG_2.jpg")}
    verbs.add(plain, laid(tmp_path / "a", files), agent="MJ", remark=remarks.append)
    assert events(plain, "IMG_1.jpg") == [("matches", ["sidecar-matches"])]
    assert events(plain, "IMG_2.jpg") == [("differs", ["sidecar-differs"])]
    assert len(remarks) == 1 and remarks[0].startswith("sidecar-differs: ")


def test_a_file_that_has_a_record_of_its_own_is_not_accused_by_anothers(plain: Case, tmp_path: Path) -> None:
    other = MEDIA + b"!"
    sha = hashlib.sha256(other).hexdigest()
    files = {"IMG_1.jpg": MEDIA, "IMG_2.jpg": other, "a.csv": tella(name="IMG_2.jpg"), "b.csv": tella(sha, "IMG_2.jpg")}
    verbs.add(plain, laid(tmp_path / "a", files), agent="MJ")
    assert events(plain, "IMG_1.jpg") == events(plain, "IMG_2.jpg") == [("matches", ["sidecar-matches"])]


def test_a_file_of_that_name_in_another_folder_is_not_accused(plain: Case, tmp_path: Path) -> None:
    laid(tmp_path / "in" / "a", {"IMG_1.csv": tella()})
    laid(tmp_path / "in" / "b", {"IMG_1.jpg": MEDIA + b"!"})
    verbs.add(plain, tmp_path / "in", agent="MJ")
    assert events(plain, "b/IMG_1.jpg") == []


def test_a_whole_export_vouches_for_the_file_that_was_unpacked(plain: Case, keys: Keys, tmp_path: Path) -> None:
    laid(tmp_path / "z", {"export.zip": zipped(proofmode(keys)), "IMG_1.jpg": MEDIA})
    verbs.add(plain, tmp_path / "z", agent="MJ")
    checked = events(plain, "IMG_1.jpg")
    assert checked and all(codes[0] == "sidecar-matches" and "signature-good" in codes for _, codes in checked)
    assert {loss.code for loss in custody.custody(plain, "IMG_1.jpg").losses} <= {"no-exif", "saved-again"}


def test_what_could_not_be_checked_is_checked_when_the_key_comes(plain: Case, keys: Keys, tmp_path: Path) -> None:
    files = proofmode(keys)
    key = files.pop("pubkey.asc")
    remarks: list[str] = []
    verbs.add(plain, laid(tmp_path / "p", files), agent="MJ", remark=remarks.append)
    assert all("signature-not-checked" in codes for _, codes in events(plain, "IMG_1.jpg")) and remarks
    (tmp_path / "p" / "pubkey.asc").write_bytes(key)
    verbs.add(plain, tmp_path / "p", agent="MJ")
    assert events(plain, "IMG_1.jpg")[-1][1] == ["sidecar-matches", "signature-good", "signature-good"]


def test_a_touched_record_beside_a_whole_file_says_both(plain: Case, keys: Keys, tmp_path: Path) -> None:
    files = proofmode(keys)
    files[f"{SHA}.proof.csv"] = files[f"{SHA}.proof.csv"].replace(b"45.381", b"45.382")
    remarks: list[str] = []
    verbs.add(plain, laid(tmp_path / "p", files), agent="MJ", remark=remarks.append)
    csv = next(codes for _, codes in events(plain, "IMG_1.jpg") if "signature-bad" in codes)
    assert csv == ["sidecar-matches", "signature-good", "signature-bad"]
    assert [remark.partition(":")[0] for remark in remarks] == ["signature-bad"]


def test_what_proofmode_lays_beside_a_photograph_goes_with_it(case: Case, keys: Keys, tmp_path: Path) -> None:
    with case.writing(case.agent("MJ")) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        writer.record(Source(key="S-01", label="S-01", kind="worker", worker=worker))
    folder = laid(tmp_path / "p", proofmode(keys))
    verbs.add(case, folder / "IMG_1.jpg", agent="MJ", source="S-01")
    verbs.add(case, folder, agent="MJ")
    stop_using(case, worker, agent=case.agent("MJ"), reason="r")
    state = case.state()
    assert [live.record.name for live in state.of("item")] == ["pubkey.asc"]
    own = state.speaking_of(worker).own
    left = {live.record.name for live in state.recorded("item") if live.id not in own}
    assert left == {"pubkey.asc"}, "no other file is left on the disk, either, once the worker's are destroyed"
