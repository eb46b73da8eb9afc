"""The reviewer's side: the same figures on another machine's settings, and everything that was changed named."""

import json
import platform
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import workbench.rerun as room
from tests.release.bad_bundles import crated, released, rewritten
from workbench.demo import build
from workbench.demo import shipped as shipped_case
from workbench.errors import Missing, Refused
from workbench.release.bag import NotABundle, sha256
from workbench.release.bundle import pack
from workbench.release.notebooks import Ran, no_network, shipped
from workbench.release.throwaway import MARK
from workbench.rerun import Figure, Report, rerun

Made = Callable[..., list[Ran]]


def can_part_from_the_network() -> bool:
    try:
        return bool(no_network())
    except Refused:
        return False


@pytest.fixture(scope="module")
def made(small_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What the notebooks of the small bundle make, run once: for tests of what is made of that."""
    kept = tmp_path_factory.mktemp("made") / "figures"
    books = sorted((small_bundle / "data/notebooks").glob("*.ipynb"))
    ran = room.rerun_on_a_copy(small_bundle / "data/case", books, kept)

    def again(case: Path, notebooks: list[Path], out: Path, progress: object = None, **_: object) -> list[Ran]:
        shutil.copytree(kept, out)
        return [Ran(one.notebook, one.error, {name: out / name for name in one.figures}) for one in ran
                if one.notebook in {path.name for path in notebooks}]  # fmt: skip

    return again


@pytest.fixture
def copy(small_bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_bundle, tmp_path / "copy"))


@pytest.fixture
def quick(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "rerun_on_a_copy", made)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SETTINGS = [
    ("America/St_Johns", "tr_TR.UTF-8", "12345"), ("Pacific/Chatham", "C", "0"), ("Asia/Kathmandu", "vi_VN.UTF-8", "7"),
    ("UTC", "sr_RS.UTF-8", "99"),
]  # fmt: skip


def under(patch: pytest.MonkeyPatch, zone: str, locale: str, seed: str) -> None:
    for name, value in {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}.items():
        patch.setenv(name, value)


def test_every_figure_comes_out_the_same_under_other_settings(
    small_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(small_bundle)
    under(monkeypatch, *SETTINGS[0])
    told: list[tuple[str, int, int]] = []
    report = rerun(small_bundle, progress=lambda *step: told.append(step))
    assert report.sentence() == "3 of 3 figures: same"
    assert (report.ok, report.exit_code) == (True, 0)
    assert bytes_of(small_bundle) == before
    assert told[-1] == ("notebooks", 2, 2)


@pytest.mark.prove
def test_every_figure_of_the_demo_comes_out_the_same_under_every_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = build(shipped_case("demo_synthetic"), tmp_path / "case").case
    pack(case, audience="reviewer", out=tmp_path / "bundle")
    shutil.rmtree(tmp_path / "case")
    for setting in SETTINGS:
        under(monkeypatch, *setting)
        report = rerun(tmp_path / "bundle")
        assert report.sentence() == f"{len(report.figures)} of {len(report.figures)} figures: same"
        assert {figure.id.split("/")[0] for figure in report.figures} == {path.stem for path in shipped()}


@pytest.mark.parametrize(
    ("path", "harm"),
    [
        ("data/figures/02_testimony/codings.json", lambda file: file.write_bytes(file.read_bytes() + b" ")),
        ("data/notebooks/01_intake.ipynb", lambda file: file.write_text(file.read_text().replace("items", "item5"))),
        ("data/release.json", lambda file: file.unlink()),
        ("data/environment/versions.json", lambda file: file.write_text("{}")),
    ],
)
def test_a_bundle_that_is_not_whole_is_named_by_file_and_nothing_is_run(
    copy: Path, path: str, harm: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "rerun_on_a_copy", lambda *_: pytest.fail("a notebook of a broken bundle was run"))
    harm(copy / path)
    report = rerun(copy)
    assert not report.ok
    assert path in {problem.subject for problem in report.problems}
    assert (report.figures, report.exit_code) == ((), 1)
    assert path in report.sentence()


def test_an_object_that_was_exchanged_is_named(copy: Path) -> None:
    file = max((path for path in (copy / "data/case/objects").rglob("*") if path.is_file()), key=lambda one: one.name)
    file.write_bytes(b"something else")
    report = rerun(copy)
    assert {problem.subject for problem in report.problems} == {file.relative_to(copy).as_posix()}
    crated(copy)
    report = rerun(copy)
    assert [problem.code for problem in report.problems] == ["object-changed"]
    assert not report.ok


def test_a_figure_that_was_exchanged_reads_changed_and_shows_the_cells(copy: Path, quick: None) -> None:
    table = copy / "data/figures/02_testimony/codings.json"
    before = sha256(table)
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join([*lines[:2], '  "subject":"forged",\n', *lines[3:]]), "utf-8")
    bag_and_list(copy, "02_testimony/codings.json", table)
    report = rerun(copy)
    changed = {figure.id: figure for figure in report.figures if figure.status != "same"}
    assert list(changed) == ["02_testimony/codings.json"]
    figure = changed["02_testimony/codings.json"]
    assert figure.status == "changed"
    assert (figure.published, figure.found) == (sha256(table), before)
    (subject,) = json.loads("{" + lines[2].rstrip().rstrip(",") + "}").values()
    assert figure.told == (f"/0/subject: published forged, found {subject}",)
    assert figure.told[0] in report.sentence()
    assert not report.ok


def bag_and_list(bundle: Path, name: str, file: Path) -> None:
    def change(listed: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**one, "sha256": sha256(file)} if one["id"] == name else one for one in listed]

    rewritten(bundle / "data" / "figures.json", change)
    crated(bundle)


def test_a_notebook_that_is_not_ours_is_never_run(copy: Path, tmp_path: Path) -> None:
    """Even where the whole bundle was made to fit it: code that somebody sent is read before it is run."""
    mark = tmp_path / "was-here"
    book = copy / "data/notebooks/01_intake.ipynb"
    book.write_text(book.read_text("utf-8").replace("wb.items(opened)", f"open('{mark}', 'w')"), "utf-8")
    released(copy, lambda about: forged(about, book))
    report = rerun(copy)
    assert not mark.exists()
    assert {figure.id: figure.status for figure in report.figures} == {
        "01_intake/items.json": "failed",
        "02_testimony/codings.json": "same",
        "02_testimony/differences.json": "same",
    }
    assert "not a notebook of the installed version" in report.sentence()
    assert report.problems == ()


def forged(about: dict[str, Any], book: Path) -> dict[str, Any]:
    books = [{**one, "sha256": sha256(book)} if one["path"].endswith(book.name) else one for one in about["notebooks"]]
    return {**about, "notebooks": books}


def test_what_a_killed_rerun_left_is_taken_away_and_named(
    copy: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "wb-made-cut_off1"
    (left / "known").mkdir(parents=True)
    (left / MARK).write_bytes(platform.node().encode())
    report = rerun(copy)
    assert (report.ok, report.taken_away, left.exists()) == (True, (str(left),), False)


def test_a_figure_that_was_left_out_is_found(copy: Path, quick: None) -> None:
    gone = json.loads((copy / "data/figures.json").read_bytes())[0]
    (copy / "data" / gone["path"]).unlink()
    rewritten(copy / "data/figures.json", lambda listed: listed[1:])
    crated(copy)
    assert [problem.code for problem in rerun(copy).problems] == ["figure-unpublished"]


def test_another_version_is_named_where_something_differs(copy: Path, quick: None) -> None:
    def older(about: dict[str, Any]) -> dict[str, Any]:
        packages = {**about["environment"]["packages"], "pandas": "1.0"}
        return {**about, "environment": {**about["environment"], "packages": packages}}

    released(copy, older)
    report = rerun(copy)
    assert [version[:2] for version in report.versions] == [("pandas", "1.0")]
    assert report.ok
    assert "pandas" not in report.sentence()
    assert report.document()["versions"][0]["published"] == "1.0"


def test_a_bundle_of_a_later_version_could_not_be_checked(copy: Path) -> None:
    released(copy, lambda about: {**about, "format": 99})
    report = rerun(copy)
    assert (report.problems[0].code, report.exit_code) == ("release-format", 3)


def test_a_case_of_a_later_format_could_not_be_checked(copy: Path) -> None:
    rewritten(copy / "data/case/format.json", lambda told: told.update(version=9))
    crated(copy)
    report = rerun(copy)
    assert (report.problems[0].code, report.exit_code, report.figures) == ("case-format", 3, ())
    assert "written in format 9, this version reads 2" in report.problems[0].message


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        rerun(tmp_path / "nothing")
    with pytest.raises(NotABundle):
        rerun(tmp_path)


def test_what_rests_on_sealed_items_says_on_how_many_at_most_and_on_which(rows_bundle: Path) -> None:
    report = rerun(rows_bundle)
    assert (report.ok, report.exit_code) == (True, 0)
    same = {one.id for one in report.figures if one.status == "same"}
    assert {one.split("/")[0] for one in same} == {"10_rows"}
    sealed = {one.id: one for one in report.figures if one.status == "sealed"}
    assert same | set(sealed) == {one.id for one in report.figures}
    network = sealed["view/network.svg"]
    assert network.told == ("rests on at most 128 sealed records: the commitments to relations",)
    assert len(network.rests_on) == 128
    assert not set(network.rests_on) & set(sealed["view/chronology.csv"].rests_on)
    assert f"{len(same)} of {len(report.figures)} figures: same, {len(sealed)} sealed" in report.sentence()
    assert "  4 of them: each rests on at most 128 sealed records: the commitments to relations" in report.sentence()
    told = [int(line.split()[0]) for line in report.sentence().splitlines() if " of them: each rests on " in line]
    assert sum(told) == len(sealed)


@pytest.mark.skipif(not can_part_from_the_network(), reason="nothing here runs a program without a network")
def test_a_notebook_of_somebody_else_runs_where_asked_and_reaches_no_network(copy: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        reach = f"__import__('socket').create_connection(('127.0.0.1', {port}), 2)"
        for name, old, new in [
            ("01_intake.ipynb", "wb.items(opened)", f"({reach}, wb.items(opened))[1]"),
            ("02_testimony.ipynb", "import workbench as wb", "import workbench as wb  # as it was"),
        ]:
            book = copy / "data/notebooks" / name
            assert old in book.read_text("utf-8")
            book.write_text(book.read_text("utf-8").replace(old, new), "utf-8")
            released(copy, lambda about, book=book: forged(about, book))
        report = rerun(copy, unknown=True)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    told = {one.id: one for one in report.figures}
    assert told["01_intake/items.json"].status == "failed"
    assert "Network is unreachable" in str(told["01_intake/items.json"].told)
    assert told["02_testimony/codings.json"].status == "same"
    same = [one for one in report.figures if one.status == "same"]
    maker = "made by 02_testimony.ipynb, which is no notebook of the installed version"
    assert f"  {len(same)} of them: {maker}" in report.sentence()


def test_where_nothing_parts_from_the_network_a_strange_notebook_is_refused(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> list[str]:
        raise Refused("unshare", "nothing here can run a program without a network", "x")

    monkeypatch.setattr(room, "no_network", refused)
    monkeypatch.setattr(room, "rerun_on_a_copy", lambda *_, **__: pytest.fail("a notebook was run"))
    book = copy / "data/notebooks/01_intake.ipynb"
    book.write_text(book.read_text("utf-8").replace("wb.items(opened)", "wb.items( opened)"), "utf-8")
    released(copy, lambda about: forged(about, book))
    with pytest.raises(Refused, match="without a network"):
        rerun(copy, unknown=True)


def test_a_report_without_figures_proves_nothing() -> None:
    assert not Report("r", (), (), ()).ok


def test_a_report_shows_itself_with_everything_escaped() -> None:
    report = Report("r", (Figure("<b>.svg", "changed", "0" * 64, "1" * 64),), (), (("pandas", "1", "2"),))
    assert "<b>" not in report._repr_html_()
    assert "&lt;b&gt;.svg" in report._repr_html_()
    assert "pandas is 2 here, 1 where it was published" in report.sentence()
