"""The register of measures: how far, how large, how many; and the words that mark a place which no case may hold."""

import json
import re
from collections.abc import Callable
from decimal import Decimal

from workbench import codebook
from workbench.casefile import Case
from workbench.coding.cells import PASSAGE, PERIOD, Context, decimal_of, period_of
from workbench.coding.keys import Keys
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Unknown
from workbench.extract import placement
from workbench.records import Measure, Record

COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "measures": (
        ["entity", "measure", "value", "high", "unit", "from", "town", "by", "part", *PERIOD, "source", *PASSAGE,
         "region", "note"],
        ["entity", "measure", "value", "source"],
    )
}  # fmt: skip
PIXELS = re.compile(r"(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")
LENGTHS, TIMES = ("m", "km"), ("min", "h")
UNITS = {"distance": LENGTHS, "journey": TIMES, "floor-area": ("m2",), "height": ("cm", "m"),
         "bed-length": ("cm", "m"), "bed-width": ("cm", "m")}  # fmt: skip
LEADING = ("distance", "journey")


def refuse_safe_place(row: Row, columns: tuple[str, ...]) -> None:
    """Refuses a row one of whose cells marks what it speaks of as a safe house.

    Raises:
        SafePlace: with the words that mark it.

    Example:
        >>> refuse_safe_place(Row("p.csv", 2, {"note": "barracks behind the plant"}), ("note",))
    """
    for column in columns:
        if found := codebook.safe_place_in(row.text(column)):
            raise codebook.SafePlace(f"{row.file}, {row.place(column)}", found)


def refuse_safe_entity(row: Row, context: Context) -> None:
    """Refuses a position for an entity that the case holds and whose own words mark it as a safe house.

    Raises:
        SafePlace: with the words that mark it.
    """
    live = context.keys.state.get(context.keys.need("entity", row, "entity"))
    told = live.record if live is not None else None
    for words in () if told is None else (told.label, *told.names, told.role, told.note):
        if found := codebook.safe_place_in(words):
            raise codebook.SafePlace(f"{row.file}, {row.place('entity')}", found)


def featured(case: Case, keys: Keys, row: Row) -> Row:
    """A row of places whose column `feature` names one of its file, with the shape of that feature as its position.

    A feature is named by its number, or by a name that no other feature of the file bears.

    Raises:
        BadValue: the file holds no features, several bear the name, or the feature has no position that can be used.
        Unknown: no feature has the name or number; those that there are come with it.
    """
    wanted = row.text("feature")
    if wanted is None:
        return row
    if row.text("wkt") or row.text("latitude"):
        raise BadValue(row.file, row.place("feature"), wanted, "a feature or a position, not both")
    item = keys.item(row)
    placed = keys.derived(item, "placement")
    if placed is not None:
        return _drawn(case.objects.read(placed.record.object), row, wanted)
    made = keys.derived(item, "features")
    if made is None:
        raise BadValue(
            row.file, row.place("feature"), wanted, "a file that holds features: KML, GPX, GeoJSON, GeoPackage"
        )
    held = json.loads(case.objects.read(made.record.object))["features"]
    found = [one for one in held if wanted in (str(one["number"]), one["name"])]
    if not found:
        raise Unknown(row.file, row.place("feature"), wanted, [f"{one['number']} {one['name']}" for one in held[:20]])
    if len(found) > 1:
        numbers = ", ".join(str(one["number"]) for one in found)
        raise BadValue(row.file, row.place("feature"), wanted, f"the number of the one that is meant, of {numbers}")
    doubt = found[0].get("left") or found[0].get("doubt")
    if doubt:
        raise BadValue(row.file, row.place("feature"), wanted, f"a position of your own: {codebook.message(doubt)}")
    return Row(row.file, row.line, {**row.values, "wkt": found[0]["wkt"]})


def _drawn(data: bytes, row: Row, wanted: str) -> Row:
    """A row with the shape in pixels of a placed plan: a point, a line, or an area that ends as it began."""
    placed, found = placement.read(data), PIXELS.findall(wanted)
    if not found or PIXELS.sub("", wanted).strip():
        raise BadValue(row.file, row.place("feature"), wanted, "pixels of the plan, as 120,340, several with a space")
    precision = decimal_of(row, "precision_m")
    if precision is None or Decimal(precision) < Decimal(str(round(placed.rms_m, 1))):
        least = f"{placed.rms_m:.1f} or more: the plan is {placed.words()}"
        raise BadValue(row.file, row.place("precision_m"), precision or "", least)
    spots = [f"{east:.7f} {north:.7f}" for east, north in placed.ground([(float(x), float(y)) for x, y in found])]
    closed = len(spots) > 3 and spots[0] == spots[-1]
    body = f"(({', '.join(spots)}))" if closed else f"({', '.join(spots)})"
    shape = "POLYGON" if closed else "LINESTRING" if len(spots) > 1 else "POINT"
    return Row(row.file, row.line, {**row.values, "wkt": f"{shape} {body}"})


def _measure(row: Row, context: Context) -> Measure:
    refuse_safe_entity(row, context)
    measure, other, town = row.need("measure"), context.keys.find("entity", row, "from"), row.text("town")
    row.need("value")
    value, high = decimal_of(row, "value"), decimal_of(row, "high")
    if high is not None and Decimal(high) < Decimal(value or "0"):
        raise BadValue(row.file, row.place("high"), high, f"a number from {value} on, or nothing")
    units, unit = UNITS.get(measure, ()), row.text("unit")
    if (unit not in units) if units else unit is not None:
        raise BadValue(row.file, row.place("unit"), unit or "", f"one of {', '.join(units)}" if units else "no unit")
    if measure in LEADING and (other is None) == (town is None):
        raise BadValue(row.file, row.place("from"), town or "", "an entity in `from`, or a town in `town`: one of them")
    if measure not in LEADING and (other or town):
        raise BadValue(row.file, row.place("from"), town or row.need("from"), "nothing, except for distance or journey")
    if measure == "journey":
        row.need("by")
    return Measure(
        entity=context.keys.need("entity", row, "entity"),
        measure=measure,
        value=value or "",
        source=context.keys.need("source", row, "source"),
        high=high,
        unit=unit,
        other=other,
        town=None if town is None else str(codebook.town_of(town, row.file, row.place("town")).geonames),
        by=row.text("by"),
        part=row.text("part"),
        period=period_of(row),
        passage=context.passage or None,
        note=row.text("note"),
    )


MAKERS: dict[str, Callable[[Row, Context], Record]] = {"measures": _measure}
