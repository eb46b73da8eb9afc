"""The site map for other programs: GeoJSON (RFC 7946) and GeoPackage, each feature with the place of its words."""

import contextlib
import itertools
import math
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.findings.said import records, said
from workbench.findings.sites import Sites
from workbench.release.evidence import Found, found
from workbench.release.page import notice
from workbench.tables import Tables

PLACES = (
    ("number", "INTEGER"), ("name", "TEXT"), ("kind", "TEXT"), ("role", "TEXT"), ("how", "TEXT"),
    ("precision_m", "REAL"), ("when", "TEXT"), ("start", "TEXT"), ("end", "TEXT"), ("source", "TEXT"), ("note", "TEXT"),
    ("file", "TEXT"), ("place_in_file", "TEXT"), ("first", "INTEGER"), ("last", "INTEGER"), ("sha256", "TEXT"),
)  # fmt: skip
PHOTOS = (
    ("name", "TEXT"), ("direction_deg", "REAL"), ("radius_m", "REAL"), ("taken_as_written", "TEXT"), ("offset", "TEXT"),
    ("device", "TEXT"), ("source", "TEXT"), ("sha256", "TEXT"),
)  # fmt: skip
METRES_A_DEGREE, EXACT = 111_320, 6
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("WGS 84", 4326, "EPSG", 4326, WGS84), ("Undefined Cartesian", -1, "NONE", -1, "undefined"),
    ("Undefined geographic", 0, "NONE", 0, "undefined"),
)  # fmt: skip
# GeoPackage 1.3 asks for a date of change; the same case must give the same bytes, so it is the first day of the count.
NO_DATE = "1970-01-01T00:00:00.000Z"
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
organization TEXT NOT NULL,
 organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
 description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
 min_x DOUBLE, min_y DOUBLE,
 max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
 CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
geometry_type_name TEXT NOT NULL,
 srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
 CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
 CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


def as_geojson(sites: Sites, tables: Tables) -> dict[str, Any]:
    """Places and photographs as features, longitude before latitude in degrees WGS84.

    A point is written with as many decimals as its precision in metres bears, at most six (about a decimetre).
    """
    features = [
        _feature("place", values, geometry, values["precision_m"]) for values, geometry in places(sites, tables)
    ] + [
        _feature("photograph", values, geometry, values["radius_m"]) for values, geometry in photographs(sites, tables)
    ]
    return {"type": "FeatureCollection", "notice": notice(tables.info), "head": tables.head, "features": features}


def places(sites: Sites, tables: Tables) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each place with its values and its geometry, in the order of the map's numbers."""
    where = found(tables, (one for passages in sites.frame["passages"] for one in passages))
    for row in records(sites.frame):
        words = where[row["passages"][0]] if row["passages"] else None
        plain = {name: said(row[name]) for name in ("role", "how", "when", "start", "end", "source", "note")}
        head = {
            "number": int(row["number"]),
            "name": row["site"],
            "kind": row["schema"],
            "precision_m": _number(row["precision_m"]),
        }
        values = {**head, **plain, **_words(words)}
        yield {name: values[name] for name, _ in PLACES}, row["geometry"]


