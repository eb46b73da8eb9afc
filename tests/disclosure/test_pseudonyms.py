import itertools
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.casefile.door import seeded_door
from workbench.disclosure.pseudonyms import Mapping, mapping, read
from workbench.errors import BadValue, Unknown

KINDS = ("worker", "child", "interpreter", "investigator", "relative", "witness", "person")


def draws(seed: str):  # type: ignore[no-untyped-def]
    return seeded_door(seed, "2026-01-15T09:00:00Z").salt


def workers(count: int) -> list[tuple[str, str]]:
    return [(f"{number:064x}", "worker") for number in range(count)]


def test_the_same_draws_give_the_same_mapping_in_whatever_order_people_come() -> None:
    people = [(f"{number:064x}", KINDS[number % len(KINDS)]) for number in range(50)]
    other = people[:]
    random.Random(3).shuffle(other)
    assert mapping(people, draws("a")) == mapping(other, draws("a"))
    assert mapping(people, draws("a")) != mapping(people, draws("b"))


def test_those_who_come_first_have_the_first_numbers_and_workers_codes_still() -> None:
    people = [(f"{number:064x}", KINDS[number % len(KINDS)]) for number in range(70)]
    first = {identity for identity, kind in people if kind in ("interpreter", "witness") and int(identity, 16) % 2}
    made = mapping(people, draws("a"), first)
    told = {made[identity] for identity in first}
    assert told == {f"{word} {number}" for word in ("Interpreter", "Person") for number in range(1, 6)}
    assert len({name for _, name in made.pairs}) == 70


def test_everybody_has_a_name_of_his_own_and_no_child_or_relative_is_told() -> None:
    made = mapping([(f"{number:064x}", KINDS[number % len(KINDS)]) for number in range(700)], draws("a"))
    names = [name for _, name in made.pairs]
    assert len(set(names)) == len(names) == 700
    assert {name.split()[0] for name in names} == {"Worker", "Interpreter", "Investigator", "Person"}


def test_two_releases_are_joined_no_better_than_by_chance() -> None:
    """Rank in one release against rank in another, and against intake: correlations of chance, over 40 pairs."""
    people = workers(200)
    order = [identity for identity, _ in people]

    def ranks(seed: str) -> list[int]:
        names = dict(mapping(people, draws(seed)).pairs)
        place = {name: at for at, name in enumerate(sorted(names.values()))}
        return [place[names[identity]] for identity in order]

    def likeness(one: list[int], other: list[int]) -> float:
        middle = (len(one) - 1) / 2
        return sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True)) / sum(
            (a - middle) ** 2 for a in one
        )

    runs = [ranks(f"release {number}") for number in range(40)]
    between = [likeness(a, b) for a, b in itertools.pairwise(runs)]
    intake = [likeness(run, list(range(200))) for run in runs]
    for found in (between, intake):
        assert abs(sum(found) / len(found)) < 4 / (200 * len(found)) ** 0.5
        assert max(map(abs, found)) < 0.35
    same = [sum(a == b for a, b in zip(x, y, strict=True)) for x, y in itertools.pairwise(runs)]
    assert sum(same) / len(same) < 3, "by chance one in 200 has the same rank twice"


def test_the_code_of_a_worker_does_not_tell_how_many_there_are() -> None:
    few, many = (mapping(workers(count), draws("a")) for count in (3, 40))
    assert {len(name) for _, name in few.pairs} == {len(name) for _, name in many.pairs} == {len("Worker K7")}


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.sampled_from(KINDS), max_size=20))
def test_a_mapping_is_read_back_as_it_was_written(people: dict[str, str]) -> None:
    made = mapping(people.items(), draws("x"))
    assert read(made.written()) == made
    assert all(made[identity] and identity in made for identity in people)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"pseudonyms":1}',
        b'{"pseudonyms":[["a"]]}',
        b'{"pseudonyms":[["a",""]]}',
        b'{"pseudonyms": []}',
        b'{"pseudonyms":[["a","X"],["a","Y"]]}',
        b'{"pseudonyms":[["a","X"],["b","X"]]}',
        b'{"pseudonyms":[["a",1]]}',
        b'{"pseudonyms":[["a","X"]],"more":1}',
        b"\xff",
        b"[" * 100000,
    ],
)
def test_other_bytes_are_refused_and_nothing_of_them_is_repeated(raw: bytes) -> None:
    with pytest.raises(BadValue) as refused:
        read(raw, "K.age")
    assert "K.age" in str(refused.value) and "X" not in str(refused.value)


def test_who_has_no_pseudonym_is_named_by_id() -> None:
    with pytest.raises(Unknown, match="nobody-here"):
        Mapping(())["nobody-here"]
    assert json.loads(Mapping(()).written()) == {"pseudonyms": []}


def test_no_code_is_drawn_that_the_case_uses_itself() -> None:
    people = [(f"{n:064x}", "worker") for n in range(60)]
    drawn = mapping(people, seeded_door("codes", "2026-01-15T09:00:00Z").salt, taken=lambda name: " W" in name)
    names = [name for _, name in drawn.pairs]
    assert len(set(names)) == 60 and not any(name.startswith("Worker W") for name in names)
    plain = mapping(people, seeded_door("codes", "2026-01-15T09:00:00Z").salt)
    assert any(name.startswith("Worker W") for _, name in plain.pairs)


def test_where_every_code_is_taken_it_says_so_and_does_not_wait_for_ever() -> None:
    with pytest.raises(BadValue, match="labels of the case"):
        mapping([("a", "worker")], seeded_door("codes", "2026-01-15T09:00:00Z").salt, taken=lambda name: True)
