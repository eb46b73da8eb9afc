"""The commands that find words and open the place: search, and the options of show."""

import argparse
from collections.abc import Callable
from typing import Any

from workbench.cli import danger, say

Command = Callable[..., argparse.ArgumentParser]
NARROW = (
    ("kind", "K", "of items of this kind: text, document, chat, table"),
    ("language", "L", "in this language: vi, sr (both scripts), sr-Cyrl"),
    ("worker", "W", "a worker's own accounts, and passages coded on him"),
    ("site", "S", "passages coded for this site"),
    ("indicator", "I", "passages coded on this indicator"),
    ("source", "S", "from this source: its key or label"),
)


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example."""
    made = command(commands, "search", "searching", "Find words in every text and coded passage, in any script.",
                   "workbench search casefiles/demo '\"hộ chiếu\" OR pasos* -lost' --worker W-05")  # fmt: skip
    told = 'words, "phrases", AND, OR, -without, begin*, brackets; put -- before a leading -'
    made.add_argument("words", metavar="WORDS", help=told)
    for name, letter, told in NARROW:
        made.add_argument(f"--{name}", metavar=letter, help=told)
    made.add_argument("--from", dest="since", metavar="DATE", help="not before: YYYY, YYYY-MM or YYYY-MM-DD")
    made.add_argument("--to", dest="until", metavar="DATE", help="not after")
    made.add_argument("--limit", metavar="N", type=_number, default=20, help="how many places are shown (default: 20)")
    made = command(commands, "show", "looking", "Show one item: custody, derivatives, passages, a photograph's facts.",
                   "workbench show casefiles/demo photos/p001.jpg")  # fmt: skip
    made.add_argument("item", metavar="ID", help="its id, the start of its id, or its file name")
    made.add_argument("--at", metavar="START-END", help="the words of its text there, in code points, as search says")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r}: a number from 1 to 100000")
    return int(text)


def search(options: argparse.Namespace) -> int:
    """Finds words."""
    from workbench import verbs
    from workbench.searching.search import search as found

    narrow = {name: getattr(options, name) for name, _, _ in NARROW}
    answer = found(verbs.open(options.case), options.words, since=options.since, until=options.until,
                   limit=options.limit, **narrow)  # fmt: skip
    if options.json:
        say.document(answer.document())
    else:
        for hit in answer.hits:
            at = f" --at {hit.start}-{hit.end}" if hit.start is not None else ""
            print(f"{hit.file}, {hit.place or 'whole'}  [show {hit.item[:12]}{at}]")
            print(f"    {hit.text}{'  = ' + ', '.join(hit.indicators) if hit.indicators else ''}")
            if hit.doubt:
                print(f"    {hit.doubt}")
        for name, counts in answer.facets.items():
            if counts:
                print(f"{name + ':':11}", ", ".join(f"{value} {count}" for value, count in list(counts.items())[:8]))
        print(f"{answer.total} of {answer.searched} pieces")
        for remark in answer.remarks:
            say.note(remark)
    return 1 if answer.unread else 0


def opened(case: Any, item: str, span: str, *, as_json: bool) -> int:
    """Shows the words of an item at a place."""
    import dataclasses

    from workbench import verbs
    from workbench.danger import dangers
    from workbench.searching.opening import opened as words

    live = verbs.item_of(case, item)
    found, told = words(case, live, span), dangers(case, live.id)[live.id]
    if as_json:
        say.document({"dangers": told, **dataclasses.asdict(found)})
    else:
        danger.shown(told)
        print(f"{found.file}, {found.place or 'whole'}, code points {found.start} to {found.end}")
        print(f"{found.before}[[{found.words}]]{found.after}")
        if found.doubtful:
            doubted = ", ".join(f"{one['text']} ({one['confidence']} of 100)" for one in found.doubtful)
            say.note(f"doubtful, read by a machine: {doubted}: compare with the picture")
    return 0
