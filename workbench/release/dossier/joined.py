"""Who stands in which relation to whom, what is owed, and where it was: wages and debts, the network, the site."""

import dataclasses
from decimal import Decimal
from typing import Any

from workbench import codebook
from workbench.codebook.messages import ENGLISH, Messages
from workbench.figures import network as network_figure
from workbench.figures import sites as map_figure
from workbench.figures.labels import labelled
from workbench.figures.panel import spoken
from workbench.findings.chart import Chart
from workbench.findings.network import Network
from workbench.findings.overview import to_draw
from workbench.findings.said import records, said
from workbench.findings.sites import Sites
from workbench.records import Period
from workbench.release.dossier import earned
from workbench.release.dossier.document import Block, Cell, Figure, Paragraph, Section, Table, text
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.happened import HIGH, PAGE, events, figures, table, twin
from workbench.release.dossier.opening import kind
from workbench.release.dossier.spoken import amount
from workbench.release.dossier.worded import worded
from workbench.release.geodata import decimals
from workbench.release.sheets import number

MONEY, PAY, SPANS = "money", "pay", 3


def relations(ground: Ground) -> list[dict[str, Any]]:
    """The relations of the network as this audience may see them, workers as a count."""
    return records(ground.held.network.df) if ground.held.network else []


def wages(ground: Ground) -> Section:
    """What was promised, paid, kept and owed: as counts of workers, claim by claim, and what happened about pay."""
    say = ground.say
    listed = [one for one in relations(ground) if codebook.relation_schema(one["schema"]).about == MONEY]
    paid = [one for one in events(ground) if one["track"] == PAY]
    blocks: list[Block] = list(earned.counted(ground))
    if listed or paid:
        blocks.append(Paragraph(text(say("wages.lead"))))
    if listed:
        sums = any(_number(one["amount"]) or said(one["currency"]) for one in listed)  # no columns of nothing
        blocks.append(_table(ground, listed, say("wages.caption"), "wages", sums=sums))
    if paid:
        blocks.append(table(ground, paid, say("wages.events")))
    if not listed and not paid:
        blocks.append(Paragraph(text(say("wages.none"))))
    return Section("wages", say("heading.wages"), tuple(blocks))


def network(ground: Ground) -> Section:
    """The chart of who recruits, employs, lodges and owns, with a table that says the same."""
    say, listed = ground.say, relations(ground)
    if ground.held.network is None or not listed:
        return Section("network", say("heading.network"), (Paragraph(text(say("network.none"))),))
    chart = _named(ground, _numbered(ground.held.network))
    drawn = network_figure.draw_for_paper(chart, width=PAGE, height=HIGH, say=say)
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("network.lead", k=ground.held.prepared.audience.k))),
        *figures(ground, drawn, "network", len(listed)),
        _table(ground, listed, say("network.caption"), "network"),
    )
    return Section("network", say("heading.network"), blocks)


def _numbered(network: Network) -> Chart:
    """The chart with the numbers of the table: a line that stands for several claims bears all of theirs."""
    chart, numbers = to_draw(network), dict(zip(network.df["relation"], network.df["number"], strict=True))
    told = [spans(sorted(int(numbers[one]) for one in each)) for each in chart.edges["relations"]]
    return dataclasses.replace(chart, edges=chart.edges.assign(number=told))


def _named(ground: Ground, chart: Chart) -> Chart:
    """The chart with its counts and the labels of the release in the language of the copy."""
    say = ground.say
    if say.text_lang == ENGLISH:
        return chart
    called = [_called(node, say) for node in records(chart.nodes)]
    told = {"entities": sum(map(len, chart.nodes["members"])), "claims": sum(map(len, chart.edges["relations"]))}
    says = say("legend.grouped", **told) if chart.says else ""
    return dataclasses.replace(chart, nodes=chart.nodes.assign(label=called), says=says)


def _called(node: dict[str, Any], say: Messages) -> str:
    kind, _, tier = str(node["id"]).partition(":")
    if kind == "tier":
        name = say(f"drawing.{tier.replace(' ', '-')}") if say.has(f"drawing.{tier.replace(' ', '-')}") else tier
        return f"{name}: {amount(Decimal(len(node['members'])), say.text_lang)}"
    counts = {"workers": "legend.head-count", "groups": "legend.groups"}
    if kind in counts and (kind == "workers" or len(node["members"]) > 1):
        return say(counts[kind], n=amount(Decimal(len(node["members"])), say.text_lang))
    return labelled(str(node["label"]), say)


