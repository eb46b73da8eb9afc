"""Two entities field by field."""

import numpy as np
import pytest

from workbench.matching.columns import columns
from workbench.matching.comparing import LEVELS, MISSING, compared
from workbench.matching.named import Named


def words(field: str, one: dict, other: dict) -> str | None:
    told = [
        Named(key=key, schema="Person", **{"names": ("Sava Ilić",), **more}) for key, more in (("a", one), ("b", other))
    ]
    found = int(compared(columns(told), np.array([0]), np.array([1])).levels[field][0])
    return None if found == MISSING else LEVELS[field][found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1990-05-01", "1990-05-01", "born on the same date"),
        ("1990-05-01", "1990-05-10", "dates of birth one slip apart"),
        ("1990-05-01", "1990-11-23", "born in the same year"),
        ("1990", "1990-11-23", "born in the same year"),
        ("1990", "1990", "born in the same year"),
        ("1990-05-01", "1972-11-23", "born on another date"),
        ("1990", None, None),
    ],
)  # fmt: skip
def test_dates(one: str, other: str | None, expected: str | None) -> None:
    assert words("born", {"born": one}, {"born": other}) == expected


def test_of_several_values_the_best_counts() -> None:
    one = {"numbers": ("B7654321", "C 123 4567"), "phones": ("064 123 4567",), "addresses": ("Vodena 7, Ečka",)}
    other = {"numbers": ("c1234567",), "phones": ("+381 64 1234567",), "addresses": ("Ečka, Vodena ulica 7",)}
    assert words("number", one, other) == "the same number"
    assert words("number", {"numbers": ("C1234567",)}, {"numbers": ("C1243567",)}) == "numbers one or two slips apart"
    assert words("number", {"numbers": ("12",)}, {"numbers": ("13",)}) == "another number"
    assert words("phone", one, other) == "the same telephone"
    assert words("address", one, other) == "the same address"
    assert words("address", one, {"addresses": ("Trg slobode 1, Beograd",)}) == "another address"


def test_the_best_of_several_names_counts_and_which_it_was_is_told() -> None:
    told = [
        Named(key="a", schema="Company", names=("玲珑轮胎", "Linglong Tire")),
        Named(key="b", schema="Company", names=("Nešto drugo", "Линглонг Тајр ДОО")),
    ]
    found = compared(columns(told), np.array([0]), np.array([1]))
    assert LEVELS["name"][found.levels["name"][0]] == "the same name"
    assert found.slots[1].tolist() == [1] and found.surprise[0] < 0


def test_names_of_common_parts_alone_are_marked() -> None:
    told = [Named(key=str(n), schema="Worker", names=(name,)) for n, name in enumerate(
        ("Nguyễn Văn Hùng", "NGUYEN VAN HUNG", "Nguyễn Văn Krstonja", "Nguyen Van Krstonja"))]  # fmt: skip
    assert compared(columns(told), np.array([0, 2]), np.array([1, 3])).common.tolist() == [True, False]
