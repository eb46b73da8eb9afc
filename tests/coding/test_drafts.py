"""The drafts of a case: where they stand, what people made of them, and that nothing of them is stored or counted."""

from pathlib import Path

import pytest

from tests.coding.conftest import of_another, put, store
from tests.coding.drafted import WORDS, accepted, judged, rejected, written
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using, worker_of
from workbench.coding.drafts import decision_of, drafts, standing, without_text
from workbench.coding.undo import undo
from workbench.errors import Unknown
from workbench.findings.matrix import matrix
from workbench.records import Correction, Verdict

PASSPORTS = "retention-of-identity-documents"


@pytest.fixture
def talk(case: Case) -> Case:
    """The case of the other tests, with one text more that has four drafts in it."""
    store(case, "talk.txt", WORDS.encode())
    return case


def test_the_drafts_of_a_text_stand_where_they_say(talk: Case) -> None:
    found = drafts(talk, item="talk.txt")
    assert [(one.indicator, one.polarity) for one in found] == [
        (PASSPORTS, "supports"), ("restriction-of-movement", "contradicts"), (PASSPORTS, "supports"),
    ]  # fmt: skip
    assert all(WORDS[one.start : one.end] == one.quote and one.decision is None for one in found)
    assert drafts(talk, item="talk.txt") == found and [one for one in drafts(talk) if one.file == "talk.txt"] == found


def test_looking_at_drafts_changes_nothing(talk: Case) -> None:
    before, events = talk.head(), len(talk.state().all)
    drafts(talk)
    assert (talk.head(), len(talk.state().all)) == (before, events)
    assert set(matrix(talk.tables()).df.to_numpy().ravel()) <= {"not-assessed"}


def test_a_place_is_named_where_the_layout_names_one(case: Case) -> None:
    layout = b'{"unit": "page", "places": [{"label": "page 1", "start": 0, "end": 200}]}'
    put(case, "p.pdf", "application/pdf", "document", b"%PDF", text=WORDS.encode(), layout=layout)
    assert {one.place for one in drafts(case, item="p.pdf")} == {"page 1"}


def test_items_without_words_are_counted_and_unknown_ones_refused(talk: Case) -> None:
    assert (without_text(talk), without_text(talk, "talk.txt"), without_text(talk, "b.jpg")) == (1, 0, 1)
    with pytest.raises(Unknown, match=r"talk\.txt"):
        drafts(talk, item="talk.tx")
    with pytest.raises(Unknown, match="ilo-11"):
        drafts(talk, "palermo")


def test_a_verdict_is_seen_beside_its_draft_until_it_is_undone(talk: Case, tmp_path: Path) -> None:
    rows = written(talk, tmp_path)
    judged(talk, tmp_path, [accepted(rows[0]), rejected(rows[1])])
    assert [one.decision for one in drafts(talk)][:2] == ["accepted", "rejected"]
    for live in talk.state().of("verdict"):
        undo(talk, live.id, agent=talk.agent("MJ"))
    assert {one.decision for one in drafts(talk)} == {None}


def test_an_acceptance_falls_with_its_coding_but_not_when_the_coding_is_superseded(talk: Case, tmp_path: Path) -> None:
    judged(talk, tmp_path, [accepted(written(talk, tmp_path)[0])])
    coding = talk.state().of("coding")[0]
    with talk.writing(talk.agent("MJ")) as writer:
        another = writer.record(type(coding.record)(**vars(coding.record) | {"means": "hearsay"}))
        writer.record(Correction(target=coding.id, reason="heard, not seen", replacement=another))
    assert len(standing(talk.state())) == 1
    with talk.writing(talk.agent("MJ")) as writer:
        writer.record(Correction(target=another, reason="coded by mistake"))
    assert len(standing(talk.state())) == 0


def test_copies_that_were_judged_differently_are_neither(talk: Case, tmp_path: Path) -> None:
    judged(talk, tmp_path, [rejected(written(talk, tmp_path)[0])])
    other = talk.state().of("verdict")[0]
    judged(talk, tmp_path, [accepted(written(talk, tmp_path)[0])])
    coding = talk.state().of("coding")[0].id
    with talk.writing(talk.agent("AK")) as writer:  # as a second copy of the case would bring it
        writer.record(
            Verdict(**vars(other.record) | {"decision": "accepted", "coding": coding, "agent": talk.agent("AK")})
        )
    assert decision_of(next(iter(standing(talk.state()).values()))) == "differing"


def test_words_of_a_worker_who_withdrew_are_not_offered_again_until_an_undo(case: Case) -> None:
    store(case, "talk.txt", WORDS.encode())
    before = drafts(case, item="talk.txt")
    gone = before[0]
    of_another(case, "talk.txt", gone.start - 5, gone.start + 4, "W-01")
    assert drafts(case, item="talk.txt") == before
    done = stop_using(case, worker_of(case, "W-01"), agent=case.agent("MJ"), reason="r")
    assert drafts(case, item="talk.txt") == before[1:] == [one for one in drafts(case) if one.file == "talk.txt"]
    undo(case, done.record, agent=case.agent("MJ"), reason="false")
    assert drafts(case, item="talk.txt") == before
