"""Every language says everything that it claims to; nothing is missing and no value is left out."""

import re
import string

import pytest

from workbench.codebook import framework
from workbench.codebook import messages as tables
from workbench.codebook.messages import languages, messages
from workbench.errors import BadValue, Unknown


def values(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("lang", languages())
def test_each_sentence_takes_the_values_of_the_english_one(lang: str) -> None:
    english, own = messages("en"), messages(lang)
    for key, words in english.words.items():
        assert values(own.words[key]) <= values(words), key
        assert values(own.words[key]) == values(words) or key.startswith("asks."), key


def test_serbian_covers_everything_and_says_that_nobody_read_it() -> None:
    latin, cyrillic = messages("sr-Latn"), messages("sr-Cyrl")
    assert not latin.partial and not latin.reviewed and not cyrillic.partial
    same = [
        key
        for key, words in messages("en").words.items()
        if latin.words[key] == words and re.search("[a-z]{4}", re.sub(r"\{\w+\}", "", words))
    ]
    assert {key for key in same if key.startswith("country.")} == {
        "country.Kosovo*",
        "country.Malta",
        "country.San Marino",
    }
    same = [key for key in same if not key.startswith("country.")]  # these three are written alike
    assert set(same) <= {
        "label.status",
        "table.status",
        "by.period",
        "table.period",
        "reproduction.program",
        "nexus.claim",
        "responsesfile.status",
    }
    for entry in framework("ilo-11").indicators:
        assert latin.has(f"ilo-11.{entry.id}") and latin.has(f"ilo-11.{entry.id}-limit")
        assert re.search("[а-я]", cyrillic(f"ilo-11.{entry.id}"))
    stray = [key for key, words in cyrillic.words.items() if re.search(r"(?<![{\w-])[a-vxyz]{3,}(?![}\w-])", words)]
    assert {key for key in stray if not key.startswith("reproduction.")} == set()


@pytest.mark.parametrize("other", ["slučaj", "suparni", "rivals", "kvartal", "žalbe"])
def test_serbian_has_no_second_term_for_one_thing(other: str) -> None:
    assert [key for key, words in messages("sr-Latn").words.items() if other in words.lower()] == []


def test_serbian_has_one_term_for_a_case_for_a_quote_and_for_rivals() -> None:
    own, english = messages("sr-Latn"), messages("en")
    assert {own.words[key] for key, words in english.words.items() if words == "case"} == {"predmet"}
    quotes = {key for key, words in english.words.items() if re.search(r"(?i)\b(a|the) quote\b", words)}
    assert len(quotes) > 4 and {key for key in quotes if "citat" not in own.words[key].lower()} == set()
    rivals = {key for key, words in english.words.items() if re.search(r"(?i)\b(rival|conflicting)", words)}
    assert len(rivals) > 4 and {key for key in rivals if "suprotstavljen" not in own.words[key].lower()} == set()


def test_vietnamese_covers_headings_and_leaves_the_text_in_english() -> None:
    own = messages("vi")
    assert own.partial and own.text_lang == "en" and own("heading.summary") == "Tóm tắt"
    assert own("gap.hearsay") == messages("en")("gap.hearsay")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unknown, match=r"heading\.summry"):
        messages("en")("heading.summry")
    with pytest.raises(BadValue, match="count"):
        messages("en")("figure.twin")
    with pytest.raises(Unknown, match="sr-Latn"):
        messages("sr")
    with pytest.raises(BadValue, match=r"heading\.law"):
        tables._complete("xx", {"heading.asks": "a"}, {"heading.law": "Law", "heading.asks": "Asks"}, ["heading"])
    with pytest.raises(BadValue, match=r"heading\.more"):
        tables._complete("xx", {"heading.more": "a"}, {}, ["all"])


def test_vietnamese_says_why_a_quote_is_withheld_and_what_a_source_is() -> None:
    english, own = messages("en"), messages("vi")
    keys = [key for key in english.words if key.startswith(("why.", "source."))]
    assert len(keys) == 24 and own("why.quote-no-teller").startswith("lời trích được giữ lại vì chưa ai")
    assert not [key for key in keys if own.words[key] == english.words[key]]
