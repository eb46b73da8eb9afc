import pandas as pd
import pytest

from tests.findings.small_case import key, tables
from workbench.findings.tiers import AUTHORITY, TIERS, tiers


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("SUB", "sub-agent"), ("AG1", "agency"), ("W-01", "workers"), ("GRP", "workers"),
        ("EMP", "employer or contractor"),
        ("CON", "employer or contractor"), ("SITE", "place"), ("OWN", "site owner"), ("PAR", "parent or product"),
        ("BRA", "brand or buyer"), ("OMB", AUTHORITY), ("CHILD", "workers"),
    ],
)  # fmt: skip
def test_the_place_in_the_chain(name: str, tier: str) -> None:
    case = tables()
    assert tiers(case.entities, case.relations)[key(name)] == tier


def test_without_relations_the_role_decides() -> None:
    entities = pd.DataFrame(
        {"schema": ["Company", "Company", "Company"], "role": ["Parent of the investor", "buyer", None]},
        index=["a", "b", "c"],
    )
    relations = pd.DataFrame(columns=["schema", "source_entity", "target_entity"])
    found = tiers(entities, relations)
    assert found == {"a": TIERS[5], "b": TIERS[7], "c": TIERS[3]}
