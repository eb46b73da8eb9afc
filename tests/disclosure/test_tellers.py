"""Who told a file is asked, however late that became known: nothing of it leaves against the word of one of them."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import coding_of
from tests.disclosure.shared_case import account, consent, item, kinds, records, terms, worker
from tests.disclosure.test_preparing import prepared
from tests.release.sealed_rows import sealed_case
from workbench import sharing, verbs
from workbench.casefile import Case
from workbench.disclosure.leaving import Terms, leaving
from workbench.disclosure.quoting import NO_TELLER
from workbench.disclosure.spellings import Finder
from workbench.disclosure.tellers import named_later, of_tellers
from workbench.findings.matrix import matrix
from workbench.records import (
    PUBLISHED_KINDS,
    Approval,
    Coding,
    Completion,
    CustodyEvent,
    Entity,
    Event,
    Passage,
    Period,
    Source,
    completed,
)
from workbench.release.checking import check_bundle
from workbench.release.protected import preflight
from workbench.release.reviewing import pack_rows
from workbench.release.scan import scan
from workbench.rerun import rerun

SAID = "The foreman shouted Qvornak Blizdun at us."
MARK = Finder({"said": ["Qvornak Blizdun"]})
INDICATOR = "intimidation-and-threats"
FILE = {"i1", "p1", "c1"}


def again(of: str, source: str | None, **more: Any) -> tuple[str, CustodyEvent]:
    told = {"item": of, "action": "received-again", "outcome": "duplicate", "received_from": source}
    return f"again-{of}-{source}", CustodyEvent(**(told | more))


def left(made: list[tuple[str, Any]]) -> dict[str, Any]:
    told, told_by = of_tellers(kinds(made))
    found = terms(made)
    return dict(leaving(told, Terms(found.audience, found.allowed, found.decisions, told_by=told_by)).records)


def silent(*more: tuple[str, Any]) -> list[tuple[str, Any]]:
    """The case in which nothing says who told the first file, and W-07, who was not asked, has told one, too."""
    made = [(key, item("testimonies/W-01.txt", None) if key == "i1" else one) for key, one in records()]
    return [*made, worker(7), *account(7), *more]


def test_what_was_told_by_nobody_known_stands_under_who_brought_it_later() -> None:
    told, known = of_tellers(kinds(silent(again("i1", None), again("i1", "s7"), again("i1", "s2"), again("i1", "s7"))))
    assert known["i1"] == ("s7", "s2") and known["i3"] == ("s3",)
    assert {key: one.source for kind, key, one in told if kind == "item"}["i1"] == "s7"
    gone, known = of_tellers(kinds(silent(again("i1", "nobody"), again("i1", "s2"))))
    assert known["i1"] == ("nobody", "s2")
    assert {key: one.source for kind, key, one in gone if kind == "item"}["i1"] == "s2", "the first that counts"


def test_nothing_of_a_file_leaves_without_the_consent_of_who_brought_it_later() -> None:
    assert left(silent()).keys() >= FILE
    assert not left(silent(again("i1", "s7"))).keys() & FILE
    allowed = left(silent(again("i1", "s7"), consent(7)))
    assert allowed.keys() >= FILE and allowed["i1"].source == "s7"


def test_of_two_who_told_a_file_both_are_asked() -> None:
    both = [again("i1", "s2"), again("i1", "s7")]
    assert not left(silent(*both)).keys() & FILE and left(silent(*both, consent(7))).keys() >= FILE
    had_one = [*records(), worker(7), *account(7), again("i1", "s7")]
    assert not left(had_one).keys() & FILE
    found = left([*had_one, consent(7)])
    assert found.keys() >= FILE and found["i1"].source == "s1", "one file is one origin"
    assert not left([*records(), again("i1", "gone")]).keys() & FILE, "its word does not count any more"


def test_what_came_out_of_an_archive_and_the_same_bytes_under_another_id_are_told_by_the_same() -> None:
    inner = dict(silent())["i1"]
    inside = [(key, one if key != "i1" else type(inner)(**(vars(one) | {"parent": "zip"}))) for key, one in silent()]
    made = [*inside, ("zip", item("all.zip", None)), again("zip", "s7")]
    assert not left(made).keys() & {*FILE, "zip"} and left([*made, consent(7)]).keys() >= {*FILE, "zip"}
    twice = silent(("i1-there", item("testimonies/W-01.txt", "s7")))
    assert not left(twice).keys() & FILE and left([*twice, consent(7)]).keys() >= FILE


def test_words_are_quoted_and_listed_only_as_far_as_every_teller_allows() -> None:
    def quoted(*more: tuple[str, Any]) -> tuple[bool, int]:
        made = prepared(silent(*more), "ombudsman")
        words = [one.quote for _, one in made.tables.rows["passage"]]
        return any("kept passport" in one for one in words if "number" not in one) or any(
            one != "[withheld]" and "passport" in one for one in words), len(made.open_codings)  # fmt: skip

    alone = quoted(again("i1", "s2"))
    assert quoted(again("i1", "s2"), again("i1", "s7"), consent(7, submit=False))[1] == alone[1] - 1, "in totals alone"
    assert quoted(again("i1", "s2"), again("i1", "s7"), consent(7))[1] == alone[1] + 1, "with the account of W-07"


WORDS = "the gate is locked at nine"


def filed(kind: str, *more: tuple[str, Any], of: str = "text", **said: Any) -> list[tuple[str, Any]]:
    """The case with one more file, whose source is of a kind: a passage, a coding of the group, an event."""
    found = dataclasses.replace(item("notes/new.txt", "new"), kind=of)
    told = {"framework": "ilo-11", "indicator": "isolation", "stance": "supports", "coder": "mj", "means": "hearsay"}
    return [
        *records(), worker(7), *account(7), ("new", Source(key="NEW", label="NEW", kind=kind, **said)),
        ("i-new", found), ("p-new", Passage(item="i-new", quote=WORDS, start=0, end=26)),
        ("c-new", Coding(passage="p-new", subject="g", **told)),
        ("e-new", Event(track="work", title="The gate was locked", source="new", passage="p-new",
                        period=Period(start="2024-04-03"))), *more,
    ]  # fmt: skip


def leaves(made: list[tuple[str, Any]], to: str = "ombudsman") -> tuple[bool, bool, int]:
    """Whether the words of the file and its event leave, and how many quotes are withheld for want of who told them."""
    found = prepared(made, to)
    words, titles = ({getattr(one, name) for _, one in found.tables.rows.get(kind, [])}
                     for kind, name in (("passage", "quote"), ("event", "title")))  # fmt: skip
    told = [one for one in found.findings if one.code == NO_TELLER]
    assert len(told) == bool(found.quotes_withheld[NO_TELLER])
    return WORDS in words, "The gate was locked" in titles, found.quotes_withheld[NO_TELLER]


@pytest.mark.parametrize("to", ["ombudsman", "parliament", "public", "eu-flr"])
def test_words_and_events_of_whom_nobody_has_named_leave_for_no_audience_until_somebody_says_who_it_was(
    to: str,
) -> None:
    assert leaves(filed("unstated"), to) == (False, False, 1)
    assert leaves(filed("document", interpreter="LT"), to) == leaves(filed("company", session="A"), to) == (
        False, False, 1,
    )  # fmt: skip
    for paper in ("document", "company", "press", "official"):
        assert leaves(filed(paper), to) == (True, True, 0), paper
    said = ("paper", Source(key="D", label="a list", kind="document"))
    assert leaves(filed("unstated", said, again("i-new", "paper")), to) == (True, True, 0)


def test_who_is_said_later_to_have_told_it_is_asked_and_an_event_goes_by_that() -> None:
    made = filed("unstated", again("i-new", "s7"))
    assert leaves(made) == (False, False, 0), "W-07 has allowed nothing"
    assert leaves([*made, consent(7)]) == (True, True, 0)
    told, known = of_tellers(kinds(made))
    named = {key: one for _, key, one in told}
    assert known["i-new"] == ("s7",) and named["i-new"].source == named["e-new"].source == "s7"


def test_a_recording_and_a_chat_are_no_documents_and_a_paper_that_retells_somebody_asks_that_person() -> None:
    for of in ("recording", "chat"):
        assert not leaves(filed("document", of=of))[0] and leaves(filed("document", of=of))[2] == 1
        assert leaves(filed("company", of=of))[0] and leaves(filed("press", of=of))[0]
    assert not leaves(filed("document", retells=("s7",)))[0] and leaves(filed("document", retells=("s7",)))[2] == 0
    assert leaves(filed("document", consent(7), retells=("s7",)))[0]
    assert leaves(filed("document", retells=("press",)))[0] and leaves(filed("press", retells=("s7",)))[0]


@pytest.mark.parametrize("to", ["ombudsman", "public"])
def test_a_paper_that_repeats_somebody_through_other_papers_asks_that_person_too(to: str) -> None:
    def through(**said: Any) -> list[tuple[str, Any]]:
        minutes = ("m0", Source(key="M-0", label="minutes", kind="official", **said))
        return filed("official", minutes, retells=("m0",))

    assert leaves(through(), to)[0] and not leaves(through(retells=("s7",)), to)[0]
    assert leaves([*through(retells=("s7",)), consent(7)], to)[0] == (to == "ombudsman")
    assert leaves(through(retells=("new",)), to)[0], "two papers that name each other repeat nobody"
    assert leaves(through(retells=("s7",), published="2024-05-01"), to)[0], "what is public already is no account"


def test_an_account_of_nobody_that_speaks_of_one_worker_is_not_that_workers_paper() -> None:
    made = filed("unstated")
    of_one = [(key, dataclasses.replace(one, subject="w1") if key == "c-new" else one) for key, one in made]
    assert leaves(of_one) == (False, False, 1)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A sealed case with a file that nobody is known to have told, and that W-08, who was not asked, brings again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        home = tmp_path_factory.mktemp("told")
        case = sealed_case(home / "case")
        mj = case.agent("MJ")
        (home / "note.txt").write_text(f"{SAID}\nNobody may leave.\n", encoding="utf-8")
        file = verbs.add(case, home / "note.txt", agent="MJ").items[0].id
        state = case.state()
        text = next(live.id for live in state.of("derivative")
                    if live.record.item == file and live.record.kind == "text")  # fmt: skip
        first = next(live.id for live in state.of("entity") if live.record.key == "W-01")
        with case.writing(mj) as writer:
            words = writer.record(Passage(item=file, derivative=text, quote=SAID, start=0, end=len(SAID)))
            coding = coding_of(case, words, first)
            writer.record(type(coding)(**(vars(coding) | {"indicator": INDICATOR})))
        assert verbs.add(case, home / "note.txt", agent="MJ", source="S-W-08").duplicates == 1
        yield case


def states(bundle: Path) -> set[str]:
    """What the matrix of a bundle says, in any row, of the indicator that only the file speaks of."""
    made = json.loads((bundle / "data" / "figures" / "view" / "matrix-by-worker.json").read_bytes())
    return {one["state"] for one in made["cells"] if one["column"] == INDICATOR}


def test_a_bundle_for_reviewers_holds_it_only_with_the_consent_of_who_brought_it_later(
    taken: Case, tmp_path: Path
) -> None:
    mj = taken.agent("MJ")
    assert matrix(taken.tables(), by="source").cell("S-W-08", INDICATOR).state == "supported", "the team counts it"
    assert preflight(taken, "reviewer").prepared.kept_back["item", "no consent on file for this audience"] == 2
    pack_rows(taken, out=tmp_path / "without", agent=mj)
    sharing.consent(taken, "W-08", agent=mj, audience="reviewer", purpose="review", form="signed", given="2024-05-12",
                    submit=True, summary=True)  # fmt: skip
    pack_rows(taken, out=tmp_path / "with", agent=mj)
    assert scan(tmp_path / "without", MARK) == []
    places = {Path(one.path).name for one in scan(tmp_path / "with", MARK)}
    assert {"rows.jsonl", "codings.csv", "matrix-by-worker.json", "matrix-by-worker.xlsx"} <= places
    assert not states(tmp_path / "without") & {"supported", "alleged"} and "supported" in states(tmp_path / "with")
    assert check_bundle(tmp_path / "without").ok and check_bundle(tmp_path / "with").ok


def test_of_a_file_with_a_new_key_of_which_nobody_said_whose_it_is_no_byte_of_its_words_is_in_a_bundle(
    taken: Case, tmp_path: Path
) -> None:
    said, mj = "Blimvek Ostrandu took me along to translate.", taken.agent("MJ")
    (tmp_path / "new.txt").write_text(said + "\n", encoding="utf-8")
    file = verbs.add(taken, tmp_path / "new.txt", agent="MJ", source="NEW-KEY").items[0].id
    state = taken.state()
    text = next(live.id for live in state.of("derivative") if live.record.item == file)
    first = next(live.id for live in state.of("entity") if live.record.key == "W-01")
    with taken.writing(mj) as writer:
        words = writer.record(Passage(item=file, derivative=text, quote=said, start=0, end=len(said)))
        writer.record(coding_of(taken, words, first))
    found = [one for one in preflight(taken, "reviewer").findings if one.code == NO_TELLER]
    assert [(one.subject, one.path) for one in found] == [(file[:12], ("1 passage of new.txt",))]
    mark = Finder({"said": ["Blimvek Ostrandu"]})
    pack_rows(taken, out=tmp_path / "held", agent=mj)
    with taken.writing(mj) as writer:
        writer.record(Source(key="PAPER", label="A leaflet", kind="document"))
    assert verbs.add(taken, tmp_path / "new.txt", agent="MJ", source="PAPER").duplicates == 1
    pack_rows(taken, out=tmp_path / "stated", agent=mj)
    assert scan(tmp_path / "held", mark) == [] and scan(tmp_path / "stated", mark) != []
    assert check_bundle(tmp_path / "held").ok


def later(kind: str, worker: str | None = None, n: int = 1, **said: Any) -> tuple[str, Completion]:
    return f"later-{n}", Completion(source="new", label="NEW", kind=kind, worker=worker, **said)


def completed_by(*said: tuple[str, Completion], of: str = "text") -> list[tuple[str, Any]]:
    """The case with a file of an unstated source, as the state gives it once that was completed."""
    made = filed("unstated", *said, of=of)
    return [(key, completed(one, [one for _, one in said]) if key == "new" else one) for key, one in made]


def test_a_worker_who_is_named_later_is_asked_like_any_teller() -> None:
    said = later("worker", "w7")
    assert not left(completed_by(said)).keys() & {"new", "i-new", "p-new", "c-new", "e-new"}, "nobody asked W-07"
    with_consent = [*completed_by(said), consent(7)]
    assert left(with_consent).keys() >= {"new", "i-new", "p-new", "c-new", "e-new"}
    assert leaves(with_consent) == (True, True, 0)
    assert not leaves([*completed_by(said), consent(7, submit=False)])[0]


@pytest.mark.parametrize("kind", ["document", "company", "press", "ngo-report", "official", "family", "chat", "photo"])
def test_whoever_is_said_later_and_is_nobody_who_could_be_asked_shows_nothing_more_than_before(kind: str) -> None:
    said = completed_by(later(kind, published="2024-04") if kind in PUBLISHED_KINDS else later(kind))
    assert leaves(said, "public") == leaves(said) == leaves(filed("unstated")) == (False, False, 1)
    assert left(said).keys() <= left(filed("unstated")).keys()
    brought = [*said, ("paper", Source(key="P", label="P", kind="document")), again("i-new", "paper")]
    assert leaves(brought)[0], "brought again under the key of a paper, somebody decided that it is nobody's account"


def test_an_account_that_names_no_worker_later_stays_whole() -> None:
    assert not left(completed_by(later("worker"))).keys() & {"new", "i-new", "p-new", "c-new"}


def test_where_two_name_different_people_both_are_asked_and_no_word_leaves() -> None:
    both = completed_by(later("worker", "w7"), later("worker", "w1", n=2))
    assert dict(both)["new"].kind == "unstated"
    terms_of = terms(both)
    told, told_by = of_tellers(kinds(both))
    named = named_later(both)
    assert named == {"new": frozenset({"w1", "w7"})}
    without = leaving(
        told, Terms(terms_of.audience, terms_of.allowed, terms_of.decisions, told_by=told_by, named=named)
    )
    assert not dict(without.records).keys() & {"new", "i-new", "p-new", "c-new"}
    assert leaves([*both, consent(7)]) == (False, False, 1), "of the two who were asked nobody knows who told it"


def test_of_a_file_that_came_at_night_a_bundle_holds_words_only_when_who_is_named_later_allowed_it(
    taken: Case, tmp_path: Path
) -> None:
    said, mj, mark = "Frandel Okvistu locks the gate.", taken.agent("MJ"), Finder({"said": ["Frandel Okvistu"]})
    (tmp_path / "night.txt").write_text(said + "\n", encoding="utf-8")
    file = verbs.add(taken, tmp_path / "night.txt", agent="MJ", source="NIGHT").items[0].id
    state = taken.state()
    text = next(live.id for live in state.of("derivative") if live.record.item == file)
    people = {live.record.key: live.id for live in state.of("entity")}
    with taken.writing(mj) as writer:
        words = writer.record(Passage(item=file, derivative=text, quote=said, start=0, end=len(said)))
        writer.record(coding_of(taken, words, people["W-01"]))
        writer.record(Entity(key="W-09", schema="Worker", label="W-09", names=("Somebody Else",)))
    pack_rows(taken, out=tmp_path / "night", agent=mj)
    (tmp_path / "s.csv").write_text("key,label,kind,worker\nNIGHT,Talk of W-09,worker,W-09\n", encoding="utf-8")
    assert len(verbs.register(taken, "sources", tmp_path / "s.csv", agent="MJ").recorded) == 1
    pack_rows(taken, out=tmp_path / "morning", agent=mj)
    assert scan(tmp_path / "night", mark) == scan(tmp_path / "morning", mark) == []
    sharing.consent(taken, "W-09", agent=mj, audience="reviewer", purpose="review", form="signed", given="2024-05-12",
                    submit=True, summary=True)  # fmt: skip
    with taken.writing(mj) as writer:
        writer.record(Approval(worker=next(live.id for live in taken.state().of("entity") if live.record.key == "W-09"),
                               passage=words, decision="approved", day="2024-05-12", how="read to him"))  # fmt: skip
    pack_rows(taken, out=tmp_path / "allowed", agent=mj)
    assert scan(tmp_path / "allowed", mark) != []
    for bundle in ("night", "morning", "allowed"):
        assert check_bundle(tmp_path / bundle).ok
        kinds_of = {
            json.loads(line)["kind"] for line in (tmp_path / bundle / "data/rows.jsonl").read_text().splitlines()
        }
        assert "source" in kinds_of and "completion" not in kinds_of
    made = rerun(tmp_path / "allowed")
    assert made.ok, made.sentence()
