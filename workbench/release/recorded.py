"""The record of a case in a bundle: format, chains line by line, signatures, head, objects, seal."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from workbench.casefile.chains import head_of
from workbench.casefile.cipher import signed
from workbench.casefile.formats import FORMAT_NAME as CASE
from workbench.casefile.line import FIELDS, FORMS, ROOT_DIGEST, SIGNATURE, SIGNED_FORMS
from workbench.casefile.seal import FORMAT_NAME, VERSION
from workbench.records import FORMAT, canonical, record_id
from workbench.release.claimed import is_digest
from workbench.release.listing import Listing, Wrong, value_of

LEDGER, OBJECTS, SEAL = "data/case/ledger/", "data/case/objects/", "data/seal.json"
OF_THE_CASE = "data/case/format.json"
CHAIN = re.compile(r"(?P<fork>forks/[0-9a-f]+/)?(?P<name>[0-9a-f]{32})\.jsonl")
NUMBERS = ("n", "rest", "v")
FIELDS_OF_A_SEAL = {"at", "case", "chains", "events", "format", "head", "key", "nonce", "signature", "version"}
Tips = dict[str, tuple[int, str]]


def recorded(there: Listing, head: str) -> Tips:
    """What the chains of a bundle come to: for each its length and the digest of its last line.

    Raises:
        Wrong: the format, a line, a signature, the head or an object is not as it has to be.
    """
    _readable(there.value(OF_THE_CASE, "case"))
    files = sorted(there.beneath(LEDGER), key=lambda name: (name.count("/"), name))
    if not files:
        raise Wrong("ledger-missing", LEDGER, "there is no chain")
    tips: Tips = {}
    objects: dict[str, str] = {}
    for file in files:
        found = CHAIN.fullmatch(file.removeprefix(LEDGER))
        if found is None:
            raise Wrong("chain-name", file, "this is no chain")
        last: dict[str, Any] = {}
        for where, line in _chain(there, file, found["name"]):
            last = line
            if line["kind"] in ("item", "derivative") and (named := line["body"].get("content", {}).get("object")):
                objects[str(named)] = where
        tips[found["name"] + (f"~{last['digest'][:16]}" if found["fork"] else "")] = (last["n"] + 1, last["digest"])
    if head_of(tips) != head:
        raise Wrong("head", "data/case", f"the head is {head_of(tips)[:16]} where {head[:16]} was published")
    _objects(there, objects)
    return tips


def _readable(told: Any) -> None:
    """What `format.json` says: a case that is not sealed, in a version of the format that is known here."""
    if not isinstance(told, dict) or told.get("format") != CASE or type(told.get("version")) is not int:
        raise Wrong("case-form", OF_THE_CASE, "it does not say of which format the case is")
    if told["version"] > FORMAT:
        raise Wrong("case-format", OF_THE_CASE, f"written in format {told['version']}, this version reads {FORMAT}")
    if told["version"] < 1 or set(told) != {"format", "version"}:
        raise Wrong("case-form", OF_THE_CASE, "it says more than its format, or none")


def _chain(there: Listing, file: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lines of a chain, each with its place, once it is known to be sound and to follow the one before it."""
    *raws, torn = there.read(file).split(b"\n")
    if torn or not raws:
        raise Wrong("line-torn", file, "its last line has no end")
    prev, rest, is_signed, where = ROOT_DIGEST, 0, False, file
    for number, raw in enumerate(raws):
        where = f"{file}, line {number + 1}"
        line = value_of(raw, "line-json", where)
        _sound(line, where)
        if line["chain"] != name:
            raise Wrong("line-chain", where, "it belongs to another chain")
        if line["n"] != number:
            raise Wrong("line-number", where, "it has not the number of its place")
        if line["prev"] != prev:
            raise Wrong("line-link", where, "it does not follow the line before it")
        if rest and line["rest"] != rest - 1:
            raise Wrong("line-batch", where, "it does not go on with the batch before it")
        if is_signed and not line["rest"] and "sig" not in line:
            raise Wrong("signature-missing", where, "lines before it are signed")
        prev, rest, is_signed = line["digest"], line["rest"], is_signed or "sig" in line
        yield where, line
    if rest:
        raise Wrong("batch-open", file, "its last batch is not whole")


