"""Commands before anything leaves: consent, preflight, decide. Nothing slow loads before."""

import argparse
from collections.abc import Callable
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]
SWITCHES = (
    ("submit", "the account may be handed to the audience"),
    ("letter", "the worker knows that a letter goes to the authorities"),
    ("summary", "it may be counted in a summary"),
    ("naming", "the worker may be named"),
)
WORDS = (
    ("until", "DATE", "the last day on which it holds"),
    ("language", "TAG", "the language in which it was explained"),
    ("interpreter", "TEXT", "who interpreted"),
    ("recipient", "TEXT", "the one official, by office and name, who may learn the name"),
    ("guardian", "KEY", "for a worker under 18: the independent person who agreed"),
    ("assent", "DATE", "for a worker under 18: the day on which the child agreed"),
    ("note", "TEXT", "a remark"),
)


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "consent", "sharing", "Record what a worker allows an audience, or list what all allow.",
                   "workbench consent casefiles/site-a W-05 --for ombudsman --purpose inquiry --form signed "
                   "--given 2024-05-11 --submit --letter --summary --agent MJ\n  "
                   "workbench consent casefiles/site-a --for ombudsman")  # fmt: skip
    _consent(made)
    agent(made)
    made = command(commands, "preflight", "sharing", "What a release would reveal, about whom, by which path.",
                   "workbench preflight casefiles/demo --for public\n  "
                   "workbench preflight casefiles/demo --for public --apply --agent MJ")  # fmt: skip
    made.add_argument("--for", dest="audience", metavar="AUDIENCE", required=True, help=_audiences())
    made.add_argument("--purpose", metavar="P", help="the purpose that consents have to be for")
    made.add_argument("--apply", action="store_true",
                      help="record the remedy of each error as a decision, check again; where a copy may become "
                           "public, quotes that may point to one person by a task are left out, too")  # fmt: skip
    agent(made)
    made = command(commands, "decide", "sharing", "Decide what releases do with one record.",
                   "workbench decide casefiles/site-a SA-3 pseudonymise --for public --reason kin")  # fmt: skip
    made.add_argument("target", metavar="TARGET", help="the key of an entity or a source, or the start of an id")
    made.add_argument("act", metavar="ACT", choices=["withhold", "pseudonymise", "generalise", "show"],
                      help="withhold, pseudonymise, generalise or show")  # fmt: skip
    made.add_argument("--for", dest="audience", metavar="AUDIENCE", help="the audience (default: all)")
    made.add_argument("--reason", metavar="TEXT", required=True, help="why")
    agent(made)


def _audiences() -> str:
    return "an audience, such as ombudsman, parliament or public"


def _consent(made: argparse.ArgumentParser) -> None:
    made.add_argument("worker", metavar="WORKER", nargs="?", help="the key of the worker; without one all are listed")
    made.add_argument("--for", dest="audience", metavar="AUDIENCE", required=True, help="the audience")
    made.add_argument("--purpose", metavar="TEXT", help="what the audience may use it for")
    made.add_argument("--form", metavar="TEXT", help="how it was given: signed, by word of mouth, recorded")
    made.add_argument("--given", metavar="DATE", help="the day on which it was given")
    for name, told in SWITCHES:
        made.add_argument(f"--{name}", action="store_true", help=f"{told} (what is not given is no)")
    made.add_argument("--shown-as", dest="shown_as", choices=["name", "initials", "pseudonym", "totals"],
                      help="how the worker may appear")  # fmt: skip
    for name, meta, told in WORDS:
        made.add_argument(f"--{name}", metavar=meta, help=told)


