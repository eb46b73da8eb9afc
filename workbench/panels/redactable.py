"""What a panel shows of an item of which something may be withheld, and how what is marked in it is asked for."""

from typing import Any

from workbench.casefile import Case, Live
from workbench.errors import BadValue
from workbench.panels import opened
from workbench.redaction.looking import Drawn, can_be_drawn
from workbench.redaction.places import PDF, Asked
from workbench.redaction.touched import touched

REASONS = ("identity", "location", "third-person", "self-incrimination", "health", "child", "interpreter", "other")
KEPT = ("id", "name", "text", "lang", "dangers")


def items(case: Case) -> list[dict[str, Any]]:
    """The items in the order of their names, each with how many redactions count of it."""
    state, counted = case.state(), dict[str, int]()
    for live in state.of("redaction"):
        counted[live.record.item] = counted.get(live.record.item, 0) + 1
    return [{"id": live.id, "name": live.record.name, "redactions": counted.get(live.id, 0)}
            for live in sorted(state.of("item"), key=lambda live: (live.record.name, live.id))]  # fmt: skip


def item(case: Case, live: Live, seen: Drawn | None, page: int) -> dict[str, Any]:
    """One item with its words, what is withheld of them, and of the page that is shown."""
    found, redactions = opened.item(case, live), _of_item(case, "redaction", live)
    marks = [{"id": one.id, "start": start, "end": end, "stance": "withheld", "lang": None}
             for one in redactions if one.record.derivative == found["derivative"]
             for start, end in one.record.spans]  # fmt: skip
    boxes = [(at, box) for one in redactions for at, *box in one.record.regions]
    return {name: found[name] for name in KEPT} | {
        "draws": can_be_drawn(live.record.media_type), "paged": live.record.media_type == PDF, "marks": marks,
        "regions": [box for at, box in boxes if at == page], "page": page,
        "pixels": [seen.width, seen.height] if seen else None, "pages": seen.pages if seen else None,
    }  # fmt: skip


def asked_for(
    case: Case, live: Live, page: int, *, at: list[int] | None = None, everywhere: bool = False,
    region: list[int] | None = None, passage: str | None = None, whole: bool = False,
) -> Asked:  # fmt: skip
    """What is marked, as it is asked for: a passage, a region of a page, words at their place or everywhere, or all.

    Raises:
        BadValue: nothing but blanks is marked, or the stretch lies outside the text.
    """
    if passage:
        return Asked(passages=[passage])
    if region:
        x, y, wide, high = (int(side) for side in region)
        return Asked(regions=[(page, x, y, wide, high)])
    if not at:
        return Asked(whole=whole)
    start, end = at
    text = opened.item(case, live)["text"]
    words = text[start:end] if 0 <= start < end <= len(text) else ""
    if not words.strip():
        raise BadValue("redact", "words", f"{start} to {end}", f"words within the {len(text)} code points of the text")
    if everywhere:
        return Asked(words=[words.strip()])
    start += len(words) - len(words.lstrip())
    return Asked(spans=[(start, start + len(words.strip()))])


def passages(case: Case, live: Live, leaves: dict[str, str]) -> list[dict[str, Any]]:
    """The passages of an item, each place once: whether they are withheld, and the words in which they would leave."""
    found, rows = _of_item(case, "passage", live), dict[Any, dict[str, Any]]()
    gone = touched(found, _of_item(case, "redaction", live))
    for one in found:
        told = one.record
        where = told.quote, told.start, told.end, told.region, told.from_s, told.to_s
        row = rows.setdefault(where, {
            "id": one.id, "quote": told.quote, "region": list(told.region), "withheld": one.id in gone,
            "span": f"{told.from_s}-{told.to_s}" if told.from_s is not None else None, "leaves": None,
        })  # fmt: skip
        row["leaves"] = None if row["withheld"] else row["leaves"] or leaves.get(one.id)
    return list(rows.values())


def withheld(case: Case, live: Live) -> list[dict[str, Any]]:
    """What is withheld of an item: how many places, why, by whom; never the words."""
    keys = {one.id: one.record.key for one in case.state().of("agent")}
    return [
        {"id": one.id, "reason": one.record.reason, "by": keys.get(one.agent, ""), "note": one.record.note or "",
         "places": len(one.record.spans) + len(one.record.regions) + len(one.record.stretches) + one.record.whole}
        for one in _of_item(case, "redaction", live)
    ]  # fmt: skip


def _of_item(case: Case, kind: str, live: Live) -> list[Live]:
    return [one for one in case.state().of(kind) if one.record.item == live.id]
