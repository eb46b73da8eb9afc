"""The network as a page: each numbered line leads to the claims behind it, each claim to its words."""

from typing import Any

import pandas as pd

from workbench.figures import network as drawing
from workbench.figures.retold import coded, own
from workbench.figures.words import tidy, word
from workbench.findings.chart import PRIVATE, Chart
from workbench.findings.network import Network
from workbench.findings.overview import to_draw
from workbench.findings.said import records, said
from workbench.markup import escape
from workbench.release.entries import anchor, passage
from workbench.release.evidence import found
from workbench.release.exchange import sentence
from workbench.release.fewer import fewer
from workbench.release.page import Html, dated, figure, join, listed, page, released, section
from workbench.tables import Tables

STATUSES = ("documented", "alleged", "contradicted")
# How workers stand on the page: of the team, and of a protected copy.
WORKERS = {False: "by-key", True: "one-box"}


def as_html(network: Network, tables: Tables) -> bytes:
    """One page: the drawing, its lines as a table, who holds whose papers, who is owed what, and every claim with its
    words."""
    chart = to_draw(network)
    as_of = word("matrixfile.as-of", day=own(network.as_of)) if network.as_of else ""
    workers = _said(WORKERS[released(tables.info)])
    lead = Html(f"<p>{escape(_said('lead', workers=workers))}</p>")
    statuses = listed(_said(status) for status in STATUSES)
    sections = [
        section("picture", _said("network"), figure(drawing.draw(chart), _said("figure")), statuses),
        section("lines", _said("lines"), _lines(chart, network, tables)),
        section("holders", _said("holders"), _holders(network, tables)),
        section("owed", _said("owed"), _owed(network, tables)),
        section("claims", _said("claims"), _claims(network, tables)),
    ]
    return page(tables, _said("title", as_of=as_of), lead, sections)


def _said(key: str, **values: object) -> str:
    return word(f"networkfile.{key}", **values)


def _text(value: Any) -> str:
    return said(value) or ""


def _lines(chart: Chart, network: Network, tables: Tables) -> Html:
    numbers = dict(zip(network.df["relation"], network.df["number"], strict=True))
    rows = [
        [
            edge["number"],
            edge["from"],
            coded("verb", edge["schema"], edge["verb"]),
            edge["to"],
            coded("status", edge["status"]),
            _text(edge["workers"]),
            dated(edge["when"]),
            _behind(edge, numbers),
        ]
        for edge in records(chart.edges)
    ]
    headers = ["line", "from", "relation", "to", "status", "workers it is said of", "when", "claims"]
    ids = [f"edge-{edge['number']}" for edge in records(chart.edges)]
    if not rows:
        return _none(tables, word("legend.nobody"))
    return fewer(headers, rows, _said("lines-caption"), ids=ids)


def _behind(edge: dict[str, Any], numbers: dict[str, int]) -> Html:
    return join((_claim_link(relation, numbers[relation]) for relation in edge["relations"]), ", ")


def _claim_link(relation: str, number: Any) -> Html:
    return Html(f'<a href="#{anchor(relation)}">{escape(_said("claim", n=number))}</a>')


def _holders(network: Network, tables: Tables) -> Html:
    table = network.holders()
    rows = [
        [
            row["of"],
            row["holder"],
            dated(_when(row)),
            coded("status", row["status"]),
            _stance(row),
            row["source"],
            _text(row["note"]),
            _link(row, network),
        ]
        for row in records(table)
    ]
    headers = [
        "papers of",
        "held by",
        "when",
        "status",
        "this source says",
        "source",
        "note",
        "words",
    ]
    return _or_none(tables, headers, rows, _said("holders-caption"))


def _when(row: dict[str, Any]) -> str:
    """The time of a claim and, where a day was asked about, how surely it holds on that day."""
    sure = _text(row["timing"])
    return str(row["when"]) if sure in ("", row["when"]) else f"{row['when']} ({sure})"


def _stance(row: dict[str, Any]) -> str:
    says = {"supports": "networkfile.held", "contradicts": "networkfile.not-held"}
    return word(says.get(str(row["stance"]), "state.unclear"))


def _owed(network: Network, tables: Tables) -> Html:
    rows = [
        [row["creditor"], row["debtor"], _said(f"owed-{row['what']}"),
        " ".join(filter(None, (_text(row["amount"]), _text(row["currency"])))) or word("money.unsaid"),
         dated(row["when"]), coded("status", row["status"]), row["source"], _link(row, network)]
        for row in records(network.owed())
    ]  # fmt: skip
    headers = ["owed to", "owed by", "what", "amount", "when", "status", "source", "words"]
    return _or_none(tables, headers, rows, _said("owed-caption"))


def _link(row: dict[str, Any], network: Network) -> Html:
    number = network.df.loc[network.df["relation"] == row["relation"], "number"].iloc[0]
    return _claim_link(row["relation"], number)


def _or_none(tables: Tables, headers: list[str], rows: list[list[Any]], caption: str) -> Html:
    return fewer(headers, rows, caption) if rows else _none(tables, _said("nothing"))


def _none(tables: Tables, words: str) -> Html:
    """That there is nothing: of a copy, which leaves things out, not that nothing is on record."""
    told = _said("none-here") if released(tables.info) else words
    return Html(f'<p class="none">{escape(told)}</p>')


def _claims(network: Network, tables: Tables) -> Html:
    shown = network.df[~network.df["schema"].isin(PRIVATE)]
    places = found(tables, (one for passages in shown["passages"] for one in passages))
    line_of = _line_of(network)
    parts = []
    for edge in records(shown):
        head = _said("claim-head", n=edge["number"], sentence=sentence(edge))
        about = Html(
            f'<p class="small">{escape(tidy(", ".join(_about(edge))))}{_back(line_of.get(edge["relation"]))}</p>'
        )
        if edge["passages"]:
            parts.append(passage(tables, places[edge["passages"][0]], head, edge["relation"], about))
        else:
            none = _said("no-passage", source=own(edge["source"]))
            parts.append(
                Html(
                    f'<article class="entry" id="{anchor(edge["relation"])}"><p><strong>{escape(head)}</strong></p>'
                    f'<p class="none">{escape(none)}</p>{about}</article>'
                )
            )
    return join(parts)


def _about(edge: dict[str, Any]) -> list[str]:
    money = " ".join(filter(None, (_text(edge["amount"]), _text(edge["currency"]))))
    people = _said("people", n=edge["count"]) if said(edge["count"]) else ""
    when = _said("when", when=own(edge["when"]))
    return [text for text in (when, money, people, _text(edge["note"])) if text]


def _back(line: int | None) -> str:
    return "" if line is None else f' <a class="back" href="#edge-{line}">{escape(_said("line", n=line))}</a>'


def _line_of(network: Network) -> dict[str, int]:
    """For each claim the number of the line that stands for it."""
    edges: pd.DataFrame = to_draw(network).edges
    return {relation: int(edge["number"]) for edge in records(edges) for relation in edge["relations"]}
