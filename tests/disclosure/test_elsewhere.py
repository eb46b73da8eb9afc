"""Where a worker stands and no withdrawal takes it along: a second record of the same person, words of others."""

from pathlib import Path

import pytest

from tests.disclosure.test_on_record import copy_of, told
from workbench import keeping
from workbench.casefile import Case
from workbench.disclosure.elsewhere import Elsewhere, elsewhere

__all__ = ["told"]


@pytest.mark.parametrize("act", [None, "stop-using"])
def test_a_second_record_and_words_of_others_are_found_before_and_after_a_withdrawal(
    told: Case,
    tmp_path: Path,
    act: str | None,
) -> None:
    case = copy_of(told, tmp_path / "case")
    ids = {live.record.key: live.id for live in case.state().of("entity")}
    for worker in ("W-01", "W-02") if act else ():
        keeping.withdraw(case, worker, agent=case.agent("MJ"), act=act or "")
    assert elsewhere(case, ids["W-01"]).same == ("W-31",) and elsewhere(case, ids["W-31"]).same == ("W-01",)
    found = elsewhere(case, ids["W-02"])
    assert found.same == ("P-9",) and [one.file for one in found.named_in] == ["W-03.txt"]
    [passage] = [live for live in case.state().of("passage") if live.id == found.named_in[0].passage]
    assert passage.record.quote == "Anh Tu Co and I were locked in for a week"


def test_who_stands_nowhere_else_is_found_nowhere(told: Case) -> None:
    [worker] = [live.id for live in told.state().of("entity") if live.record.key == "W-03"]
    assert elsewhere(told, worker) == Elsewhere((), ())
