"""The reviewer's side: the same figures on another machine's settings, and everything that was changed named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import workbench.rerun as room
from workbench.demo import build
from workbench.demo import shipped as shipped_case
from workbench.errors import Missing
from workbench.release import bundle as packing
from workbench.release.bag import NotABundle, seal_bag, sha256
from workbench.release.bundle import pack, release_id
from workbench.release.notebooks import shipped
from workbench.rerun import Figure, Report, first_differences, rerun

FEW = ("01_intake.ipynb", "02_testimony.ipynb")


def few() -> list[Path]:
    return [path for path in shipped() if path.name in FEW]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of the public-record case with two notebooks, to be harmed in copies."""
    folder = tmp_path_factory.mktemp("small")
    case = build(shipped_case("zrenjanin_public_record"), folder / "case").case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "shipped", few)
        pack(case, audience="reviewer", out=folder / "bundle")
    return folder / "bundle"


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "copy"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text("utf-8"))), ensure_ascii=False), "utf-8")


def bag_again(bundle: Path) -> None:
    """What a forger does: the bag is made new over what was changed, so that every digest in it is right."""
    seal_bag(bundle, {"Bagging-Date": "2026-11-20"})


def test_every_figure_of_the_demo_comes_out_the_same_under_other_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = build(shipped_case("demo_synthetic"), tmp_path / "case").case
    pack(case, audience="reviewer", out=tmp_path / "bundle")
    before = bytes_of(tmp_path / "bundle")
    shutil.rmtree(tmp_path / "case")
    monkeypatch.setenv("TZ", "America/St_Johns")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    told: list[tuple[str, int, int]] = []
    report = rerun(tmp_path / "bundle", progress=lambda *step: told.append(step))
    assert report.sentence() == f"{len(report.figures)} of {len(report.figures)} figures: same"
    assert report.ok
    assert {figure.id.split("/")[0] for figure in report.figures} == {path.stem for path in shipped()}
    assert bytes_of(tmp_path / "bundle") == before
    assert told[-1] == ("notebooks", len(shipped()), len(shipped()))


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
    assert {figure.status for figure in report.figures} == {"failed"}
    assert path in report.sentence()


def test_an_object_that_was_exchanged_is_named(copy: Path) -> None:
    file = max((path for path in (copy / "data/case/objects").rglob("*") if path.is_file()), key=lambda one: one.name)
    file.write_bytes(b"something else")
    report = rerun(copy)
    assert {problem.subject for problem in report.problems} == {file.relative_to(copy).as_posix()}
    bag_again(copy)
    report = rerun(copy)
    assert "changed" in {problem.code for problem in report.problems}
    assert not report.ok


def test_a_figure_that_was_exchanged_reads_changed_and_shows_the_lines(copy: Path) -> None:
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
    assert figure.told == ('line 3, published:   "subject":"forged",', f"line 3, found:     {lines[2].rstrip()}")
    assert figure.told[0] in report.sentence()
    assert not report.ok


def bag_and_list(bundle: Path, name: str, file: Path) -> None:
    def change(listed: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**one, "sha256": sha256(file)} if one["id"] == name else one for one in listed]

    edit(bundle / "data" / "figures.json", change)
    bag_again(bundle)


def test_a_notebook_that_is_not_ours_is_never_run(copy: Path, tmp_path: Path) -> None:
    """Even where the whole bundle was made to fit it: code that somebody sent is read before it is run."""
    mark = tmp_path / "was-here"
    book = copy / "data/notebooks/01_intake.ipynb"
    book.write_text(book.read_text("utf-8").replace("wb.items(opened)", f"open('{mark}', 'w')"), "utf-8")
    edit(copy / "data/release.json", lambda about: forged(about, book))
    bag_again(copy)
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
    about = {**about, "notebooks": books}
    return {**about, "release": release_id(about)}


def forged_list(about: dict[str, Any]) -> dict[str, Any]:
    about = {**about, "notebooks": [{**one, "sha256": "0" * 64} for one in about["notebooks"]]}
    return {**about, "release": release_id(about)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda about: {**about, "head": "0" * 64, "release": release_id({**about, "head": "0" * 64})}, "case-changed"),
        (lambda about: {**about, "audience": "public"}, "release-id"),
        (forged_list, "notebook-changed"),
    ],
)
def test_a_release_that_says_what_is_not_so_is_found(
    copy: Path, change: Callable[[Any], Any], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "rerun_on_a_copy", lambda *_: [])  # what the notebooks give does not matter here
    edit(copy / "data/release.json", change)
    bag_again(copy)
    assert code in {problem.code for problem in rerun(copy).problems}


def test_a_figure_that_was_left_out_of_the_list_is_found(copy: Path) -> None:
    edit(copy / "data/figures.json", lambda listed: listed[1:])
    bag_again(copy)
    assert [problem.code for problem in rerun(copy).problems] == ["figure-unpublished"]


def test_another_version_is_named_where_something_differs(copy: Path) -> None:
    def older(about: dict[str, Any]) -> dict[str, Any]:
        packages = {**about["environment"]["packages"], "pandas": "1.0"}
        about = {**about, "environment": {**about["environment"], "packages": packages}}
        return {**about, "release": release_id(about)}

    edit(copy / "data/release.json", older)
    bag_again(copy)
    report = rerun(copy)
    assert [version[:2] for version in report.versions] == [("pandas", "1.0")]
    assert report.ok
    assert "pandas" not in report.sentence()
    assert report.document()["versions"][0]["published"] == "1.0"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("release.json", "[]"),
        ("release.json", "{}"),
        ("release.json", "no json"),
        ("figures.json", "{}"),
        ("figures.json", '[{"id": "a", "path": "figures/../../x", "sha256": "0", "notebook": "n"}]'),
        ("figures.json", '[{"id": "../../x", "path": "figures/../../x", "sha256": "0", "notebook": "n"}]'),
        ("figures.json", '[{"id": 3, "path": "figures/3", "sha256": "0", "notebook": "n"}]'),
    ],
)
def test_a_bag_that_is_none_of_ours_is_refused(copy: Path, name: str, text: str) -> None:
    (copy / "data" / name).write_text(text)
    bag_again(copy)
    with pytest.raises(NotABundle, match=name):
        rerun(copy)


def test_a_bundle_of_a_later_version_is_refused(copy: Path) -> None:
    edit(copy / "data/release.json", lambda about: {**about, "format": 99})
    bag_again(copy)
    with pytest.raises(NotABundle, match="format 99"):
        rerun(copy)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        rerun(tmp_path / "nothing")
    with pytest.raises(NotABundle):
        rerun(tmp_path)


def test_the_first_lines_that_differ_are_shown_and_no_more(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("a\nb\nc\nd\ne\n")
    new.write_text("a\nX\nc\nY\nZ\nmore\n")
    assert first_differences(old, new) == (
        "line 2, published: b", "line 2, found:     X", "line 4, published: d", "line 4, found:     Y",
        "line 5, published: e", "line 5, found:     Z",
    )  # fmt: skip
    assert first_differences(old, old) == ()
    assert first_differences(tmp_path / "gone", new)[0] == "line 1, published: (no line)"


def test_a_report_without_figures_proves_nothing() -> None:
    assert not Report("r", (), (), ()).ok


def test_a_report_shows_itself_with_everything_escaped() -> None:
    report = Report("r", (Figure("<b>.svg", "changed", "0" * 64, "1" * 64),), (), (("pandas", "1", "2"),))
    assert "<b>" not in report._repr_html_()
    assert "&lt;b&gt;.svg" in report._repr_html_()
    assert "pandas is 2 here, 1 where it was published" in report.sentence()
