"""The commands by which something leaves, through the installed program's own door."""

import csv
import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import coding_of, told_by
from workbench.casefile import create
from workbench.cli import main
from workbench.disclosure.spellings import Finder
from workbench.records import (
    Agent,
    CaseInfo,
    Consent,
    CustodyEvent,
    Derivative,
    Entity,
    Event,
    Item,
    Passage,
    Period,
    Source,
)
from workbench.release.scan import scan


@pytest.fixture
def case(demo_case: Any, tmp_path: Path) -> str:
    place = tmp_path / "case"
    shutil.copytree(demo_case.path, place)
    return str(place)


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = main([*arguments, "--json"])
    out, told = capsys.readouterr()
    assert out or not code, told
    return code, json.loads(out) if out else None


def test_somebody_whose_name_is_a_word_of_every_release_keeps_none_of_them_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nam stands in "Names, places and times", An begins our sentences, and SA, PS and MV are in files of any kind."""
    info = CaseInfo(title="A", nature="synthetic")
    case = create(tmp_path / "case", info, Agent(key="MJ", kind="person", name="Mira"))
    told_by(case, "They took my passport at the gate.")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="EMP", schema="Company", label="Ledina Gradnja", country="RS"))
        for number, name in enumerate(("Nam", "An", "Will", "May", "Mark", "Dan"), 2):
            writer.record(Entity(key=f"W-{number:02}", schema="Worker", label=f"W-{number:02}", names=(name,)))
        for label in ("I-10", "C-10", "T-10", "U-10", "A-10"):
            writer.record(Entity(key=label, schema="Worker", label=label, names=(f"Name of {label}",)))
        for key in ("SA", "PS", "MV", "UA", "CS", "RS"):
            writer.record(Agent(key=key, kind="person", name=f"Bogdan of {key}"))
    place, out = str(case.path), tmp_path / "out"
    code, found = run("preflight", place, "--for", "ombudsman", "--apply", "--agent", "MJ", capsys=capsys)
    assert code == 0 and found["ok"]
    assert run("release", place, "--for", "ombudsman", "--out", str(out), "--agent", "MJ", capsys=capsys)[0] == 0
    assert {"dossier.docx", "dossier.pdf", "dossier.xlsx"} <= {path.name for path in out.rglob("*")}


def test_a_release_is_made_and_stands_among_the_receipts(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("preflight", case, "--for", "thematic-input", "--apply", "--agent", "MJ", capsys=capsys)[0] == 0
    code, told = run("release", case, "--for", "thematic-input", "--out", f"{case}-out", "--recipient", "A. B.",
                     "--agent", "MJ", capsys=capsys)  # fmt: skip
    assert code == 0 and {"release", "copy", "files"} <= set(told)
    assert all((Path(f"{case}-out") / one["path"]).is_file() for one in told["files"])
    listed = run("receipts", case, capsys=capsys)[1]
    assert [(one["release"] if "release" in one else one["id"], one["recipient"]) for one in listed][-1] == (
        told["release"], "A. B.",
    )  # fmt: skip
    assert main(["receipts", case]) == 0 and "A. B." in capsys.readouterr().out


def test_names_that_may_be_given_stand_in_lists_though_somebody_has_a_part_of_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nine of five hundred Vietnamese names: "Mạnh, Lê" of two that may be given is how a third one is written, too."""
    info = CaseInfo(title="A", nature="synthetic")
    case = create(tmp_path / "case", info, Agent(key="MJ", kind="person", name="Mira Jovanović"))
    given = ("Hồ Minh Mạnh", "Lê Hữu Phúc", "Lê Quang Việt", "Nguyễn Công Bình", "Phạm Công Vinh", "Phạm Minh Hải")
    hidden = ("Lê Văn Mạnh", "Nguyễn Xuân Việt", "Phạm Thành Bình")
    listed = ", ".join(given[:3])
    with case.writing(case.agent("MJ")) as writer:
        site = writer.record(Entity(key="SITE", schema="Site", label="The site"))
        for number, name in enumerate(given + hidden):
            worker = writer.record(Entity(key=f"W-{number}", schema="Worker", label=f"W-{number}", names=(name,)))
            source = writer.record(Source(key=f"T-{number}", label="Told", kind="worker", worker=worker))
            words = f"They took the passports of all, of {listed} as well, said number {number}."
            kept = writer.store(words.encode())
            fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
            item = writer.record(Item(size=kept.size, name=f"{number}.txt", source=source, **fields))
            writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
            text = writer.record(Derivative(item=item, tool="t", version="1", **fields))
            passage = writer.record(Passage(item=item, derivative=text, quote=words, start=0, end=len(words)))
            writer.record(dataclasses.replace(coding_of(case, passage, worker), site=site))
            writer.record(Consent(worker=worker, audience="ombudsman", purpose="inquiry", form="signed",
                                  given="2024-01-01", submit=True, summary=True, letter=True,
                                  **({"naming": True, "shown_as": "name"} if name in given else {})))  # fmt: skip
    place, out = str(case.path), tmp_path / "out"
    assert run("preflight", place, "--for", "ombudsman", "--apply", "--agent", "MJ", capsys=capsys)[0] == 0
    assert run("release", place, "--for", "ombudsman", "--out", str(out), "--agent", "MJ", capsys=capsys)[0] == 0
    told = {path.name: path.read_text("utf-8") for path in out.rglob("*") if path.suffix in (".csv", ".json", ".html")}
    assert f"of {listed} as well" in told["dossier.json"], "no name is cut out of the middle of two others"
    assert all(name in told["matrix-by-worker.csv"] for name in given)
    assert not [name for name in hidden for text in told.values() if name in text]


