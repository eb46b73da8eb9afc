"""Everything that one release says, computed once from the view of its audience: findings, counts, and what it is."""

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.codebook import Audience
from workbench.codebook.messages import ENGLISH, messages
from workbench.disclosure.apart import covered, scattered, unlinked, unplaced
from workbench.disclosure.cells import Protected
from workbench.disclosure.counts import PUBLIC, edition_of
from workbench.disclosure.headcounts import headcounts
from workbench.disclosure.preparing import Prepared
from workbench.disclosure.sums import paycounts
from workbench.disclosure.thresholds import SIDES, Shown, shown, unlisted
from workbench.findings.chronology import Chronology, chronology
from workbench.findings.network import Network, network
from workbench.findings.responses import Responses, responses
from workbench.findings.said import said
from workbench.findings.sites import Sites, sites
from workbench.records import CaseInfo
from workbench.release.copies import Copy
from workbench.release.cover import notice, told
from workbench.release.known_days import as_told
from workbench.tables import Tables

MATRICES = ("worker", "source", "employer", "site", "period")
BY_ROW = ("worker", "source")
PLACED = (("actor", "employer"), ("site", "site"))
BLANK = "where words name no employer, site or file, that may be withheld: a blank does not say that there is none"
QUARTERS = "times are told by quarters: a quarter stands as its first and its last month"
COARSER = ("quarter", "year")  # rows of months would tell more of such a copy than its times do


@dataclasses.dataclass(frozen=True)
class Gathered:
    """The findings of one release with the tables that each may be read with.

    `tables` have workers under their labels where the audience sees rows; `apart` never; `rowed` are for lists by
    worker and by source; `people` for the network, in which workers are a count. `matrices` are by what they are by.
    """

    prepared: Prepared
    copy: Copy
    tables: Tables
    people: Tables
    apart: Tables
    rowed: Tables
    matrices: Mapping[str, Shown]
    network: Network | None
    sites: Sites | None
    chronology: Chronology | None
    responses: Responses | None
    counted: Protected
    about: Mapping[str, Any]

    def read_with(self, by: str) -> Tables:
        """The tables that a matrix is written with."""
        return self.rowed if by in BY_ROW else self.apart


def gathered(prepared: Prepared, copy: Copy, *, earlier: Sequence[str] = ()) -> Gathered:
    """Computes what a release says; `earlier` are the numbers that releases before it published, as JSON."""
    info, wanted = _info(prepared, copy), prepared.audience.tables
    tables, people = titled(prepared.tables, info), titled(prepared.network.tables, info)
    apart = unlinked(tables)
    if prepared.audience.rows != "workers":  # then no account has a name by which what it told could be joined
        apart = tables = scattered(apart)
        people = scattered(unlinked(people))
    bare = unplaced(tables, k=prepared.audience.k, rows=prepared.worker_rows)
    matrices = {by: _matrix(prepared, tables, by) for by in MATRICES if by in wanted}
    if prepared.audience.rows == "workers" and bare.dropped:  # what went from the rows comes back by no other list
        matrices |= {by: unlisted(found, tables) for by, found in matrices.items() if by not in BY_ROW}
    if prepared.audience.rows != "workers":
        tables = apart = covered(tables, {field: _listed(prepared, tables, matrices, by) for field, by in PLACED})
    # Of a matrix in which no row may stand there is no cell to be withheld, and "none" would say that all is there.
    withheld = Counter({by: len(found.withheld) for by, found in matrices.items() if found.matrix.rows})
    return Gathered(
        prepared,
        copy,
        tables,
        people,
        apart,
        bare.tables,
        matrices,
        network(people) if "network" in wanted else None,
        sites(tables) if "sites" in wanted and len(tables.places) else None,
        as_told(chronology(tables, compare=False), prepared.audience.time) if "chronology" in wanted else None,
        responses(institutional(tables, prepared.audience)) if "responses" in wanted else None,
        _counts(prepared, earlier),
        told(prepared, copy, withheld),
    )


