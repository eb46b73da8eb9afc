"""The verbs as one types them in Python."""

import inspect
from pathlib import Path
from typing import Any

import pytest

import workbench as wb
from workbench.errors import Missing, NotACase, Unknown, Unnamed


@pytest.fixture
def case(tmp_path: Path) -> Any:
    return wb.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")


def test_tab_completion_shows_the_verbs() -> None:
    assert {"open", "add", "matrix", "network", "sites", "chronology", "picture", "write", "verify"} <= set(dir(wb))
    assert all(callable(getattr(wb, name)) for name in dir(wb))
    with pytest.raises(AttributeError, match="matrix"):
        wb.matrices  # noqa: B018


def test_nobody_acts_unnamed(case: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    with pytest.raises(Unnamed):
        wb.add(case, tmp_path / "a.txt")
    assert wb.items(case) == []


def test_a_new_agent_and_a_new_source_are_recorded_once(case: Any, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
        wb.add(case, tmp_path / name, agent="AK", source="S-01")
    assert sorted(live.record.key for live in case.state().of("agent")) == ["AK", "MJ"]
    assert [(live.record.key, live.record.kind) for live in case.state().of("source")] == [("S-01", "unstated")]
    assert {live.record.source for live in case.state().of("item")} == {case.state().of("source")[0].id}


def test_show_finds_by_name_and_by_the_start_of_the_id(case: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    identity = wb.add(case, tmp_path / "a.txt", agent="MJ").items[0].id
    assert wb.show(case, "a.txt")["id"] == wb.show(case, identity[:8])["id"] == identity
    with pytest.raises(Unknown):
        wb.show(case, identity[:3])


def test_write_says_what_it_wrote_and_logs_it(tmp_path: Path, demo_case: Any) -> None:
    import shutil

    case = wb.open(shutil.copytree(demo_case.path, tmp_path / "copy"))
    head = case.head()
    file, evidence = wb.write(case, wb.matrix(case), tmp_path / "m.csv")
    assert (file, evidence) == (tmp_path / "m.csv", tmp_path / "m-evidence.csv")
    assert wb.digest(file) in next((case.path / "access").glob("*.jsonl")).read_text(encoding="utf-8")
    assert case.head() == head


def test_the_listings_have_a_frame_and_options_are_named(demo_case: Any) -> None:
    found = wb.evidence(demo_case, "W-05", "retention-of-identity-documents")
    assert {"stance", "quote", "file", "item_sha256"} <= set(found.df.columns)
    assert "Ngày 18 tháng 3" in found._repr_html_()
    for verb in (wb.matrix, wb.network, wb.chronology, wb.wages, wb.responses):
        options = list(inspect.signature(verb).parameters.values())[1:]
        assert options and all(one.kind is one.KEYWORD_ONLY for one in options)


def test_a_misspelt_name_is_told_what_it_may_be(demo_case: Any, tmp_path: Path) -> None:
    matrix = wb.matrix(demo_case)
    for wrong in (("W-05", "debt"), ("W-05", "debt_bondge")):
        with pytest.raises(Unknown, match=r"matrix by worker, indicator: .*debt-bondage"):
            matrix.cell(*wrong)
    with pytest.raises(Unknown, match=r"row: 'W-99' .*W-"):
        matrix.cell("W-99", "debt-bondage")
    with pytest.raises(Unknown, match="debt-bondage"):
        matrix.total("debt")
    with pytest.raises(Unknown, match="CO-VEL"):
        wb.network(demo_case).path("W-05", "CO-VEX")
    with pytest.raises(AttributeError, match=r"did you mean wb\.matrix\?"):
        wb.matrx  # noqa: B018
    with pytest.raises(AttributeError, match=r"wb\.matrix\(case\)"):
        demo_case.matrix()


def test_a_case_that_is_not_there_is_told_which_are(case: Any, tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"Did you mean .*case"):
        wb.open(tmp_path / "cas")
    with pytest.raises(NotACase, match=r"In it there is .*case"):
        wb.open(tmp_path)
    with pytest.raises(Missing, match="Check the spelling"):
        wb.open(tmp_path / "elsewhere" / "case")


def test_what_one_types_shows_itself_in_one_line(demo_case: Any) -> None:
    assert repr(wb.matrix(demo_case, as_of="2024-04")).startswith("Matrix(ilo-11 by worker, as of 2024-04: ")
    assert repr(wb.verify(demo_case)).startswith("Audit(ok: ")
    assert wb.verify(demo_case).df.empty
    assert {"info", "tables", "unlock"} <= set(dir(demo_case)) and "vault" not in dir(demo_case)
