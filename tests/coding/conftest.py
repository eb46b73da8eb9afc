"""A case with a text, a picture, a worker, a site and a source, ready to be coded."""

from pathlib import Path

import pytest

from workbench.casefile import Case, create, seeded_door
from workbench.records import Agent, CaseInfo, Derivative, Entity, Item, Source

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
