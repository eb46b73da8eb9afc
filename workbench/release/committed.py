"""Verifiable though withheld: a Merkle tree over salted commitments to each field of each record, opened selectively.

A leaf is SHA-256(0x00, salt, [kind, row, field, value]), a node SHA-256(0x01, left, right). The salt has 32 random
bytes, so that nobody finds a value by trying. The leaves are padded to a power of two and sorted: neither their
number nor their order says how much is withheld, or what stands beside what.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.casefile.cipher import signed
from workbench.casefile.line import FORMS
from workbench.records import canonical
from workbench.release.claimed import is_digest
from workbench.release.listing import Listing, Wrong, value_of
from workbench.release.recorded import statement

NAME, VERSION, MOST = "forced-labour-workbench-commitments", 1, 1 << 22
FILE, LEAVES, ROWS = "data/commitments.json", "data/leaves.txt", "data/rows.jsonl"
FIELDS = {"at", "format", "groups", "head", "key", "leaves", "nonce", "root", "signature", "version"}
OPENING = {"field", "kind", "leaf", "row", "salt", "value"}


def leaf_of(salt: str, kind: str, row: str, field: str, value: Any) -> str:
    """The commitment to one field of a row.

    Example:
        >>> leaf_of("00" * 32, "coding", "r", "stance", "for") == leaf_of("01" * 32, "coding", "r", "stance", "for")
        False
    """
    return hashlib.sha256(b"\0" + bytes.fromhex(salt) + canonical([kind, row, field, value])).hexdigest()


def root_of(leaves: Sequence[str]) -> str:
    """The root over as many leaves as a power of two.

    Example:
        >>> root_of(["00" * 32])
        '0000000000000000000000000000000000000000000000000000000000000000'
    """
    return _over([bytes.fromhex(one) for one in leaves]).hex()


def _over(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    half = len(leaves) // 2
    return hashlib.sha256(b"\1" + _over(leaves[:half]) + _over(leaves[half:])).digest()


def committed(there: Listing, about: dict[str, Any], rests_on: set[str]) -> tuple[dict[str, Any], list[str]]:
    """The statement and the leaves of a bundle, once their root is known to be the signed one of this release.

    Raises:
        Wrong: the statement or the leaves are not as they have to be, or a figure rests on a group that is not there.
    """
    told = there.value(FILE, "commitments")
    if not _is_statement(told):
        raise Wrong("commitments-form", FILE, "it is no statement of commitments")
    if not signed(told["key"], statement(NAME, told), told["signature"]):
        raise Wrong("commitments-signature", FILE, "its signature is not of these words")
    for name in ("head", "root"):
        if told[name] != about[name]:
            raise Wrong(f"commitments-{name}", FILE, f"it has another {name} than the release")
    if told["leaves"] > MOST:
        raise Wrong("leaves-too-many", FILE, "more than is looked through")
    leaves = _leaves(there, told)
    used: set[int] = set()
    for group in told["groups"].values():
        if len({*group}) != len(group) or used & {*group} or any(at >= len(leaves) for at in group):
            raise Wrong("groups", FILE, "a commitment is named twice, or is not there")
        used.update(group)
    if rests_on - set(told["groups"]):
        raise Wrong("figure-rests", "data/figures.json", "a figure rests on a group that is not there")
    return told, leaves


def _leaves(there: Listing, told: dict[str, Any]) -> list[str]:
    if LEAVES not in there.sizes:
        raise Wrong("leaves-missing", LEAVES, "it is missing")
    text = there.read(LEAVES).decode("latin-1")
    if not re.fullmatch(r"([0-9a-f]{64}\n)*", text):
        raise Wrong("leaves-form", LEAVES, "a line is a SHA-256")
    leaves = text.split()
    if len(leaves) != told["leaves"]:
        raise Wrong("leaves-count", LEAVES, "there are not as many as the statement says")
    if leaves != sorted({*leaves}):
        raise Wrong("leaves-order", LEAVES, "they are sorted, and none is there twice")
    if root_of(leaves) != told["root"]:
        raise Wrong("leaves-root", LEAVES, "their root is not the signed one")
    return leaves


def _is_statement(told: object) -> bool:
    return (
        isinstance(told, dict) and set(told) == FIELDS and (told["format"], told["version"]) == (NAME, VERSION)
        and all(is_digest(told[name]) for name in ("head", "key", "nonce", "root"))
        and isinstance(told["signature"], str) and re.fullmatch(r"[0-9a-f]{128}", told["signature"]) is not None
        and isinstance(told["at"], str) and FORMS["at"].fullmatch(told["at"]) is not None
        and is_place(told["leaves"]) and told["leaves"].bit_count() == 1 and isinstance(told["groups"], dict)
        and all(isinstance(one, list) and all(is_place(at) for at in one) for one in told["groups"].values())
    )  # fmt: skip


def is_place(value: object) -> bool:
    """True for the number of a leaf.

    Example:
        >>> is_place(0), is_place(True), is_place(-1)
        (True, False, False)
    """
    return type(value) is int and 0 <= value < 2**53


def opened_rows(there: Listing, leaves: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a bundle, each field that is shown as it was recorded held against its commitment.

    Raises:
        Wrong: a row is none, or is not what was committed to.
    """
    if ROWS not in there.sizes:
        raise Wrong("rows-missing", ROWS, "it is missing")
    *lines, torn = there.read(ROWS).split(b"\n")
    if torn:
        raise Wrong("rows-json", ROWS, "its last line has no end")
    found: list[dict[str, Any]] = []
    used: set[int] = set()
    for number, line in enumerate(lines, 1):
        where = f"{ROWS}, line {number}"
        row = value_of(line, "rows-json", where)
        if not _is_row(row):
            raise Wrong("row-form", where, "it is no row")
        if found and row["id"] <= found[-1]["id"]:
            raise Wrong("row-order", where, "rows are sorted by id, and none is there twice")
        named = list(row["leaves"].values())
        if any(at >= len(leaves) for at in named):
            raise Wrong("row-leaf", where, "it names a commitment that is not there")
        if len({*named}) != len(named) or used & {*named}:
            raise Wrong("row-leaf-twice", where, "it names a commitment that stands for something else")
        for field, salt in sorted(row["salts"].items()):
            value = row["fields"].get(field)
            if leaf_of(salt, row["kind"], row["id"], field, value) != leaves[row["leaves"][field]]:
                raise Wrong("row-opening", f"{where}, {field}", "this is not what was committed to")
        used.update(named)
        found.append(row)
    return found


