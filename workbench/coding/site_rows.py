"""The register of measures: how far, how large, how many; and the words that mark a place which no case may hold."""

import re
from collections.abc import Callable
from decimal import Decimal

from workbench import codebook
from workbench.coding.cells import PASSAGE, PERIOD, Context, decimal_of, period_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue, WorkbenchError
from workbench.records import Measure, Record

COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "measures": (
        ["entity", "measure", "value", "high", "unit", "from", "town", "by", "part", *PERIOD, "source", *PASSAGE,
         "region", "note"],
        ["entity", "measure", "value", "source"],
    )
}  # fmt: skip
LENGTHS, TIMES = ("m", "km"), ("min", "h")
UNITS = {"distance": LENGTHS, "journey": TIMES, "floor-area": ("m2",), "height": ("cm", "m"),
         "bed-length": ("cm", "m"), "bed-width": ("cm", "m")}  # fmt: skip
LEADING = ("distance", "journey")
# A house where people hide from whoever exploited them. Hospitals, hostels and barracks are none of these.
SAFE = re.compile(
    r"safe[\s-]?(?:house|place|home)|women'?s (?:shelter|refuge)|(?<!bus )(?<!bike )\bshelters?\b|\brefuge\b|sigurn[aeu]? ku[ćc]|skloništ|skloniste"
    r"|сигурн[аеу]? кућ|склоништ|nhà tạm lánh|nhà an toàn|安全屋|庇护所|庇護所|संरक्षण गृह|आश्रय गृह|sığınma ?evi|sığınak",
    re.IGNORECASE,
)


class SafePlace(WorkbenchError):
    """Something was to be recorded that is marked as a safe house: whoever lives there could be found through the case.

    Example:
        >>> SafePlace("places.csv", "line 4", "safe house").code
        'safe-place'
    """

    code = "safe-place"

    def __init__(self, file: object, place: str, words: str) -> None:
        super().__init__(
            f"{file}, {place}",
            f"'{words}' marks a safe place, and no case holds where one is",
            "Leave it out: keep such an address on paper with whoever runs the place; a person may be recorded as "
            "lodged elsewhere without a place",
        )


def refuse_safe_place(row: Row, columns: tuple[str, ...]) -> None:
    """Refuses a row one of whose cells marks what it speaks of as a safe house.

    Raises:
        SafePlace: with the words that mark it.

    Example:
        >>> refuse_safe_place(Row("p.csv", 2, {"note": "barracks behind the plant"}), ("note",))
    """
    for column in columns:
        if found := SAFE.search(row.text(column) or ""):
            raise SafePlace(row.file, row.place(column), found.group())


def refuse_safe_entity(row: Row, context: Context) -> None:
    """Refuses a position for an entity that the case holds and whose own words mark it as a safe house.

    Raises:
        SafePlace: with the words that mark it.
    """
    live = context.keys.state.get(context.keys.need("entity", row, "entity"))
    told = live.record if live is not None else None
    for words in () if told is None else (told.label, *told.names, told.role, told.note):
        if found := SAFE.search(words or ""):
            raise SafePlace(row.file, row.place("entity"), found.group())


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
