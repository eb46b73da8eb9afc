"""What can be asked, and what is said where it cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadValue
from workbench.searching.index import Index
from workbench.searching.key import words
from workbench.searching.query import query

TEXTS = [
    "They kept our passports and the wages.",  # 0
    "Wages were paid; passports kept in a safe.",  # 1
    "Паспорт? Узели су пасоше, плата касни.",  # 2
    "Họ giữ hộ chiếu, nợ lương",  # 3
    "老板拿走了护照，没有工资",  # 4
    "उन्होंने पासपोर्ट ले लिया",  # 5
    "Pasaportumu aldılar, ışık yoktu",  # 6
    "护 2021 finca",  # 7
]
FOUND = {
    "passports wages": {0, 1}, '"kept our"': {0}, '"our kept"': set(), "passports -safe": {0},
    "passports NOT safe": {0}, "pasoše OR chieu": {2, 3}, "pas*": {0, 1, 2, 6}, "PASPORT": {2},
    "(pasose OR passports) (kasni OR safe)": {1, 2}, '"uzeli su pas"*': {2}, '-"in a safe" wages': {0},
    "护照": {4}, "护": {4, 7}, "拿走了护照": {4}, "照": {4}, '"护 2021"': {7}, "工资 护照": {4}, "没有护照": set(),
    "पासपोर्ट": {5}, "isik": {6}, "IŞIK": {6}, "“hộ chiếu”": {3}, "fees & wages": set(), "kept & wages": {0, 1},
    "wages -(safe OR our)": set(),
}  # fmt: skip


@pytest.mark.parametrize("typed", FOUND)
def test_each_question_finds_what_it_says(typed: str) -> None:
    rows, _ = Index(TEXTS).find(query(typed).match)
    assert set(rows.tolist()) == FOUND[typed]


@pytest.mark.parametrize("typed", FOUND)
def test_whatever_is_found_has_a_place(typed: str) -> None:
    asked = query(typed)
    for row in FOUND[typed]:
        places = [place for term in asked.terms for place in term.at(words(TEXTS[row]))]
        assert places and all(TEXTS[row][start:end].strip() for start, end in places)


WRONG = {
    '"kept our': "second quotation mark", "wages AND": "word after AND", "AND wages": "both sides of AND",
    "a AND AND b": "both sides of AND", "-wages": "must be there", "(a OR b": "closing bracket",
    "a)": "opening bracket", "": "for instance", "?!": "for instance", "OR a": "for instance", "a OR": "for instance",
    "a NOT": "word after NOT", "x" * 1001: "at most 1000", "(" * 21 + "a" + ")" * 21: "at most 20",
}  # fmt: skip


@pytest.mark.parametrize("typed", WRONG)
def test_what_cannot_be_read_is_answered_with_a_remedy(typed: str) -> None:
    with pytest.raises(BadValue) as error:
        query(typed)
    assert WRONG[typed] in str(error.value)


@given(st.text(alphabet='ab "()-*&|ORANDđ护照^:{}+', max_size=30))
def test_no_question_is_bad_for_the_index(typed: str) -> None:
    try:
        asked = query(typed)
    except BadValue:
        return
    rows, _ = Index(["a b", "đ 护照 or and"]).find(asked.match)
    for row in rows.tolist():
        assert any(term.at(words(["a b", "đ 护照 or and"][row])) for term in asked.terms)


def test_as_typed_minds_marks_script_and_the_ends_of_words() -> None:
    assert query("hộ chiếu").as_typed("Giữ HỘ CHIẾU!") and not query("ho chieu").as_typed("giữ hộ chiếu")
    assert not query("pas").as_typed("pasoš") and query("pas*").as_typed("pasoš")
    assert query("护照").as_typed("拿走护照了") and not query("pasoše").as_typed("пасоше")
    assert query("xyz OR chiếu").as_typed("chiếu")
