"""Commands that judge, inside the team: determine."""

import argparse
import sys
from pathlib import Path
from typing import Any

from workbench.cli import say
from workbench.errors import Missing, Unreadable


def determine(options: argparse.Namespace) -> int:
    """What an instrument makes of one person's record; needs no case."""
    from workbench.findings.determination import determine as judge
    from workbench.findings.states import states_of

    name = "standard input" if options.file == "-" else options.file
    found = judge(options.framework, states_of(_read(options.file), name), file=name).document()
    if options.json:
        say.document(found)
    else:
        print("\n".join(lines(found)))
    return 0


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise Missing(file) from None
    except OSError as error:
        raise Unreadable(file, error.strerror) from None


def lines(found: dict[str, Any]) -> list[str]:
    """A determination as text: the answer first, then what it rests on, what would decide, the rule and the notes.

    Example:
        >>> lines({"framework": "x", "determination": None, "sets": {}, "deciding": [], "met": [], "against": [],
        ...        "open": ["a"], "rule": "None.", "sources": ["S"], "notes": ["N."]})[0]
        'x: no determination'
    """
    answer = (found["determination"] or "no determination").replace("_", " ")
    said = [f"{found['framework']}: {answer}"]
    if "typology" in found:
        ends = [found["typology"][end].replace("_", " ") for end in ("lower", "upper")]
        said.append(f"typology: {ends[0]}" if ends[0] == ends[1] else f"typology: between {ends[0]} and {ends[1]}")
    for name, reading in found.get("readings", {}).items():
        said.append(f"reading as {name}: {reading['determination'].replace('_', ' ')}")
    said += [f"set {name}: {value}" for name, value in found["sets"].items()]
    if "disagreement" in found:
        said.append(found["disagreement"]["words"])
    for title, key in (("shown", "met"), ("against", "against"), ("would decide", "deciding")):
        said.append(f"{title}: {', '.join(found[key]) or 'none'}")
    said.append(f"open: {len(found['open'])} items" + (", named with --json" if found["open"] else ""))
    said += [f"rule: {found['rule']}", *(f"source: {source}" for source in found["sources"])]
    return said + [f"note: {note}" for note in found["notes"]]
