"""The one-file verifier: alone, without anything of ours, running nothing of what it sees; of one mind with ours."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.release.bad_bundles import CRATE, FIGURES, RELEASE, SEAL, bagged, crated, put, released
from workbench.casefile.cipher import Signer
from workbench.casefile.cipher import signed as signed_by_the_library
from workbench.records import canonical
from workbench.release import verify_bundle
from workbench.release.checking import check_bundle

FILE = Path(verify_bundle.__file__)


def alone(*words: str, script: Path | None = None, isolated: bool = True) -> subprocess.CompletedProcess[str]:
    flags = ["-I"] if isolated else []
    return subprocess.run([sys.executable, *flags, str(script or FILE), *words], capture_output=True, text=True,
                          check=False, cwd="/", env={"PATH": "/usr/bin:/bin"})  # fmt: skip


def test_it_is_short_and_stands_alone() -> None:
    text = FILE.read_text("utf-8")
    assert text.count("\n") < 500
    assert "workbench" not in [line.split()[1].split(".")[0] for line in text.splitlines()
                               if line.startswith(("import ", "from "))]  # fmt: skip


def test_it_says_pass_fail_error_or_could_not_be_checked(small_bundle: Path, tmp_path: Path) -> None:
    assert (small_bundle / FILE.name).read_bytes() == FILE.read_bytes()
    script = Path(shutil.copy(FILE, tmp_path / "verify.py"))
    good = alone(str(small_bundle), script=script)
    assert (good.returncode, good.stdout) == (0, "PASS\n")
    bad = Path(shutil.copytree(small_bundle, tmp_path / "bad"))
    (bad / "data/codings.csv").write_text("x")
    found = alone(str(bad), script=script)
    assert found.returncode == 1
    assert found.stdout.startswith("changed: data/codings.csv: SHA-256 ")
    assert found.stdout.endswith("FAIL\n")
    assert alone(str(tmp_path / "nothing"), script=script).returncode == 2
    released(bad, lambda about: about.update(format=99))
    later = alone(str(bad), script=script)
    assert (later.returncode, later.stdout.splitlines()[-1]) == (3, "COULD NOT BE CHECKED")


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a", "--other", "b"]])
def test_it_says_how_it_is_called(words: list[str]) -> None:
    told = alone(*words)
    assert (told.returncode, "--opening FILE" in told.stdout) == (2, True)


def test_what_lies_beside_it_is_never_a_library(small_bundle: Path, tmp_path: Path) -> None:
    """Whoever runs the copy that came with a bundle: a file of the bundle must not stand in for a library."""
    bundle = Path(shutil.copytree(small_bundle, tmp_path / "bundle"))
    for name in ("json", "hashlib", "re", "contextlib", "typing"):
        (bundle / f"{name}.py").write_text(f"open({str(tmp_path / 'was-here')!r}, 'w')\n")
    found = alone(str(bundle), script=bundle / FILE.name, isolated=False)
    assert not (tmp_path / "was-here").exists()
    assert found.stdout.splitlines()[0].startswith("tag-unknown: contextlib.py")


WATCH = """
import sys
from pathlib import Path
bundle = sys.argv[1]
{load}
check(bundle)  # once before, so that everything is loaded
events = []
on = True
def hook(event, arguments):
    if on and event.split(".")[0] in ("open", "os", "exec", "compile", "import", "subprocess", "socket", "ctypes",
                                      "pickle", "marshal", "shutil", "glob", "builtins", "pathlib", "urllib", "code"):
        events.append((event, str(arguments[0]) if arguments else ""))
sys.addaudithook(hook)
found = check(bundle)
on = False
assert not found, found
for event, first in events:
    print(event, first)
