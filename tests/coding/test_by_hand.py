"""One coding at a time: the words that were marked, in code points, whatever stands before them."""

import pytest

from tests.coding.conftest import TEXT
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using, worker_of
from workbench.coding.by_hand import code, marked
from workbench.errors import BadValue, Refused, Unknown
from workbench.records import Withdrawal

SAID = {"framework": "ilo-11", "indicator": "isolation", "stance": "supports", "subject": "W-01", "means": "hearsay"}


def item(case: Case) -> str:
    return str(case.state().of("item")[0].id)


def test_words_behind_an_emoji_are_found_by_code_points(case: Case) -> None:
    at = TEXT.index("hộ chiếu")
    where = marked(case, item(case), at, at + 8)
    assert where == {"file": item(case), "quote": "hộ chiếu", "occurrence": "1"}
    made = code(case, {**where, **SAID}, agent=case.agent("MJ"))
    coding = case.state().get(made)
    assert coding is not None
    passage = case.state().get(coding.record.passage)
    assert passage is not None and (passage.record.start, passage.record.end) == (at, at + 8)


def test_blanks_around_the_words_are_left_out_and_which_of_them_is_kept(case: Case) -> None:
    second = TEXT.rindex("No pay")
    where = marked(case, item(case), second - 1, second + 7)
    assert (where["quote"], where["occurrence"]) == ("No pay", "2")
    made = code(case, {**where, **SAID}, agent=case.agent("MJ"))
    passage = next(live for live in case.state().of("passage") if live.id == case.state().get(made).record.passage)  # type: ignore[union-attr]
    assert passage is not None and passage.record.start == second


@pytest.mark.parametrize("start, end", [(0, 0), (9, 3), (-1, 4), (0, 999), (3, 4)])
def test_what_marks_no_words_is_refused(case: Case, start: int, end: int) -> None:
    assert TEXT[2:3] == " " and TEXT[3:4] == "p"
    if (start, end) == (3, 4):
        start, end = 2, 3
    with pytest.raises(BadValue, match=f"{len(TEXT)} code points"):
        marked(case, item(case), start, end)


def test_an_item_without_text_has_no_words(case: Case) -> None:
    with pytest.raises(Refused, match="no text"):
        marked(case, case.state().of("item")[1].id, 0, 2)


def test_the_same_twice_and_what_cannot_be_taken_leave_nothing_behind(case: Case) -> None:
    where = marked(case, item(case), 0, 6)
    code(case, {**where, **SAID}, agent=case.agent("MJ"))
    head = case.head()
    with pytest.raises(Refused, match="recorded already"):
        code(case, {**where, **SAID}, agent=case.agent("MJ"))
    with pytest.raises(Unknown, match=r"desk, subject.*W-01"):
        code(case, {**where, **SAID, "subject": "W-1"}, agent=case.agent("MJ"))
    with pytest.raises(BadValue, match="means"):
        code(case, {**where, **SAID, "means": ""}, agent=case.agent("MJ"))
    assert case.head() == head


def test_a_worker_who_withdrew_is_not_coded_by_hand(case: Case) -> None:
    where = marked(case, item(case), 0, 6)
    done = stop_using(case, worker_of(case, "W-01"), agent=case.agent("MJ"), reason="r")
    head = case.head()
    with pytest.raises(Refused, match=rf"desk.*W-01 withdrew.*undo CASE {done.record[:12]}"):
        code(case, {**where, **SAID}, agent=case.agent("MJ"))
    assert case.head() == head


def test_what_was_withdrawn_more_than_once_is_undone_the_last_first(case: Case) -> None:
    where, worker = marked(case, item(case), 0, 6), worker_of(case, "W-01")
    made = []
    for act in ("destroy", "stop-using"):
        with case.writing(case.agent("MJ")) as writer:
            made.append(writer.record(Withdrawal(subject=worker, act=act, reason="r"))[:12])
        with pytest.raises(Refused, match=", then ".join(f"workbench undo CASE {one}" for one in reversed(made))):
            code(case, {**where, **SAID}, agent=case.agent("MJ"))
