"""A measure is text: nothing in it is a number that a float could bend, and it goes to canonical form and back."""

from workbench.records import Measure, Period, content, from_content, references


def test_a_measure_goes_out_and_comes_back() -> None:
    made = Measure(entity="a" * 64, measure="journey", value="50", high="60.50", unit="min", by="foot",
                   other="b" * 64, source="c" * 64, period=Period(start="2024-05"), part="gate")  # fmt: skip
    assert from_content("measure", content(made)) == made
    assert content(made)["high"] == "60.50"


def test_it_names_its_place_its_source_and_where_it_leads_from() -> None:
    made = Measure(entity="a", measure="distance", value="8", unit="km", source="c", other="b", passage="d")
    assert references("measure", made) == ["a", "c", "b", "d"]
