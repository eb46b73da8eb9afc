"""Commands around releases that were made: rerun, open-commitment, recall, diff. Nothing slow loads before."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example."""
    made = command(commands, "rerun", "reviewing", "Verify a bundle, run its notebooks, compare every figure.",
                   "workbench rerun bundle", case=False)  # fmt: skip
    made.add_argument("bundle", metavar="BUNDLE", help="the folder of a reviewer's bundle")
    made.add_argument("--notice", metavar="FILE", help="what was withdrawn since, as `workbench recall` wrote it")
    made.add_argument("--run-unknown", action="store_true",
                      help="run notebooks of others, too, without a network: read them first")  # fmt: skip
    made = command(commands, "open-commitment", "reviewing", "What one commitment of a bundle stands for.",
                   "workbench open-commitment casefiles/site-a bundle 412 --out opening.json")  # fmt: skip
    made.add_argument("bundle", metavar="BUNDLE", help="the folder of the bundle that was made of the case")
    made.add_argument("leaf", metavar="NUMBER", type=int, help="the number of the commitment")
    made.add_argument("--out", metavar="FILE", help="write the opening here; verify_bundle.py checks it")
    agent(made)
    made = command(commands, "recall", "reviewing", "A signed notice of what in a bundle may be used no more.",
                   "workbench recall casefiles/site-a bundle --out recall.json --agent MJ")  # fmt: skip
    made.add_argument("bundle", metavar="BUNDLE", help="the folder of the bundle that was made of the case")
    made.add_argument("--out", metavar="FILE", required=True, help="a new file, for whoever has the bundle")
    made.add_argument("--purpose", metavar="P", help="the purpose for which the bundle was made")
    agent(made)
    made = command(commands, "diff", "reviewing", "The difference between two releases for one audience, in words.",
                   "workbench diff out/ombudsman-1 out/ombudsman-2", case=False)  # fmt: skip
    made.add_argument("old", metavar="RELEASE", help="the folder of the earlier release, or of a bundle of rows")
    made.add_argument("new", metavar="RELEASE", help="the folder of the later one")


def left_behind(gone: Sequence[str]) -> None:
    """Says on standard error what was taken away that a run left when it was killed."""
    from workbench.release.throwaway import told

    if gone:
        say.note(told(gone))


def diff(options: argparse.Namespace) -> int:
    """Says what two releases differ in."""
    from workbench.release.differing import difference

    found = difference(options.old, options.new)
    if options.json:
        say.document(found.values())
    else:
        print(found.sentence())
    return 0


def rerun(options: argparse.Namespace) -> int:
    """Reruns a bundle."""
    from workbench.rerun import rerun as again

    with say.progress() as tell:
        report = again(Path(options.bundle), unknown=options.run_unknown, notice=options.notice, progress=tell)
    left_behind(report.taken_away)
    if options.json:
        say.document(report.document())
    else:
        say.rows(["figure", "status"], [[figure.id, figure.status] for figure in report.figures])
        print(report.sentence())
        if report.release:
            print(f"release {report.release}: compare this id with one that you got by another way")
    return report.exit_code


def recall(options: argparse.Namespace) -> int:
    """Writes the notice; 1 where something was withdrawn or kept back."""
    from workbench import sharing, verbs

    case = verbs.open(options.case)
    told = sharing.recall(case, options.bundle, agent=verbs.acting(case, options.agent, "recall"), out=options.out,
                          purpose=options.purpose)  # fmt: skip
    if options.json:
        say.document(told)
    else:
        groups = f", and sealed records among the {', '.join(told['groups'])}" if told["groups"] else ""
        print(f"Withdrawn or kept back since: {len(told['rows'])} rows{groups}. Written to {options.out}.")
    return 1 if told["rows"] or told["groups"] else 0


def open_commitment(options: argparse.Namespace) -> int:
    """Opens one commitment; with --out it is written and logged as a copy that left."""
    from workbench import sharing, verbs

    case = verbs.open(options.case)
    who = verbs.acting(case, options.agent, "open-commitment")
    found = sharing.open_commitment(case, options.bundle, options.leaf, agent=who, out=options.out)
    if options.json:
        say.document(found.values())
    else:
        print(found.sentence())
        print(f"Written to {options.out}." if options.out else "It was logged that you looked.")
    return 0
