"""Who was where when: stays as told, relocations, and what photographs and distances leave as questions."""

import dataclasses
import datetime
import itertools
import math
from typing import Any

import pandas as pd

from workbench import codebook, markup
from workbench.findings.said import period, records, said, when
from workbench.findings.sites import Sites, metres_between, sites
from workbench.records import first_day, last_day
from workbench.tables import Tables

STAYS = {"Lodging": "lodged", "WorksAt": "worked"}
WHERE = ["person", "place", "how", "start", "end", "when", "source", "passages", "person_id", "place_id"]
MOVED = ["person", "from", "to", "left", "came", "metres", "source", "person_id", "from_id", "to_id"]
ASKED = ["kind", "person", "question", "assumed", "first", "second", "metres", "hours"]
NEAR_M, SAME_M, FLOWN_M, HOUR = 2_000.0, 300.0, 300_000.0, 3600.0
Row = dict[str, Any]


@dataclasses.dataclass(frozen=True, repr=False)
class Movement:
    """`whereabouts` has one row a stay or a day, `relocations` one a change of lodging, `questions` one a doubt.

    A question is no finding: it names what was assumed, and somebody has to ask.
    """

    whereabouts: pd.DataFrame
    relocations: pd.DataFrame
    questions: pd.DataFrame

    def __repr__(self) -> str:
        asked = len(self.questions)
        return f"Movement({len(self.whereabouts)} stays, {len(self.relocations)} relocations, {asked} questions)"

    def _repr_html_(self) -> str:
        parts = (
            (self.whereabouts, ["person", "place", "how", "when", "source"], "Who was where when, as told"),
            (self.relocations, ["person", "from", "to", "left", "came", "metres", "source"], "Relocations"),
            (self.questions, ["kind", "person", "question", "assumed"], "Questions: none of these is a finding"),
        )
        return "".join(
            markup.table([[_shown(value) for value in row] for row in frame[names].to_numpy()], names, title)
            for frame, names, title in parts
        )


def movement(tables: Tables, found: Sites | None = None) -> Movement:
    """Stays from relations and events, changes of lodging, and questions from photographs and impossible journeys.

    Example:
        >>> from workbench.tables import tabulate
        >>> movement(tabulate([], "h", bytes))
        Movement(0 stays, 0 relocations, 0 questions)
    """
    found = found or sites(tables)
    shapes: dict[str, list[Row]] = {}
    for row in records(pd.DataFrame(found.frame)):
        shapes.setdefault(row["entity"], []).append(row)
    where = [*_stays(tables), *_days(tables)]
    where.sort(key=lambda row: (row["person"], row["start"] or "9999", row["place"], row["how"], row["source"]))
    moved = _relocations(where, shapes)
    photos = _photographs(tables, found)
    asked = [*_elsewhere(where, photos, shapes), *_other_day(tables, photos), *_journeys(where, photos, shapes)]
    return Movement(*(pd.DataFrame(rows, columns=names) for rows, names in
                      ((where, WHERE), (moved, MOVED), (asked, ASKED))))  # fmt: skip


def _stays(tables: Tables) -> list[Row]:
    rows = []
    for row in records(tables.relations):
        if row["schema"] in STAYS and row["stance"] == "supports":
            rows.append(_where(tables, row, row["source_entity"], row["target_entity"], STAYS[row["schema"]]))
    return rows


def _days(tables: Tables) -> list[Row]:
    """Events at a place, a row for each person or group in it."""
    people = set(tables.entities.index[tables.entities["schema"].isin(["Worker", "Group", "Person"])])
    return [_where(tables, row, actor, row["site"], "event") for row in records(tables.events) if said(row["site"])
            for actor in row["actors"] if actor in people]  # fmt: skip


