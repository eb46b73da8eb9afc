"""A case of format 1 is read as it is, and written once it was migrated; its lines stay as they are."""

import hashlib
from pathlib import Path

import pytest

from workbench.casefile import Case, open_case, verify
from workbench.casefile.formats import FIRST_BYTES, FORMAT_BYTES, FORMAT_FILE, OlderFormat
from workbench.casefile.line import ROOT_DIGEST
from workbench.casefile.migration import KEY, migrate
from workbench.errors import NotWritten
from workbench.records import Agent, CaseInfo, Item, Record, Source, canonical, content, record_id
from workbench.records.nouns import KIND_OF

SALT = "5a" * 32


class First:
    """A case as the first format had it: chains of lines without signatures, written here by that format's rules."""

    def __init__(self, root: Path) -> None:
        self.root, self.tips = root, dict[str, tuple[int, str]]()
        for folder in ("ledger", "objects"):
            (root / folder).mkdir(parents=True)
        (root / FORMAT_FILE).write_bytes(FIRST_BYTES)

    def batch(self, agent: str, *records: Record) -> list[str]:
        chain = hashlib.sha256(f"device\n{agent}".encode()).hexdigest()[:32]
        ids = []
        with (self.root / "ledger" / f"{chain}.jsonl").open("ab") as file:
            for at, record in enumerate(records):
                kind, values = KIND_OF[type(record)], content(record)
                n, prev = self.tips.get(chain, (0, ROOT_DIGEST))
                ids.append(record_id(kind, SALT, values))
                line = {
                    "agent": agent, "at": f"2026-01-15T09:00:{n:02}Z", "body": {"content": values, "salt": SALT},
                    "chain": chain, "id": ids[-1], "kind": kind, "n": n, "prev": prev, "rest": len(records) - at - 1,
                    "v": 1,
                }  # fmt: skip
                digest = hashlib.sha256(canonical(line)).hexdigest()
                file.write(canonical({**line, "digest": digest}) + b"\n")
                self.tips[chain] = (n + 1, digest)
        return ids

    def store(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        (self.root / "objects" / name[:2]).mkdir(exist_ok=True)
        (self.root / "objects" / name[:2] / name).write_bytes(data)
        return name


@pytest.fixture
def first(tmp_path: Path) -> Case:
    made = First(tmp_path / "first")
    _, agent = made.batch("", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M. J."))
    name = made.store(b"They keep our passports.")
    (source,) = made.batch(agent, Source(key="S1", label="S1", kind="worker"))
    fields = {"media_type": "text/plain", "kind": "text", "object": name, "sha256": name, "size": 24}
    made.batch(agent, Item(name="a.txt", source=source, **fields))
    return open_case(made.root)


def bytes_of(case: Case) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in case.chains()}


def test_it_is_read_and_verified_as_it_is_and_takes_nothing(first: Case) -> None:
    assert first.info.title == "Site A" and verify(first).ok and verify(first).items["ok"] == 1
    with pytest.raises(OlderFormat, match="workbench migrate"), first.writing(first.agent("MJ")):
        pass


def test_migrated_it_is_written_behind_its_old_lines_which_stay(first: Case) -> None:
    before, ids = bytes_of(first), [live.id for live in first.state().all]
    done = migrate(first, first.agent("MJ"))
    assert (done.before, done.version) == (1, 2)
    assert (first.path / FORMAT_FILE).read_bytes() == FORMAT_BYTES
    after = bytes_of(first)
    assert all(after[name].startswith(raw) for name, raw in before.items())
    fresh = [line for line in first.lines() if line.v == 2]
    assert [(line.kind, bool(line.sig)) for line in fresh] == [("agent", True)]
    with first.writing(first.agent("MJ")) as writer:
        writer.record(Source(key="S2", label="S2", kind="press"))
    again = open_case(first.path)
    assert verify(again).problems == () and [live.id for live in again.state().all][: len(ids)] == ids
    assert again.agent(KEY) and len(again.state().of("source")) == 2
    assert all(bytes_of(again)[name].startswith(raw) for name, raw in before.items())


def test_done_again_it_does_nothing(first: Case, case: Case) -> None:
    migrate(first, first.agent("MJ"))
    before = bytes_of(first)
    assert migrate(open_case(first.path), first.agent("MJ")).before == 2
    assert bytes_of(first) == before
    before = bytes_of(case)
    migrate(case, case.agent("MJ"))
    assert bytes_of(case) == before


def test_cut_off_before_its_record_it_is_ended_by_doing_it_again(first: Case) -> None:
    (first.path / (FORMAT_FILE + ".new")).write_bytes(b"{")
    assert {one.code for one in verify(open_case(first.path)).problems} == {"unfinished"}
    (first.path / (FORMAT_FILE + ".new")).rename(first.path / FORMAT_FILE)
    (first.path / FORMAT_FILE).write_bytes(FORMAT_BYTES)
    assert verify(open_case(first.path)).problems == ()
    migrate(open_case(first.path), first.agent("MJ"))
    assert open_case(first.path).agent(KEY)


def test_a_full_disk_leaves_it_as_it_was(first: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = bytes_of(first)
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(NotWritten):
        migrate(first, first.agent("MJ"))
    assert (first.path / FORMAT_FILE).read_bytes() == FIRST_BYTES and bytes_of(first) == before
