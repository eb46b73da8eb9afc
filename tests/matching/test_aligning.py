"""On which level two names agree."""

import pytest

from workbench.matching.aligning import APART, MORE, NAME, NOTHING, OTHER, SAME, SOME, SPELT, aligned, level, spelling
from workbench.matching.columns import columns
from workbench.matching.named import Named
from workbench.matching.rarity import known, rarity


def reached(one: str, other: str, schema: str = "Person") -> int:
    made = columns([Named(key=name, schema=schema, names=(name,)) for name in (one, other)])
    rows = made.names.rows[0]
    whole = made.names.whole[0]
    parts = aligned(rows[:1], rows[1:], spelling(made.names, rarity(made), known()))
    return int(level(rows[:1], rows[1:], parts, whole[:1] == whole[1:])[0])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Đorđe Ilić", "Илић Ђорђе", SAME), ("Nguyễn Văn Hùng", "HUNG NGUYEN VAN", SAME),
        ("Đorđe Ilić", "Djordje Ilich", SPELT), ("Zhang Wei", "Džang Vej", SPELT),
        ("Krstonja Velebitski", "Krstonja Velebiski", SPELT), ("Nguyen Van Hung", "NguyenVanHung", SPELT),
        ("Nguyễn Văn Hùng", "Nguyễn Hùng", MORE), ("Nguyễn Văn Hùng", "Nguyen V. Hung", MORE),
        ("Jovan Petrović", "Jovana Petrović", SOME), ("Marko Ilić", "Mirko Ilić", SOME),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", APART), ("李永红", "李勇宏", APART),
        ("Milica Petrović", "Ružica Petrović", OTHER), ("Sava Ilić", "Trần Hữu Lâm", NOTHING),
    ],
)  # fmt: skip
def test_levels(one: str, other: str, expected: int) -> None:
    assert NAME[reached(one, other)] == NAME[expected]
    assert reached(other, one) == expected


def test_an_initial_alone_is_no_likeness() -> None:
    assert reached("S. Ilić", "Sava Petrović") == NOTHING
