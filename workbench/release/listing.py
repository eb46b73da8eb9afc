"""The files of a bundle that somebody sent: plain ones under plain names, each listed in the bag, each as listed."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.casefile.walked import Problem
from workbench.errors import WorkbenchError
from workbench.records import canonical

MOST_FILES, DEEPEST, LARGEST, MOST_BYTES, MOST_TEXT = 200_000, 12, 1 << 33, 1 << 36, 1 << 28
MANIFEST, TAGMANIFEST, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
BESIDE = {INFO, "bagit.txt", MANIFEST, "verify_bundle.py"}
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LINE = re.compile(r"(?P<digest>[0-9a-f]+)  (?P<path>[ -~]+)")
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


class Wrong(WorkbenchError):
    """Something in a bundle is not as it has to be, or could not be checked; behind it nothing is judged.

    Example:
        >>> Wrong("oxum", "bag-info.txt", "it is another sum").code
        'oxum'
    """

    def __init__(self, code: str, subject: object, cause: str) -> None:
        self.code = code
        super().__init__(subject, cause, "Ask whoever sent it for a whole one")


class Listing:
    """The files of a bundle with their sizes and, once they are asked for, their digests; no link is followed.

    Example:
        >>> Listing(Path("bundle/of/nobody"))
        Traceback (most recent call last):
            ...
        workbench.release.listing.Wrong: bundle/of/nobody: there is nothing at this path. ...
    """

    def __init__(self, place: Path) -> None:
        if not os.path.lexists(place):
            raise Wrong("nothing-there", place, "there is nothing at this path")
        if not place.is_dir():
            raise Wrong("no-folder", place, "a bundle is a folder")
        self.place = place
        self.sizes: dict[str, int] = dict(sorted(self._walked()))
        self._digests: dict[str, str] = {}

    def _walked(self) -> Iterator[tuple[str, int]]:
        folders, total, files, seen = [self.place], 0, 0, set[str]()
        while folders:
            for path in sorted(folders.pop().iterdir(), key=lambda one: one.name):
                name, told = path.relative_to(self.place).as_posix(), path.lstat()
                total += told.st_size if stat.S_ISREG(told.st_mode) else 0
                _plain(path, name, told.st_mode)
                _within(name, told.st_size, total, files)
                if name.casefold() in seen:
                    raise Wrong("names-collide", name, "two names that some systems take for one")
                seen.add(name.casefold())
                if stat.S_ISDIR(told.st_mode):
                    folders.append(path)
                else:
                    files += 1
                    yield name, told.st_size

    def beneath(self, folder: str) -> list[str]:
        """The files beneath a folder, sorted."""
        return [name for name in self.sizes if name.startswith(folder)]

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            Wrong: it is larger than what is read at once.
        """
        if self.sizes[name] > MOST_TEXT:
            raise Wrong("too-large", name, "it is more than is read at once")
        return (self.place / name).read_bytes()

    def digest(self, name: str) -> str:
        """The SHA-256 of a file."""
        if name not in self._digests:
            with (self.place / name).open("rb") as file:
                self._digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._digests[name]

    def value(self, name: str, word: str) -> Any:
        """The value of a file that holds one line of canonical JSON.

        Raises:
            Wrong: `<word>-missing`, `<word>-json`.
        """
        if name not in self.sizes:
            raise Wrong(f"{word}-missing", name, "it is missing")
        line, end, rest = self.read(name).partition(b"\n")
        return value_of(line if end and not rest else b"", f"{word}-json", name)


def value_of(line: bytes, code: str, subject: str) -> Any:
    """The value of canonical JSON.

    Raises:
        Wrong: other bytes, with the code given.

    Example:
        >>> value_of(b'{"a":1}', "line-json", "line 1")
        {'a': 1}
    """
    try:
        value = json.loads(line)
        if canonical(value) == line:
            return value
    except (ValueError, WorkbenchError, RecursionError):
        pass
    raise Wrong(code, subject, "it is not in canonical JSON")


def _plain(path: Path, name: str, mode: int) -> None:
    if not NAME.fullmatch(path.name):
        raise Wrong("name-odd", ascii(name), "it is no plain name in ASCII")
    if stat.S_ISLNK(mode):
        raise Wrong("link", name, "a link; a bundle holds plain files only")
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise Wrong("special-file", name, "a special file; a bundle holds plain files only")


def _within(name: str, size: int, total: int, files: int) -> None:
    if name.count("/") >= DEEPEST:
        raise Wrong("too-deep", name, f"more than {DEEPEST} folders deep")
    if files >= MOST_FILES:
        raise Wrong("too-many-files", name, f"more than {MOST_FILES} files")
    if size > LARGEST or total > MOST_BYTES:
        raise Wrong("too-large", name, "more than is looked through")