def consent(options: argparse.Namespace) -> int:
    """Records a consent, or lists what every worker allows."""
    from workbench import sharing, verbs
    from workbench.errors import BadValue

    case = verbs.open(options.case)
    if options.worker is None:
        return _listed(sharing.allowed(case, options.audience, purpose=options.purpose), options)
    missing = [name for name in ("purpose", "form", "given") if getattr(options, name) is None]
    if missing:
        raise BadValue("consent", "--" + missing[0], "", "what it is for, how and when it was given")
    names = ("purpose", "form", "given", "shown_as", *(name for name, _ in SWITCHES), *(name for name, *_ in WORDS))
    told = {name: getattr(options, name) for name in names}
    made = sharing.consent(case, options.worker, agent=verbs.acting(case, options.agent, "consent"),
                           audience=options.audience, **told)  # fmt: skip
    if options.json:
        say.document({"consent": made, "worker": options.worker, "audience": options.audience})
    else:
        given = [name for name, _ in SWITCHES if told[name]]
        print(f"Recorded as {made[:12]}: {options.worker} allows {options.audience}: {', '.join(given) or 'nothing'}.")
        print(f"To take it back: workbench withdraw {options.case} {options.worker}, or workbench undo for an error.")
    return 0


def _listed(found: list[Any], options: argparse.Namespace) -> int:
    if options.json:
        names = ("counted", "account", "form", "child", "why")
        say.document([{"worker": key, **{name: getattr(one, name) for name in names}} for key, one in found])
    else:
        yes = {True: "yes", False: "no"}
        lines = [[key, yes[one.counted], yes[one.account], one.form if one.account else "-", one.why]
                 for key, one in found]  # fmt: skip
        say.rows(["worker", "counted", "account", "shown as", "why no more"], lines, f"For {options.audience}, today")
    return 0


def preflight(options: argparse.Namespace) -> int:
    """Checks what a release would reveal; with --apply records the remedies and checks again."""
    from workbench import verbs
    from workbench.release import protected

    case = verbs.open(options.case)
    checked = protected.preflight(case, options.audience, purpose=options.purpose)
    if options.apply and protected.by_default(checked):
        protected.apply(case, checked, agent=verbs.acting(case, options.agent, "preflight"))
        checked = protected.preflight(case, options.audience, purpose=options.purpose)
    if options.json:
        say.document(checked.values())
        return 0 if checked.ok else 1
    _show(checked.findings)
    print(checked.sentence())
    _of_rows_alone(case, options.audience)
    if protected.by_default(checked):
        print(f"To apply every remedy: workbench preflight {options.case} --for {options.audience} --apply --agent A")
    return 0 if checked.ok else 1


def _of_rows_alone(case: Any, audience: str) -> None:
    """Says that the check is of protected rows, where the release would be of the whole record."""
    from workbench.release.bundle import whole
    from workbench.release.passed_by import AUDIENCE

    if audience == AUDIENCE and whole(case):
        print(f"This was checked of protected rows. `workbench release` copies the whole record of this "
              f"{case.info.nature} case: a decision for {audience}, such as `workbench decide` or --apply records, "
              "makes it protected rows.")  # fmt: skip


def _show(findings: Any) -> None:
    """Errors and warnings one by one, with path and remedy; notices counted: they are seen to already."""
    import collections

    noticed: collections.Counter[str] = collections.Counter()
    for one in findings:
        if one.severity == "notice":
            noticed[one.message] += 1
            continue
        print(f"{one.severity.upper()}  {one.subject}: {one.message}")
        for step in one.path:
            print(f"    because {step}")
        print(f"    remedy: {one.remedy.words}")
    for message, count in noticed.items():
        print(f"{count:>5}  {message}")


def decide(options: argparse.Namespace) -> int:
    """Records a decision on one record."""
    from workbench import sharing, verbs

    case = verbs.open(options.case)
    made = sharing.decide(case, options.target, options.act, agent=verbs.acting(case, options.agent, "decide"),
                          reason=options.reason, audience=options.audience)  # fmt: skip
    if options.json:
        say.document({"decision": made, "target": options.target, "act": options.act, "audience": options.audience})
    else:
        print(f"Recorded as {made[:12]}: {options.act} {options.target} for {options.audience or 'every audience'}.")
        print(f"To take it back: workbench undo {options.case} {made[:12]} --agent A")
    return 0
