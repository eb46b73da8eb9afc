"""The site map: places and photographs in metres, photographs by the page, each down to its digest."""

import math

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.sites import sites
from workbench.panels import Sites


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Sites(demo_case))


def test_metres_on_the_map_are_those_of_the_finding(page: Page, demo_case: Case) -> None:
    places = {one["number"]: one for one in page.state["map"]["places"]}
    metric = sites(demo_case.tables()).metric().set_index("number").geometry.centroid
    apart = math.dist(places[1]["at"], places[7]["at"])
    assert apart == pytest.approx(metric[1].distance(metric[7]), abs=0.2)
    assert places[2]["at"][1] < places[1]["at"][1], "north is up: the pipe yard lies north of the bus stop"


def test_the_ground_comes_with_the_workbench(page: Page) -> None:
    assert page.state["map"]["outlines"] and page.state["map"]["towns"]
    assert len(page.state["map"]["photos"]) == 30 and any(one["direction"] for one in page.state["map"]["photos"])


def test_photographs_come_by_the_page_and_are_found_by_name(page: Page) -> None:
    first = page.state["photos"]
    assert (len(first["rows"]), first["last"], first["of"]) == (24, 1, 40)
    page.ask("leaf", at=1)
    assert len(page.state["photos"]["rows"]) == 16
    assert page.ask("leaf", at=9, looked="GATE_outs") == "Page 1 of 1, 2 photographs."
    assert all("gate_outs" in row["name"] for row in page.state["photos"]["rows"])
    page.ask("leaf")


def test_a_photograph_opens_with_its_camera_and_digest(page: Page, demo_case: Case) -> None:
    row = next(one for one in page.state["photos"]["rows"] if one["placed"])
    page.ask("photo", item=row["item"])
    trail = page.state["trail"]
    assert trail["picture"].startswith("data:image/") and trail["title"] == row["name"]
    assert trail["told"][-1] == f"SHA-256: {demo_case.tables().items.loc[row['item'], 'sha256']}"


def test_a_place_leads_to_who_says_where_it_is(page: Page) -> None:
    page.ask("place", number=3)
    assert page.state["trail"]["title"] == "3. Ravnica Tyre building site" and page.state["trail"]["steps"]


def test_a_case_without_a_place_says_so(case: Case) -> None:
    assert Page(Sites(case)).state["map"] is None


def test_the_twin_is_a_picture_and_a_table(page: Page) -> None:
    assert "data:image/svg+xml" in page.panel.twin() and "<caption" in page.panel.twin()
