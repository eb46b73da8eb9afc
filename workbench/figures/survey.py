"""What a site map needs to know before it draws: the site that others are measured from, and which panel shows what."""

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.figures.panel import spoken
from workbench.figures.words import word
from workbench.findings.said import records
from workbench.findings.sites import Sites

NEAR_M, AROUND_M, COARSE_M = 1_500.0, 40_000.0, 1_000.0


@dataclasses.dataclass(frozen=True)
class Survey:
    """The places of a case in metres; `near`, `around` and `far` are rows, `home` is the row of the site.

    `near` is what the main panel shows, `around` the second (empty where the first shows all), `far` neither.
    """

    sites: Sites
    places: list[dict[str, Any]]
    photos: list[dict[str, Any]]
    pairs: dict[str, dict[str, Any]]
    home: int
    near: list[int]
    around: list[int]
    far: list[int]

    @property
    def site(self) -> dict[str, Any]:
        """The place that others are measured from."""
        return self.places[self.home]

    @property
    def coarse(self) -> bool:
        """True where the site itself is known to kilometres only."""
        return bool(self.places) and radius(self.site) >= COARSE_M

    @property
    def spot(self) -> tuple[float, float]:
        """Longitude and latitude of the middle: the site, else the first photograph."""
        shape = self.sites.frame.geometry.iloc[self.home] if self.places else self.sites.photos.geometry.iloc[0]
        return shape.centroid.x, shape.centroid.y

    def elsewhere(self) -> int:
        """How many photographs were taken further from the site than any panel reaches."""
        if not self.places:
            return 0
        return sum(not photo["geometry"].distance(self.site["geometry"]) <= AROUND_M for photo in self.photos)


def survey(sites: Sites) -> Survey:
    """The rows sorted into panels, and each place's distance from the site.

    Raises:
        NoPlace: there is neither a place nor a photograph.
    """
    photos = records(pd.DataFrame(sites.photos.to_crs(sites.crs())))
    if not len(sites.frame):
        return Survey(sites, [], photos, {}, 0, [], [], [])
    places = records(pd.DataFrame(sites.metric()))
    home = min(range(len(places)), key=lambda row: _rank(places[row], sites.told, row))
    away = [float(place["geometry"].distance(places[home]["geometry"])) for place in places]
    coarse = radius(places[home]) >= COARSE_M
    near = [row for row, metres in enumerate(away) if metres <= (AROUND_M if coarse else NEAR_M)]
    around = [] if coarse else [row for row, metres in enumerate(away) if metres <= AROUND_M]
    far = [row for row, metres in enumerate(away) if not metres <= AROUND_M]
    pairs = _pairs(sites, places[home]["place"])
    return Survey(sites, places, photos, pairs, home, near, around if len(around) > len(near) else [], far)


def _rank(place: dict[str, Any], told: Mapping[str, int], row: int) -> tuple[Any, ...]:
    """A site before others, an area before a point, that of which more is told, the more precise first: on a grid a
    bus stop is as large as the site itself."""
    return place["schema"] != "Site", place["geometry"].area == 0, -told.get(place["entity"], 0), radius(place), row


def _pairs(sites: Sites, home: str) -> dict[str, dict[str, Any]]:
    """For each other place its line in the table of distances from the site."""
    table = records(sites.distances())
    ends = [(row["from_place"], row["to_place"], row) for row in table]
    return {(to if start == home else start): row for start, to, row in ends if home in (start, to)}


def lead(place: dict[str, Any]) -> str:
    """Where a place's marks and words lead on the page that holds the map: to its row in the table of places.

    Example:
        >>> lead({"number": 3})
        '#place-3'
    """
    return f"#place-{place['number']}"


def away(survey: Survey, place: dict[str, Any]) -> str:
    """How far a place is from the site as a map says it; empty where it is not, or where one square holds both.

    Example:
        >>> from workbench.findings.sites import sites
        >>> from workbench.records import Entity, Place, Source
        >>> from workbench.tables import tabulate
        >>> rows = [("s", Source(key="S", label="Log", kind="document"))]
        >>> for key, schema, east in (("a", "Site", "20.45"), ("b", "Gate", "20.46")):
        ...     there = Place(entity=key, geometry=f"POINT ({east} 45.37)", how="gps", source="s", precision_m="5")
        ...     rows += [(key, Entity(key=key, schema=schema, label=key)), (f"p{key}", there)]
        >>> found = survey(sites(tabulate(rows, "h", bytes)))
        >>> away(found, found.places[1]), away(found, found.places[0])
        ('783 m', '')
    """
    metres = survey.pairs.get(place["place"], {}).get("metres")
    if not metres or math.isnan(metres):
        return ""
    return word("legend.about", length=spoken(metres)) if survey.sites.squares else spoken(metres)


def radius(place: dict[str, Any]) -> float:
    """How far off a position may be, in metres; 0 where that is not said.

    Example:
        >>> radius({"precision_m": float("nan")})
        0.0
    """
    return 0.0 if math.isnan(place["precision_m"]) else float(place["precision_m"])
