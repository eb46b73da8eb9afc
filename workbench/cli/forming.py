"""The command that writes forms to be filled in on a telephone: forms."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example."""
    made = command(commands, "forms", "forming", "Write the interview form for KoboToolbox or ODK (XLSForm).",
                   "workbench forms interview --out interview.xlsx --lang vi", case=False)  # fmt: skip
    made.add_argument("form", metavar="FORM", choices=["interview"], help="interview")
    made.add_argument("--out", metavar="FILE.xlsx", required=True, help="write the form here")
    made.add_argument("--lang", metavar="TAG", default="en", help="what is shown first: en, vi, sr-Latn or sr-Cyrl")


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
