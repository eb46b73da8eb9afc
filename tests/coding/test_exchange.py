"""Out of a case and in again without a change; out of one case and into another; never half."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.casefile import Case, verify
from workbench.coding.exchange import ENDINGS, export_codings, import_codings
from workbench.coding.registers import register
from workbench.errors import BadValue, Missing, Refused, Unknown
from workbench.records import Correction

OF_CODINGS = [ending for ending in ENDINGS if ending != ".qdc"]


@pytest.mark.parametrize("ending", OF_CODINGS)
def test_what_goes_out_comes_in_again_as_it_was(rich: Case, tmp_path: Path, words_of: Any, ending: str) -> None:
    before, file = words_of(rich), tmp_path / f"codings{ending}"
    assert export_codings(rich, file) == 12
    agent = rich.agent("MJ")
    again = import_codings(rich, file, agent=agent)
    assert (again.recorded, again.already, [str(one) for one in again.problems]) == ((), 12, [])
    with rich.writing(agent) as writer:
        for one in rich.state().of("coding"):
            writer.record(Correction(target=one.id, reason="to be read again"))
    back = import_codings(rich, file, agent=agent)
    assert (len(back.recorded), [str(one) for one in back.problems]) == (12, [])
    assert words_of(rich) == before
    assert verify(rich).ok


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=30)
FIELDS = st.fixed_dictionaries(
    {}, optional={name: TEXTS.map(str.strip).filter(bool) for name in ("memo", "scope", "question", "as_written")}
)


@pytest.mark.parametrize("ending", [".qdpx", ".jsonld"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(values=FIELDS, stance=st.sampled_from(["supports", "contradicts", "unclear"]))
def test_any_words_in_any_field_survive(
    rich: Case, tmp_path: Path, sheet_of: Any, words_of: Any, ending: str, values: dict[str, str], stance: str
) -> None:
    row = {"file": "a.txt", "quote": "no pass", "framework": "ilo-11", "indicator": "isolation", "stance": stance,
           "subject": "W-01", "means": "observed", **values}  # fmt: skip
    agent = rich.agent("AK")
    taken = register(rich, "codings", sheet_of(tmp_path / "one.csv", [row]), agent=agent)
    assert taken.problems == ()
    before, file = words_of(rich), tmp_path / f"o{ending}"
    export_codings(rich, file)
    again = import_codings(rich, file, agent=agent)
    assert (again.recorded, again.problems) == ((), ())
    assert words_of(rich) == before


@pytest.mark.parametrize("ending", [".qdpx", ".jsonld", ".csv"])
def test_the_demo_s_codings_survive(demo_case: Any, tmp_path: Path, words_of: Any, ending: str) -> None:
    from workbench.casefile import open_case
    from workbench.release.bundle import copy_case

    case = open_case(copy_case(demo_case.path, tmp_path / "copy"))
    before = words_of(case)
    assert export_codings(case, tmp_path / f"o{ending}") == len(before) > 500
    again = import_codings(case, tmp_path / f"o{ending}", agent=case.agent("MJ"))
    assert (again.recorded, again.already, again.problems) == ((), len(before), ())


def test_a_colleague_s_case_takes_what_it_has_and_names_the_rest(rich: Case, tmp_path: Path, sheet_of: Any) -> None:
    from workbench.casefile import create, seeded_door
    from workbench.records import Agent, CaseInfo, Entity

    export_codings(rich, tmp_path / "o.qdpx")
    door = seeded_door("other", "2026-01-15T09:00:00Z")
    other = create(tmp_path / "other", CaseInfo(title="B"), Agent(key="MJ", kind="person", name="M."), door=door)
    with other.writing(other.agent("MJ")) as writer:
        writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
    done = import_codings(other, tmp_path / "o.qdpx", agent=other.agent("MJ"))
    assert done.recorded == () and len(done.problems) == 12
    assert all("o.qdpx, coding " in str(problem) for problem in done.problems)
    assert {"file", "coder"} & {str(problem).split(":")[0].rpartition(", ")[2] for problem in done.problems}
    assert other.state().of("passage") == []


def test_a_codebook_comes_in_as_a_comparison_and_records_nothing(rich: Case, tmp_path: Path, corpus: Path) -> None:
    head = rich.head()
    export_codings(rich, tmp_path / "o.qdc", framework="ilo-11")
    done = import_codings(rich, tmp_path / "o.qdc", agent=rich.agent("MJ"))
    assert (done.recorded, done.already, done.problems, rich.head()) == ((), 11, (), head)


def test_a_project_of_another_program_with_a_mapping(rich: Case, tmp_path: Path, corpus: Path) -> None:
    """The published sample: its sources are not in the case, so nothing is taken and everything is said."""
    sample = corpus / "conformance" / "refi-qda" / "TestProject.qdpx"
    (tmp_path / "map.csv").write_text("code,indicator,stance,subject,means\nmilk,isolation,unclear,W-01,observed\n")
    head = rich.head()
    done = import_codings(rich, sample, agent=rich.agent("MJ"), mapping=tmp_path / "map.csv")
    assert (done.recorded, rich.head()) == ((), head)
    said = [str(problem) for problem in done.problems]
    assert sum("found 'milk'" in line for line in said) == 0
    assert any("'cornflakes-n-milk.jpg' is not known here" in line for line in said)
    assert len(said) == 22


def test_a_sample_whose_source_is_in_the_case_is_taken(rich: Case, tmp_path: Path, corpus: Path) -> None:
    from workbench.records import Agent, Item

    with rich.writing(rich.agent("MJ")) as writer:
        kept = writer.store(b"\xff\xd8 breakfast")
        same = {"object": kept.name, "sha256": kept.sha256, "size": kept.size}
        writer.record(Item(name="cornflakes-n-milk.jpg", media_type="image/jpeg", kind="photo", **same))
        writer.record(Agent(key="FM", kind="person", name="Friedrich Markgraf"))
    (tmp_path / "map.csv").write_text("code,indicator,stance,subject,means\nmilk,isolation,unclear,W-01,observed\n")
    sample = corpus / "conformance" / "refi-qda" / "TestProject.qdpx"
    done = import_codings(rich, sample, agent=rich.agent("MJ"), mapping=tmp_path / "map.csv")
    (made,) = done.recorded
    coding = rich.state().get(made).record
    assert rich.state().get(coding.passage).record.region == (267, 1, 725, 719)
    assert (coding.coder, coding.indicator, len(done.problems)) == (rich.agent("FM"), "isolation", 21)


def test_only_one_framework_when_asked(rich: Case, tmp_path: Path) -> None:
    assert export_codings(rich, tmp_path / "o.qdpx", framework="palermo") == 1
    assert export_codings(rich, tmp_path / "o.json", framework="palermo") == 1
    assert json.loads((tmp_path / "o.json").read_text())["total"] == 1
    with pytest.raises(Refused):
        export_codings(rich, tmp_path / "o.csv", framework="palermo")
    with pytest.raises(Unknown):
        export_codings(rich, tmp_path / "o.qdpx", framework="ilo-12")


def test_names_of_people_stay_inside(rich: Case, tmp_path: Path) -> None:
    from workbench.records import Entity

    with rich.writing(rich.agent("MJ")) as writer:
        writer.record(Entity(key="W-99", schema="Worker", label="W-99", names=("Invented Name",)))
    for ending in OF_CODINGS:
        export_codings(rich, tmp_path / f"o{ending}")
        assert b"Invented Name" not in (tmp_path / f"o{ending}").read_bytes()
    with zipfile.ZipFile(tmp_path / "o.qdpx") as archive:
        assert b"Invented Name" not in archive.read("project.qde")


def test_other_endings_missing_files_and_a_map_for_a_table_are_refused(rich: Case, tmp_path: Path) -> None:
    agent = rich.agent("MJ")
    with pytest.raises(BadValue, match=r"\.qdpx"):
        export_codings(rich, tmp_path / "o.ods")
    with pytest.raises(BadValue, match=r"\.qdpx"):
        import_codings(rich, tmp_path / "o.nvp", agent=agent)
    for ending in ENDINGS:
        with pytest.raises(Missing):
            import_codings(rich, tmp_path / f"gone{ending}", agent=agent)
    with pytest.raises(Refused, match="--map"):
        import_codings(rich, tmp_path / "o.csv", agent=agent, mapping=tmp_path / "map.csv")
    assert list(tmp_path.glob("o.*")) == []
