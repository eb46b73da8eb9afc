"""The codings of a case as W3C Web Annotations (Recommendation of 23 February 2017), one JSON-LD document."""

import json
from collections.abc import Iterable
from typing import Any

from workbench.coding.entry import Coded
from workbench.coding.refi.guid import guid

OURS = "urn:forced-labour-workbench:"
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"wb": f"{OURS}coding:1:"}]
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
AROUND = 32
# What the model has no word for goes out, and comes in, under its own prefix.
TERMS = (
    "stance", "means", "subject", "scope", "start", "end", "as_written", "site", "actor", "phase", "question",
    "elicited",
)  # fmt: skip
KINDS = {"image": "Image", "audio": "Sound", "video": "Video", "text": "Text"}


def annotations_file(title: str, codings: Iterable[Coded], labels: dict[tuple[str, str], str]) -> bytes:
    """An annotation collection in UTF-8: one annotation a coding, in the order in which they were recorded.

    Text: `TextQuoteSelector` and `TextPositionSelector` (code points, section 4.2.5); a region or a stretch of time:
    `FragmentSelector` with a media fragment (`xywh=pixel:`, `t=npt:`). `labels`: by framework and indicator.
    """
    items = [annotation(one, labels[one.row["framework"], one.row["indicator"]]) for one in codings]
    page = {"id": f"{OURS}codings#1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {"@context": CONTEXT, "id": f"{OURS}codings", "type": "AnnotationCollection", "label": title,
             "total": len(items), "first": page}  # fmt: skip
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def annotation(one: Coded, label: str) -> dict[str, Any]:
    """One coding as an annotation; the indicator is a body of its own, its label a tag, the memo a comment."""
    row = one.row
    code = f"{OURS}indicator:{row['framework']}/{row['indicator']}"
    bodies: list[dict[str, str]] = [
        {"type": "SpecificResource", "source": code, "purpose": "classifying"},
        {"type": "TextualBody", "value": label, "format": "text/plain", "language": "en", "purpose": "tagging"},
    ]
    if row["memo"]:
        bodies.append({"type": "TextualBody", "value": row["memo"], "format": "text/plain", "purpose": "commenting"})
    return {
        "id": f"urn:uuid:{guid('coding', one.live.id).lower()}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Person", "nickname": row["coder"]},
        "created": one.live.at,
        "body": bodies,
        "target": _target(one),
        **{f"wb:{name}": row[name] for name in TERMS if row[name]},
    }


def _target(one: Coded) -> dict[str, Any]:
    kind = KINDS.get(one.item.media_type.partition("/")[0], "Text")
    source = {"id": f"{OURS}item:{one.passage.item}", "type": kind, "format": one.item.media_type,
              "wb:file": one.row["file"]}  # fmt: skip
    selectors = _selectors(one)
    return {"type": "SpecificResource", "source": source, **({"selector": selectors} if selectors else {})}


def _selectors(one: Coded) -> list[dict[str, Any]]:
    passage = one.passage
    if passage.quote is not None and passage.start is not None and passage.end is not None:
        text = one.text or ""
        first, last = _around(passage.start, passage.end, one.taken_back)
        around = {"prefix": text[first : passage.start], "suffix": text[passage.end : last]}
        return [
            {"type": "TextQuoteSelector", "exact": passage.quote, **around},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ]
    fragments = []
    if passage.region:
        fragments.append("xywh=pixel:" + ",".join(map(str, passage.region)))
    if passage.from_s is not None:
        fragments.append(f"t=npt:{passage.from_s},{passage.to_s}")
    return [{"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": value} for value in fragments]


def _around(start: int, end: int, taken_back: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """How far the words around a quote reach: not into those of a worker who withdrew, so that they are found again."""
    first, last = max(0, start - AROUND), end + AROUND
    for begin, stop in taken_back:
        first = max(first, min(stop, start)) if begin < start else first
        last = min(last, max(begin, end)) if stop > end else last
    return first, last
