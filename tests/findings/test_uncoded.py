"""Text that one coder, several, or nobody worked on: counted in code points, apart from agreement."""

from tests.findings.two_coders import TEXT, coding, key, tables
from workbench.findings.uncoded import uncoded
from workbench.findings.units import units

A, B = key("A"), key("B")


def apart(*records):
    case = tables(*records)
    return uncoded(case, units(case, (A, B), "ilo-11", ()).worked)


def test_passages_and_code_points_by_who_worked_on_them() -> None:
    found = apart(coding("c1", "A", "p1", "isolation", "supports"), coding("c2", "B", "p1", "deception", "supports"),
                  coding("c3", "A", "p2", "isolation", "supports"))  # fmt: skip
    assert (found.passages_shared, found.passages_only) == (1, {"A": 1, "B": 0})
    assert (found.points_shared, found.points_only) == (24, {"A": 15, "B": 0})
    assert found.points_uncoded == len(TEXT) - 24 - 15
    assert (found.texts, found.untouched) == (1, 0)


def test_every_code_point_is_counted_once() -> None:
    found = apart(*(coding(f"c{n}", "AB"[n % 2], f"p{1 + n % 4}", "isolation", "supports") for n in range(6)))
    assert found.points_shared + sum(found.points_only.values()) + found.points_uncoded == len(TEXT)


def test_nothing_coded_leaves_every_text_untouched() -> None:
    found = apart()
    assert (found.texts, found.untouched, found.points_uncoded, found.passages_shared) == (0, 1, 0, 0)


def test_the_demo_case(demo_case) -> None:
    case = demo_case.tables()
    ids = dict(zip(case.agents["key"], case.agents.index, strict=True))
    found = uncoded(case, units(case, (ids["MJ"], ids["AK"]), "ilo-11", ()).worked)
    assert (found.passages_shared, found.passages_only) == (228, {"MJ": 28, "AK": 10})
    assert found.points_uncoded > found.points_shared > sum(found.points_only.values()) > 0
