import pytest

from workbench.disclosure.checkdigits import cccd, chinese_id, iban, jmbg, luhn, proven

RIGHT = [
    (iban, "RS66160000000012345678"),
    (iban, "GB82WEST12345698765432"),
    (jmbg, "0101990710008"),
    (chinese_id, "11010519491231002X"),
    (luhn, "490154203237518"),
]


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_one_wrong_figure_is_noticed_wherever_it_is(check, number: str) -> None:  # type: ignore[no-untyped-def]
    assert check(number)
    for at, letter in enumerate(number):
        if letter.isdigit():
            other = number[:at] + str((int(letter) + 1) % 10) + number[at + 1 :]
            assert not check(other), other


def test_what_is_no_number_of_the_kind() -> None:
    assert not any(check("") for check in (iban, jmbg, chinese_id, luhn, cccd))
    assert not jmbg("3213990710008") and not luhn("0" * 15) and not cccd("036491001234")
    assert proven("036091001234") == "identity card" and proven("12") == ""
