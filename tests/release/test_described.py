"""The description of CSV files: what each column means, its datatype, its key; true of the files beside it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.codebook.messages import messages
from workbench.release.contents import write_contents
from workbench.release.copies import Copy
from workbench.release.described import CONTEXT, METADATA, beneath, described
from workbench.release.sheets import Sheet, Value, as_csv

Rows = tuple[tuple[Value, ...], ...]


def told(name: str, heads: tuple[str, ...], rows: Rows, lang: str = "en") -> dict[str, Any]:
    made = json.loads(described({name: as_csv(Sheet("s", heads, rows))}, {"title": "A"}, messages(lang)))
    assert made["@context"] == CONTEXT and made["dc:title"]["@value"] == "A"
    one: dict[str, Any] = made["tables"][0]
    assert one["url"] == name
    return one


def column(table: dict[str, Any], name: str) -> dict[str, Any]:
    return {one["name"]: one for one in table["tableSchema"]["columns"]}[name]


def test_each_column_has_its_heading_its_meaning_and_its_datatype() -> None:
    table = told("chronology.csv", ("number", "as written", "earliest", "start"),
                 ((1, "in May", "2024-05-01", "2024-05"),))  # fmt: skip
    assert [one["titles"] for one in table["tableSchema"]["columns"]] == ["number", "as written", "earliest", "start"]
    assert column(table, "number")["datatype"] == "integer" and column(table, "earliest")["datatype"] == "date"
    assert column(table, "start")["datatype"]["base"] == column(table, "as_written")["datatype"] == "string"
    assert column(table, "as_written")["dc:description"]["@value"] == "The date in the words of the source."
    assert table["tableSchema"]["primaryKey"] == ["number"]


def test_a_count_is_a_number_where_it_is_told_as_one_and_text_where_it_is_a_band() -> None:
    heads, several = ("indicator", "passages read by several coders", "alpha"), "passages_read_by_several_coders"
    exact = told("table-agreement.csv", heads, (("Deception", 5, "0.76"), ("Isolation", 6, "–")))
    bands = told("table-agreement.csv", heads, (("Deception", "5 to 19", "too few to say"),))
    assert [column(exact, one)["datatype"] for one in (several, "alpha")] == ["integer", "decimal"]
    assert [column(bands, one)["datatype"] for one in (several, "alpha")] == ["string", "string"]


def test_a_description_says_no_key_that_does_not_tell_the_rows_apart() -> None:
    heads, key = ("table", "of", "indicator", "workers"), ["table", "of", "indicator"]
    apart = told("counts.csv", heads, (("a", "b", "c", 13), ("a", "b", "d", "withheld")))
    assert apart["tableSchema"]["primaryKey"] == key
    assert "primaryKey" not in told("counts.csv", heads, (("a", "b", "c", 13), ("a", "b", "c", 14)))["tableSchema"]
    assert "primaryKey" not in told("counts.csv", heads, (("a", "", "c", 13),))["tableSchema"]


def test_what_is_withheld_is_no_number_and_no_fault() -> None:
    heads = ("table", "of", "indicator", "workers")
    table = told("counts.csv", heads, (("a", "b", "c", "withheld"), ("a", "b", "d", 13)))
    assert column(table, "workers")["datatype"] == "integer" and "withheld" in column(table, "workers")["null"]


@pytest.mark.parametrize("lang", ["sr-Latn", "sr-Cyrl", "vi"])
def test_programs_find_the_same_columns_in_every_language(tmp_path: Path, lang: str) -> None:
    copy, made = Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01"), {}
    for one in ("en", lang):
        folder = tmp_path / one
        folder.mkdir()
        write_contents(prepared(records(to="ombudsman"), "ombudsman"), copy, folder, lang=one)
        assert set(beneath(folder)) == {path.name for path in folder.glob("*.csv")}
        tables = json.loads((folder / METADATA).read_bytes())["tables"]
        assert [table["url"] for table in tables] == sorted(beneath(folder))
        made[one] = {table["url"]: [(each["name"], each["dc:description"]) for each in table["tableSchema"]["columns"]]
                     for table in tables}  # fmt: skip
    assert made["en"] == made[lang]


def test_digests_are_said_to_be_digests_and_in_a_copy_salted_ones(tmp_path: Path) -> None:
    write_contents(prepared(records(to="ombudsman"), "ombudsman"),
                   Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01"), tmp_path)  # fmt: skip
    tables = {one["url"]: one for one in json.loads((tmp_path / METADATA).read_bytes())["tables"]}
    form = column(tables["chronology.csv"], "salted_digest_of_the_original")["datatype"]["format"]
    for url in ("matrix-by-employer-evidence.csv", "chronology.csv"):
        assert column(tables[url], "salted_digest_of_the_original")["datatype"]["format"] == form
    assert re.fullmatch(form, "salted:" + "0f" * 32) and re.fullmatch(form, "0f" * 32)
    for path in tmp_path.iterdir():
        if path.suffix in (".csv", ".html"):
            assert "SHA-256 of the original" not in path.read_text("utf-8"), path.name


def test_a_column_that_is_not_on_file_is_named_and_said_nothing_of() -> None:
    table = told("chronology.csv", ("number", "shoe size", "ćup"), ((1, "42", "x"),))
    assert [one["name"] for one in table["tableSchema"]["columns"]] == ["number", "shoe_size", "column_3"]
    assert "dc:description" not in column(table, "shoe_size")
    assert "dc:title" not in told("shoes.csv", ("a",), ())


def test_files_that_have_a_description_or_are_not_ours_are_left_out(tmp_path: Path) -> None:
    for name in ("a.csv", "figures/b.csv", "figures/view/c.csv", f"figures/view/{METADATA}", "case/d.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b'"a"\r\n')
    assert list(beneath(tmp_path, apart=["case"])) == ["a.csv", "figures/b.csv"]
    (tmp_path / METADATA).write_bytes(b"")  # its own may be written again
    assert "a.csv" in beneath(tmp_path)
