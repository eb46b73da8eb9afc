"""The interview form asks what the frameworks need, in four languages, the dangers first."""

import re
from pathlib import Path

import pytest

from workbench import codebook
from workbench.codebook.interview import LANGUAGES, cyrillic, interview, xlsform
from workbench.coding.consented import AGREEING
from workbench.errors import Unknown

BACK = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)) | {
    "љ": "lj", "њ": "nj", "џ": "dž"
}  # fmt: skip
NEEDED = {
    "danger_child", "danger_violence", "danger_confinement", "danger_suicide", "danger_deportation", "danger_reprisal",
    "referral", "safe_channel", "safe_hours", "safe_words", "consent_submit", "consent_letter", "consent_summary",
    "consent_naming", "language", "interpreter", "others", "wage_promised", "wage_paid", "fee_words", "debt_words",
    "child_told", "child_guardian", "child_assent", "child_assent_words", "consent_guardian",
    "hours_day", "housing_words", "passport_holder", "arrived", "read_back", "corrected",
}  # fmt: skip


def every_label() -> list[dict[str, str]]:
    form = interview()
    labels = [form.titles, *(part.labels for part in form.parts), *(ask.labels for ask in form.asks())]
    return [dict(one) for one in (*labels, *(one for listed in form.choices.values() for one in listed.values()))]


def test_the_dangers_are_asked_before_anything_else() -> None:
    first = interview().parts[0]
    assert [ask.name for ask in first.asks][:6] == [
        f"danger_{name}" for name in ("child", "violence", "confinement", "suicide", "deportation", "reprisal")
    ]
    assert all(ask.required for ask in first.asks[:8])


def test_what_the_work_needs_is_asked() -> None:
    assert {ask.name for ask in interview().asks()} >= NEEDED


def test_a_child_is_asked_before_its_consent_and_no_guardian_who_may_have_a_part_in_it() -> None:
    form = interview()
    parts = [part.name for part in form.parts]
    assert parts.index("child") < parts.index("consents")
    asked = {ask.name: ask for ask in form.asks()}
    of_child = [name for name in asked if name.startswith("child_")]
    assert {asked[name].relevant for name in of_child} == {"${danger_child} != 'no'"}
    allowed = set(re.findall("'([a-z]+)'", asked["consent_guardian"].relevant))
    assert allowed == set(AGREEING) and allowed < set(form.choices["guardian"])


def test_each_indicator_has_an_open_question_before_a_closed_one() -> None:
    asked: dict[str, list[str]] = {}
    for ask in interview().asks():
        if ask.indicator:
            assert ask.required or ask.relevant, ask.name
            asked.setdefault(ask.indicator, []).append(f"{ask.elicits} {ask.type.split()[0]}")
    assert list(asked) == [entry.id for entry in codebook.framework("ilo-11").indicators]
    assert all(kinds[:2] == ["open text", "closed select_one"] for kinds in asked.values())


def test_every_word_is_there_in_four_languages_and_each_once() -> None:
    for one in every_label():
        assert set(one) == set(LANGUAGES) and all(words.strip() for words in one.values()), one
    names = [ask.name for ask in interview().asks()]
    assert len(names) == len(set(names))


def test_the_cyrillic_is_the_latin_in_other_letters() -> None:
    for one in every_label():
        back = "".join(
            BACK.get(letter.lower(), letter).capitalize() if letter.isupper() else BACK.get(letter, letter)
            for letter in one["sr-Cyrl"]
        )
        assert back == one["sr-Latn"]
        assert not re.search("[a-zčćđšž]", one["sr-Cyrl"], re.IGNORECASE), one["sr-Cyrl"]


def test_letters_of_two_signs_and_capitals() -> None:
    assert cyrillic("NJEGOŠ i Džemal: 3 dinara") == "ЊЕГОШ и Џемал: 3 динара"


def test_unreviewed_translations_are_marked() -> None:
    assert interview().unreviewed == ("vi", "sr-Latn", "sr-Cyrl")


def test_audiences_are_those_of_the_codebook(repository: Path) -> None:
    known = {file.stem for file in (repository / "evidence_schema" / "audiences").glob("*.toml")}
    assert set(interview().choices["audience"]) <= known


def test_conditions_and_lists_name_what_exists() -> None:
    names = {ask.name for ask in interview().asks()}
    for ask in interview().asks():
        assert set(re.findall(r"\$\{(\w+)\}", ask.relevant)) <= names, ask.name
        kind, _, listed = ask.type.partition(" ")
        assert (listed in interview().choices) == (kind == "select_one")


def test_a_column_of_an_export_leads_back_to_its_question() -> None:
    for path in ("wages/wage_paid", "wage_paid", "wages-wage_paid"):
        found = interview().ask(path)
        assert found and found.name == "wage_paid"
    assert interview().ask("_uuid") is None


def test_another_language_comes_first_where_asked_and_an_unknown_one_is_refused() -> None:
    assert xlsform("sr-Cyrl")["settings"][1][-1] == "Српски (sr-Cyrl)"
    with pytest.raises(Unknown):
        xlsform("sr")
