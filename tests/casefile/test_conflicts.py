"""Two records of one thing, one from each side: listed, and only then."""

import dataclasses

from tests.casefile.sealed_case import coding_of, told_by
from workbench.casefile import Case
from workbench.casefile.conflicts import conflicts, standing
from workbench.records import Agent, Entity


def found_at(case: Case, ids: set[str]) -> str:
    return max(live.at for live in case.state().all if live.id in ids).replace("T", " ")[:16] + " UTC"


def test_only_what_differs_between_the_sides_is_listed_and_the_order_of_the_sides_does_not_matter(case: Case) -> None:
    told = told_by(case)
    coding = coding_of(case, told["passage"], told["worker"])
    with case.writing(case.agent("MJ")) as writer:
        ours = {
            writer.record(dataclasses.replace(coding, stance="contradicts")),
            writer.record(Entity(key="P-1", schema="Person", label="Nguyen")),
            writer.record(Agent(key="TH", kind="person", name="T. H.")),
        }
        theirs = {
            writer.record(dataclasses.replace(coding, stance="unclear")),
            writer.record(dataclasses.replace(coding, stance="contradicts", indicator="isolation")),
            writer.record(Entity(key="P-1", schema="Person", label="Nguyễn", names=("NGUYEN",))),
            writer.record(Agent(key="TH", kind="person", name="T. H.")),
        }
    found = conflicts(case.state(), ours, theirs)
    assert [(one.kind, one.about) for one in found] == [
        ("name", "entity P-1"), ("stance", "W-01, retention-of-identity-documents"),
    ]  # fmt: skip
    mj = case.state().get(case.agent("MJ"))
    assert mj and [side.split(": ", 1) for side in found[0].message.split("; ")] == [
        [f"here MJ, {found_at(case, ours)}", "label Nguyen, names empty"],
        [f"there MJ, {found_at(case, theirs)}", "label Nguyễn, names NGUYEN"],
    ]
    assert found[1].message == f"here {found[1].sides[0]}; there {found[1].sides[1]}; on the same words"
    turned = conflicts(case.state(), theirs, ours)
    assert [one.sides[::-1] for one in turned] == [one.sides for one in found]
    assert [(one.kind, one.about, one.ids) for one in turned] == [(one.kind, one.about, one.ids) for one in found]
    assert conflicts(case.state(), ours, set()) == []
    assert standing(case.state(), [(ours, theirs), (theirs, ours), (ours, set())]) == found, "each once"
    assert standing(case.state(), [(ours, set()), (theirs, ours)]) == turned


def test_a_side_that_holds_the_words_that_join_two_is_kept_whole(case: Case) -> None:
    label = "Site A; there is no other"
    with case.writing(case.agent("MJ")) as writer:
        ours = {writer.record(Entity(key="P-1", schema="Person", label=label))}
        theirs = {writer.record(Entity(key="P-1", schema="Person", label="Site B"))}
    (found,) = conflicts(case.state(), ours, theirs)
    assert [side.split(": ", 1)[1] for side in found.sides] == [f"label {label}", "label Site B"]
