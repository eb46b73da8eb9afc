from tests.findings.small_case import tables
from workbench.figures import style
from workbench.figures.columns import BOX_WIDTH, TEXT, label, planned, texts
from workbench.findings.network import network
from workbench.findings.said import records


def test_labels_fit_into_their_gutter() -> None:
    plan = planned(network(tables()).chart())
    for edge in records(plan.chart.edges):
        column = plan.drawing.stops[str(edge["number"])][0][0]
        assert max(style.width(text, TEXT) for text in label(edge)) + 0.1 <= plan.widths[column] <= plan.labels[column]


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
        assert style.width(title, 7.5, True) <= BOX_WIDTH and style.width(subtitle, 6) <= BOX_WIDTH
        assert high <= plan.drawing.height[node["id"]] + 1e-9


def test_the_count_is_shortened_on_the_line_only() -> None:
    assert label({"number": 1, "verb": "employs", "workers": None}) == ("1  employs", "")
