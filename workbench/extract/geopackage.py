"""GeoPackage 1.3: the feature tables of an SQLite file, in the system that each of them names."""

import contextlib
import sqlite3
import struct
from collections.abc import Iterator
from typing import Any

from workbench.extract.features import Feature, made
from workbench.extract.outcome import File, Reading, Unread, reason
from workbench.extract.systems import converted

# The identity in the header of the file (GeoPackage 1.3, 1.1.1.1.1); 1.0 and 1.1 had one of their own each.
MARKS = (b"GPKG", b"GP10", b"GP11")
BOXES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
NAMES, ABOUT = ("name", "title", "label", "naziv", "ten"), ("description", "desc", "note", "opis")
SHAPES = {1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon"}
MOST_ROWS, STEPS, DEEPEST = 20_000, 50_000_000, 4


def read(file: File) -> Reading:
    """The features of a GeoPackage; another SQLite file is kept without being read.

    Raises:
        Unread: the file is damaged, or reading its tables takes far longer than a table of features does.
    """
    with file.path.open("rb") as stream:
        head = stream.read(100)
    if head[68:72] not in MARKS:
        return Reading("other", (reason("no-reader", file.media_type),))
    try:
        # Read-only and as a file that nobody changes: no journal is played back, nothing is written beside it.
        base = sqlite3.connect(f"{file.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        with contextlib.closing(base):
            base.execute("PRAGMA trusted_schema=OFF")
            base.set_progress_handler(_Steps(), 10_000)
            features = list(_features(base))
    except sqlite3.Error as error:
        raise Unread("damaged", str(error)[:120]) from None
    features, done = converted(features)
    reasons, found = made(features, "geopackage")
    said = [reason("system-converted", f"{done} features")] if done else []
    nothing = [] if found else [reason("no-text", "no table of features")]
    return Reading("map", (*reasons, *said, *nothing), found)


class _Steps:
    """Stops a query that runs far longer than one over a table of features."""

    def __init__(self) -> None:
        self.left = STEPS // 10_000

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def _features(base: sqlite3.Connection) -> Iterator[Feature]:
    # Only plain tables: a view may compute without end.
    listed = base.execute(
        "SELECT g.table_name, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id"
        " FROM gpkg_geometry_columns g JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table'"
        " LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name"
    ).fetchall()
    left = MOST_ROWS + 1
    for table, column, _, organization, code in listed:
        known = isinstance(organization, str) and organization.upper() == "EPSG" and isinstance(code, int) and code > 0
        system = f"EPSG:{code}" if known else ""
        name = str(table).replace('"', '""')
        columns = [str(one[1]) for one in base.execute(f'PRAGMA table_info("{name}")')]
        for row in base.execute(f'SELECT * FROM "{name}" LIMIT {left}'):
            left -= 1
            yield _feature(dict(zip(columns, row, strict=True)), str(column), str(table), system)


def _feature(row: dict[str, Any], column: str, table: str, system: str) -> Feature:
    words = {key.lower(): str(value) for key, value in row.items() if isinstance(value, str | int | float)}
    name = next((words[key] for key in NAMES if words.get(key)), f"{table} {words.get('fid', '')}".strip())
    about = next((words[key] for key in ABOUT if words.get(key)), "")
    blob = row.get(column)
    try:
        kind, coordinates = binary(blob) if isinstance(blob, bytes) else ("", None)
    except (struct.error, IndexError, ValueError, KeyError):
        kind, coordinates = "", None
    return Feature(name, kind, coordinates, about, system=system)


def binary(blob: bytes) -> tuple[str, Any]:
    """The kind and the coordinates in a geometry of a GeoPackage (2.1.3): a header, then well-known binary.

    Raises:
        ValueError: it is no such geometry, or an empty one.

    Example:
        >>> point = struct.pack("<BIdd", 1, 1, 20.4, 45.3)
        >>> binary(b"GP" + struct.pack("<BBi", 0, 1, 4326) + point)
        ('Point', [20.4, 45.3])
    """
    if blob[:2] != b"GP":
        raise ValueError("no geometry of a GeoPackage")
    flags = blob[3]
    if flags & 0b10000:
        raise ValueError("empty")
    kind, coordinates, _ = _shape(blob, 8 + BOXES[(flags >> 1) & 7], 0)
    return kind, coordinates


def _shape(data: bytes, at: int, deep: int) -> tuple[str, Any, int]:
    order = "<" if data[at] == 1 else ">"
    (number,) = struct.unpack_from(f"{order}I", data, at + 1)
    extra = {0: 0, 1: 1, 2: 1, 3: 2}[number // 1000] if number < 4000 else 0
    kind, at, width = SHAPES[number % 1000], at + 5, 2 + extra
    if kind == "Point":
        (*pair,) = struct.unpack_from(f"{order}{width}d", data, at)
        return kind, pair[:2], at + 8 * width
    (count,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    if count * 4 > len(data) or deep > DEEPEST:
        raise ValueError("more parts than bytes")
    parts = []
    for _ in range(count):
        part, at = _part(data, at, (order, width, kind, deep))
        parts.append(part)
    return kind, parts, at


def _part(data: bytes, at: int, form: tuple[str, int, str, int]) -> tuple[Any, int]:
    order, width, kind, deep = form
    if kind.startswith("Multi"):
        _, part, at = _shape(data, at, deep + 1)
        return part, at
    if kind == "LineString":
        (*pair,) = struct.unpack_from(f"{order}{width}d", data, at)
        return pair[:2], at + 8 * width
    (count,) = struct.unpack_from(f"{order}I", data, at)
    values = struct.unpack_from(f"{order}{count * width}d", data, at + 4)
    ring = [list(values[step : step + 2]) for step in range(0, len(values), width)]
    return ring, at + 4 + 8 * count * width
