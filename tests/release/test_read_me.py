"""The first page of a bundle: what to do, how many figures are made again, what the others rest on, every figure."""

import json
import re
from pathlib import Path

from workbench.release.read_me import BEGINS, FILE, VERIFY


def test_a_bundle_of_rows_says_what_is_made_again_and_what_rests_on_sealed_records(rows_bundle: Path) -> None:
    page = (rows_bundle / "data" / FILE).read_text("utf-8")
    figures = json.loads((rows_bundle / "data/figures.json").read_bytes())
    made = [one for one in figures if one["notebook"]]
    assert 0 < len(made) < len(figures)
    assert f"A rerun makes {len(made)} of {len(figures)} figures again; {len(figures) - len(made)} rest on" in page
    groups = json.loads((rows_bundle / "data/commitments.json").read_bytes())["groups"]
    assert f"<td>at most {len(groups['events'])} sealed records</td>" in page
    assert f"{VERIFY} --opening FILE" in page
    assert re.findall(r'<a href="(figures/[^"]+)">', page) == [one["path"] for one in figures]


def test_a_bundle_of_a_case_says_that_nothing_is_sealed_and_how_it_is_checked(small_bundle: Path) -> None:
    page = (small_bundle / "data" / FILE).read_text("utf-8")
    about = json.loads((small_bundle / "data/release.json").read_bytes())
    assert VERIFY in page
    assert "workbench rerun BUNDLE" in page
    assert "None rests on sealed records." in page
    assert "--opening" not in page
    assert all(about[name] in page for name in ("release", "head", "verifier"))
    named = re.findall(r'<th scope="row">([a-z_./, -]+)</th>', page)
    places = [name for name in named if name.endswith("/") and "," not in name]
    assert "case/" in places
    assert "rows.jsonl" not in named
    assert all((small_bundle / "data" / name).is_dir() for name in places)


def test_the_tags_of_the_bag_lead_to_the_page(small_bundle: Path, rows_bundle: Path) -> None:
    for bundle in (small_bundle, rows_bundle):
        assert BEGINS in (bundle / "bag-info.txt").read_text("utf-8")
        assert f"  data/{FILE}\n" in (bundle / "manifest-sha256.txt").read_text("utf-8")
