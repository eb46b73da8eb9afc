"""The command that withholds parts of an item. It prints no word of what it withholds."""

import argparse
from collections.abc import Callable
from typing import Any

from workbench.cli import say
from workbench.errors import BadValue

Command = Callable[..., argparse.ArgumentParser]
REASONS = ("identity", "location", "third-person", "self-incrimination", "health", "child", "interpreter", "other")
EXAMPLE = """workbench redact casefiles/demo testimony/W-05.txt --words "Tran Van A" --reason identity --agent MJ
  workbench redact casefiles/demo photos/p001.jpg --region 40,60,200,80 --reason identity --agent MJ --out p001.jpg
  workbench redact casefiles/demo contract.pdf --passage 3fa91c --reason location --agent MJ --out contract.pdf"""


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "redact", "redacting", "Withhold parts of an item; a copy without them is kept beside it.",
                   EXAMPLE)  # fmt: skip
    made.add_argument("item", metavar="ITEM", help="its id, the start of its id, or its file name")
    made.add_argument("--passage", metavar="ID", action="append", default=[], help="a passage: its id, or the start")
    made.add_argument("--words", metavar="TEXT", action="append", default=[], help="exact words, wherever they stand")
    made.add_argument("--region", metavar="x,y,w,h", action="append", default=[],
                      help="of a picture in pixels as one looks at it; of a PDF in points (1/72 inch)")  # fmt: skip
    made.add_argument("--page", metavar="N", type=int, default=1, help="the page that --region is on (default: 1)")
    made.add_argument("--span", metavar="FROM-TO", action="append", default=[],
                      help="of a recording, such as 00:01:05-00:01:20: the copy is a note in its place")  # fmt: skip
    made.add_argument("--whole", action="store_true", help="all of the item: the copy is a note in its place")
    made.add_argument("--reason", choices=REASONS, metavar="R", help=", ".join(REASONS))
    made.add_argument("--note", metavar="TEXT", help="what else is to be said of it, without the words themselves")
    made.add_argument("--as-text", action="store_true", help="of a PDF the text with blocks, instead of its pages")
    made.add_argument("--show", action="store_true", help="only show the copy and its log; the original is not opened")
    made.add_argument("--out", metavar="FILE", help="write the redacted copy here, and log that it left")
    agent(made)


def redact(options: argparse.Namespace) -> int:
    """Withholds, and says how many places; the words stay unsaid."""
    import dataclasses

    from workbench import verbs, withheld

    case = verbs.open(options.case)
    if options.show:
        return _show(withheld.seen(case, options.item), options)
    how = {name: getattr(options, name) for name in ("reason", "note", "agent", "as_text")}
    done = withheld.redact(case, options.item, _asked(options), **how)
    written = withheld.write(case, done.item, options.out, agent=options.agent) if options.out else None
    if options.json:
        say.document({
            "redaction": done.redaction, "item": done.item, "derivative": done.derivative,
            "file": str(written) if written else None, "media_type": done.media_type, "sha256": done.sha256,
            "log": [dataclasses.asdict(one) for one in done.entries], "remaining": done.remaining,
        })  # fmt: skip
    else:
        rows = [[one.kind, one.place, one.reason, one.by] for one in done.entries]
        say.rows(["what", "where", "reason", "by"], rows, title=f"Withheld from item {done.item[:12]}")
        print(f"copy {done.derivative[:12]} ({done.media_type}); undo: workbench undo {options.case} "
              f"{(done.redaction or 'REDACTION')[:12]} --agent A, then redact again")  # fmt: skip
    if done.remaining:
        say.note(f"the same words still stand in it {done.remaining} times elsewhere: --words withholds all of them")
    if written:
        say.note(f"wrote {written}: look at it before it leaves")
    return 0


def _show(found: dict[str, Any], options: argparse.Namespace) -> int:
    if options.json:
        say.document(found)
        return 0
    rows = [[one["kind"], one["place"], one["reason"], one["by"]] for one in found["log"]]
    say.rows(["what", "where", "reason", "by"], rows, title=f"Withheld from item {found['item'][:12]}")
    print(found.get("text") or f"the copy is {found['media_type']}: --out writes it")
    return 0


def _asked(options: argparse.Namespace) -> Any:
    from workbench.coding.span import span
    from workbench.redaction.places import Asked

    regions = [_region(one, options.page) for one in options.region]
    stretches = [span(one, "redact", "--span") for one in options.span]
    return Asked(options.passage, options.words, regions, stretches, options.whole)


def _region(text: str, page: int) -> tuple[int, int, int, int, int]:
    parts = text.split(",")
    if len(parts) != 4 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        raise BadValue("redact", "--region", text, "x,y,width,height in whole numbers")
    x, y, width, height = map(int, parts)
    return page, x, y, width, height
