"""Fuzzing: whatever bytes a reader gets, it ends with an outcome that was foreseen; each finding stays as a fixture."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from tests.prove.fuzz import FINDINGS, READERS, run, seeds
from tests.prove.progress import STATE, Progress
from workbench.extract import Reader

# Files on which a reader once failed, by the name of the reader; found by these runs, kept for ever.
FOUND = Path(__file__).resolve().parents[1] / "extract" / "fuzzed"
# Ten minutes a reader in ten slices; WORKBENCH_FUZZ_SLICES=1 for one minute each.
SLICES, SECONDS = int(os.environ.get("WORKBENCH_FUZZ_SLICES", "10")), 60.0


def test_a_few_inputs_of_each_reader(tmp_path: Path) -> None:
    """Of those for which a seed is at hand without building the hostile files."""
    with Reader() as reader:
        some = {name: held for name, held in seeds(hostile=False).items() if held}
        assert len(some) >= 10
        for name, held in some.items():
            counts, found = run(reader, f"{name} 0", held, tmp_path, seconds=2, most=4)
            assert counts["inputs"] and not found, [message for message, _ in found]


def test_what_was_found_is_mended() -> None:
    wrong = {}
    with Reader() as reader:
        for path in sorted(FOUND.iterdir()):
            codes = {why.code for why in reader.read(path, path.name).reasons}
            if codes & FINDINGS:
                wrong[path.name] = codes
    assert not wrong


@pytest.mark.prove
def test_ten_minutes_a_reader(tmp_path: Path) -> None:
    progress = Progress("fuzzing", "fuzz", proven=("workbench/extract",))
    held, failed = seeds(), []
    assert all(held.values()), {name for name, some in held.items() if not some}
    # Every reader has its first minute before any has its second.
    for part in progress.todo(f"{name} {number}" for number in range(SLICES) for name in READERS):
        begun = time.monotonic()
        with Reader() as reader:
            counts, found = run(reader, part, held[part.rpartition(" ")[0]], tmp_path, seconds=SECONDS)
        for message, data in found:
            kept = STATE / "fuzz" / f"{part.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            failed.append(f"{kept}: {message}")
        progress.add(part, dict(counts), time.monotonic() - begun)
    total = progress.total()
    assert not total["findings"], "mend it, and keep the file in tests/extract/fuzzed:\n" + "\n".join(failed[:20])
    others = "files by others among the seeds" if "WORKBENCH_CORPUS" in os.environ else "no files by others at hand"
    progress.publish(
        f"files changed at random through each reader in its child, each ends with a foreseen outcome; {others}",
        {"readers": len(READERS), "minutes a reader": SLICES, "seeds": sum(map(len, held.values())),
         "inputs": total["inputs"], "parsed": total["parsed"], "partial": total["partial"], "opaque": total["opaque"],
         "quarantined": total["quarantined"], "stopped by the limits": total["stopped by the limits"], "findings": 0},
    )  # fmt: skip
