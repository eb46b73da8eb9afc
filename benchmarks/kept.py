"""What was measured last: kept job by job beside this file, and put as tables into the pages of docs/.

    .venv/bin/python benchmarks/kept.py        # writes every table of docs/benchmarks-*.md anew from results/

Each program of benchmarks/ has jobs by name. Of each job `results/PROGRAM.json` keeps its rows, and with them what
makes them worth something: machine, commit, day, load when it began and ended, and how many processors other programs
kept busy meanwhile. A job is called quiet when the load was at most 1.5 as it began and others took less than a
quarter of one processor.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from in_turn import processors

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
DOCS = ROOT / "docs"
BEGIN, END = "<!-- measured -->", "<!-- end -->"
QUIET, OTHERS = 1.5, 0.25
COLUMNS = ("job", "size", "beside", "ours, s", "theirs, s", "ratio", "span", "by processor", "memory, MiB", "growth",
           "rounds", "remark")  # fmt: skip
HEADER = (f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|")
Row = dict[str, Any]


class Asked(NamedTuple):
    """How a job is to be measured."""

    rounds: int
    until: float  # of time.monotonic(): no round begins later
    part: int  # sizes are divided by it, to try a program

    def of(self, size: int) -> int:
        """A size, or the part of it that was asked for."""
        return max(1, size // self.part)


Jobs = dict[str, Callable[[Asked], Iterable[Row]]]


def main(program: str, about: str | None, jobs: Jobs) -> None:
    """Measures the jobs of a program; `--write` keeps each as soon as it is done, and its page."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", action="append", choices=list(jobs), help="one of the jobs; may be given again")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--minutes", type=float, default=float("inf"), help="no round of a job begins later than this")
    options.add_argument("--part", type=int, default=1, help="sizes divided by this, to try the program")
    options.add_argument("--write", action="store_true", help=f"keep them, and write docs/benchmarks-{program}.md")
    given = options.parse_args()
    if given.write and given.part != 1:
        options.error("with --part nothing is kept: a part is no measurement")
    os.environ["XDG_STATE_HOME"] = os.environ.get("WORKBENCH_BENCH_STATE", f"/tmp/workbench-bench-{os.getpid()}")
    for name in given.only or jobs:
        watch = Watch()
        until = time.monotonic() + 60 * given.minutes
        rows = []
        for one in jobs[name](Asked(given.rounds, until, given.part)):
            rows.append(one)
            print(line(one), flush=True)
        done = watch.ended() | {"rows": rows}
        print(f"{program}, {name}: {told(done)}", flush=True)
        if given.write:
            keep(program, name, done)
            publish(program)
    if given.write:
        for page in ("table.py", "at_scale.py"):  # both are put together from what is kept
            subprocess.run([sys.executable, ROOT / "benchmarks" / page], check=True)


class Watch:
    """What a job ran beside: from its making to `ended`."""

    def __init__(self) -> None:
        self.load, self.began, self.own, self.whole = load(), time.monotonic(), processors(), _whole()

    def ended(self) -> dict[str, Any]:
        """Machine, commit, day, seconds, load at both ends, and how many processors others kept busy."""
        seconds = time.monotonic() - self.began
        others = None
        if self.whole is not None and (whole := _whole()) is not None:
            others = round(max(0.0, whole - self.whole - (processors() - self.own)) / max(seconds, 1e-9), 2)
        quiet = self.load is not None and self.load <= QUIET and others is not None and others < OTHERS
        return {
            "machine": machine(),
            "commit": commit(),
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "load": [self.load, load()],
            "others": others,
            "quiet": quiet,
            "seconds": round(seconds),
        }


def load() -> float | None:
    """The load of the last minute; None where the system has no such figure."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _whole() -> float | None:
    """Seconds of the processors that all programs of the machine took; what waits for a disk is not work."""
    try:
        fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    except OSError:
        return None
    user, nice, system, _, _, irq, softirq, steal = map(int, fields)
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def machine() -> str:
    """Where this was measured."""
    model = _field("/proc/cpuinfo", "model name") or platform.machine()
    memory = _field("/proc/meminfo", "MemTotal").removesuffix(" kB")
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    held = [f"{os.cpu_count()} cores", model, f"{int(memory) / 2**20:.0f} GiB" if memory else "", system,
            f"Python {platform.python_version()}"]  # fmt: skip
    return ", ".join(part for part in held if part)


def _field(file: str, name: str) -> str:
    """A field of one of the system's files of names and values; nothing where it has none."""
    lines = Path(file).read_text().splitlines() if Path(file).exists() else []
    return next((one.partition(":")[2].strip() for one in lines if one.startswith(name)), "")


