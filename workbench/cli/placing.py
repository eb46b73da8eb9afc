"""The commands about places: towns, movement, told distances, conditions, a relocation, a plan that is placed."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example."""
    made = command(commands, "places", "placing", "Find a town of the gazetteer by any of its names, in any script.",
                   "workbench places Зрењанин", case=False)  # fmt: skip
    made.add_argument("name", metavar="NAME", help="a name, or the start of a word of one")
    command(commands, "movement", "placing", "Who was where when, relocations, and questions that photographs leave.",
            "workbench movement casefiles/demo")  # fmt: skip
    command(commands, "reach", "placing", "Told distances and journeys, held against each position on record.",
            "workbench reach casefiles/demo")  # fmt: skip
    command(commands, "conditions", "placing", "Lodging as told, room by room, held against standards.",
            "workbench conditions casefiles/demo")  # fmt: skip
    made = command(commands, "relocation", "placing", "Before and after a relocation, side by side.",
                   "workbench relocation casefiles/demo --out relocation.svg")  # fmt: skip
    made.add_argument("--out", metavar="FILE", help="write the picture here: .svg or .png")
    made = command(commands, "place-plan", "placing", "Place a picture of a drawn plan on known points.",
                   "workbench place-plan casefiles/site-a plan.jpg --points points.csv --agent MJ")  # fmt: skip
    made.add_argument("item", metavar="ITEM", help="the file name or the id of the picture")
    made.add_argument("--points", metavar="FILE", required=True, help="a CSV file: x, y, latitude, longitude; name")
    agent(made)


def places(options: argparse.Namespace) -> int:
    """Finds towns by name; 1 where there is none."""
    from workbench.codebook import towns_named

    found = towns_named(options.name)
    names = ("name", "country", "latitude", "longitude", "geonames", "names")
    if options.json:
        say.document([{name: getattr(town, name) for name in names} for town in found])
    else:
        lines = [[str(getattr(town, name)) for name in names[:5]] + [", ".join(town.names[:8])] for town in found]
        say.rows([*names[:5], "also written"], lines)
    return 0 if found else 1


def movement(options: argparse.Namespace) -> int:
    """Shows who was where when; 1 where it leaves questions."""
    from workbench import verbs
    from workbench.findings.movement import movement as moved

    found = moved(verbs.open(options.case).tables())
    parts = {"whereabouts": found.whereabouts, "relocations": found.relocations, "questions": found.questions}
    _give(options, parts, {"whereabouts": ["person", "place", "how", "when", "source"],
                           "relocations": ["person", "from", "to", "left", "came", "metres", "source"],
                           "questions": ["kind", "person", "question", "assumed"]})  # fmt: skip
    return 1 if len(found.questions) else 0


def reach(options: argparse.Namespace) -> int:
    """Shows told distances against positions; 1 where one is not consistent."""
    from workbench import verbs
    from workbench.findings.reach import AGAINST
    from workbench.findings.reach import reach as held

    found = held(verbs.open(options.case).tables())
    _give(options, {"reach": found.rows}, {"reach": ["of", "told", "from", "position", "finds", "why", "source"]})
    say.note("assumed, and not verified: " + "; ".join(found.assumed))
    return 1 if (found.rows["finds"] == AGAINST).any() else 0


def conditions(options: argparse.Namespace) -> int:
    """Shows conditions against standards."""
    from workbench import verbs
    from workbench.findings.conditions import conditions as held

    found = held(verbs.open(options.case).tables())
    _give(options, {"told": found.told, "held": found.held},
          {"told": ["place", "part", "measure", "told", "when", "source"],
           "held": ["place", "part", "provision", "low", "high", "finds", "source", "force"]})  # fmt: skip
    return 0


def relocation(options: argparse.Namespace) -> int:
    """Writes or tells a relocation."""
    from workbench import verbs
    from workbench.errors import BadValue
    from workbench.figures import relocation as drawing
    from workbench.findings.conditions import conditions as held
    from workbench.findings.movement import movement as moved

    case = verbs.open(options.case)
    tables = case.tables()
    made = (verbs.sites(case), moved(tables), held(tables))
    words = drawing.describe(*made)
    if options.out:
        forms = {".svg": drawing.draw, ".png": drawing.png}
        file = Path(options.out)
        if file.suffix.lower() not in forms:
            raise BadValue(file, "suffix", file.suffix, "a name that ends in .svg or .png")
        from workbench.release.write import put

        say.note(f"wrote {put(file, forms[file.suffix.lower()](*made))}")
    if options.json:
        say.document({"relocation": words, "file": options.out})
    elif not options.out:
        print(words)
    return 0


def place_plan(options: argparse.Namespace) -> int:
    """Places a drawn plan."""
    from workbench import plans, verbs

    placed = plans.place_plan(verbs.open(options.case), options.item, options.points, agent=options.agent)
    if options.json:
        say.document({"kind": placed.kind, "system": placed.system, "rms_m": placed.rms_m,
                      "misses_m": list(placed.misses_m), "numbers": list(placed.numbers)})  # fmt: skip
    else:
        print(f"{options.item}: {placed.words()}")
    return 0


def laid(found: Any, options: argparse.Namespace) -> Any:
    """The sites with a map of one's own under them, where one is named."""
    import dataclasses

    if not options.under:
        return found
    from workbench.underlay import underlay

    return dataclasses.replace(found, under=underlay(options.under, options.credit, options.system))


def _give(options: argparse.Namespace, frames: dict[str, Any], columns: dict[str, list[str]]) -> None:
    """Tables on the screen, or all of their columns as one JSON document."""
    if options.json:
        say.document({name: [_plain(row) for row in frame.to_dict("records")] for name, frame in frames.items()})
        return
    for name, frame in frames.items():
        lines = [[_text(row[column]) for column in columns[name]] for row in frame.to_dict("records")]
        say.rows(columns[name], lines, name)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value.item() if hasattr(value, "item") else value for key, value in row.items()}
    return {key: None if isinstance(value, float) and not math.isfinite(value) else
            list(value) if isinstance(value, tuple) else value for key, value in plain.items()}  # fmt: skip


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
