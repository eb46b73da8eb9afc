"""What an instrument makes of what is coded on one worker; what a person assumes for a trial stands in its place."""

from collections.abc import Mapping
from typing import Any

from workbench.codebook import framework, near
from workbench.errors import Unknown
from workbench.findings.assessment import NOT_ASSESSED
from workbench.findings.determination import Determination, determine
from workbench.findings.matrix import matrix
from workbench.tables import Tables

NOBODY_NAMED = "actor not named"


def of_worker(
    tables: Tables, worker: str, book: str, *, as_of: str | None = None, assumed: Mapping[str, str] | None = None
) -> Determination:
    """What an instrument makes of what is coded on one worker (a key); it never reads what is said of a group.

    `assumed` are states that somebody wants to try out, by item: they are part of the answer and of no record.

    Raises:
        Unknown: there is no such worker or framework, or an assumption names no item of it.
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> tables = tabulate([("w", Entity(key="W-01", schema="Worker", label="W-01"))], "h", bytes)
        >>> of_worker(tables, "W-01", "ilo-hts-2012-adult").determination
        'undetermined'
    """
    chosen = framework(book)
    items = [one.id for one in framework(chosen.rule.reads or chosen.id).indicators]
    _known(tables, worker, items, assumed or {})
    if not chosen.rule.per_actor:
        return determine(chosen, {"person": worker, **_states(tables, worker, items, chosen, as_of, assumed)})
    actors = [{"actor": name, **_states(of_one, worker, items, chosen, as_of, assumed)}
              for name, of_one in _by_actor(tables, worker, chosen.id)]  # fmt: skip
    return determine(chosen, {"person": worker, "actors": actors})


def _known(tables: Tables, worker: str, items: list[str], assumed: Mapping[str, str]) -> None:
    entities = tables.entities
    workers = entities.loc[entities["schema"] == "Worker", "key"].tolist()
    if worker not in workers:
        raise Unknown("determination", "worker", worker, near(worker, workers))
    for item in assumed:
        if item not in items:
            raise Unknown("determination", "item", item, near(item, items))


def _states(
    tables: Tables, worker: str, items: list[str], chosen: Any, as_of: str | None, assumed: Mapping[str, str] | None
) -> dict[str, list[str]]:
    """The items of each state that has any."""
    found = matrix(tables, framework=chosen.rule.reads or chosen.id, as_of=as_of)
    states: dict[str, list[str]] = {}
    for item in items:
        state = (assumed or {}).get(item) or found.cell(worker, item).state
        if state != NOT_ASSESSED.state:  # what is not listed is not assessed
            states.setdefault(state.replace("-", "_"), []).append(item)
    return states


def _by_actor(tables: Tables, worker: str, book: str) -> list[tuple[str, Tables]]:
    """The tables with the codings of each actor alone: what two actors did apart is not what one of them did."""
    who = dict(zip(tables.entities.index, tables.entities["key"], strict=True))
    mine = [(key, one) for key, one in tables.rows.get("coding", ())
            if one.framework == book and who.get(one.subject) == worker]  # fmt: skip
    actors = sorted({who.get(one.actor, NOBODY_NAMED) for _, one in mine}) or [NOBODY_NAMED]
    made = []
    for name in actors:
        own = [(key, one) for key, one in mine if who.get(one.actor, NOBODY_NAMED) == name]
        made.append((name.replace(".", "-"), tables.with_rows({**tables.rows, "coding": own})))
    return made
