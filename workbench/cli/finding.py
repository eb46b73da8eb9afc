"""The commands that show a finding: matrix, evidence, network, path, sites, chronology."""

import argparse
from collections.abc import Callable
from typing import Any

from workbench.cli.linking import PARTS

Command = Callable[..., argparse.ArgumentParser]
# The command, and in which forms it writes what it shows.
Made = tuple[argparse.ArgumentParser, str]
BY = ["worker", "source", "employer", "site", "period"]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example."""
    for one in (_matrix, _evidence, _network, _path, _sites, _chronology):
        made, forms = one(commands, command)
        if forms:
            told = f"write here; the ending decides: {forms}"
            made.add_argument("--out", metavar="FILE", action="append", default=[], help=told)
            agent(made)


def _matrix(commands: Any, command: Command) -> Made:
    made = command(commands, "matrix", "looking", "The indicator matrix.",
                    "workbench matrix casefiles/demo --by employer --out matrix.xlsx")  # fmt: skip
    made.add_argument("--framework", metavar="ID", default="ilo-11", help="the framework (default: ilo-11)")
    made.add_argument("--by", default="worker", choices=BY, help="what a row is")
    made.add_argument("--granularity", default="month", choices=["month", "quarter", "year"],
                      help="how fine --by period cuts time (default: month)")  # fmt: skip
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date: YYYY, YYYY-MM or YYYY-MM-DD")
    return made, "csv, xlsx, html, json, svg"


def _evidence(commands: Any, command: Command) -> Made:
    made = command(commands, "evidence", "looking", "What one cell of the matrix rests on, down to the digest.",
                    "workbench evidence casefiles/demo W-05 retention-of-identity-documents")  # fmt: skip
    made.add_argument("row", metavar="ROW", help="the key of a worker, source, employer or site, or a month")
    made.add_argument("indicator", metavar="INDICATOR", help="the id of an indicator")
    made.add_argument("--framework", metavar="ID", default="ilo-11", help="the framework (default: ilo-11)")
    made.add_argument("--by", default="worker", choices=BY, help="what a row is")
    return made, ""


def _network(commands: Any, command: Command) -> Made:
    made = command(commands, "network", "looking", "The recruiter and employer graph.",
                    "workbench network casefiles/demo control --as-of 2024-05-20")  # fmt: skip
    made.add_argument("what", metavar="PART", nargs="?", default="edges", choices=("edges", *PARTS),
                      help=f"what of it: edges (default), {', '.join(PARTS)}")  # fmt: skip
    made.add_argument("names", metavar="NAME", nargs="*", help="for owners a company, for path two: keys or labels")
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date")
    made.add_argument("--with", metavar="OTHER", dest="other", action="append", default=[],
                      help="another case: both as one network, and what they say against each other")  # fmt: skip
    return made, "svg, html, graphml, json (FollowTheMoney), csv (pairs), dot (Graphviz)"


def _path(commands: Any, command: Command) -> Made:
    made = command(commands, "path", "looking", "Who stands between two, edge by edge with sources.",
                    'workbench path casefiles/demo W-03 "the brand"')  # fmt: skip
    made.add_argument("start", metavar="FROM", help="a key or a label")
    made.add_argument("goal", metavar="TO", help="a key or a label")
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date")
    return made, ""


def _sites(commands: Any, command: Command) -> Made:
    made = command(
        commands, "sites", "looking", "The site map, with distances.", "workbench sites casefiles/demo --out sites.html"
    )
    made.add_argument("--under", metavar="FILE", help="lay a map of your own under it: GeoTIFF, a picture with a world "
                      "file, GeoPackage, GeoJSON, PMTiles")  # fmt: skip
    made.add_argument("--credit", metavar="WORDS", default="", help="whose that map is, of which date, which licence")
    made.add_argument("--system", metavar="EPSG:N", help="the system of that map, where its file does not say it")
    return made, "svg, html, geojson, gpkg"


def _chronology(commands: Any, command: Command) -> Made:
    made = command(commands, "chronology", "looking", "What happened when, as told by whom.",
                    "workbench chronology casefiles/demo --track pay --out pay.html")  # fmt: skip
    made.add_argument("--as-of", metavar="DATE", help="what had happened by a day")
    made.add_argument("--known-by", metavar="DATE", help="what was on record by a day (by the clocks of the ledger)")
    made.add_argument("--track", metavar="T", action="append", default=[], dest="tracks", help="of these tracks alone")
    made.add_argument("--actor", metavar="KEY", help="in which this entity took part")
    made.add_argument("--site", metavar="KEY", help="at this place")
    return made, "csv, xlsx, html, svg, json"
