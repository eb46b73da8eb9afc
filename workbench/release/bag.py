"""BagIt (RFC 8493): a folder of files and the list of their digests; the same files give the same bytes."""

import hashlib
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import bagit

from workbench.casefile.walked import Problem
from workbench.errors import Refused, WorkbenchError

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGMANIFEST = "tagmanifest-sha256.txt"
logging.getLogger("bagit").addHandler(logging.NullHandler())  # what it finds is in our list, each file by name


class NotABundle(WorkbenchError):
    """The folder is no BagIt bundle of this workbench.

    Example:
        >>> NotABundle("holiday", "there is no bagit.txt").code
        'not-a-bundle'
    """

    code = "not-a-bundle"

    def __init__(self, path: object, cause: str) -> None:
        super().__init__(path, f"this is no bundle ({cause})", "Name the folder that `workbench release` made")


def seal_bag(bag: Path, info: dict[str, str]) -> list[dict[str, str]]:
    """Makes a bag of a folder whose payload stands in `data/` already; gives `path` and `sha256` of every file.

    Files beside `data/` are listed as tags. `info` goes into `bag-info.txt` as it is: the day of bagging is the
    caller's to give, there is no clock here.

    Raises:
        Refused: the name of a file holds a line end or a per cent sign.
    """
    payload = _sorted(bag, [path for path in (bag / "data").rglob("*") if path.is_file()])
    size = sum(path.stat().st_size for path in payload)
    lines = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    _put(bag / "bagit.txt", DECLARATION)
    _put(bag / "bag-info.txt", "".join(f"{name}: {' '.join(lines[name].split())}\n" for name in sorted(lines)))
    _put(bag / "manifest-sha256.txt", _listed(bag, payload))
    tags = sorted(path for path in bag.iterdir() if path.is_file() and path.name != TAGMANIFEST)
    _put(bag / TAGMANIFEST, _listed(bag, tags))
    files = _sorted(bag, [*payload, *tags, bag / TAGMANIFEST])
    return [{"path": path.relative_to(bag).as_posix(), "sha256": sha256(path)} for path in files]


def check_bag(bag: Path) -> list[Problem]:
    """What is wrong with a bag that somebody sent, file by file: `changed`, `missing`, `unknown-file`, `bundle-unsafe`.

    Nothing is followed out of the folder: links and special files are named and end the check, and so do paths in a
    manifest that lead elsewhere.

    Raises:
        NotABundle: there is no bag here, or it has no SHA-256 manifest.
    """
    if not (bag / "bagit.txt").is_file():
        raise NotABundle(bag, "there is no bagit.txt")
    unsafe = [*_not_files(bag), *_ways_out(bag)]
    if unsafe:
        return unsafe
    try:
        opened = bagit.Bag(str(bag))
    except (bagit.BagError, UnicodeError, ValueError) as error:
        raise NotABundle(bag, str(error).replace(f"{bag}/", "")) from None
    if "sha256" not in opened.algorithms or not (bag / "manifest-sha256.txt").is_file():
        raise NotABundle(bag, "there is no manifest-sha256.txt")
    return _compared(bag, opened)


def _compared(bag: Path, opened: bagit.Bag) -> list[Problem]:
    absent, strange = opened.compare_manifests_with_fs()
    problems = [Problem("missing", path, "the manifest lists this file, it is not there") for path in sorted(absent)]
    problems += [Problem("unknown-file", path, "no manifest lists this file") for path in sorted(strange)]
    for path, digests in sorted(opened.entries.items()):
        found = sha256(bag / path) if (bag / path).is_file() and "sha256" in digests else None
        if found and found != digests["sha256"].lower():
            told = f"SHA-256 {found[:16]} where the manifest has {digests['sha256'][:16]}"
            problems.append(Problem("changed", path, told))
    if not problems:
        try:
            opened.validate(processes=1)
        except bagit.BagError as error:
            problems.append(Problem("bundle-invalid", "bag-info.txt", str(error)))
    return problems


def _not_files(bag: Path) -> Iterator[Problem]:
    for folder, folders, files in os.walk(bag):
        for name in sorted([*folders, *files]):
            mode = (Path(folder) / name).lstat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                where = (Path(folder) / name).relative_to(bag).as_posix()
                yield Problem("bundle-unsafe", where, "a link or a special file; a bundle holds plain files only")


def _ways_out(bag: Path) -> Iterator[Problem]:
    if (bag / "fetch.txt").exists():
        yield Problem("bundle-unsafe", "fetch.txt", "a bundle brings its files along; nothing is fetched for it")
    for manifest in sorted(bag.glob("*manifest-*.txt")):
        for number, line in enumerate(manifest.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            path = line.split(maxsplit=1)[-1].removeprefix("*")
            if not _inside(path):
                where = f"{manifest.name}, line {number}"
                yield Problem("bundle-unsafe", where, f"the path {path[:80]!r} leads out of the bundle")


def _inside(path: str) -> bool:
    """True for a plain relative path with forward slashes that stays where it is."""
    pure = PurePosixPath(path)
    return not (pure.is_absolute() or ".." in pure.parts or path.startswith("~") or "\\" in path or "\0" in path or
                (len(path) > 1 and path[1] == ":"))  # fmt: skip


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sorted(bag: Path, files: list[Path]) -> list[Path]:
    return sorted(files, key=lambda path: path.relative_to(bag).as_posix())


def _listed(bag: Path, files: list[Path]) -> str:
    names = [path.relative_to(bag).as_posix() for path in files]
    for name in names:
        if set(name) & set("\r\n%"):
            raise Refused(repr(name), "readers of bags differ on line ends and % in names", "Rename the file")
    return "".join(f"{sha256(path)}  {name}\n" for path, name in zip(files, names, strict=True))


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
