"""Commands that read: what they print, and the JSON keys of the contract."""

import csv
import json
import wave
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from tests.findings.test_copies import jpeg, scene


def test_verify_answers_for_each_item_and_finds_a_changed_original(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("They keep our passports.")
    added = run("add", "c", "note.txt", "--agent", "MJ", "--json").json["items"][0]
    sound = run("verify", "c", "--json")
    assert (sound.code, sound.json["ok"], sound.json["items"]["ok"]) == (0, True, 1)
    assert set(sound.json["ledger"]) == {"events", "head", "ok"}
    original = case / "objects" / added["sha256"][:2] / added["sha256"]
    original.chmod(0o600)
    original.write_bytes(b"They keep our passport!.")
    changed = run("verify", "c", "--json")
    assert (changed.code, changed.json["ok"], changed.json["items"]["changed"]) == (1, False, 1)
    assert {problem["code"] for problem in changed.json["problems"]} == {"changed"}
    assert "note.txt" in changed.json["problems"][0]["subject"]


def test_items_and_show_answer_the_contract(run: Any, demo_case: Any) -> None:
    listed = run("items", demo_case.path, "--json").json
    assert {"id", "sha256", "kind", "outcome", "reasons", "custody"} <= set(listed[0])
    photo = next(one for one in listed if one["kind"] == "photo")
    shown = run("show", demo_case.path, photo["id"][:12], "--json").json
    assert {"derivatives", "position", "taken", "device", "passages"} <= set(shown)
    assert {one["kind"] for one in shown["derivatives"]} >= {"exif"}
    assert run("show", demo_case.path, photo["name"]).code == 0


def test_show_of_what_is_not_there_names_what_is_near(run: Any, demo_case: Any) -> None:
    answer = run("show", demo_case.path, "W-01.txtx")
    assert answer.code == 2
    assert "is not known here" in answer.err


@pytest.mark.parametrize("by", ["worker", "source", "employer", "site"])
def test_matrix_json_has_a_cell_for_each_row_and_column(run: Any, demo_case: Any, by: str) -> None:
    found = run("matrix", demo_case.path, "--by", by, "--json").json
    assert len(found["columns"]) == 11
    assert len(found["cells"]) == len(found["rows"]) * 11
    assert {"row", "column", "state", "origins", "for", "against", "basis", "dependencies", "period"} <= set(
        found["cells"][0]
    )


def test_the_files_that_commands_write_are_what_their_ending_says(run: Any, demo_case: Any, tmp_path: Path) -> None:
    assert run("matrix", demo_case.path, "--out", "m.csv", "--out", "m.json").code == 0
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 20
    assert json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["framework"] == "ilo-11"
    assert run("sites", demo_case.path, "--out", "s.geojson").code == 0
    assert json.loads((tmp_path / "s.geojson").read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    assert run("network", demo_case.path, "--out", "n.graphml").code == 0
    assert b"<graphml" in (tmp_path / "n.graphml").read_bytes()
    assert run("chronology", demo_case.path, "--out", "c.html").code == 0
    refused = run("matrix", demo_case.path, "--out", "m.docx")
    assert refused.code == 2
    assert "m.docx" in refused.err
    assert not (tmp_path / "m.docx").exists()


def test_the_terminal_shows_the_matrix_with_its_legend(run: Any, demo_case: Any) -> None:
    shown = run("matrix", demo_case.path)
    assert shown.code == 0
    assert "W-01" in shown.out
    assert "not-assessed" in shown.out
    assert "the number counts origins" in shown.out


def test_path_names_the_edges_between_a_worker_and_the_brand(run: Any, demo_case: Any) -> None:
    tables = demo_case.tables()
    brand = tables.relations.loc[tables.relations["schema"] == "Purchase", "source_entity"].iloc[0]
    answer = run("path", demo_case.path, "W-01", tables.entities.loc[brand, "key"], "--json")
    assert answer.code == 0, answer.err
    assert len(answer.json["edges"]) >= 2
    assert answer.json["weakest"]
    assert run("path", demo_case.path, "W-01", "nobody").code == 2


def test_doctor_looks_at_the_installation(run: Any) -> None:
    found = run("doctor", "--json")
    assert found.code == 0, found.out
    assert {one["check"] for one in found.json} >= {
        "python",
        "jupyterlab",
        "font",
        "base map",
        "limited reader process",
    }


def test_copies_stand_in_groups(run: Any, case: Path, tmp_path: Path) -> None:
    for name, data in (("a.jpg", jpeg(scene(1))), ("b.jpg", jpeg(scene(1), 30)), ("c.jpg", jpeg(scene(2)))):
        (tmp_path / name).write_bytes(data)
    assert run("add", "c", "a.jpg", "b.jpg", "c.jpg", "--agent", "MJ").code == 0
    found = run("copies", "c", "--json").json
    assert [(one["group"], one["name"]) for one in found] == [(1, "a.jpg"), (1, "b.jpg")]
    assert "640 x 480" in run("copies", "c").out


def test_what_rests_on_a_stretch_of_a_recording_is_shown_by_its_seconds(run: Any, case: Path, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "note.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(16000 * 10))
    (tmp_path / "workers.csv").write_text("key,schema,label\nW-01,Worker,W-01\n")
    (tmp_path / "codings.csv").write_text(
        "file,span,framework,indicator,stance,subject,start,means\n"
        "note.wav,00:00:03.5-00:00:07,ilo-11,withholding-of-wages,supports,W-01,2021-05,first-hand\n"
    )
    assert run("add", "c", "note.wav", "--agent", "MJ").code == 0
    assert run("register", "c", "entities", "workers.csv", "--agent", "MJ").code == 0
    assert run("code", "c", "import", "codings.csv", "--agent", "MJ").code == 0
    shown = run("evidence", "c", "W-01", "withholding-of-wages")
    assert shown.code == 0 and "note.wav, 3.5 to 7 s" in shown.out and "region" not in shown.out
    assert "()" not in run("show", "c", "note.wav").out


def test_show_says_where_a_picture_was_taken_or_why_that_is_not_known(run: Any, case: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.update({0x10F: "samsung", 0x110: "SM-A515F"})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (45.0, 22.0, 48.0), 3: "E", 4: (20.0, 23.0, 24.0), 31: 8.5, 7: (6.0, 14.0, 1.0), 29: "2021:05:12"}
    )
    Image.new("RGB", (8, 8)).save(tmp_path / "good.jpg", exif=exif)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[3] = "e"
    Image.new("RGB", (8, 8)).save(tmp_path / "bad.jpg", exif=exif)
    run("add", "c", "good.jpg", "bad.jpg", "--agent", "MJ")
    good, bad = (run("show", "c", name).out for name in ("good.jpg", "bad.jpg"))
    assert "position    45.38, 20.39 (error radius 8.5 m)\n" in good
    assert "satellites  2021:05:12 06:14:01 UTC\n" in good and "taken       not known: the camera wrote no time" in good
    assert "position    not known: The letter for north, south, east or west is none of N, S, E, W\n" in bad
    assert run("show", "c", "bad.jpg", "--json").json["position_reason"] == "gps-bad-reference"
