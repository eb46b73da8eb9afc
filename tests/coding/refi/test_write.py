"""A project that others open: valid by the schema, positions in the standard's units, the same bytes each time."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.coding.conftest import TEXT, of_another
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using, worker_of
from workbench.coding.exchange import import_codings
from workbench.coding.export import coded
from workbench.coding.refi.archive import parse
from workbench.coding.refi.write import project_file
from workbench.records import Entity


@pytest.fixture
def data(rich: Case) -> bytes:
    return project_file("Site A", coded(rich), rich.objects.read)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_valid_by_the_published_schema(data: bytes, corpus: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(corpus / "conformance" / "refi-qda" / "Project.xsd"))
    schema.assertValid(etree.fromstring(parts(data)["project.qde"]))


def test_every_position_cuts_the_words_out_of_the_text_beside_it(data: bytes) -> None:
    files = parts(data)
    root = parse("project.qde", files["project.qde"])
    found: dict[str, Any] = {}
    for source in root.iter("TextSource"):
        path = source.get("plainTextPath")
        text = files["Sources/" + path.removeprefix("internal://")].decode() if path else ""
        for one in source.findall("PlainTextSelection"):
            found[one.get("name")] = text[int(one.get("startPosition")) : int(one.get("endPosition"))]
    assert found == {"hộ chiếu": "hộ chiếu", "No pay": "No pay", "no pay": "no pay", "yes": "yes"}


def test_pictures_recordings_and_whole_files_have_the_standard_s_units(data: bytes) -> None:
    root = parse("project.qde", parts(data)["project.qde"])
    (region,) = root.iter("PictureSelection")
    assert [region.get(name) for name in ("firstX", "firstY", "secondX", "secondY")] == ["1", "2", "4", "6"]
    assert [(one.get("begin"), one.get("end")) for one in root.iter("AudioSelection")] == [
        ("65200", "80000"),
        ("1235", "2000"),
    ]
    assert [(one.get("begin"), one.get("end")) for one in root.iter("VideoSelection")] == [("10000", "11000")]
    assert [source.get("name") for source in root.find("Sources") if source.find("Coding") is not None] == [
        "a.txt",
        "b.jpg",
    ]


def test_two_codings_of_one_place_stand_on_one_selection_by_their_own_users(data: bytes) -> None:
    root = parse("project.qde", parts(data)["project.qde"])
    names = {user.get("guid"): user.get("name") for user in root.iter("User")}
    both = next(one for one in root.iter("PlainTextSelection") if one.get("name") == "No pay")
    assert [names[coding.get("creatingUser")] for coding in both.findall("Coding")] == ["MJ", "AK"]
    assert len({coding.get("guid") for coding in root.iter("Coding")}) == 12


def test_people_are_cases_by_their_keys_and_names_stay_inside(data: bytes) -> None:
    root = parse("project.qde", parts(data)["project.qde"])
    assert [case.get("name") for case in root.iter("Case")] == ["W-01", "G-01"]
    places = {one.get("guid") for one in root.iter() if one.get("guid")}
    assert {ref.get("targetGUID") for case in root.iter("Case") for ref in case} <= places


def test_only_the_frameworks_that_are_used_are_in_the_codebook(data: bytes) -> None:
    root = parse("project.qde", parts(data)["project.qde"])
    tops = [code.findtext("Description").rpartition("id: ")[2] for code in root.findall("CodeBook/Codes/Code")]
    assert tops == ["ilo-11", "palermo"]


def test_the_same_case_gives_the_same_bytes_and_carries_no_day(rich: Case, data: bytes) -> None:
    assert project_file("Site A", coded(rich), rich.objects.read) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "project.qde"


def test_a_case_without_codings_is_a_project_with_the_codebook(case: Case, corpus: Path) -> None:
    from lxml import etree

    made = parts(project_file("Site A", coded(case), case.objects.read))["project.qde"]
    etree.XMLSchema(etree.parse(corpus / "conformance" / "refi-qda" / "Project.xsd")).assertValid(
        etree.fromstring(made)
    )
    assert len(list(parse("p", made).iter("Code"))) == 12


def test_words_that_a_worker_took_back_are_covered_and_whatever_else_is_coded_comes_back(
    rich: Case, tmp_path: Path, words_of: Any
) -> None:
    with rich.writing(rich.agent("MJ")) as writer:
        writer.record(Entity(key="W-09", schema="Worker", label="W-09"))
    at, before = TEXT.index("Họ giữ"), words_of(rich)
    of_another(rich, "a.txt", at, at + len("Họ giữ hộ"), "W-09")
    stop_using(rich, worker_of(rich, "W-09"), agent=rich.agent("MJ"), reason="r")
    made = project_file("Site A", coded(rich), rich.objects.read)
    texts = [data.decode() for name, data in parts(made).items() if name.endswith(".txt")]
    assert TEXT.replace("Họ giữ ", "█" * 7) in texts, "what is somebody else's own quote stays in it"
    assert not any("Họ giữ" in text for text in texts) and "Họ giữ" not in parts(made)["project.qde"].decode()
    (tmp_path / "p.qdpx").write_bytes(made)
    again = import_codings(rich, tmp_path / "p.qdpx", agent=rich.agent("MJ"))
    assert (again.recorded, again.already, again.problems) == ((), 12, ()) and words_of(rich) == before