def test_a_passage_that_was_withheld_stands_nowhere_in_a_bundle_of_a_case_that_could_leave_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    info = CaseInfo(title="A", nature="synthetic")
    # A name of one letter stands in a workbook by chance, and a release is refused that names nobody.
    case = create(tmp_path / "case", info, Agent(key="MJ", kind="person", name="Mira Jovanović"))
    mj, planted = case.agent("MJ"), "Kornjača under the ninth bridge"
    told = told_by(case, f"{planted} keeps the keys of the gate.")
    with case.writing(mj) as writer:
        paper = writer.record(Source(key="P-1", label="A paper", kind="press"))
        kept = writer.store(f"{planted}, and nobody else.".encode())
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name="paper.txt", source=paper, **fields))
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
        copy = writer.store(f"{planted}, and nobody else.".encode(), beside=kept)
        fields |= {"object": copy.name, "sha256": copy.sha256}
        text = writer.record(Derivative(item=item, tool="t", version="1", **fields))
        said = writer.record(Passage(item=item, derivative=text, quote=planted, start=0, end=len(planted)))
        writer.record(Event(track="authority", title=planted, source=paper, passage=said,
                            period=Period(start="2024-05-17")))  # fmt: skip
    place, out = str(case.path), tmp_path / "bundle"
    assert main(["preflight", place, "--for", "reviewer"]) == 0 and "copies the whole record" in capsys.readouterr().out
    for one in (said, told["passage"]):
        assert main(["decide", place, one, "withhold", "--reason", "one man", "--agent", "MJ"]) == 0
    assert main(["preflight", place, "--for", "reviewer"]) == 0 and "whole record" not in capsys.readouterr().out
    assert main(["release", place, "--for", "reviewer", "--out", str(out), "--agent", "MJ"]) == 0
    (line,) = [one for one in capsys.readouterr().err.splitlines() if "whole record" in one]
    assert line.startswith("protected rows leave, not the whole record: 2 decisions keep records back or change them")
    assert json.loads((out / "data" / "release.json").read_bytes())["holds"] == "rows"
    assert (out / "data" / "rows.jsonl").is_file() and not (out / "data" / "case").exists()
    assert scan(out, Finder({"planted": [planted, "Kornjača"]})) == [] and scan(case.path, Finder({"p": [planted]}))
    raw = b"".join(path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file())
    assert planted.encode() not in raw and b"ninth bridge" not in raw


