"""A tree of salted commitments: what is opened is proved, what is not cannot be guessed (codes: test_checking.py)."""

import hashlib

import pytest

from workbench.release import verify_bundle
from workbench.release.committed import leaf_of, root_of


@pytest.mark.parametrize("count", [1, 2, 4, 64])
def test_two_ways_of_building_a_tree_have_one_root(count: int) -> None:
    leaves = [hashlib.sha256(bytes([at])).hexdigest() for at in range(count)]
    assert root_of(leaves) == verify_bundle.root_of(leaves)
    assert root_of([*leaves[:-1], "00" * 32]) != root_of(leaves)


def test_a_commitment_is_to_kind_row_field_and_value_under_a_salt() -> None:
    one = ("0f" * 32, "coding", "r", "stance", "supports")
    assert leaf_of(*one) == verify_bundle._leaf(*one)
    others = {leaf_of(*one[:at], "ab" * 32 if at == 0 else "other", *one[at + 1 :]) for at in range(5)}
    assert len(others | {leaf_of(*one)}) == 6


def test_a_node_is_never_taken_for_a_leaf() -> None:
    left, right = "aa" * 32, "bb" * 32
    assert root_of([left, right]) != hashlib.sha256(b"\0" + bytes.fromhex(left + right)).hexdigest()
