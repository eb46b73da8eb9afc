"""Words that may be quoted: without what tells who spoke, or not at all."""

import dataclasses

from tests.disclosure.shared_case import account, records, terms
from workbench.disclosure.quoting import GONE, NO_TELLER, Quoting
from workbench.disclosure.tasks import CODE
from workbench.records import Approval, Protection, Record, Source

TOLD = account(1)[0][1]
assert isinstance(TOLD, Source)


def quoting(made=None, to: str = "public") -> Quoting:
    made = made or records(to=to)
    return Quoting(made, terms(made, to))


def test_a_task_of_one_person_stands_until_somebody_decides_and_is_told_with_the_words_as_they_would_leave() -> None:
    words = "They took me along to translate for my wife"
    desk = quoting(to="ombudsman")
    left = desk.left("p1", words, TOLD)
    assert left == f"They took me along to translate for {GONE}" and desk.withheld == {"quote-own-kin": 1}
    (found,) = [one for one in desk.findings({"p1": left}) if one.code == CODE]
    assert found.severity == "warning" and found.remedy.verb == "unquote" and "p1 show" in found.remedy.words
    assert found.path == (
        "'took me along to translate': a task that few are given, told of oneself", f'the quote would say "{left}"',
    )  # fmt: skip


def test_whoever_decides_on_a_task_of_one_person_lets_it_stand_or_leaves_its_words_out() -> None:
    words = "They took me along to translate"
    for act, left in (("show", words), ("generalise", None)):
        desk = quoting(records(more=[("d", Protection(act=act, target="p1", reason="read"))]), "ombudsman")
        assert desk.left("p1", words, TOLD) == left and not desk.pointing
        assert desk.withheld == ({"quote-decided": 1} if left is None else {})
    both = [
        ("d", Protection(act="show", target="p1", reason="r")),
        ("e", Protection(act="generalise", target="p1", reason="r")),
    ]
    assert quoting(records(more=both), "ombudsman").left("p1", words, TOLD) is None


def test_whoever_decides_is_told_that_the_speaker_approved_the_quote() -> None:
    desk = quoting(records(to="ombudsman", more=[said("approved")]), "ombudsman")
    desk.left("p1", "I was the only welder", TOLD)
    (found,) = desk.findings({"p1": "I was the only welder"})
    assert found.path[-1] == "whoever spoke has approved the quote"


def test_what_was_published_and_what_is_withheld_whole_points_to_nobody_more() -> None:
    desk = quoting(to="ombudsman")
    press = Source(key="P", label="press", kind="press")
    assert (
        desk.left("p3", "He was the only welder", press)
        and desk.left("p1", "I was the only one without papers", TOLD) is None
    )
    assert not desk.pointing


def test_plain_words_stand() -> None:
    desk = quoting(to="ombudsman")
    assert desk.left("p1", "they kept the passports", TOLD) == "they kept the passports" and not desk.found
    public = quoting()
    assert public.left("p1", "they kept the passports", TOLD) is None and public.withheld == {"quote-not-allowed": 1}


def test_a_rare_trade_is_taken_out_and_named_among_what_was_kept_back() -> None:
    driver = dataclasses.replace(dict(records())["w2"], role="crane driver")
    made = [("w2", driver) if key == "w2" else (key, one) for key, one in records(to="ombudsman")]
    desk = quoting(made, "ombudsman")
    assert desk.left("p2", "I, the crane driver, saw it", TOLD) == f"I, the {GONE}, saw it"
    assert desk.withheld == {"quote-rare-word": 1} and desk.found[0][:2] == ("quote-rare-word", "p2")


def test_a_number_told_once_stands_for_an_official_under_seal_and_not_for_the_public() -> None:
    words = "I paid 2,317 dollars"
    assert quoting(to="ombudsman").left("p1", words, TOLD) == words
    desk = quoting(to="parliament")
    assert desk.left("p1", words, TOLD) == f"I paid {GONE} dollars" and desk.withheld == {"quote-told-once": 1}


def test_a_quote_of_which_nothing_would_stand_but_the_mark_is_withheld_whole() -> None:
    for words in ("2,317", "(2,317)."):
        desk = quoting(to="parliament")
        assert desk.left("p1", words, TOLD) is None and desk.withheld == {"quote-told-once": 1}
    assert quoting(to="parliament").left("p1", "...", TOLD) == "...", "of what never held a word nothing is withheld"


def test_an_ordinal_goes_with_its_number_so_that_no_sentence_is_broken() -> None:
    for words, left in (
        ("we were paid on the 26th", f"we were paid on the {GONE}"), ("the 22ND of them", f"the {GONE} of them"),
        ("platili su 26-og", f"platili su {GONE}"), ("26 then", f"{GONE} then"),
        ("from 26-they said", f"from {GONE}-they said"),
    ):  # fmt: skip
        assert quoting(to="parliament").left("p1", words, TOLD) == left


