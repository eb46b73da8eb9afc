"""Commands about codings: code, undo, counsel. Their options stand here as well; nothing slow loads before they run."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the three commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    _code(commands, command, agent)
    made = command(commands, "undo", "coding", "Set a record aside, or bring one back by undoing the undo.",
                   'workbench undo casefiles/site-a 3f9a1c20 --agent MJ --reason "coded twice"')  # fmt: skip
    made.add_argument("event", metavar="EVENT", help="the id of a record, or the start of it (six digits at least)")
    made.add_argument("--reason", metavar="R", default="undone", help="why, in words that stay (default: %(default)s)")
    agent(made)
    command(commands, "counsel", "coding", "List counsel's memos: inside the team, in no export and no bundle.",
            "workbench counsel casefiles/site-a")  # fmt: skip


def _code(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    made = command(commands, "code", "coding", "Bring codings in, or write them out. What is written is the team's: "
                   "quotes, texts and pictures stand in it in clear, people as keys, never names; "
                   "counsel's memos are left out.",
                   "workbench code casefiles/site-a import codings.csv --agent MJ")  # fmt: skip
    made.add_argument("way", choices=["import", "export"], help="import or export")
    made.add_argument("file", metavar="FILE", help="the ending decides: .csv, .jsonl (register), .qdpx (REFI-QDA "
                      "project), .qdc (codebook), .json, .jsonld (Web Annotations)")  # fmt: skip
    made.add_argument("--map", metavar="CSV", help="import: which indicator a code means (columns code, indicator, and "
                      "stance, means, subject and the like where the other program has none)")  # fmt: skip
    made.add_argument("--blind-for", metavar="CODER", help="export: a worksheet without anybody's judgement, for CODER")
    made.add_argument("--framework", metavar="ID", help="import: where names of codes are sought, and the worksheet's "
                      "(default: ilo-11); export: this framework alone (default: all)")  # fmt: skip
    agent(made)


def code(options: argparse.Namespace) -> int:
    """Brings codings in or writes them out."""
    from workbench.cli import agreeing
    from workbench.coding.worksheet import is_worksheet

    file, framework = Path(options.file), options.framework
    if options.way == "export" and options.blind_for:
        options.framework = framework or "ilo-11"
        return agreeing.worksheet(options)
    if options.way == "import" and file.suffix.lower() == ".csv" and is_worksheet(file):
        options.framework = framework or "ilo-11"
        return agreeing.filled(options)
    return _import(options, file) if options.way == "import" else _export(options, file)


def _import(options: argparse.Namespace, file: Path) -> int:
    from workbench import verbs
    from workbench.cli import say
    from workbench.coding.exchange import import_codings

    case = verbs.open(options.case)
    mapping = Path(options.map) if options.map else None
    with say.progress() as tell:
        done = import_codings(
            case, file, agent=verbs.acting(case, options.agent, "code"), mapping=mapping,
            framework=options.framework or "ilo-11", progress=lambda at, total: tell("codings", at, total),
        )  # fmt: skip
    if options.json:
        problems = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in done.problems]
        say.document({"recorded": len(done.recorded), "already": done.already, "problems": problems})
    else:
        known = "codes are indicators" if file.suffix.lower() == ".qdc" else "already there"
        print(f"{len(done.recorded)} recorded, {done.already} {known}, {len(done.problems)} not taken")
    for problem in done.problems:
        say.note(f"not taken: {problem}")
    for quote, words in _doubted(case, done.recorded):
        say.note(f"doubtful, read by a machine: {words}, in '{quote[:80]}': compare with the picture")
    return 1 if done.problems else 0


def _doubted(case: Any, recorded: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The quotes of new codings in which words stand that a machine read with little confidence, and those words."""
    state = case.state()
    made = [live.record for live in map(state.get, recorded) if live is not None and live.kind == "coding"]
    texts = case.tables().texts if made else None
    for passage in dict.fromkeys(one.passage for one in made):
        place = state.get(passage).record
        if texts and (words := texts.doubtful(place.item, place.derivative, place.start, place.end)):
            yield place.quote, ", ".join(words)


def _export(options: argparse.Namespace, file: Path) -> int:
    import os

    from workbench import verbs
    from workbench.cli import say
    from workbench.coding.exchange import export_codings

    case = verbs.open(options.case)
    named = options.agent or os.environ.get("WORKBENCH_AGENT")
    who = verbs.acting(case, options.agent, "code") if named else ""
    count = export_codings(case, file, framework=options.framework)
    if file.suffix.lower() != ".qdc":  # a codebook holds nothing of the case
        case.log_access(who, [(file.name, verbs.digest(file))])
    if options.json:
        say.document({"written": count, "file": options.file})
    else:
        print(f"{count} codings written to {options.file}")
    return 0


def undo(options: argparse.Namespace) -> int:
    """Sets a record aside, or brings one back."""
    import dataclasses

    from workbench import verbs
    from workbench.cli import say
    from workbench.coding.undo import undo as set_aside

    case = verbs.open(options.case)
    done = set_aside(case, options.event, agent=verbs.acting(case, options.agent, "undo"), reason=options.reason)
    if options.json:
        say.document(dataclasses.asdict(done))
    else:
        print(f"{done.kind} {done.event[:12]}: {done.remark} (to go back: workbench undo CASE {done.correction[:12]})")
    return 0


def counsel(options: argparse.Namespace) -> int:
    """Lists counsel's memos."""
    from workbench import verbs
    from workbench.cli import say
    from workbench.coding.counsel import counsel_memos

    memos = counsel_memos(verbs.open(options.case))
    if options.json:
        say.document(memos)
    else:
        lines = [
            [one["id"][:12], one["subject"] or "", one["indicator"] or "", one["agent"], one["text"]] for one in memos
        ]
        say.rows(["id", "subject", "indicator", "written by", "counsel's memo"], lines)
    return 0
