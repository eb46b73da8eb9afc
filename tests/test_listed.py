"""Lists and mappings that are tables: plain data for JSON, `.df` for pandas, escaped HTML for a notebook."""

import json

from workbench.listed import MOST, Card, Listing


def test_a_listing_is_a_list_with_a_frame() -> None:
    rows = [{"name": "a.txt", "size": 3}, {"name": "b.txt", "size": 4}]
    found = Listing(rows, "Items", ("name",))
    assert found == rows and json.loads(json.dumps(found)) == rows
    assert found.df["size"].sum() == 7
    assert repr(found) == "Items: 2 rows; .df is the table"


def test_an_empty_listing_still_has_its_columns() -> None:
    assert list(Listing([], "Items", ("name", "kind")).df.columns) == ["name", "kind"]


def test_a_listing_shows_only_some_columns_escapes_them_and_says_how_many_more_there_are() -> None:
    rows = [{"name": "<b>", "size": number} for number in range(MOST + 3)]
    page = Listing(rows, "Items", ("name",))._repr_html_()
    assert "<b></td>" not in page and page.count("&lt;b&gt;") == MOST
    assert f"Items ({MOST + 3})" in page and "3 more; .df has them all" in page


def test_a_listing_of_objects_says_how_a_row_is_made() -> None:
    found = Listing([1, 2], "Squares", ("of", "is"), row=lambda one: {"of": one, "is": one * one})
    assert found.df.values.tolist() == [[1, 1], [2, 4]]
    assert ">4</td>" in found._repr_html_()


def test_a_card_shows_plain_values_tables_and_the_original() -> None:
    card = Card(
        {"name": "a<i>", "none": None, "passages": [{"words": "one", "language": "vi"}], "original": "<u>"}, "a"
    )
    page = card._repr_html_()
    assert "a&lt;i&gt;" in page and "passages (1)" in page and ">vi</td>" in page and "<p>&lt;u&gt;</p>" in page
    assert card.df["what"].tolist() == ["name", "none"]
    assert repr(card) == "a: name, none, passages, original"
    assert json.loads(json.dumps(card)) == card
