"""Codings go out and come in again as they were."""

import csv
import json
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.coding.export import codings, export
from workbench.coding.registers import register
from workbench.coding.rows import COLUMNS
from workbench.errors import BadValue, NotWritten
from workbench.records import Coding, Correction, Derivative, Item, Passage, Period


@pytest.fixture
def coded(case: Case) -> Case:
    """Codings of every shape: a second occurrence, a region, a whole item, all fields, and two items of one name."""
    ids = {live.record.key: live.id for kind in ("entity", "agent") for live in case.state().of(kind)}
    items = {live.record.name: live.id for live in case.state().of("item")}
    text = case.state().of("derivative")[0].id
    base = {
        "framework": "ilo-11",
        "indicator": "isolation",
        "stance": "unclear",
        "subject": ids["W-01"],
        "coder": ids["MJ"],
        "means": "hearsay",
    }
    with case.writing(ids["MJ"]) as writer:
        words = case.tables().text(items["a.txt"])
        second = words.index("No pay", 3)
        places = [
            Passage(
                item=items["a.txt"],
                derivative=text,
                quote="hộ chiếu",
                start=words.index("hộ"),
                end=words.index("hộ") + 8,
            ),
            Passage(item=items["a.txt"], derivative=text, quote="No pay", start=second, end=second + 6),
            Passage(item=items["b.jpg"], region=(1, 2, 3, 4)),
            Passage(item=items["b.jpg"]),
        ]
        for number in range(2):
            kept = writer.store(f"twin {number}".encode())
            same = {"object": kept.name, "sha256": kept.sha256}
            twin = writer.record(Item(size=6, name="twin.txt", media_type="text/plain", kind="text", **same))
            copy = writer.record(
                Derivative(item=twin, kind="text", media_type="text/plain", tool="t", version="1", **same)
            )
            places.append(Passage(item=twin, derivative=copy, quote="twin", start=0, end=4))
        for passage in places:
            writer.record(Coding(passage=writer.record(passage), **base))
        full = base | {
            "stance": "supports",
            "coder": ids["AK"],
            "site": ids["SITE"],
            "actor": "unknown",
            "phase": "destination",
        }
        period = Period(start="2021-03", end="2021-11-23", as_written='"until the 23rd", they said')
        writer.record(Coding(passage=writer.record(places[0]), period=period, memo="two\nlines; and, more",
                             scope="the group",
                             question="Where is it?", elicited="open", **full))  # fmt: skip
    return case


def live(case: Case) -> list[str]:
    """The codings with their passages spelled out, whatever their ids."""
    state = case.state()
    return sorted(
        repr((state.get(one.record.passage).record, one.record.__class__(**vars(one.record) | {"passage": ""})))
        for one in state.of("coding")
    )


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_what_goes_out_comes_in_again(coded: Case, tmp_path: Path, ending: str) -> None:
    before, file = live(coded), tmp_path / f"codings{ending}"
    assert export(coded, file) == len(before) == 7
    again = register(coded, "codings", file, agent=coded.agent("MJ"))
    assert (again.recorded, again.already, again.problems) == ((), 7, ())
    with coded.writing(coded.agent("MJ")) as writer:
        for one in coded.state().of("coding"):
            writer.record(Correction(target=one.id, reason="to be read again"))
    assert live(coded) == []
    back = register(coded, "codings", file, agent=coded.agent("MJ"))
    assert (len(back.recorded), back.problems) == (7, ())
    assert live(coded) == before


def test_the_columns_are_those_of_the_register_and_the_rows_have_keys(coded: Case, tmp_path: Path) -> None:
    export(coded, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == COLUMNS["codings"][0]
    assert rows == codings(coded)
    assert [row["occurrence"] for row in rows][:2] == ["", "2"]
    assert (rows[0]["subject"], rows[0]["coder"], rows[-1]["coder"], rows[-1]["actor"]) == (
        "W-01",
        "MJ",
        "AK",
        "unknown",
    )
    assert len({row["file"] for row in rows}) == 4
    export(coded, tmp_path / "c.jsonl")
    assert [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()] == rows


def test_the_same_case_gives_the_same_bytes(coded: Case, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "a.jsonl", "b.jsonl"):
        export(coded, tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_another_ending_is_refused_before_anything_is_written(coded: Case, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"\.jsonl"):
        export(coded, tmp_path / "c.ods")
    assert not (tmp_path / "c.ods").exists()


def test_where_nothing_can_be_written_the_old_file_stays(coded: Case, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "c.csv"
    file.write_text("old")

    def no_room(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", no_room)
        with pytest.raises(NotWritten, match="No space"):
            export(coded, file)
    assert file.read_text() == "old"
    with pytest.raises(NotWritten):
        export(coded, tmp_path / "gone" / "c.csv")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".c")]
