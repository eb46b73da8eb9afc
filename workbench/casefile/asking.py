"""Passphrases and recovery keys from whoever works here: from the environment or typed unseen, never from an argument.

Arguments of a program can be read by everyone on the machine, and stay in the history of a shell.
"""

import getpass
import os
import re
import sys

from workbench.errors import BadValue, Refused

SHORT = 12
LONGEST_IDLE = 24 * 60
NO_NEW = {
    False: "Set WORKBENCH_PASSPHRASE or use a terminal; --unsealed is for what all may read",
    True: "Set WORKBENCH_NEW_PASSPHRASE or use a terminal",
}


def passphrase(case: str) -> str | None:
    """The passphrase of a case: `$WORKBENCH_PASSPHRASE`, or asked for; None where there is none, and nobody to ask."""
    given = os.environ.get("WORKBENCH_PASSPHRASE")
    return given if given is not None else _asked(f"Passphrase of {case}: ")


def _asked(prompt: str) -> str | None:
    """What somebody types at a terminal or into a notebook, without it being shown; None where nobody can be asked.

    A kernel has no terminal: it brings a `getpass` of its own, which refuses where the notebook is run unattended.
    """
    terminal = sys.stdin is not None and sys.stdin.isatty()
    if not terminal and getattr(getpass.getpass, "__module__", "getpass") == "getpass":
        return None
    try:
        return getpass.getpass(prompt) or None
    except (NotImplementedError, EOFError):
        return None


def key_passphrase(release: str, *, new: bool = False) -> str | None:
    """The passphrase of the key of a release: `$WORKBENCH_KEY_PASSPHRASE`, or typed, a `new` one twice.

    None where there is none, and nobody to ask: then no key is kept, or none is opened.

    Raises:
        Refused: the two do not match.
    """
    given = os.environ.get("WORKBENCH_KEY_PASSPHRASE")
    if given is None:
        given = _asked(f"Passphrase of the key of release {release[:12]}: ")
        if new and given is not None and given != _asked("The same again: "):
            raise Refused("passphrase", "the two do not match", "Do it again")
    return given or None


def recovery_key(case: str) -> str:
    """The recovery key of a case: `$WORKBENCH_RECOVERY_KEY`, or typed; never an argument.

    Raises:
        Refused: there is none, and nobody to ask.
    """
    given = os.environ.get("WORKBENCH_RECOVERY_KEY") or _asked(f"Recovery key of {case}: ")
    if not given:
        raise Refused(case, "the recovery key is needed, and none was given",
                      "Set WORKBENCH_RECOVERY_KEY or use a terminal")  # fmt: skip
    return given


def idle_s() -> float:
    """After how many seconds without use a sealed case closes itself: `$WORKBENCH_IDLE_MINUTES`, or 15 minutes.

    Raises:
        Refused: it is 0: a sealed case that never closes is an open one.
        BadValue: it is no whole number of minutes, or more than a day.
    """
    said = os.environ.get("WORKBENCH_IDLE_MINUTES", "15").strip()
    if not re.fullmatch(r"[0-9]{1,4}", said) or int(said) > LONGEST_IDLE:
        raise BadValue("environment", "WORKBENCH_IDLE_MINUTES", said, f"whole minutes, 1 to {LONGEST_IDLE}")
    if int(said) == 0:
        raise Refused("WORKBENCH_IDLE_MINUTES", "0 would leave a sealed case open for ever",
                      f"Give 1 to {LONGEST_IDLE} minutes, or leave it out for 15")  # fmt: skip
    return int(said) * 60.0


def new_passphrase(case: str, *, change: bool = False) -> str:
    """A new passphrase: `$WORKBENCH_NEW_PASSPHRASE`, `$WORKBENCH_PASSPHRASE`, or typed twice on the terminal.

    For a `change` of an existing case the second is not taken: it is the one that opens the case now.
    A short one is taken, with a warning on standard error: whoever has the disk can try words for years.

    Raises:
        Refused: it is empty, or the two do not match, or there is no terminal to ask.
    """
    given = os.environ.get("WORKBENCH_NEW_PASSPHRASE")
    if given is None and not change:
        given = os.environ.get("WORKBENCH_PASSPHRASE")
    if given is None and (given := _asked(f"New passphrase for {case}: ")) and given != _asked("The same again: "):
        raise Refused("passphrase", "the two do not match", "Do it again")
    if not given:
        raise Refused(case, "a sealed case needs a passphrase, and none was given", NO_NEW[change])  # fmt: skip
    if len(given) < SHORT:
        print(f"{case}: the passphrase is short; five words or more are better", file=sys.stderr)
    return given


def show_recovery(key: str) -> None:
    """Shows a recovery key on standard error, once: it is kept nowhere."""
    print(
        f"""Recovery key, shown this once and kept nowhere:

    {key}

Write it on paper and keep it away from this machine. Whoever holds it can open the case.""",
        file=sys.stderr,
    )
