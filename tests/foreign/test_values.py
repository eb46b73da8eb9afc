import pytest

from workbench.foreign.values import country_of, currency_of, dates, decimal_text, header, number_text
from workbench.records import first_day


@pytest.mark.parametrize("text", ["2021", "2021-03", "2021-03-04", "2021-03-04T10:00:00", "4.3.2021", "04. 03. 2021."])
def test_a_date_becomes_one_that_records_take(text: str) -> None:
    day, words = dates(text)
    assert first_day(day) and words is None


@pytest.mark.parametrize("text", ["3/4/2021", "2021-13", "30.2.2021", "spring", "2021-02-30T00:00:00"])
def test_what_could_be_two_days_or_none_stays_words(text: str) -> None:
    assert dates(text) == (None, text)


def test_codes_are_codes_and_words_are_not() -> None:
    assert (country_of("vn"), country_of("Vietnam"), country_of(None)) == ("VN", None, None)
    assert (currency_of("usd"), currency_of("$")) == ("USD", None)
    assert (decimal_text("-1.5"), decimal_text("1.000,50"), decimal_text("")) == ("-1.5", None, None)
    assert (decimal_text("2.800", "USD"), decimal_text("2.800"), decimal_text("2.800", "TND")) == (None, None, "2.800")
    assert (number_text("12"), number_text("-1"), number_text("\u0663")) == ("12", None, None)


def test_headers_are_compared_without_marks() -> None:
    assert header("Matični_broj ") == "matični broj"
