"""The network for other programs, as FollowTheMoney entities in JSON; labels for people, never a name."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from workbench.codebook import entity_schema, property_schema, relation_schema
from workbench.codebook.entities import LINK
from workbench.codebook.foreign import ftm_model
from workbench.figures.retold import coded, own
from workbench.figures.words import word
from workbench.findings.chart import PRIVATE
from workbench.findings.network import Network
from workbench.findings.said import said
from workbench.release.evidence import Found, found
from workbench.release.page import notice
from workbench.tables import Tables

# Names of bodies are public; whoever could be a person goes by the label alone.
NAMED = frozenset({"Company", "Branch", "Agency", "Association", "PublicBody", "Product"})
ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")
INSIDE = "stays inside the team's case: it can reveal a person, a kinship also a child"
# FollowTheMoney schemata whose relations carry `role` and `status` (they extend Interest); the others carry a summary.
WITH_ROLE = frozenset({"Employment", "Ownership", "Representation", "Membership", "UnknownLink"})
WITH_SUM = frozenset({"Debt", "Payment"})


def as_ftm(network: Network, tables: Tables) -> dict[str, Any]:
    """The network as FollowTheMoney entities (schemata of its version 4), and what that model cannot say.

    The kind that an entity has here stands among its keywords, so that `workbench import` knows it again.

    Of bodies and products the values that sources give for a property stand with it, rivals side by side; a denied one
    is listed only, and so is one that FollowTheMoney has no property for.

    A relation without a counterpart goes out as an UnknownLink whose role is the verb, and is listed under
    `not_expressed` with the reason; what speaks against a relation is listed only, for that model has no denial.
    """
    keys = _ids(node_keys(network))
    places = passages_of(tables, network)
    told, missing = values_told(network)
    entities = [
        _entity(keys[node], dict(network.graph.nodes[node]), told.get(node, {}))
        for node in sorted(network.graph, key=keys.__getitem__)
    ]
    for edge in edges(network):
        ends = tuple(network.graph.nodes[edge[end]]["schema"] for end in ("from_id", "to_id"))
        reason = _reason(edge, ends)
        if reason:
            missing.append(
                {"relation": edge["relation"], "schema": edge["schema"], "said": sentence(edge), "reason": reason}
            )
        if edge["schema"] not in PRIVATE and edge["stance"] == "supports":
            entities.append(_link(edge, keys, _schema(edge["schema"], ends), places.get(edge["relation"])))
    left_out = [one | {"said": INSIDE} if one["schema"] in PRIVATE else one for one in missing]
    return {"notice": notice(tables.info), "head": tables.head, "entities": entities, "not_expressed": left_out}


def values_told(network: Network) -> tuple[dict[str, dict[str, list[str]]], list[dict[str, str]]]:
    """What sources say of the properties of bodies and products, by node and FollowTheMoney's property; and what cannot
    be said there.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> values_told(network(tabulate([], "h", bytes)))
        ({}, [])
    """
    told: dict[str, dict[str, list[str]]] = {}
    missing: list[dict[str, str]] = []
    for row in network.stated[network.stated["schema"].isin(NAMED)].to_dict("records"):
        known = property_schema(row["property"])
        there = known.ftm in ftm_model().properties(entity_schema(row["schema"]).ftm)
        name = "alias" if known.ftm == "name" else known.ftm
        value = _value(name, row["value"])
        if row["stance"] == "supports" and there and value:
            told.setdefault(row["of_id"], {}).setdefault(name, []).append(value)
        else:
            reason = f"FollowTheMoney has no property for it on {entity_schema(row['schema']).ftm}" if not there else (
                "FollowTheMoney takes a telephone number with its country code alone" if not value else
                f"its stance is '{row['stance']}': FollowTheMoney has no denial and no doubt")  # fmt: skip
            words = f"{row['of']}: {row['property']} {row['value']} ({row['source']})"
            missing.append({"statement": row["statement"], "schema": row["schema"], "said": words, "reason": reason})
    return told, missing


def _value(name: str, value: str) -> str | None:
    if name == "phone":  # E.164 (ITU-T): a plus, the country code, fifteen digits at most
        # Digits and gaps alone: of two numbers, or one with "(0)" or an extension, another number would be made.
        digits = "".join(re.findall("[0-9]", value)) if re.fullmatch(r"\s*\+[0-9][0-9 .\u00a0-]*", value) else ""
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    return _country(value) or value if name == "country" else value


def node_keys(network: Network) -> dict[str, str]:
    """For each entity of a network the key that people know it by.

    Example:
        >>> import networkx as nx, pandas as pd
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("9f2c", key="W-01")
        >>> node_keys(Network(graph, pd.DataFrame()))
        {'9f2c': 'W-01'}
    """
    return {str(node): str(key) for node, key in network.graph.nodes(data="key")}


def sentence(edge: dict[str, Any]) -> str:
    """A relation in one sentence, with what it rests on.

    Example:
        >>> edge = {"from": "A", "verb": "employs", "to": "W-01", "stance": "supports", "status": "alleged"}
        >>> sentence({**edge, "source": "T-01"})
        'A employs W-01 (alleged, T-01)'
    """
    verb, status = coded("verb", edge.get("schema", ""), edge["verb"]), coded("status", edge["status"])
    ends = {"from_": own(edge["from"]), "verb": verb, "to": own(edge["to"])}
    told = word("networkfile.sentence", status=status, source=own(edge["source"]), **ends)
    return word("networkfile.disputed", sentence=told) if edge["stance"] == "contradicts" else told


def _ids(keys: dict[str, str]) -> dict[str, str]:
    """Each key as an id that FollowTheMoney takes: Latin letters, digits, dots and hyphens; no two become one."""
    ids: dict[str, str] = {}
    taken = {key for key in keys.values() if ID.fullmatch(key)}
    for node, key in sorted(keys.items(), key=lambda pair: pair[1]):
        if not ID.fullmatch(key):
            plain = "-".join(re.findall("[0-9A-Za-z.]+", key)).strip(".") or "entity"
            key = next(one for number in itertools.count(1)
                       if (one := plain + (f"-{number}" if number > 1 else "")) not in taken)  # fmt: skip
            taken.add(key)
        ids[node] = key
    return ids


def edges(network: Network) -> Iterator[dict[str, Any]]:
    """Each claim of a network, by the names of its columns.

    Example:
        >>> import networkx as nx, pandas as pd
        >>> list(edges(Network(nx.MultiDiGraph(), pd.DataFrame({"number": [1]}))))
        [{'number': 1}]
    """
    for row in network.df.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def passages_of(tables: Tables, network: Network) -> dict[str, Found]:
    """For each relation the passage that it stands on.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> passages_of(tabulate([], "h", bytes), network(tabulate([], "h", bytes)))
        {}
    """
    pairs = [(edge["relation"], edge["passages"][0]) for edge in edges(network) if edge["passages"]]
    where = found(tables, (passage for _, passage in pairs))
    return {relation: where[passage] for relation, passage in pairs}


def _schema(name: str, ends: tuple[str, ...]) -> tuple[str, str, str]:
    schema = relation_schema(name).as_ftm(*ends)
    # There an employer is an organisation; a person who employs is a link.
    return LINK if schema[0] == "Employment" and ends[0] == "Person" else schema


def _reason(edge: dict[str, Any], ends: tuple[str, ...]) -> str | None:
    if edge["schema"] in PRIVATE:
        return INSIDE
    if edge["stance"] != "supports":
        return (
            f"its stance is '{edge['stance']}': FollowTheMoney has no denial and no doubt; as a fact it would be false"
        )
    if _schema(edge["schema"], ends) == LINK:
        note = relation_schema(edge["schema"]).ftm_note
        return f"written as an UnknownLink with the role '{edge['verb']}'{': ' * bool(note)}{note}"
    return None


def _entity(key: str, node: dict[str, Any], told: dict[str, list[str]]) -> dict[str, Any]:
    schema = entity_schema(str(node["schema"]))
    names = [name for name in node["names"] if name != node["label"]] if node["schema"] in NAMED else []
    values = {
        "name": [node["label"]], "alias": names, "country": [_country(node["country"])], "summary": [node["role"]],
        "notes": [node["scope"], schema.ftm_note], "keywords": [f"workbench:{node['schema']}"],
    }  # fmt: skip
    if schema.ftm == "Document":  # which needs a file's name there, also for papers that are no file
        values["fileName"] = [node["label"]]
    for name, more in told.items():
        values[name] = [*dict.fromkeys([*values.get(name, []), *more])]
    return {"id": key, "schema": schema.ftm, "properties": _said(values)}


def _country(code: str | None) -> str | None:
    return code.lower() if code and re.fullmatch("[A-Za-z]{2}", code) else None


def _link(
    edge: dict[str, Any], keys: dict[str, str], schema: tuple[str, str, str], place: Found | None
) -> dict[str, Any]:
    name, source, target = schema
    summary = sentence(edge) + (f"; {place.file}{', ' + place.place if place.place else ''}" if place else "")
    values = {
        source: [keys[edge["from_id"]]], target: [keys[edge["to_id"]]], "startDate": [edge["start"]],
        "endDate": [edge["end"]],
        "summary": [summary], "recordId": [edge["relation"]],
    }  # fmt: skip
    if name in WITH_ROLE:
        values |= {"role": [edge["verb"]], "status": [edge["status"]]}
    if name == "Ownership":
        ends = [share for share in (said(edge["share"]), said(edge["share_high"])) if share]
        values["percentage"] = ["-".join(dict.fromkeys(ends))]
    if name in WITH_SUM:
        values |= {"amount": [edge["amount"]], "currency": [edge["currency"]]}
    if name == "Payment":
        values |= {"purpose": ["recruitment fee"]}
    return {"id": f"{edge['schema'].lower()}-{edge['relation'][:16]}", "schema": name, "properties": _said(values)}


def _said(values: dict[str, list[Any]]) -> dict[str, list[str]]:
    kept = {name: [text for value in found_ if (text := said(value))] for name, found_ in values.items()}
    return {name: texts for name, texts in kept.items() if texts}