"""
INSIDE = """
from workbench.release.checking import check_bundle
check = lambda place: check_bundle(Path(place)).problems
"""
ALONE = """
sys.path.insert(0, {folder!r})
import verify_bundle
check = verify_bundle.check
"""


@pytest.mark.parametrize("load", [ALONE.format(folder=str(FILE.parent)), INSIDE], ids=["alone", "inside"])
def test_verifying_runs_nothing_of_a_bundle_and_opens_nothing_outside(
    load: str, small_bundle: Path, repository: Path
) -> None:
    done = subprocess.run([sys.executable, "-c", WATCH.format(load=load), str(small_bundle)], capture_output=True,
                          text=True, check=False, cwd=repository)  # fmt: skip
    assert done.returncode == 0, done.stderr
    events = [line.partition(" ")[::2] for line in done.stdout.splitlines()]
    assert {event for event, _ in events} <= {"open", "os.scandir", "os.listdir", "pathlib.Path.iterdir"}
    outside = {path for _, path in events if not path.startswith(str(small_bundle)) and not path.isdigit()}
    assert outside == set()
    assert sum(event == "open" for event, _ in events) > 100


def test_its_signatures_are_those_of_the_library() -> None:
    draw = random.Random(9)
    for _ in range(12):
        signer = Signer(draw.randbytes(32))
        message = draw.randbytes(draw.randrange(80))
        sig = signer.sign(message)
        bent = bytearray(bytes.fromhex(sig))
        bent[draw.randrange(64)] ^= 1 << draw.randrange(8)
        for key, words, one in [
            (signer.public, message, sig), (signer.public, message + b"x", sig), (signer.public, message, bent.hex()),
            (draw.randbytes(32).hex(), message, sig),
        ]:  # fmt: skip
            assert verify_bundle.signed(key, words, one) == signed_by_the_library(key, words, one)
    # RFC 8032, section 7.1, test 1
    assert verify_bundle.signed(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
        "24655141438e7a100b",
    )  # fmt: skip
    order = (2**252 + 27742317777372353535851937790883648493).to_bytes(32, "little").hex()
    assert not verify_bundle.signed("00" * 32, b"", "00" * 32 + order)  # malleable: the second half is not reduced


VALUES = [None, 0, -1, True, 2**52, 2**60, 1.5, "", "x", "0" * 64, "é", [], {}, ["x"], {"a": 1}, "../../x"]


def mutated(bundle: Path, draw: random.Random) -> str:
    """One thing in a bundle changed at random, and around it made again as much as a forger might."""
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    told = [path for path in files if path.name in (CRATE, RELEASE, FIGURES, SEAL, "commitments.json")]
    told += [path for path in files if path.suffix in (".jsonl",) or path.name == "leaves.txt"]
    way = draw.choice(["flip", "cut", "gone", "more", "line", "value", "value", "value", "word", "moved"])
    file = draw.choice(told if way in ("value", "line") else files)
    change: dict[str, Callable[[], object]] = {
        "flip": lambda: _flipped(file, draw),
        "cut": lambda: _written(file, file.read_bytes()[: -draw.randrange(1, 40)]),
        "gone": file.unlink, "more": lambda: put(f"data/{draw.choice(['figures', 'codebook', '.'])}/more", "x")(bundle),
        "line": lambda: _lines(file, draw), "value": lambda: _value(file, draw),
        "word": lambda: _written(file, file.read_bytes().replace(b"a", b"b", draw.randrange(1, 3))),
        "moved": lambda: file.rename(file.with_name("moved" + file.suffix)),
    }  # fmt: skip
    change[way]()
    around = draw.choice([None, bagged, bagged, crated, released])
    if around and (bundle / "data" / RELEASE).exists() and (bundle / "data").is_dir():
        try:
            around(bundle)
        except (ValueError, TypeError, KeyError, AttributeError, OSError):
            bagged(bundle)  # what is there is no JSON any more: a forger would leave it as it is
    return f"{way} {file.relative_to(bundle)} {getattr(around, '__name__', '')}"


def _written(file: Path, data: bytes) -> None:
    file.chmod(0o600)
    file.write_bytes(data)


def _flipped(file: Path, draw: random.Random) -> None:
    data = bytearray(file.read_bytes() or b"x")
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    _written(file, bytes(data))


def _lines(file: Path, draw: random.Random) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    at, to = draw.randrange(len(lines)), draw.randrange(len(lines))
    if draw.random() < 0.5:
        lines[at], lines[to] = lines[to], lines[at]
    elif draw.random() < 0.5:
        lines.insert(to, lines[at])
    else:
        del lines[at]
    _written(file, b"".join(lines))


def _value(file: Path, draw: random.Random) -> None:
    """A value somewhere in canonical JSON exchanged for another, or taken away."""
    if file.name == "leaves.txt":
        return _flipped(file, draw)
    lines = file.read_bytes().splitlines()
    at = draw.randrange(len(lines))
    whole = {"": json.loads(lines[at])}
    held: Any = whole
    key: Any = ""
    while isinstance(held[key], dict | list) and held[key] and draw.random() < 0.8:
        held = held[key]
        key = draw.choice(sorted(held)) if isinstance(held, dict) else draw.randrange(len(held))
    if draw.random() < 0.2 and held is not whole:
        del held[key]
    else:
        held[key] = draw.choice(VALUES)
    text = json.dumps(whole[""], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    _written(file, b"\n".join([*lines[:at], text, *lines[at + 1 :]]) + b"\n")
    return None


def of_one_mind(good: Path, place: Path, seeds: range) -> set[str]:
    """Mutates a bundle once for each seed; gives the codes that were met."""
    met: set[str] = set()
    for seed in seeds:
        bundle = place / "bundle"
        shutil.rmtree(bundle, ignore_errors=True)
        shutil.copytree(good, bundle)
        draw = random.Random(seed)
        told = mutated(bundle, draw)
        one, two = verify_bundle.check(str(bundle)), check_bundle(bundle)
        assert [entry[:2] for entry in one] == [(entry.code, entry.subject) for entry in two.problems] or (
            {entry[0] for entry in one} == {entry.code for entry in two.problems}
        ), f"seed {seed}: {told}: {one} against {two.problems}"
        assert verify_bundle.exit_code(one) == two.exit_code
        met |= {entry[0] for entry in one}
    return met


def test_two_verifiers_agree_on_mutated_bundles(small_bundle: Path, tmp_path: Path) -> None:
    assert len(of_one_mind(small_bundle, tmp_path, range(30))) > 8


def test_two_verifiers_agree_on_mutated_bundles_of_rows(rows_bundle: Path, tmp_path: Path) -> None:
    assert len(of_one_mind(rows_bundle, tmp_path, range(30))) > 8


@pytest.mark.prove
def test_two_verifiers_agree_on_two_thousand_mutated_bundles(
    small_bundle: Path, rows_bundle: Path, tmp_path: Path
) -> None:
    met = of_one_mind(small_bundle, tmp_path, range(1000, 2000))
    assert len(met | of_one_mind(rows_bundle, tmp_path, range(2000, 3000))) > 30


def test_what_is_no_canonical_json_is_refused_by_both() -> None:
    for raw in [b"1.5", b"NaN", b'{"a":1,"a":1}', b'{"b":1,"a":1}', b'"\\u00e9"', b"[" * 3000, b'{"\xc3\xa9":1}',
                str(2**53).encode(), b"\xff", b'"\\ud800"', b"", b"nothing"]:  # fmt: skip
        b = verify_bundle._Bundle("")
        with pytest.raises(verify_bundle._Stop):
            b.value(raw, "code", "where")
    assert verify_bundle._Bundle("").value(canonical({"a": [1, True, None, "é"]}), "c", "w") == {
        "a": [1, True, None, "é"]
    }


def test_the_clock_and_the_place_do_not_matter(small_bundle: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(small_bundle, tmp_path / "a b" / "ü"))
    os.utime(moved / "bagit.txt", (0, 0))
    assert alone(str(moved)).returncode == 0
