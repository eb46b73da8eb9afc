"""The custody sheet on one page of A4: the longest tables lose their middle, and say how much of it."""

from typing import Any

from workbench.findings.custody import SAYS, Custody
from workbench.release import custody_words as words
from workbench.release.page import notice
from workbench.release.typeset import missing, typeset
from workbench.tables import Tables

# How many rows a table may have, and how many letters a cell, until all of it fits the page.
TRIES = ((24, 400), (16, 300), (12, 220), (9, 160), (7, 120), (5, 90), (4, 70), (3, 60), (2, 50))


def pdf(found: Custody, tables: Tables) -> bytes:
    """The sheet as one page of PDF/A: the widest that fits."""
    times = [[one.at for one in found.events], [one.at for one in found.copies], [one.at for one in found.left],
             [one.at for one in found.merged]]  # fmt: skip
    at = max((at for some in times for at in some), default="1970-01-01T00:00:00Z")
    for most, letters in TRIES:
        data, pages = typeset("custody.typ", _values(found, tables, most, letters), at=at)
        if pages == 1:
            break
    return data


def _values(found: Custody, tables: Tables, most: int, letters: int) -> dict[str, Any]:
    item = found.item
    values: dict[str, Any] = {
        "title": f"Custody of {item.name}", "name": _cut(item.name, 90), "case": _cut(found.case, 70), "says": SAYS,
        "stored": words.STORED[found.stored], "notice": notice(tables.info), "head": found.head,
        "limits": words.LIMITS, "check": words.CHECK, "no_loss": words.NO_LOSS,
        "item": [
            ["SHA-256", item.sha256, "digest"], ["Size", words.size(item.size), ""],
            ["Content", f"{item.media_type} ({item.kind})", ""],
            ["Told by", _cut(words.tellers(found), letters), "" if found.source else "silent"],
            ["Item", found.id, "digest"],
            ["Stored as", "the same bytes" if item.object == item.sha256 else item.object,
             "" if item.object == item.sha256 else "digest"],
            *([["Sharing", words.sharing(found), "silent"]] if found.stopped else []),
        ],
        "answers": [[name, _cut(said, letters), "silent" if said == words.SILENT else ""]
                    for name, said in words.answers(found)],
        "losses": [[_cut(one.message, 2 * letters), f"{one.known}; {one.code}"] for one in found.losses[:most]],
        "merged": words.merged(found, min(most, 8)),
        "doubts": [words.doubt(one) for one in found.doubted],
        "events": _part([[_at(one.at), words.action(one), one.outcome, one.agent,
                          _cut(words.told(one), letters)] for one in found.events], most),
        "copies": _part([[_at(one.at), one.kind, f"{one.tool} {one.version}", one.sha256]
                         for one in found.copies], most),
        "left": _part([[_at(one.at), one.agent, _cut(words.copy(one), letters), one.files[0][1] if one.files else ""]
                       for one in found.left], most),
    }  # fmt: skip
    return values | {"boxes": missing(repr(values))}


def _part(rows: list[list[str]], most: int) -> dict[str, Any]:
    part = words.shortened(tuple(rows), most)
    return {"first": list(part.first), "left_out": part.left_out, "last": list(part.last)}


def _at(at: str) -> str:
    return words.moment(at).removesuffix(" UTC")


def _cut(text: str, letters: int) -> str:
    """A text that is not too long for its place; what was cut off is shown to have been.

    Example:
        >>> _cut("abcdef", 4)
        'abc…'
    """
    return text if len(text) <= letters else text[: letters - 1] + "…"
