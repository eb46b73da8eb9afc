"""Commands for second and third readers: agreement, adjudicate, and the worksheet of blind coding.

Their options stand here as well; nothing slow loads before they run.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the two commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "agreement", "agreeing", "How far coders agree, by indicator, and where they do not.",
                   "workbench agreement casefiles/demo --coders MJ AK")  # fmt: skip
    made.add_argument("--coders", metavar="A", nargs="+", required=True, help="the keys of two or more coders")
    made.add_argument("--framework", metavar="ID", default="ilo-11", help="the framework (default: ilo-11)")
    made = command(commands, "adjudicate", "agreeing", "List disputes, or record a third person's decisions.",
                   "workbench adjudicate casefiles/demo --decide decided.csv --agent JS")  # fmt: skip
    made.add_argument("--framework", metavar="ID", help="only disputes under this framework")
    made.add_argument("--out", metavar="FILE.csv", help="write the open disputes here, to be filled in")
    made.add_argument("--decide", metavar="FILE.csv", help="record the decisions in this file")
    agent(made)


def agreement(options: argparse.Namespace) -> int:
    """Shows how far coders agree."""
    from workbench import verbs
    from workbench.findings.agreement import agreement as compare

    found = compare(verbs.open(options.case).tables(), options.coders, options.framework)
    if options.json:
        say.document(found.document())
        return 0
    rows = [_row(row, found.coders) for row in (*found.rows, found.overall)]
    headers = ["indicator", "units", "blind", "agreed", "observed", "alpha", "95 % interval", "one only"]
    say.rows(headers, rows, title=f"Agreement of {', '.join(found.coders)} ({found.framework})")
    for row in found.rows:
        if row.units and (row.alpha.value is None or row.alpha.interval is None):
            print(f"{row.label}: {row.alpha.words}")
    _values(found)
    _apart(found.apart.document())
    if found.overall.one_sided:
        print(f"{found.overall.one_sided} units coded by one, declared empty by the other: disputes, not counted above")
    print(f"{len(found.disputes)} disputes, {sum(one.open for one in found.disputes)} open:")
    _list(found.disputes)
    print("\n".join(found.notes))
    return 0


def _row(row: Any, coders: tuple[str, ...]) -> list[str]:
    alpha = "not defined" if row.alpha.value is None else f"{float(row.alpha.value):.3f}"
    ends = "" if row.alpha.interval is None else f"{row.alpha.interval[0]:.3f} to {row.alpha.interval[1]:.3f}"
    alone = ", ".join(f"{key} {row.beside[key] + row.uncoded[key]}" for key in coders)
    observed = "" if row.observed is None else f"{float(row.observed):.3f}"
    return [row.label, str(row.units), str(row.blind), str(row.agreed), observed, alpha, ends, alone]


def _values(found: Any) -> None:
    """How often which readings met: the confusion of stances over all indicators."""
    lines = [[*(value or "-" for value in values), str(count)] for values, count in found.overall.values]
    say.rows([*found.coders, "units"], lines, title="Who reads what")


def _apart(apart: dict[str, Any]) -> None:
    for name, title in (("passages", "passages"), ("code_points", "code points of text")):
        only = ", ".join(f"{count} by {key} alone" for key, count in apart[name]["only"].items())
        rest = f", {apart[name]['uncoded']} by nobody" if "uncoded" in apart[name] else ""
        print(f"{title}: {apart[name]['shared']} coded by several, {only}{rest}")
    texts = apart["texts"]
    print(f"texts: {texts['worked_on']} worked on, {texts['untouched']} untouched (none of it counts as agreement)")


def _list(disputes: Any) -> None:
    for one in disputes:
        readings = ", ".join(f"{key}: {value}" for key, value in one.readings)
        print(f"{one.indicator}, {one.about}: {readings}")
        where = one.where
        print(f"    {where['file']}, {where['place'] or 'whole'}, passage {one.passage[:16]}")
        print(f"    {where['quote'] or _without_words(where)}")
        for decision in one.decisions:
            stands = "decided" if decision.stands else "decided, open again"
            print(f"    {stands}: {decision.stance}, by {decision.agent}: {decision.reason}")


def _without_words(where: dict[str, Any]) -> str:
    if where["from_s"]:
        return f"seconds {where['from_s']} to {where['to_s']} of the recording"
    return f"region {','.join(map(str, where['region']))}" if where["region"] else "the item as a whole"


def adjudicate(options: argparse.Namespace) -> int:
    """Lists disputes, writes them to be filled in, or records decisions."""
    from workbench import verbs
    from workbench.findings.disputes import disputes

    case = verbs.open(options.case)
    found = disputes(case.tables(), options.framework)
    if options.decide:
        return _decide(case, found, options)
    still = [one for one in found if one.open]
    if options.out:
        _to_fill(case, still, Path(options.out))
    if options.json:
        say.document({"open": len(still), "disputes": [one.document() for one in found]})
    else:
        print(f"{len(found)} disputes, {len(still)} open")
        _list(found)
    return 0


def _to_fill(case: Any, disputes: Any, file: Path) -> None:
    from workbench.coding.decisions import sheet

    keys = case.tables().entities["key"]
    rows = [
        {
            "passage": one.passage, "file": one.where["file"], "quote": one.where["quote"] or "",
            "framework": one.framework, "indicator": one.indicator, "subject": keys[one.subject],
            "readings": "; ".join(f"{key}: {value}" for key, value in one.readings),
        }
        for one in disputes
    ]  # fmt: skip
    sheet(file, rows)
    _noted(case, file, f"{len(rows)} open disputes written to {file}")


def _decide(case: Any, disputes: Any, options: argparse.Namespace) -> int:
    from workbench import verbs
    from workbench.adjudicating import differing
    from workbench.coding.decisions import decide

    who = verbs.acting(case, options.agent, "adjudicate")
    return _imported(decide(case, Path(options.decide), agent=who, differing=differing(disputes)), options)


def worksheet(options: argparse.Namespace) -> int:
    """Writes the passages that a coder is to code without sight of anybody's coding."""
    from workbench import verbs
    from workbench.coding.worksheet import blind

    case, file = verbs.open(options.case), Path(options.file)
    count = blind(case, file, options.blind_for, options.framework)
    _noted(case, file, f"{count} passages to code blind written to {file}")
    if options.json:
        say.document({"written": count, "file": options.file})
    return 0


def filled(options: argparse.Namespace) -> int:
    """Records a worksheet that a coder has filled in."""
    from workbench import verbs
    from workbench.coding.worksheet import take

    case = verbs.open(options.case)
    return _imported(take(case, Path(options.file), agent=verbs.acting(case, options.agent, "code")), options)


def _noted(case: Any, file: Path, text: str) -> None:
    """A copy with words of the case left its store: that is logged, and said."""
    from workbench import verbs

    case.log_access("", [(file.name, verbs.digest(file))])
    say.note(text)


def _imported(imported: Any, options: argparse.Namespace) -> int:
    recorded, problems = len(imported.recorded), imported.problems
    if options.json:
        listed = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in problems]
        say.document({"recorded": recorded, "already": imported.already, "problems": listed})
    else:
        print(f"{recorded} recorded, {imported.already} already there, {len(problems)} not taken")
    for problem in problems:
        say.note(f"not taken: {problem}")
    return 0 if not problems else 1 if recorded or imported.already else 2
