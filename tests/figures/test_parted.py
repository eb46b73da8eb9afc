"""A chart in parts: each fits, no edge is lost, and each part has the boxes of its edges alone."""

from tests.findings.small_case import tables
from workbench.figures.parted import parted
from workbench.findings.chart import Chart
from workbench.findings.network import network


def test_a_chart_that_fits_stays_whole() -> None:
    chart = network(tables()).chart()
    assert parted(chart, lambda part: True) == [chart]


def test_every_edge_is_in_one_part_with_its_ends_and_no_part_is_too_large() -> None:
    chart = network(tables()).chart()

    def fits(part: Chart) -> bool:
        return len(part.nodes) <= 4

    made = parted(chart, fits)
    assert len(made) > 1 and all(fits(one) for one in made)
    assert sorted(number for one in made for number in one.edges["number"]) == sorted(chart.edges["number"])
    for one in made:
        assert set(one.nodes["id"]) == {*one.edges["from_id"], *one.edges["to_id"]}


def test_an_edge_that_nothing_fits_is_drawn_alone() -> None:
    chart = network(tables()).chart()
    made = parted(chart, lambda part: False)
    assert [len(one.edges) for one in made] == [1] * len(chart.edges)
