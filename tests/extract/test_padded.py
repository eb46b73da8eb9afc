"""Numbers as a sheet shows them: what LibreOffice and Excel show for each of these formats."""

import math

import pytest

from workbench.extract.padded import Shown, shown


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (7, "000", "007"), (7.0, "00000", "00007"), (0, "000", "000"), (-7, "000", "-007"),
        (12345, "0000-000", "0012-345"), (12345678, "0000-000", "12345-678"), (7, '"W-"000', "W-007"),
        (641234567, "\\0## ###-####", "064 123-4567"), (84123456789, "+0", "+84123456789"),
        (7, "[$-409]000", "007"), (7, "[Red]000", "007"), (7, '000;"x;"000', "007"), (-7, '000;"x;"000', "x;007"),
        (0, "000;-000;0000", "0000"), (5551234, "[<=9999999]000-0000;(000) 000-0000", "555-1234"),
        (2125551234, "[<=9999999]000-0000;(000) 000-0000", "(212) 555-1234"), (123, "###-####", "-123"),
    ],
)  # fmt: skip
def test_zeros_and_literals_are_shown(value: float, code: str, words: str) -> None:
    assert shown(value, code) == Shown(words, str(int(value)))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (7, "General"), (7, None), (7, "0"), (7, "0.00"), (7000, "#,##0"), (7, "0%"), (7, "0/0"), (45000, "yyyy-mm-dd"),
        (7, "0.00E+00"), (7, "[h]:mm"), (12345, "000"),
        (7, "[$€-407]000"), (7, ";;;"), (7, ""), (7, '"secret"'), (7, "@"), (7.5, "000"),
        (True, "000"), ("7", "000"), (math.inf, "000"), (math.nan, "000"), (10**15, "000"), (7, '000"'), (7, "000_)"),
        (-7, "[<=99]000;0000"), (-7, "000;"),
    ],
)  # fmt: skip
def test_everything_else_stays_as_it_is_stored(value: object, code: str | None) -> None:
    assert shown(value, code) is value
