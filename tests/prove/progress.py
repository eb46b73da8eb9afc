"""A long proof in slices: what is done is kept, what the code has outgrown is done anew, the figures are published.

`PROVE_SECONDS` ends a run at the next slice after that time; the next run goes on where it stopped.
"""

import datetime
import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STATE = HERE / ".state"
RESULTS, PAGE = HERE / "results.json", ROOT / "docs" / "proofs.md"
TABLE = (ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "benchmarks.png")  # names the commit of each proof
PROVEN = ("workbench/casefile", "workbench/records", "workbench/intake.py", "workbench/taken.py")
BEGUN = time.monotonic()


def code(*own: str, proven: Iterable[str] = PROVEN) -> str:
    """A digest of the code that a proof stands for, and of its own: results of other code say nothing of this."""
    files = [HERE / f"{name}.py" for name in own]
    for name in proven:
        files += sorted((ROOT / name).glob("*.py")) if (ROOT / name).is_dir() else [ROOT / name]
    held = hashlib.sha256()
    for file in files:
        held.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return held.hexdigest()[:16]


class Progress:
    """The slices of one proof: `todo` gives those that are left, `add` keeps what one of them counted."""

    def __init__(self, name: str, *own: str, proven: Iterable[str] = PROVEN) -> None:
        self.name, self.file, self.commit = name, STATE / f"{name}.json", _commit()
        self.held: dict[str, Any] = {"code": code(*own, proven=proven), "slices": {}, "seconds": 0.0}
        if self.file.exists():
            held = json.loads(self.file.read_text("utf-8"))
            if held["code"] == self.held["code"]:
                self.held = held

    def todo(self, slices: Iterable[str]) -> Iterator[str]:
        """Each slice that is not done; stops the test as skipped when this run's time is over."""
        limit = float(os.environ.get("PROVE_SECONDS", "inf"))
        names = list(slices)
        for done, name in enumerate(names):
            if name in self.held["slices"]:
                continue
            if time.monotonic() - BEGUN > limit:
                pytest.skip(f"to be continued: {done} of {len(names)} slices are done; run it again")
            yield name

    def add(self, name: str, counts: dict[str, int], seconds: float) -> None:
        """Keeps the counts of a slice, durably."""
        self.held["slices"][name] = counts
        self.held["seconds"] += seconds
        STATE.mkdir(exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(self.held), "utf-8")
        fresh.replace(self.file)

    def total(self) -> Counter[str]:
        """The counts of all slices together."""
        whole: Counter[str] = Counter()
        for counts in self.held["slices"].values():
            whole.update(counts)
        return whole

    def publish(self, claim: str, figures: dict[str, Any], **more: Any) -> None:
        """Writes the figures of a finished proof into `results.json` (and `more`, there alone) and into the pages."""
        seconds = round(self.held["seconds"])
        entry = {"claim": claim, "code": self.held["code"], "date": _today(), "figures": figures,
                 "machine": _machine(), "seconds": seconds, "commit": self.commit, **more}  # fmt: skip
        results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        results[self.name] = entry
        RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        beginning = PAGE.read_text("utf-8").split("<!-- results -->")[0]
        kept = json.loads(RESULTS.read_text("utf-8"))  # in the order in which the next proof will read it
        PAGE.write_text(beginning + "<!-- results -->\n\n" + _table(kept), "utf-8")
        subprocess.run([sys.executable, ROOT / "benchmarks" / "table.py"], check=True)


def _table(results: dict[str, Any]) -> str:
    lines = ["| proof | what was counted | when, at which commit, how long | machine |", "|---|---|---|---|"]
    for name in sorted(results):
        entry = results[name]
        counted = "; ".join(f"{what}: {value:,}" if isinstance(value, int) else f"{what}: {value}"
                            for what, value in entry["figures"].items())  # fmt: skip
        when = f"{entry['date']}, {entry['commit']}, {entry['seconds']} s"
        lines.append(f"| **{name}**: {entry['claim']} | {counted} | {when} | {entry['machine']} |")
    return "\n".join(lines) + "\n"


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d")


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def _commit() -> str:
    """The commit, `-dirty` where more differs from it than what proofs themselves publish."""
    published = [f":!{file.relative_to(ROOT).as_posix()}" for file in (RESULTS, PAGE, *TABLE)]
    at, differs = _git("describe", "--always"), _git("status", "--porcelain", "--", ".", *published)
    return (at + "-dirty" * bool(differs)) or "no git"


def _git(*words: str) -> str:
    answer = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
