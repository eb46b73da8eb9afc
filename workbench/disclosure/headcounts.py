"""How many workers an indicator is supported for, by employer and by site, as far as that says nothing of anybody."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from workbench.disclosure.cells import Protected, protect
from workbench.disclosure.counts import ALL, Edition, tally
from workbench.disclosure.view import NATURAL
from workbench.findings.matrix import matrix
from workbench.tables import Tables

INDICATOR = "indicator"
WITHHELD, ANOTHER = "withheld", "another"


def headcounts(
    tables: Tables, *, k: int, reader: str, earlier: Sequence[Edition] = (), framework: str = "ilo-11",
    rows: Collection[str] | None = None, as_of: str = "", lasting: Mapping[str, str] = MappingProxyType({}),
) -> Protected:  # fmt: skip
    """Counts of the workers of a view, by indicator and employer, and by indicator and site, with their margins.

    Where a matrix by worker leaves beside them, only the workers who have a row in it (`rows`, their keys) are counted:
    otherwise whoever takes the rows away from the counts has those who stand in totals alone.

    `lasting` has, by id, what a body is called in every edition; without it that is its key in these tables. `as_of`
    names whose numbers these are, and of when: two releases that count other people are two editions, also at one head
    of the ledger.

    A worker counts for an indicator that the matrix by worker has as supported. Cells are withheld so that no count of
    fewer than k can be worked out, from these tables and from every edition that left before.

    Example:
        >>> from workbench.tables import tabulate
        >>> headcounts(tabulate([], "h", bytes), k=11, reader="public").shown
        {}
    """
    people = _people(tables, framework, rows, lasting)
    if not people:
        return Protected((), k, {})
    every = frozenset({INDICATOR, "employer", "site"})
    counted = [tally(f"by {by}", people, (by, INDICATOR), every) for by in ("employer", "site")]
    return protect(counted, k, earlier, as_of=as_of or tables.head, reader=reader)


def _people(
    tables: Tables, framework: str, rows: Collection[str] | None, lasting: Mapping[str, str]
) -> list[dict[str, Sequence[str]]]:
    workers = tables.entities[tables.entities["schema"] == "Worker"]
    if rows is not None:
        workers = workers[workers["key"].isin(list(rows))]
    if not len(workers):
        return []
    found = matrix(tables, framework=framework, by="worker")
    employers, sites = _employers(tables, lasting), _sites(tables, lasting)
    return [
        {
            INDICATOR: [one.id for one in found.columns if found.cell(row["key"], one.id).state == "supported"],
            "employer": sorted(employers[key]), "site": sorted(sites[key]),
        }
        for key, row in workers.iterrows()
    ]  # fmt: skip


def _employers(tables: Tables, lasting: Mapping[str, str]) -> dict[object, set[str]]:
    held: dict[object, set[str]] = defaultdict(set)
    employed = tables.relations[
        (tables.relations["schema"] == "Employment") & (tables.relations["stance"] == "supports")
    ]
    for employer, worker in zip(employed["source_entity"], employed["target_entity"], strict=True):
        held[worker].add(_lasting(tables, employer, lasting))
    return held


def _sites(tables: Tables, lasting: Mapping[str, str]) -> dict[object, set[str]]:
    held: dict[object, set[str]] = defaultdict(set)
    for worker, site in zip(tables.codings["subject"], tables.codings["site"], strict=True):
        if isinstance(site, str):
            held[worker].add(_lasting(tables, site, lasting))
    return held


def _lasting(tables: Tables, body: str, lasting: Mapping[str, str]) -> str:
    """What a body is called in every edition; whoever has a new label in each release is "another"."""
    if body not in tables.entities.index or tables.entities.at[body, "schema"] in NATURAL:
        return ANOTHER
    return lasting.get(body) or str(tables.entities.at[body, "key"])


def lines(found: Protected, names: Mapping[str, str] = MappingProxyType({})) -> list[tuple[str, str, str, int | None]]:
    """The counts as rows: the table, the employer or site ("all" for every one), the indicator, the number or None.

    `names` are those of the bodies in the copy, by what they are called in every edition. A number that is withheld is
    None, whatever the reason: which of them is small is a disclosure itself.

    Example:
        >>> lines(Protected((), 11, {}))
        []
    """
    rows = []
    for table in found.tables:
        told = []
        for at in table.cells if INDICATOR in table.dims else ():
            who, indicator = (one if one == ALL else names.get(one, one) for one in at)
            told.append(((who, indicator), found.shown.get((table.name, at))))
        for at, count in sorted(told, key=lambda one: one[0]):
            who, indicator = ("all" if one == ALL else one for one in at)
            rows.append((table.name, who, indicator, count))
    return rows
