"""Commands by which something goes: withdraw, hold, take-out. Their options stand here; nothing slow loads before."""

import argparse
import collections
from collections.abc import Callable
from typing import Any

from workbench.cli import say
from workbench.cli.elsewhere import lines

Command = Callable[..., argparse.ArgumentParser]
DONE = {
    "stop-sharing": ("no release will contain what speaks of {who}:", "The team still uses it: --stop-using ends it."),
    "stop-using": ("no release and no finding will contain what speaks of {who}:", ""),
    "destroy": ("no release and no finding contains what speaks of {who} any more:", "NOTHING IS DESTROYED YET."),
}
MISSING = {
    "second-agent": "workbench withdraw {case} {who} --destroy --confirm --agent B",
    "second-key": "workbench withdraw {case} {who} --destroy --agent B",
    "recovered-key": "workbench keys {case} remove B, then keys {case} add B; B types a passphrase of their own",
    "doubted": "workbench custody {case} FILE names both records; then workbench undo {case} the one that is wrong",
    "private": 'workbench withdraw {case} {who} --destroy --private "when, where, in which language"',
    "offered": 'workbench withdraw {case} {who} --destroy --offered "which papers, and the answer"',
    "delay": "after that time: workbench withdraw {case} {who} --destroy",
    "hold": "ask whoever ordered it; when it has ended: workbench undo {case} HOLD",
}
WRITTEN = {"stop-sharing": "hand none of them on", "stop-using": "delete them, or write them anew"}
REMAINS = """Not reached by this:
- backups and copies made before: an old one brings everything back; delete them;
- what was printed, sent or exported; traces of deleted files on a drive that is not encrypted."""
NAMES = {"custody": "custody event", "derivative": "working copy", "counsel": "note of counsel", "item": "file"}


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the three commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    told = (
        "A worker withdraws: stop sharing (at once), stop using (at once), or destroy (later: it needs a second agent, "
    )
    told += "a talk in private, papers offered back, a delay, and no legal hold)."
    made = command(commands, "withdraw", "withdrawing", told,
                   'workbench withdraw casefiles/site-a W-05 --agent MJ --reason "by telephone"')  # fmt: skip
    _withdraw(made)
    agent(made)
    told = "A legal hold: nothing is destroyed until it is undone."
    made = command(commands, "hold", "withdrawing", told,
                   'workbench hold casefiles/site-a --agent MJ --reason filed --authority "a court"')  # fmt: skip
    made.add_argument("--subject", metavar="W", help="the key of one worker (default: the whole case)")
    made.add_argument("--reason", metavar="TEXT", required=True, help="why nothing may be destroyed")
    made.add_argument("--authority", metavar="TEXT", help="who ordered or asked for it")
    agent(made)
    told = "Take a wrong file out again, or only that it came once more; that it was there stays on record."
    made = command(commands, "take-out", "withdrawing", told,
                   'workbench take-out casefiles/site-a letter.pdf --agent MJ --reason "of another case"\n'
                   "  workbench take-out casefiles/site-a letter.pdf --receipt W-05 --agent MJ --reason R")  # fmt: skip
    made.add_argument("item", metavar="ITEM", help="its id, the start of its id, or its file name")
    made.add_argument("--reason", metavar="TEXT", required=True, help="why it does not belong here")
    told = "the file stays; only that it came once more from this source (a key, or the id of the event) is taken back"
    made.add_argument("--receipt", metavar="SOURCE", help=told)
    agent(made)


def _withdraw(made: argparse.ArgumentParser) -> None:
    made.add_argument("subject", metavar="SUBJECT", help="the key of the worker, such as W-05, or an id")
    acts = made.add_mutually_exclusive_group()
    for act, told in (
        ("stop-sharing", "no release contains it (the default)"),
        ("stop-using", "no finding counts it either; an undo brings it back"),
        ("destroy", "keys and content go, for good; at first this only asks for it"),
    ):
        acts.add_argument(f"--{act}", dest="act", action="store_const", const=act, help=told)
    made.set_defaults(act="stop-sharing")
    made.add_argument("--reason", metavar="TEXT", default="not said", help="how the withdrawal came, in your words")
    made.add_argument("--private", metavar="TEXT", help="destroy: how the worker confirmed it alone with an agent")
    made.add_argument("--offered", metavar="TEXT", help="destroy: how the worker's own documents were offered back")
    made.add_argument("--confirm", action="store_true", help="destroy: you are the second agent, and confirm it")


