"""Bags: what we write is BagIt, the same bytes each time; what is wrong with one that came in is named file by file."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from workbench.errors import Refused
from workbench.release.bag import NotABundle, check_bag, seal_bag, sha256

INFO = {"Bagging-Date": "2026-01-15", "External-Description": "a line\nand another"}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return filled(tmp_path / "bag")


def filled(bag: Path) -> Path:
    for name, text in {"a.txt": "hộ chiếu\n", "b/c.csv": "x,y\n", "ă.txt": "a letter\n"}.items():
        (bag / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / "data" / name).write_text(text, "utf-8")
    seal_bag(bag, INFO)
    return bag


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_library_that_everybody_uses_finds_the_bag_valid(bag: Path) -> None:
    opened = bagit.Bag(str(bag))
    assert opened.validate()
    assert opened.info["Bagging-Date"] == "2026-01-15"
    assert opened.info["External-Description"] == "a line and another"
    assert set(opened.payload_entries()) == {"data/a.txt", "data/b/c.csv", "data/ă.txt"}


def test_the_same_files_give_the_same_bytes(bag: Path, tmp_path: Path) -> None:
    assert bytes_of(bag) == bytes_of(filled(tmp_path / "other"))


def test_every_file_is_listed_with_its_digest(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a").write_bytes(b"a")
    listed = {file["path"]: file["sha256"] for file in seal_bag(tmp_path, INFO)}
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in bytes_of(tmp_path).items()}


def test_a_name_that_readers_of_bags_would_read_differently_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "100%25.txt").write_bytes(b"a")
    with pytest.raises(Refused, match="Rename the file"):
        seal_bag(tmp_path, INFO)


def test_a_whole_bag_has_no_problem(bag: Path) -> None:
    assert check_bag(bag) == []


def append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("harm", "code", "subject"),
    [
        (lambda bag: append(bag / "data/a.txt", b"!"), "changed", "data/a.txt"),
        (lambda bag: (bag / "data/a.txt").write_bytes(b""), "changed", "data/a.txt"),
        (lambda bag: (bag / "data/b/c.csv").unlink(), "missing", "data/b/c.csv"),
        (lambda bag: (bag / "data/new.txt").write_text("x"), "unknown-file", "data/new.txt"),
        (lambda bag: append(bag / "bag-info.txt", b"X: y\n"), "changed", "bag-info.txt"),
        (lambda bag: (bag / "data/link").symlink_to("/etc/passwd"), "bundle-unsafe", "data/link"),
        (lambda bag: os.mkfifo(bag / "data/pipe"), "bundle-unsafe", "data/pipe"),
        (lambda bag: (bag / "fetch.txt").write_text("http://a.example 1 data/a.txt\n"), "bundle-unsafe", "fetch.txt"),
    ],
)
def test_harm_is_named_by_its_file(bag: Path, harm: Callable[[Path], object], code: str, subject: str) -> None:
    harm(bag)
    assert (code, subject) in {(problem.code, problem.subject) for problem in check_bag(bag)}


@pytest.mark.parametrize("path", ["../secret", "data/../../secret", "/etc/passwd", "~/x", "data\\..\\x", "C:/x"])
def test_a_manifest_may_not_lead_out_of_the_bundle(bag: Path, path: str) -> None:
    append(bag / "manifest-sha256.txt", f"{'0' * 64}  {path}\n".encode())
    assert [(problem.code, problem.subject) for problem in check_bag(bag)] == [
        ("bundle-unsafe", "manifest-sha256.txt, line 4")
    ]


def test_every_failure_is_named_not_only_the_first(bag: Path) -> None:
    append(bag / "data/a.txt", b"!")
    (bag / "data/b/c.csv").unlink()
    (bag / "data/new.txt").write_text("x")
    assert {problem.subject for problem in check_bag(bag)} == {"data/a.txt", "data/b/c.csv", "data/new.txt"}


def test_a_manifest_that_lies_is_found_through_the_manifest_of_manifests(bag: Path) -> None:
    append(bag / "data/a.txt", b"!")
    old = hashlib.sha256("hộ chiếu\n".encode()).hexdigest()
    rewrite(bag / "manifest-sha256.txt", old, sha256(bag / "data/a.txt"))
    assert {problem.subject for problem in check_bag(bag)} == {"manifest-sha256.txt"}


def test_a_size_that_lies_is_found(bag: Path) -> None:
    rewrite(bag / "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 9")
    (bag / "tagmanifest-sha256.txt").unlink()
    assert [problem.code for problem in check_bag(bag)] == ["bundle-invalid"]


def test_what_is_no_bag_is_refused(tmp_path: Path, bag: Path) -> None:
    with pytest.raises(NotABundle, match=r"there is no bagit\.txt"):
        check_bag(tmp_path)
    (bag / "manifest-sha256.txt").unlink()
    with pytest.raises(NotABundle, match="manifest"):
        check_bag(bag)


@pytest.mark.parametrize("text", ["", "BagIt-Version: 9.9\nTag-File-Character-Encoding: UTF-8\n", "\xff\xfe"])
def test_a_declaration_that_says_nothing_is_refused(bag: Path, text: str) -> None:
    (bag / "bagit.txt").write_bytes(text.encode("latin-1"))
    with pytest.raises(NotABundle):
        check_bag(bag)
