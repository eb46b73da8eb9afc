"""The frameworks that ship, those that a team adds, and what is said of a name that is not known."""

import dataclasses
import pickle
from pathlib import Path

import pytest

from workbench.codebook.library import FOLDER, framework, frameworks
from workbench.errors import BadValue, Missing, Unknown

NATIONAL = """
id = "{id}"
name = "A national list"
instrument = "An invented ordinance"
edition = "2020"
unit = "worker"
phases = ["recruitment"]
verified = false

[rule]
text = "none"
explanation = "An invented list has no rule."
determines = false
source = {{ instrument = "An invented ordinance", year = 2020, place = "article 1" }}
verified = false

[[editions]]
year = 2020
note = "The only one."
source = {{ instrument = "An invented ordinance", year = 2020, place = "whole" }}
verified = false
"""
ENTRY = """
[[indicators]]
id = "{id}"
number = {number}
description = "An invented entry."
shows = ["a fact"]
not_enough = "Another fact."
source = {{ instrument = "An invented ordinance", year = 2020, place = "article {number}" }}
verified = true
unreviewed = ["sr-Latn"]
labels = {{ en = "Entry {number}", sr-Latn = "Stavka {number}" }}
"""


def write(folder: Path, id: str, entries: list[str], numbers: list[int] | None = None) -> Path:
    body = NATIONAL.format(id=id)
    for number, entry in zip(numbers or range(1, len(entries) + 1), entries, strict=True):
        body += ENTRY.format(id=entry, number=number)
    file = folder / f"{id}.toml"
    file.write_text(body, encoding="utf-8")
    return file


def test_the_eleven_are_read_with_all_they_carry() -> None:
    ilo = framework("ilo-11")
    assert len(ilo.indicators) == 11
    documents = ilo.indicator("retention-of-identity-documents")
    assert documents.number == 7
    assert documents.label() == "Retention of identity documents"
    assert documents.label("sr-Cyrl") == "Задржавање личних докумената"
    assert documents.label("vi") == "Giữ giấy tờ tùy thân"
    assert "vi" in documents.unreviewed and documents.verified is False
    assert documents.source.year == 2012
    assert ilo.rule.determines is False
    assert [edition.year for edition in ilo.editions] == [2012, 2025]


def test_a_framework_is_read_once_and_cannot_be_altered() -> None:
    assert framework("ilo-11") is framework("ilo-11")
    with pytest.raises(dataclasses.FrozenInstanceError):
        framework("ilo-11").name = "mine"  # type: ignore[misc]


def test_a_framework_goes_to_a_child_process_and_back() -> None:
    assert pickle.loads(pickle.dumps(framework("ilo-11"))) == framework("ilo-11")  # noqa: S301


def test_an_unknown_framework_names_those_that_come_near() -> None:
    with pytest.raises(Unknown) as caught:
        framework("ilo-12")
    assert caught.value.near == ["ilo-11"]


def test_an_unknown_indicator_is_refused_where_it_stood() -> None:
    with pytest.raises(Unknown) as caught:
        framework("ilo-11").indicator("debt_bondge", file="codings_mj.csv", place="line 3, indicator")
    assert caught.value.near == ["debt-bondage"]
    assert str(caught.value).startswith("codings_mj.csv, line 3, indicator: 'debt_bondge'")


def test_a_language_that_is_missing_is_not_replaced() -> None:
    with pytest.raises(Unknown) as caught:
        framework("ilo-11").indicator("isolation").label("sr")
    assert caught.value.near == ["sr-Cyrl", "sr-Latn"]


def test_one_file_adds_a_national_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "national-list", ["one", "two", "three"])
    assert frameworks() == frameworks(None) and "national-list" not in frameworks()
    assert frameworks(tmp_path) == [*frameworks(), "national-list"]
    added = framework("national-list", tmp_path)
    assert [entry.id for entry in added.indicators] == ["one", "two", "three"]
    assert added.indicator("two").label("sr-Latn") == "Stavka 2"
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert framework("national-list") == added
    assert framework("ilo-11", tmp_path) is framework("ilo-11")


