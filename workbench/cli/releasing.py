"""Commands by which something leaves, and of what left: release, reveal, receipts. Nothing slow loads before."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say
from workbench.cli.reviewing import left_behind

Command = Callable[..., argparse.ArgumentParser]
# What --for takes.
AUDIENCE = "an audience, such as ombudsman, parliament or public"


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "release", "releasing", "Make a protected release, or a bundle for reviewers.",
                   "workbench release casefiles/demo --for ombudsman --out out/ombudsman --recipient 'Office, Belgrade'"
                   "\n  workbench release casefiles/demo --for reviewer --out bundle")  # fmt: skip
    made.add_argument("--for", dest="audience", metavar="AUDIENCE", required=True, help="reviewer, " + AUDIENCE)
    made.add_argument("--out", metavar="DIR", required=True, help="a new folder")
    made.add_argument("--purpose", metavar="P", help="the purpose that consents have to be for")
    made.add_argument("--recipient", metavar="TEXT", help="who receives this copy; it stands on each page")
    made.add_argument(
        "--lang",
        metavar="TAG",
        default="en",
        help="the language of the dossier: en, sr-Latn, sr-Cyrl, or vi for its headings (default: en); a bundle for "
        "reviewers is in English",
    )
    made.add_argument("--keep-key", action="store_true", help="keep the key of the pseudonyms, apart, under a "
                      "passphrase of its own ($WORKBENCH_KEY_PASSPHRASE, or asked for); it never leaves")  # fmt: skip
    agent(made)
    made = command(commands, "reveal", "releasing", "Who one worker of a release is, for the official of that consent.",
                   'workbench reveal casefiles/site-a 3fa9c2d1 W-09 --to "Judge A. B." --agent MJ')  # fmt: skip
    made.add_argument("release", metavar="RELEASE", help="the id of the release, or the start of it")
    made.add_argument("worker", metavar="WORKER", help="the key of the worker")
    made.add_argument("--to", metavar="OFFICIAL", required=True, help="the official, as the worker's consent names one")
    agent(made)
    command(commands, "receipts", "releasing", "Who got which release, and whom to tell of a withdrawal.",
            "workbench receipts casefiles/site-a")  # fmt: skip


def release(options: argparse.Namespace) -> int:
    """Makes a release: a protected one, or for reviewers a bundle that can be rerun."""
    from workbench import verbs

    case, out = verbs.open(options.case), Path(options.out)
    _in_language(options)
    with say.progress() as tell:
        if options.audience == "reviewer":
            from workbench.release.bundle import pack, whole
            from workbench.release.reviewing import pack_rows

            if whole(case):
                made = pack(case, audience=options.audience, out=out, agent=options.agent, progress=tell)
            else:
                _why_rows(case)
                who = verbs.acting(case, options.agent, "release")
                made = pack_rows(case, out=out, agent=who, purpose=options.purpose, recipient=options.recipient,
                                 progress=tell)  # fmt: skip
        else:
            from workbench.release import protected

            who = verbs.acting(case, options.agent, "release")
            made = protected.release(case, options.audience, out=out, agent=who, purpose=options.purpose,
                                     recipient=options.recipient, lang=options.lang, key=_key(options),
                                     progress=tell)  # fmt: skip
    left_behind(made.pop("taken_away"))
    if options.json:
        say.document(made)
    else:
        print(f"release {made['release']}: {len(made['files'])} files in {options.out}")
    return 0


def _why_rows(case: Any) -> None:
    """Says in one line why a case that could leave as a whole does not; of any other case nobody expects it."""
    from workbench.release.bundle import open_to_all
    from workbench.release.passed_by import passed_by

    if open_to_all(case):
        say.note(f"protected rows leave, not the whole record: {'; '.join(passed_by(case))}")


def _in_language(options: argparse.Namespace) -> None:
    """Says what will not be in the language that was asked for; a bundle, which is in English alone, is refused.

    Raises:
        Refused: a bundle for reviewers, in another language.
        Unknown: there is no such language.
    """
    from workbench.codebook.messages import ENGLISH, messages
    from workbench.errors import Refused

    asked = messages(options.lang)
    if options.audience == "reviewer" and asked.lang != ENGLISH:
        why = "a bundle for reviewers is in English: its notebooks make each figure again, in their own words"
        raise Refused(f"bundle in {options.lang}", why,
                      "Leave --lang out; releases for other audiences have dossiers in this language")  # fmt: skip
    if asked.partial:
        say.note(f"{asked.name} ({asked.lang}): of the dossier headings and labels alone are in it; the running "
                 "text stays English, for nobody has translated it")  # fmt: skip


def _key(options: argparse.Namespace) -> Callable[[str], str | None] | None:
    if not options.keep_key:
        return None
    from workbench.casefile.asking import key_passphrase
    from workbench.errors import Refused

    def asked(release: str) -> str:
        given = key_passphrase(release, new=True)
        if given is None:
            raise Refused(f"release {release[:12]}", "its key was to be kept, and there is no passphrase for it",
                          "Set WORKBENCH_KEY_PASSPHRASE, or release without --keep-key")  # fmt: skip
        return given

    return asked


def reveal(options: argparse.Namespace) -> int:
    """Names one worker of a release to one official."""
    from workbench import verbs
    from workbench.casefile.asking import key_passphrase
    from workbench.naming_one import name_of

    case = verbs.open(options.case)
    who, passphrase = verbs.acting(case, options.agent, "reveal"), key_passphrase(options.release) or ""
    named = name_of(case, options.release, options.worker, to=options.to, agent=who, passphrase=passphrase)
    if options.json:
        say.document({"worker": options.worker, "to": options.to, **named.values()})
    else:
        print(f"{named.sentence()} Logged: told to {options.to}.")
    return 0


def receipts(options: argparse.Namespace) -> int:
    """Lists every release that was made."""
    from workbench import sharing, verbs

    found = sharing.receipts(verbs.open(options.case))
    if options.json:
        say.document([one.values() for one in found])
        return 0
    lines = [[one.released.id[:12], one.released.audience, one.released.recipient or "not said",
              one.released.copy or "-", one.released.at, ", ".join(one.tell) or "-"] for one in found]  # fmt: skip
    say.rows(["release", "for", "received by", "copy", "made", "withdrawn since: tell them"], lines)
    return 0
