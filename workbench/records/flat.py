"""A record as one flat row: a period in three columns, everything else as it is."""

import dataclasses
from typing import Any

from workbench.records.lens import view_deg
from workbench.records.period import Period

PERIOD_COLUMNS = ["period_start", "period_end", "period_as_written"]
PHOTO_COLUMNS = [
    "item", "name", "latitude", "longitude", "radius_m", "altitude_m", "direction_deg",
    "view_deg", "taken", "offset", "device", "position_reason", "source",
]  # fmt: skip


def columns_of(type_: type[Any]) -> list[str]:
    """The columns of a noun, in the order of its fields.

    Example:
        >>> from workbench.records import Count
        >>> columns_of(Count)[4:8]
        ['source', 'period_start', 'period_end', 'period_as_written']
    """
    names = [field.name for field in dataclasses.fields(type_)]
    at = names.index("period") if "period" in names else None
    return names if at is None else [*names[:at], *PERIOD_COLUMNS, *names[at + 1 :]]


def flat(record: Any) -> list[Any]:
    """The values of a record in the order of its columns.

    Example:
        >>> from workbench.records import Count
        >>> flat(Count(what="present", label="workers", low=1, high=2, source="s", period=Period(start="2021")))[5:7]
        ['2021', None]
    """
    out: list[Any] = []
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name == "period":
            period: Period = value or Period()
            out += [period.start, period.end, period.as_written]
        else:
            out.append(value)
    return out


def unflat(type_: type[Any], names: list[str], row: Any) -> Any:
    """The record of a row that `flat` gave, its columns being `names`.

    Example:
        >>> from workbench.records import Count
        >>> count = Count(what="present", label="workers", low=1, high=2, source="s", period=Period(start="2021"))
        >>> unflat(Count, columns_of(Count), flat(count)) == count
        True
    """
    values = dict(zip(names, row, strict=True))
    if PERIOD_COLUMNS[0] in values:
        start, end, as_written = (values.pop(name) for name in PERIOD_COLUMNS)
        values["period"] = Period(start=start, end=end, as_written=as_written) if start or end or as_written else None
    return type_(**values)


def photo(item: str, name: str, source: str | None, exif: dict[str, Any]) -> list[Any]:
    """What a photograph's EXIF table says, in the order of `PHOTO_COLUMNS`.

    Example:
        >>> photo("i", "gate.jpg", None, {"device": "Phone"})[-4:]
        [None, 'Phone', None, None]
    """
    position, taken = exif.get("position") or {}, exif.get("taken") or {}
    spatial = [position.get(key) for key in PHOTO_COLUMNS[2:7]]
    told = [taken.get("as_written"), taken.get("offset"), exif.get("device"), exif.get("position_reason")]
    return [item, name, *spatial, view_deg(exif), *told, source]