def listed(there: Listing) -> dict[str, str]:
    """What the two manifests of a bag list: digest by path.

    Raises:
        Wrong: the bag has not the tag files that it must have, or a line leads astray.

    Source: RFC 8493, section 2; of what it leaves open, one form alone is taken.
    """
    _tagged(there)
    found: dict[str, str] = {}
    for name in (MANIFEST, TAGMANIFEST):
        for number, line in enumerate(_lines(name, there.read(name).decode("latin-1")), 1):
            digest, path = _entry(name, f"{name}, line {number}", line)
            if path in found:
                raise Wrong("manifest-twice", f"{name}, line {number}", "this path is listed already")
            found[path] = digest
    return found


def _tagged(there: Listing) -> None:
    """The tag files that a bag must have, and no others that a reader of bags would follow."""
    if "bagit.txt" not in there.sizes:
        raise Wrong("no-declaration", "bagit.txt", "this is no bag")
    if "fetch.txt" in there.sizes:
        raise Wrong("fetch", "fetch.txt", "a bundle brings its files along; nothing is fetched for it")
    for name in (MANIFEST, TAGMANIFEST, INFO):
        if name not in there.sizes:
            raise Wrong(f"no-{name.removesuffix('.txt')}", name, "it is missing")
    for name in there.sizes:
        if re.fullmatch(r"(tag)?manifest-.*\.txt", name) and not name.endswith(MANIFEST):
            raise Wrong("other-manifest", name, "the digests of a bundle are SHA-256")
    if there.read("bagit.txt").decode("latin-1") != DECLARATION:
        raise Wrong("declaration", "bagit.txt", "it is not the declaration of BagIt 1.0 in UTF-8")


def _lines(name: str, text: str) -> list[str]:
    if not text:
        raise Wrong("manifest-empty", name, "it lists nothing")
    if text.startswith("\xef\xbb\xbf"):
        raise Wrong("manifest-bom", name, "it begins with a byte order mark")
    if not text.endswith("\n"):
        raise Wrong("manifest-torn", name, "its last line has no end")
    return text[:-1].split("\n")


def _entry(name: str, where: str, line: str) -> tuple[str, str]:
    entry = LINE.fullmatch(line)
    if entry is None:
        raise Wrong("manifest-line", where, "a line is a digest, two blanks and a path")
    if len(entry["digest"]) != 64:
        raise Wrong("manifest-digest", where, "a SHA-256 has 64 digits")
    path = entry["path"]
    if code := _astray(path):
        raise Wrong(code, where, f"the path {path[:80]!r} leads out of the bundle, or is not in its plain form")
    if name == MANIFEST and not path.startswith("data/"):
        raise Wrong("manifest-tag", where, "this file is not of the payload")
    if name == TAGMANIFEST and path not in BESIDE:
        raise Wrong("tagmanifest-payload", where, "this file does not belong here")
    return entry["digest"], path


def _astray(path: str) -> str:
    """The code of what is wrong with a path; nothing where it stays where it is."""
    parts = path.split("/")
    told = {
        "path-absolute": parts[0] == "", "path-home": path[0] == "~", "path-backslash": "\\" in path,
        "path-drive": path[1:2] == ":" and path[0].isalpha(), "path-percent": "%" in path, "path-parent": ".." in parts,
        "path-twisted": "" in parts or "." in parts,
    }  # fmt: skip
    return next((code for code, wrong in told.items() if wrong), "")


def compared(there: Listing, listed: dict[str, str]) -> Iterator[Problem]:
    """Each file that is not as the manifests have it; where all are, what is wrong with the sum of the payload."""
    none = True
    for path in sorted({*listed, *there.sizes} - {TAGMANIFEST}):
        tag = "" if path.startswith("data/") else "tag-"
        if path not in there.sizes:
            yield Problem(f"{tag}missing", path, "the manifest lists this file, it is not there")
        elif path not in listed:
            yield Problem(f"{tag}unknown", path, "no manifest lists this file")
        elif there.digest(path) != listed[path]:
            told = f"SHA-256 {there.digest(path)[:16]} where the manifest has {listed[path][:16]}"
            yield Problem(f"{tag}changed", path, told)
        else:
            continue
        none = False
    if none:
        yield from _summed(there)


def _summed(there: Listing) -> Iterator[Problem]:
    text = there.read(INFO).decode("latin-1")
    if not re.fullmatch(r"([A-Za-z-]+: [^\x00-\x1f]*\n)*", text):
        yield Problem("bag-info", INFO, "a line is a name, a colon, a blank and a value")
        return
    payload = [there.sizes[name] for name in there.beneath("data/")]
    sums = re.findall(r"^Payload-Oxum: (.*)$", text, re.MULTILINE)
    if sums != [f"{sum(payload)}.{len(payload)}"]:
        yield Problem("oxum", INFO, "Payload-Oxum is not what the payload has")