def test_one_worker_is_named_to_the_official_whom_the_worker_chose_and_to_nobody_else(
    case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--purpose", "report", "--form", "signed", "--given", "2024-07-01", "--submit", "--letter", "--summary")
    assert run("consent", case, "W-10", "--for", "respondent", *given, "--naming", "--recipient", "Judge A.",
               "--agent", "MJ", capsys=capsys)[0] == 0  # fmt: skip
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "five words that nobody guesses")
    code, told = run("release", case, "--for", "respondent", "--out", f"{case}-out", "--keep-key", "--agent", "MJ",
                     capsys=capsys)  # fmt: skip
    assert code == 0 and len(told["key"]) == 64
    assert not any("pseudonyms" in one["path"] for one in told["files"])
    asked = ("reveal", case, told["release"][:12], "W-10", "--agent", "MJ", "--to")
    code, named = run(*asked, "Judge A.", capsys=capsys)
    assert code == 0 and named["names"] == ["Bùi Khắc Điệp"] and named["pseudonym"].startswith("Worker ")
    assert main([*asked, "Somebody else"]) == 2 and "Bùi" not in capsys.readouterr().out
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "another")
    assert main([*asked, "Judge A."]) == 2 and "Bùi" not in capsys.readouterr().out


GIVEN = ("--purpose", "report", "--form", "signed", "--given", "2024-07-01", "--submit", "--letter", "--summary")
SAID = "The foreman shouted Qvornak Blizdun at us."


def written(file: Path, *rows: dict[str, str]) -> str:
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, rows[0])
        table.writeheader()
        table.writerows(rows)
    return str(file)


def test_a_file_whose_teller_was_named_the_second_time_leaves_only_as_she_allows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first file to the bytes of two releases, as somebody types it."""
    case, mj = str(tmp_path / "case"), ("--agent", "MJ")
    keys = [f"W-0{n}" for n in range(1, 8)]
    assert run("init", case, "--title", "A site", "--unsealed", *mj, capsys=capsys)[0] == 0
    entities = [{"key": key, "schema": "Worker", "label": key} for key in keys]
    sources = [{"key": f"T-{key}", "label": f"Talk with {key}", "kind": "worker", "worker": key} for key in keys]
    for kind, rows in (("entities", entities), ("sources", sources)):
        assert run("register", case, kind, written(tmp_path / "r.csv", *rows), *mj, capsys=capsys)[0] == 0
    for key in keys[:6]:
        (tmp_path / f"{key}.txt").write_text(f"They keep our passports. It is the {key[-1]}th month.")
        assert run("add", case, str(tmp_path / f"{key}.txt"), "--source", f"T-{key}", *mj, capsys=capsys)[0] == 0
        assert run("consent", case, key, "--for", "ombudsman", *GIVEN, *mj, capsys=capsys)[0] == 0
    (tmp_path / "note.txt").write_text(SAID)
    assert run("add", case, str(tmp_path / "note.txt"), *mj, capsys=capsys)[0] == 0
    coding = {"file": "note.txt", "quote": SAID, "framework": "ilo-11", "indicator": "intimidation-and-threats",
              "stance": "supports", "subject": "W-01", "means": "first-hand", "coder": "MJ"}  # fmt: skip
    kept = coding | {"quote": "They keep our passports.", "indicator": "retention-of-identity-documents"}
    codings = [coding, *(kept | {"file": f"{key}.txt", "subject": key} for key in keys[:6])]
    assert run("code", case, "import", written(tmp_path / "c.csv", *codings), *mj, capsys=capsys)[0] == 0
    told = run("add", case, str(tmp_path / "note.txt"), "--source", "T-W-07", *mj, capsys=capsys)[1]
    assert (told["added"], told["duplicates"]) == (0, 1)
    found = {}
    for allowed in (False, True):
        out = tmp_path / f"out-{allowed}"
        if allowed:
            assert run("consent", case, "W-07", "--for", "ombudsman", *GIVEN, *mj, capsys=capsys)[0] == 0
        assert run("preflight", case, "--for", "ombudsman", "--apply", *mj, capsys=capsys)[0] == 0
        assert run("release", case, "--for", "ombudsman", "--out", str(out), *mj, capsys=capsys)[0] == 0
        found[allowed] = {Path(one.path).name for one in scan(out, Finder({"said": ["Qvornak Blizdun"]}))}
        cells = json.loads((out / "matrix-by-worker.json").read_bytes())["cells"]
        spoken = {one["state"] for one in cells if one["column"] == coding["indicator"]} - {"not-assessed"}
        assert bool(spoken) == allowed
    assert not found[False] and {"matrix-by-worker.json", "matrix-by-worker.html"} <= found[True]
    assert run("withdraw", case, "W-07", "--stop-using", "--reason", "she said so", *mj, capsys=capsys)[0] == 0
    matrix = run("matrix", case, capsys=capsys)[1]
    assert "intimidation" not in json.dumps([one for one in matrix["cells"] if one["state"] == "supported"])
