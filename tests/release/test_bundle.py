"""The reviewer's bundle: whole, valid, the same bytes twice, and refused where nothing may leave."""

import json
import os
from pathlib import Path
from typing import Any

import bagit
import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, create, create_sealed, open_case, verify
from workbench.casefile.released import releases
from workbench.casefile.withdrawal import stop_sharing, stop_using
from workbench.coding.undo import undo
from workbench.demo import build
from workbench.demo import shipped as shipped_case
from workbench.errors import Refused, Unknown
from workbench.records import Agent, CaseInfo
from workbench.release import bundle, notebooks
from workbench.release.bag import check_bag, sha256
from workbench.release.bundle import environment, open_to_all, pack, packages, release_id, whole
from workbench.sharing import decide

FEW = ("01_intake.ipynb",)


def few() -> list[Path]:
    """One notebook stands for all of them here: tests/test_rerun.py packs and reruns every one."""
    return [path for path in notebooks.shipped() if path.name in FEW]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return build(shipped_case("zrenjanin_public_record"), tmp_path_factory.mktemp("case") / "z").case


@pytest.fixture(scope="module")
def packed(case: Case, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    out = tmp_path_factory.mktemp("out") / "bundle"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "shipped", few)
        return pack(case, audience="reviewer", out=out, agent="REC"), out


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bundle_is_a_valid_bag_and_every_file_is_listed(packed: tuple[dict[str, Any], Path]) -> None:
    answer, out = packed
    assert bagit.Bag(str(out)).validate()
    assert check_bag(out) == []
    assert {file["path"]: file["sha256"] for file in answer["files"]} == {
        name: sha256(out / name) for name in bytes_of(out)
    }


def test_it_holds_the_record_of_the_case_and_neither_outputs_nor_looks(packed: Any, case: Case) -> None:
    inside = packed[1] / "data" / "case"
    assert sorted(path.name for path in inside.iterdir()) == ["format.json", "ledger", "objects"]
    copy = open_case(inside)
    assert copy.head() == case.head()
    assert verify(copy).ok


def test_no_release_contains_a_determination(packed: Any) -> None:
    """A determination of a person is computed for the team and stored nowhere: nothing that is packed can hold one."""
    answers = (b"criteria_met", b"criteria_not_met_on_this_record", b"outside_framework", b"deciding_typology")
    held = [(name, one) for name, data in bytes_of(packed[1]).items() for one in answers if one in data]
    assert held == []


def test_the_day_of_bagging_is_that_of_the_last_event(packed: Any, case: Case) -> None:
    info = bagit.Bag(str(packed[1])).info
    assert info["Bagging-Date"] == max(line.at for line in case.lines())[:10] == "2026-11-20"
    assert info["External-Identifier"] == packed[0]["release"]


def test_the_manifest_of_figures_leads_to_each_and_names_its_notebook(packed: Any) -> None:
    data = packed[1] / "data"
    listed = json.loads((data / "figures.json").read_bytes())
    assert {one["path"] for one in listed} == {
        path.relative_to(data).as_posix() for path in (data / "figures").rglob("*") if path.is_file()
    }
    for one in listed:
        assert sha256(data / one["path"]) == one["sha256"]
        assert one["path"] == f"figures/{one['id']}"
        assert one["id"].split("/")[0] == one["notebook"].removesuffix(".ipynb")
    assert {one["notebook"] for one in listed} == set(FEW)


def test_the_release_says_what_it_was_made_from(packed: Any, case: Case) -> None:
    answer, out = packed
    about = json.loads((out / "data" / "release.json").read_bytes())
    assert about["release"] == answer["release"] == release_id(about)
    assert (about["head"], about["audience"], about["nature"]) == (case.head(), "reviewer", "public-record")
    assert about["notebooks"] == [{"path": f"notebooks/{path.name}", "sha256": sha256(path)} for path in few()]
    assert about["environment"]["packages"] == packages()
    assert (out / "data" / "environment" / "requirements.lock").is_file()


