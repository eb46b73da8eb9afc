"""Matrices without a blank cell, the evidence units, the inventory without a file that nobody may count."""

import re

from workbench.codebook.messages import messages
from workbench.release.dossier.annexes import inventory, matrix, sources, units
from workbench.release.dossier.document import Quote, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.gathered import Gathered


def tables(section) -> list[Table]:
    return [one for one in section.blocks if isinstance(one, Table)]


def test_no_cell_of_a_matrix_is_blank_and_the_last_row_counts_workers(ground: Ground) -> None:
    made = tables(matrix(ground))
    assert [one.name for one in made] == ["matrix-worker", "matrix-employer", "matrix-site", "matrix-period"]
    for one in made:
        assert all(re.fullmatch(r"[SACDw±?·]\d*\*?", plain(cell)) for row in one.rows[:-1] for cell in row[1:]), (
            one.name
        )
        assert one.rows[-1][0] == "Workers" and all(plain(cell) for cell in one.rows[-1])
    assert made[0].fills and all(fill for one in made for fill in one.fills.values())
    strongest = {
        (at, n) for at, row in enumerate(made[0].rows[:-1]) for n, cell in enumerate(row) if n and "S" in plain(cell)
    }
    assert strongest and strongest <= made[0].fills.keys(), "what is supported is no paler than what is alleged"
    assert any(plain(cell).endswith("*") for row in made[1].rows for cell in row[1:])  # the employer answered it
    assert "asterisk" in made[1].note


def test_a_matrix_by_source_stands_where_sources_have_rows(ground: Ground, totals: Gathered) -> None:
    assert len(tables(sources(ground))[0].rows) > 10
    assert not tables(sources(Ground(totals, messages("en"))))


def test_each_unit_is_a_quote_to_read_and_a_row_to_count(ground: Ground) -> None:
    made = units(ground)
    quotes = [one for part in made.sections for one in part.blocks if isinstance(one, Quote)]
    (data,) = tables(made)
    assert data.data_only and len(data.rows) == len(ground.listed) < len(ground.units)
    assert [one.anchor for one in quotes if one.anchor.startswith("unit-")] == [one.anchor for one in ground.listed]
    assert len({plain(row[0]) for row in data.rows}) == len(data.rows)
    assert any("read so by 2 coders" in plain(one.under) for one in quotes)
    assert any("; " in plain(row[13]) for row in data.rows)
    assert all(plain(row[-1]).startswith("salted:") for row in data.rows)


def test_the_inventory_lists_no_account_that_may_not_be_listed(ground: Ground) -> None:
    (made,) = tables(inventory(ground))
    files = {plain(row[0]) for row in made.rows}
    hidden = {
        name for name, source in zip(ground.held.tables.items["name"], ground.held.tables.items["source"], strict=True)
        if ground.held.tables.sources["kind"].get(source) in ("colleague", "family", "worker")
    }  # fmt: skip
    listed = {one.of.found.file for one in ground.units.values()}
    assert files and not (hidden - listed) & files
    assert all(plain(row[2]).startswith("salted:") and plain(row[3]) for row in made.rows)
