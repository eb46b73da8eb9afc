"""Sets of a team's own rule: groups, roles, and none."""

from pathlib import Path

import pytest

from tests.codebook.own_list import OWN, write_own
from workbench.codebook import framework
from workbench.findings.determination import determine


def test_a_rule_of_groups_with_a_typology_needs_no_code(tmp_path: Path) -> None:
    book = framework(write_own(tmp_path), tmp_path)
    shown = {"supported": {"A": ["first"], "B": ["first"]}}
    assert determine(book, {**shown, "complete": True}).typology == {"lower": "both", "upper": "both"}
    open_one = determine(book, {"supported": {"A": ["first"]}})
    assert open_one.determination == "undetermined" and open_one.deciding == ("B.first",)
    assert determine(book, {"supported": {"A": ["second"]}, "complete": True}).sets == {
        "A": "negative",
        "B": "negative",
    }


def test_a_rule_without_groups_has_one_set(tmp_path: Path) -> None:
    flat = OWN.replace('id = "A.', 'id = "a-').replace('id = "B.', 'id = "b-')
    flat = flat[: flat.index("typology")] + flat[flat.index("# end of typology") :]
    flat = flat[: flat.index("[[groups]]")] + flat[flat.index("[[indicators]]") :]
    (tmp_path / "own-list.toml").write_text(flat, encoding="utf-8")
    found = determine(framework("own-list", tmp_path), {"supported": ["a-first"]})
    assert found.sets == {"all": "positive"} and found.determination == "criteria_met" and found.typology is None


@pytest.mark.parametrize("name", ["involuntariness", "penalty"])
def test_roles_make_sets_across_dimensions(name: str) -> None:
    states = {"supported": ["UR.sale_of_the_worker", "IL.withholding_of_wages"], "complete": True}
    assert determine("icls-2018", states).sets[name] == "positive"
