"""One wording for every form of the sheet: neither an accusation, nor a promise that it cannot keep."""

from pathlib import Path

from tests.release.custody_sheet import crowded, sheet
from workbench.release import custody_words as words


def test_each_question_and_each_state_of_the_bytes_has_its_words(tmp_path: Path) -> None:
    found, _ = sheet(tmp_path)
    assert [name for name, _ in words.answers(found)] == list(words.ASKED.values())
    assert set(words.STORED) == {"ok", "changed", "missing", "unverifiable"}
    assert "NOT" in words.STORED["changed"] and "NOT" in words.STORED["missing"]


def test_the_limits_say_what_is_not_shown() -> None:
    for limit in ("integrity since intake, not authorship", "does not show who made the item"):
        assert limit in words.LIMITS
    said = f"{words.LIMITS} {words.CHECK} {' '.join(words.STORED.values())}".lower()
    assert not any(word in said for word in ("proves", "guarantee", "authentic ", "genuine", "tamper"))


def test_the_head_is_said_to_move_and_what_it_can_be_compared_with() -> None:
    for said in ("each later record moves it", "a seal which was made at the same head", "the ledger up to there"):
        assert said in words.CHECK
    assert "recompute" not in words.CHECK, "what was told cannot be"


def test_losses_are_told_once_in_full_and_then_by_code(tmp_path: Path) -> None:
    found, _ = sheet(tmp_path)
    lost = "name-of-messenger, no-exif, saved-again"
    assert words.told(found.events[0]) == f"from W-05; lost on the way, as above: {lost}"
    assert words.told(found.events[3]).startswith("set aside: typed into the wrong line; ")


def test_merges_are_one_sentence_however_many_there_were(tmp_path: Path) -> None:
    found, _ = sheet(tmp_path)
    assert words.merged(found, 8) == ""
    often = crowded(found, 5)
    told = [f"2026-01-15 09:00:0{n} UTC by AK" for n in range(5)]
    assert words.merged(often, 5) == f"{words.MERGED} {'; '.join(told)}."
    assert words.merged(often, 2) == f"{words.MERGED} {told[0]}; 3 more in between; {told[4]}."


def test_the_middle_is_what_is_left_out() -> None:
    assert words.shortened(tuple(range(9)), 3).first == (0, 1) and words.shortened(tuple(range(9)), 3).last == (8,)
    assert words.shortened((), 3).left_out == 0
    for most in range(1, 12):
        part = words.shortened(tuple(range(10)), most)
        assert len(part.first) + part.left_out + len(part.last) == 10
