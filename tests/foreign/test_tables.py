from pathlib import Path

import pytest

from tests.foreign.texts import FILES, read, written
from workbench.codebook import foreign, relation_schemas
from workbench.errors import BadValue
from workbench.foreign.grid import grids
from workbench.foreign.tables import columns_of, fitting, hear_table
from workbench.foreign.told import Heard


def heard(name: str, **options: object) -> Heard:
    (grid,) = grids(*read(FILES / name))
    return hear_table(grid, foreign.layout(fitting(grid) or ""), name, **options)  # type: ignore[arg-type]


def test_import_bans_are_events_and_name_who_makes_what() -> None:
    found = heard("wro.csv")
    assert found.form == "import-ban" and found.status == "documented" and not found.problems
    assert [one.names[0] for one in found.entities if one.schema == "Company"] == [
        "Izmišljena tekstil Co., Ltd", "Hư Cấu Garment"]  # fmt: skip
    assert [(one.title, one.start, one.as_written) for one in found.happenings] == [
        ("import ban: WRO, Active", "2021-03-04", None), ("import ban: WRO, Active", "2021-03-04", None),
        ("import ban: Finding, Revoked", None, "3/4/2020")]  # fmt: skip
    assert {link.schema for link in found.links} == {"Supply"}
    assert "column Calendar Year" in found.unknown


def test_a_list_of_entities_parts_its_aliases() -> None:
    found = heard("uflpa.csv")
    assert found.entities[0].names == ("Izmišljena Poly Co.", "Fictional Poly", "Poly F.")
    assert found.happenings[0].start == "2022-06-21" and "2(d)(2)(B)(ii)" in found.happenings[0].title


def test_a_register_says_who_acts_for_a_company_and_who_owns_it() -> None:
    found = heard("register.csv")
    assert [(link.schema, link.note) for link in found.links] == [
        ("Representation", "Funkcija: direktor"), ("Ownership", "Udeo: 51%")]  # fmt: skip
    officer = found.entities[1]
    assert officer.schema == "Person" and not officer.named and officer.names == ("Izmišljeni Petar",)


def test_rows_of_edges_that_cannot_be_taken_name_their_row_and_a_remedy() -> None:
    found = heard("edges.csv")
    assert [(link.source, link.schema, link.target) for link in found.links] == [
        ("Firma A", "Ownership", "Firma B"), ("Firma A", "Subcontract", "Firma C")]  # fmt: skip
    assert [str(one).partition(":")[0] for one in found.problems] == ["edges.csv, row 4", "edges.csv, row 5"]
    assert all(name in str(found.problems[1]) for name in relation_schemas())


def test_every_kind_of_a_list_is_taken() -> None:
    found = heard("targets.simple.csv")
    assert set(found.unknown) == {"column last_change"} and not found.problems
    assert [one.schema for one in found.entities].count("Vehicle") == 1
    assert found.entities[0].names == ("Hư Cấu Recruitment Ltd", "HC Rec", "HCR")


def test_two_persons_of_one_name_stay_two(tmp_path: Path) -> None:
    words = "from,to,relation,from kind\nAna Anić,Firma,Representation,Person\nAna Anić,Firma,Representation,Person\n"
    (grid,) = grids(*written(tmp_path, "e.csv", words))
    found = hear_table(grid, foreign.layout("edge-list"), "e.csv")
    assert len([one for one in found.entities if one.schema == "Person"]) == 2 and len(found.links) == 2


def test_a_table_of_another_shape_is_refused_with_the_columns_that_are_needed(tmp_path: Path) -> None:
    (grid,) = grids(*written(tmp_path, "x.csv", "colour,size\nred,5\n"))
    assert fitting(grid) is None
    with pytest.raises(BadValue, match="columns for from"):
        hear_table(grid, foreign.layout("edge-list"), "x.csv")


def test_each_layout_is_found_by_its_own_first_names() -> None:
    from workbench.foreign.grid import Grid

    for name, layout in foreign.layouts().items():
        grid = Grid("", tuple(names[0] for names in layout["columns"].values()), ())
        assert columns_of(grid, layout) is not None and fitting(grid) == name


def test_a_value_that_fits_no_field_stays_in_words(tmp_path: Path) -> None:
    words = 'from,to,relation,amount,currency,count,status\nA,B,owns,"2,200",euro,about 5,active\n'
    (grid,) = grids(*written(tmp_path, "e.csv", words))
    (link,) = hear_table(grid, foreign.layout("edge-list"), "e.csv").links
    assert (link.amount, link.currency, link.count, link.status) == (None, None, None, None)
    assert link.note == "amount: 2,200; currency: euro; count: about 5; status: active"
    found = heard("targets.simple.csv").entities[1]
    assert found.country == "RS" and ("countries", "rs;cn") in found.other and found.born == "1970"
