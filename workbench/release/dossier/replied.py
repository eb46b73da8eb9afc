"""What companies and public bodies say, each or both, and what bodies were found to have done. Most of it answers
nobody: house rules, orders, extracts of a register."""

from workbench.release.dossier import owed
from workbench.release.dossier.document import Link, Text, text
from workbench.release.dossier.ground import Ground, Unit, refs

MOST = 8
COMPANIES, BODIES = ("company",), ("institution", "official")


def replies(ground: Ground) -> list[Text]:
    """What anybody who answers said, by source, and what public bodies did."""
    return [*_said(ground, COMPANIES + BODIES), *owed.answered(ground)]


def of_bodies(ground: Ground) -> list[Text]:
    """What public bodies said and did."""
    return [*_said(ground, BODIES), *owed.answered(ground)]


def of_companies(ground: Ground) -> list[Text]:
    """What companies said."""
    return _said(ground, COMPANIES)


def boxes(ground: Ground) -> list[Text]:
    """Where whoever reads this writes the answer."""
    return [text(ground.say("fill.boxes"), " ", Link(ground.say("heading.allegations"), "allegations"))]


def _said(ground: Ground, kinds: tuple[str, ...]) -> list[Text]:
    by: dict[str, list[Unit]] = {}
    for column in ground.columns:
        for unit in ground.of(column.id, "supports", "contradicts", "unclear", differing=True):
            if unit.of.found.source_kind in kinds:
                by.setdefault(unit.of.found.source, []).append(unit)
    return [text(f"{source}: ", *refs(units, MOST)) for source, units in sorted(by.items())]
