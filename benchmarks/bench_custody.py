"""Preserving and verifying beside the public tools: copy and BagIt, plain copy; unsealed and sealed; memory and growth.

    make bench ONLY=custody                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_custody.py --only files --rounds 5 --write

Preserving is: hash, store, read back, record, durable. Reading a file's content (text, camera data) is another job and
is not in it.

Each job writes into a folder that was not there before, and nothing is deleted before all have ended: ext4 without a
journal passes over the place of each file that was deleted in the last minutes, one by one, whenever it makes a new
one, and a copy takes up to five times as long. There nothing begins before these minutes are over. On a virtual machine
whose host takes unused memory back, the first touch of a page takes several times as long as the copy into it: the
memory is filled beforehand, with the pages of an empty file, and none is given back while jobs run.
Five rounds of 10,000 files fill 25 GB; WORKBENCH_BENCH_DIR names another disk.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from in_turn import Job, alone, python, row, run, turns
from kept import Asked, Row, main

from workbench.casefile.synced import kind_of

ROOT = Path(__file__).resolve().parent.parent
# For a minute after a file was deleted its place is passed over, and for five more where that is not on the disk yet
# (fs/ext4/ialloc.c of Linux, recently_deleted).
DELETED = 370
PASSPHRASE = "five words that nobody knows"
OURS = """
import itertools, os, resource, sys
from pathlib import Path
from workbench.casefile import create, create_sealed
from workbench.casefile.ahead import copying
from workbench.records import Agent, CaseInfo, CustodyEvent, Item
place, files, sealed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "sealed"
info, agent = CaseInfo(title="B"), Agent(key="B", kind="person", name="B")
case = create_sealed(place, info, agent, sys.argv[4]).case if sealed else create(place, info, agent)
who, names = case.agent("B"), [files / name for name in sorted(os.listdir(files))]
with copying(case.objects, names, unit=case.vault.new_unit) as copies:
    with case.writing(who) as writer:
        for start in range(0, len(names), 1024):
            batch = names[start : start + 1024]
            for path, kept in zip(batch, writer.store_copies(itertools.islice(copies, len(batch)))):
                item = Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=path.name, kind="other",
                            media_type="application/octet-stream")
                writer.record(CustodyEvent(item=writer.record(item), action="intake", outcome="opaque"))
            writer.hand_on()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
VERIFY = """
import sys
from pathlib import Path
from workbench.casefile import open_case, verify
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
audit = verify(case)
assert audit.ok and audit.depth == ("stored" if sys.argv[3] == "outside" else "whole")
"""
# The least that preserving is: each file copied, read back and hashed, by two processes, then everything to the disk;
# no copy has a name of its own, and nothing is recorded.
READ_BACK = """
import hashlib, multiprocessing, os, sys
files, into = sys.argv[1:]
def copied(names):
    block = memoryview(bytearray(1 << 18))
    for name in names:
        with open(f"{files}/{name}", "rb", buffering=0) as file, open(f"{into}/{name}", "x+b", buffering=0) as out:
            while os.copy_file_range(file.fileno(), out.fileno(), 1 << 22):
                pass
            held, at = hashlib.sha256(), 0
            while count := os.preadv(out.fileno(), [block], at):
                held.update(block[:count])
                at += count
os.mkdir(into)
names = sorted(os.listdir(files))
halves = [multiprocessing.Process(target=copied, args=(names[part::2],)) for part in range(2)]
for half in halves:
    half.start()
for half in halves:
    half.join()
assert not any(half.exitcode for half in halves)
os.sync()
"""
# The least that a check of stored bytes is: each file read and hashed, by two processes, and nothing noted or compared;
# of sealed ones also put through the cipher, which is what opening them costs, and hashed once more.
BARE = """
import hashlib, multiprocessing, os, sys
sealed = sys.argv[2] == "sealed"
if sealed:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
def hashed(paths):
    for path in paths:
        with open(path, "rb", buffering=0) as file:
            raw = file.read()
        hashlib.sha256(raw).digest()
        if sealed:
            hashlib.sha256(ChaCha20Poly1305(bytes(32)).encrypt(bytes(12), raw, None)).digest()
paths = [entry.path for entry in os.scandir(sys.argv[1])]
halves = [multiprocessing.Process(target=hashed, args=(paths[part::2],)) for part in range(2)]
for half in halves:
    half.start()
for half in halves:
    half.join()
assert not any(half.exitcode for half in halves)
"""


