"""Where it happened: sites, gates, lodging and photographs as points and areas, distances in metres."""

import dataclasses
import functools
import itertools
import math
from collections import Counter
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import Point, from_wkt, get_coordinates, shortest_line
from shapely.errors import ShapelyError

from workbench import markup
from workbench.errors import WorkbenchError
from workbench.findings.apart import apart
from workbench.findings.said import period, records, said, way, when
from workbench.tables import Tables

WGS84 = "EPSG:4326"
COLUMNS = [
    "number", "site", "schema", "role", "how", "precision_m", "when", "start", "end", "source", "passages", "note",
    "place", "entity", "source_id", "geometry",
]  # fmt: skip
PHOTOS = ["name", "direction_deg", "view_deg", "radius_m", "taken", "offset", "device", "source", "item", "geometry"]


class NoPlace(WorkbenchError):
    """A measure or a map was asked for, and no place of the case has a position.

    Example:
        >>> NoPlace("sites").code
        'no-place'
    """

    code = "no-place"

    def __init__(self, subject: str) -> None:
        super().__init__(
            subject, "no place in this case has a position", "Add one to places.csv, or photographs that carry one"
        )


@dataclasses.dataclass(frozen=True, repr=False)
class Sites:
    """Places and photographs with positions; both frames are EPSG:4326, degrees WGS84, one row a record.

    `frame` has one row for each place record (rival positions of one site stay side by side), `photos` one for each
    photograph that carries a position, `rejected` names each position that was not used and why.
    """

    frame: gpd.GeoDataFrame
    photos: gpd.GeoDataFrame
    rejected: pd.DataFrame
    told: Counter[str] = dataclasses.field(default_factory=Counter)  # how many codings and claims name an entity
    under: Any = None  # a map of one's own to lie under the drawing, as `workbench.underlay` reads it
    squares: bool = False  # a protected copy: each place is the middle of a square, as wide as its precision

    @property
    def df(self) -> pd.DataFrame:
        """`frame` without geometry, with the centre in degrees."""
        plain = pd.DataFrame(self.frame.drop(columns="geometry"))
        centres = list(self.metric().geometry.centroid.to_crs(WGS84)) if len(plain) else []
        return plain.assign(
            latitude=[round(point.y, 6) for point in centres], longitude=[round(point.x, 6) for point in centres]
        )

    def metric(self) -> gpd.GeoDataFrame:
        """`frame` in the UTM zone that fits the places, in metres.

        Raises:
            NoPlace: there is no place with a position.
        """
        if not len(self.frame):
            raise NoPlace("sites")
        return self.frame.to_crs(self.crs())

    def crs(self) -> Any:
        """The UTM zone around the sites; around all places where no site is known, else around the photographs.

        Raises:
            NoPlace: there is neither.
        """
        return self._zone

    @functools.cached_property
    def _zone(self) -> Any:
        wholes = (self.frame[self.frame["schema"] == "Site"], self.frame, self.photos)
        base = next((frame for frame in wholes if len(frame)), None)  # once: each look costs a quarter of a second
        if base is None:
            raise NoPlace("sites")
        return base.estimate_utm_crs()

    def plane(self, longitudes: list[float], latitudes: list[float]) -> list[tuple[float, float]]:
        """Degrees WGS84 as metres in the zone of `crs`: what else a map shows stands in the same plane.

        Raises:
            NoPlace: there is neither a place nor a photograph.
        """
        points = gpd.GeoSeries(gpd.points_from_xy(longitudes, latitudes, crs=WGS84)).to_crs(self.crs())
        return [(float(point.x), float(point.y)) for point in points]

    def distances(self) -> pd.DataFrame:
        """Metres between every two places, nearest edges, on the ellipsoid, with the range that their precision allows.

        `low_m` and `high_m` are the distance less and plus both precisions; where a precision is not known the range
        is not either, and both are NaN. The sites stand first in a pair. In a protected copy the grid is all there is:
        metres are rounded to the width of a square, and NaN for two places in one.

        Raises:
            NoPlace: there is no place with a position.
        """
        plane, degrees = self.metric(), self.frame
        pairs = itertools.combinations(range(len(plane)), 2)
        rows = [
            apart(plane.iloc[a], plane.iloc[b], _metres(plane, degrees, a, b), squares=self.squares,
                  latitude=max(map(abs, degrees.iloc[[a, b]].total_bounds[1::2])))
            for a, b in pairs
            if plane.iloc[a]["entity"] != plane.iloc[b]["entity"]
        ]  # fmt: skip
        columns = ["from", "to", "metres", "low_m", "high_m", "from_source", "to_source", "from_place", "to_place"]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        if not len(self.frame) and not len(self.photos):
            return f"Sites: no place in this case has a position ({len(self.rejected)} rejected)"
        return (
            f"Sites({len(self.frame)} places, {len(self.photos)} photographs, {len(self.rejected)} positions not used)"
        )

    def _repr_html_(self) -> str:
        columns = ["number", "site", "schema", "how", "precision_m", "when", "source"]
        told = self.frame.assign(how=[way(said(one)) for one in self.frame["how"]])
        rows = [[_shown(row[column]) for column in columns] for _, row in told.iterrows()]
        page = markup.table(rows, ["no.", "place", "kind", "how", "precision, m", "when", "source"], repr(self))
        if len(self.rejected):
            refused = [[_shown(value) for value in row] for row in self.rejected.to_numpy()]
            page += markup.table(refused, list(self.rejected.columns), "Positions not used, and why")
        return page


