"""A value of a property: with a source, as written, in its script."""

import pytest

from workbench.codebook import check, properties
from workbench.errors import BadValue
from workbench.records import Period, Statement, content, references

ID = "a" * 64


def test_no_value_stands_without_its_source() -> None:
    with pytest.raises(TypeError, match="source"):
        Statement(entity=ID, property="name", value="Linglong")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "value", ["Линглонг Тајр", "玲珑轮胎", "Công ty Cổ phần Nhân lực Sao Hạ", "山东玲珑 / Linglong"]
)
def test_a_value_stays_as_written(value: str) -> None:
    made = Statement(entity=ID, property="name", value=value, source="b" * 64, period=Period(start="2021"))
    check("statement", content(made))
    assert content(made)["value"] == value and references("statement", made) == [ID, "b" * 64]


def test_the_record_knows_every_property_of_the_data_and_no_other() -> None:
    for name in properties():
        check("statement", {"entity": ID, "property": name, "value": "2021", "source": ID})
    with pytest.raises(BadValue, match="/property"):
        check("statement", {"entity": ID, "property": "favourite", "value": "2021", "source": ID})
