"""What a release says is computed once, and each table is read with what its audience may see."""

import dataclasses
from typing import Any

from tests.disclosure.shared_case import consent, records
from tests.disclosure.test_preparing import prepared
from workbench.codebook.messages import messages
from workbench.figures.words import speaking
from workbench.records import Act, Coding, Count, Entity
from workbench.release import protected
from workbench.release.copies import Copy
from workbench.release.gathered import gathered, institutional, outside, reader, titled
from workbench.release.matrix import notes_sheet

COPY = Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01")


def test_lists_by_site_are_read_without_the_names_of_lists_by_worker() -> None:
    held = gathered(prepared(records(), "ombudsman"), COPY)
    assert set(held.matrices) == {"worker", "source", "employer", "site", "period"}
    assert held.read_with("worker") is held.rowed and held.read_with("site") is held.apart
    labels = {one.label for _, one in held.apart.rows["entity"] if one.schema == "Worker"}
    assert labels == {"a worker"} and held.network is not None and held.chronology is not None


def test_a_copy_in_quarters_has_no_rows_of_months(demo_case: Any) -> None:
    found = protected.preflight(demo_case, "thematic-input").prepared
    held = gathered(found, COPY)
    rows = {row.id for row in held.matrices["period"].matrix.rows}
    assert {"2024-Q1", "2024-Q2"} <= rows and all(len(name) == 4 or "-Q" in name for name in rows)
    for lang, words in (("en", "times are told by quarters"), ("sr-Latn", "vremena se navode po tromesečjima")):
        with speaking(messages(lang)):
            notes = [str(row[1]) for row in notes_sheet(held.matrices["employer"].matrix, held.tables).rows]
        assert [one for one in notes if one.startswith(words)], lang


def test_of_a_matrix_in_which_no_row_may_stand_no_cell_is_said_to_be_withheld_or_not(demo_case: Any) -> None:
    """"None" read as if all of it were there."""
    held = gathered(protected.preflight(demo_case, "court-annex").prepared, COPY)
    empty = {by for by, found in held.matrices.items() if not found.matrix.rows}
    assert "worker" in empty and set(held.about["cells_withheld"]) == set(held.matrices) - empty


def test_what_was_taken_out_of_the_rows_of_workers_comes_back_by_no_list_by_site() -> None:
    made = records()
    alone = [(key, dataclasses.replace(one, site=None) if key == "c1" else one) for key, one in made]
    assert sum(isinstance(one, Coding) and one.site == "site" for _, one in alone) == 6  # five workers, and the press

    def listed(told: list[tuple[str, Any]], by: str) -> tuple[set[str], set[str | None]]:
        held = gathered(prepared(told, "ombudsman"), COPY)
        workers = {key for key, one in held.tables.rows["entity"] if one.schema == "Worker"}
        cells = held.matrices[by].matrix.cells.values()
        ids = {one for cell in cells for one in (*cell.for_, *cell.against, *cell.unclear)}
        shown = [one for key, one in held.rowed.rows["coding"] if key in ids]
        return {one.subject for one in shown} & workers, {one.site for one in shown}

    everybody, sites = listed(made, "site")
    assert len(everybody) >= 5 and len(sites - {None}) == 1  # all at one site: it points to nobody
    assert len(listed(alone, "worker")[0]) >= 5 and listed(alone, "worker")[1] == {None}
    for by in ("site", "employer", "period"):
        assert not listed(alone, by)[0], by


def test_what_the_matrix_by_employer_withholds_is_named_in_no_other_list(demo_case: Any) -> None:
    """A worker's words stood by site with the employer whose cell for them was withheld."""
    held = gathered(protected.preflight(demo_case, "eu-flr").prepared, COPY)
    by = {"employer": "actor", "site": "site"}
    keys = {key: one.key for key, one in held.tables.rows["entity"]}
    assert held.matrices["employer"].withheld
    for name, field in by.items():
        found = held.matrices[name]
        for tables in (held.tables, held.apart, held.rowed):
            for key, one in tables.rows["coding"]:
                place = keys.get(getattr(one, field)), one.indicator
                if place in found.withheld:
                    cell = found.matrix.cells[place]
                    assert key in (*cell.for_, *cell.against, *cell.unclear, *cell.disputed), (name, place)


def test_the_public_reads_against_every_public_edition() -> None:
    found = prepared([*records(to="public"), consent(1, "public")], "public")
    held = gathered(found, Copy.of("public", None, "0f" * 32, "2024-07-01"))
    assert reader(found) == "public" and "worker" not in held.matrices
    assert held.about["copy"] == held.copy.id and held.tables.info.nature == "released"


def test_what_institutions_did_is_read_without_those_outside_the_mandate_and_without_head_counts() -> None:
    court = ("court", Entity(key="PB-C", schema="PublicBody", label="Higher court", role="court"))
    office = ("office", Entity(key="PB-L", schema="PublicBody", label="Labour inspectorate"))
    told = {"duty": "un-answer", "role": "notice", "title": "A letter", "source": "press"}
    acts = [(f"act-{key}", Act(bearer=key, **told)) for key in ("court", "office")]
    held = gathered(prepared(records(more=[court, office, *acts]), "ombudsman"), COPY)
    assert held.responses is not None and [row.bearer for row in held.responses.rows] == ["Labour inspectorate"]
    bare = institutional(held.tables, held.prepared.audience)
    assert any(isinstance(one, Count) for _, one in held.tables.rows["count"]) and not bare.rows["count"]
    keys = {one.label: key for key, one in held.tables.rows["entity"]}
    assert outside(held.tables, held.prepared.audience, keys["Higher court"])


def test_a_workbook_of_a_copy_explains_no_state_that_stands_in_no_copy() -> None:
    """Nothing that nobody has the key of is in a copy; the team's own workbook says what it would mean."""
    held = gathered(prepared(records(), "ombudsman"), COPY)
    told = {
        nature: [row[0] for row in notes_sheet(held.matrices["site"].matrix, titled(held.tables, info)).rows]
        for nature in ("released", "confidential")
        for info in [dataclasses.replace(held.tables.info, nature=nature)]
    }
    assert "state: withheld" in told["released"]
    assert {one for one in told["confidential"] if one not in told["released"]} == {"state: sealed"}


def test_where_nobody_has_a_row_no_file_joins_what_one_account_says(demo_case: Any) -> None:
    held = gathered(protected.preflight(demo_case, "eu-flr").prepared, COPY)
    for tables in (held.tables, held.apart, held.rowed, held.people):
        items, sources = dict(tables.rows["item"]), dict(tables.rows["source"])
        told = [one for _, one in tables.rows["passage"] if sources[items[one.item].source].worker]
        assert told and {items[one.item].name for one in told} == {"a file"}
        assert len({one.item for one in told}) == len({(one.item, one.start, one.end, one.quote) for one in told})
        assert not any(items[one.item].sha256 for one in told)
