"""Codes of others: an indicator, or nothing; never nearly one."""

from pathlib import Path

import pytest

from workbench import codebook
from workbench.coding.indicators import Indicators, folded, read_map
from workbench.coding.refi.guid import guid
from workbench.errors import BadValue, Unknown


@pytest.mark.parametrize("framework", codebook.frameworks())
def test_every_indicator_is_found_by_guid_and_by_framework_and_id(framework: str) -> None:
    for entry in codebook.framework(framework).indicators:
        expected = {"framework": framework, "indicator": entry.id}
        assert Indicators().of("any name", guid("indicator", framework, entry.id)) == expected
        assert Indicators().of(f"{framework}/{entry.id}") == expected
        assert Indicators(framework).of(entry.id) == expected


def test_the_eleven_are_found_by_their_labels_in_every_language() -> None:
    for entry in codebook.framework("ilo-11").indicators:
        for language, label in entry.labels.items():
            # Turkish has capitals of its own: there the label as it stands.
            assert Indicators().of(label if language == "tr" else label.upper()) == {
                "framework": "ilo-11",
                "indicator": entry.id,
            }


@pytest.mark.parametrize("code", ["cornflakes", "debt", "", "Coke::Deception", "ilo-11/debt", "x/debt-bondage"])
def test_what_is_no_indicator_is_nothing(code: str) -> None:
    assert Indicators().of(code) is None


def test_a_label_of_several_indicators_is_refused_with_all_of_them() -> None:
    with pytest.raises(BadValue, match=r"WD\.withholding_of_assets"):
        Indicators("ilo-hts-2012-adult").of("Withholding of assets (cash or other)")


def test_a_mapping_goes_before_names_and_adds_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "map.csv"
    file.write_text("code,indicator,stance,subject\nOwed  Wages,withholding-of-wages,supports,W-01\n"
                    "{0f8a1907-7e42-4739-8610-a676b4d1b69f},isolation,,\n", encoding="utf-8")  # fmt: skip
    found = Indicators(table=read_map(file))
    values = {"framework": "ilo-11", "indicator": "withholding-of-wages", "stance": "supports", "subject": "W-01"}
    assert found.of("owed wages") == values
    by_guid = found.of("whatever", "0F8A1907-7E42-4739-8610-A676B4D1B69F")
    assert by_guid == {"framework": "ilo-11", "indicator": "isolation"}


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ("code,indicator\na,debts\n", Unknown, "line 2, column indicator"),
        ("code,indicator\na,isolation\nA,deception\n", BadValue, "line 3, column code"),
        ("code,indicator,framework\na,isolation,ilo-12\n", Unknown, "line 2, column framework"),
        ("code,indicator\n,isolation\n", BadValue, "line 2, column code"),
        ("code\na\n", BadValue, "line 1"),
        ("code,indicator,weight\na,isolation,3\n", BadValue, "line 1"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_where_it_is(tmp_path: Path, text: str, error: type, place: str) -> None:
    (tmp_path / "map.csv").write_text(text, encoding="utf-8")
    with pytest.raises(error, match=f"map.csv, {place}"):
        read_map(tmp_path / "map.csv")


def test_names_are_compared_whatever_their_accents_blanks_and_capitals() -> None:
    assert folded("LỆ  thuộc\tvì nợ") == folded("Lệ thuộc vì nợ")