def _is_row(row: object) -> bool:
    return (
        isinstance(row, dict) and set(row) == {"fields", "id", "kind", "leaves", "salts"} and is_digest(row["id"])
        and isinstance(row["kind"], str) and FORMS["kind"].fullmatch(row["kind"]) is not None
        and all(isinstance(row[name], dict) for name in ("fields", "leaves", "salts"))
        and not {*row["fields"], *row["salts"]} - set(row["leaves"])
        and all(is_place(at) for at in row["leaves"].values())
        and all(is_digest(salt) for salt in row["salts"].values())
    )  # fmt: skip


def opened(file: Path, leaves: Sequence[str]) -> dict[str, Any]:
    """An opening that was handed over by itself, once it is known to open a commitment of the bundle.

    Raises:
        Wrong: it is no opening, or opens nothing here.
    """
    told = value_of(file.read_bytes().removesuffix(b"\n"), "opening-form", ascii(str(file)))
    if not isinstance(told, dict) or set(told) != OPENING or not is_digest(told["salt"]):
        raise Wrong("opening-form", ascii(str(file)), "it is no opening")
    made = leaf_of(*(told[name] for name in ("salt", "kind", "row", "field", "value")))
    if not is_place(told["leaf"]) or told["leaf"] >= len(leaves) or leaves[told["leaf"]] != made:
        raise Wrong("opening-wrong", ascii(str(file)), "it opens no commitment of this bundle")
    return told
