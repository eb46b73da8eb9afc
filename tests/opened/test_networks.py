"""Networks as they are written for others, judged by FollowTheMoney's own library in an environment of its own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.codebook import audiences
from workbench.findings.network import network
from workbench.release.exchange import as_ftm
from workbench.release.protected import preflight

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / ".validators" / "followthemoney" / "bin" / "python"
# What it refuses, and each value that it drops or reads otherwise than it stands.
CHILD = """
import json, sys
from followthemoney import model
from followthemoney.exc import FollowTheMoneyException
found = []
for one in json.load(sys.stdin):
    try:
        model.get_proxy(one, cleaned=False).schema.validate(one)
    except FollowTheMoneyException as error:
        told = getattr(error, "errors", None) or {}
        found += [f"{one['id']}: {name} {why}" for name, why in told.get("properties", {"": error}).items()]
        continue
    try:
        read = model.get_proxy(one, cleaned=True).to_dict()["properties"]
    except FollowTheMoneyException as error:
        found.append(f"{one['id']}: {error}")
        continue
    for name, texts in one["properties"].items():
        if sorted(read.get(name, ())) != sorted(texts):
            found.append(f"{one['id']}: {name} {texts} was read as {read.get(name)}")
print(json.dumps(found))
"""


def faults(entities: list[dict[str, Any]]) -> list[str]:
    """What the library says of entities, in a namespace without any network where the system gives one."""
    if not LIBRARY.exists():
        pytest.skip("no followthemoney on this machine: `make validators` installs it beside the project")
    able = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    line = [*(["unshare", "-rn"] if able else []), str(LIBRARY), "-c", CHILD]
    done = subprocess.run(line, input=json.dumps(entities), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_library_finds_nothing_in_the_network_of_the_public_record(public_case: Any) -> None:
    tables = public_case.tables()
    entities = as_ftm(network(tables), tables)["entities"]
    assert len(entities) > 50 and faults(entities) == []


def test_nor_in_that_of_the_fictional_case_but_a_number_that_no_telephone_has(demo_case: Any) -> None:
    tables = demo_case.tables()
    document = as_ftm(network(tables), tables)
    assert faults(document["entities"]) == ["AG-1: phone Invalid value: '+840005550177'"]
    left = [one["said"] for one in document["not_expressed"] if "country code" in one["reason"]]
    assert len(left) == 2 and all("000" in one for one in left)


@pytest.mark.parametrize("to", sorted(audiences()))
def test_nor_in_the_network_of_a_release_of_a_small_case(to: str) -> None:
    tables = prepared(records(to=to), to).network.tables
    found = network(tables)
    entities = as_ftm(found, tables)["entities"]
    assert len(entities) >= len(found.graph) and faults(entities) == []


def test_nor_in_that_of_a_release_of_the_fictional_case(demo_case: Any) -> None:
    tables = preflight(demo_case, "ombudsman").prepared.network.tables
    entities = as_ftm(network(tables), tables)["entities"]
    assert len(entities) > 20 and faults(entities) == []


def test_it_finds_what_is_wrong() -> None:
    firm = {"id": "a", "schema": "Company", "properties": {"name": ["A"], "incorporationDate": ["the third of May"]}}
    owned = {"id": "b", "schema": "Ownership", "properties": {"owner": ["a"], "shoeSize": ["44"]}}
    found = faults([firm, owned, {"id": "c", "schema": "Unicorn", "properties": {}}])
    assert {one[0] for one in found} == {"a", "b", "c"}
