"""The RO-Crate of a bundle: every file of the payload, once, with what RO-Crate 1.2 says that there must be."""

import json
from pathlib import Path

from workbench.release.bag import sha256
from workbench.release.crate import FILE, SPECIFICATION, write_crate


def test_it_has_what_the_specification_says_that_there_must_be(small_bundle: Path) -> None:
    """Each sentence with MUST about the descriptor, the root and files of an attached crate (RO-Crate 1.2)."""
    told = json.loads((small_bundle / "data" / FILE).read_bytes())
    assert set(told) == {"@context", "@graph"}
    assert told["@context"] == "https://w3id.org/ro/crate/1.2/context"
    things = {one["@id"]: one for one in told["@graph"]}
    assert len(things) == len(told["@graph"])
    assert all(isinstance(value, str | list | dict) for one in told["@graph"] for value in one.values())
    assert things[FILE]["conformsTo"] == {"@id": SPECIFICATION}
    assert things[FILE]["about"] == {"@id": "./"}
    root = things["./"]
    assert root["@type"] == "Dataset"
    assert root["datePublished"] == "2026-11-20"
    assert things[root["license"]["@id"]]["name"]
    assert {one["@id"] for one in root["hasPart"]} == {one for one in things if things[one]["@type"] == "File"}
    # Flat: what a thing points to stands in the graph.
    pointed = [value["@id"] for one in things.values() for value in one.values() if isinstance(value, dict)]
    assert set(pointed) - {SPECIFICATION} <= set(things)


def test_each_file_is_there_with_size_digest_and_what_it_is(small_bundle: Path) -> None:
    data = small_bundle / "data"
    things = {one["@id"]: one for one in json.loads((data / FILE).read_bytes())["@graph"]}
    files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} - {FILE}
    assert files == {name for name, one in things.items() if one["@type"] == "File"}
    for name in files:
        assert things[name]["contentSize"] == str((data / name).stat().st_size)
        assert things[name]["sha256"] == sha256(data / name)
        assert things[name]["description"] != "A file of the bundle"


def test_the_same_files_have_the_same_crate(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("b")
    (tmp_path / "a.csv").write_text("a")
    about = {"title": "t", "release": "r"}
    first = write_crate(tmp_path, about, day="2026-01-01", description="d").read_bytes()
    (tmp_path / FILE).unlink()
    assert write_crate(tmp_path, about, day="2026-01-01", description="d").read_bytes() == first
