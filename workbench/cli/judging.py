"""Commands about instruments: determine (inside the team), and frameworks (what stands in the codebook)."""

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


def frameworks(options: argparse.Namespace) -> int:
    """Lists the frameworks of the codebook, or the items of one in a language; needs no case."""
    from workbench import codebook

    if options.id is None:
        known = [codebook.framework(one) for one in codebook.frameworks()]
        shown: Any = [{"id": one.id, "name": one.name, "instrument": one.instrument, "edition": one.edition,
                       "verified": one.verified, "items": len(one.indicators)} for one in known]  # fmt: skip
        if options.json:
            say.document(shown)
        else:
            said = [[one["id"], one["name"], one["edition"], str(one["items"])] for one in shown]
            say.rows(["id", "name", "edition", "items"], said, title="Frameworks of the codebook")
        return 0
    found = codebook.framework(options.id)
    items = [_item(one, options.lang) for one in found.indicators]
    if options.json:
        say.document({"id": found.id, "name": found.name, "lang": options.lang, "rule": found.rule.text,
                      "verified": found.verified, "items": items})  # fmt: skip
        return 0
    shown = [[str(one["number"]), one["id"], _marked(one), one["strength"] or ""] for one in items]
    say.rows(["no", "id", f"label ({options.lang})", "strength"], shown, title=found.name)
    if not all(one["reviewed"] for one in items):
        print("* no speaker of the language has reviewed this label.")
    if not found.verified:
        print("No person has compared this list with the original.")
    return 0


def _marked(item: dict[str, Any]) -> str:
    return f"{item['label']}{'' if item['reviewed'] else ' *'}"


def _item(one: Any, lang: str) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "label": one.label(lang), "reviewed": lang not in one.unreviewed,
        "description": one.description, "shows": list(one.shows), "not_enough": one.not_enough,
        "phases": list(one.phases), "role": one.role or None, "strength": one.strength or None,
        "source": str(one.source), "verified": one.verified,
    }  # fmt: skip


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
