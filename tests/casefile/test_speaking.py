"""Whose words are whose: what goes with a worker, what stays, and why."""

import dataclasses

from tests.casefile.sealed_case import TEXT, at_night, coding_of, said_later, told_by, untold
from tests.casefile.test_later import linked
from workbench.casefile import Case
from workbench.casefile.speaking import DOUBTED, OVERLAPS, RECORD_OF_OTHERS, resting_on
from workbench.records import Consent, Correction, CustodyEvent, Event, Passage, Redaction, Relation, Verdict


def test_a_testimony_goes_whole_with_its_teller_and_only_codings_go_for_those_it_speaks_of(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    with case.writing(case.agent("MJ")) as writer:
        across = writer.record(coding_of(case, one["passage"], two["worker"]))
        kin = writer.record(
            Relation(schema="Kinship", source_entity=one["worker"], target_entity=two["worker"], source=two["source"])
        )
        alone = writer.record(
            Event(track="work", title="A", source=two["source"], actors=(one["worker"],), status="agreed")
        )
        both = writer.record(
            Event(track="work", title="B", source=two["source"], actors=(one["worker"], two["worker"]), status="agreed")
        )
        consent = writer.record(
            Consent(worker=one["worker"], audience="public", purpose="p", form="oral", given="2024-05")
        )
    first, second = case.state().speaking_of(one["worker"]), case.state().speaking_of(two["worker"])
    own = {one[name] for name in ("source", "item", "text", "passage", "coding")}
    assert own | {across, kin, alone} <= first.own and not first.own & {two["item"], two["coding"], both}
    assert first.person == {one["worker"], consent}
    assert dict(first.stays)[both] == "this event also names others"
    assert across in second.own and one["item"] not in second.own and one["passage"] not in second.own
    reasons = dict(second.stays)
    assert "another source" in reasons[one["item"]] and "others rest" in reasons[one["passage"]]


def test_of_a_file_without_a_source_it_is_not_said_that_it_came_from_somebody_else(case: Case) -> None:
    one = told_by(case)
    told = case.state().get(one["item"])
    assert told is not None
    item = dataclasses.replace(told.record, source=None, name="whose.txt", sha256="c" * 64)
    with case.writing(case.agent("MJ")) as writer:
        file = writer.record(item)
        passage = writer.record(Passage(item=file, derivative=one["text"], quote="keep", start=5, end=9))
        coding = writer.record(coding_of(case, passage, one["worker"]))
    speaking = case.state().speaking_of(one["worker"])
    assert {passage, coding} <= speaking.own and file not in speaking.own
    reason = dict(speaking.stays)[file]
    assert reason.startswith("nothing says from whom it came") and "take it out" in reason


def test_a_passage_in_somebody_elses_item_goes_when_nothing_else_rests_on_it(case: Case) -> None:
    one = told_by(case)
    two = told_by(case, worker="W-02", key="S-02", name="u.txt")
    with case.writing(case.agent("MJ")) as writer:
        from workbench.records import Passage

        passage = writer.record(Passage(item=one["item"], derivative=one["text"], quote="keep", start=5, end=9))
        coding = writer.record(coding_of(case, passage, two["worker"]))
    speaking = case.state().speaking_of(two["worker"])
    assert {passage, coding} <= speaking.own and dict(speaking.stays).keys() == {one["item"]}


def test_a_verdict_on_a_draft_goes_with_the_words_that_it_judges(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    same = {"framework": "ilo-11", "indicator": "isolation", "polarity": "supports", "cue": "en:isolation-contact",
            "agent": case.agent("MJ")}  # fmt: skip
    with case.writing(case.agent("MJ")) as writer:
        rejected = writer.record(Verdict(passage=one["passage"], decision="rejected", **same))
        across = writer.record(coding_of(case, two["passage"], one["worker"]))
        accepted = writer.record(Verdict(passage=two["passage"], decision="accepted", coding=across, **same))
    assert {rejected, across, accepted} <= case.state().speaking_of(one["worker"]).own
    assert rejected not in case.state().speaking_of(two["worker"]).own


def test_a_redaction_goes_with_its_item_and_stays_when_only_a_passage_goes(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    with case.writing(case.agent("MJ")) as writer:
        passage = writer.record(Passage(item=one["item"], derivative=one["text"], quote="keep", start=5, end=9))
        writer.record(coding_of(case, passage, two["worker"]))
        made = writer.record(Redaction(item=one["item"], reason="identity", derivative=one["text"], spans=((5, 9),)))
    first, second = case.state().speaking_of(one["worker"]), case.state().speaking_of(two["worker"])
    assert made in first.own
    assert passage in second.own and made not in second.own, "words that stay on the disk stay withheld"


def test_a_file_without_a_source_goes_with_whoever_gave_it_later_and_with_nobody_who_gave_it_with_others(
    case: Case,
) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    told = case.state().get(one["item"])
    assert told is not None
    silent = dataclasses.replace(told.record, source=None, name="whose.txt", sha256="c" * 64)
    again = CustodyEvent(item="", action="received-again", outcome="duplicate")
    with case.writing(case.agent("MJ")) as writer:
        file = writer.record(silent)
        passage = writer.record(Passage(item=file, derivative=one["text"], quote="keep", start=5, end=9))
        coding = writer.record(coding_of(case, passage, two["worker"]))
        writer.record(dataclasses.replace(again, item=file))
        writer.record(dataclasses.replace(again, item=two["item"], received_from=one["source"]))
    assert not {file, passage, coding} & case.state().speaking_of(one["worker"]).own, "nobody is named yet"
    with case.writing(case.agent("MJ")) as writer:
        writer.record(dataclasses.replace(again, item=file, received_from=one["source"]))
    first, second = (case.state().speaking_of(each["worker"]) for each in (one, two))
    assert {file, passage, coding} <= first.own and two["item"] not in first.own, "which has its source"
    assert file not in second.own and "came from another source" in dict(second.stays)[file]
    with case.writing(case.agent("MJ")) as writer:
        writer.record(dataclasses.replace(again, item=file, received_from=two["source"]))
    for each in (one, two):
        speaking = case.state().speaking_of(each["worker"])
        assert file not in speaking.own and "from others as well" in dict(speaking.stays)[file]


def test_whoever_a_telling_names_has_told_the_file_until_it_is_set_aside_and_again_once_that_is_undone(
    case: Case,
) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    file = untold(case, two["worker"])["item"]

    def told(source: str) -> str:
        came = CustodyEvent(item=file, action="transfer", outcome="told", received_from=source)
        with case.writing(case.agent("MJ")) as writer:
            return writer.record(came)

    def aside(target: str) -> str:
        with case.writing(case.agent("MJ")) as writer:
            return writer.record(Correction(target=target, reason="typed into the wrong line"))

    def goes() -> list[bool]:
        return [file in case.state().speaking_of(each["worker"]).own for each in (one, two)]

    told(one["source"])
    assert goes() == [True, False] and case.state().tellers[file] == (one["source"],)
    wrong = told(two["source"])
    assert goes() == [False, False] and case.state().tellers[file] == (one["source"], two["source"])
    undone = aside(wrong)
    assert goes() == [True, False] and case.state().tellers[file] == (one["source"],)
    aside(undone)
    assert goes() == [False, False]


def test_a_source_goes_with_whoever_is_said_later_to_have_told_it_and_with_nobody_while_two_differ(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    night = at_night(case, two["worker"])
    resting = {night["source"], night["item"], night["passage"], night["coding"]}
    assert not resting & case.state().speaking_of(one["worker"]).own
    first = said_later(case, night["source"], one["worker"])
    assert resting | {first} <= case.state().speaking_of(one["worker"]).own
    other = said_later(case, night["source"], two["worker"])
    for told, said in ((one, first), (two, other)):
        speaking = case.state().speaking_of(told["worker"])
        assert said in speaking.own and not {night["source"], night["item"]} & speaking.own
        assert (night["source"], DOUBTED) in speaking.stays
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=other, reason="mistaken"))
    assert resting <= case.state().speaking_of(one["worker"]).own
    assert night["item"] not in case.state().speaking_of(two["worker"]).own


def test_what_is_said_later_of_a_source_that_said_who_it_is_gives_nobody_a_hold_on_it(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    stray = said_later(case, one["source"], two["worker"])
    speaking = case.state().speaking_of(two["worker"])
    assert stray in speaking.own and not {one["source"], one["item"], one["coding"]} & speaking.own
    assert one["source"] not in dict(speaking.stays) and case.state().completions == {}
    assert case.state().get(one["source"]).record.worker == one["worker"]  # type: ignore[union-attr]
    assert one["item"] in case.state().speaking_of(one["worker"]).own


def test_a_sidecar_goes_with_the_last_file_that_it_is_a_record_of_and_is_named_before(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    of_both, of_one = (untold(case, two["worker"], words=name, name=name)["item"] for name in ("both.json", "one.json"))
    linked(case, of_both, one["item"], two["item"])
    linked(case, of_one, one["item"])
    first = case.state().speaking_of(one["worker"])
    assert of_one in first.own, "it says of this photograph alone where and when it was taken"
    assert of_both not in first.own and (of_both, RECORD_OF_OTHERS) in first.stays
    both = resting_on(case.state().all, [one["worker"], two["worker"]])
    assert {of_one, of_both} <= both


def test_longer_words_about_somebody_else_stay_and_are_named(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    spots = {}
    with case.writing(case.agent("MJ")) as writer:
        for who, (start, end) in ((one, (5, 9)), (two, (0, 12)), (two, (9, 14))):
            spot = Passage(item=two["item"], derivative=two["text"], quote=TEXT[start:end], start=start, end=end)
            spots[start, end] = writer.record(spot)
            writer.record(coding_of(case, spots[start, end], who["worker"]))
    speaking = case.state().speaking_of(one["worker"])
    assert spots[5, 9] in speaking.own
    assert [identity for identity, why in speaking.stays if why == OVERLAPS] == [spots[0, 12]]
