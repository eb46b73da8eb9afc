"""The words behind events and relations: a link to the evidence unit that they are, or to a list of their own."""

import functools
from collections.abc import Iterable

from workbench.findings.said import records
from workbench.release.dossier.counted import withheld
from workbench.release.dossier.document import Cell, Link, Quote, text
from workbench.release.dossier.ground import Ground
from workbench.release.evidence import Found, found


def worded(ground: Ground, passages: Iterable[str]) -> Cell:
    """The way to the words of the first of these passages that this audience may read; a dash where there is none."""
    for passage in passages:
        unit = next((one for one in ground.units.values() if one.of.found.passage == passage), None)
        if unit is not None and not withheld(unit.of.found.quote):
            return unit.link
        if passage in numbered(ground):
            return Link(f"Qt{numbered(ground)[passage][0]}", f"words-{numbered(ground)[passage][0]}")
    return "–"


@functools.lru_cache(maxsize=2)
def numbered(ground: Ground) -> dict[str, tuple[int, Found]]:
    """Each passage behind an event, a relation or an act that is no evidence unit and may be read, numbered."""
    held, tables = ground.held, ground.held.tables
    ids: list[str] = []
    for df in (held.chronology.df if held.chronology else None, held.network.df if held.network else None):
        if df is not None:
            ids += [passage for one in records(df) for passage in one["passages"]]
    if held.responses:
        ids += [passage for row in held.responses.rows for passage in row.passages]
    units = {one.of.found.passage for one in ground.units.values() if not withheld(one.of.found.quote)}
    wanted = [one for one in dict.fromkeys(ids) if one not in units and one in tables.passages.index]
    places = {key: one for key, one in found(tables, wanted).items() if not withheld(one.quote)}
    return {key: (number, places[key]) for number, key in enumerate((one for one in wanted if one in places), 1)}


def quotes(ground: Ground) -> tuple[Quote, ...]:
    """The same as quotes, each a place that links lead to."""
    say, made = ground.say, []
    for number, place in numbered(ground).values():
        spoken = ground.held.prepared.beside.spoken.get(place.passage)
        key = "source." + place.source_kind
        kind = f" ({say(key)})" if say.has(key) else ""
        more = say("quote.original")
        if spoken and spoken.translator:
            check = say("quote.checked", who=spoken.checked) if spoken.checked else say("quote.unchecked")
            more = f"{say('quote.translated', who=spoken.translator)}; {check}"
        under = text(f"Qt{number}. {place.source}{kind}; {more}.")
        made.append(Quote(place.quote or "", spoken.language if spoken else "", under, f"words-{number}"))
    return tuple(made)
