"""A case with a text, a picture, a worker, a site and a source, ready to be coded."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case, create, seeded_door
from workbench.records import Agent, CaseInfo, Coding, Derivative, Entity, Item, Passage, Source

TEXT = "No pay, no pass. 😀 Họ giữ hộ chiếu.\nNo pay again."


def store(case: Case, name: str, data: bytes, text: bool = True) -> str:
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(data)
        same = {"object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name=name, media_type="text/plain", kind="text", **same))
        if text:
            writer.record(Derivative(item=item, kind="text", media_type="text/plain", tool="t", version="1", **same))
    return item


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    door = seeded_door("test", "2026-01-15T09:00:00Z")
    made = create(tmp_path / "case", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."), door=door)
    with made.writing(made.agent("MJ")) as writer:
        writer.record(Agent(key="AK", kind="person", name="A."))
        writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        writer.record(Entity(key="SITE", schema="Site", label="The site"))
        writer.record(Source(key="S1", label="S1", kind="worker"))
    store(made, "a.txt", TEXT.encode())
    store(made, "b.jpg", b"\xff\xd8", text=False)
    return made


def of_another(case: Case, name: str, start: int, end: int, subject: str) -> None:
    """Words of a file that are coded for this worker (a key) alone."""
    state = case.state()
    (item,) = (live for live in state.of("item") if live.record.name == name)
    (text,) = (live for live in state.of("derivative") if live.record.item == item.id)
    (worker,) = (live.id for live in state.of("entity") if live.record.key == subject)
    words = case.objects.read(text.record.object).decode()[start:end]
    said = {"framework": "ilo-11", "indicator": "isolation", "stance": "unclear", "means": "hearsay"}
    with case.writing(case.agent("MJ")) as writer:
        spot = writer.record(Passage(item=item.id, derivative=text.id, quote=words, start=start, end=end))
        writer.record(Coding(passage=spot, subject=worker, coder=case.agent("MJ"), **said))


def put(case: Case, name: str, media_type: str, kind: str, data: bytes, **derived: bytes) -> str:
    """An item with derivatives by kind."""
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(data)
        item = writer.record(
            Item(size=kept.size, name=name, media_type=media_type, kind=kind, object=kept.name, sha256=kept.sha256)
        )
        for what, made in derived.items():
            copy = writer.store(made)
            same = {"object": copy.name, "sha256": copy.sha256, "tool": "t", "version": "1"}
            form = "text/plain" if what == "text" else "application/json"
            writer.record(Derivative(item=item, kind=what, media_type=form, **same))
    return item


FORM = "no pay\nyes\nno pay at all"
PLACES = [
    {"label": "Sheet1!B4", "start": 0, "end": 6},
    {"label": "row 3", "start": 7, "end": 10},
    {"label": "Sheet1!B6", "start": 11, "end": 24},
]
BASE = {"framework": "ilo-11", "indicator": "isolation", "stance": "unclear", "subject": "W-01", "means": "hearsay"}
FULL = BASE | {
    "stance": "supports", "coder": "AK", "scope": "all in barrack 2, says W-07", "start": "2021-03",
    "end": "2021-11-23", "as_written": '"until the 23rd"', "site": "SITE", "actor": "unknown", "phase": "destination",
    "question": "Where is it?", "elicited": "open", "memo": "two\nlines \\ and; 'more' <b>&amp;",
}  # fmt: skip
ROWS: list[dict[str, str]] = [
    {**FULL, "file": "a.txt", "quote": "hộ chiếu"},
    {**BASE, "file": "a.txt", "quote": "hộ chiếu", "indicator": "retention-of-identity-documents"},
    {**BASE, "file": "a.txt", "quote": "No pay", "occurrence": "2"},
    {**BASE, "file": "a.txt", "quote": "No pay", "occurrence": "2", "coder": "AK", "stance": "contradicts"},
    {**BASE, "file": "b.jpg", "region": "1,2,3,4"},
    {**BASE, "file": "b.jpg"},
    {**BASE, "file": "a.txt", "subject": "G-01", "scope": "the group"},
    {**BASE, "file": "talk.mp3", "span": "00:01:05.2-00:01:20"},
    {**BASE, "file": "talk.mp3", "span": "0:00:01.23456-2"},
    {**BASE, "file": "film.mp4", "span": "10-11", "framework": "palermo", "indicator": "means.deception"},
    {**BASE, "file": "form.xlsx", "quote": "no pay", "place": "sheet1!b6"},
    {**BASE, "file": "form.xlsx", "place": "row 3"},
]


def sheet(path: Path, rows: list[dict[str, str]]) -> Path:
    """Rows as a CSV register."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def rich(case: Case, tmp_path: Path) -> Case:
    """Codings on every kind of passage, with every field: twelve of them, by two coders, under two frameworks."""
    from workbench.coding.registers import register

    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="G-01", schema="Group", label="The group"))
    layout = json.dumps({"unit": "cell", "places": PLACES}).encode()
    put(case, "talk.mp3", "audio/mpeg", "recording", b"ID3")
    put(case, "film.mp4", "video/mp4", "recording", b"ftyp")
    put(case, "form.xlsx", "application/vnd.ms-excel", "table", b"PK", text=FORM.encode(), layout=layout)
    done = register(case, "codings", sheet(tmp_path / "rich.csv", ROWS), agent=case.agent("MJ"))
    assert (len(done.recorded), done.problems) == (len(ROWS), ())
    return case


def spelled(case: Case) -> list[str]:
    """The codings that count with their passages spelled out, whatever their ids."""
    state = case.state()
    return sorted(
        repr((state.get(one.record.passage).record, one.record.__class__(**vars(one.record) | {"passage": ""})))
        for one in state.of("coding")
    )


@pytest.fixture
def words_of() -> Any:
    """`spelled`, for tests that cannot import it."""
    return spelled


@pytest.fixture
def sheet_of() -> Any:
    """`sheet`, for tests that cannot import it."""
    return sheet
