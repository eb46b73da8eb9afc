"""Fuzzing: whatever bytes a reader gets, it ends with an outcome that was foreseen; each finding stays as a fixture."""

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from tests.prove.fuzz import FINDINGS, run
from tests.prove.progress import BEGUN, STATE
from tests.prove.rounds import BEGINS, Rounds, modules
from tests.prove.seeds import READERS, seeds
from workbench.extract import Reader, registry

# Files on which a reader once failed, by the name of the reader; found by these runs, kept for ever.
FOUND = Path(__file__).resolve().parents[1] / "extract" / "fuzzed"
# Ten minutes a reader in ten slices; WORKBENCH_FUZZ_SLICES=1 for one minute each.
MINUTES, SECONDS = int(os.environ.get("WORKBENCH_FUZZ_SLICES", "10")), 60.0


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


def test_a_round_ends_with_a_change_of_what_a_reader_reads_with() -> None:
    assert BEGINS.keys() == READERS.keys()
    for name, (medias, _) in READERS.items():
        assert {"outcome", "layout"} & modules(name), name
        for media in medias & registry.READERS.keys():
            read = registry.READERS[media]
            if "extract.registry" not in read.__module__:  # the others are put together of several there
                assert read.__module__.rpartition(".")[2] in modules(name), (name, media)
    assert "pdf" in modules("pdf") and "pdf" not in modules("jpeg") and "photo" not in modules("docx")


def test_what_was_counted_goes_on_from_what_was_published(tmp_path: Path) -> None:
    rounds = Rounds(tmp_path / "state.json", tmp_path / "none.json")
    assert rounds.least(60) == f"{next(iter(BEGINS))} 0"
    rounds.add("pdf 0", {"inputs": 5, "findings": 0}, 61.2)
    assert Rounds(tmp_path / "state.json", tmp_path / "none.json").total()["inputs"] == 5
    (tmp_path / "results.json").write_text(json.dumps({"fuzzing": {"readers": rounds.held}}))
    fresh = Rounds(tmp_path / "other.json", tmp_path / "results.json")
    assert fresh.held["pdf"]["all_s"] == fresh.held["pdf"]["round_s"] == 61
    fresh.held["pdf"]["code"] = "of another time"
    (tmp_path / "results.json").write_text(json.dumps({"fuzzing": {"readers": fresh.held}}))
    later = Rounds(tmp_path / "other.json", tmp_path / "results.json")
    told = later.held["pdf"]
    assert (told["all_s"], told["round_s"], told["next"], told["counts"]) == (61, 0, 1, {})
    for name in BEGINS:
        later.held[name]["round_s"] = 60
    assert later.least(60) is None and later.least(61) is not None


@pytest.mark.prove
def test_ten_minutes_a_reader(tmp_path: Path) -> None:
    rounds, held, failed = Rounds(), seeds(), []
    assert all(held.values()), {name for name, some in held.items() if not some}
    limit = float(os.environ.get("PROVE_SECONDS", "inf"))
    # Whoever had least time is next: every reader has its first minute before any has its second.
    while (part := rounds.least(60 * MINUTES - 1)) and time.monotonic() - BEGUN < limit:
        begun = time.monotonic()
        with Reader() as reader:
            counts, found = run(reader, part, held[part.rpartition(" ")[0]], tmp_path, seconds=SECONDS)
        for message, data in found:
            kept = STATE / "fuzz" / f"{part.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            failed.append(f"{kept}: {message}")
        rounds.add(part, dict(counts), time.monotonic() - begun)
    others = "files by others among the seeds" if "WORKBENCH_CORPUS" in os.environ else "no files by others at hand"
    rounds.publish(
        f"files changed at random through each reader in its child, each ends with a foreseen outcome; {others}",
        {"minutes a reader that are meant": MINUTES, "seeds": sum(map(len, held.values()))},
    )
    assert not rounds.total()["findings"], "mend it, and keep the file in tests/extract/fuzzed:\n" + "\n".join(
        failed[:20]
    )
    if part:
        pytest.skip("to be continued: not every reader had its time; run it again")
