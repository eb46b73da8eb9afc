"""What FollowTheMoney entities have wrong: by the names that we know, and by its own library where it is installed."""

import importlib
import importlib.util
from collections.abc import Iterator
from typing import Any

from workbench.codebook.foreign import ftm_model
from workbench.findings.network import Network
from workbench.release.exchange import ID, as_ftm
from workbench.tables import Tables

LIBRARY = "followthemoney"


def judged(network: Network, tables: Tables) -> list[str]:
    """What there is to say of a network as FollowTheMoney: its faults, against what it was held, what it leaves out.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.records import CaseInfo
        >>> from workbench.tables import tabulate
        >>> tables = tabulate([("c" * 64, CaseInfo(title="A"))], "h", bytes)
        >>> judged(network(tables), tables)[-1].rpartition('; ')[2]
        'no relation is left out or written as a plain link.'
    """
    document = as_ftm(network, tables)
    read = by_library(document["entities"])
    found = [f"FollowTheMoney: {fault}" for fault in [*faults(document["entities"]), *(read or ())]]
    judge = "its own library" if read is not None else "its names alone, for its library is not installed"
    left = len(document["not_expressed"])
    told = f"{left} relations are left out or written as plain links: see not_expressed" if left else (
        "no relation is left out or written as a plain link")  # fmt: skip
    return [*found, f"FollowTheMoney: {len(document['entities'])} entities held against {judge}; {told}."]


def faults(entities: list[dict[str, Any]]) -> list[str]:
    """What is wrong with entities, one sentence each, by the names of `evidence_schema/exchange/followthemoney.toml`.

    Example:
        >>> faults([{"id": "a", "schema": "Company", "properties": {"name": ["A"], "shoeSize": ["44"]}}])
        ['a: Company has no property shoeSize']
    """
    kinds = {str(one["id"]): str(one["schema"]) for one in entities}
    found = [] if len(kinds) == len(entities) else ["an id stands twice"]
    return found + [fault for one in entities for fault in _faults(one, kinds)]


def _faults(one: dict[str, Any], kinds: dict[str, str]) -> Iterator[str]:
    model, name, schema = ftm_model(), one["id"], str(one["schema"])
    known = model.schemata.get(schema)
    if known is None or known.get("abstract"):
        yield f"{name}: there is no kind {schema}"
        return
    if not ID.fullmatch(name):
        yield f"{name}: an id has Latin letters, digits, dots and hyphens alone"
    for key in sorted(set(one["properties"]) - model.properties(schema)):
        yield f"{name}: {schema} has no property {key}"
    for key in known.get("required", ()):
        if not one["properties"].get(key):
            yield f"{name}: {schema} needs {key}"
    for key, wanted in model.leads_to(schema).items():
        for value in one["properties"].get(key, ()):
            if value not in kinds:
                yield f"{name}: {key} names {value}, which is not in the file"
            elif not model.is_a(kinds[value], wanted):
                yield f"{name}: {key} has to be a {wanted}, and {value} is a {kinds[value]}"


def by_library(entities: list[dict[str, Any]]) -> list[str] | None:
    """The same as `followthemoney` itself sees it; None where that library is not installed.

    A value that it would drop or write otherwise is a fault too.

    Example:
        >>> import importlib.util
        >>> by_library([]) == (None if importlib.util.find_spec("followthemoney") is None else [])
        True
    """
    if importlib.util.find_spec(LIBRARY) is None:
        return None
    model = importlib.import_module(LIBRARY).model
    found = []
    for one in entities:
        try:
            model.get_proxy(one, cleaned=False).schema.validate(one)
            read = model.get_proxy(one, cleaned=True).to_dict()["properties"]
        except importlib.import_module(f"{LIBRARY}.exc").FollowTheMoneyException as error:
            found.append(f"{one['id']}: {error}")
            continue
        found += [
            f"{one['id']}: {name} {texts} was read as {read.get(name)}"
            for name, texts in one["properties"].items()
            if sorted(read.get(name, ())) != sorted(texts)
        ]
    return found
