"""What was told of how far a place is, tested against each position on record: a range of metres, never a point."""

import dataclasses
import math
from typing import Any

import pandas as pd
from shapely import Point

from workbench import codebook, markup
from workbench.findings.said import period, records, said, when
from workbench.findings.sites import Sites, metres_between, sites
from workbench.tables import Tables

FITS, AGAINST, OPEN = "consistent", "not consistent", "cannot tell"
COLUMNS = ["of", "told", "low_m", "high_m", "from", "position", "how", "least_m", "most_m", "finds", "why", "source",
           "position_source", "when", "measure", "passage"]  # fmt: skip
TOWN_M = 2_500.0  # how far what people call the town may lie from the centre that the gazetteer gives
METRES = {"m": 1.0, "km": 1000.0}
HOURS = {"min": 1 / 60, "h": 1.0}


@dataclasses.dataclass(frozen=True, repr=False)
class Reach:
    """One row for each told distance and each position it was held against; `assumed` says what was reckoned with."""

    rows: pd.DataFrame
    assumed: tuple[str, ...]

    def __repr__(self) -> str:
        counts = self.rows["finds"].value_counts()
        return "Reach(" + ", ".join(f"{counts.get(one, 0)} {one}" for one in (FITS, AGAINST, OPEN)) + ")"

    def _repr_html_(self) -> str:
        names = ["of", "told", "from", "position", "finds", "why", "source", "position_source"]
        rows = [[str(value) for value in row] for row in self.rows[names].to_numpy()]
        return markup.table(rows, names, "Told distances against positions. Assumed: " + "; ".join(self.assumed))


def band(measure: str, value: float, high: float | None, unit: str, by: str | None) -> tuple[float, float]:
    """The least and greatest straight line, in metres, that fits what was told of a way.

    A told number may be off by a share, a way may wind, a time is bounded by how fast and how slowly people get on:
    all three are data (`evidence_schema/geography/speeds.toml`).

    Example:
        >>> [round(metres) for metres in band("journey", 60, None, "min", "foot")]
        [1250, 8125]
        >>> [round(metres) for metres in band("distance", 8, None, "km", None)]
        [3333, 10000]
    """
    off, most = codebook.told(), codebook.detour().high
    low, top = value * off.low, (value if high is None else high) * off.high
    if measure == "distance":
        return low * METRES[unit] / most, top * METRES[unit]
    speed = codebook.speeds()[by or "foot"]
    return low * HOURS[unit] * speed.low * 1000 / most, top * HOURS[unit] * speed.high * 1000


def reach(tables: Tables, found: Sites | None = None) -> Reach:
    """Each told distance or journey against each recorded position of its place, from each position of the other end.

    Consistent: the whole range that the two positions allow lies within what was told. Not consistent: they have no
    metre in common. Cannot tell: they overlap in part, a precision is not known, or an end has no position.

    Example:
        >>> from workbench.tables import tabulate
        >>> reach(tabulate([], "h", bytes))
        Reach(0 consistent, 0 not consistent, 0 cannot tell)
    """
    found = found or sites(tables)
    places: dict[str, list[dict[str, Any]]] = {}
    for row in records(pd.DataFrame(found.frame)):
        places.setdefault(row["entity"], []).append(row)
    rows: list[dict[str, Any]] = []
    for key, told in tables.measures.iterrows():
        if told["measure"] in ("distance", "journey"):
            rows += _tested(tables, str(key), told, places)
    named = {said(by) for by in tables.measures["by"]} - {None}
    speeds = [codebook.speeds()[by].words() for by in sorted(filter(None, named))]
    off, most = codebook.told(), codebook.detour()
    assumed = [f"a told number may be off by {off.high - 1:.0%}", f"a way is at most {most.high:g} times the straight"
               " line", f"a town reaches {TOWN_M:g} m from its centre"]  # fmt: skip
    return Reach(pd.DataFrame(rows, columns=COLUMNS), (*assumed, *speeds))


def _tested(
    tables: Tables, key: str, told: "pd.Series[Any]", places: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    value, high = float(told["value"]), said(told["high"])
    low_m, high_m = band(told["measure"], value, float(high) if high else None, told["unit"], said(told["by"]))
    origin, ends = _origin(tables, told, places)
    row = {
        "of": tables.label(told["entity"]), "told": words(told), "low_m": round(low_m), "high_m": round(high_m),
        "from": origin, "source": tables.label(told["source"]), "when": when(period(told)), "measure": key,
        "passage": said(told["passage"]),
    }  # fmt: skip
    there = places.get(told["entity"], [])
    if not there or not ends:
        missing = tables.label(told["entity"]) if not there else origin
        return [row | {"finds": OPEN, "why": f"{missing} has no position on record", "least_m": math.nan,
                       "most_m": math.nan}]  # fmt: skip
    return [row | _held(place, end, low_m, high_m) for place in there for end in ends]


def _held(place: dict[str, Any], end: dict[str, Any], low_m: float, high_m: float) -> dict[str, Any]:
    """One position of the place and one of the other end against the range."""
    metres = metres_between(place["geometry"], end["geometry"])
    slack = place["precision_m"] + end["precision_m"]
    row = {"position": f"no. {place['number']}", "how": place["how"], "position_source": place["source"]}
    if math.isnan(slack):
        whose = place["site"] if math.isnan(place["precision_m"]) else end["site"]
        return row | {"least_m": math.nan, "most_m": math.nan, "finds": OPEN,
                      "why": f"nobody says how exactly {whose} is placed"}  # fmt: skip
    least, most = max(0.0, metres - slack), metres + slack
    finds = FITS if low_m <= least and most <= high_m else AGAINST if most < low_m or least > high_m else OPEN
    why = f"{round(least)} to {round(most)} m by these positions, {round(low_m)} to {round(high_m)} m as told"
    return row | {"least_m": round(least), "most_m": round(most), "finds": finds, "why": why}


def _origin(
    tables: Tables, told: "pd.Series[Any]", places: dict[str, list[dict[str, Any]]]
) -> tuple[str, list[dict[str, Any]]]:
    """The other end of a way, and every position that it has."""
    town = codebook.town_numbered(said(told["town"]) or "")
    if town is not None:
        spot = {"geometry": Point(town.longitude, town.latitude), "precision_m": TOWN_M, "site": town.name}
        return f"{town.name} ({town.country})", [spot]
    return tables.label(told["other"]), places.get(told["other"], [])


def words(told: Any) -> str:
    """What was told, in words.

    Example:
        >>> words({"value": "50", "high": "70", "unit": "min", "by": "foot", "part": None})
        '50 to 70 min by foot'
    """
    high, by, part = said(told["high"]), said(told["by"]), said(told["part"])
    text = f"{told['value']} to {high}" if high else str(told["value"])
    text += f" {said(told['unit'])}" if said(told["unit"]) else ""
    return text + (f" by {by}" if by else "") + (f" ({part})" if part else "")
