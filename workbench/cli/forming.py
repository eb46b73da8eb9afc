"""The command that writes forms to be filled in on a telephone: forms."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

PURPOSE = "as asked in the interview form"

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example."""
    made = command(commands, "forms", "forming", "Write the interview form for KoboToolbox or ODK (XLSForm).",
                   "workbench forms interview --out interview.xlsx --lang vi", case=False)  # fmt: skip
    made.add_argument("form", metavar="FORM", choices=["interview"], help="interview")
    made.add_argument("--out", metavar="FILE.xlsx", required=True, help="write the form here")
    made.add_argument("--lang", metavar="TAG", default="en", help="what is shown first: en, vi, sr-Latn or sr-Cyrl")
    made = command(commands, "answers", "forming", "Take what was filled in with the interview form.",
                   "workbench answers casefiles/site-a interviews.csv --out codings.csv --agent MJ")  # fmt: skip
    made.add_argument(
        "item", metavar="ID", help="the export, as it was added: its id, the start of it, or its file name"
    )
    made.add_argument("--out", metavar="FILE.csv", help="write a register of codings here, the stances left to you")
    made.add_argument(
        "--purpose", metavar="P", default=PURPOSE, help="what the consents in it are for (default: what the form asks)"
    )
    agent(made)


def answers(options: argparse.Namespace) -> int:
    """Takes the answers of an export as passages, and the dangers and consents of each submission."""
    from workbench import sharing, verbs
    from workbench.coding import answers as room

    case = verbs.open(options.case)
    item = verbs.item_of(case, options.item)
    agent = verbs.acting(case, options.agent, "answers")
    taken = room.take(case, item, agent=agent)
    consents, refused = sharing.from_form(case, item, agent=agent, purpose=options.purpose)
    problems = [*taken.problems, *refused]
    rows = room.sheet(item, list(taken.answers), Path(options.out)) if options.out else 0
    if options.out:  # a copy with words of the case left its store
        case.log_access("", [(Path(options.out).name, verbs.digest(Path(options.out)))])
    if options.json:
        said = [{"code": one.code, "message": str(one)} for one in problems]
        say.document({"answers": len(taken.answers), "passages": list(taken.passages), "dangers": list(taken.dangers),
                      "consents": consents, "rows": rows, "problems": said})  # fmt: skip
    else:
        print(
            f"{len(taken.answers)} answers, {len(taken.passages)} new passages, "
            f"{len(taken.dangers)} dangers and {len(consents)} consents recorded"
        )
    for problem in problems:
        say.note(f"not taken: {problem}")
    return 1 if problems else 0


def forms(options: argparse.Namespace) -> int:
    """Writes a form."""
    from workbench.codebook.interview import interview, xlsform
    from workbench.release.write import put
    from workbench.release.xlsform import workbook_of

    put(Path(options.out), workbook_of(xlsform(options.lang)))
    asked = [one.name for one in interview().asks()]
    if options.json:
        say.document({"file": options.out, "questions": asked, "unreviewed": list(interview().unreviewed)})
    else:
        print(f"wrote {options.out}: {len(asked)} questions")
        say.note(f"no speaker has reviewed the words in {', '.join(interview().unreviewed)}")
    return 0
