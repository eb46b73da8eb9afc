"""A sealed case for reviewers: what leaves is protected, proved, valid, and refused as every release is refused."""

import json
from pathlib import Path
from typing import Any

import bagit
import pytest

from tests.release.sealed_rows import ALLOWED, MEMO, SILENT, sealed_case
from workbench.casefile.released import releases
from workbench.coding.counsel import counsel_memos
from workbench.disclosure.spellings import Finder
from workbench.errors import Refused
from workbench.release import reviewing
from workbench.release.checking import check_bundle
from workbench.release.reviewing import pack_rows
from workbench.release.scan import scan


def test_nobody_protected_stands_in_any_file(sealed_rows: Any) -> None:
    case, bundle = sealed_rows
    names = {live.record.key: [live.record.key, *live.record.names] for live in case.state().of("entity")
             if live.record.schema == "Worker"}  # fmt: skip
    assert set(names) == {*ALLOWED, SILENT}
    finder = Finder(names)
    for part in ("figures", "notebooks"):
        assert scan(bundle / "data" / part, finder) == []
    for file in ("rows.jsonl", "commitments.json", "codings.csv", "release.json", "figures.json"):
        text = (bundle / "data" / file).read_text("utf-8-sig")
        assert finder.find(text) == []
        assert "Jovanović" not in text
    ids = {live.id for live in case.state().all}
    everything = b"".join(path.read_bytes() for path in (bundle / "data").rglob("*.json*"))
    assert not [one for one in ids if one.encode() in everything]


def test_counsels_memos_stand_in_no_file_of_the_bundle_in_no_code(sealed_rows: Any) -> None:
    case, bundle = sealed_rows
    assert {memo["text"] for memo in counsel_memos(case)} == {MEMO}
    assert scan(bundle, Finder({"memo": [MEMO, "Zdravka Ukropina"]})) == []


def test_it_is_a_valid_bag_that_passes_and_says_what_it_rests_on(sealed_rows: Any) -> None:
    case, bundle = sealed_rows
    assert bagit.Bag(str(bundle)).validate()
    verdict = check_bundle(bundle)
    assert verdict.ok
    assert verdict.about["holds"] == "rows"
    assert verdict.about["head"] == case.head()
    rests = {one["id"]: one["rests_on"] for one in verdict.figures}
    assert rests["view/network.svg"] == "relations"
    assert rests["view/matrix-by-employer.json"] == "codings"
    assert set(rests["view/about.json"].split("+")) == {"codings", "relations", "places", "events", "money", "acts"}
    assert (rests["view/responses.json"], rests["view/wages.json"]) == ("acts", "money+relations")
    assert rests["view/csv-metadata.json"] == rests["view/about.json"]
    assert rests["10_rows/matrix-by-worker.json"] == ""
    assert {len(group) for group in verdict.statement["groups"].values()} == {128}
    (made,) = releases(case)
    assert (made.id, made.audience, made.recipient) == (verdict.about["release"], "reviewer", "Dr A. B.")


def test_neither_the_ledger_nor_how_much_is_in_it_leaves(sealed_rows: Any) -> None:
    case, bundle = sealed_rows
    assert not (bundle / "data/case").exists()
    assert not (bundle / "data/seal.json").exists()
    told = json.loads((bundle / "data/figures/view/about.json").read_bytes())
    assert told["workers"] == {"on_record": "5 to 19", "counted": "5 to 19"}
    count = sum(1 for _ in case.lines())
    assert len(check_bundle(bundle).leaves) == 4096 > 10 * count


def test_while_the_check_has_errors_nothing_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = sealed_case(tmp_path / "case")
    mj = case.agent("MJ")

    def meanwhile(*_: Any) -> dict[str, Any]:
        raise Refused("x", "a name stands in it", "y")

    monkeypatch.setattr(reviewing, "may_leave", meanwhile)
    with pytest.raises(Refused, match="a name stands in it"):
        pack_rows(case, out=tmp_path / "out", agent=mj)
    monkeypatch.undo()
    monkeypatch.setattr(reviewing, "looked_through", meanwhile)
    monkeypatch.setattr(reviewing, "write_contents", lambda *_, **__: {})
    monkeypatch.setattr(reviewing, "rows_on_a_copy", lambda *_: [])
    with pytest.raises(Refused, match="a name stands in it"):
        pack_rows(case, out=tmp_path / "out", agent=mj)
    assert [path.name for path in tmp_path.iterdir()] == ["case"]
    assert releases(case) == ()


def test_the_copy_that_notebooks_run_on_stands_beside_what_is_being_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(reviewing, "run", lambda notebooks, copy, out, **_: seen.append(copy) or [])
    (tmp_path / "rows.jsonl").write_text("{}\n")
    reviewing.rows_on_a_copy(tmp_path / "rows.jsonl", "h", [], tmp_path / ".unreleased-out-1" / "figures")
    assert seen[0].parent.parent == tmp_path / ".unreleased-out-1" and not seen[0].parent.exists()
