"""What the panels of findings share: from a thing back to its words, and a day to look as of."""

from typing import Any

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.matrix import matrix
from workbench.panels.finding import MOST, Finding, picture
from workbench.records import Agent
from workbench.release.matrix import codings


class Bare(Finding):
    page = "matrixpanel"
    groups = ("matrixpanel", "finding")

    def shown(self) -> dict[str, Any]:
        return {"trail": self.trail()}


def test_tables_are_read_again_only_where_the_case_has_grown(case: Case) -> None:
    panel = Bare(case)
    first = panel.tables()
    assert panel.tables() is first
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="ZZ", kind="person", name="Z"))
    assert panel.tables() is not first and "ZZ" in panel.tables().agents["key"].tolist()


def test_a_passage_leads_to_file_place_and_digest(demo_case: Case) -> None:
    page = Page(Bare(demo_case))
    tables = demo_case.tables()
    passage = tables.passages[tables.passages["quote"].notna()].iloc[0]
    assert page.ask("trace", passages=[passage.name, "f" * 64], title="One line") == "Open: One line"
    (step,) = page.state["trail"]["steps"]
    assert (step["quote"], step["file"], step["item_sha256"]) == (
        passage["quote"],
        passage["file"],
        passage["item_sha256"],
    )
    assert step["place"] == passage["place"] and step["before"] + step["after"]
    page.ask("close")
    assert page.state["trail"] is None


def test_no_more_passages_are_shown_than_can_be_read_and_the_rest_is_counted(demo_case: Case) -> None:
    page = Page(Bare(demo_case))
    everything = list(demo_case.tables().passages.index)
    assert len(everything) > MOST
    page.ask("trace", passages=everything, title="All")
    trail = page.state["trail"]
    assert len(trail["steps"]) == MOST and trail["rest"] == len(everything) - MOST


def test_what_coders_read_alike_is_one_step_with_both_names(demo_case: Case) -> None:
    panel = Bare(demo_case)
    found = codings(matrix(demo_case.tables()).cell("W-05", "retention-of-identity-documents"))
    panel.leads("A cell", (), [one for ids in found.values() for one in ids])
    trail = panel.trail()
    assert trail is not None and trail["codings"] > len(trail["steps"])
    assert "AK, MJ" in [step["coders"] for step in trail["steps"]]
    assert {step["stance"] for step in trail["steps"]} <= {"supports", "contradicts", "unclear"}


def test_a_slider_has_the_months_in_which_something_begins(demo_case: Case) -> None:
    assert Bare(demo_case).months(["2024-05-03", "2024-05", "2024", None, "2023-12-01", "9999-99-99"]) == [
        "2023-12",
        "2024-05",
    ]


def test_a_photograph_is_shown_by_its_small_copy_alone(demo_case: Case) -> None:
    tables = demo_case.tables()
    shown = picture(tables, tables.photos["item"].iloc[0])
    assert shown is not None and shown.startswith("data:image/") and ";base64," in shown
    text = tables.items[tables.items["kind"] == "text"].index[0]
    assert picture(tables, text) is None
