"""Placing a drawn plan on known points: a further working copy of its picture, which says what it misses by."""

from pathlib import Path

from workbench import verbs
from workbench.casefile import Case
from workbench.casefile.objects import Stored
from workbench.coding.cells import decimal_of
from workbench.coding.keys import Keys
from workbench.coding.sheet import Row, read_sheet
from workbench.errors import BadValue
from workbench.extract.placement import Control, Placement, fit, made
from workbench.records import CustodyEvent
from workbench.taken import record_made

COLUMNS = ["x", "y", "latitude", "longitude", "name"]


def place_plan(case: Case, item: str, points: Path | str, *, agent: str | None = None) -> Placement:
    """Places a picture of a case on the points of a table (x, y in pixels; latitude, longitude; name) and records it.

    Raises:
        Unknown: no item has the name or id.
        BadValue: the item is no picture, a number is none, or the points cannot carry a plan.
        Missing, Refused, Unreadable: as for any register.
        Unnamed: nobody is named as acting.
    """
    who = verbs.acting(case, agent, "place-plan")
    live = Keys(case.state()).item(Row(str(item), 1, {"file": item}))
    if not live.record.media_type.startswith("image/"):
        raise BadValue(item, "kind", live.record.media_type, "a picture of a plan")
    rows = read_sheet(Path(points), COLUMNS, required=COLUMNS[:4])
    placed = fit([_control(row) for row in rows], Path(points).name)
    stored = Stored(live.record.object, live.record.sha256, live.record.size)
    with case.writing(who) as writer:
        record_made(writer, live.id, stored, [made(placed)])
        told = CustodyEvent(item=live.id, action="placed", outcome="parsed", detail=placed.words())
        writer.record(told)
    return placed


def _control(row: Row) -> Control:
    values = {}
    for column in COLUMNS[:4]:
        row.need(column)
        values[column] = float(decimal_of(row, column) or 0)
    if abs(values["latitude"]) > 90 or abs(values["longitude"]) > 180:
        raise BadValue(row.file, row.place("latitude"), row.need("latitude"), "degrees within 90 and 180")
    return Control(**values, name=row.text("name") or "")
