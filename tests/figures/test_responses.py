"""The picture of what institutions owed: a line a duty, a word a status."""

from tests.findings.owed import act, tables
from workbench.figures import responses as figure
from workbench.findings.responses import responses

ACTS = [act("notice", "2022-01-21"), act("check", "2022-06-10", finds="not-done"),
        act("check", "2022-07", finds="not-done", stance="contradicts", source="T"),
        act("notice", None, None, duty="ep-report"), act("act", "2021-12-01", duty="rs-fire-ban")]  # fmt: skip


def test_the_same_record_gives_the_same_bytes() -> None:
    assert figure.draw(responses(tables(*ACTS))) == figure.draw(responses(tables(*ACTS)))
    assert figure.png(responses(tables(*ACTS)), 50)[1:4] == b"PNG"


def test_the_words_name_bearer_force_status_and_why() -> None:
    words = figure.describe(responses(tables(*ACTS)))
    assert "The office: Answer a letter of the special procedures (practice): missed, not done" in words
    assert "Against it" in words


def test_marks_tell_roles_apart_by_shape_or_ground() -> None:
    assert len(set(figure.MARKS.values())) == len(figure.MARKS)
    assert figure._mark("trigger", None, "supports") == "trigger"
    assert figure._mark("act", None, "supports") == figure._mark("check", "done", "supports") == "done"
    assert figure._mark("check", "not-done", "supports") == "not-done"
    assert figure._mark("check", "not-done", "contradicts") == "other-finding"
    assert figure._mark("check", None, "supports") == "other-finding"


def test_one_day_alone_and_nothing_dated_can_be_drawn() -> None:
    assert figure.draw(responses(tables(act("notice", "2022-01-21"))))
    assert b"not dated" not in figure.draw(responses(tables(act("notice", "2022-01-21"))))
    assert figure.draw(responses(tables(act("notice", None, None))))
