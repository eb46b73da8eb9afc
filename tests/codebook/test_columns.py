"""Columns of CSV files: told by file, or for all files; two kinds of file of one name are told apart by their keys."""

import itertools

import pytest

from workbench.codebook.columns import NOTHING, table_of
from workbench.codebook.ground import place, toml
from workbench.codebook.messages import messages

TABLES = toml(place("columns", "columns.toml"))["table"]


def test_what_a_file_says_of_a_column_goes_before_what_is_said_of_all() -> None:
    chronology, evidence = table_of("chronology", ["number"]), table_of("matrix-by-site-evidence", ["row"])
    assert chronology and evidence
    one, other = chronology.column("start"), evidence.column("start")
    assert one and other and (one.form, other.form) == ("date", "integer")
    assert chronology.column("source") == evidence.column("source") != None  # noqa: E711
    assert chronology.column("shoe size") is None


def test_a_table_without_rows_is_told_by_its_name_alone() -> None:
    found = table_of("matrix-by-site-evidence", ["row", "indicator", "cell"])
    assert found and found.file == "matrix-by-*-evidence"


def test_the_columns_of_the_key_tell_which_of_two_files_of_one_name_it_is() -> None:
    found = [table_of("wages", heads) for heads in (["question", "class"], ["number", "worker"])]
    assert [one.key for one in found if one] == [("question", "class"), ("number",)]


def test_what_stands_for_nothing_is_that_of_the_column_then_of_the_file() -> None:
    summary, counts = table_of("table-summary", ["no."]), table_of("counts", ["table"])
    assert summary and counts
    of = [summary.column("for"), counts.column("workers"), counts.column("of")]
    assert [one.null for one in of if one] == [("", "–"), ("", "withheld"), NOTHING]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: str(one["file"]))
def test_each_column_of_a_key_is_on_file(table: dict[str, list[str]]) -> None:
    found = table_of(str(table["file"]).replace("*", "site"), table.get("key", []))
    assert found and all(found.column(one) for one in found.key)


@pytest.mark.parametrize("lang", ["sr-Latn", "sr-Cyrl", "vi"])
def test_no_heading_of_a_dossier_stands_for_two_columns_of_one_file(lang: str) -> None:
    """Else a file in that language would be told wrongly."""
    say, english = messages(lang), messages("en").words
    for table in TABLES:
        if not str(table["file"]).startswith(("table-", "reply")):
            continue
        found = table_of(str(table["file"]).replace("*", "site"), table.get("key", []))
        assert found
        for (key, words), (other, too) in itertools.combinations(
            ((key, one) for key, one in say.words.items() if key.startswith(("table.", "reply."))), 2
        ):
            if words == too and english[key] != english[other]:
                assert len({english[key], english[other]} & {*found.own}) < 2, (table["file"], words)
