"""What a release holds, from a view of invented people: the same bytes each time, and numbers in bands."""

import json
from pathlib import Path

import pytest

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.release.contents import Copy, band, write_contents

COPY = Copy.of("thematic-input", "An office", "0f" * 32, "2024-07-01")


def test_the_same_view_and_copy_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for place in (tmp_path / "one", tmp_path / "two"):
        place.mkdir()
        write_contents(prepared(records(to="thematic-input"), "thematic-input"), COPY, place)
        written.append({path.name: path.read_bytes() for path in place.iterdir()})
    assert written[0] == written[1] and len(written[0]) > 15


def test_a_release_in_totals_has_no_row_of_anybody_and_quotes_no_worker(tmp_path: Path) -> None:
    published = write_contents(prepared(records(to="thematic-input"), "thematic-input"), COPY, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert not any(name.startswith(("matrix-by-worker", "matrix-by-source", "network", "sites")) for name in names)
    matrix = json.loads((tmp_path / "matrix-by-site.json").read_text())
    cells = {one["column"]: one for one in matrix["cells"]}
    assert cells["retention-of-identity-documents"]["state"] == "withheld"  # six people, and eleven are asked for
    assert cells["isolation"]["state"] == "alleged"
    assert [one["quote"] for one in matrix["codings"].values()] == ["the workers' passports are locked away"]
    assert published["counts"]["reader"] == "public" and "withheld" in (tmp_path / "counts.csv").read_text()


@pytest.mark.parametrize(("count", "words"), [(0, "none"), (1, "fewer than 5"), (5, "5 to 19"), (99, "20 to 99")])
def test_how_much_was_kept_back_is_said_in_bands(count: int, words: str) -> None:
    assert band(count) == words and band(100) == "100 or more"


def test_a_copy_has_an_id_that_can_be_read_out() -> None:
    assert COPY.id == Copy.of("public", None, "0f" * 32, "2024-07-01").id and len(COPY.id) == 9
    assert Copy.of("public", None, "a0" * 32, "2024-07-01").id != COPY.id
