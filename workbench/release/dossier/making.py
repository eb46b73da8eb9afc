"""The companies, places and goods that a form asks about, and whether they are shown to be part of making a product."""

from collections.abc import Callable

from workbench.findings.alphabet import natural
from workbench.findings.said import records, said
from workbench.records import Period
from workbench.release.dossier.document import Strong, Text, text
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.nexus import nexus, taking_part
from workbench.release.dossier.opening import bare
from workbench.release.dossier.submitted import Short


def entities(*schemas: str, part: bool = False) -> Callable[[Ground], list[Text]]:
    """Whoever or whatever is of these kinds, by name, role and country; `part`: those alone who take part."""

    def listed(ground: Ground) -> list[Text]:
        return _lines(_rows(ground, schemas, taking_part(ground) if part else None))

    return listed


def _rows(ground: Ground, schemas: tuple[str, ...], there: set[str] | None = None) -> list[dict[str, object]]:
    own = ground.submitter.split(", ")  # whoever hands the case over is none of those whom it is about
    df = ground.held.people.entities
    rows = [
        one
        for one in records(df if there is None else df[df.index.isin(there)])
        if one["schema"] in schemas and not bare(one) and not set(own) & {one["label"], *one["names"]}
    ]
    return sorted(rows, key=lambda one: (natural(str(one["label"])), one["key"]))


def _lines(rows: list[dict[str, object]]) -> list[Text]:
    return [text(_named(one)) for one in rows]


def production(ground: Ground) -> list[Text]:
    """The sites at which the product is made, in the time of what is alleged; where none is shown, those of which
    something is coded or claimed, as no answer: a bus stop on the map is none of them."""
    if made := _lines(_rows(ground, ("Site",), set(nexus(ground).makers))):
        return made
    found, claims = ground.held.matrices.get("site"), records(ground.held.network.df) if ground.held.network else []
    told = {row.label for row in found.matrix.rows} if found else set()
    told |= {str(one[side]) for one in claims for side in ("from", "to")}
    return _short(_lines([one for one in _rows(ground, ("Site",)) if one["label"] in told]), ground.say("nexus.apart"))


def of_making(fill: Callable[[Ground], list[Text]]) -> Callable[[Ground], list[Text]]:
    """What is asked of the making of a product: an answer only where the record links the labour with a product."""

    def asked_of(ground: Ground) -> list[Text]:
        lines = fill(ground)
        return lines if nexus(ground).established else _short(lines, ground.say("nexus.apart"))

    return asked_of


def goods(ground: Ground) -> list[Text]:
    """The products by name: the records have no place for more, and a name describes nothing."""
    return _short(entities("Product")(ground), ground.say("fill.goods"))


def _short(lines: list[Text], why: str) -> list[Text]:
    return Short([*lines, text(why)]) if lines else []


def _named(one: dict[str, object]) -> str:
    more = ", ".join(part for part in (said(one["role"]), said(one["country"])) if part)
    return f"{one['label']} ({more})" if more else str(one["label"])


def linked(ground: Ground) -> list[Text]:
    """Whether the labour is shown to be part of a product, and the claims that were asked; no answer where not."""
    say, found = ground.say, nexus(ground)
    lines = [text(Strong(say("nexus.established" if found.established else "nexus.not-established")))]
    if found.established:
        lines.append(text(say("nexus.within", which=", ".join(ground.name(one) for one in found.indicators))))
    elif found.building:
        lines.append(text(say("nexus.building")))
    for one in found.claims:
        span = ground.span(Period(start=said(one["start"]), end=said(one["end"])))
        words = say("nexus.claim", who=one["from"], verb=say("verb." + one["schema"]), what=one["to"], when=span,
                    status=say("status." + one["status"]), source=one["source"])  # fmt: skip
        lines.append(text(words))
    lines.append(text(say("nexus.rule")))
    return lines if found.established else Short(lines)
