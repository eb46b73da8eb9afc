"""Relations, money and places: a drawing each, and a table that says the same."""

import re
from decimal import Decimal

from workbench.codebook.messages import messages
from workbench.findings.said import records
from workbench.release.dossier.document import Figure, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.happened import HIGH, PAGE
from workbench.release.dossier.joined import _numbered, network, relations, site, wages
from workbench.release.gathered import Gathered


def table(section) -> Table:
    return next(one for one in section.blocks if isinstance(one, Table))


def test_a_drawing_has_a_twin_in_words(ground: Ground) -> None:
    made = network(ground)
    figure = next(one for one in made.blocks if isinstance(one, Figure))
    assert figure.svg.startswith(b"<?xml") and str(len(relations(ground))) in figure.twin
    assert len(table(made).rows) == len(relations(ground)) > 10
    assert table(made).caption in figure.twin, "on paper the drawing may stand pages away from its table"


def test_workers_are_a_count_in_every_relation(ground: Ground) -> None:
    ends = {plain(row[place]) for row in table(network(ground)).rows for place in (1, 3)}
    assert "Workers, as a count" in ends and not any(name.startswith("Worker ") for name in ends)


def test_money_is_listed_with_its_status(ground: Ground) -> None:
    made = wages(ground)
    rows = next(one for one in made.blocks if isinstance(one, Table) and one.name == "wages").rows
    assert rows and all(plain(row[2]) in ("owes", "paid a fee to", "owes wages to") for row in rows)
    names = [one.name for one in made.blocks if isinstance(one, Table)]
    assert names == ["wages-counted", "wages-totals", "wages-for-against", "wages", ""]


def test_places_are_on_the_grid_and_typed(ground: Ground) -> None:
    rows = table(site(ground)).rows
    assert rows and all(isinstance(row[4], Decimal) and isinstance(row[6], int) and row[6] >= 1000 for row in rows)
    assert all(-row[4].as_tuple().exponent <= 3 for row in rows)  # a kilometre bears three decimals, and no more
    assert [row[0] for row in rows] == list(ground.held.sites.frame["number"]), "by which the map calls them"


def test_what_an_audience_does_not_get_is_said(held: Gathered) -> None:
    import dataclasses

    bare = Ground(dataclasses.replace(held, network=None, sites=None, chronology=None), messages("en"))
    words = [plain(one.blocks[-1].text) for one in (network(bare), site(bare), wages(bare))]
    assert all("part of this copy" in line or "listed in this part" in line for line in words)
    assert not any("as each source has them" in plain(getattr(one, "text", ())) for one in wages(bare).blocks)


def test_a_line_of_the_drawing_bears_the_numbers_of_the_rows_that_say_the_same(ground: Ground) -> None:
    rows = {int(row[0]): row for row in table(network(ground)).rows}
    chart = _numbered(ground.held.network)
    seen: list[int] = []
    for edge in records(chart.edges):
        for part in edge["number"].removesuffix(" …").split(", "):
            low, _, high = part.partition("–")
            seen += range(int(low), int(high or low) + 1)
            assert (rows[int(low)][1], rows[int(low)][3]) == (edge["from"], edge["to"])
    assert len(seen) == len(set(seen)) > 20 and set(seen) <= set(rows)


def test_drawings_are_in_parts_that_say_which_they_are(ground: Ground) -> None:
    drawn = [one for one in network(ground).blocks if isinstance(one, Figure)]
    assert len(drawn) > 1 and drawn[0].caption.endswith(f" (1 of {len(drawn)})")
    for one in drawn:
        size = re.search(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', one.svg)
        assert size and float(size[1]) <= PAGE * 72 + 1 and float(size[2]) <= HIGH * 72 + 1


def test_a_table_of_money_has_columns_for_sums_only_where_a_sum_stands(ground: Ground) -> None:
    (made,) = [one for one in wages(ground).blocks if isinstance(one, Table) and one.name == "wages"]
    assert made.rows and all(any(plain(row[at]) for row in made.rows) for at in range(len(made.headers)))
    assert len(made.widths) == len(made.headers) and "amount" not in made.headers


def test_a_table_whose_words_may_not_be_read_has_no_column_of_dashes_and_says_so(ground: Ground) -> None:
    made = wages(ground).blocks + network(ground).blocks
    listed = [one for one in made if isinstance(one, Table) and one.name in ("wages", "network")]
    assert len(listed) == 2
    for one in listed:
        dashes = [head for at, head in enumerate(one.headers) if {plain(row[at]) for row in one.rows} == {"–"}]
        assert not dashes and ("words" in one.headers) != ("left out" in one.note)
        assert {len(row) for row in one.rows} == {len(one.headers)} == {len(one.widths)}
    assert any("left out" in one.note for one in listed)


def test_the_drawing_names_the_table_whose_numbers_it_bears(ground: Ground) -> None:
    drawn = [one for one in network(ground).blocks if isinstance(one, Figure)]
    caption = table(network(ground)).caption
    assert all(caption.encode() in one.svg and b"that follows" not in one.svg for one in drawn)
