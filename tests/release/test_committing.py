"""Commitments to every field: opened by whoever has the key, of no use to others, of a size that says little."""

from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case, create
from workbench.casefile.cipher import Signer
from workbench.errors import Refused
from workbench.records import Agent, CaseInfo, Coding, Entity, content
from workbench.release import committing
from workbench.release.committed import leaf_of
from workbench.release.committing import Commitments, commitments, renamed, up_to

NONCE = "0a" * 32


def told(count: int) -> list[tuple[str, str, Any, str]]:
    case = ("case", "c" * 64, CaseInfo(title="A"), "cc" * 32)
    return [case, *(("entity", f"{n:064x}", Entity(key=f"W-{n}", schema="Worker", label="W"), f"{n:064x}")
                    for n in range(1, count))]  # fmt: skip


def test_every_field_of_every_record_has_a_commitment_and_one_to_its_place_in_the_ledger(sealed_rows: Any) -> None:
    case: Case = sealed_rows[0]
    made = commitments(case, NONCE)
    live = {one.id: one for one in case.state().all}
    assert set(made.of) == set(live)
    for key, sealed in made.of.items():
        assert sealed[-1].value == key
        values = renamed(live[key].kind, content(live[key].record), made.ids)
        assert {one.field: one.value for one in sealed[:-1] if one.value is not None} == values
    leaves = [one.leaf for sealed in made.of.values() for one in sealed]
    assert len(set(leaves)) == len(leaves)


def test_no_id_no_salt_and_no_leaf_of_two_releases_is_the_same(sealed_rows: Any) -> None:
    one, two = commitments(sealed_rows[0], NONCE), commitments(sealed_rows[0], "0b" * 32)
    again = commitments(sealed_rows[0], NONCE)
    assert one.ids == again.ids
    for what in ("leaf", "salt", "row"):
        first, second = ({getattr(each, what) for sealed in made.of.values() for each in sealed} for made in (one, two))
        assert not first & second
    assert not set(one.ids.values()) & set(one.ids)


def test_what_an_opening_shows_opens_nothing_else() -> None:
    made = Commitments(told(3), NONCE)
    (first, second) = made.of[f"{1:064x}"][:2]
    assert first.salt != second.salt
    assert leaf_of(first.salt, second.kind, second.row, second.field, second.value) != second.leaf


@pytest.mark.parametrize(("count", "size"), [(3, 1024), (40, 1024), (120, 4096)])
def test_the_number_of_leaves_says_no_more_than_a_band(count: int, size: int) -> None:
    made = Commitments(told(count), NONCE)
    groups = {"few": [f"{1:064x}"], "none": list[str]()}
    statement, leaves = made.signed(groups, head="0" * 64, at="2026-01-01T00:00:00Z", signer=Signer(bytes(32)))
    assert (statement["leaves"], len(leaves)) == (size, size)
    assert {name: len(one) for name, one in statement["groups"].items()} == {"few": 128, "none": 128}
    assert leaves == sorted(set(leaves))


def test_more_than_a_verifier_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committing, "MOST", 512)
    with pytest.raises(Refused, match="more than a verifier takes"):
        Commitments(told(3), NONCE).signed({}, head="0" * 64, at="", signer=Signer(bytes(32)))


def test_other_records_are_named_by_their_ids_in_the_release() -> None:
    coding = Coding(passage="p", framework="ilo-11", indicator="i", stance="supports", subject="s", coder="unknown",
                    means="document")  # fmt: skip
    values = renamed("coding", content(coding), {"p": "P", "s": "S"})
    assert (values["passage"], values["subject"], values["coder"]) == ("P", "S", "unknown")
    assert [up_to(count, 16) for count in (0, 16, 17, 65)] == [16, 16, 64, 256]


def test_an_unsealed_case_has_its_salts_in_its_own_ledger(tmp_path: Path) -> None:
    case = create(tmp_path / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
    made = commitments(case, NONCE)
    assert {line.id for line in case.lines()} == set(made.of)
