"""Characters as pinyin."""

from workbench.codebook.scripts import letters
from workbench.matching.hanzi import pinyin


def test_traditional_and_simplified_characters_sound_alike() -> None:
    pairs = [(old, new) for old, new in letters().simplified.items() if pinyin(old) and pinyin(new)]
    alike = [old for old, new in pairs if pinyin(old) == pinyin(new)]
    assert len(pairs) > 2500 and len(alike) / len(pairs) > 0.95


def test_what_has_no_reading_is_empty_and_nothing_is_capital() -> None:
    assert pinyin("轮") == "lun" and pinyin("，") == ""
