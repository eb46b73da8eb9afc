"""The commands for a case's team, its backups and its format: keys, backup, restore, migrate.

Their options stand here as well; nothing slow loads before they run.
"""

import argparse
import os
from collections.abc import Callable
from typing import Any

from workbench.cli import say
from workbench.errors import BadValue, Refused

Command = Callable[..., argparse.ArgumentParser]
ACTS = ("list", "add", "remove", "passphrase", "recover", "renew-recovery", "revoke")
OF_SOMEBODY = ("add", "remove", "recover", "revoke")
EXAMPLES = """workbench keys casefiles/site-a add AK --name "A. K."
  workbench keys casefiles/site-a revoke AK --since 2026-03-01

Passphrases are typed, or come from $WORKBENCH_PASSPHRASE (yours) and $WORKBENCH_NEW_PASSPHRASE (the new one); the
recovery key from $WORKBENCH_RECOVERY_KEY. None of them is ever an argument: everyone on a machine can read those."""


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "keys", "keys", "Who may open a sealed case, and who signs: list, add, remove, recover.",
                   EXAMPLES)  # fmt: skip
    made.add_argument("act", metavar="ACT", choices=ACTS, help=", ".join(ACTS))
    made.add_argument("key", metavar="KEY", nargs="?", help="the agent, for add, remove, recover and revoke")
    made.add_argument("--name", metavar="N", help="the name of an agent who is new to the case")
    made.add_argument("--since", metavar="DATE", help="revoke: the UTC date from which the key is not to be trusted")
    made.add_argument("--signing", metavar="HEX", help="revoke: how the public key begins, where it is not the last")
    made.add_argument("--agent", metavar="A", help="who acts; it is whoever's passphrase opens the case, and no other")
    made = command(commands, "backup", "keys", "Write the record of a case to one file, sealed as it is.",
                   "workbench backup casefiles/site-a --out /media/usb/site-a.tar")  # fmt: skip
    made.add_argument(
        "--out", metavar="FILE", required=True, help="a new file, best on another drive; or a store (s3://...)"
    )
    made = command(commands, "restore", "keys", "Put a backup back as a new folder, verified before it appears there.",
                   "workbench restore /media/usb/site-a.tar casefiles/site-a", case=False)  # fmt: skip
    made.add_argument("file", metavar="FILE", help="what `workbench backup` wrote, or the store that it wrote to")
    made.add_argument("case", metavar="CASE", help="a new folder")
    made.add_argument("--damaged", action="store_true", help="also where the case was damaged when it was backed up")
    made = command(commands, "migrate", "keys", "Make a case of an older format writable; its old lines stay.",
                   "workbench migrate casefiles/site-a --agent MJ")  # fmt: skip
    agent(made)


def keys(options: argparse.Namespace) -> int:
    """Lists or changes who may open a case."""
    from workbench import membership, verbs

    case = verbs.open(options.case)
    if options.act in OF_SOMEBODY and not options.key:
        raise BadValue("keys", f"{options.act}, KEY", "nothing", "the key of an agent, such as MJ")
    if options.act == "list":
        return _list(membership.keys(case), options)
    if options.agent and options.act != "recover":
        opened = case.state().get(case.unlock().member_agent())
        if opened is None or opened.record.key != options.agent:
            raise Refused(f"agent {options.agent}", "somebody else's passphrase opened the case", "Leave --agent out")
    act: dict[str, Callable[[], str | None]] = {
        "add": lambda: membership.add_member(case, options.key, name=options.name),
        "remove": lambda: membership.remove_member(case, options.key),
        "passphrase": lambda: membership.change_passphrase(case),
        "recover": lambda: membership.recover(case, options.key),
        "renew-recovery": lambda: membership.renew_recovery(case),
        "revoke": lambda: membership.revoke(case, options.key, options.since or "", signing=options.signing),
    }
    done = act[options.act]()
    if options.json:
        name = "signing" if options.act == "revoke" else "member"
        say.document({"act": options.act, "key": options.key, name: done, "head": case.head()})
    else:
        print(f"{options.act} {options.key or ''}".strip() + f": done, head {case.head()}")
    warn = {"remove": membership.SHUT_OUT, "passphrase": membership.OLD_FILE}
    if options.act in warn:
        say.note(warn[options.act])
    return 0


def _list(held: Any, options: argparse.Namespace) -> int:
    import dataclasses

    if options.json:
        say.document([dataclasses.asdict(one) for one in held])
        return 0
    lines = [
        [one.key, one.name, one.member, one.signing[:16], "in use" if one.current else "no longer in use",
         f"not from {one.revoked_since}" if one.revoked_since else "yes", one.made_by or "not known"]
        for one in held
    ]  # fmt: skip
    say.rows(["key", "name", "member", "signs with", "state", "trusted", "let in by"], lines)
    return 0


def backup(options: argparse.Namespace) -> int:
    """Writes a backup, and says what it does not undo."""
    import dataclasses

    from workbench import membership, verbs
    from workbench.casefile.backup import HONEST

    made = membership.backup(verbs.open(options.case), options.out)
    size = None if "://" in options.out else os.path.getsize(options.out)
    if options.json:
        say.document({"file": options.out, "size": size, **dataclasses.asdict(made)})
    else:
        done = "laid in the store" if size is None else "read back"
        print(f"{options.out}: {made.files} files, {done}, head {made.head}")
    say.note(HONEST)
    return 0


def restore(options: argparse.Namespace) -> int:
    """Puts a backup back."""
    import dataclasses

    from workbench import membership
    from workbench.casefile.backup import HONEST

    made = membership.restore(options.file, options.case, damaged=options.damaged)
    if options.json:
        say.document({"case": options.case, **dataclasses.asdict(made)})
    else:
        print(f"{options.case}: {made.files} files, verified, head {made.head}")
    say.note(HONEST)
    say.note("Merge it with the copies of your colleagues before you work in it: they may have written since.")
    return 0


def migrate(options: argparse.Namespace) -> int:
    """Makes an older case writable."""
    import dataclasses

    from workbench import membership, verbs
    from workbench.errors import Unnamed

    case = verbs.open(options.case)
    key = options.agent or os.environ.get("WORKBENCH_AGENT")
    if not key:
        raise Unnamed("migrate")
    done = membership.migrate(case, case.agent(key))
    if options.json:
        say.document({**dataclasses.asdict(done), "head": case.head()})
    else:
        print(f"{options.case}: format {done.before}, now {done.version}, head {case.head()}")
    return 0
