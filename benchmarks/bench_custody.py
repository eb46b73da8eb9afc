"""Preserving and verifying beside the public tools: copy and BagIt, plain copy; unsealed and sealed; memory and growth.

    make bench                                     # with what else there is to measure
    .venv/bin/python benchmarks/bench_custody.py --files 10000 --large 2048 --many 100000 --rounds 5

Preserving is: hash, store, read back, record, durable. Reading a file's content (text, camera data) is another job and
is not in it. In each round every job of a group runs once, one after the other, each round beginning with the next of
them; a ratio is the median of the rounds' ratios. Beside the time on the clock stands that of the processors: on a
machine that others share it is the steadier of the two.

Each job writes into a folder that was not there before, and nothing is deleted before the group has ended: for minutes
after files were deleted, ext4 searches long for the place of a new one, and whoever comes next would pay for it. Both
sides find their modules compiled, as they are where they are installed.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "five words that nobody knows"
OURS = """
import resource, sys
from pathlib import Path
from workbench.casefile import create, create_sealed
from workbench.records import Agent, CaseInfo, CustodyEvent, Item
place, files, sealed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "sealed"
info, agent = CaseInfo(title="B"), Agent(key="B", kind="person", name="B")
case = create_sealed(place, info, agent, sys.argv[4]).case if sealed else create(place, info, agent)
who, names = case.agent("B"), sorted(files.iterdir())
for start in range(0, len(names), 256):
    batch = names[start : start + 256]
    with case.writing(who) as writer:
        for path, kept in zip(batch, writer.store_files(batch)):
            item = Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=path.name, kind="other",
                        media_type="application/octet-stream")
            writer.record(CustodyEvent(item=writer.record(item), action="intake", outcome="opaque"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
VERIFY = """
import sys
from pathlib import Path
from workbench.casefile import open_case, verify
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
assert verify(case).ok
"""
Job = Callable[[], object]


def run(*command: object) -> str:
    """A command in a process of its own; gives what it printed."""
    done = subprocess.run(
        [str(part) for part in command], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=COMPILED
    )
    return done.stdout.decode()


COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def fresh(work: Path, name: str) -> Path:
    """A place in a folder where nothing is yet; the last one that was made is behind the link of the same name."""
    number = len(list(work.glob(f"{name}-*")))
    (work / name).unlink(missing_ok=True)
    (work / name).symlink_to(work / f"{name}-{number}")
    return work / f"{name}-{number}"


class Took(NamedTuple):
    """Seconds of one run: on the clock, and of the processors."""

    clock: float
    processors: float


def processors() -> float:
    """The seconds that processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rounds_of(jobs: dict[str, Job], rounds: int) -> dict[str, list[Took]]:
    """Every job once a round."""
    took: dict[str, list[Took]] = {name: [] for name in jobs}
    names = list(jobs)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            before, start = processors(), time.perf_counter()
            jobs[name]()
            took[name].append(Took(time.perf_counter() - start, processors() - before))
            print(f"{name}: {took[name][-1].clock:.2f} s, processors {took[name][-1].processors:.2f} s", flush=True)
    return took


def compared(took: dict[str, list[Took]], what: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """A line of the table for each pair."""
    for one, other in pairs:
        ratios = sorted(a.clock / b.clock for a, b in zip(took[one], took[other], strict=True))
        work = statistics.median(a.processors / b.processors for a, b in zip(took[one], took[other], strict=True))
        ours, theirs = (statistics.median(each.clock for each in took[name]) for name in (one, other))
        yield (f"| {what}, {one} | {other} | {ours:.2f} | {theirs:.2f} | {statistics.median(ratios):.2f} "
               f"| {ratios[0]:.2f} to {ratios[-1]:.2f} | {work:.2f} |")  # fmt: skip


def filled(folder: Path, count: int, size: int) -> Path:
    """Files of random bytes: nothing to read, and nothing that a disk could compress."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}.jpg").write_bytes(os.urandom(size))
    return folder


def preserved(work: Path, files: Path, how: str) -> Job:
    """Ours, in a fresh case each time."""

    def job() -> str:
        return run(sys.executable, "-c", OURS, fresh(work, how), files, how, PASSPHRASE)

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


def checked(work: Path, how: str) -> Job:
    """Ours: the whole of `verify`."""
    passphrase = PASSPHRASE if how == "sealed" else ""
    return lambda: run(sys.executable, "-c", VERIFY, (work / how).resolve(), passphrase)


def validated(work: Path, *options: str) -> Job:
    """Theirs: BagIt's own check."""
    return lambda: run(sys.executable, "-m", "bagit", "--validate", *options, (work / "bag").resolve())


def of_files(work: Path, count: int, rounds: int) -> Iterator[str]:
    """Preserving and verifying many files."""
    files, many = filled(work / "files", count, 100_000), f"{count:,} files of 100 KB"
    jobs = {"unsealed": preserved(work, files, "plain"), "sealed": preserved(work, files, "sealed"),
            "cp + bagit + sync": bagged(work, files), "cp + sync": copied(work, files)}  # fmt: skip
    took = rounds_of(jobs, rounds)
    pairs = [("unsealed", "cp + bagit + sync"), ("unsealed", "cp + sync"), ("sealed", "cp + bagit + sync")]
    yield from compared(took, f"preserve {many}", pairs)
    two = "bagit --validate, 2 processes"
    jobs = {"unsealed": checked(work, "plain"), "sealed": checked(work, "sealed"), "bagit --validate": validated(work),
            two: validated(work, "--processes", "2")}  # fmt: skip
    took = rounds_of(jobs, rounds)
    pairs = [(ours, theirs) for ours in ("unsealed", "sealed") for theirs in ("bagit --validate", two)]
    yield from compared(took, f"verify {many}", pairs)


def of_one_file(work: Path, size: int, rounds: int) -> Iterator[str]:
    """Preserving one large file."""
    large = filled(work / "large", 0, 0)
    with (large / "video.mp4").open("wb") as out:
        for _ in range(size):
            out.write(os.urandom(1 << 20))
    jobs = {"unsealed": preserved(work, large, "plain"), "sealed": preserved(work, large, "sealed"),
            "cp + sync": copied(work, large)}  # fmt: skip
    took = rounds_of(jobs, rounds)
    yield from compared(
        took, f"preserve one file of {size:,} MiB", [("unsealed", "cp + sync"), ("sealed", "cp + sync")]
    )


def memory(work: Path, many: int) -> Iterator[str]:
    """The most memory that preserving took, of a hundredth of the files and of all."""
    whole, few = filled(work / "whole", many, 1000), work / "few"
    few.mkdir()
    for path in sorted(whole.iterdir())[: many // 100]:
        os.link(path, few / path.name)
    yield f"\n| memory at most, MiB | {many // 100:,} files | {many:,} files |\n|---|---|---|"
    for how in ("plain", "sealed"):
        small, all_ = (str(preserved(work, each, how)()).strip() for each in (few, whole))
        yield f"| {'unsealed' if how == 'plain' else how} | {small} | {all_} |"


def main() -> None:
    """Runs every group in a folder of its own and writes the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--large", type=int, default=2048, help="the size of the one large file, in MiB")
    options.add_argument("--many", type=int, default=100_000, help="how many small files memory is measured with")
    given = options.parse_args()
    lines = ["| job | beside | ours, s | theirs, s | ratio | span | ratio of processor time |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    load = os.getloadavg()[0]
    for group in (
        lambda work: of_files(work, given.files, given.rounds),
        lambda work: of_one_file(work, given.large, given.rounds),
        lambda work: memory(work, given.many),
    ):
        with tempfile.TemporaryDirectory(dir=os.environ.get("WORKBENCH_BENCH_DIR")) as folder:
            for line in group(Path(folder)):
                lines.append(line)
                print(line, flush=True)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"
    head = f"# Custody: what keeping costs\n\nMade by `benchmarks/bench_custody.py` on {machine};"
    head += f" {given.rounds} rounds, whole processes, every job of a group in each round. Load of the machine:"
    head += f" {load:.1f} when it began, {os.getloadavg()[0]:.1f} when it ended.\n\n"
    (ROOT / "docs" / "benchmarks-custody.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