def test_twice_and_elsewhere_it_has_the_same_bytes(
    packed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another copy of the case, another folder, another zone, another order of hashing, and nobody named."""
    again = build(shipped_case("zrenjanin_public_record"), tmp_path / "elsewhere").case
    monkeypatch.setattr(bundle, "shipped", few)
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    answer = pack(again, audience="reviewer", out=tmp_path / "deep" / "bundle")
    assert [answer[name] for name in ("release", "files")] == [packed[0][name] for name in ("release", "files")]
    assert bytes_of(tmp_path / "deep" / "bundle") == bytes_of(packed[1])


def test_the_case_is_as_it_was_but_for_the_log_of_looks(packed: Any, case: Case) -> None:
    assert verify(case).ok
    chains = b"".join(path.read_bytes() for path in (case.path / "access").glob("*.jsonl"))
    assert packed[0]["files"][0]["sha256"].encode() in chains
    assert case.agent("REC").encode() in chains


@pytest.mark.parametrize("different", ["head", "audience", "notebooks", "environment", "format"])
def test_another_thing_that_it_was_made_from_is_another_release(different: str) -> None:
    about = {"format": 1, "audience": "reviewer", "head": "h", "notebooks": [], "environment": {}}
    assert release_id({**about, different: "another"}) != release_id(about)


@pytest.mark.parametrize("audience", ["public", "ombudsman", "respondent", ""])
def test_another_audience_is_refused(case: Case, audience: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="a bundle is for reviewers"):
        pack(case, audience=audience, out=tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_confidential_case_is_refused(tmp_path: Path) -> None:
    case = create(tmp_path / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
    with pytest.raises(Refused, match="does not leave as a whole"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_release_is_listed_with_its_audience_for_recall(packed: Any, case: Case) -> None:
    (made,) = releases(case)
    assert (made.id, made.audience, made.agent) == (packed[0]["release"], "reviewer", case.agent("REC"))


def test_a_sealed_case_is_refused_in_its_own_words(tmp_path: Path) -> None:
    info = CaseInfo(title="A", nature="synthetic")
    sealed = create_sealed(tmp_path / "c", info, Agent(key="MJ", kind="person", name="M"), PASSPHRASE).case
    assert not whole(sealed)
    with pytest.raises(Refused, match="does not leave as a whole"):
        pack(sealed, audience="reviewer", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_while_anybody_has_stopped_the_sharing_nothing_is_released_and_nobody_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = CaseInfo(title="A", nature="synthetic")
    case = create(tmp_path / "c", info, Agent(key="MJ", kind="person", name="M"))
    told, mj = told_by(case), case.agent("MJ")
    done = stop_sharing(case, told["worker"], agent=mj, reason="by telephone")
    with pytest.raises(Refused, match="1 worker has stopped") as refused:
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert "W-01" not in str(refused.value) and not (tmp_path / "out").exists()
    undo(case, done.record, agent=mj)

    def meanwhile(*_: Any) -> tuple[str, list[Any]]:
        stop_using(case, told["worker"], agent=mj, reason="while the notebooks run")
        return "f" * 64, []

    monkeypatch.setattr(bundle, "_fill", meanwhile)
    with pytest.raises(Refused, match="1 worker has stopped"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["c"] and releases(case) == ()


def test_what_somebody_withheld_while_the_notebooks_run_is_not_in_what_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = create(tmp_path / "c", CaseInfo(title="A", nature="synthetic"), Agent(key="MJ", kind="person", name="M"))
    told, mj = told_by(case), case.agent("MJ")
    assert open_to_all(case) and whole(case)

    def meanwhile(*_: Any) -> tuple[str, list[Any]]:
        decide(case, told["passage"], "withhold", agent=mj, reason="points to one man")
        return "f" * 64, []

    monkeypatch.setattr(bundle, "_fill", meanwhile)
    with pytest.raises(Refused, match=r"1 decision keeps a record back .*protected rows"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["c"] and releases(case) == ()
    assert open_to_all(case) and not whole(case)
    monkeypatch.setattr(bundle, "_fill", lambda *_: pytest.fail("a case that does not leave as a whole is copied"))
    with pytest.raises(Refused, match="1 decision keeps a record back"):
        pack(case, audience="reviewer", out=tmp_path / "out")


def test_a_folder_that_holds_something_is_left_alone(case: Case, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert bytes_of(tmp_path) == {"out/letter.txt": b"mine"}


@pytest.mark.parametrize("inside", ["objects/bundle", "ledger/bundle", "access/bundle"])
def test_a_bundle_is_not_put_into_the_record(case: Case, inside: str) -> None:
    with pytest.raises(Refused, match="inside the record"):
        pack(case, audience="reviewer", out=case.path / inside)


def test_an_agent_that_the_case_does_not_know_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="'XX' is not known"):
        pack(case, audience="reviewer", out=tmp_path / "out", agent="XX")
    assert not list(tmp_path.iterdir())


def test_a_case_that_does_not_verify_is_refused(tmp_path: Path) -> None:
    case = build(shipped_case("zrenjanin_public_record"), tmp_path / "z").case
    first = next(path for path in sorted((case.path / "objects").rglob("*")) if path.is_file())
    first.chmod(0o600)
    first.write_bytes(b"other")
    with pytest.raises(Refused, match="does not verify"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["z"]


def test_a_notebook_that_fails_is_named_and_nothing_is_left(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "nb" / "01_intake.ipynb"
    broken.parent.mkdir()
    text = few()[0].read_text("utf-8")
    assert "wb.items(opened)" in text
    broken.write_text(text.replace("wb.items(opened)", "wb.nothing(opened)"), "utf-8")
    monkeypatch.setattr(bundle, "shipped", lambda: [broken])
    with pytest.raises(Refused, match=r"01_intake.ipynb, cell nb01-items: NoSuchVerb"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nb"]


def test_the_environment_is_written_as_it_is(tmp_path: Path) -> None:
    versions = environment(tmp_path / "environment")
    assert json.loads((tmp_path / "environment" / "versions.json").read_bytes()) == versions
    assert {"forced-labour-workbench", "pandas", "matplotlib", "nbclient"} <= versions["packages"].keys()
    assert "pytest" not in versions["packages"]


def test_what_cannot_be_put_in_place_leaves_nothing(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "shipped", list)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(bundle, "seal_bag", full)
    with pytest.raises(OSError, match="No space"):
        pack(case, audience="reviewer", out=tmp_path / "out")
    assert not list(tmp_path.iterdir())