def sites(tables: Tables) -> Sites:
    """The places of a case with their positions, and the photographs that carry one.

    A position that is none (no WKT, off the Earth, empty) is rejected with its reason; no place at all is valid.

    Example:
        >>> from workbench.records import Entity, Place, Source
        >>> from workbench.tables import tabulate
        >>> gate, log = Entity(key="G", schema="Gate", label="Gate"), Source(key="S", label="Survey", kind="document")
        >>> there = Place(entity="g", geometry="POINT (20.45 45.37)", how="survey", source="s", precision_m="5")
        >>> found = sites(tabulate([("g", gate), ("s", log), ("p", there)], "h", bytes))
        >>> found.df[["site", "latitude"]].values.tolist()
        [['Gate', 45.37]]
    """
    rows, rejected = [], []
    for key, place in tables.places.iterrows():
        geometry, reason = _geometry(place["geometry"])
        if reason:
            rejected.append(
                {"what": tables.label(place["entity"]), "position": said(place["geometry"]), "reason": reason}
            )
        else:
            rows.append(_row(tables, str(key), place) | {"geometry": geometry})
    frame = gpd.GeoDataFrame(rows, columns=COLUMNS, geometry="geometry", crs=WGS84)
    frame = frame.sort_values(
        ["schema", "site", "start", "place"], key=_sites_first, na_position="last", ignore_index=True
    )
    frame["number"] = range(1, len(frame) + 1)
    photos, refused = _photos(tables)
    told = Counter([*tables.codings["site"], *tables.relations["source_entity"], *tables.relations["target_entity"]])
    return Sites(frame, photos, pd.DataFrame([*rejected, *refused], columns=["what", "position", "reason"]), told,
                 squares=_protected(tables))  # fmt: skip


def _protected(tables: Tables) -> bool:
    return bool(tables.rows.get("case")) and tables.info.nature == "released"


def _sites_first(column: "pd.Series[Any]") -> "pd.Series[Any]":
    order = {"Site": "0", "Gate": "1", "Dwelling": "2"}
    return column.map(lambda value: order.get(value, value)) if column.name == "schema" else column


def _geometry(wkt: Any) -> tuple[Any, str | None]:
    try:
        geometry = from_wkt(said(wkt) or "POINT EMPTY")
    except ShapelyError:
        return None, "this is no well-known text"
    if geometry.is_empty:
        return None, "empty"
    return (geometry, None) if _on_earth(get_coordinates(geometry)) else (None, "outside the degrees of the Earth")


def _on_earth(points: Any) -> bool:
    # NaN compares false, so a coordinate that is no number falls out here too.
    return all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in points)


def _row(tables: Tables, key: str, place: "pd.Series[Any]") -> dict[str, Any]:
    entity, stretch, passage = tables.entities.loc[place["entity"]], period(place), said(place["passage"])
    precision = said(place["precision_m"])
    return {
        "site": entity["label"], "schema": entity["schema"], "role": said(entity["role"]), "how": said(place["how"]),
        "precision_m": float(precision) if precision else math.nan, "when": when(stretch), "start": stretch.start,
        "end": stretch.end, "source": tables.label(place["source"]), "passages": (passage,) if passage else (),
        "note": said(place["note"]), "place": key, "entity": place["entity"], "source_id": place["source"],
    }  # fmt: skip


def _photos(tables: Tables) -> tuple[gpd.GeoDataFrame, list[dict[str, Any]]]:
    table = tables.photos.assign(source=[tables.label(source) for source in tables.photos["source"]])
    good = table["latitude"].between(-90, 90) & table["longitude"].between(-180, 180)
    points = gpd.points_from_xy(table.loc[good, "longitude"], table.loc[good, "latitude"], crs=WGS84)
    frame = gpd.GeoDataFrame(table[good], geometry=points)[PHOTOS].sort_values(["name", "item"], ignore_index=True)
    refused = [(row, said(row["position_reason"]) or "no position") for row in records(table[~good])]
    return frame, [{"what": row["name"], "position": _coordinates(row), "reason": why} for row, why in refused]


def _coordinates(row: dict[str, Any]) -> str | None:
    return None if math.isnan(row["latitude"]) else f"{row['latitude']}, {row['longitude']}"


def _metres(plane: gpd.GeoDataFrame, degrees: gpd.GeoDataFrame, one: int, other: int) -> float:
    """Metres on the ellipsoid between two rows; a UTM plane finds their nearest points only near its zone."""
    near = float(plane.geometry[one].distance(plane.geometry[other])) < 500_000
    frame = plane if near else degrees
    line = shortest_line(frame.geometry[one], frame.geometry[other])
    ends = gpd.GeoSeries([Point(line.coords[0]), Point(line.coords[-1])], crs=frame.crs).to_crs(WGS84)
    return float(ends.crs.get_geod().inv(ends[0].x, ends[0].y, ends[1].x, ends[1].y)[2])


def metres_between(one: Any, other: Any) -> float:
    """Metres on the ellipsoid between two shapes in degrees, from edge to edge.

    Example:
        >>> round(metres_between(Point(20.0, 45.0), Point(20.0, 46.0)))
        111142
    """
    pair = gpd.GeoDataFrame(geometry=[one, other], crs=WGS84)
    return _metres(pair.to_crs(pair.estimate_utm_crs()), pair, 0, 1)


def _shown(value: Any) -> str:
    text = said(value) or ""
    return text.removesuffix(".0")
