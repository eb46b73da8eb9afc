"""The notebooks: short, without outputs, and running to the end on both shipped cases without a screen."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.copied import copied
from workbench.casefile import Case, create, open_case
from workbench.records import Agent, CaseInfo
from workbench.release.bag import sha256
from workbench.release.notebooks import Ran, run, shipped

ROOT = Path(__file__).resolve().parent.parent
each_notebook = pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
PUBLISHED = {".svg", ".csv", ".json", ".geojson", ".graphml"}
Outcome = tuple[dict[str, Ran], Path]


def cells(path: Path, kind: str = "code") -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def executed(built: Case, folder: Path) -> Outcome:
    """Every notebook run once on a shipped case: what each published, and the folder of the executed copies."""
    case = copied(built, folder / "case")
    ran = run(shipped(), case.path, folder / "out", keep=folder / "kept")
    return {one.notebook: one for one in ran}, folder / "kept"


@pytest.fixture(scope="module")
def on_the_demo(demo_case: Case, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return executed(demo_case, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def on_the_record(public_case: Case, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return executed(public_case, tmp_path_factory.mktemp("record"))


def test_there_is_one_a_step_and_they_are_the_ones_of_this_repository() -> None:
    names = [
        "start_here",
        "intake",
        "testimony",
        "documents_photos",
        "wages",
        "network_sites",
        "findings",
        "dossier_rerun",
    ]
    assert [path.stem for path in shipped()] == [f"{number:02}_{name}" for number, name in enumerate(names)]
    assert {path.parent for path in shipped()} == {ROOT / "notebooks"}


@each_notebook
def test_a_notebook_is_short_and_says_first_what_it_is_for(path: Path) -> None:
    book = json.loads(path.read_text("utf-8"))
    assert len(cells(path)) <= 12
    assert all(len(source(cell).splitlines()) < 15 for cell in cells(path))
    first = book["cells"][0]
    assert first["cell_type"] == "markdown"
    assert source(first).startswith("# ")
    assert "?" in source(first).splitlines()[0], "a notebook answers a question"
    assert "**In:**" in source(first) and "**Out:**" in source(first)


@each_notebook
def test_the_second_cell_holds_the_parameters_with_their_defaults(path: Path) -> None:
    second = json.loads(path.read_text("utf-8"))["cells"][1]
    assert second["metadata"] == {"tags": ["parameters"]}
    assert 'case = os.environ.get("WORKBENCH_CASE", "casefiles/demo")' in source(second)
    assert 'out = os.environ.get("WORKBENCH_OUT", "output/notebooks")' in source(second)


@each_notebook
def test_it_publishes_into_a_folder_of_its_own_and_lists_the_digests_last(path: Path) -> None:
    assert f'folder = Path(out) / "{path.stem}"' in source(cells(path)[1])
    assert "wb.digest(file)" in source(cells(path)[-1])


@each_notebook
def test_the_file_is_what_git_should_hold(path: Path) -> None:
    book = json.loads(path.read_text("utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert book["metadata"]["kernelspec"] == {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert book["metadata"].keys() == {"kernelspec", "language_info"}
    assert not [cell for cell in cells(path) if cell["outputs"] or cell["execution_count"] is not None]
    ids = [cell["id"] for cell in book["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(rf"nb{path.stem[:2]}-[a-z-]+", one) for one in ids)
    assert path.read_text("utf-8") == json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@each_notebook
def test_a_cell_shows_nothing_raw_and_calls_nobody(path: Path) -> None:
    code = "\n".join(source(cell) for cell in cells(path))
    assert not re.findall(r"HTML\(|https?://|\burllib|\brequests\b|\bsubprocess\b|^[!%]", code, re.MULTILINE)


@each_notebook
@pytest.mark.parametrize("outcome", ["on_the_demo", "on_the_record"])
def test_it_runs_to_the_end_and_publishes(path: Path, outcome: str, request: pytest.FixtureRequest) -> None:
    ran, _ = request.getfixturevalue(outcome)
    assert ran[path.name].error is None
    figures = ran[path.name].figures
    assert figures
    assert {file.suffix for file in figures.values()} <= PUBLISHED
    assert all(file.stat().st_size for file in figures.values())


def outputs(kept: Path, name: str) -> list[dict[str, Any]]:
    return [output for cell in cells(kept / name) for output in cell["outputs"]]


@each_notebook
@pytest.mark.parametrize("outcome", ["on_the_demo", "on_the_record"])
def test_nothing_is_said_on_standard_error(path: Path, outcome: str, request: pytest.FixtureRequest) -> None:
    """A warning of a library in a finding would be read as a doubt about the finding."""
    _, kept = request.getfixturevalue(outcome)
    assert not [output["text"] for output in outputs(kept, path.name) if output.get("name") == "stderr"]


@each_notebook
def test_the_last_cell_lists_every_file_with_its_digest(path: Path, on_the_demo: Outcome) -> None:
    ran, kept = on_the_demo
    listed = "".join("".join(output["text"]) for output in cells(kept / path.name)[-1]["outputs"]).splitlines()
    figures = ran[path.name].figures
    assert listed == [f"{sha256(file)} {file.name}" for file in figures.values()]


def shown(kept: Path, name: str) -> str:
    html = [output["data"]["text/html"] for output in outputs(kept, name) if "text/html" in output.get("data", {})]
    return "\n".join("".join(part) for part in html)


def test_the_start_shows_the_case_the_matrix_a_quote_and_a_consent_that_is_missing(on_the_demo: Outcome) -> None:
    page = shown(on_the_demo[1], "00_start_here.ipynb")
    assert "danger not asked" in page and "Audit at head" in page
    pictures = re.findall(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="([^"]+)"', page)
    assert len(pictures) == 4
    assert all(len(words) > 30 for words in pictures)
    assert re.search(r"<caption[^>]*>[^<]+: (supported|conflicting)", page) and "paragraph" in page
    assert "no consent" in page or "account" in page


def with_parameters(path: Path, into: Path, **values: str) -> Path:
    """The notebook as papermill leaves it: a cell after the one that is tagged `parameters`, which stays."""
    book = json.loads(path.read_text("utf-8"))
    (at,) = [n for n, cell in enumerate(book["cells"]) if "parameters" in cell["metadata"].get("tags", ())]
    source_of = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    injected = {"tags": ["injected-parameters"]}
    cell = {"cell_type": "code", "id": "injected", "metadata": injected, "source": source_of}
    book["cells"].insert(at + 1, cell | {"execution_count": None, "outputs": []})
    target = into / path.name
    target.write_text(json.dumps(book), "utf-8")
    return target


def test_parameters_that_are_put_in_decide(on_the_record: Outcome, demo_case: Any, tmp_path: Path) -> None:
    """Case, folder and audience come from the cell that papermill adds, not from the environment."""
    named = {"case": str(on_the_record[1].parent / "case"), "out": str(tmp_path / "other")}
    intake = with_parameters(shipped()[1], tmp_path, **named)
    dossier = with_parameters(shipped()[7], tmp_path, **named, audience="greta")
    ran = run([intake, dossier], demo_case.path, tmp_path / "out")
    assert [one.error for one in ran] == [None, None]
    assert not [one.figures for one in ran if one.figures]
    taken = json.loads((tmp_path / "other/01_intake/items.json").read_text("utf-8"))
    assert len(taken) == len(open_case(on_the_record[1].parent / "case").state().of("item"))
    assert (tmp_path / "other/07_dossier_rerun/consents-for-greta.json").is_file()


def test_the_coders_of_the_demo_differ_somewhere_and_the_words_are_shown(on_the_demo: Outcome) -> None:
    ran, _ = on_the_demo
    differences = json.loads(ran["02_testimony.ipynb"].figures["02_testimony/differences.json"].read_text("utf-8"))
    assert {one["coder"] for one in differences} == {"MJ", "AK"}
    codings = json.loads(ran["02_testimony.ipynb"].figures["02_testimony/codings.json"].read_text("utf-8"))
    assert 0 < len(differences) < len(codings)
    assert all(one["quote"] or one["file"] for one in differences)


def test_a_cell_of_the_matrix_leads_to_words_and_the_digest_of_their_file(on_the_demo: Outcome) -> None:
    page = shown(on_the_demo[1], "06_findings.ipynb")
    assert re.search(r"item_sha256", page)
    assert re.search(r"<td>[0-9a-f]{64}</td>", page)


def test_no_name_of_a_worker_is_shown(on_the_demo: Outcome) -> None:
    """Labels stand for people: the names that the register holds for workers appear in no notebook of findings."""
    with (ROOT / "casefiles/demo_synthetic/register/entities.csv").open(encoding="utf-8", newline="") as file:
        names = [row["names"] for row in csv.DictReader(file) if row["schema"] == "Worker" and row["names"]]
    assert len(names) > 10
    for path in shipped():
        if path.stem[:2] in ("00", "04", "05", "06"):
            text = shown(on_the_demo[1], path.name)
            assert not [name for name in names if name in text]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_each_runs_to_its_end_on_a_case_that_was_only_begun(path: Path, tmp_path: Path) -> None:
    """Whoever opens one on a case of one's own has nothing in it yet."""
    empty = create(tmp_path / "case", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."))
    (ran,) = run([path], empty.path, tmp_path / "out", keep=tmp_path / "kept")
    assert ran.error is None, ran.error
    said = {"00": "Nothing is coded", "01": "Nothing has been added", "03": "no text is on record",
            "05": "no place in this case has a position"}  # fmt: skip
    assert said.get(path.stem[:2], "") in (tmp_path / "kept" / path.name).read_text("utf-8")
