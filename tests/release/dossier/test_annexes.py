"""Matrices without a blank cell, the evidence units, the inventory without a file that nobody may count."""

import dataclasses
import re

from workbench.codebook.messages import messages
from workbench.release.dossier.annexes import inventory, matrix, sources, units
from workbench.release.dossier.document import Quote, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.evidence import found
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
    data, words = tables(made)
    assert data.data_only and len(data.rows) == len(ground.listed) < len(ground.units)
    assert [one.anchor for one in quotes if one.anchor.startswith("unit-")] == [one.anchor for one in ground.listed]
    assert len({plain(row[0]) for row in data.rows}) == len(data.rows)
    assert any("read so by 2 coders" in plain(one.under) for one in quotes)
    assert any("; " in plain(row[data.headers.index("coder")]) for row in data.rows)
    assert words.name == "quotes" and [plain(row[0]) for row in words.rows] == [
        plain(one.under).partition(".")[0] for one in quotes if one.anchor.startswith("words-")
    ]
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
    assert all(plain(row[2]).startswith("salted:") for row in made.rows)


def test_custody_is_a_column_where_it_is_told_and_a_sentence_where_not(ground: Ground) -> None:
    def told(one: Ground) -> tuple[str, tuple[str, ...], list[str]]:
        section = inventory(one)
        (made,) = tables(section)
        return plain(section.blocks[0].text), made.headers, [plain(row[3]) for row in made.rows]

    lead, headers, _ = told(ground)
    assert "custody" not in headers and "kept by the team" in lead and "codes" not in lead
    prepared = ground.held.prepared
    first = str(ground.held.tables.items.index[0])
    beside = dataclasses.replace(prepared.beside, custody={first: ("copied",)})
    held = dataclasses.replace(ground.held, prepared=dataclasses.replace(prepared, beside=beside))
    lead, headers, column = told(Ground(held, ground.say))
    assert headers[3] == "custody" and "codes" in lead and "kept by the team" in column


def test_a_column_in_which_nothing_stands_is_left_out_and_that_is_said(ground: Ground) -> None:
    for data in tables(units(ground)):
        assert all(any(plain(row[at]) for row in data.rows) for at in range(len(data.headers)))
        assert "left out" in data.note


def test_a_dash_is_no_letter_and_is_explained_where_it_stands(ground: Ground, record: Gathered) -> None:
    """A point says that nothing was coded; where there is no row, there is a dash."""
    assert "dash" not in tables(matrix(ground))[0].note
    shown = record.matrices["site"]
    empty = dataclasses.replace(shown, matrix=dataclasses.replace(shown.matrix, rows=()))
    held = dataclasses.replace(record, matrices={**record.matrices, "site": empty})
    made = next(one for one in tables(matrix(Ground(held, messages("en")))) if one.name == "matrix-site")
    assert {plain(cell) for cell in made.rows[0][1:]} == {"–"} and "A dash: there is no row" in made.note


def test_where_no_worker_is_counted_there_is_no_row_of_dashes_but_a_sentence(ground: Ground, record: Gathered) -> None:
    for lang, said in (("en", "no worker is counted in this copy"), ("sr-Latn", "ne broji nijedan radnik")):
        for made in tables(matrix(Ground(record, messages(lang)))):
            assert not made.counted and said in made.note and plain(made.rows[-1][0]) not in ("Workers", "Radnici")
            assert not any(plain(cell) == "–" for cell in made.rows[-1][1:])
    assert all(one.counted and "no worker" not in one.note for one in tables(matrix(ground)))


def test_every_file_that_another_form_of_the_copy_names_is_in_the_list_of_files(ground: Ground) -> None:
    held = ground.held
    frames = [one.df for one in (held.chronology, held.network, held.sites) if one is not None]
    behind = [key for df in frames for listed in df["passages"] for key in listed]
    named = {one.file for one in found(held.tables, behind).values()}
    assert named and named <= {plain(row[0]) for row in tables(inventory(ground))[0].rows}