def fresh(work: Path, name: str) -> Path:
    """A place in a folder where nothing is yet; the last one that was made is behind the link of the same name."""
    number = len(list(work.glob(f"{name}-*")))
    (work / name).unlink(missing_ok=True)
    (work / name).symlink_to(work / f"{name}-{number}")
    return work / f"{name}-{number}"


def filled(folder: Path, count: int, size: int) -> Path:
    """Files of random bytes: nothing to read, and nothing that a disk could compress."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}.jpg").write_bytes(os.urandom(size))
    return folder


def preserved(work: Path, files: Path, how: str) -> Job:
    """Ours, in a fresh case each time."""

    def job() -> str:
        return python(OURS, fresh(work, how), files, how, PASSPHRASE)

    return job


def bagged(work: Path, files: Path) -> Job:
    """Theirs: copy, then BagIt manifests over the copy, then everything to the disk."""

    def job() -> None:
        bag = fresh(work, "bag")
        run("cp", "-r", files, bag)
        run(sys.executable, "-m", "bagit", "--sha256", bag)
        run("sync")

    return job


def copied(work: Path, files: Path) -> Job:
    """A bare copy, and everything to the disk."""

    def job() -> None:
        run("cp", "-r", files, fresh(work, "copy"))
        run("sync")

    return job


def read_back(work: Path, files: Path) -> Job:
    """Neither ours nor theirs: the floor under preserving."""
    return lambda: python(READ_BACK, files, fresh(work, "read-back"))


def checked(work: Path, how: str, by: str = "") -> Job:
    """Ours: the whole of `verify`; by somebody `outside`, who has no key, as much of a sealed case as BagIt checks."""
    passphrase = PASSPHRASE if how == "sealed" and not by else ""
    return lambda: python(VERIFY, (work / how).resolve(), passphrase, by)


def validated(work: Path, *options: str) -> Job:
    """Theirs: BagIt's own check."""
    return lambda: run(sys.executable, "-m", "bagit", "--validate", *options, (work / "bag").resolve())


def bare(files: Path, how: str) -> Job:
    """Neither ours nor theirs: the floor under both."""
    return lambda: python(BARE, files, how)


def many_files(asked: Asked) -> Iterator[Row]:
    """Preserving and verifying many files: a tenth of them, and all."""
    with place() as folder:
        if asked.part == 1:
            undeleted(Path(folder))
        for count in (asked.of(1_000), asked.of(10_000)):
            work = Path(folder) / str(count)
            work.mkdir()
            yield from of_files(work, count, asked)


def of_files(work: Path, count: int, asked: Asked) -> Iterator[Row]:
    """Preserving and verifying so many files."""
    in_hand(work)
    files, size = filled(work / "files", count, 100_000), {"n": count, "of": "files of 100 KB"}
    room(work, count * 100_000 * 5 * asked.rounds)
    jobs = {"unsealed": preserved(work, files, "plain"), "sealed": preserved(work, files, "sealed"),
            "cp + bagit + sync": bagged(work, files), "cp + sync": copied(work, files),
            "read back": read_back(work, files)}  # fmt: skip
    taken = turns(jobs, asked.rounds, until=asked.until, warm=False)
    for how, beside in (("unsealed", "cp + bagit + sync"), ("unsealed", "cp + sync"), ("sealed", "cp + bagit + sync")):
        yield row(taken, how, beside, job=f"preserve, {how}", beside=beside, **size)
    # What is preserved cannot take less than this: where a goal lies below it, disk and processors decide.
    for beside in ("cp + bagit + sync", "cp + sync"):
        yield row(taken, "read back", beside, job="floor of preserving", beside=beside, **size)
    one, two = "bagit --validate", "bagit --validate, 2 processes"
    jobs = {"unsealed": checked(work, "plain"), "sealed": checked(work, "sealed"),
            "sealed, without a key": checked(work, "sealed", "outside"),
            one: validated(work), two: validated(work, "--processes", "2"),
            "bare": bare(files, "plain"), "bare, sealed": bare(files, "sealed")}  # fmt: skip
    taken = turns(jobs, asked.rounds, until=asked.until, warm=False)
    for how in ("unsealed", "sealed", "sealed, without a key"):
        yield from (row(taken, how, beside, job=f"verify, {how}", beside=beside, **size) for beside in (one, two))
    for how, floor in (("bare", "floor of verifying"), ("bare, sealed", "floor of verifying, sealed")):
        yield from (row(taken, how, beside, job=floor, beside=beside, **size) for beside in (one, two))


