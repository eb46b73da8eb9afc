"""Nobody stands out by three attributes; an intruder who has the full roster is the judge."""

import itertools
import random

import pytest

from workbench.disclosure.uniqueness import NOT_SAID, Mended, bands, findings, mended, standing_out
from workbench.errors import BadValue

Rows = dict[str, dict[str, str | None]]


def crew(**different: dict[str, str | None]) -> Rows:
    """Forty masons alike, and some who differ."""
    alike: dict[str, str | None] = {"sex": "m", "trade": "mason", "province": "Ha Tinh"}
    return {f"W-{n:02}": dict(alike) for n in range(40)} | {row: alike | own for row, own in different.items()}


def test_woman_cook_from_one_province_is_a_name() -> None:
    found = standing_out(crew(X={"sex": "f", "trade": "cook", "province": "Nghe An"}), 5)
    assert {one.row for one in found} == {"X"}
    assert {one.words for one in found} == {
        "sex f: 1 of 41 rows", "trade cook: 1 of 41 rows", "province Nghe An: 1 of 41 rows",
    }  # fmt: skip


def test_a_combination_of_common_values_stands_out_too_and_only_the_shortest_is_told() -> None:
    rows = crew()
    for n in range(40):
        rows[f"W-{n:02}"] |= {"sex": "mf"[n % 2], "trade": ["mason", "cook"][n % 2]}
    rows["X"] = {"sex": "f", "trade": "mason", "province": "Ha Tinh"}
    assert [(one.row, one.by, one.shared) for one in standing_out(rows, 5)] == [
        ("X", (("sex", "f"), ("trade", "mason")), 1)
    ]


def test_what_is_not_said_is_a_value_of_its_own() -> None:
    (found,) = standing_out(crew(X={"trade": None}), 5)
    assert found.by == (("trade", NOT_SAID),)
    assert standing_out({f"W-{n}": {"trade": None} for n in range(5)}, 5) == []


def test_more_than_three_attributes_are_looked_at_only_when_asked_for() -> None:
    names = ("a", "b", "c", "d")
    every = [*itertools.product("01", repeat=4)] * 3
    rows = {f"{n}": dict(zip(names, bits, strict=True)) for n, bits in enumerate(every)}
    rows = {row: values for row, values in rows.items() if row not in ("15", "31")}
    assert standing_out(rows, 3) == []
    assert {one.by for one in standing_out(rows, 3, up_to=4)} == {tuple(zip(names, "1111", strict=True))}


def test_a_k_under_three_is_refused() -> None:
    with pytest.raises(BadValue, match="3 or more"):
        standing_out(crew(), 2)


def test_few_who_stand_out_are_left_out() -> None:
    done = mended(crew(X={"sex": "f"}, Y={"trade": "cook"}), 5)
    assert [(one.verb, one.target) for one in done.remedies] == [("withhold-row", "X"), ("withhold-row", "Y")]
    assert len(done.rows) == 40


def test_what_makes_many_stand_out_is_broadened_and_then_dropped() -> None:
    rows = crew()
    for n, values in enumerate(rows.values()):
        values |= {"age": str(18 + n)}
    step = bands([str(age) for age in range(18, 58)], 10)
    done = mended(rows, 8, {"age": [step]})
    first = done.remedies[0]
    assert (first.verb, first.target, first.to) == ("broaden", "age", ("1",))
    assert done.rows["W-05"]["age"] == "20-29"
    assert standing_out(done.rows, 8) == []
    dropped = mended(rows, 8)
    assert [(one.verb, one.target) for one in dropped.remedies] == [("drop-attribute", "age")]
    assert "age" not in dropped.rows["W-05"] and dropped.rows["W-05"]["sex"] == "m"


def test_too_few_rows_stay_inside_altogether() -> None:
    done = mended({f"W-{n}": {"sex": "m"} for n in range(4)}, 5)
    assert done.rows == {} and len(done.remedies) == 4
    assert {one.words for one in standing_out({f"W-{n}": {} for n in range(4)}, 5)} == {"any row: 4 of 4 rows"}


def test_rows_without_attributes_are_rows_of_nobody_in_particular() -> None:
    assert mended({f"W-{n}": {} for n in range(9)}, 5) == Mended({f"W-{n}": {} for n in range(9)}, ())


def test_a_ladder_that_lacks_a_value_is_refused() -> None:
    rows: Rows = {f"W-{n}": {"age": str(n)} for n in range(20)}
    with pytest.raises(BadValue, match="ladder of age"):
        mended(rows, 5, {"age": [{"1": "low"}]})
    with pytest.raises(BadValue, match="a whole number"):
        bands(["about 30"], 10)


def test_each_finding_names_the_row_the_way_and_a_remedy_that_ends_it() -> None:
    rows = crew(X={"sex": "f", "trade": "cook"})
    found = findings(rows, 5, where="matrix by worker")
    assert {(one.code, one.subject, one.where) for one in found} == {("row-stands-out", "X", "matrix by worker")}
    assert {one.remedy.verb for one in found} == {"withhold-row"}
    done = mended(rows, 5)
    assert findings(done.rows, 5) == []
    many = crew()
    for n, values in enumerate(many.values()):
        values["site"] = f"site {n // 3}"
    assert {(one.remedy.verb, one.remedy.target) for one in findings(many, 5)} == {("drop-attribute", "site")}


CATEGORIES = {
    "sex": "mmmmmmf", "trade": ["mason", "mason", "mason", "welder", "welder", "carpenter", "cook", "driver"],
    "province": ["Ha Tinh"] * 6 + ["Nghe An"] * 4 + ["Quang Binh", "Thai Binh", "Hue"], "site": ["A", "A", "A", "B"],
    "language": ["vi"] * 30 + ["hi", None], "employer": ["T", "T", "L"], "period": ["March", "March", "May", None],
}  # fmt: skip


def somebody(chance: random.Random) -> dict[str, str | None]:
    person: dict[str, str | None] = {name: chance.choice(values) for name, values in CATEGORIES.items()}
    return person | {"age": str(int(chance.gauss(32, 8)) % 60 + 16)}


def fitting(rows: Rows, person: dict[str, str | None], known: tuple[str, ...], step: dict[str, str]) -> list[str]:
    """The rows that fit three things known of a person, read as the release writes them."""

    def same(values: dict[str, str | None], name: str) -> bool:
        return name not in values or values[name] in (person[name], step.get(str(person[name])))

    return [row for row, values in rows.items() if all(same(values, name) for name in known)]


@pytest.mark.parametrize("k", [5, 11])
def test_an_intruder_with_the_roster_and_three_attributes_succeeds_at_most_once_in_k(k: int) -> None:
    chance = random.Random(k)
    tried = hits = careless = worst = 0
    for _ in range(12):
        roster = {f"P-{n}": somebody(chance) for n in range(600)}
        told = {row: roster[row] for row in chance.sample(sorted(roster), 300)}
        step = bands([str(age) for age in range(120)], 10)
        done = mended(told, k, {"age": [step]})
        assert len(done.rows) > 100, "something is left to be released"
        for row in chance.sample(sorted(done.rows), 60):
            known = tuple(chance.sample(sorted(roster[row]), 3))
            rows = fitting(done.rows, roster[row], known, step)
            tried += 1
            hits += chance.choice(rows) == row
            careless += chance.choice(fitting(told, roster[row], known, {})) == row
            worst = max(worst, 1 / len(rows))
    assert worst <= 1 / k
    assert hits / tried <= 1 / k
    assert careless > 2 * hits, "the same rows as they were give more away"