def withdraw(options: argparse.Namespace) -> int:
    """Records an act of withdrawal, and carries out a destruction where nothing is pending."""
    from workbench import keeping, verbs
    from workbench.casefile.withdrawal import worker_of
    from workbench.disclosure.elsewhere import elsewhere

    case = verbs.open(options.case)
    worker = worker_of(case, options.subject)
    given = {name: getattr(options, name) for name in ("act", "reason", "private", "offered", "confirm")}
    done = keeping.withdraw(case, options.subject, agent=verbs.acting(case, options.agent, "withdraw"), **given)
    found = elsewhere(case, worker)  # behind the act, which nothing may keep from being recorded
    if options.json:
        say.document(_document(done, found))
        return 0
    kinds = {line.id: line.kind for line in case.lines()}
    _show_done(done, options.subject, _counted(done.removed, kinds))
    _show_agents(done)
    _show_pending(done, options)
    _show_stays(case, done)
    for line in [REMAINS] if done.carried_out else lines(found, options.case, done.act, options.subject):
        print(line)
    _show_left(case, done)
    if not done.carried_out:
        _show_undo(case, done, options)
    return 0


def _show_undo(case: Any, done: Any, options: argparse.Namespace) -> None:
    """Every record of a withdrawal has to be undone, the last one first: a confirmation rests on what it confirms."""
    worker = case.state().get(done.record).record.subject
    counting = case.state().withdrawals("stop-sharing", "stop-using", "destroy")[worker]
    print("If this was forced or false, undo " + ("it:" if len(counting) == 1 else "each of these, in this order:"))
    for live in reversed(counting):
        print(f"    workbench undo {options.case} {live.id[:12]} --agent A --reason R    ({live.record.act})")


def _show_done(done: Any, who: str, count: str) -> None:
    if done.carried_out:
        print(f"DESTROYED, for good, what spoke of {who} alone:\n  {count}")
        print(f"The chain is whole; tombstone {done.record[:12]} says which ids are gone.")
        return
    first, last = DONE[done.counts]
    recorded = f"Recorded before, as {done.record[:12]}" if done.already else f"Recorded as {done.record[:12]}"
    print(f"{recorded}: {first.format(who=who)}\n  {count}")
    if last:
        print(last)


def _document(done: Any, found: Any) -> dict[str, Any]:
    import dataclasses

    return {
        "act": done.act, "record": done.record, "carried_out": done.carried_out, "removed": list(done.removed),
        "counts": done.counts, "already_released": [one.id for one in done.released], "same": list(found.same),
        "named_in": [one._asdict() for one in found.named_in],
        "releases": [dataclasses.asdict(one) for one in done.released],
        "pending": [dataclasses.asdict(one) for one in done.pending],
        "stays": [dataclasses.asdict(one) for one in done.stays],
        "agents": [dataclasses.asdict(one) for one in done.agents],
    }  # fmt: skip


def _counted(ids: tuple[str, ...], kinds: dict[str, str]) -> str:
    found = collections.Counter(NAMES.get(kinds[one], kinds[one]) for one in ids if one in kinds)
    found["note of counsel"] += sum(one not in kinds for one in ids)
    ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    told = [f"{count} {_plural(name) if count != 1 else name}" for name, count in ordered if count]
    return ", ".join(told) or "nothing was recorded"


def _plural(name: str) -> str:
    noun, of, rest = name.partition(" of ")
    return (noun[:-1] + "ies" if noun.endswith("y") else noun + "s") + of + rest


def _show_agents(done: Any) -> None:
    """Who stands behind a destruction: the key that signed is what counts, and how it came to be."""
    for one in done.agents:
        made = f", let in {_time(one.made_at)} by {one.made_by or 'nobody known'}" if one.made_at else ""
        print(f"- {one.did} by {one.agent}, {_time(one.at)}, signed with key {one.signing[:16]}{made}")


