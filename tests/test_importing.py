"""Networks from files of others, in a real case."""

from pathlib import Path

import pytest

from tests.foreign.texts import FILES
from workbench import verbs
from workbench.casefile import Case, create
from workbench.casefile.withdrawal import stop_using
from workbench.errors import BadValue, Missing, Refused
from workbench.importing import bring
from workbench.matching.listing import listed
from workbench.records import Agent, CaseInfo


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "case", CaseInfo(title="Fiction"), Agent(key="MJ", kind="person", name="M. J."))


def labels(case: Case) -> set[str]:
    return set(case.tables().entities["label"])


def test_a_file_becomes_an_item_and_each_relation_leads_to_its_words(case: Case) -> None:
    done = bring(case, FILES / "fiction.ftm.json", agent="MJ", source="F")
    assert {kind: len(ids) for kind, ids in done.recorded.items()} == {"entity": 5, "relation": 8, "event": 1}
    tables = case.tables()
    assert tables.original(done.item) == (FILES / "fiction.ftm.json").read_bytes()
    for relation in tables.relations.itertuples():
        passage = tables.passages.loc[relation.passage]
        assert passage["item"] == done.item
        assert tables.text(done.item)[passage["start"] : passage["end"]] == passage["quote"]  # type: ignore[index]
        assert passage["quote"].startswith("{") and tables.label(relation.source) == "F"
    assert case.state().of("event")[0].record.passage and verbs.verify(case).ok


def test_the_same_file_twice_records_nothing_twice(case: Case) -> None:
    bring(case, FILES / "fiction.ftm.json", agent="MJ")
    again = bring(case, FILES / "fiction.ftm.json", agent="MJ")
    assert not any(again.recorded.values()) and again.already == 14


def test_no_name_of_a_person_is_shown_unless_somebody_says_so(case: Case) -> None:
    bring(case, FILES / "register.csv", agent="MJ", source="APR")
    assert "APR/Person 1" in labels(case) and not any("Petar" in label for label in labels(case))
    assert not any("Petar" in live.record.key for live in case.state().of("entity"))
    assert any("Izmišljeni Petar" in names for names in case.tables().entities["names"])
    found = verbs.network(case)
    assert "Petar" not in f"{dict(found.graph.nodes(data=True))}{found.df.to_csv()}"
    bring(case, FILES / "register.csv", agent="MJ", source="APR-shown", show_names=True)
    assert "Izmišljeni Petar" in labels(case)


def test_nothing_is_merged_across_files(case: Case) -> None:
    for name in ("fiction.ftm.json", "targets.simple.csv"):
        bring(case, FILES / name, agent="MJ")
    same = [live for live in case.state().of("entity") if live.record.label == "Hư Cấu Recruitment Ltd"]
    assert len(same) == 2 and not case.state().of("sameness")
    asked = [{one["a"], one["b"]} for one in listed(case.tables()) if one["decision"] is None]
    assert {live.record.key for live in same} in asked, "who may be one is put to a person"


def test_files_by_kind_of_one_source_belong_together(case: Case) -> None:
    for name in ("Company", "Person", "Directorship"):
        done = bring(case, FILES / f"aleph/{name}.csv", agent="MJ", source="aleph")
        assert not done.problems
    (relation,) = case.state().of("relation")
    assert case.tables().label(relation.record.target_entity) == "Izmišljena gradnja d.o.o."


def test_a_later_edition_of_a_list_under_the_same_source_is_listed(case: Case, tmp_path: Path) -> None:
    words = (FILES / "uflpa.csv").read_text("utf-8")
    bring(case, FILES / "uflpa.csv", agent="MJ", source="UFLPA")
    (tmp_path / "uflpa.csv").write_text(words.replace("Poly F.", "Poly G."), "utf-8")
    later = bring(case, tmp_path / "uflpa.csv", agent="MJ", source="UFLPA")
    assert "another --source" in str(later.problems[0]) and not later.recorded["entity"]
    assert bring(case, tmp_path / "uflpa.csv", agent="MJ", source="UFLPA-2").recorded["entity"]