def one_file(asked: Asked) -> Iterator[Row]:
    """Preserving one large file: a tenth of it, and the whole."""
    for size in (asked.of(2_048) // 10, asked.of(2_048)):
        with place() as folder:
            yield from of_one_file(Path(folder), max(1, size), asked)


def of_one_file(work: Path, size: int, asked: Asked) -> Iterator[Row]:
    """Preserving one file of so many MiB; what a job wrote goes before the next one, or the disk is full."""
    large, told = filled(work / "large", 0, 0), {"n": size, "of": "MiB in one file"}
    with (large / "video.mp4").open("wb") as out:
        for _ in range(size):
            out.write(os.urandom(1 << 20))
    room(work, 4 * size << 20)

    jobs = {"unsealed": preserved(work, large, "plain"), "sealed": preserved(work, large, "sealed"),
            "cp + sync": copied(work, large)}  # fmt: skip
    taken = turns({how: emptied(work, job) for how, job in jobs.items()}, asked.rounds, until=asked.until, warm=False)
    for how in ("unsealed", "sealed"):
        yield row(taken, how, "cp + sync", job=f"preserve, {how}", beside="cp + sync", **told)


def emptied(work: Path, job: Job) -> Job:
    """A job before which everything but the source is deleted."""

    def made() -> object:
        for left in work.iterdir():
            if left.is_symlink():
                left.unlink()
            elif left.name != "large":
                shutil.rmtree(left)
        return job()

    return made


def memory(asked: Asked) -> Iterator[Row]:
    """The most memory that preserving took, of a hundredth of the files and of all; once, for it hardly differs."""
    for count in (asked.of(1_000), asked.of(100_000)):
        with place() as folder:
            work = Path(folder)
            files, told = filled(work / "files", count, 1000), {"n": count, "of": "files of 1 KB", "note": "memory"}
            jobs = {"unsealed": preserved(work, files, "plain"), "sealed": preserved(work, files, "sealed")}
            taken = turns(jobs, 1, warm=False)
            yield from (alone(taken, how, job=f"preserve, {how}", **told) for how in jobs)


def undeleted(work: Path) -> None:
    """Waits where the file system looks longer for the place of a file while others were deleted a short time ago."""
    with contextlib.suppress(OSError):  # /proc/fs/jbd2 has a folder for each journal; no other system has either
        if kind_of(work) == "ext4" and not list(Path("/proc/fs/jbd2").glob(f"{device(work)}-*")):
            print(f"    ext4 without a journal: {DELETED} s pass, so that nothing was deleted lately", flush=True)
            os.sync()
            time.sleep(DELETED)


def device(work: Path) -> str:
    """The name of the disk, or of its part, on which a folder lies."""
    number = work.stat().st_dev
    return Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve().name


def in_hand(work: Path) -> None:
    """Has the system hand out all the memory that it can, for what is kept of files: a file of zeros takes no disk."""
    block, pages = bytearray(1 << 24), work / "pages"
    with pages.open("wb", buffering=0) as out:
        out.truncate(os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with pages.open("rb", buffering=0) as zeros:
        while zeros.readinto(block):
            pass


def place() -> "tempfile.TemporaryDirectory[str]":
    """A folder that goes when its group has ended."""
    return tempfile.TemporaryDirectory(dir=os.environ.get("WORKBENCH_BENCH_DIR"))


def room(work: Path, wanted: int) -> None:
    """Stops where the disk has no room for what a group writes."""
    free = shutil.disk_usage(work).free
    if free < wanted * 1.1:
        told = f"bench_custody: {work} has {free >> 20:,} MiB free, and {wanted >> 20:,} MiB will be written."
        raise SystemExit(f"{told} Name another disk in WORKBENCH_BENCH_DIR, or ask for fewer rounds.")


if __name__ == "__main__":
    main("custody", __doc__, {"files": many_files, "one-file": one_file, "memory": memory})
