"""What one looks at first: the items of a case, and all that is known of one of them."""

import json
from typing import Any

from workbench import codebook, wording
from workbench.casefile import Case, Live
from workbench.danger import dangers
from workbench.errors import BadValue, Unknown
from workbench.extract.times import beside_file
from workbench.listed import Card, Listing

SHOWN = ("name", "kind", "outcome", "size", "sha256")
CAPTURED = ("address", "captured_as_written", "digest_checked")
SEEN = ("position", "position_reason", "taken", "device", "times", "gps_time")


def items(case: Case) -> Listing:
    """Every item with its outcome, in the order of intake: a list of mappings, and `.df`."""
    custody = _by_item(case, "custody")
    told = dangers(case)
    rows = [
        {"dangers": told.get(live.id, [])} | _item(live, custody.get(live.id, [])) for live in case.state().of("item")
    ]
    return Listing(rows, "Items", SHOWN)


def show(case: Case, item: str) -> Card:
    """One item, named by its id, the start of it, or its file name: custody, derivatives, passages, a photo's facts.

    Raises:
        Unknown: nothing answers to that name.
        BadValue: more than one item does; their ids are named.
    """
    live = item_of(case, item)
    tables = case.tables()
    shown = {"dangers": dangers(case, live.id)[live.id]} | _item(live, _by_item(case, "custody").get(live.id, []))
    shown["derivatives"] = [
        {name: getattr(one.record, name) for name in ("kind", "tool", "version", "sha256")}
        for one in _by_item(case, "derivative").get(live.id, [])
    ]
    shown["passages"] = wording.passages(tables, live.id)
    shown |= {"recognitions": wording.recognitions(tables, live.id), "original": None}
    shown["translations"] = wording.translations(tables, live.id)
    if shown["translations"]:
        shown["original"] = tables.text(live.id)
    if (exif := tables.derived(live.id, "exif")) is not None:
        facts = json.loads(exif)
        shown |= {name: facts.get(name) for name in SEEN}
        shown |= beside_file(facts, [one.record.file_time for one in _by_item(case, "custody").get(live.id, [])])
    return Card(shown | _captured(case, live), live.record.name)


def _captured(case: Case, live: Live) -> dict[str, Any]:
    """Of a page out of a web archive: address, capture time as written, and whether the digest is that of the bytes.

    Of a page that a browser saved, the same as the browser wrote it; it writes no digest.
    """
    listing = case.tables().derived(live.record.parent, "listing") if live.record.parent else None
    for entry in json.loads(listing)["members"] if listing else ():
        if "captured_as_written" in entry and live.record.name.endswith(f"/{entry['name']}"):
            return {"captured": {name: entry.get(name) for name in CAPTURED}}
    layout = case.tables().texts.layout(live.id)
    if "saved_from" in layout or "saved_as_written" in layout:
        told = (layout.get("saved_from"), layout.get("saved_as_written"), None)
        return {"captured": dict(zip(CAPTURED, told, strict=True))}
    return {}


def item_of(case: Case, name: str) -> Live:
    """The item that answers to a name: its id, the start of it (six digits or more), or its file name.

    Raises:
        Unknown: nothing answers to that name.
        BadValue: more than one item does; their ids are named.
    """
    everything = case.state().of("item")
    found = [live for live in everything if live.record.name == name or live.id == name]
    if not found and len(name) >= 6:
        found = [live for live in everything if live.id.startswith(name)]
    if len(found) > 1:
        ids = ", ".join(live.id[:12] for live in found)
        raise BadValue(case.path.name, "item", name, f"the id of the one that is meant, of {ids}")
    if not found:
        near = codebook.near(name, [live.record.name for live in everything])
        raise Unknown(case.path.name, "item", name, near)
    return found[0]


def _by_item(case: Case, kind: str) -> dict[str, list[Live]]:
    grouped: dict[str, list[Live]] = {}
    for live in case.state().of(kind):
        grouped.setdefault(live.record.item, []).append(live)
    return grouped


def _item(live: Live, custody: list[Live]) -> dict[str, Any]:
    record = live.record
    events = [
        {"at": one.at, "action": one.record.action, "outcome": one.record.outcome, "agent": one.agent}
        for one in custody
    ]
    reasons = [{"code": code, "message": message} for one in custody[:1] for code, message in one.record.reasons]
    return {
        "id": live.id, "sha256": record.sha256, "name": record.name, "size": record.size, "kind": record.kind,
        "media_type": record.media_type, "outcome": custody[0].record.outcome if custody else "unverifiable",
        "reasons": reasons, "custody": events, "parent": record.parent,
    }  # fmt: skip
