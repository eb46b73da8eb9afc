from tests.findings.small_case import tables
from workbench.figures import style
from workbench.figures.columns import PAPER, SCREEN, label, planned, texts
from workbench.findings.network import network
from workbench.findings.said import records


def test_labels_fit_into_their_gutter() -> None:
    plan = planned(network(tables()).chart())
    for edge in records(plan.chart.edges):
        column = plan.drawing.stops[str(edge["number"])][0][0]
        assert (
            max(style.width(text, SCREEN.text) for text in label(edge)) + 0.1
            <= plan.widths[column]
            <= plan.labels[column]
        )


def test_columns_stand_from_recruiter_to_brand_without_overlap() -> None:
    plan = planned(network(tables()).chart())
    tiers = {node["tier"]: plan.column[node["id"]] for node in records(plan.chart.nodes)}
    order = [
        "sub-agent",
        "agency",
        "workers",
        "employer or contractor",
        "site owner",
        "parent or product",
        "brand or buyer",
    ]
    assert [tiers[tier] for tier in order] == list(range(7))
    assert all(plan.x(at, 1) <= plan.x(at + 1, 0) for at in range(6))


def test_words_fit_into_their_box() -> None:
    plan = planned(network(tables()).chart())
    for node in records(plan.chart.nodes):
        title, subtitle, high = texts(node)
        assert style.width(title, 7.5, True) <= SCREEN.box and style.width(subtitle, 6) <= SCREEN.box
        assert high <= plan.drawing.height[node["id"]] + 1e-9


def test_the_count_is_shortened_on_the_line_only() -> None:
    assert label({"number": 1, "verb": "employs", "workers": None}) == ("1  employs", "")


def test_on_paper_no_word_is_smaller_than_seven_points_and_lines_bear_their_numbers_alone() -> None:
    assert min(PAPER.title, PAPER.under, PAPER.text, PAPER.small) >= 7
    told = {"number": "4–6", "verb": "employs", "workers": "3 of 9 (3 alleged)"}
    assert label(told, PAPER) == ("4–6", "") and label(told) == ("4–6  employs", "3 of 9")
    chart = network(tables()).chart()
    small, large = planned(chart, PAPER), planned(chart)
    assert small.edges[-1] + PAPER.box < large.edges[-1] and small.drawing.total < large.drawing.total
    for node in records(chart.nodes):
        title, _, high = texts(node, PAPER)
        assert style.width(title, PAPER.title, True) <= PAPER.box and high <= small.drawing.height[node["id"]] + 1e-9