def _sound(line: Any, where: str) -> None:
    """A line by itself: its form, its digest, the id of its record, its signature."""
    if not isinstance(line, dict):
        raise Wrong("line-form", where, "it is no event")
    if type(line.get("v")) is int and line["v"] > FORMAT:
        raise Wrong("line-format", where, "it was written in a later format")
    last = line.get("v") == FORMAT and line.get("rest") == 0
    if not _formed(line, last):
        raise Wrong("line-form", where, "a field is missing, strange or not of its form")
    bare = {name: value for name, value in line.items() if name != "digest"}
    if hashlib.sha256(canonical(bare)).hexdigest() != line["digest"]:
        raise Wrong("line-digest", where, "it has not the digest that it states")
    body = line["body"]
    if "content" in body and record_id(line["kind"], body["salt"], body["content"]) != line["id"]:
        raise Wrong("record-id", where, "its content is not the one whose id it states")
    if last:
        words = {name: value for name, value in bare.items() if name not in SIGNATURE}
        if not signed(line["key"], hashlib.sha256(canonical(words)).digest(), line["sig"]):
            raise Wrong("signature-wrong", where, "the signature is not of these words")


def _formed(line: dict[str, Any], last: bool) -> bool:
    forms = FORMS | SIGNED_FORMS if last else FORMS
    if set(line) != (FIELDS | SIGNATURE if last else FIELDS):
        return False
    numbers = all(type(line[name]) is int and line[name] >= 0 for name in NUMBERS) and line["v"] >= 1
    if not numbers or not all(
        isinstance(line[name], str) and form.fullmatch(line[name]) for name, form in forms.items()
    ):
        return False
    body = line["body"]
    if not isinstance(body, dict) or "content" not in body:
        return isinstance(body, dict)
    return set(body) == {"content", "salt"} and isinstance(body["content"], dict) and is_digest(body["salt"])


def _objects(there: Listing, named: dict[str, str]) -> None:
    held: set[str] = set()
    for path in sorted(there.beneath(OBJECTS), key=lambda path: path.rpartition("/")[2]):
        name = path.rpartition("/")[2]
        if not is_digest(name) or path != f"{OBJECTS}{name[:2]}/{name}":
            raise Wrong("object-name", path, "an object lies under its SHA-256")
        if there.digest(path) != name:
            raise Wrong("object-changed", path, "these are not the bytes whose SHA-256 is its name")
        held.add(name)
    for name, where in sorted(named.items()):
        if name not in held:
            raise Wrong("object-missing", where, f"it names the object {name[:16]}, which is not there")


def sealed(there: Listing, head: str, tips: Tips) -> None:
    """Holds the seal against the ledger: signed, of this head, with these chains.

    Raises:
        Wrong: it is no seal, or one of something else.
    """
    told = there.value(SEAL, "seal")
    if not _is_seal(told):
        raise Wrong("seal-form", SEAL, "it is no seal")
    if not signed(told["key"], statement(FORMAT_NAME, told), told["signature"]):
        raise Wrong("seal-signature", SEAL, "its signature is not of these words")
    if told["head"] != head:
        raise Wrong("seal-head", SEAL, "it is of another head")
    own = [{"chain": f"ledger/{name}", "lines": tips[name][0], "digest": tips[name][1]} for name in sorted(tips)]
    if [{name: tail.get(name) for name in ("chain", "lines", "digest")} for tail in told["chains"]] != own:
        raise Wrong("seal-chains", SEAL, "it lists other chains than the bundle has")


def statement(name: str, told: dict[str, Any]) -> bytes:
    """The bytes that a signed statement signs: its name, and everything in it but the signature.

    Example:
        >>> statement("seal", {"a": 1, "signature": "0f"})
        b'seal\\n{"a":1,"signature":""}'
    """
    return name.encode() + b"\n" + canonical({**told, "signature": ""})


def _is_seal(told: object) -> bool:
    return (
        isinstance(told, dict) and set(told) == FIELDS_OF_A_SEAL
        and (told["format"], told["version"]) == (FORMAT_NAME, VERSION) and is_digest(told["key"])
        and isinstance(told["signature"], str) and re.fullmatch(r"[0-9a-f]{128}", told["signature"]) is not None
        and isinstance(told["chains"], list) and all(isinstance(tail, dict) for tail in told["chains"])
    )  # fmt: skip
