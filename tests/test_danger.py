"""Dangers are asked first, shown first, kept with the worker, and in no release."""

import dataclasses
import json

import pytest

from tests.casefile.conftest import case, sealed, sealed_once, state_home  # noqa: F401 - fixtures
from tests.casefile.sealed_case import brought_again, told_by, untold
from workbench import verbs
from workbench.casefile import Case
from workbench.danger import dangers, of_workers, record, unasked
from workbench.disclosure.leaving import leaving
from workbench.errors import BadValue, Unknown
from workbench.records import Danger, PayLine

TOLD = Danger(subject="", asked="2024-05-18", flags=("reprisal", "confinement"), channel="message",
              referral="the centre, agreed", hours="after 20:00", may_say="that a friend calls")  # fmt: skip


def test_who_was_not_asked_is_named_until_somebody_asks(case: Case) -> None:  # noqa: F811
    assert unasked(case) is None
    told_by(case)
    line = unasked(case)
    assert line and "danger-not-asked" in line and "(W-01)" in line
    record(case, "W-01", dataclasses.replace(TOLD, flags=()), agent=case.agent("MJ"))
    assert unasked(case) is None
    assert [one["flags"] for one in of_workers(case).values()] == [[]]


def test_the_newest_counts_and_the_earlier_one_stays(case: Case) -> None:  # noqa: F811
    told = told_by(case)
    first, new = record(case, "W-01", TOLD, agent=case.agent("MJ"))
    again, _ = record(case, "W-01", dataclasses.replace(TOLD, flags=("child",)), agent=case.agent("MJ"))
    assert new and first != again
    assert of_workers(case)[told["worker"]]["flags"] == ["child"]
    assert case.state().set_aside(first) and case.state().get(first)
    assert [live.id for live in case.state().of("danger")] == [again]


def test_it_stands_before_the_content_of_what_the_worker_told(case: Case) -> None:  # noqa: F811
    told_by(case)
    record(case, "W-01", TOLD, agent=case.agent("MJ"))
    shown = verbs.show(case, "t.txt")
    assert next(iter(shown)) == "dangers"
    assert shown["dangers"][0]["flags"] == ["confinement", "reprisal"]
    assert shown["dangers"][0]["may_say"] == "that a friend calls"
    assert next(iter(verbs.items(case)[0])) == "dangers"
    card = case._repr_html_()
    assert card.index("W-01: confinement, reprisal") < card.index("Site A</td>")


def test_a_worker_on_whom_an_item_of_another_was_coded_is_shown_too(case: Case) -> None:  # noqa: F811
    first, second = told_by(case), told_by(case, "They lock W-01 in.", worker="W-02", key="S-02", name="u.txt")
    with case.writing(case.agent("MJ")) as writer:
        coding = case.state().get(second["coding"])
        assert coding
        writer.record(dataclasses.replace(coding.record, subject=first["worker"]))
    assert [one["worker"] for one in dangers(case)[second["item"]]] == ["W-02", "W-01"]


def test_a_worker_whose_pay_or_promise_stands_in_an_item_is_shown_too(case: Case) -> None:  # noqa: F811
    first, second = told_by(case), told_by(case, "310 paid.", worker="W-02", key="S-02", name="p.txt")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(PayLine(subject=first["worker"], line="paid", source=second["source"], value="310",
                              currency="EUR", passage=second["passage"]))  # fmt: skip
    assert [one["worker"] for one in dangers(case, second["item"])[second["item"]]] == ["W-02", "W-01"]
    assert list(dangers(case, first["item"])) == [first["item"]]


@pytest.mark.parametrize(
    ("subject", "told", "error"),
    [("W-99", TOLD, Unknown), ("W-01", dataclasses.replace(TOLD, flags=("rain",)), BadValue),
     ("W-01", dataclasses.replace(TOLD, asked="May"), BadValue)],
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused(case: Case, subject: str, told: Danger, error: type) -> None:  # noqa: F811
    told_by(case)
    with pytest.raises(error):
        record(case, subject, told, agent=case.agent("MJ"))
    assert not case.state().of("danger")


def test_in_a_sealed_case_it_is_sealed_with_the_worker_and_goes_with_the_worker(sealed: Case) -> None:  # noqa: F811
    told = told_by(sealed)
    identity, _ = record(sealed, "W-01", TOLD, agent=sealed.agent("MJ"))
    ledger = "".join(file.read_text("utf-8") for file in sealed.chains())
    assert "friend" not in ledger and "reprisal" not in ledger
    assert sealed.ground().units.unit_of(identity) == sealed.ground().units.unit_of(told["worker"])
    assert identity in sealed.state().speaking_of(told["worker"]).person


def test_nothing_of_it_leaves_whatever_was_allowed(case: Case) -> None:  # noqa: F811
    from workbench.codebook import audience
    from workbench.disclosure.leaving import Terms

    told_by(case)
    record(case, "W-01", TOLD, agent=case.agent("MJ"))
    state = case.state()
    everything = [(live.kind, live.id, live.record) for live in state.all]
    gone = leaving(everything, Terms(audience("ombudsman"), {}, {}))
    assert "danger" in {kind for kind, _, _ in everything} and gone.records
    assert not any(isinstance(one, Danger) for _, one in gone.records)
    assert "friend" not in json.dumps([str(one) for _, one in gone.records])


def test_who_told_a_file_later_is_in_it_like_who_told_it_first(case: Case) -> None:  # noqa: F811
    told = told_by(case)
    told_by(case, "Quite another account", worker="W-02", key="S-02", name="u.txt")
    file = untold(case, next(live.id for live in case.state().of("entity") if live.record.key == "W-02"))
    assert [one["worker"] for one in dangers(case, file["item"])[file["item"]]] == ["W-02"]
    brought_again(case, file["item"], told["source"])
    assert [one["worker"] for one in dangers(case, file["item"])[file["item"]]] == ["W-01", "W-02"]
