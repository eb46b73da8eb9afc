"""The network explorer: counted at first, expanded from a worker, every line down to its sources."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.network import network
from workbench.panels import Network


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Network(demo_case))


def test_at_first_everybody_is_a_count(page: Page, demo_case: Case) -> None:
    graph, whole = page.state["graph"], network(demo_case.tables())
    assert all(node["folded"] for node in graph["nodes"]) and not [
        n for n in graph["nodes"] if n["label"].startswith("W-")
    ]
    workers = next(node for node in graph["nodes"] if node["tier"] == "workers")
    assert workers["count"] == 28 and {"x", "y"} <= workers.keys()
    entities, claims = sum(node["count"] for node in graph["nodes"]), sum(line["claims"] for line in graph["lines"])
    assert graph["hidden"].startswith(f"{entities} entities and {claims} claims")
    assert 50 < entities <= whole.graph.number_of_nodes() and 150 < claims <= len(whole.df)


def test_a_line_opens_into_claims_with_sources_and_words(page: Page, demo_case: Case) -> None:
    line = next(one for one in page.state["graph"]["lines"] if one["verb"] == "recruited")
    page.ask("line", number=line["number"])
    trail = page.state["trail"]
    sources = set(demo_case.tables().sources["label"])
    at = trail["rows"]["headers"].index("Source")
    assert len(trail["rows"]["cells"]) == line["claims"] and {row[at] for row in trail["rows"]["cells"]} <= sources
    assert trail["steps"] and all(step["item_sha256"] for step in trail["steps"])


def test_a_counted_box_says_who_is_in_it(page: Page) -> None:
    page.ask("members", node="tier:agency")
    assert len(page.state["trail"]["rows"]["cells"]) == 5


def test_one_finds_a_worker_expands_from_it_and_takes_a_path(page: Page, demo_case: Case) -> None:
    assert page.ask("find", words="w-05") == "1 found, 1 shown."
    ((worker, label),) = page.state["choices"]["hits"]
    assert label == "W-05 (Worker)"
    page.ask("around", node=worker)
    choices = page.state["choices"]
    assert (choices["start"], choices["label"]) == (worker, "W-05")
    assert worker in [node["id"] for node in page.state["graph"]["nodes"]]
    assert not [n for n in page.state["graph"]["nodes"] if n["label"].startswith("W-") and n["id"] != worker]
    page.ask("around", node=worker, hops=2, people=True, limit=200)
    assert [n for n in page.state["graph"]["nodes"] if n["label"].startswith("W-") and n["id"] != worker]
    said = page.ask("path", start=worker, goal="CO-VEL")
    assert "Way from W-05 to Velmora Automotive" in said
    way = network(demo_case.tables()).path("W-05", "CO-VEL")
    assert len(page.state["trail"]["rows"]["cells"]) == len(way.df)
    assert "Did you mean" in page.ask("around", node="W-0")
    page.ask("arrange", by="country")
    assert page.state["choices"]["start"] is None


def test_claims_of_one_status_and_as_of_a_day(page: Page) -> None:
    page.ask("only", status="documented")
    assert {line["status"] for line in page.state["graph"]["lines"]} == {"documented"}
    whole = sum(line["claims"] for line in page.state["graph"]["lines"])
    page.ask("until", day="2023-01")
    assert sum(line["claims"] for line in page.state["graph"]["lines"]) < whole
    page.ask("until")
    page.ask("only")
    assert "not known here" in page.ask("only", status="sure")


def test_the_twin_is_a_picture_and_a_table(page: Page) -> None:
    page.ask("arrange", by="country")
    assert "<img" not in page.panel.twin(), "the picture has a column a tier"
    page.ask("arrange", by="tier")
    twin = page.panel.twin()
    assert "data:image/svg+xml" in twin and "<caption" in twin
