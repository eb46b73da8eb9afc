"""Agreement by indicator: counts, alpha, and the words where there is none; the demo case's figures."""

import json
from fractions import Fraction

import pytest

from tests.findings.two_coders import coding, reading, tables
from workbench.errors import BadValue, Unknown
from workbench.findings.agreement import agreement

PASSPORTS, ISOLATION = "retention-of-identity-documents", "isolation"


def of(found, indicator: str):
    return next(row for row in found.rows if row.indicator == indicator)


def test_shares_alpha_and_confusion_of_one_indicator_by_hand() -> None:
    """Of three units two agree; values: supports 3, contradicts 2, unclear 1: alpha = 1 - 5 * 2 / (36 - 14)."""
    found = agreement(
        tables(
            coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", PASSPORTS, "supports"),
            coding("c3", "A", "p2", PASSPORTS, "supports"), coding("c4", "B", "p2", PASSPORTS, "unclear"),
            coding("c5", "A", "p3", PASSPORTS, "contradicts"), coding("c6", "B", "p3", PASSPORTS, "contradicts"),
        ),
        ["A", "B"],
    )  # fmt: skip
    row = of(found, PASSPORTS)
    assert (row.units, row.agreed, row.observed) == (3, 2, Fraction(2, 3))
    assert row.alpha.value == 1 - Fraction(10, 22)
    assert dict(row.values)["supports", "unclear"] == 1
    assert len(found.disputes) == 1


def test_every_indicator_has_its_row_also_where_nothing_was_assessed() -> None:
    found = agreement(tables(), ["A", "B"])
    assert len(found.rows) == 11
    assert all(row.units == 0 and row.observed is None and row.alpha.value is None for row in found.rows)
    assert "no unit was assessed" in found.overall.alpha.words


def test_no_variation_is_words_and_neither_one_nor_nan() -> None:
    records = [coding(f"c{coder}{n}", coder, f"p{n}", ISOLATION, "supports") for coder in "AB" for n in (1, 2, 3)]
    row = of(agreement(tables(*records), ["A", "B"]), ISOLATION)
    assert row.observed == 1 and row.alpha.value is None
    document = json.dumps(row.document(["A", "B"]))
    assert '"alpha": null' in document and "NaN" not in document and "'supports'" in row.alpha.words


def test_joint_silence_counts_in_alpha_and_is_taken_out_of_the_second_share() -> None:
    records = [reading(f"r{coder}{n}", coder, f"p{n}") for coder in "AB" for n in (1, 2, 3, 4)]
    records_ = [coding("c1", "A", "p1", ISOLATION, "supports"), coding("c2", "B", "p1", ISOLATION, "supports"),
                coding("c3", "A", "p2", ISOLATION, "supports")]  # fmt: skip
    row = of(agreement(tables(*records, *records_), ["A", "B"]), ISOLATION)
    assert (row.units, row.silent, row.agreed) == (4, 2, 3)
    assert (row.observed, row.observed_where_applied) == (Fraction(3, 4), Fraction(1, 2))
    assert row.alpha.value == 1 - Fraction(7 * 2, 64 - 9 - 25)


def test_silence_that_only_one_declared_is_counted_apart_and_listed() -> None:
    found = agreement(tables(coding("c1", "A", "p1", ISOLATION, "supports"), reading("r1", "B", "p1")), ["A", "B"])
    assert (found.overall.units, found.overall.one_sided, len(found.disputes)) == (0, 1, 1)


def test_the_order_of_the_coders_changes_nothing_but_the_order() -> None:
    case = tables(
        coding("c1", "A", "p1", ISOLATION, "supports"),
        coding("c2", "B", "p1", ISOLATION, "unclear"),
        coding("c3", "A", "p2", ISOLATION, "unclear"),
        coding("c4", "B", "p2", ISOLATION, "unclear"),
    )
    one, other = agreement(case, ["A", "B"]), agreement(case, ["B", "A"])
    assert one.overall.alpha == other.overall.alpha
    assert dict(one.overall.values)["supports", "unclear"] == dict(other.overall.values)["unclear", "supports"] == 1


def test_three_coders_are_compared_at_once() -> None:
    records = [coding(f"c{coder}", coder, "p1", ISOLATION, "supports") for coder in "ABC"]
    found = agreement(tables(*records, coding("d", "C", "p2", ISOLATION, "unclear"),
                             coding("e", "A", "p2", ISOLATION, "supports")), ["A", "B", "C"])  # fmt: skip
    assert dict(found.overall.values) == {("supports",) * 3: 1, ("supports", None, "unclear"): 1}


@pytest.mark.parametrize("coders", [["A"], ["A", "A"], []])
def test_fewer_than_two_coders_are_refused(coders: list[str]) -> None:
    with pytest.raises(BadValue, match="two or more"):
        agreement(tables(), coders)


def test_a_coder_or_framework_that_is_not_there_is_named() -> None:
    with pytest.raises(Unknown):
        agreement(tables(), ["A", "ZZ"])
    with pytest.raises(Unknown):
        agreement(tables(), ["A", "B"], "no-such")


def test_another_head_gives_another_interval_and_the_same_head_the_same() -> None:
    records = [coding(f"c{coder}{n}", coder, f"p{n}", ISOLATION, "supports") for coder in "AB" for n in (1, 2)]
    records += [coding(f"d{coder}{n}", coder, f"p{n}", PASSPORTS, "contradicts") for coder in "AB" for n in (1, 2, 3)]
    records += [coding("x1", "A", "p4", ISOLATION, "supports"), coding("x2", "B", "p4", ISOLATION, "unclear")]
    spans = [agreement(tables(*records, head=head), ["A", "B"]).overall.alpha.interval for head in ("a", "a", "b")]
    assert spans[0] == spans[1] and spans[0] is not None


def test_the_demo_case(demo_case) -> None:
    found = agreement(demo_case.tables(), ["MJ", "AK"])
    assert (found.overall.units, found.overall.agreed, len(found.disputes)) == (231, 215, 16)
    assert found.overall.alpha.words == "0.761" and found.overall.alpha.interval is not None
    low, high = found.overall.alpha.interval
    assert 0.6 < low < 0.761 < high < 0.9
    assert sum(row.units for row in found.rows) == 231
    assert sum(found.overall.beside.values()) + sum(found.overall.uncoded.values()) == 52
    assert {row.indicator for row in found.rows if row.alpha.value is None} == {"abuse-of-vulnerability", "deception"}
    assert found.document() == agreement(demo_case.tables(), ["MJ", "AK"]).document()
    json.dumps(found.document(), allow_nan=False)


def test_a_notebook_shows_it_as_a_table_with_its_notes(demo_case) -> None:
    page = agreement(demo_case.tables(), ["MJ", "AK"])._repr_html_()
    assert "Debt bondage" in page and "0.761" in page and "never counts" in page
