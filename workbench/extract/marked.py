"""KML (OGC 12-007) and GPX 1.1: placemarks, waypoints, routes and tracks, which both give in degrees WGS84."""

import re
from collections.abc import Iterator
from typing import Any

from workbench.extract.features import Feature, made
from workbench.extract.nodes import Node, parsed
from workbench.extract.outcome import File, Reading, Unread, reason

ROOT = re.compile(rb"<(?:[A-Za-z0-9_]+:)?(kml|gpx)[\s>]")
LINKS = ("NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Model", "link")
SHAPES = {"Point": "Point", "LineString": "LineString", "LinearRing": "LineString", "Polygon": "Polygon"}
SPACE = re.compile(r"[ \t\r\n]+")


def beside(file: File, reading: Reading) -> Reading:
    """A reading of an XML file with the features in it, where it is KML or GPX; otherwise the reading as it was.

    Raises:
        Unread: the file declares entities, as no program for maps does.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.gpx"
        >>> _ = path.write_text('<gpx><wpt lat="45.3" lon="20.4"><name>gate</name></wpt></gpx>')
        >>> beside(File(path, "a.gpx", "application/xml"), Reading("text")).made[0].kind
        'features'
    """
    data = file.data()
    found = ROOT.search(data[:4096])
    if found is None:
        return reading
    try:
        top = parsed(data)
    except Unread as error:
        if error.reason.code != "damaged":
            raise
        broken = reason("feature-unreadable", f"it is no whole XML: {error.detail}")
        return Reading(reading.kind, (*reading.reasons, broken), reading.made)
    if top.name not in ("kml", "gpx"):
        return reading
    reasons, features = made(placemarks(top) if top.name == "kml" else tracks(top), "marked")
    linked = sorted({node.name for name in LINKS for node in top.all(name)})
    said = [reason("active-content", "links: " + ", ".join(linked))] if linked else []
    return Reading(reading.kind, (*reading.reasons, *reasons, *said), (*reading.made, *features))


def placemarks(top: Node) -> Iterator[Feature]:
    """The placemarks of a KML document, a feature for each shape of one.

    Example:
        >>> node = parsed(b"<kml><Placemark><Point><coordinates>20.4,45.3,80</coordinates></Point></Placemark></kml>")
        >>> next(placemarks(node)).coordinates
        ['20.4', '45.3', '80']
    """
    for mark in top.all("Placemark"):
        name, about = mark.said("name"), mark.said("description")
        span = mark.child("TimeSpan") or mark.child("TimeStamp")
        when = "" if span is None else " to ".join(filter(None, (span.said(one) for one in ("when", "begin", "end"))))
        shapes = list(_shapes(mark))
        for shape in shapes:
            yield Feature(name, SHAPES[shape.name], _coordinates(shape), about, when)
        if not shapes:
            yield Feature(name, "", None, about, when)


def _shapes(node: Node) -> Iterator[Node]:
    for inner in node.inner:
        if inner.name in SHAPES:
            yield inner
        else:
            yield from _shapes(inner)


def _coordinates(shape: Node) -> Any:
    if shape.name == "Polygon":
        rings = [ring for side in ("outerBoundaryIs", "innerBoundaryIs") for edge in shape.all(side)
                 for ring in edge.all("LinearRing")]  # fmt: skip
        return [_points(ring) for ring in rings]
    points = _points(shape)
    return points if shape.name != "Point" else points[0] if len(points) == 1 else None


def _points(node: Node) -> list[list[str]]:
    return [tuple_.split(",") for tuple_ in SPACE.split(node.said("coordinates")) if tuple_]


def tracks(top: Node) -> Iterator[Feature]:
    """The waypoints, routes and tracks of a GPX document; a track keeps the time of its first and last point.

    Example:
        >>> next(tracks(parsed(b'<gpx><wpt lat="45.3" lon="20.4"/></gpx>'))).coordinates
        ['20.4', '45.3']
    """
    for point in top.all("wpt"):
        yield Feature(point.said("name"), "Point", _spot(point), point.said("desc"), point.said("time"))
    for route in top.all("rte"):
        yield Feature(route.said("name"), "LineString", [_spot(one) for one in route.all("rtept")], route.said("desc"))
    for track in top.all("trk"):
        for part in track.all("trkseg"):
            points = list(part.all("trkpt"))
            times = [time for point in points if (time := point.said("time"))]
            when = " to ".join(dict.fromkeys(times[:1] + times[-1:]))
            kind, spots = ("LineString", [_spot(one) for one in points]) if len(points) > 1 else ("Point", None)
            yield Feature(track.said("name"), kind, spots or (_spot(points[0]) if points else None),
                          track.said("desc"), when)  # fmt: skip


def _spot(point: Node) -> list[str]:
    return [point.attributes.get("lon", ""), point.attributes.get("lat", "")]
