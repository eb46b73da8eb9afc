"""What another program recorded of a media file, in a small file beside it: ProofMode, Tella, eyeWitness.

Nothing that stands there is taken as true: it is what a program on somebody's telephone wrote down. What can be
checked is whether the digest that it gives is that of the file.
"""

import csv
import dataclasses
import io
import json
import re
import xml.parsers.expat
from collections.abc import Mapping
from typing import Any

MOST_BYTES, MOST_FACTS, LONGEST = 1_000_000, 80, 300
SHA256 = re.compile(r"[0-9a-f]{64}")
PROOF = re.compile(r"(?:.*/)?(?:([0-9a-fA-F]{64})\.)?.*\.?proof\.(csv|json)", re.IGNORECASE)
# The names under which each program gives the digest and the name of the file, as its own source code writes them.
DIGEST = {"ProofMode": ("File Hash SHA256",), "Tella": ("File hash", "fileHashSHA256")}
FILE = {"ProofMode": ("File Path", "File Name"), "Tella": ("File name", "fileName")}


@dataclasses.dataclass(frozen=True)
class Claim:
    """What a program says of one file: its digest (hex, or None), its name, and every field as it was written."""

    program: str
    sha256: str | None
    file: str | None
    facts: dict[str, str]


def claim_of(data: bytes, name: str) -> Claim | None:
    """The claim that a file holds, or None where it is no record of one of these programs.

    Source: `PublicMetadataMapper` of Tella for Android; `MediaWatcher` of ProofMode for Android. For eyeWitness no
    description is published: a file that names it and gives a digest under a word with `hash` or `sha` is taken for
    one.

    Example:
        >>> claim_of(b"File hash,File path,File name\\n" + b"a" * 64 + b",/,IMG_1.jpg\\n", "IMG_1.csv").program
        'Tella'
        >>> claim_of(b"name,fee\\nLinh,2300\\n", "fees.csv") is None
        True
    """
    if len(data) > MOST_BYTES:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    facts = _facts(text, name)
    if not facts:
        return None
    for program, keys in DIGEST.items():
        if any(key in facts for key in keys):
            return _claim(program, _first(facts, keys), _first(facts, FILE[program]), facts, name)
    if "eyewitness" in (name + text).lower():
        digests = [value for key, value in facts.items() if re.search("hash|sha", key, re.IGNORECASE)]
        files = [value for key, value in facts.items() if re.search("file.?name|media", key, re.IGNORECASE)]
        whole = [value for value in digests if SHA256.fullmatch(value.lower())]
        return _claim("eyeWitness", whole[0] if whole else None, files[0] if files else None, facts, name)
    return None


def _claim(program: str, digest: str | None, file: str | None, facts: dict[str, str], name: str) -> Claim:
    digest = (digest or "").strip().lower()
    in_name = PROOF.fullmatch(name)
    if program == "ProofMode" and not SHA256.fullmatch(digest) and in_name and in_name[1]:
        digest = in_name[1].lower()
    last = re.split(r"[/\\]", file)[-1] if file else None
    return Claim(program, digest if SHA256.fullmatch(digest) else None, last or None, facts)


def _first(facts: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((facts[key] for key in keys if facts.get(key)), None)


def _facts(text: str, name: str) -> dict[str, str]:
    start = text.lstrip()[:1]
    if start in ("{", "["):
        found = _of_json(text)
    elif start == "<":
        found = _of_xml(text)
    else:
        found = _of_csv(text) if name.lower().endswith(".csv") else {}
    return {key[:LONGEST]: value[:LONGEST] for key, value in list(found.items())[:MOST_FACTS]}


def _of_csv(text: str) -> dict[str, str]:
    """The last row of a table under its header: ProofMode adds a row each time, and both end lines with a comma."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    except csv.Error:
        return {}
    if len(rows) < 2:
        return {}
    return {key.strip(): value.strip() for key, value in zip(rows[0], rows[-1], strict=False) if key.strip()}


def _of_json(text: str) -> dict[str, str]:
    try:
        value = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return {}
    if isinstance(value, list):
        value = next((entry for entry in reversed(value) if isinstance(entry, dict)), {})
    found: dict[str, str] = {}
    _flat(value, "", found, 0)
    return found


def _flat(value: Any, key: str, found: dict[str, str], depth: int) -> None:
    """Nested values under the names of their keys, joined by dots."""
    if depth > 6 or len(found) >= MOST_FACTS:
        return
    if isinstance(value, dict):
        for name, entry in value.items():
            _flat(entry, f"{key}.{name}" if key else str(name), found, depth + 1)
    elif isinstance(value, list):
        for number, entry in enumerate(value[:MOST_FACTS]):
            _flat(entry, f"{key}.{number}", found, depth + 1)
    elif value is not None:
        found[key] = str(value)


def _of_xml(text: str) -> dict[str, str]:
    """The words of each element and attribute; a file that declares a document type or entities is left unread."""
    found: dict[str, str] = {}
    way: list[str] = []
    words: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        way.append(name)
        words.clear()
        found.update({f"{name}.{key}": value for key, value in attributes.items()})

    def end(name: str) -> None:
        said = "".join(words).strip()
        if said:
            found[".".join(way)] = said
        words.clear()
        way.pop()

    def refuse(*_: Any) -> None:
        raise ValueError("a document type")

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8"), True)
    except (xml.parsers.expat.ExpatError, ValueError):
        return {}
    return found
