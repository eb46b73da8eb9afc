"""Files of places that mark a safe house, told before one byte of them is kept."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from workbench.codebook import SafePlace, safe_place_in

ENDINGS = frozenset({".kml", ".kmz", ".gpx", ".geojson", ".gpkg", ".json", ".xml"})
ONLY_PLACES = re.compile(rb'<(?:\w+:)?(?:kml|gpx)[\s>]|"type"\s*:\s*"Feature|^SQLite format 3|^PK\x03\x04')
MOST_BYTES = 64_000_000


def marked(path: Path, name: str) -> str | None:
    """The words in a file of places (KML, KMZ, GPX, GeoJSON, GeoPackage) that mark a safe house, or None.

    Only files that hold nothing but places are looked into: a testimony may tell of a safe house without saying where.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "a.kml"
        >>> _ = path.write_text("<kml><Placemark><name>Safe house</name></Placemark></kml>")
        >>> marked(path, "a.kml")
        'Safe house'
    """
    if PurePosixPath(name).suffix.lower() not in ENDINGS or not path.is_file():
        return None
    with path.open("rb") as stream:
        return _marked(stream.read(MOST_BYTES), path)


def watched(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The pieces of a file that comes from elsewhere; none of one in which a safe house is marked.

    Raises:
        SafePlace: it is marked; and whatever the pieces raise.

    Example:
        >>> b"".join(watched(iter([b"They keep ", b"the cards."]), "note.txt"))
        b'They keep the cards.'
    """
    if PurePosixPath(name).suffix.lower() in ENDINGS:
        held = io.BytesIO()
        for piece in pieces:
            held.write(piece)
            if held.tell() >= MOST_BYTES:
                break
        if (words := _marked(held.getvalue(), held)) is not None:
            raise SafePlace(name, words)
        yield held.getvalue()
    yield from pieces


def _marked(data: bytes, whole: Path | IO[bytes]) -> str | None:
    if not ONLY_PLACES.search(data[:65_536]):
        return None
    parts = _inside(whole) if data.startswith(b"PK") else [data]
    return next((found for part in parts if (found := safe_place_in(part.decode("utf-8", "replace")))), None)


def _inside(path: Path | IO[bytes]) -> list[bytes]:
    """The documents in a KMZ archive, as far as they are small."""
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist()[:50]:
                if entry.filename.lower().endswith(".kml") and entry.file_size <= MOST_BYTES:
                    with archive.open(entry) as stream:
                        found.append(stream.read(MOST_BYTES))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return found  # damaged or locked: kept like any other archive, and not opened
    return found
