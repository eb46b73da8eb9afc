import dataclasses

import pytest

from workbench.codebook import entity_schemas
from workbench.foreign.told import HIDDEN, Heard, Told


def test_a_file_heard_keeps_nothing_of_another() -> None:
    one, other = Heard("ftm"), Heard("ftm")
    one.entities.append(Told(key="a", schema="Company", names=("A",), where="row 2"))
    one.unknown["Vessel"] += 1
    assert other.entities == [] and not other.unknown and other.status == "alleged"


def test_what_was_told_is_not_changed_later() -> None:
    told = Told(key="a", schema="Company", names=("A",), where="row 2")
    with pytest.raises(dataclasses.FrozenInstanceError):
        told.schema = "Person"  # type: ignore[misc]


def test_every_kind_that_may_be_a_person_is_hidden() -> None:
    assert set(entity_schemas()) >= HIDDEN == {"Person", "Worker", "SubAgent"}
