"""What an official, a paper or a newspaper repeats of somebody who did not allow it is told by no title that leaves."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import coding_of
from tests.disclosure.shared_case import account, consent, item, records, worker
from tests.disclosure.test_preparing import prepared, written
from tests.release.sealed_rows import sealed_case
from workbench.casefile import Case
from workbench.disclosure.behind import Behind, is_public
from workbench.disclosure.spellings import Finder
from workbench.records import Act, Coding, Count, Event, Item, Passage, Place, Protection, Relation, Source
from workbench.release import protected
from workbench.release.reviewing import pack_rows
from workbench.release.scan import scan

MARK = "Qvornak Blizdun"
KINDS = ("official", "press", "document")
ABOUT: dict[str, Any] = {"framework": "ilo-11", "indicator": "isolation", "stance": "supports", "coder": "mj",
                         "means": "official-finding"}  # fmt: skip


def paper(kind: str, *, retells: tuple[str, ...] = (), of: str = "", other: bool = False) -> list[tuple[str, Any]]:
    """The case with W-07, who was not asked, and a paper that repeats or speaks of somebody, with an event of it."""
    spoken = [("c-new", Coding(passage="p-new", subject=of, **ABOUT))] if of else []
    return [
        *records(), worker(7), *account(7), ("new", Source(key="NEW", label="NEW", kind=kind, retells=retells)),
        ("i-new", item("papers/new.txt", "new")), ("p-new", Passage(item="i-new", quote="the gate", start=0, end=8)),
        *spoken, ("e-new", Event(track="work", title=f"{MARK} came", source="press" if other else "new",
                                 passage="p-new")),
    ]  # fmt: skip


def leaves(made: list[tuple[str, Any]], to: str = "ombudsman") -> bool:
    return MARK in written(prepared(made, to))


@pytest.mark.parametrize("to", ["ombudsman", "reviewer", "eu-flr", "thematic-input", "public"])
def test_a_title_leaves_for_no_audience_where_who_is_repeated_did_not_allow_it(to: str) -> None:
    for kind in KINDS:
        assert leaves(paper(kind), to), kind
        assert leaves(paper(kind, retells=("s7",)), to) == (kind in ("press", "ngo-report")), kind
        assert not leaves(paper(kind, of="w7"), to), kind
        assert leaves([*paper(kind, retells=("s7",), of="w7"), consent(7, to)], to), kind


def test_minutes_are_public_only_where_they_say_when_or_where() -> None:
    for kind in ("official", "institution"):
        for more in ({"published": "2024-05-24"}, {"address": "https://office.example/88"}):
            made = [(key, dataclasses.replace(one, **more) if key == "new" else one)
                    for key, one in paper(kind, retells=("s7",))]  # fmt: skip
            assert leaves(made) and is_public(dict(made)["new"])
            spoken = [(key, dataclasses.replace(one, **more) if key == "new" else one)
                      for key, one in paper(kind, of="w7")]  # fmt: skip
            assert not leaves(spoken), "its words speak of her"
        assert not is_public(dict(paper(kind))["new"])


def test_each_of_several_is_asked_and_what_is_repeated_of_a_repetition_too() -> None:
    assert leaves(paper("official", retells=("s1", "s2"))) and not leaves(paper("official", retells=("s1", "s7")))
    behind = ("wire", Source(key="WIRE", label="WIRE", kind="press", same_origin_as=("s7",)))
    assert not leaves([*paper("official", retells=("wire",)), behind])
    neighbour = ("n", Source(key="N", label="a neighbour", kind="colleague"))
    assert not leaves([*paper("official", retells=("n",)), neighbour])
    assert not leaves([*paper("official", retells=("s7",)), consent(7, submit=False)]), "in totals alone"


def test_what_repeats_somebody_who_cannot_be_looked_up_any_more_stays() -> None:
    """As after a destruction: nobody can be asked, and the words of the account would come back out of the paper."""
    for kind in ("official", "institution"):
        assert leaves(paper(kind, retells=("s1",))) and not leaves(paper(kind, retells=("s1", "gone")))
        made = [one for one in paper(kind, retells=("gone",)) if one[0] != "e-new"]
        quoted = [*made, ("c-gone", Coding(passage="p-new", subject="g", **ABOUT))]
        assert "the gate" not in written(prepared(quoted, "ombudsman"))
        kept = [(key, dataclasses.replace(one, retells=()) if key == "new" else one) for key, one in quoted]
        assert "the gate" in written(prepared(kept, "ombudsman"))


def test_an_event_goes_by_who_told_its_passage_whatever_source_it_names() -> None:
    assert leaves(paper("official", other=True)) and not leaves(paper("official", other=True, retells=("s7",)))
    of_seven = dataclasses.replace(item("papers/new.txt", "s7"))
    made = [(key, of_seven if key == "i-new" else one) for key, one in paper("official", other=True)]
    assert not leaves(made) and leaves([*made, consent(7)])


def test_places_counts_claims_and_steps_of_institutions_go_by_the_same_rule() -> None:
    more = [
        ("pl", Place(entity="barracks", geometry="POINT (20.5 45.25)", how="map", source="new", precision_m="15")),
        ("co", Count(what="present", label="workers", low=400, high=500, source="new")),
        ("re", Relation(schema="Ownership", source_entity="g", target_entity="branch", source="new")),
        ("ac", Act(bearer="branch", source="new", duty="un-answer", role="notice", title="A letter")),
    ]
    for retells, stays in (((), 0), (("s7",), 4)):
        found = prepared([*paper("official", retells=retells), *more], "ombudsman").kept_back
        told = "told by somebody who stands in totals alone"
        assert sum(found[kind, told] for kind in ("place", "count", "relation", "act")) == stays


def test_what_a_worker_who_allowed_it_told_is_told_whomever_the_words_name() -> None:
    made = [(key, item("papers/new.txt", "s1") if key == "i-new" else one) for key, one in paper("official", of="w7")]
    own = [(key, dataclasses.replace(one, source="s1") if key == "e-new" else one) for key, one in made]
    assert leaves(own)
    assert Behind(dict(own), {}).workers(dict(own)["e-new"]) == ()
    found = dict(paper("official", of="w7"))
    assert Behind(found, {}).workers(found["e-new"]) == ("w7",)


WITHHELD = "Drumvelt Oskanib"


def test_a_title_goes_with_the_passage_that_somebody_withheld_for_whom_it_was_decided() -> None:
    decided = ("d", Protection(act="withhold", target="p-new", reason="by hand", audience="public"))
    for kind in KINDS:
        assert not leaves([*paper(kind), decided], "public") and leaves([*paper(kind), decided]), kind
        assert not leaves([*paper(kind), ("d", dataclasses.replace(decided[1], audience=None))]), kind


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A sealed case with the minutes of an inspection: an interview with W-08, who was not asked, and events of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        case = sealed_case(tmp_path_factory.mktemp("minutes") / "case")
        state, mj = case.state(), case.agent("MJ")
        own = next(live.id for live in state.of("source") if live.record.key == "S-W-08")
        silent = next(live.id for live in state.of("entity") if live.record.key == "W-08")
        with case.writing(mj) as writer:
            for key, retells in (("M-1", (own,)), ("M-2", ())):
                source = writer.record(Source(key=key, label="Minutes", kind="official", retells=retells))
                kept = writer.store(f"{key}: he was asked".encode())
                file = writer.record(Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=f"{key}.txt",
                                          media_type="text/plain", kind="text", source=source))  # fmt: skip
                words = writer.record(Passage(item=file, region=(0, 0, 1, 1)))
                if not retells:
                    writer.record(coding_of(case, words, silent))
                writer.record(Event(track="work", title=f"{MARK} struck a man", source=source, passage=words))
                writer.record(Count(what="present", label=f"men of {MARK}", low=300, high=310, source=source,
                                    passage=words))  # fmt: skip
            paper_ = writer.record(Source(key="M-3", label="Minutes", kind="official", published="2024-05-24"))
            kept = writer.store(b"the yard")
            file = writer.record(Item(sha256=kept.sha256, size=kept.size, object=kept.name, name="M-3.txt",
                                      media_type="text/plain", kind="text", source=paper_))  # fmt: skip
            words = writer.record(Passage(item=file, region=(0, 0, 1, 1)))
            writer.record(Event(track="work", title=f"{WITHHELD} struck a man", source=paper_, passage=words))
            writer.record(Count(what="present", label=f"men of {WITHHELD}", low=300, high=310, source=paper_,
                                passage=words))  # fmt: skip
        yield case


def test_no_byte_of_it_is_in_a_copy_or_in_a_bundle(taken: Case, tmp_path: Path) -> None:
    mark, mj = Finder({"said": [MARK]}), taken.agent("MJ")
    pack_rows(taken, out=tmp_path / "reviewer", agent=mj)
    assert scan(tmp_path / "reviewer", mark) == []
    for to in ("ombudsman", "public"):
        protected.release(taken, to, out=tmp_path / to, agent=mj)
        assert scan(tmp_path / to, mark) == [], to
    (tmp_path / "seen.txt").write_text(MARK, encoding="utf-8")
    assert scan(tmp_path, mark) != []


def test_no_byte_that_stands_on_a_withheld_passage_is_in_a_copy_or_in_a_bundle(taken: Case, tmp_path: Path) -> None:
    mark, mj = Finder({"said": [WITHHELD]}), taken.agent("MJ")
    state = taken.state()
    source = next(live.id for live in state.of("source") if live.record.key == "M-3")
    target = next(live.record.passage for live in state.of("event") if live.record.source == source)
    protected.release(taken, "ombudsman", out=tmp_path / "before", agent=mj)
    assert scan(tmp_path / "before", mark) != []
    with taken.writing(mj) as writer:
        writer.record(Protection(act="withhold", target=target, reason="by hand"))
    pack_rows(taken, out=tmp_path / "rows" / "reviewer", agent=mj)
    for to in ("ombudsman", "public"):
        protected.release(taken, to, out=tmp_path / "rows" / to, agent=mj)
    assert scan(tmp_path / "rows", mark) == []
