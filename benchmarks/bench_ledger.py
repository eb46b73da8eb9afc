"""What the ledger costs beside the barest programs that do the same.

    make bench ONLY=ledger                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_ledger.py --only verify --write

The folder that is measured is $TMPDIR: on a memory disk the synced rows mean nothing.
"""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from in_turn import Job, row, turns
from kept import Asked, Row, main

from workbench.casefile import Case, create, open_case, verify
from workbench.casefile.batch import pieces_of, write_batch
from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import append, examine, tip
from workbench.casefile.line import ROOT_DIGEST
from workbench.casefile.seal import make
from workbench.casefile.since import verify_since
from workbench.records import Agent, CaseInfo, Count

CHAIN, BATCH, LONG = "3f" * 16, 10_000, 1_000_000
BARE = "json.loads and SHA-256 of each line"
SIGNER = Signer(bytes(32))


def event(number: int) -> dict:
    """A coding as it stands in an unsealed ledger: its salt and its content in the open."""
    content = {"coder": "MJ", "indicator": "retention-of-identity-documents", "note": f"Họ giữ hộ chiếu, {number}",
               "passage": hashlib.sha256(str(number).encode()).hexdigest(), "stance": "supports"}  # fmt: skip
    identity = hashlib.sha256(b"id" + str(number).encode()).hexdigest()
    body = {"content": content, "salt": identity[::-1]}
    return {"agent": "ab" * 32, "at": "2026-01-15T09:00:00Z", "body": body, "id": identity, "kind": "coding"}


def in_batches(folder: Path, events: list[dict]) -> tuple[Job, Job]:
    """Ours: chained, signed, synced, 10,000 a batch. Theirs: the same events in SQLite, chained, as many a commit."""
    file, base = folder / f"{CHAIN}.jsonl", folder / "events.sqlite"

    def ours() -> None:
        file.unlink(missing_ok=True)
        for begin in range(0, len(events), BATCH):
            append(file, pieces_of(CHAIN, tip(file), events[begin : begin + BATCH], SIGNER))

    def theirs() -> None:
        for left in folder.glob("events.sqlite*"):
            left.unlink()
        with sqlite3.connect(base) as store:
            store.executescript("pragma journal_mode=wal; pragma synchronous=full")
            store.execute("create table event (n integer primary key, prev text, digest text, said text)")
            prev = ROOT_DIGEST
            for begin in range(0, len(events), BATCH):
                rows = []
                for n, one in enumerate(events[begin : begin + BATCH], begin):
                    said = json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                    digest = hashlib.sha256((prev + said).encode()).hexdigest()
                    rows.append((n, prev, digest, said))
                    prev = digest
                store.executemany("insert into event values (?, ?, ?, ?)", rows)
                store.commit()
        store.close()

    return ours, theirs


def one_by_one(folder: Path, single: int) -> tuple[Job, Job]:
    """Ours: `append` of a batch of one, whole when it returns. Theirs: the same bytes written and synced, no more."""
    file, plain = folder / f"{'5a' * 16}.jsonl", folder / "plain.jsonl"
    raw, n, prev = [], 0, ROOT_DIGEST
    for number in range(single):
        raw.append(write_batch(file.stem, (n, prev), [event(number)], SIGNER))
        n, prev = n + 1, json.loads(raw[-1])["digest"]

    def ours() -> None:
        file.unlink(missing_ok=True)
        for line in raw:
            append(file, line)

    def theirs() -> None:
        plain.unlink(missing_ok=True)
        for line in raw:
            with plain.open("ab", buffering=0) as out:
                out.write(line)
                os.fsync(out.fileno())

    return ours, theirs


def walked(folder: Path) -> tuple[Job, Job]:
    """Ours: each line canonical, of its form, of its digest, behind the one before. Theirs: read as JSON and hashed."""
    file = folder / f"{CHAIN}.jsonl"

    def ours() -> None:
        for entry, _ in examine(file):
            assert not isinstance(entry, Exception)

    return ours, lambda: bare(file)


def bare(file: Path) -> None:
    """The barest reading of JSON Lines that hashes each."""
    with file.open("rb") as lines:
        for line in lines:
            json.loads(line)
            hashlib.sha256(line).hexdigest()


def grown(folder: Path, count: int) -> Case:
    """A case of so many records."""
    case = create(folder / "case", CaseInfo(title="B"), Agent(key="B", kind="person", name="B"))
    who = case.agent("B")
    for begin in range(0, count, BATCH):
        with case.writing(who) as writer:
            for number in range(begin, min(begin + BATCH, count)):
                writer.record(Count(what="present", label="workers", low=number, high=number, source=who))
    return case


def verified(case: Case) -> tuple[Job, Job]:
    """Ours: `verify` of a case, each record opened, rehashed, judged, its links followed."""

    def ours() -> None:
        assert verify(case).ok

    return ours, lambda: [bare(file) for file in case.chains()]


def since(folder: Path) -> tuple[Job, Job]:
    """Ours: `verify --since` a seal when 1,000 events are new. Theirs: the whole of ours."""
    case = open_case(folder / "case")
    made = make(case, SIGNER)
    with case.writing(case.agent("B")) as writer:
        for number in range(1000):
            writer.record(Count(what="present", label="workers", low=number, high=number, source=case.agent("B")))

    def ours() -> None:
        assert verify_since(case, made).rechecked == 1000

    return ours, lambda: verify(case)


def pairs(asked: Asked, job: str, beside: str, both: tuple[Job, Job], n: int, of: str) -> Row:
    """The row of two jobs."""
    # What takes long is warm after its first seconds; a round before it would take the time of one that counts.
    taken = turns({job: both[0], beside: both[1]}, asked.rounds, until=asked.until, warm=n < LONG)
    return row(taken, job, beside, job=job, beside=beside, n=n, of=of)


def appended(asked: Asked) -> Iterator[Row]:
    """Events in batches, and the walk along their chain: a tenth, and all."""
    for count in (asked.of(100_000), asked.of(1_000_000)):
        with tempfile.TemporaryDirectory() as name:
            both = in_batches(Path(name), [event(number) for number in range(count)])
            job, beside = f"append, {BATCH:,} a batch, signed", f"SQLite, {BATCH:,} a commit"
            yield pairs(asked, job, beside, both, count, "events")
            yield pairs(asked, "walk the chain", BARE, walked(Path(name)), count, "events")


def alone(asked: Asked) -> Iterator[Row]:
    """Events one by one, each synced."""
    for count in (asked.of(500), asked.of(5_000)):
        with tempfile.TemporaryDirectory() as name:
            both = one_by_one(Path(name), count)
            yield pairs(asked, "append, each synced", "write and fsync", both, count, "events")


def checked(asked: Asked) -> Iterator[Row]:
    """`verify` of a whole case, and of what came since a seal: a tenth, and all."""
    for count in (asked.of(100_000), asked.of(1_000_000)):
        with tempfile.TemporaryDirectory() as name:
            case = grown(Path(name), count)
            yield pairs(asked, "verify a case", BARE, verified(case), count, "records")
            yield pairs(asked, "verify --since, 1,000 new", "verify of the whole", since(Path(name)), count, "records")


if __name__ == "__main__":
    main("ledger", __doc__, {"append": appended, "synced": alone, "verify": checked})