def test_a_row_that_cannot_be_taken_leaves_nothing_behind(case: Case, tmp_path: Path) -> None:
    rows = "from,to,relation,stance,end,start\nA,B,owns,supports,2019,2020\nA,B,owns,denies,,\nA,,owns,,,\n"
    (tmp_path / "e.csv").write_text(rows, "utf-8")
    done = bring(case, tmp_path / "e.csv", agent="MJ")
    assert [str(one).partition(":")[0] for one in done.problems] == ["e.csv, row 3", "e.csv, row 4"]
    (relation,) = case.state().of("relation")
    assert relation.record.period.as_written == "2020 to 2019", "an end before its start is quoted, not believed"
    assert len(case.state().of("passage")) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.json", b'{"id": "a", "schema": "Company"'), ("a.csv", b"colour,size\nred,5\n"), ("a.json", b"\xff\xfe\x00"),
     ("a.png", b"\x89PNG\r\n\x1a\n"), ("a.csv", b"")],
)  # fmt: skip
def test_hostile_files_are_refused_with_their_name_and_stay_items(
    case: Case, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises((BadValue, Refused)) as caught:
        bring(case, tmp_path / name, agent="MJ")
    assert name in str(caught.value)
    assert len(case.state().of("item")) == 1 and not case.state().of("entity")


def test_hostile_values_stay_text(case: Case, tmp_path: Path) -> None:
    rows = 'from,to,relation,note\n"=HYPERLINK(""x"")","<script>alert(1)</script>",owns,"a\nb"\n'
    (tmp_path / "e.csv").write_text(rows, "utf-8")
    done = bring(case, tmp_path / "e.csv", agent="MJ")
    assert not done.problems and "<script>" not in verbs.network(case)._repr_html_()


def test_a_folder_and_nothing_are_refused_before_anything_is_taken_in(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Name one file"):
        bring(case, FILES, agent="MJ")
    with pytest.raises(Missing):
        bring(case, tmp_path / "none.csv", agent="MJ")
    assert not case.state().of("item")


EXPERTS = """
id = "experts"
title = "experts and the groups that they sit in"
status = "documented"
tried = "the list of experts in the corpus"
source = ""
needs = ["name", "group"]
[columns]
name = ["name"]
group = ["group name"]
country = ["nationality"]
uri = ["uri"]
how = ["membership status"]
[[entities]]
as = "expert"
kind = "Person"
key = "uri"
name = ["name"]
country = "country"
[[entities]]
as = "group"
kind = "Group"
name = ["group"]
[[relations]]
from = "expert"
to = "group"
kind = "Membership"
note = ["how"]
"""


def test_a_real_list_by_a_layout_of_ones_own(case: Case, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "experts.toml").write_text(EXPERTS, "utf-8")
    done = bring(case, corpus / "entities/ftm-kek/experts.csv", agent="MJ", form=str(tmp_path / "experts.toml"))
    assert not done.problems and done.form == "experts"
    kinds = case.tables().entities["schema"].value_counts()
    assert kinds["Person"] == len(done.recorded["relation"]) == 14 and kinds["Group"] == 4
    assert not any("Trutzel" in label for label in labels(case)), "people of a list are shown by number"


def test_what_a_file_says_of_a_worker_who_withdrew_is_refused_and_the_rest_goes_on(case: Case, tmp_path: Path) -> None:
    head = "from,from id,from kind,to,to kind,relation"
    rows = [head, "A,a,Worker,Dorm,Site,Lodging", "B,b,Worker,Dorm,Site,Lodging"]
    (tmp_path / "e.csv").write_text("\n".join(rows[:2]), "utf-8")
    assert not bring(case, tmp_path / "e.csv", agent="MJ", source="E").problems
    (worker,) = [live for live in case.state().of("entity") if live.record.schema == "Worker"]
    done = stop_using(case, worker.id, agent=case.agent("MJ"), reason="r")
    (tmp_path / "e.csv").write_text("\n".join([*rows, "B,b,Worker,Hut,Site,Lodging"]), "utf-8")
    told = bring(case, tmp_path / "e.csv", agent="MJ", source="E")
    assert len(told.recorded["relation"]) == 2
    found = [str(problem) for problem in told.problems if isinstance(problem, Refused)]
    assert len(found) == 1 and found[0].startswith("e.csv, row 2: a withdrew the use")
    assert f"workbench undo CASE {done.record[:12]}" in found[0]