def spans(numbers: list[int]) -> str:
    """Numbers in order as few as can be, neighbours as a span; of more than three the rest is left to the table.

    Example:
        >>> spans([4]), spans([4, 5, 9]), spans([1, 3, 5, 7])
        ('4', '4–5, 9', '1, 3, 5 …')
    """
    found: list[list[int]] = []
    for one in numbers:
        if found and one == found[-1][1] + 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    told = [str(low) if low == high else f"{low}–{high}" for low, high in found]
    return ", ".join(told[:SPANS]) + (" …" if len(told) > SPANS else "")


def _table(ground: Ground, listed: list[dict[str, Any]], caption: str, name: str, *, sums: bool = False) -> Table:
    say = ground.say
    headers = [
        "number",
        "from",
        "relation",
        "to",
        "status",
        "when",
        *(["amount", "currency"] if sums else []),
        "source",
        "words",
    ]
    rows = tuple(_line(ground, one, sums) for one in listed)
    widths = (5, 26, 18, 26, 15, 20, *((13, 13) if sums else ()), 26, 9)
    note = ""
    if all(row[-1] == "–" for row in rows):  # no words of these may be read in this copy
        headers, widths, rows, note = headers[:-1], widths[:-1], tuple(row[:-1] for row in rows), say("units.empty")
    return Table(caption, tuple(say("table." + one) for one in headers), rows, name=name, widths=widths, note=note)


def _line(ground: Ground, one: dict[str, Any], sums: bool) -> tuple[Cell, ...]:
    say = ground.say
    amount: tuple[Cell, ...] = (_number(one["amount"]), said(one["currency"])) if sums else ()
    span = Period(start=said(one["start"]), end=said(one["end"]))
    return (
        int(one["number"]),
        one["from"],
        say("verb." + one["schema"]),
        one["to"],
        say("status." + one["status"]),
        ground.span(span),
        *amount,
        one["source"],
        worded(ground, one["passages"]),
    )


def site(ground: Ground) -> Section:
    """Where it was, on the grid of the audience: a map, and a table that says the same."""
    say, held = ground.say, ground.held
    if held.sites is None:
        return Section("site", say("heading.site"), (Paragraph(text(say("site.none"))),))
    rows = []
    for one in records(held.sites.df):
        metres = one["precision_m"]
        rows.append(
            (
                int(one["number"]),
                one["site"],
                kind(ground, one["schema"]),
                said(one["role"]),
                _degrees(one["latitude"], metres),
                _degrees(one["longitude"], metres),
                None if metres != metres else int(metres),
                one["source"],
                worded(ground, one["passages"]),
            )
        )
    drawn = map_figure.draw_for_paper(_placed(held.sites, say), say)
    headers = ("number", "name", "kind", "role", "latitude", "longitude", "precision", "source", "words")
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("site.lead", grid=spoken(held.prepared.audience.grid_m, say)))),
        Figure(drawn, say("site.figure"), twin(ground, "site", len(rows))),
        Table(
            say("site.caption"),
            tuple(say("table." + one) for one in headers),
            tuple(rows),
            name="places",
            widths=(6, 27, 15, 25, 11, 11, 11, 27, 8),
        ),
    )
    return Section("site", say("heading.site"), blocks)


def _placed(found: Sites, say: Messages) -> Sites:
    """The places with the labels of the release in the language of the copy."""
    frame = found.frame.assign(site=[labelled(str(name), say) for name in found.frame["site"]])
    return dataclasses.replace(found, frame=frame)


def _degrees(value: float, metres: float) -> Cell:
    """With as many decimals as the precision bears, as on the map's own page."""
    return Decimal(f"{value:.{min(5, decimals(None if metres != metres else metres))}f}")


def _number(value: object) -> Cell:
    """A sum as a number where it is one, else as it was written."""
    made = number(said(value))
    return made if isinstance(made, Decimal | str | None) else str(made)