def _where(tables: Tables, row: Row, person: str, place: str, how: str) -> Row:
    stretch, passage = period(row), said(row["passage"])
    return {
        "person": tables.label(person), "place": tables.label(place), "how": how, "start": stretch.start,
        "end": stretch.end, "when": when(stretch), "source": tables.label(row["source"]),
        "passages": (passage,) if passage else (), "person_id": person, "place_id": place,
    }  # fmt: skip


def _relocations(where: list[Row], shapes: dict[str, list[Row]]) -> list[Row]:
    rows = []
    lodged = [row for row in where if row["how"] == "lodged" and row["start"]]
    for _, stays in itertools.groupby(lodged, key=lambda row: row["person_id"]):
        for one, other in itertools.pairwise(sorted(stays, key=lambda row: row["start"])):
            if one["place_id"] != other["place_id"]:
                sources = dict.fromkeys((one["source"], other["source"]))
                rows.append({
                    "person": one["person"], "from": one["place"], "to": other["place"], "left": one["end"],
                    "came": other["start"], "source": "; ".join(sources), "person_id": one["person_id"],
                    "from_id": one["place_id"], "to_id": other["place_id"],
                    "metres": _between(shapes.get(one["place_id"], []), shapes.get(other["place_id"], [])),
                })  # fmt: skip
    return rows


def _between(some: list[Row], others: list[Row]) -> float:
    """The least metres between any two recorded positions; NaN where one place has none."""
    pairs = [metres_between(one["geometry"], other["geometry"]) for one in some for other in others]
    return float(round(min(pairs))) if pairs else math.nan


def _photographs(tables: Tables, found: Sites) -> list[Row]:
    """Photographs with a time and a position, each with the worker who gave it, where one did."""
    items, givers = tables.items["source"], tables.sources["worker"]
    rows = []
    for row in records(pd.DataFrame(found.photos)):
        at = _moment(said(row["taken"]))
        source = items.get(row["item"])
        person = said(givers.get(source)) if source is not None else None
        if at is not None:
            rows.append(row | {"at": at, "person_id": person, "person": tables.label(person) if person else "",
                               "source_id": source})  # fmt: skip
    return sorted(rows, key=lambda row: (row["at"], row["name"]))


