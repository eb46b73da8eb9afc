"""Preserving and verifying beside the public tools: copy and BagIt, plain copy; unsealed and sealed; memory and growth.

    make bench                                     # with what else there is to measure
    .venv/bin/python benchmarks/bench_custody.py --files 10000 --rounds 5 --large 2048

Preserving is: hash, store, read back, record, durable. Reading a file's content (text, camera data) is another job and
is not in it. Each round runs both sides one after the other; the ratio is the median of the rounds' ratios.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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
    with case.writing(who) as writer:
        for path in names[start : start + 256]:
            kept = writer.store(path)
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
        [str(part) for part in command], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout.decode()


def timed(job: Job) -> float:
    """How many seconds a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def pair(ours: Job, theirs: Job, rounds: int) -> tuple[float, float, float, str]:
    """Medians of both sides in seconds, the median ratio, and its span."""
    seconds = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    ratios = sorted(one / other for one, other in seconds)
    medians = [statistics.median(side) for side in zip(*seconds, strict=True)]
    return medians[0], medians[1], statistics.median(ratios), f"{ratios[0]:.2f} to {ratios[-1]:.2f}"


def filled(folder: Path, count: int, size: int) -> Path:
    """Files of random bytes: nothing to read, and nothing that a disk could compress."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}.jpg").write_bytes(os.urandom(size))
    return folder


def preserved(work: Path, files: Path, how: str) -> Job:
    """Ours, in a fresh case each time."""

    def job() -> str:
        shutil.rmtree(work / how, ignore_errors=True)
        return run(sys.executable, "-c", OURS, work / how, files, how, PASSPHRASE)

    return job


def bagged(work: Path, files: Path) -> Job:
    """Theirs: copy, then BagIt manifests over the copy, then everything to the disk."""

    def job() -> None:
        shutil.rmtree(work / "bag", ignore_errors=True)
        run("cp", "-r", files, work / "bag")
        run(sys.executable, "-m", "bagit", "--sha256", work / "bag")
        run("sync")

    return job


def copied(work: Path, files: Path) -> Job:
    """A bare copy, and everything to the disk."""

    def job() -> None:
        shutil.rmtree(work / "copy", ignore_errors=True)
        run("cp", "-r", files, work / "copy")
        run("sync")

    return job


def main() -> None:
    """Runs every pair and writes the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--large", type=int, default=512, help="the size of the one large file, in MiB")
    given = options.parse_args()
    lines = ["| job | beside | ours, s | theirs, s | ratio | span |", "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory(dir=os.environ.get("WORKBENCH_BENCH_DIR")) as folder:
        work = Path(folder)
        files, large = filled(work / "files", given.files, 100_000), filled(work / "large", 0, 0)
        with (large / "video.mp4").open("wb") as out:
            for _ in range(given.large):
                out.write(os.urandom(1 << 20))
        many, one = f"{given.files} files of 100 KB", f"one file of {given.large} MiB"
        jobs: list[tuple[str, str, Job, Job]] = [
            (f"preserve {many}, unsealed", "cp + bagit + sync", preserved(work, files, "plain"), bagged(work, files)),
            (f"preserve {many}, unsealed", "cp + sync", preserved(work, files, "plain"), copied(work, files)),
            (f"preserve {many}, sealed", "cp + bagit + sync", preserved(work, files, "sealed"), bagged(work, files)),
            (f"verify {many}, unsealed", "bagit --validate",
             lambda: run(sys.executable, "-c", VERIFY, work / "plain", ""),
             lambda: run(sys.executable, "-m", "bagit", "--validate", work / "bag")),
            (f"verify {many}, unsealed", "bagit --validate, 2 processes",
             lambda: run(sys.executable, "-c", VERIFY, work / "plain", ""),
             lambda: run(sys.executable, "-m", "bagit", "--validate", "--processes", "2", work / "bag")),
            (f"verify {many}, sealed", "bagit --validate",
             lambda: run(sys.executable, "-c", VERIFY, work / "sealed", PASSPHRASE),
             lambda: run(sys.executable, "-m", "bagit", "--validate", work / "bag")),
            (f"preserve {one}, unsealed", "cp + sync", preserved(work, large, "plain-one"), copied(work, large)),
            (f"preserve {one}, sealed", "cp + sync", preserved(work, large, "sealed-one"), copied(work, large)),
        ]  # fmt: skip
        for job, beside, ours, theirs in jobs:
            first, second, ratio, span = pair(ours, theirs, given.rounds)
            lines.append(f"| {job} | {beside} | {first:.2f} | {second:.2f} | {ratio:.2f} | {span} |")
            print(lines[-1], flush=True)
        lines += memory(work, files, given.files)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"
    head = f"# Custody: what keeping costs\n\nMade by `benchmarks/bench_custody.py` on {machine};"
    head += f" {given.rounds} rounds, whole processes, both sides in each round.\n\n"
    (ROOT / "docs" / "benchmarks-custody.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def memory(work: Path, files: Path, count: int) -> list[str]:
    """The most memory that preserving took, of a tenth of the files and of all."""
    few = work / "few"
    few.mkdir()
    for path in sorted(files.iterdir())[: count // 10]:
        os.link(path, few / path.name)
    told = ["", "| memory at most, MiB | a tenth of the files | all |", "|---|---|---|"]
    for how in ("plain", "sealed"):
        small, whole = (preserved(work, each, how)() for each in (few, files))
        told.append(f"| {'unsealed' if how == 'plain' else how} | {str(small).strip()} | {str(whole).strip()} |")
    print("\n".join(told), flush=True)
    return told


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
