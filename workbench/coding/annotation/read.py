"""Web Annotations of anyone as entries of the register `codings`, and everything that is not taken."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.coding.annotation.target import Unplaced, columns
from workbench.coding.annotation.write import OURS, TERMS
from workbench.coding.entry import Entry
from workbench.coding.indicators import REMEDY, Indicators
from workbench.coding.sheet import text_of
from workbench.coding.shelf import Shelf
from workbench.errors import BadValue, WorkbenchError

CODE = f"{OURS}indicator:"
CODING = {"classifying", "tagging", "identifying"}


def read_annotations(path: Path, shelf: Shelf, indicators: Indicators, problems: list[WorkbenchError]) -> list[Entry]:
    """One entry for each indicator and target of each annotation; what is no indicator or no place is a problem.

    The file is an annotation, a list of them, a page, or a collection whose pages stand in it (JSON-LD as the model's
    own context writes it; no other context is fetched).

    Raises:
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
        BadValue: it is no JSON in UTF-8, or holds no annotation.
    """
    try:
        whole = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise BadValue(path.name, "the JSON", str(error), "a Web Annotation in JSON-LD") from None
    found = list(_annotations(whole))
    if not found and not _empty(whole):
        raise BadValue(path.name, "the whole file", "no annotation", "a Web Annotation in JSON-LD")
    entries: list[Entry] = []
    for number, one in enumerate(found, 1):
        for made in _entries(path.name, f"annotation {number}", one, shelf, indicators):
            if isinstance(made, Entry):
                entries.append(made)
            else:
                problems.append(made)
    return entries


def _annotations(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _annotations(one)
    elif isinstance(value, dict) and "Annotation" in _listed(value.get("type", value.get("@type"))):
        yield value
    elif isinstance(value, dict):
        for name in ("first", "items", "@graph"):
            yield from _annotations(value.get(name))


def _empty(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "AnnotationCollection" and value.get("total") == 0


def _entries(
    file: str, where: str, one: dict[str, Any], shelf: Shelf, indicators: Indicators
) -> Iterator[Entry | WorkbenchError]:
    bodies = [{"type": "TextualBody", "value": one["bodyValue"]}] if "bodyValue" in one else _listed(one.get("body"))
    codes, memo = _said(bodies, one)
    if not codes:
        yield BadValue(file, f"{where}, body", memo or "nothing", f"a body that names an indicator, or {REMEDY}")
    for code in codes:
        try:
            values = indicators.of(code)
        except BadValue as error:
            yield BadValue(file, f"{where}, body", error.found, error.expected)
            continue
        if values is None:
            yield BadValue(file, f"{where}, body", code, f"the id or label of an indicator, or map it: {REMEDY}")
            continue
        own = {name: one[f"wb:{name}"] for name in TERMS if isinstance(one.get(f"wb:{name}"), str)}
        coder = _coder(one.get("creator"), shelf) or values.get("coder", "")
        for target in _listed(one.get("target")) or [""]:
            try:
                place = columns(target, shelf)
            except Unplaced as error:
                yield BadValue(file, f"{where}, target", _shown(target), str(error))
                continue
            yield Entry(file, 0, {**values, **place, **own, "coder": coder, "memo": memo}, where=where)


def _said(bodies: list[Any], one: dict[str, Any]) -> tuple[list[str], str]:
    """The codes that the bodies name, and their comments; beside our own id of an indicator its label is no code."""
    motivation = {str(name).rpartition(":")[2] for name in _listed(one.get("motivation"))}
    ours, tags, comments = [], [], []
    for body in bodies:
        named = body if isinstance(body, dict) else {"id": body}
        iri, value = str(named.get("source") or named.get("id") or ""), named.get("value")
        purpose = {str(one).rpartition(":")[2] for one in _listed(named.get("purpose"))}
        if iri.startswith(CODE):
            ours.append(iri.removeprefix(CODE))
        elif isinstance(value, str) and not (purpose or motivation) & CODING:
            comments.append(value)
        else:
            tags.append(value if isinstance(value, str) else iri or _shown(body))
    return list(dict.fromkeys(ours or tags)), "\n".join(comments)


def _coder(creator: Any, shelf: Shelf) -> str:
    first = next(iter(_listed(creator)), "")
    if isinstance(first, dict):
        return shelf.coder(*(str(first[name]) for name in ("nickname", "name", "id") if first.get(name)))
    return shelf.coder(str(first)) if first else ""


def _shown(target: Any) -> str:
    return json.dumps(target, ensure_ascii=False)[:120]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
