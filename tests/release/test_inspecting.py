"""Somebody neutral has what is withheld opened one by one, and needs nothing of ours to check it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case
from workbench.errors import BadValue, Refused
from workbench.release import verify_bundle
from workbench.release.checking import check_bundle
from workbench.release.committing import commitments, encoded
from workbench.release.inspecting import open_commitment


def test_what_a_figure_rests_on_is_opened_and_checked_without_us(sealed_rows: Any, tmp_path: Path) -> None:
    case, bundle = sealed_rows
    groups = json.loads((bundle / "data/commitments.json").read_bytes())["groups"]
    verdict = check_bundle(bundle)
    known = {one.leaf for sealed in commitments(case, verdict.nonce).of.values() for one in sealed}
    (at,) = [leaf for leaf in groups["relations"] if verdict.leaves[leaf] in known]
    real = open_commitment(case, bundle, at)
    assert (real.kind, real.field) == ("relation", "ledger-id")
    assert case.state().get(real.value).record.schema == "Employment"  # type: ignore[union-attr]
    padding = open_commitment(case, bundle, next(leaf for leaf in groups["relations"] if leaf != at))
    assert padding.sentence() == f"Commitment {padding.leaf} stands for nothing: it is padding."
    file = tmp_path / "opening.json"
    file.write_bytes(encoded(real.values()))
    assert verify_bundle.check(str(bundle), str(file)) == []
    assert check_bundle(bundle, file).ok
    file.write_bytes(encoded({**real.values(), "value": "0" * 64}))
    assert [one[0] for one in verify_bundle.check(str(bundle), str(file))] == ["opening-wrong"]


def test_a_bundle_of_another_case_opens_nothing(sealed_rows: Any, public_case: Case, small_bundle: Path) -> None:
    with pytest.raises(Refused, match="nothing that this copy of the case can open"):
        open_commitment(public_case, sealed_rows[1], 3)
    with pytest.raises(Refused, match="holds the whole record"):
        open_commitment(public_case, small_bundle, 3)
    with pytest.raises(BadValue):
        open_commitment(public_case, sealed_rows[1], 1 << 30)


def test_a_bundle_that_does_not_pass_is_not_opened(sealed_rows: Any, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(sealed_rows[1], tmp_path / "bundle"))
    (bundle / "data/rows.jsonl").write_text("")
    with pytest.raises(Refused, match="does not pass"):
        open_commitment(sealed_rows[0], bundle, 3)
