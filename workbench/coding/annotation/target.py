"""Where an annotation of anyone points, in the columns of the register `codings`."""

import re
from typing import Any

from workbench.coding.shelf import Shelf
from workbench.coding.span import seconds, written
from workbench.extract.layout import newlines

ESCAPED = re.compile(r"((?:%[0-9A-Fa-f]{2})+)")
REGION = re.compile(r"xywh=(?:pixel:)?([0-9]+),([0-9]+),([0-9]+),([0-9]+)", re.ASCII)
TIME = re.compile(r"t=(?:npt:)?([0-9:.]*)s?,([0-9:.]+)s?", re.ASCII)
LETTERS = re.compile(r"char=([0-9]+),([0-9]+)", re.ASCII)
NO_SELECTOR = "a TextQuoteSelector, a TextPositionSelector, or a FragmentSelector with xywh in pixels, t or char"


class Unplaced(Exception):
    """No passage follows from a target; the text says what would make one."""


def columns(target: Any, shelf: Shelf) -> dict[str, str]:
    """`file` and `quote`, `region` or `span` of a target: an IRI, or a resource with selectors of the same place.

    Raises:
        Unplaced: no selector is one of those that are read, or the words cannot be told.
    """
    source = target.get("source", target) if isinstance(target, dict) else target
    file, fragment = _file(source, shelf)
    selectors = _listed(target.get("selector") if isinstance(target, dict) else None)
    if fragment:
        selectors = [*selectors, {"type": "FragmentSelector", "value": fragment}]
    if not selectors:
        return {"file": file}
    found = [one for one in selectors if isinstance(one, dict) and "refinedBy" not in one]
    quotes = [one for one in found if one.get("type") == "TextQuoteSelector" and isinstance(one.get("exact"), str)]
    place = _fragment(found)
    if place is not None and not quotes:
        return {"file": file, **place}
    return {"file": file, **_words(file, quotes[0] if quotes else None, _position(found), shelf)}


def _file(source: Any, shelf: Shelf) -> tuple[str, str]:
    """The name of the file of a source, and the fragment of its IRI."""
    if isinstance(source, dict):
        named = source.get("wb:file")
        if isinstance(named, str) and named:
            return shelf.file(named), ""
        source = source.get("id") or source.get("@id") or ""
    iri, _, fragment = str(source).partition("#")
    if shelf.state.get(iri.rpartition(":")[2]) is not None:
        return iri.rpartition(":")[2], fragment
    return shelf.file(_unescaped(iri.partition("?")[0].rstrip("/").rpartition("/")[2])), _unescaped(fragment)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: bytes.fromhex(found[1].replace("%", "")).decode("utf-8", "replace"), text)


def _fragment(selectors: list[dict[str, Any]]) -> dict[str, str] | None:
    for value in (str(one.get("value", "")) for one in selectors if one.get("type") == "FragmentSelector"):
        region, time = REGION.fullmatch(value), TIME.fullmatch(value)
        if region:
            return {"region": ",".join(region.groups())}
        if time:
            begin, end = seconds(time[1] or "0"), seconds(time[2])
            if begin is None or end is None:
                raise Unplaced("a time in seconds or hours:minutes:seconds")
            return {"span": written(begin, end)}
    return None


def _position(selectors: list[dict[str, Any]]) -> tuple[int, int] | None:
    """Two code points: of a `TextPositionSelector`, or of a fragment of plain text (RFC 5147)."""
    for one in selectors:
        letters = LETTERS.match(str(one.get("value", ""))) if one.get("type") == "FragmentSelector" else None
        ends = letters.groups() if letters else (one.get("start"), one.get("end"))
        if letters or one.get("type") == "TextPositionSelector":
            start, end = (int(end) if isinstance(end, str) else end for end in ends)
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
                return start, end
    return None


def _words(file: str, quote: dict[str, Any] | None, at: tuple[int, int] | None, shelf: Shelf) -> dict[str, str]:
    text = shelf.text(file)
    if quote is None and at is None:
        raise Unplaced(NO_SELECTOR)
    if text is None:
        if quote is None:
            raise Unplaced("a TextQuoteSelector: the item has no text in which a position could be counted")
        return {"quote": quote["exact"]}  # for the import to refuse: no item of this name, or no text
    exact = newlines(quote["exact"]) if quote else None
    if at and (exact is None or text[at[0] : at[1]] == exact):
        return shelf.where(file, text, *at) or {}
    return {"quote": exact or "", "occurrence": _nth(text, exact or "", quote or {})}


def _nth(text: str, exact: str, quote: dict[str, Any]) -> str:
    """Which of several places with these words is meant, by the words before and after it."""
    prefix, suffix = (newlines(str(quote.get(name) or "")) for name in ("prefix", "suffix"))
    starts = [found.start() for found in re.finditer(f"(?={re.escape(exact)})", text)] if exact else []
    meant = [at for at in starts if text[:at].endswith(prefix) and text.startswith(suffix, at + len(exact))]
    if len(starts) > 1 and len(meant) != 1:
        raise Unplaced(f"a position, or words before and after: these words stand {len(starts)} times in the text")
    return str(starts.index(meant[0]) + 1) if len(starts) > 1 else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
