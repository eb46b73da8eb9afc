"""Who stands in which relation to whom, what is owed, and where it was: wages and debts, the network, the site."""

from decimal import Decimal
from typing import Any

from workbench import codebook
from workbench.figures import network as network_figure
from workbench.figures import sites as map_figure
from workbench.findings.said import records, said
from workbench.records import Period
from workbench.release.dossier import earned
from workbench.release.dossier.document import Block, Cell, Figure, Paragraph, Section, Table, text
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.happened import events, table
from workbench.release.dossier.opening import kind
from workbench.release.dossier.worded import worded
from workbench.release.sheets import number

MONEY, PAY = "money", "pay"


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
        blocks.append(_table(ground, listed, say("wages.caption"), "wages", sums=True))
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
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("network.lead", k=ground.held.prepared.audience.k))),
        Figure(network_figure.draw(ground.held.network), say("network.figure"), say("figure.twin", count=len(listed))),
        _table(ground, listed, say("network.caption"), "network"),
    )
    return Section("network", say("heading.network"), blocks, wide=True)


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
    return Table(caption, tuple(say("table." + one) for one in headers), rows, name=name, widths=widths)


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
                one["site"],
                kind(ground, one["schema"]),
                said(one["role"]),
                _degrees(one["latitude"]),
                _degrees(one["longitude"]),
                None if metres != metres else int(metres),
                one["source"],
                worded(ground, one["passages"]),
            )
        )
    headers = ("name", "kind", "role", "latitude", "longitude", "precision", "source", "words")
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("site.lead", grid=held.prepared.audience.grid_m))),
        Figure(map_figure.draw(held.sites), say("site.figure"), say("figure.twin", count=len(rows))),
        Table(
            say("site.caption"),
            tuple(say("table." + one) for one in headers),
            tuple(rows),
            name="places",
            widths=(28, 16, 26, 11, 11, 11, 28, 8),
        ),
    )
    return Section("site", say("heading.site"), blocks, wide=True)


def _degrees(value: float) -> Cell:
    return Decimal(f"{value:.5f}")


def _number(value: object) -> Cell:
    """A sum as a number where it is one, else as it was written."""
    made = number(said(value))
    return made if isinstance(made, Decimal | str | None) else str(made)
