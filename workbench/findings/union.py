"""Several cases seen as one network: every claim kept with its case, and what they say against each other."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.findings.network import Network
from workbench.findings.said import records
from workbench.records import CaseInfo
from workbench.tables import Tables
from workbench.taken_back import TakenBack

# The strictest of several natures is the one that holds for what is made of all of them.
NATURES = ("confidential", "public-record", "synthetic")
COLUMNS = ["from", "verb", "to", "of case", "says", "when", "source", "relation"]


def together(cases: Mapping[str, Tables]) -> Tables:
    """The records of several cases as one set of tables; nothing is merged, and no order of the cases changes it.

    A record that two copies of a case hold is one. Where two cases call different entities by one key, each key gets
    the name of its case behind it. Who may be one entity stays a question for people: what either case has on record
    about that counts. The case itself is as confidential as the most confidential of them.

    Example:
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> one, other = (tabulate([(at, Entity(key="F", schema="Company", label=at))], at, bytes) for at in "ab")
        >>> list(together({"North": one, "South": other}).entities["key"])
        ['F@North', 'F@South']
    """
    rows: dict[str, dict[str, Any]] = {}
    home: dict[str, Tables] = {}
    for _, tables in sorted(cases.items()):
        for kind, held in tables.rows.items():
            rows.setdefault(kind, {}).update(held)
        for kind in ("item", "derivative"):
            home.update((record.object, tables) for _, record in tables.rows.get(kind, ()))
    kept = {kind: sorted(held.items()) for kind, held in rows.items()}
    kept["entity"] = _told_apart(cases, kept.get("entity", []))
    if kept.get("case"):
        kept["case"] = [_info(cases, kept["case"])]
    head = "+".join(sorted({tables.head for tables in cases.values()}))
    gone = TakenBack(one for _, tables in sorted(cases.items()) for one in tables.taken_back.passages)
    some = {kind: held for kind, held in kept.items() if held}
    return Tables(some, head, lambda name: home[name].bytes_of(name), taken_back=gone)


def _told_apart(cases: Mapping[str, Tables], entities: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    borne = Counter(record.key for _, record in entities)
    held = {name: {identity for identity, _ in tables.rows.get("entity", ())} for name, tables in sorted(cases.items())}
    told = []
    for identity, record in entities:
        if borne[record.key] > 1:
            homes = [name for name, known in held.items() if identity in known]
            record = dataclasses.replace(record, key=f"{record.key}@{'+'.join(homes)}")
        told.append((identity, record))
    return told


def _info(cases: Mapping[str, Tables], held: list[tuple[str, CaseInfo]]) -> tuple[str, CaseInfo]:
    order = {nature: number for number, nature in enumerate(NATURES)}
    identity, strictest = min(held, key=lambda pair: (order.get(pair[1].nature, -1), pair[0]))
    titles = " + ".join(sorted({info.title for _, info in held}))
    return identity, dataclasses.replace(strictest, title=titles)


def against(cases: Mapping[str, Tables], network: Network) -> pd.DataFrame:
    """Every relation that one claim of a united network denies and another holds, claim by claim, each with its case.

    `network` is that of `together(cases)`. Claims of one relation stand one below the other, those for it first.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> empty = {"A": tabulate([], "h", bytes)}
        >>> len(against(empty, network(together(empty))))
        0
    """
    home: dict[str, list[str]] = {}
    for name, tables in sorted(cases.items()):
        for identity, _ in tables.rows.get("relation", ()):
            home.setdefault(identity, []).append(name)
    key = ["from_id", "schema", "to_id"]
    kinds = network.df.groupby(key, sort=False)["stance"].agg(set)
    split = {ends for ends, stances in kinds.items() if {"supports", "contradicts"} <= stances}
    rows = [
        {"from": edge["from"], "verb": edge["verb"], "to": edge["to"], "of case": ", ".join(home[edge["relation"]]),
         "says": {"supports": "it was so", "contradicts": "it was not so"}.get(edge["stance"], "unclear"),
         "when": edge["when"], "source": edge["source"], "relation": edge["relation"]}
        for edge in records(network.df)
        if tuple(edge[name] for name in key) in split
    ]  # fmt: skip
    order = {"it was so": 0, "it was not so": 1, "unclear": 2}
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["from", "verb", "to", "says", "of case", "relation"], ignore_index=True,
                             key=lambda column: column.map(order) if column.name == "says" else column)  # fmt: skip
