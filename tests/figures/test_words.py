"""Drawings speak the language of the copy that holds them, and only there."""

import datetime
from typing import Any

import pytest

from tests.findings.small_case import tables
from workbench.codebook import layers
from workbench.codebook.messages import Messages, languages, messages
from workbench.errors import Unknown
from workbench.figures import network, sites, strip, style, timeline, words
from workbench.figures.base import shapes
from workbench.figures.columns import COLUMNS, PAPER
from workbench.findings.chronology import TRACKS, chronology
from workbench.findings.network import network as network_of
from workbench.findings.sites import sites as sites_of

ENGLISH, SERBIAN = messages("en"), messages("sr-Latn")


def drawn(say: Messages, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text of the three drawings of a dossier."""
    written: list[str] = []
    write = style.write

    def noted(axes: Any, x: float, y: float, text: str, **rest: Any) -> Any:
        written.append(" ".join(text.split()))
        return write(axes, x, y, text, **rest)

    monkeypatch.setattr(style, "write", noted)
    case = tables()
    timeline.draw_for_paper(chronology(case), width=6.85, height=4.4, say=say)
    network.draw_for_paper(network_of(case).chart(), width=6.85, height=4.4, say=say)
    sites.draw_for_paper(sites_of(case), say)
    monkeypatch.undo()
    return [one for one in written if one]


def test_no_word_of_a_table_of_messages_is_left_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = ("drawing.", "legend.", "status.", "country.", "track.")
    english = {words: key for key, words in ENGLISH.words.items() if key.startswith(groups) and "{" not in words}
    own = {SERBIAN.words[key] for key in english.values()}
    before, after = drawn(ENGLISH, monkeypatch), drawn(SERBIAN, monkeypatch)
    assert len({one for one in before if one in english}) > 25, "the drawings of the case have many of them"
    left = {one for one in after if one in english and one not in own}
    assert left == set()
    assert "vrbovanje" not in before and {"Na gradilištu", "U zemlji", "Srbija", "putovanje"} <= set(after)


def test_cyrillic_is_made_by_rule_and_headings_alone_are_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    cyrillic = drawn(messages("sr-Cyrl"), monkeypatch)
    assert {"На градилишту", "Србија", "радници"} <= set(cyrillic)
    vietnamese = drawn(messages("vi"), monkeypatch)
    assert {"Tại công trường", "Trong nước"} <= set(vietnamese) and "Serbia" in vietnamese


def test_the_same_words_give_the_same_bytes_and_outside_english_is_spoken() -> None:
    found = chronology(tables())
    one, other = (timeline.draw_for_paper(found, width=6.85, height=4.4, say=SERBIAN) for _ in range(2))
    assert one == other != timeline.draw_for_paper(found, width=6.85, height=4.4)
    assert words.told().lang == "en"
    with pytest.raises(Unknown), words.speaking(SERBIAN):
        words.word("legend.none-such")
    assert words.told().lang == "en"


def test_every_country_of_the_layers_has_a_name_in_serbian_and_each_layer_its_credit() -> None:
    for layer in layers():
        assert {"en", "sr-Latn"} <= set(layer.titles) & set(layer.credits) & set(layer.legends)
        assert layer.titles["en"] == layer.title and layer.credits["en"] == layer.credit
    named = {name for layer in layers() if layer.name.startswith("countries") for name, _ in shapes(layer.name)}
    assert named and all(SERBIAN.has(f"country.{name}") for name in named)


@pytest.mark.parametrize("lang", languages())
def test_longer_words_have_room(lang: str) -> None:
    say = messages(lang)
    room = strip.LABELS + 0.15
    assert all(style.width(say(f"track.{track}"), 8, bold=True) < room for track in TRACKS)
    heads = [word for group in COLUMNS for tier in group for word in say(f"drawing.{tier.replace(' ', '-')}").split()]
    assert max(style.width(word, 7) for word in heads) < PAPER.box + 2 * PAPER.margin, "no head is broken within a word"


def test_days_numbers_and_decimals_are_written_as_the_language_has_them() -> None:
    day = datetime.date(2024, 5, 21)
    assert (words.day(day), words.day(day, short=True), words.count(12000)) == ("2024-05-21", "2024-05", "12,000")
    with words.speaking(messages("sr-Cyrl")):
        assert (words.day(day), words.day(day, short=True)) == ("21.05.2024.", "05.2024.")
        assert (words.count(12000), words.decimal("1.5")) == ("12.000", "1,5")
    assert words.either("country.Serbia", "x") == "Serbia" and words.either("country.Atlantis", "x") == "x"
