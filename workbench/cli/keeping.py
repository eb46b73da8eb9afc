"""The command for the custody of an item: what is on record, what somebody adds, the sheet that goes out."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]
# Option, field of the record, what it says.
TOLD = (
    ("--by", "collected_by", "who collected it"),
    ("--from", "received_from", "whom it came from: the key of a source, who has told it from then on, or words"),
    ("--to", "received_by", "who received it"),
    ("--how", "method", "how: with what, through which messenger, on which drive"),
    ("--when", "occurred", "YYYY, YYYY-MM, YYYY-MM-DD, or a day with THH:MM; as it was told"),
    ("--zone", "zone", "what is known of its time zone: +02:00, or words"),
    ("--where", "place", "where, in words"),
    ("--consent", "consent", "under which consent: the id of a record, or words"),
    ("--note", "detail", "what else is known"),
)


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "custody", "keeping", "The custody of an item: show it, add to it, print its sheet.",
                   "workbench custody casefiles/demo photos/W-12_from_messenger.jpg --out sheet.pdf --agent MJ\n"
                   "  workbench custody casefiles/demo IMG-20240518-WA0007.jpg --transfer --from W-05 --to MJ \\\n"
                   "    --how WhatsApp --when 2024-05-19T08:10 --lost no-exif --agent MJ")  # fmt: skip
    made.add_argument("item", metavar="ID", help="its id, the start of its id, or its file name")
    kind = made.add_mutually_exclusive_group()
    kind.add_argument("--collected", action="store_true", help="record how it was collected, with the options below")
    kind.add_argument("--transfer", action="store_true", help="record that it passed from one hand to another")
    for option, field, told in TOLD:
        made.add_argument(option, dest=field, metavar="TEXT", help=told)
    made.add_argument("--lost", metavar="CODE[:WORDS]", action="append", default=[],
                      help="what it no longer carries: no-exif, exif-bare, name-of-messenger, saved-again")  # fmt: skip
    made.add_argument("--out", metavar="FILE", action="append", default=[],
                      help="write the sheet here; the ending decides: html, pdf, jsonld (CASE/UCO), json")  # fmt: skip
    made.add_argument("--bag", metavar="DIR", help="pack every form into a new BagIt folder")
    made.add_argument("--with-original", action="store_true", help="put the original into the BagIt folder too")
    agent(made)


def custody(options: argparse.Namespace) -> int:
    """Shows, adds to, or writes a custody record."""
    from workbench import custody as room
    from workbench import verbs
    from workbench.errors import Refused

    facts = {field: getattr(options, field) for _, field, _ in TOLD}
    action = "collected" if options.collected else "transfer" if options.transfer else None
    if action is None and (options.lost or any(facts.values())):
        raise Refused("custody", "something is told, but not of what", "Add --collected or --transfer")
    if options.with_original and not options.bag:
        raise Refused("--with-original", "the original goes out in a BagIt folder only", "Add --bag DIR")
    case = verbs.open(options.case)
    if action:
        room.tell(case, options.item, action, agent=options.agent, losses=options.lost, **facts)
        _say_words(case, facts["received_from"])
    if options.agent and (options.out or options.bag):
        verbs.acting(case, options.agent, "custody")  # a new agent moves the head: before the sheet names it
    found = room.custody(case, options.item)
    written: list[Any] = room.write(case, found, *options.out, agent=options.agent) if options.out else []
    if options.bag:
        room.bag(case, found, options.bag, agent=options.agent, original=options.with_original)
        written.append(Path(options.bag))
    if options.json:
        say.document(found.document())
    elif not written:
        _show(found)
    for file in written:
        say.note(f"wrote {file}")
    return 0 if found.stored == "ok" else 1


def _say_words(case: Any, received_from: str | None) -> None:
    """Who was named in words is on the sheet and nowhere else: that has to be seen when it is typed."""
    if received_from and received_from.strip() not in {live.record.key for live in case.state().of("source")}:
        say.note(f"{received_from.strip()} is the key of no source: it stands on the sheet as words, no release asks"
                 " for that consent, and no withdrawal takes the file along")  # fmt: skip


def _show(found: Any) -> None:
    from workbench.release import custody_words as words

    print(f"{found.item.name}\nsha256 {found.item.sha256}\n{words.STORED[found.stored]}\n{words.LIMITS}\n")
    for name, answer in words.answers(found):
        print(f"{name:22}", answer)
    print(f"{'Told by':22}", words.tellers(found))
    if found.stopped:
        print(f"{'Sharing':22}", words.sharing(found))
    for one in found.losses:
        print(f"{'Lost on the way':22}", f"{one.message} ({one.known}; {one.code})")
    rows = [[words.moment(one.at), words.action(one), one.outcome, one.agent, words.told(one)] for one in found.events]
    say.rows(["recorded", "event (PREMIS)", "outcome", "by", "told, and reasons"], rows, title="Custody events")
    for one in found.doubted:
        print(words.doubt(one))
    say.rows(["recorded", "kind", "tool", "version"],
             [[words.moment(one.at), one.kind, one.tool, one.version] for one in found.copies],
             title="Working copies")  # fmt: skip
    say.rows(["recorded", "by", "what left"],
             [[words.moment(one.at), one.agent, words.copy(one)] for one in found.left],
             title="Copies that left the store")  # fmt: skip
    if found.merged:
        print(words.merged(found, len(found.merged)))
    print(f"ledger head {found.head}")
