"""What was said later of a record: who told a file, whose record it is, and what sets it aside."""

from tests.casefile.sealed_case import told_by, untold
from workbench.casefile import Case
from workbench.casefile.later import attached, said_later, set_aside, told_later
from workbench.records import Correction, CustodyEvent


def linked(case: Case, holder: str, *targets: str) -> list[str]:
    """The comparison of a sidecar with each of these items, as an intake records it."""
    with case.writing(case.agent("MJ")) as writer:
        return [writer.record(CustodyEvent(item=one, action="sidecar", outcome="matches", sidecar=holder))
                for one in targets]  # fmt: skip


def test_of_a_silent_file_those_count_who_are_said_to_have_told_it(case: Case) -> None:
    one = told_by(case)
    file = untold(case, one["worker"])["item"]
    assert told_later(case.state().all) == {}
    with case.writing(case.agent("MJ")) as writer:
        for source in (one["source"], "somebody in words"):
            writer.record(
                CustodyEvent(item=file, action="received-again", outcome="duplicate", received_from=source)
            )
    assert one["source"] in told_later(case.state().all)[file] and said_later(case.state().all) == {}


def test_a_sidecar_belongs_to_what_it_records_while_nobody_is_known_to_have_told_it(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    record = untold(case, two["worker"], name="a.proof.json")["item"]
    made = linked(case, record, one["item"], two["item"])
    linked(case, two["item"], one["item"])
    assert attached(case.state().all) == {record: {one["item"], two["item"]}}, "what has a source is its teller's"
    with case.writing(case.agent("MJ")) as writer:
        aside = writer.record(Correction(target=made[1], reason="another photograph of that name"))
    assert attached(case.state().all) == {record: {one["item"]}}
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=aside, reason="it was right"))
        told = CustodyEvent(item=record, action="received-again", outcome="duplicate", received_from=two["source"])
        writer.record(told)
    assert attached(case.state().all) == {}


def test_a_signature_apart_belongs_to_the_file_of_its_name_and_to_the_one_of_the_digest_in_it(case: Case) -> None:
    one = told_by(case, name="p/IMG_1.jpg")
    two = told_by(case, "Other words", worker="W-02", key="S-02", name="q/IMG_1.jpg")
    digest = case.state().get(two["item"]).record.sha256  # type: ignore[union-attr]
    names = (f"p/{digest}.asc", f"p/{digest}.proof.csv", f"p/{digest}.proof.csv.asc", f"p/{digest.upper()}.ots",
             "p/IMG_1.jpg.asc", "p/pubkey.asc", "p/IMG_1.asc")  # fmt: skip
    made = [untold(case, one["worker"], words=name, name=name)["item"] for name in names]
    by_digest, _, record, stamp, by_name, *_ = made
    assert attached(case.state().all) == {
        by_digest: {two["item"]}, record: {two["item"], made[1]}, stamp: {two["item"]}, by_name: {one["item"]}
    }, "the key of who signed is nobody's alone; a record of its own is told by its comparison"  # fmt: skip
    with case.writing(case.agent("MJ")) as writer:
        writer.record(
            CustodyEvent(item=stamp, action="received-again", outcome="duplicate", received_from=one["source"])
        )
    assert stamp not in attached(case.state().all), "what somebody told is the teller's"


def test_a_correction_that_is_set_aside_sets_nothing_aside() -> None:
    assert set_aside({"c": "record", "d": "c"}) == {"c"}
    assert set_aside({"c": "record", "d": "c", "e": "d"}) == {"record", "d"}
