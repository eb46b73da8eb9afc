"""Commands about institutions: what falls due, the sheet that they answer, their answers."""

import argparse
from collections.abc import Callable
from pathlib import Path


def declare(commands: object, command: Callable[..., argparse.ArgumentParser], agent: Callable[..., None]) -> None:
    """Adds the commands."""
    made = command(commands, "reminders", "institutions", "What falls due, by date; also as a calendar.",
                   "workbench reminders casefiles/demo --as-of 2024-06-20 --out due.ics")  # fmt: skip
    made.add_argument("--as-of", metavar="DATE", required=True, help="from this day on")
    made.add_argument("--days", metavar="N", type=int, default=60, help="so many days ahead (default: 60)")
    made.add_argument("--out", metavar="FILE", action="append", default=[],
                      help="write here; the ending decides: csv, xlsx, json, ics (names no person)")  # fmt: skip
    agent(made)
    made = command(commands, "reply-sheet", "institutions", "A sheet that an institution answers line by line.",
                   "workbench reply-sheet casefiles/demo --for PB-LAB --out lines.xlsx")  # fmt: skip
    made.add_argument("--for", metavar="KEY", dest="bearer", help="the key of an institution (default: all)")
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date (default: the last day on record)")
    made.add_argument("--lang", metavar="TAG", default="en", help="en, sr-Latn or sr-Cyrl (default: en)")
    made.add_argument("--out", metavar="FILE", required=True, help="csv, xlsx or docx")
    made = command(commands, "replies", "institutions", "Take the answers of a sheet that was added.",
                   "workbench replies casefiles/demo lines.xlsx --agent MJ")  # fmt: skip
    made.add_argument(
        "item", metavar="ID", help="the sheet, as it was added: its id, the start of it, or its file name"
    )
    agent(made)


def reminders(options: argparse.Namespace) -> int:
    """Shows or writes what falls due."""
    from workbench import institutions, verbs
    from workbench.cli.looking import frame, give

    case = verbs.open(options.case)
    found = institutions.reminders(case, as_of=options.as_of, days=options.days)
    return give(case, found, options, lambda: frame(found.df, ["day", "what", "who", "in_words"]))


def reply_sheet(options: argparse.Namespace) -> int:
    """Writes the sheet, and logs that a copy left."""
    from workbench import institutions, verbs
    from workbench.cli import say

    case = verbs.open(options.case)
    lines = institutions.reply_sheet(case, options.out, bearer=options.bearer, as_of=options.as_of, lang=options.lang)
    case.log_access("", [(Path(options.out).name, verbs.digest(Path(options.out)))])
    say.document({"lines": lines, "file": options.out}) if options.json else print(f"{options.out}: {lines} lines")
    return 0


def replies(options: argparse.Namespace) -> int:
    """Takes the answers; 1 where a line could not be taken."""
    from workbench import institutions, verbs
    from workbench.cli import say

    case = verbs.open(options.case)
    taken = institutions.take_replies(case, options.item, agent=verbs.acting(case, options.agent, "replies"))
    problems = [{"code": one.code, "message": str(one)} for one in taken.problems]
    if options.json:
        say.document(
            {
                "acts": list(taken.acts),
                "codings": list(taken.codings),
                "already": taken.already,
                "empty": taken.empty,
                "problems": problems,
            }
        )
    else:
        count = len(taken.acts) + len(taken.codings)
        print(f"{count} answers recorded, {taken.already} held already, {taken.empty} lines left empty")
    for problem in taken.problems:
        say.note(f"not taken: {problem}")
    return 1 if problems else 0
