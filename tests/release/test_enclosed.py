"""What a bundle encloses beside the record: readable without us, and of the same head."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from workbench.casefile.seal import read
from workbench.release.enclosed import CODEBOOK, codebook, codings


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_codebook_is_that_of_this_version(tmp_path: Path, repository: Path) -> None:
    codebook(tmp_path)
    for name in CODEBOOK:
        assert bytes_of(tmp_path / name) == bytes_of(repository / "evidence_schema" / name)
    assert (tmp_path / "entities" / "relations").is_dir()
    assert tomllib.loads((tmp_path / "frameworks" / "ilo-11.toml").read_text("utf-8"))["id"] == "ilo-11"


def test_the_codings_are_a_table_with_their_words(tmp_path: Path, public_case: Any) -> None:
    codings(public_case.tables(), tmp_path / "codings.csv")
    rows = list(csv.DictReader((tmp_path / "codings.csv").read_text("utf-8-sig").splitlines()))
    tables = public_case.tables()
    assert [row["id"] for row in rows] == list(tables.codings.index)
    assert {row["indicator"] for row in rows} == set(tables.codings["indicator"])
    assert all(row["quote"] and row["file"] and row["coder"] for row in rows)


def test_the_seal_in_a_bundle_is_a_seal_of_its_head(small_bundle: Path, public_case: Any) -> None:
    seal = read(small_bundle / "data" / "seal.json")
    assert seal.head == public_case.head()
    assert seal.at == max(line.at for line in public_case.lines())
