"""Lines of pay, terms and rates: each stands on a source, and nothing in them is a number that a float could bend."""

import dataclasses

import pytest

from workbench.codebook import check
from workbench.errors import BadValue
from workbench.records import PayLine, Rate, Term, content

ID = "a" * 64


def test_no_line_and_no_term_stands_without_its_source() -> None:
    with pytest.raises(TypeError, match="source"):
        PayLine(subject=ID, line="paid")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="source"):
        Term(subject=ID, version="signed", clause="wage")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="source"):
        Rate(base="USD", currency="RSD", value="109.25", day="2024-04-30")  # type: ignore[call-arg]


@pytest.mark.parametrize(("change", "place"), [
    ({"value": "2,200"}, "/value"), ({"value": "1e3"}, "/value"), ({"line": "bonus"}, "/line"),
    ({"inside": "perhaps"}, "/inside"), ({"how": "cheque"}, "/how"), ({"paid_on": "soon"}, "/paid_on"),
])  # fmt: skip
def test_a_line_of_another_form_is_refused(change: dict[str, str], place: str) -> None:
    line = PayLine(subject=ID, line="paid", source=ID, value="310.00", currency="USD")
    check("pay", content(line))
    with pytest.raises(BadValue) as raised:
        check("pay", content(dataclasses.replace(line, **change)))
    assert raised.value.place == place


def test_what_is_not_said_is_not_written() -> None:
    assert content(PayLine(subject=ID, line="days", source=ID)) == {
        "subject": ID, "line": "days", "source": ID, "stance": "supports",
    }  # fmt: skip
