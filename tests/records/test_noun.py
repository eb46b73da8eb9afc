"""A noun is a frozen dataclass in every way that somebody can ask, though its functions are not made anew."""

import copy
import dataclasses
import inspect
import pickle

import pytest

from workbench.records import KINDS, Agent, Count, Period
from workbench.records.noun import noun

COUNT = Count(what="present", label="workers", low=400, high=500, source="s1")


@dataclasses.dataclass(frozen=True, kw_only=True)
class AsPython:
    name: str
    place: str
    floor: int
    beds: tuple[int, ...] = ()


@noun(frozen=True, kw_only=True)
class AsHere:
    name: str
    place: str
    floor: int
    beds: tuple[int, ...] = ()


@pytest.mark.parametrize("given", [
    {"name": "a", "place": "b", "floor": 1}, {"place": "b", "floor": 1, "name": "a", "beds": (2, 3)}, {},
    {"name": "a"}, {"name": "a", "place": "b"}, {"name": "a", "place": "b", "floor": 1, "roof": 2},
])  # fmt: skip
def test_it_takes_refuses_and_shows_as_pythons_own(given: dict[str, object]) -> None:
    def told(kind: type) -> str:
        try:
            return repr(kind(**given))
        except TypeError as error:
            return str(error)

    assert told(AsHere) == told(AsPython).replace("AsPython", "AsHere")


def test_it_is_a_dataclass_to_the_library() -> None:
    here, python = AsHere(name="a", place="b", floor=1), AsPython(name="a", place="b", floor=1)
    assert dataclasses.is_dataclass(AsHere)
    assert [(one.name, one.default, one.kw_only) for one in dataclasses.fields(here)] == [
        (one.name, one.default, one.kw_only) for one in dataclasses.fields(python)
    ]
    assert dataclasses.asdict(dataclasses.replace(here, floor=2)) == {"name": "a", "place": "b", "floor": 2, "beds": ()}
    assert str(inspect.signature(AsHere)) == str(inspect.signature(AsPython)).removesuffix(" -> None")
    assert AsHere.__match_args__ == AsPython.__match_args__ == ()


def test_it_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'low'"):
        COUNT.low = 1  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'low'"):
        del COUNT.low
    with pytest.raises(dataclasses.FrozenInstanceError):
        COUNT.note = "what no field is"  # type: ignore[attr-defined]
    assert COUNT.low == 400


def test_what_is_equal_has_one_hash_and_another_class_is_never_equal() -> None:
    again = dataclasses.replace(COUNT)
    assert again == COUNT and hash(again) == hash(COUNT) and again is not COUNT
    assert dataclasses.replace(COUNT, high=501) != COUNT
    assert AsHere(name="a", place="b", floor=1) != AsPython(name="a", place="b", floor=1)
    assert (COUNT == 1) is False
    assert len({COUNT, again, dataclasses.replace(COUNT, high=501)}) == 2


def test_copies_and_what_went_through_a_pipe_are_equal() -> None:
    one = dataclasses.replace(COUNT, period=Period(start="2021-03"))
    sent = pickle.loads(pickle.dumps(one))  # noqa: S301 - it was made in the line itself
    assert copy.copy(one) == copy.deepcopy(one) == sent == one
    assert hash(sent) == hash(one)


def test_every_noun_is_one_of_these() -> None:
    assert all(kind.__init__ is Agent.__init__ and kind.__hash__ is Agent.__hash__ for kind in KINDS.values())


@pytest.mark.parametrize("how", [{"frozen": False, "kw_only": True}, {"frozen": True, "kw_only": False}])
def test_nothing_but_frozen_and_by_name(how: dict[str, bool]) -> None:
    with pytest.raises(TypeError, match="frozen, and its fields are given by name"):
        noun(**how)


def test_no_default_is_made_anew() -> None:
    class Bed:
        sheets: list[str] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match="made anew"):
        noun(frozen=True, kw_only=True)(Bed)