def test_what_incriminates_is_withheld_whole_also_in_a_document_of_nobody() -> None:
    paper = Source(key="D", label="a list", kind="document")
    desk = quoting(to="ombudsman")
    assert desk.left("p1", "I worked without papers", TOLD) is None
    assert desk.left("p2", "works without papers", paper) is None
    assert desk.withheld["self-incriminating"] == 2
    press = Source(key="P", label="press", kind="press")
    assert desk.left("p3", "They work without papers", press) == "They work without papers"


def test_a_decision_to_show_lets_words_stand() -> None:
    made = records(more=[("d", Protection(act="show", target="p1", reason="read"))])
    assert quoting(made, "ombudsman").left("p1", "I worked without papers", TOLD) == "I worked without papers"


def test_what_is_redacted_in_its_item_is_not_quoted_whatever_was_decided() -> None:
    made = records(to="public", more=[("d", Protection(act="show", target="p1", reason="read"))])
    desk = Quoting(made, terms(made, "public"), frozenset({"p1"}))
    assert desk.left("p1", "they kept the passports", TOLD) is None and desk.withheld == {"quote-redacted": 1}


def test_a_long_quote_is_withheld_from_the_public() -> None:
    desk = quoting(to="parliament")
    assert desk.left("p1", "word " * 80, TOLD) is None and desk.withheld == {"quote-long": 1}


def said(decision: str, **more: str) -> tuple[str, Record]:
    wording = {"wording": "otherwise"} if decision == "changed" else {}
    told = {"worker": "w1", "passage": "p1", "day": "2024-06-02", "how": "read in vi", **wording, **more}
    return "ap", Approval(decision=decision, **told)  # type: ignore[arg-type]


def test_what_its_worker_refused_is_not_quoted_whatever_was_decided() -> None:
    show = ("d", Protection(act="show", target="p1", reason="read"))
    for decision in ("refused", "changed"):
        desk = quoting(records(to="ombudsman", more=[show, said(decision)]), "ombudsman")
        assert desk.left("p1", "they kept the passports", TOLD) is None and desk.withheld == {"quote-refused": 1}
    elsewhere = quoting(records(to="ombudsman", more=[said("refused", audience="public")]), "ombudsman")
    assert elsewhere.left("p1", "they kept the passports", TOLD) == "they kept the passports"


def test_what_nobody_was_asked_about_is_counted_and_what_was_approved_is_not() -> None:
    desk = quoting(to="ombudsman")
    assert desk.left("p1", "they kept the passports", TOLD) and desk.unapproved == {"p1"}
    asked = quoting(records(to="ombudsman", more=[said("approved")]), "ombudsman")
    assert asked.left("p1", "they kept the passports", TOLD) and asked.unapproved == set()


def test_an_audience_that_requires_approval_has_no_other_quote() -> None:
    for more, left in (([], None), ([said("approved")], "they kept the passports")):
        made = records(to="ombudsman", more=more)
        held = terms(made, "ombudsman")
        strict = dataclasses.replace(held, audience=dataclasses.replace(held.audience, approval="required"))
        desk = Quoting(made, strict)
        assert desk.left("p1", "they kept the passports", TOLD) == left
        assert desk.withheld == ({} if left else {"quote-unapproved": 1}) and desk.unapproved == set()
    press = Source(key="P", label="press", kind="press")
    assert desk.left("p3", "They work without papers", press) == "They work without papers"


def test_of_several_who_told_the_same_words_each_bars_them_and_what_points_to_one_is_told_once() -> None:
    words = "They took me along to translate for my wife"
    desk, other = quoting(to="ombudsman"), account(2)[0][1]
    assert isinstance(other, Source)
    left = desk.left_by_all("p1", words, [TOLD, other])
    assert left == f"They took me along to translate for {GONE}" and len(desk.pointing["p1"]) == 1
    untold = quoting(to="ombudsman")
    assert untold.left_by_all("p1", words, []) is None and untold.withheld == {NO_TELLER: 1}
    barred = quoting(records(consents=1, to="ombudsman"), "ombudsman")
    assert barred.left_by_all("p1", words, [TOLD, other]) is None
    assert not barred.pointing and not barred.unapproved and barred.withheld["quote-not-allowed"] == 1


def test_words_that_nobody_is_said_to_have_told_stay_whatever_was_decided_and_a_line_a_file_says_what_to_do() -> None:
    unknown = Source(key="NEW", label="NEW", kind="unstated")
    shown = [(f"d{n}", Protection(act="show", target=f"p{n}", reason="read")) for n in (1, 2)]
    for source in (unknown, None):
        desk = quoting(records(more=shown), "ombudsman")
        assert desk.left("p1", "they kept the passports", source) is None
        assert desk.left("p1", "nobody may leave", source) is None and desk.left("p2", "we paid", source) is None
        first, second = desk.findings({})
        assert (first.code, first.severity, first.subject, second.subject) == (NO_TELLER, "warning", "i1", "i2")
        assert first.path == ("2 passages of testimonies/W-01.txt",)
        assert "workbench add CASE FILE --source KEY" in first.remedy.words
    paper = Source(key="D", label="a list", kind="document")
    assert quoting(to="ombudsman").left("p1", "they kept the passports", paper) == "they kept the passports"
