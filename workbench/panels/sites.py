"""The site map: places and photographs in metres over the outlines that ship, each leading to words or a picture."""

from typing import Any

from workbench.casefile import Case
from workbench.drawn import picture as drawn
from workbench.figures.base import shapes, towns
from workbench.figures.survey import Survey, radius, survey
from workbench.findings import sites as findings
from workbench.findings.said import records, said, way
from workbench.panels.finding import Finding, picture
from workbench.panels.panel import act

PAGE_OF_PHOTOS = 24
REACH = 1.2  # degrees of outlines around the site that a panel is sent
LAYERS = ("countries-balkans", "regions-serbia", "countries-vietnam")
PLACES = ("number", "site", "schema", "how", "precision_m", "when", "source")
PHOTO = ("taken", "offset", "device", "direction_deg", "radius_m", "source")


class Sites(Finding):
    """Where it was: sites, gates, lodging, photographs with their direction, distances; `page` of photographs.

    Example:
        >>> Sites.page, Sites.photo.of_a_page
        ('sitespanel', True)
    """

    page = "sitespanel"
    groups = ("sitespanel", "finding")

    def __init__(self, case: Case, **options: Any) -> None:
        self.at, self.looked = 0, ""
        self._found: tuple[str, findings.Sites] | None = None
        self._drawn: tuple[str, dict[str, Any]] | None = None
        super().__init__(case, **options)

    def found(self) -> findings.Sites:
        """The places and photographs of the case at its head."""
        tables = self.tables()
        if self._found is None or self._found[0] != tables.head:
            self._found = tables.head, findings.sites(tables)
        return self._found[1]

    def shown(self) -> dict[str, Any]:
        """The map in metres, one page of small photographs, the distances, and what is open."""
        tables = self.tables()
        if self._drawn is None or self._drawn[0] != tables.head:
            self._drawn = tables.head, _drawn(self.found())
        return {**self._drawn[1], "photos": self._photos(self.found()), "trail": self.trail()}

    def _photos(self, found: findings.Sites) -> dict[str, Any]:
        """The photographs of the case, also those without a position, a page of them with their pictures."""
        photos = self.tables().photos
        sought = photos[photos["name"].str.casefold().str.contains(self.looked.casefold(), regex=False)]
        last = max(0, (len(sought) - 1) // PAGE_OF_PHOTOS)
        at = min(self.at, last)
        some = sought.iloc[at * PAGE_OF_PHOTOS : (at + 1) * PAGE_OF_PHOTOS]
        placed = set(found.photos["item"])
        rows = [{"item": str(one["item"]), "name": str(one["name"]), "taken": said(one["taken"]),
                 "placed": one["item"] in placed, "picture": picture(self.tables(), str(one["item"]))}
                for one in records(some)]  # fmt: skip
        return {"rows": rows, "at": at, "last": last, "count": len(sought), "of": len(photos), "looked": self.looked}

    @act
    def leaf(self, at: int = 0, looked: str = "") -> str:
        """Turns to a page of the photographs whose names have these letters."""
        self.at, self.looked = max(0, int(at)), looked
        photos = self._photos(self.found())
        return self.t("sitespanel.leafed", at=photos["at"] + 1, last=photos["last"] + 1, count=photos["count"])

    @act
    def photo(self, item: str) -> str:
        """Opens a photograph: its picture, what its camera wrote, its file and digest, and what is coded in it."""
        tables = self.tables()
        row = tables.photos[tables.photos["item"] == item].iloc[0]
        name = str(row["name"])
        passages = tables.passages[tables.passages["item"] == item]
        facts = [(column, said(row[column])) for column in PHOTO[:-1]] + [("source", tables.label(row["source"]))]
        told = [
            f"{self.t(f'sitespanel.{column}')}: {value or self.t('sitespanel.not-said')}" for column, value in facts
        ]
        told.append("SHA-256: " + str(tables.items.loc[item, "sha256"]))
        self.leads(name, list(passages.index), told=told, picture=picture(tables, item))
        return self.t("finding.opened", title=name)

    @act
    def place(self, number: int) -> str:
        """Opens a place: who says where it is, how, and in which words."""
        frame = self.found().frame
        row = frame[frame["number"] == int(number)].iloc[0]
        told = [one for one in (way(said(row["how"])), said(row["source"]), said(row["note"])) if one]
        title = f"{int(number)}. {said(row['site'])}"
        self.leads(title, row["passages"], told=told)
        return self.t("finding.opened", title=title)

    def twin(self) -> str:
        """The map as its picture, and its places as a table."""
        return drawn(self.found())._repr_html_() + self.found()._repr_html_()


def _drawn(found: findings.Sites) -> dict[str, Any]:
    """What stays the same for one head: the map, the tables of places, of distances, and of what was not used."""
    empty = not len(found.frame) and not len(found.photos)
    told = found.frame.assign(how=[way(said(one)) for one in found.frame["how"]])
    places = told[list(PLACES)].itertuples(index=False)
    return {
        "map": None if empty else _map(found),
        "places": [[(said(one) or "").removesuffix(".0") for one in row] for row in places],
        "distances": _distances(found) if len(found.frame) else [],
        "rejected": [[said(one) or "" for one in row] for row in found.rejected.to_numpy().tolist()],
    }  # fmt: skip


def _distances(found: findings.Sites) -> list[list[str]]:
    frame = found.distances()[["from", "to", "metres", "low_m", "high_m"]]
    return [[str(said(one) or "").removesuffix(".0") for one in row] for row in frame.itertuples(index=False)]


def _map(found: findings.Sites) -> dict[str, Any]:
    """Everything in metres from the middle of the site, north up: rings, points, photographs, outlines, towns."""
    held = survey(found)
    centre = held.site["geometry"].centroid if held.places else held.photos[0]["geometry"]

    def metres(points: Any) -> list[list[float]]:
        return [[round(point[0] - centre.x, 1), round(centre.y - point[1], 1)] for point in points]

    places = [{"number": int(one["number"]), "label": one["site"], "schema": one["schema"], "radius": radius(one),
               "rough": one["how"] in ("estimate", "testimony"),
               "at": metres([(one["geometry"].centroid.x, one["geometry"].centroid.y)])[0],
               "rings": [metres(ring) for ring in _rings(one["geometry"])]} for one in held.places]  # fmt: skip
    photos = [{"item": one["item"], "name": one["name"], "direction": _number(one["direction_deg"]),
               "at": metres([(one["geometry"].x, one["geometry"].y)])[0]} for one in held.photos]  # fmt: skip
    near = [held.places[row]["number"] for row in held.near]
    return {"places": places, "photos": photos, "near": near, **_ground(held, metres)}


def _rings(shape: Any) -> list[Any]:
    parts = [one for one in getattr(shape, "geoms", [shape]) if one.geom_type in ("Polygon", "LineString")]
    return [list(one.exterior.coords) if one.geom_type == "Polygon" else list(one.coords) for one in parts]


def _number(value: Any) -> float | None:
    return None if said(value) is None else float(value)


def _ground(held: Survey, metres: Any) -> dict[str, Any]:
    x, y = held.spot
    box = (x - REACH, y - REACH, x + REACH, y + REACH)

    def inside(point: tuple[float, float]) -> bool:
        return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]

    rings = [ring for layer in LAYERS for _, found in shapes(layer) for ring in found if any(map(inside, ring))]
    plane = held.sites.plane
    named = towns(*box)
    spots = plane([one.longitude for one in named], [one.latitude for one in named]) if named else []
    return {
        "outlines": [metres(plane([a for a, _ in ring], [b for _, b in ring])) for ring in rings],
        "towns": [{"name": one.name, "at": metres([spot])[0]} for one, spot in zip(named, spots, strict=True)],
    }  # fmt: skip
