"""What stands side by side in one copy: found without the other, between any two devices, until it is settled."""

import shutil
from pathlib import Path

from tests.casefile.test_merging import again, door_of, twins
from workbench.casefile import Case, open_case
from workbench.casefile.merging import merge
from workbench.casefile.unsettled import unsettled
from workbench.records import Correction, Entity


def spelled(case: Case, label: str) -> str:
    with case.writing(case.agent("MJ")) as writer:
        return writer.record(Entity(key="W-01", schema="Worker", label=label))


def test_two_spellings_from_two_other_devices_are_found_in_a_copy_that_recorded_neither(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    third = open_case(shutil.copytree(one.path, tmp_path / "third"), door=door_of("third", 7))
    ids = spelled(one, "Tran A"), spelled(two, "Trần A")
    assert unsettled(one) == unsettled(third) == []
    for other in (one, two):
        merge(third, other, agent=third.agent("MJ"))
    third = again(third)
    (found,) = unsettled(third)
    assert found.kind == "name" and set(found.ids) == set(ids)
    with third.writing(third.agent("MJ")) as writer:
        writer.record(Correction(target=ids[0], reason="misspelt"))
    assert unsettled(again(third)) == []


def test_one_agent_on_one_device_is_in_no_conflict_with_itself(tmp_path: Path) -> None:
    one, _ = twins(tmp_path)
    spelled(one, "Tran A")
    spelled(one, "Trần A")
    assert unsettled(one) == []