def test_the_preliminary_indicators_of_a_national_centre_are_one_more_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named for Serbia's centre, with invented entries: the real list is a team's to enter. No code knows of it."""
    from workbench.findings.determination import determine

    write(tmp_path, "rs-cptv-preliminary", ["documents-held-by-others", "no-free-movement", "debt-to-the-employer"])
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert "rs-cptv-preliminary" in frameworks()
    found = determine(
        "rs-cptv-preliminary", {"supported": ["documents-held-by-others"], "denied": ["no-free-movement"]}
    )
    assert found.determination is None and found.open == ("debt-to-the-employer",)
    assert found.states == {
        "documents-held-by-others": "supported",
        "no-free-movement": "denied",
        "debt-to-the-employer": "not-assessed",
    }
    assert found.sources == ("An invented ordinance (2020), article 1",)


@pytest.mark.parametrize(
    ("id", "sizes"),
    [
        ("ilo-ec-delphi-2009-adult-labour", {"DR": 10, "CR": 10, "RV": 16, "EX": 9, "CD": 15, "VD": 7}),
        ("ilo-hts-2012-adult", {"UR": 20, "WD": 33, "IL": 24}),
        ("icls-2018", {"involuntariness": 8, "coercion": 6}),
        ("palermo", {"act": 5, "means": 8, "purpose": 8}),
    ],
)
def test_the_groups_have_their_sizes(id: str, sizes: dict[str, int]) -> None:
    book = framework(id)
    counts = {group.id: sum(entry.group == group.id for entry in book.indicators) for group in book.groups}
    assert counts == sizes
    assert not book.verified and not book.rule.verified
    assert not any(entry.verified for entry in book.indicators)


def test_two_weights_are_marked_as_disputed() -> None:
    marked = {entry.id: entry.disputed for entry in framework("ilo-ec-delphi-2009-adult-labour").indicators}
    assert {id: other for id, other in marked.items() if other} == {
        "RV.difficulties_in_the_past": "weak",
        "RV.difficulty_to_organise_travel": "weak",
    }


def test_a_changed_list_is_read_anew(tmp_path: Path) -> None:
    write(tmp_path, "national-list", ["one"])
    assert len(framework("national-list", tmp_path).indicators) == 1
    write(tmp_path, "national-list", ["one", "two"])
    assert len(framework("national-list", tmp_path).indicators) == 2


def test_a_shipped_framework_cannot_be_replaced(tmp_path: Path) -> None:
    write(tmp_path, "ilo-11", ["one"])
    with pytest.raises(BadValue, match="no shipped framework"):
        framework("ilo-11", tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        frameworks(tmp_path / "lists")


@pytest.mark.parametrize(
    ("entries", "numbers", "place"),
    [
        (["one", "two"], [1, 3], "/indicators/1/number"),
        (["one", "one"], None, "/indicators/1/id"),
        ([], None, "/indicators"),
    ],
)
def test_a_list_out_of_order_is_refused(
    tmp_path: Path, entries: list[str], numbers: list[int] | None, place: str
) -> None:
    write(tmp_path, "national-list", entries, numbers)
    with pytest.raises(BadValue) as caught:
        framework("national-list", tmp_path)
    assert caught.value.place == place
    assert caught.value.file.endswith("national-list.toml")


def test_a_list_under_another_name_or_without_a_source_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "national-list", ["one"]).rename(tmp_path / "other.toml")
    with pytest.raises(BadValue, match="the name of the file"):
        framework("other", tmp_path)
    file = write(tmp_path, "third", ["one"])
    file.write_text(file.read_text(encoding="utf-8").replace('place = "article 1"', ""), encoding="utf-8")
    with pytest.raises(BadValue):
        framework("third", tmp_path)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(BadValue, match="TOML"):
        framework("broken", tmp_path)
    (tmp_path / "latin.toml").write_bytes('name = "č"'.encode("cp1250"))
    with pytest.raises(BadValue, match="UTF-8"):
        framework("latin", tmp_path)
