"""The network as a page: each numbered line leads to the claims behind it, each claim to its words."""

from typing import Any

import pandas as pd

from workbench.figures import network as drawing
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

STATUSES = (
    "documented: a paper or an official record shows it",
    "alleged: somebody says it",
    "contradicted: a source speaks against it, of an overlapping time; both are shown",
)
CAPTION = "Each line leads to its row in the table “Lines of the drawing, and the claims behind each”."
# How workers stand on the page: of the team, and of a protected copy.
WORKERS = {False: "drawn as counts; the claims below name them by key", True: "one box, as a count, here and below"}


def as_html(network: Network, tables: Tables) -> bytes:
    """One page: the drawing, its lines as a table, who holds whose papers, who is owed what, and every claim with its
    words."""
    chart = to_draw(network)
    as_of = f", as of {network.as_of}" if network.as_of else ""
    lead = Html(
        "<p>Who recruited, employs, contracts, owns and buys, as each source has it. Workers are "
        f"{WORKERS[released(tables.info)]}. Kinship, household and membership are not shown: they can reveal a "
        "person.</p>"
    )
    sections = [
        section("picture", "The network", figure(drawing.draw(chart), CAPTION), listed(STATUSES)),
        section("lines", "The lines of the drawing", _lines(chart, network, tables)),
        section("holders", "Who holds whose documents", _holders(network, tables)),
        section("owed", "Who is owed what", _owed(network, tables)),
        section("claims", "Every claim with its words", _claims(network, tables)),
    ]  # fmt: skip
    return page(tables, f"Recruiters, employers, owners{as_of}", lead, sections)


def _text(value: Any) -> str:
    return said(value) or ""


def _lines(chart: Chart, network: Network, tables: Tables) -> Html:
    numbers = dict(zip(network.df["relation"], network.df["number"], strict=True))
    rows = [
        [
            edge["number"],
            edge["from"],
            edge["verb"],
            edge["to"],
            edge["status"],
            _text(edge["workers"]),
            dated(edge["when"]),
            _behind(edge, numbers),
        ]
        for edge in records(chart.edges)
    ]
    headers = ["line", "from", "relation", "to", "status", "workers it is said of", "when", "claims"]
    ids = [f"edge-{edge['number']}" for edge in records(chart.edges)]
    if not rows:
        return _none(tables, "Nothing on record connects anybody.")
    return fewer(headers, rows, "Lines of the drawing, and the claims behind each", ids=ids)


def _behind(edge: dict[str, Any], numbers: dict[str, int]) -> Html:
    return join((_claim_link(relation, numbers[relation]) for relation in edge["relations"]), ", ")


def _claim_link(relation: str, number: Any) -> Html:
    return Html(f'<a href="#{anchor(relation)}">claim {number}</a>')


def _holders(network: Network, tables: Tables) -> Html:
    table = network.holders()
    rows = [
        [
            row["of"],
            row["holder"],
            dated(_when(row)),
            row["status"],
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
    return _or_none(
        tables, headers, rows, "Custody of passports and other papers: every claim, those against beside those for"
    )


def _when(row: dict[str, Any]) -> str:
    """The time of a claim and, where a day was asked about, how surely it holds on that day."""
    sure = _text(row["timing"])
    return str(row["when"]) if sure in ("", row["when"]) else f"{row['when']} ({sure})"


def _stance(row: dict[str, Any]) -> str:
    return {"supports": "held", "contradicts": "not held"}.get(str(row["stance"]), "unclear")


def _owed(network: Network, tables: Tables) -> Html:
    rows = [
        [row["creditor"], row["debtor"], row["what"],
        " ".join(filter(None, (_text(row["amount"]), _text(row["currency"])))) or "sum not known",
         dated(row["when"]), row["status"], row["source"], _link(row, network)]
        for row in records(network.owed())
    ]  # fmt: skip
    headers = ["owed to", "owed by", "what", "amount", "when", "status", "source", "words"]
    return _or_none(tables, headers, rows, "Wages and debts as claimed; sums of different currencies are never added")


def _link(row: dict[str, Any], network: Network) -> Html:
    number = network.df.loc[network.df["relation"] == row["relation"], "number"].iloc[0]
    return _claim_link(row["relation"], number)


def _or_none(tables: Tables, headers: list[str], rows: list[list[Any]], caption: str) -> Html:
    return fewer(headers, rows, caption) if rows else _none(tables, "Nothing on record.")


def _none(tables: Tables, words: str) -> Html:
    """That there is nothing: of a copy, which leaves things out, not that nothing is on record."""
    told = "None is part of this copy." if released(tables.info) else words
    return Html(f'<p class="none">{escape(told)}</p>')


def _claims(network: Network, tables: Tables) -> Html:
    shown = network.df[~network.df["schema"].isin(PRIVATE)]
    places = found(tables, (one for passages in shown["passages"] for one in passages))
    line_of = _line_of(network)
    parts = []
    for edge in records(shown):
        head = f"Claim {edge['number']}: {sentence(edge)}"
        about = Html(f'<p class="small">{escape(", ".join(_about(edge)))}{_back(line_of.get(edge["relation"]))}</p>')
        if edge["passages"]:
            parts.append(passage(tables, places[edge["passages"][0]], head, edge["relation"], about))
        else:
            none = f"no passage is named; the source is {edge['source']}"
            parts.append(
                Html(
                    f'<article class="entry" id="{anchor(edge["relation"])}"><p><strong>{escape(head)}</strong></p>'
                    f'<p class="none">{escape(none)}</p>{about}</article>'
                )
            )
    return join(parts)


def _about(edge: dict[str, Any]) -> list[str]:
    money = " ".join(filter(None, (_text(edge["amount"]), _text(edge["currency"]))))
    people = f"{edge['count']} people" if said(edge["count"]) else ""
    return [text for text in (f"when: {edge['when']}", money, people, _text(edge["note"])) if text]


def _back(line: int | None) -> str:
    return "" if line is None else f' <a class="back" href="#edge-{line}">line {line} of the drawing</a>'


def _line_of(network: Network) -> dict[str, int]:
    """For each claim the number of the line that stands for it."""
    edges: pd.DataFrame = to_draw(network).edges
    return {relation: int(edge["number"]) for edge in records(edges) for relation in edge["relations"]}