def commit() -> str:
    """The commit whose code was measured, `-dirty` where that code was changed."""
    git = ["git", "-C", str(ROOT)]
    done = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    code = ["workbench", "evidence_schema", "benchmarks/*.py"]
    same = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", *code], check=False).returncode == 0
    return (done.stdout.strip() or "no git") + ("" if same or done.returncode else "-dirty")


def keep(program: str, job: str, done: dict[str, Any]) -> None:
    """Keeps what a job gave in place of what it gave before."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{program}.json"
    held = (json.loads(file.read_text("utf-8")) if file.exists() else {}) | {job: done}
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(rounded(held), indent=1, ensure_ascii=False) + "\n", "utf-8")
    fresh.replace(file)


def rounded(value: Any) -> Any:
    """The same with four digits in each number: more were not measured."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


def results(program: str) -> dict[str, Any]:
    """What is kept of a program, by job; empty where nothing was ever measured."""
    file = RESULTS / f"{program}.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def found(program: str, job: str, beside: str, n: int = 0) -> tuple[Row, dict[str, Any]] | None:
    """The row of a job, and what was kept with it; None where it was not measured.

    Raises:
        LookupError: there is more than one such row.
    """
    held = [(row, done) for done in results(program).values() for row in done["rows"]
            if (row["job"], row["beside"], row.get("n", 0)) == (job, beside, n)]  # fmt: skip
    if len(held) > 1:
        raise LookupError(f"benchmarks/results/{program}.json has {len(held)} rows of {job!r} beside {beside!r}, {n}")
    return held[0] if held else None


def publish(program: str) -> None:
    """Puts the tables of a program into its page, between the two marks; the words around them stay."""
    page = DOCS / f"benchmarks-{program}.md"
    before, mark, rest = page.read_text("utf-8").partition(BEGIN)
    if not mark or END not in rest:
        raise SystemExit(f"{page} has no place for a table: it needs the lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n{tables(program)}{END}{rest.partition(END)[2]}", "utf-8")


def tables(program: str) -> str:
    """The tables of a program: one a machine, commit, day and load, each under a line that names these."""
    out, last = list[str](), ""
    for done in results(program).values():
        if told(done) != last:
            last = told(done)
            out += ["", last, "", *HEADER]
        out += [line(row, done["rows"]) for row in done["rows"]]
    return "\n".join([*out[1:], ""])


def told(done: dict[str, Any]) -> str:
    """Where, when and beside what a job was measured, in words."""
    first, last = done["load"]
    words = f"*{done['machine']}; {done['date']}, {done['commit']}"
    words += ", by an earlier form of this program" if done.get("earlier") else ""
    words += "; load not noted" if first is None else f"; load {first:g} when it began, {last:g} when it ended"
    if done.get("others") is not None:
        words += f"; other programs took {done['others']:g} of a processor"
    return words + (": quiet.*" if done["quiet"] else ": **not a quiet machine**.*")


def line(row: Row, rows: Iterable[Row] = ()) -> str:
    """A row as a line of the table."""
    size = f"{row['n']:,} {row['of']}".strip() if row.get("n") else ""
    span = f"{row['low']:.3g} to {row['high']:.3g}" if row.get("low") is not None else ""
    memory = " / ".join(_mib(one) for one in row.get("memory", []) if one is not None)
    cells = [row["job"], size, row["beside"], number(row["ours"]), number(row.get("theirs")), ratio(row.get("ratio")),
             span, ratio(row.get("busy")), memory, growth(row, rows), str(row["rounds"]),
             row.get("note", "")]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def growth(row: Row, rows: Iterable[Row]) -> str:
    """How many times as long a row took, ours and theirs, as the one of the same job with a tenth of the size."""
    for other in rows:
        if other.get("n") and 9.5 < row.get("n", 0) / other["n"] < 10.5 and _same(other) == _same(row):
            grown = [row[side] / other[side] for side in ("ours", "theirs") if row.get(side) and other.get(side)]
            return " / ".join(f"{one:.2g}" for one in grown)
    return ""


def _same(row: Row) -> tuple[str, str]:
    return row["job"], row["beside"]


def number(value: float | None) -> str:
    """Seconds in a cell."""
    return "" if value is None else f"{value:,.2f}" if value >= 100 else f"{value:.3g}"


def ratio(value: float | None) -> str:
    """A ratio in a cell."""
    return "" if value is None else f"{value:.3g}"


def _mib(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def programs() -> Iterator[str]:
    """Every program of which something is kept."""
    return (file.stem for file in sorted(RESULTS.glob("*.json")))


if __name__ == "__main__":
    for one in programs():
        publish(one)
    sys.exit(0)
