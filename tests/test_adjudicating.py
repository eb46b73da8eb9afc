"""One dispute decided by a third person: not by a coder of it, not twice, not without a reason."""

import pytest

from tests.coding.conftest import TEXT, case
from workbench.adjudicating import adjudicate, differing
from workbench.casefile import Case
from workbench.coding.by_hand import code, marked
from workbench.coding.undo import undo
from workbench.errors import BadValue, Refused, Unknown
from workbench.findings.disputes import disputes
from workbench.records import Agent

__all__ = ["case"]


@pytest.fixture
def disputed(case: Case) -> Case:
    where = marked(case, case.state().of("item")[0].id, 0, len(TEXT[:6]))
    said = {"framework": "ilo-11", "indicator": "isolation", "subject": "W-01", "means": "hearsay"}
    code(case, {**where, **said, "stance": "supports"}, agent=case.agent("MJ"))
    code(case, {**where, **said, "stance": "unclear"}, agent=case.agent("AK"))
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="JS", kind="person", name="J."))
    return case


def place(case: Case) -> dict[str, str]:
    (one,) = disputes(case.tables())
    return {"framework": one.framework, "passage": one.passage, "subject": "W-01", "indicator": one.indicator}


def test_a_third_person_decides_and_the_readings_stay(disputed: Case) -> None:
    made = adjudicate(disputed, place(disputed), "supports", "read again", agent=disputed.agent("JS"))
    (one,) = disputes(disputed.tables())
    assert not one.open and one.decisions[0].id == made and len(disputed.state().of("coding")) == 2
    assert next(iter(differing([one]).values())).standing == made
    with pytest.raises(Refused, match="decided"):
        adjudicate(disputed, place(disputed), "unclear", "again", agent=disputed.agent("JS"))
    undo(disputed, made, agent=disputed.agent("JS"))
    assert disputes(disputed.tables())[0].open


def test_a_coder_of_it_nobody_without_reason_and_no_other_stance(disputed: Case) -> None:
    with pytest.raises(Refused, match="third person"):
        adjudicate(disputed, place(disputed), "supports", "mine", agent=disputed.agent("MJ"))
    with pytest.raises(BadValue, match="reason"):
        adjudicate(disputed, place(disputed), "supports", "", agent=disputed.agent("JS"))
    with pytest.raises(BadValue, match="one of supports"):
        adjudicate(disputed, place(disputed), "yes", "so", agent=disputed.agent("JS"))
    with pytest.raises(Unknown, match="deception"):
        adjudicate(disputed, {**place(disputed), "indicator": "deception"}, "none", "so", agent=disputed.agent("JS"))
    with pytest.raises(Unknown, match="dispute"):
        adjudicate(disputed, place(disputed), "", "", agent=disputed.agent("JS"))
