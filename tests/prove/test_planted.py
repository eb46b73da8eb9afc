"""Planted names, numbers and phrases: the scanner finds each in any form; no session leaves them where it must not."""

import base64
import gzip
import hashlib
import io
import json
import shutil
import time
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.casefile.two_members import PASSPHRASE
from tests.prove import session
from tests.prove.destroyed import destroy_all_of, lying, team_of, tell, words_in
from tests.prove.planted import Scanner, digests, forms, spellings, words
from tests.prove.progress import Progress
from workbench.casefile import Case, create_sealed, open_case, verify
from workbench.records import Agent, CaseInfo

WORDS = words("scanner")
SEALINGS = [True, False]


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner.of(WORDS)


def test_words_are_many_and_differ() -> None:
    assert len(WORDS) == 100 and len(words("other") + WORDS) == len({*words("other"), *WORDS})
    assert all(len(set(spellings(word).values())) >= 3 for word in WORDS[0::4])


@pytest.mark.parametrize("disguise", ["utf-8", "utf-16-le", "utf-16-be", "base64", "json", "url", "hex"])
@pytest.mark.parametrize("spelling", ["NFC", "NFD", "NFKC", "NFKD", "without diacritics"])
def test_each_form_of_each_word_is_found_wherever_it_stands(scanner: Scanner, disguise: str, spelling: str) -> None:
    for number, word in enumerate(WORDS):
        text = spellings(word)[spelling]
        before, raw = b"x" * (number % 7), text.encode()
        data = {
            "base64": base64.b64encode(before + raw + b"yz"), "json": json.dumps(text).encode(),
            "url": b"".join(b"%%%02X" % byte if byte > 127 else bytes([byte]) for byte in raw),
            "hex": raw.hex().encode(),
        }.get(disguise) or before + text.encode(disguise) + b"yz"  # fmt: skip
        assert word in {found for found, _ in scanner.inside(b"some " + data + b" more")}, (word, disguise)


def test_it_looks_into_streams_within_streams_and_at_names(scanner: Scanner, tmp_path: Path) -> None:
    raw = f"a letter: {WORDS[0]}.".encode()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", raw * 3)
    packed = {"plain": raw, "zip": inner.getvalue(), "zip in zlib": zlib.compress(inner.getvalue()),
              "gzip": b"junk" + gzip.compress(raw), "zlib": b"junk" + zlib.compress(raw, 1)}  # fmt: skip
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / unicodedata.normalize("NFD", WORDS[4])).write_text("nothing")
    found = {(Path(hit.path.split(" > ")[0]).name, hit.word) for hit in scanner.folder(tmp_path)}
    assert {(name, WORDS[0]) for name in packed} <= found
    assert any(word == WORDS[4] and name.endswith("(its name)") for name, word in found)


def test_it_finds_nothing_where_nothing_is(scanner: Scanner) -> None:
    data = b"".join(hashlib.sha256(str(n).encode()).digest() for n in range(30_000))
    assert scanner.inside(data) == set()
    assert scanner.inside("".join(words("others")).encode()) == set()


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
def test_a_digest_of_a_word_is_found_in_each_form(name: str) -> None:
    scanner = Scanner.of_digests(WORDS[:8])
    for word in WORDS[:8]:
        digest = hashlib.new(name, unicodedata.normalize("NFD", word).lower().encode()).digest()
        for shown in (digest, digest[:8], digest.hex().encode(), digest.hex().upper().encode()[:16],
                      base64.b64encode(digest)):  # fmt: skip
            assert word in {found for found, _ in scanner.inside(b"id: " + shown + b"\n")}


def test_forms_and_digests_are_no_short_things() -> None:
    assert all(len(pattern) >= 8 for word in WORDS for pattern in (*forms(word), *digests(word)))


def strays(made: session.Session) -> list[str]:
    """Paths opened for writing that are neither in the case nor exports asked for, nor the device's name, nor fonts."""
    places = ("case", ".case-", "out", "xdg/state/workbench", "watched", "mpl/fontlist")
    may = [*(f"{made.root}/{place}" for place in places), "/dev/", "/proc/"]
    written = made.written()
    assert all(f"{made.root}/case/{place}" in "".join(written) for place in ("ledger", "objects")), "the log is kept"
    return sorted(path for path in written if not path.startswith(tuple(may)) or path.startswith("/dev/shm"))