def _show_pending(done: Any, options: argparse.Namespace) -> None:
    """Line by line, not in a table: what is to be typed must not be broken."""
    if done.pending:
        print("Before anything is destroyed:")
    for one in done.pending:
        print(f"- {one.message}" + (f": until {_time(one.until)}" if one.until else ""))
        print(f"    {MISSING[one.what].format(who=options.subject, case=options.case)}")


def _show_stays(case: Any, done: Any) -> None:
    if done.stays:
        lines = [[NAMES.get(one.kind, one.kind), one.id[:12], _called(case, one.id), one.reason] for one in done.stays]
        print("These stay, for the reasons beside them:")
        say.rows(["kind", "id", "what", "why it stays"], lines)
        print("One that is about this worker alone can go: undo what rests on it, then workbench take-out CASE ID")


def _called(case: Any, identity: str) -> str:
    live = case.state().get(identity)
    told = (
        [getattr(live.record, name, None) for name in ("name", "title", "label", "quote", "indicator")] if live else []
    )
    return str(next((one for one in told if one), ""))[:40]


def _show_left(case: Any, done: Any) -> None:
    from workbench.casefile.released import exports

    if done.released:
        lines = [[one.id[:12], one.audience, one.recipient or "not said", one.copy or "-", _time(one.at)]
                 for one in done.released]  # fmt: skip
        print("Released before: ask for these back.")
        say.rows(["release", "for", "to", "copy", "made"], lines)
    written = exports(case)
    if written:
        more = f" and {len(written) - 3} more" if len(written) > 3 else ""
        remedy = WRITTEN.get(done.act, WRITTEN["stop-using"])
        print(f"Written out of the case before: {', '.join(written[:3])}{more}: {remedy}.")


def _time(at: str) -> str:
    return at.replace("T", " ").removesuffix(":00Z").removesuffix("Z") + " UTC"


def hold(options: argparse.Namespace) -> int:
    """Puts a legal hold on a worker or on the case."""
    from workbench import keeping, verbs

    case = verbs.open(options.case)
    told = {"reason": options.reason, "subject": options.subject, "authority": options.authority}
    made = keeping.hold(case, agent=verbs.acting(case, options.agent, "hold"), **told)
    if options.json:
        say.document({"hold": made, "subject": options.subject})
    else:
        whose = f"what speaks of {options.subject}" if options.subject else "the whole case"
        print(f"Hold {made[:12]} on {whose}: nothing of it is destroyed or taken out while it counts.")
        print(f"To lift it: workbench undo {options.case} {made[:12]} --agent A --reason R")
    return 0


def take_out(options: argparse.Namespace) -> int:
    """Takes a wrong file out."""
    import dataclasses

    from workbench import keeping, verbs

    case = verbs.open(options.case)
    agent = verbs.acting(case, options.agent, "take-out")
    if options.receipt:
        told = {"agent": agent, "reason": options.reason}
        return _taken_back(case, options, keeping.take_back(case, options.item, options.receipt, **told))
    done = keeping.take_out(case, options.item, agent=agent, reason=options.reason)
    if options.json:
        say.document(dataclasses.asdict(done))
        return 0
    print(f"Taken out: item {done.item[:12]}, {len(done.objects)} stored files deleted, {len(done.removed)} records.")
    print(f"{done.remains} Tombstone {done.tombstone[:12]} and the reason say that it was here.")
    print("Backups made before still hold it.")
    return 0


def _taken_back(case: Any, options: argparse.Namespace, done: Any) -> int:
    if options.json:
        say.document(vars(done))
        return 0
    told_by = ", ".join(str(case.state().get(one).record.key) for one in done.told_by) or "nobody who is named"
    print(f"Taken back: {len(done.receipts)} receipt(s) of item {done.item[:12]}, which stays, told by {told_by}.")
    print("The custody sheet shows it, with the reason. If this was wrong:")
    for one in done.corrections:
        print(f"    workbench undo {options.case} {one[:12]} --agent A --reason R")
    return 0
