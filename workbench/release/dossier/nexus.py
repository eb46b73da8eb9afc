"""Whether the labour is shown to be part of a product: asked before a product instrument can be used."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from workbench import codebook
from workbench.findings.assessment import Cell
from workbench.findings.said import said
from workbench.records import Period
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.joined import relations
from workbench.release.evidence import evidence

MAKES = ("Production", "Supply")
PART = ("trade", "ownership", "work", "place", "recruitment")  # what a relation is about
SPEAKS = ("supported", "alleged", "conflicting")


@dataclasses.dataclass(frozen=True)
class Nexus:
    """Whether a product nexus is established on this record, of which claims about production that was asked, the
    indicators within it, whether the site is one that is being built, and the ids of whoever makes the product in it.

    Example:
        >>> Nexus(False, (), (), True, ()).established
        False
    """

    established: bool
    claims: tuple[dict[str, Any], ...]
    indicators: tuple[str, ...]
    building: bool
    makers: tuple[str, ...]


def nexus(ground: Ground) -> Nexus:
    """Asks whether what speaks for forced labour and the making of a product stand at one place and time.

    A claim that a site or company makes or supplies a product counts only for the dates that it gives: one without a
    start counts for its last day alone, for what is made at a plant today was not made while it was being built. It is
    met by an indicator that is supported, alleged or conflicting in the row of the same site or employer, by a
    statement of an overlapping time. A claim that a source contradicts establishes nothing.

    Rule: Regulation (EU) 2024/3015, article 2 (product made in whole or in part with forced labour); 19 CFR 12.42;
    verified = false.
    """
    claims = [one for one in relations(ground) if one["schema"] in MAKES and _is_product(ground, one["to_id"])]
    met: dict[str, None] = {}
    makers: dict[str, None] = {}
    for claim in claims:
        if claim["stance"] == "supports" and claim["status"] != "contradicted":
            within = dict.fromkeys(_within(ground, claim))
            makers |= {str(claim["from_id"]): None} if within else {}
            met |= within
    roles = [said(row["role"]) or "" for _, row in ground.held.tables.entities.iterrows() if row["schema"] == "Site"]
    building = any("build" in role or "construct" in role for role in roles)
    return Nexus(bool(met), tuple(claims), tuple(met), building, tuple(makers))


def taking_part(ground: Ground) -> set[str]:
    """The ids of those of whom it is claimed that they make, trade, own, build, employ, lodge or recruit: who only lent
    money or sold something to somebody takes no part by that.

    Rule: 19 U.S.C. 1307 (mined, produced or manufactured wholly or in part) and 19 CFR 12.42(b)(3) (all pertinent facts
    on the production) for the making; that whoever finds or lodges its labour takes part is ours; verified = false.
    """
    told = [one for one in relations(ground) if codebook.relation_schema(one["schema"]).about in PART]
    return {str(one[end]) for one in told for end in ("from_id", "to_id")}


def _is_product(ground: Ground, key: str) -> bool:
    entities = ground.held.people.entities
    return key in entities.index and bool(entities.at[key, "schema"] == "Product")


def _within(ground: Ground, claim: dict[str, Any]) -> Iterable[str]:
    """The indicators at the place of a claim, in its time."""
    start, end = said(claim["start"]), said(claim["end"])
    if start is None and end is None:
        return
    time = Period(start=start or end, end=end)
    for by in ("site", "employer"):
        for column in ground.columns:
            for name, cell in ground.cells(by, column.id):
                if name == claim["from"] and cell.state in SPEAKS and _meets(ground, cell, time):
                    yield column.id


def _meets(ground: Ground, cell: Cell, time: Period) -> bool:
    """Whether a statement behind a cell is of that time; where none may be listed, the time of the whole cell."""
    spans = [one.period for one in evidence(ground.held.apart, cell.for_)] or [cell.period or Period()]
    return any(_known(span).overlaps(time) for span in spans if span.start or span.end)


def _known(stretch: Period) -> Period:
    """A stretch as far as it is known: an open end reaches no further than the start."""
    return Period(start=stretch.start or stretch.end, end=stretch.end or stretch.start)