def photographs(sites: Sites, tables: Tables) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each photograph that has a position, with its values and its point; the time stays as the camera wrote it."""
    for row in records(sites.photos):
        values = {
            "name": row["name"], "direction_deg": _number(row["direction_deg"]), "radius_m": _number(row["radius_m"]),
            "taken_as_written": said(row["taken"]), "offset": said(row["offset"]), "device": said(row["device"]),
            "source": said(row["source"]), "sha256": tables.items.at[row["item"], "sha256"],
        }  # fmt: skip
        yield values, row["geometry"]


def _words(place: Found | None) -> dict[str, Any]:
    """Where the words stand: they themselves stay in the case, since they may name people."""
    names = ("file", "place_in_file", "first", "last", "sha256")
    if place is None:
        return dict.fromkeys(names)
    return dict(zip(names, (place.file, place.place, place.start, place.end, place.item_sha256), strict=True))


def _number(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _feature(kind: str, values: dict[str, Any], geometry: Any, metres: float | None) -> dict[str, Any]:
    shape = geometry.__geo_interface__
    digits = decimals(metres) if shape["type"] == "Point" else EXACT
    outline = _rounded(shape["coordinates"], digits)
    if shape["type"] == "Polygon":
        outline = _wound(outline)
    elif shape["type"] == "MultiPolygon":
        outline = [_wound(part) for part in outline]
    properties = {"feature": kind, **values}
    return {"type": "Feature", "geometry": {"type": shape["type"], "coordinates": outline}, "properties": properties}


def decimals(metres: float | None) -> int:
    """How many decimals of a degree a precision in metres bears: one step is at most half of it, and never below six
    decimals.

    Example:
        >>> decimals(8), decimals(1500), decimals(None)
        (5, 3, 6)
    """
    if metres is None or metres <= 0:
        return EXACT
    return min(EXACT, max(1, math.ceil(math.log10(2 * METRES_A_DEGREE / metres))))


def _rounded(part: Any, digits: int) -> Any:
    if isinstance(part, int | float):
        return round(float(part), digits)
    return [_rounded(one, digits) for one in part]


def _wound(rings: list[list[list[float]]]) -> list[list[list[float]]]:
    """Rings as RFC 7946 has them: the outer one against the clock, holes with it."""
    return [ring if (_area(ring) > 0) == (at == 0) else ring[::-1] for at, ring in enumerate(rings)]


def _area(ring: list[list[float]]) -> float:
    return math.fsum(one[0] * other[1] - other[0] * one[1] for one, other in itertools.pairwise(ring))


def as_geopackage(sites: Sites, tables: Tables) -> bytes:
    """A GeoPackage 1.3 with the layers `places` and `photographs`, EPSG:4326; coordinates as they are recorded.

    Written here and not by GDAL, whose files carry the time of writing and its version: these bytes repeat.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.executescript(
            "PRAGMA page_size=4096; PRAGMA application_id=0x47504B47; PRAGMA user_version=10300; BEGIN;" + TABLES
        )
        systems = [(name, number, body, code, text, None) for name, number, body, code, text in SYSTEMS]
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)
        _layer(base, "places", ("GEOMETRY", PLACES), list(places(sites, tables)), notice(tables.info))
        _layer(base, "photographs", ("POINT", PHOTOS), list(photographs(sites, tables)), notice(tables.info))
        base.execute("COMMIT")
        return _settled(base.serialize())


def _layer(
    base: sqlite3.Connection,
    name: str,
    form: tuple[str, Iterable[tuple[str, str]]],
    rows: list[tuple[dict[str, Any], Any]],
    about: str,
) -> None:
    shape, columns = form[0], list(form[1])
    box = _box([geometry.bounds for _, geometry in rows])
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
        (name, name, about, NO_DATE, *box),
    )
    listed = ", ".join(f'"{column}" {kind}' for column, kind in columns)
    base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {shape}, {listed})')
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (name, shape))
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    names = ", ".join(f'"{column}"' for column, _ in columns)
    values = [(_blob(geometry), *(row[column] for column, _ in columns)) for row, geometry in rows]
    base.executemany(f'INSERT INTO "{name}" (geom, {names}) VALUES ({marks})', values)


def _box(bounds: list[tuple[float, ...]]) -> tuple[float | None, ...]:
    if not bounds:
        return (None, None, None, None)
    return tuple(pick(box[side] for box in bounds) for side, pick in enumerate((min, min, max, max)))


def _blob(geometry: Any) -> bytes:
    """The binary form of a geometry (GeoPackage 1.3, 2.1.3): little-endian, with its box unless it is a point."""
    west, south, east, north = geometry.bounds
    box = b"" if geometry.geom_type == "Point" else struct.pack("<4d", west, east, south, north)
    body: bytes = geometry.wkb
    return b"GP" + struct.pack("<BBi", 0, 0b001 if not box else 0b011, 4326) + box + body


def _settled(data: bytes) -> bytes:
    """The file without the two counters and the version of SQLite in its header (SQLite file format, 1.3)."""
    header = bytearray(data)
    header[24:28] = header[92:96] = (1).to_bytes(4, "big")
    header[96:100] = (3_040_000).to_bytes(4, "big")
    return bytes(header)