def _moment(written: str | None) -> datetime.datetime | None:
    """The time on the camera's own clock, as EXIF writes it; nothing is moved to another zone."""
    try:
        return datetime.datetime.strptime((written or "")[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _elsewhere(where: list[Row], photos: list[Row], shapes: dict[str, list[Row]]) -> list[Row]:
    """Photographs taken far from every place where whoever gave them is told to have been that day."""
    rows = []
    for photo in photos:
        there = [row for row in where if row["person_id"] == photo["person_id"] and _holds(row, photo["at"].date())]
        near = [(metres_between(photo["geometry"], shape["geometry"]) - _slack(shape), row["place"])
                for row in there for shape in shapes.get(row["place_id"], [])]  # fmt: skip
        if near and min(near)[0] > NEAR_M:
            metres, place = min(near)
            words = (f"{photo['name']} was taken {metres / 1000:.1f} km from {place}, the nearest place "
                     f"told for {photo['person']} on {photo['at']:%Y-%m-%d}: passed on, or out?")  # fmt: skip
            rows.append(_question("photograph elsewhere", photo["person"], words, f"near is {NEAR_M / 1000:g} km",
                                  (photo["name"], place), metres))  # fmt: skip
    return rows


def _other_day(tables: Tables, photos: list[Row]) -> list[Row]:
    """Photographs whose own clock has another day than what is told on the strength of them."""
    by_item = {photo["item"]: photo for photo in photos}
    shown = {key: item for key, item in tables.passages["item"].items() if item in by_item}
    rows = []
    for row in records(tables.events):
        photo = by_item.get(shown.get(said(row["passage"]) or "", ""))
        start, end = (
            first_day(said(row["period_start"])),
            last_day(said(row["period_end"]) or said(row["period_start"])),
        )
        if photo and start and end and not start <= photo["at"].date() <= end:
            words = (f"{photo['name']} carries {photo['at']:%Y-%m-%d %H:%M}, and rests for '{row['title']}' of "
                     f"{when(period(row))}: is the clock wrong, or the day?")  # fmt: skip
            rows.append(_question("photograph of another day", photo["person"], words, "the clock of the camera is set",
                                  (photo["name"], row["title"]), math.nan))  # fmt: skip
    return rows


def _journeys(where: list[Row], photos: list[Row], shapes: dict[str, list[Row]]) -> list[Row]:
    """Two times at two places that nobody could have travelled between, with the speed that was assumed."""
    seen: dict[str, list[tuple[datetime.datetime, datetime.datetime, list[Row], str, str]]] = {}
    for row in where:
        first, last = first_day(row["start"]), last_day(row["end"] or row["start"])
        if row["how"] == "event" and first and first == last and row["place_id"] in shapes:
            begin = datetime.datetime.combine(first, datetime.time())
            end = begin + datetime.timedelta(days=1)
            told = f"{row['place']} on {row['when']} ({row['source']})"
            seen.setdefault(row["person_id"], []).append((begin, end, shapes[row["place_id"]], told, row["person"]))
    for photo in photos:
        owner = photo["person_id"] or f"{photo['source_id']} {said(photo['device'])}"
        shape = [{"geometry": photo["geometry"], "precision_m": photo["radius_m"]}]
        told = f"{photo['name']} at {photo['at']:%Y-%m-%d %H:%M}"
        label = photo["person"] or f"whoever holds {said(photo['device']) or 'the camera'}"
        seen.setdefault(owner, []).append((photo["at"], photo["at"], shape, told, label))
    rows = []
    for spots in seen.values():
        for one, other in itertools.pairwise(sorted(spots, key=lambda spot: (spot[0], spot[1], spot[3]))):
            rows += _too_fast(one, other)
    return rows


def _too_fast(one: tuple[Any, ...], other: tuple[Any, ...]) -> list[Row]:
    pairs = [metres_between(a["geometry"], b["geometry"]) - _slack(a) - _slack(b) for a in one[2] for b in other[2]]
    metres = min(pairs)
    # Which of the two came first is not known where one is told by the day: the longer way round is allowed.
    hours = max((other[1] - one[0]).total_seconds(), (one[1] - other[0]).total_seconds(), 0.0) / HOUR
    if metres <= SAME_M:
        return []
    speed = math.inf if hours == 0 else metres / 1000 / hours
    # Far away somebody may have flown; nobody flies from one end of a district to the other.
    means = codebook.speeds()["car" if metres < FLOWN_M else "plane"]
    if speed <= means.high:
        return []
    words = (f"{one[3]} and {other[3]} lie {metres / 1000:.1f} km apart with at most {hours:.1f} h between them: "
             f"faster than a {means.name}. Is a time, a place or a person wrong?")  # fmt: skip
    return [_question("impossible journey", one[4], words, means.words(), (one[3], other[3]), metres, hours)]


def _question(
    kind: str, person: str, words: str, assumed: str, ends: tuple[str, str], metres: float, hours: float = math.nan
) -> Row:
    rounded = metres if math.isnan(metres) else round(metres)
    return {"kind": kind, "person": person, "question": words, "assumed": assumed, "first": ends[0],
            "second": ends[1], "metres": rounded, "hours": hours}  # fmt: skip


def _slack(shape: Row) -> float:
    metres = shape["precision_m"]
    return 0.0 if metres is None or math.isnan(metres) else float(metres)


def _holds(row: Row, day: datetime.date) -> bool:
    start, end = first_day(row["start"]), last_day(row["end"])
    return start is not None and start <= day and (end is None or day <= end)


def _shown(value: Any) -> str:
    return (said(value) or "").removesuffix(".0") if not isinstance(value, tuple) else ""
