"""Entities as columns."""

from workbench.matching.columns import MOST_NAMES, NONE, Table, address, columns, plain_number
from workbench.matching.named import Named


def test_each_value_stands_once_and_is_found_by_number() -> None:
    told = [
        Named(key="a", schema="Person", names=("Ana Ilić", "Ана Илић"), born="1990-05", numbers=("C 12-34", "X1")),
        Named(key="b", schema="Person", names=(), phones=("+381 64 123 4567",), addresses=("Đorđa S. 23a",)),
    ]
    made = columns(told)
    assert len(made) == 2 and len(made.names.rows) == 2
    assert (made.names.rows[0][0] == made.names.rows[1][0]).all(), "one name in two scripts has the same parts"
    assert (made.names.rows[0][1] == NONE).all() and made.names.whole[0].tolist() == [0, NONE]
    assert made.born.table == ("199005",) and made.numbers.table == ("c1234", "x1")
    assert made.phones.table == ("41234567",) and made.addresses.text == ("dorda s 23 a",)


def test_more_names_than_are_compared_are_left_out() -> None:
    many = tuple(f"Ime {n}" for n in range(20))
    assert len(columns([Named(key="a", schema="Person", names=many)]).names.rows) == MOST_NAMES


def test_spellings_of_numbers_and_addresses_meet() -> None:
    assert plain_number("c 123-45.67") == plain_number("C1234567")
    assert address("ulica Đorđa 5") == address("УЛИЦА ЂОРЂА 5".replace("Ђ", "Đ"))
    table = Table()
    assert [table.number(one) for one in "aba"] == [0, 1, 0]
