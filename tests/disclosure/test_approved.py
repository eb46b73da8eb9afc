"""A worker's no to words holds in every passage that has them; the latest answer counts."""

import pytest

from workbench.disclosure.approved import Approvals
from workbench.records import Approval, Passage, Record

PASSAGES: list[tuple[str, Record]] = [
    ("long", Passage(item="i", quote="x" * 40, start=0, end=40)),
    ("part", Passage(item="i", quote="x" * 10, start=10, end=20)),
    ("after", Passage(item="i", quote="x" * 10, start=40, end=50)),
    ("other", Passage(item="j", quote="x" * 10, start=10, end=20)),
    ("picture", Passage(item="k", region=(0, 0, 10, 10))),
]


def said(passage: str, decision: str, day: str, audience: str | None = None) -> Approval:
    wording = "otherwise" if decision == "changed" else None
    return Approval(worker="w", passage=passage, decision=decision, day=day, how="read in vi", audience=audience,
                    wording=wording)  # fmt: skip


def held(*answers: Approval, audience: str = "ombudsman") -> Approvals:
    return Approvals([*PASSAGES, *((f"a{n}", one) for n, one in enumerate(answers))], audience)


@pytest.mark.parametrize("decision", ["refused", "changed"])
def test_a_no_to_a_part_holds_for_every_passage_that_has_it(decision: str) -> None:
    found = held(said("part", decision, "2024-06-01"))
    assert [key for key, _ in PASSAGES if found.refused(key)] == ["long", "part"]


def test_a_yes_to_the_whole_is_a_yes_to_its_parts_and_not_the_other_way() -> None:
    whole, part = held(said("long", "approved", "2024-06-01")), held(said("part", "approved", "2024-06-01"))
    assert whole.approved("part") and whole.approved("long") and not whole.approved("after")
    assert part.approved("part") and not part.approved("long")


def test_the_latest_answer_counts_whatever_the_order_on_record() -> None:
    later_yes = held(said("part", "approved", "2024-07-01"), said("part", "refused", "2024-06-01"))
    assert later_yes.approved("part") and not later_yes.refused("part")
    later_no = held(said("part", "refused", "2024-07-01"), said("part", "approved", "2024-06-01"))
    assert later_no.refused("part") and not later_no.approved("part")
    same_day = held(said("part", "approved", "2024-06-01"), said("part", "refused", "2024-06-01"))
    assert same_day.refused("part")


def test_a_refused_part_is_not_approved_with_the_whole() -> None:
    found = held(said("long", "approved", "2024-07-01"), said("part", "refused", "2024-06-01"))
    assert found.refused("long") and not found.approved("long")


def test_an_answer_for_another_audience_says_nothing_here() -> None:
    assert not held(said("part", "refused", "2024-06-01", "public")).refused("part")
    assert held(said("part", "refused", "2024-06-01", "public"), audience="public").refused("part")


def test_a_picture_is_one_and_what_nobody_knows_is_neither() -> None:
    found = held(said("picture", "refused", "2024-06-01"))
    assert found.refused("picture") and not found.refused("unknown") and not found.approved("unknown")


def test_the_passages_of_which_the_latest_answer_is_no_yes_are_listed() -> None:
    found = held(said("long", "approved", "2024-07-01"), said("part", "refused", "2024-06-01", "ombudsman"),
                 said("other", "changed", "2024-06-01"), said("after", "refused", "2024-06-01", "public"))  # fmt: skip
    assert found.against == {"part", "other"}
    assert held(said("part", "refused", "2024-06-01"), said("part", "approved", "2024-07-01")).against == frozenset()