def _listed(prepared: Prepared, tables: Tables, matrices: Mapping[str, Shown], by: str) -> set[str]:
    """The codings that a list by employer or by site holds, whether the copy has it or not."""
    cells = (matrices.get(by) or _matrix(prepared, tables, by)).matrix.cells.values()
    return {one for cell in cells for side in (*SIDES, "answers") for one in getattr(cell, side)}


def institutional(tables: Tables, audience: Audience) -> Tables:
    """The tables from which it is read what institutions did: those outside the audience's mandate are left out.

    Head counts are left out, too: rates are made of them, and stay with the team.
    """
    rows = dict(tables.rows)
    rows["act"] = [(key, one) for key, one in rows.get("act", []) if not outside(tables, audience, one.bearer)]
    return tables.with_rows(rows | {"count": []})


def outside(tables: Tables, audience: Audience, body: str) -> bool:
    """Whether a body, by id, is outside what the audience looks into: by words of its names and its role, and by its
    country. The addressee is not outside: what it was told and did may be read by itself."""
    plan, country = audience.dossier, said(tables.entities.loc[body]["country"])
    if addressed(tables, audience, body):
        return False
    return _named(tables, body, plan.left_out) or bool(plan.country and country and country != plan.country)


def addressed(tables: Tables, audience: Audience, body: str) -> bool:
    """Whether a body, by id, is the one that receives this copy: it is none of those that the copy is about."""
    return _named(tables, body, audience.dossier.addressee)


def _named(tables: Tables, body: str, sought: Sequence[str]) -> bool:
    row = tables.entities.loc[body]
    words = " ".join([str(row["label"]), said(row["role"]) or "", *row["names"]]).casefold()
    return any(word.casefold() in words for word in sought)


def reader(prepared: Prepared) -> str:
    """Who holds the counts of this release against those of others: the public, or the audience alone."""
    return PUBLIC if prepared.audience.becomes_public else prepared.audience.id


def _counts(prepared: Prepared, earlier: Sequence[str]) -> Protected:
    """The head counts, and those on wages and debts, held against every edition that left before."""
    editions = [edition_of(told["counts"]) for told in map(json.loads, earlier) if "counts" in told]
    told: dict[str, Any] = {
        "k": prepared.audience.k,
        "reader": reader(prepared),
        "earlier": editions,
        "rows": prepared.worker_rows if prepared.audience.rows == "workers" else None,
        "as_of": prepared.population,
    }
    found = headcounts(prepared.tables, **told | {"earlier": [one.only("workers") for one in editions]})
    if "wages" not in prepared.audience.tables:
        return found
    return paycounts(prepared.tables, prepared.money, beside=found, **told)


def _info(prepared: Prepared, copy: Copy) -> CaseInfo:
    words = notice(prepared, copy, messages(ENGLISH))
    return dataclasses.replace(prepared.tables.info, nature="released", mandate=words)


def titled(tables: Tables, info: CaseInfo) -> Tables:
    """The tables of a case that says of itself what `info` says."""
    rows = dict(tables.rows)
    rows["case"] = [(key, info) for key, _ in rows["case"][:1]]
    return tables.with_rows(rows)


def _matrix(prepared: Prepared, tables: Tables, by: str) -> Shown:
    rows = {"worker": prepared.worker_rows, "source": prepared.source_rows}.get(by)
    found = shown(
        tables,
        by=by,
        k=prepared.audience.k,
        numbers=by in BY_ROW,
        open_codings=prepared.open_codings,
        rows=rows,
        same=prepared.same,
        granularity=prepared.audience.time if prepared.audience.time in COARSER else "month",
    )
    told = [BLANK] if prepared.audience.rows != "workers" else []  # of an attribute that `covered` took away
    told += [QUARTERS] if prepared.audience.time == "quarter" else []
    return Shown(dataclasses.replace(found.matrix, coverage=(*found.matrix.coverage, *told)), found.withheld)