def judge(made: session.Session, scanner: Scanner, *, sealed: bool) -> dict[str, int]:
    """Asserts what a session may leave, and counts the words found in each place."""
    elsewhere = scanner.folder(*made.clean)
    assert not elsewhere, elsewhere[:20]
    inside, guessable = scanner.folder(made.case), Scanner.of_digests(WORDS).folder(made.case)
    if sealed:
        assert not inside, inside[:20]
        assert not guessable, guessable[:20]
    else:
        assert {hit.word for hit in inside} == set(WORDS), (
            "the control: what lies in the open is found, each word of it"
        )
        assert WORDS[1] in {hit.word for hit in guessable}, "and so is the digest of a number"
    assert scanner.folder(made.root / "out"), "what was exported holds words: they were there"
    return {"in the case": len({hit.word for hit in inside}), "digests": len({hit.word for hit in guessable})}


@pytest.mark.parametrize("sealed", SEALINGS)
def test_a_day_of_work_leaves_no_word_where_it_must_not(tmp_path: Path, scanner: Scanner, sealed: bool) -> None:
    made = session.begin(tmp_path, sealed=sealed)
    session.work(made, WORDS, sealed=sealed, together=True)
    session.killed(made, WORDS, moments=(2,))
    assert not strays(made)
    judge(made, scanner, sealed=sealed)


def begun_in(folder: Path) -> Case:
    """A sealed case, open for MJ."""
    return create_sealed(
        folder / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."), PASSPHRASE
    ).case


def after_destruction(case: Case, count: int) -> dict[str, int]:
    """Tells of two workers, destroys what speaks of one, and counts the words that all remaining keys still open."""
    hers, his = words("of her who withdrew", count), words("of him who did not", count)
    worker = tell(case, "W-01", hers)
    tell(case, "W-02", his)
    team, both = team_of(case), Scanner.of([*hers, *his])
    assert words_in(case, both) == {*hers, *his}, "the control: before it, every word can be recovered"
    shutil.copytree(case.path, case.path.with_name("old backup"))
    destroy_all_of(team, worker)
    for key in ("MJ", "AK"):
        assert words_in(team.opened(key), both) == {*his}, "what is his stays, and nothing of hers"
    assert lying(case.path, both) == set() and not Scanner.of_digests(hers).folder(case.path)
    assert verify(team.opened("MJ")).ok
    old = team.opened("MJ", open_case(case.path.with_name("old backup")))
    assert words_in(old, both) == {*hers, *his}, "the honest limit: an old backup defeats destruction"
    return {"words of hers before": len(hers), "words of hers after": 0, "words of the other after": len(his)}


def test_nothing_of_who_withdrew_can_be_recovered_with_all_remaining_keys(tmp_path: Path) -> None:
    after_destruction(begun_in(tmp_path), 12)


@pytest.mark.prove
def test_none_of_a_hundred_words_can_be_recovered_after_destruction(tmp_path: Path) -> None:
    progress, begun = Progress("destroyed words", "planted", "destroyed"), time.monotonic()
    figures = after_destruction(begun_in(tmp_path), 100)
    progress.add("all", {}, time.monotonic() - begun)
    progress.publish(
        "a hundred words of a worker in every kind of record, in files and copies; then everything of hers destroyed: "
        "each event and each stored file is tried with every key that is left, the passphrases at hand",
        figures,
    )


@pytest.mark.prove
def test_a_day_of_work_with_a_notebook_leaves_none_of_a_hundred_words(tmp_path: Path, scanner: Scanner) -> None:
    progress, figures = Progress("planted words", "planted", "session"), {}
    for sealed in SEALINGS:
        (tmp_path / str(sealed)).mkdir()
        begun, made = time.monotonic(), session.begin(tmp_path / str(sealed), sealed=sealed)
        session.work(made, WORDS, sealed=sealed, together=False)
        session.killed(made, WORDS, moments=(1, 5, 9))
        assert not strays(made)
        shown = session.in_a_notebook(made)
        assert WORDS[0] in shown and "ZeroDivisionError" in shown
        kind = "sealed" if sealed else "control, unsealed"
        figures |= {f"{kind}, found {where}": n for where, n in judge(made, scanner, sealed=sealed).items()}
        progress.add(kind, {}, time.monotonic() - begun)
    patterns = sum(len(forms(word)) + len(digests(word)) for word in WORDS)
    progress.publish(
        "planted names, numbers and phrases after a day of work by the command line and in a notebook: in the case, "
        "and in the home, temporary, cache, state, runtime and Jupyter folders of a fresh machine",
        {"words": len(WORDS), "forms and digests looked for": patterns, "found elsewhere": 0, **figures},
    )
