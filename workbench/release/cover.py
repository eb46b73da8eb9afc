"""What a release says of itself: which copy it is, how it is protected, what was kept back."""

from collections import Counter
from typing import Any

from workbench.codebook import message
from workbench.codebook.messages import messages
from workbench.disclosure.preparing import Prepared
from workbench.figures.panel import spoken
from workbench.release.copies import Copy, band, band_of_people
from workbench.release.page import Html, facts, listed, page, section
from workbench.tables import Tables

COUNTED = (
    "Workers of whom an indicator is supported, of those counted. Of all others nothing is on record, or something "
    "else than support: that is never no. Withheld says nothing of the number."
)


def told(prepared: Prepared, copy: Copy, withheld: Counter[str]) -> dict[str, Any]:
    """What a release says of itself: for whom, how it is protected, and in bands what was kept back."""
    audience, allowed = prepared.audience, prepared.allowed.values()
    kept = Counter(kind for (kind, _), count in prepared.kept_back.items() for _ in range(count))
    return {
        "audience": audience.id, "title": audience.title, "recipient": copy.recipient, "copy": copy.id,
        "day": copy.day, "head": prepared.tables.head,
        "what_it_is": "Allegations, not findings of a court; a protected copy of one investigation",
        "protection": {
            "least_people": audience.k, "rows": audience.rows, "words_quoted": audience.quotes, "time": audience.time,
            "grid_m": audience.grid_m, "assumed_public": audience.becomes_public,
            "workers_named": any(one.named for one in allowed),
        },
        "workers": {"on_record": band_of_people(len(prepared.allowed), audience.k),
                    "counted": band_of_people(sum(one.counted for one in allowed), audience.k)},
        "kept_back": {kind: band(count) for kind, count in sorted(kept.items())},
        "quotes_withheld": {code: band(count) for code, count in sorted(prepared.quotes_withheld.items())},
        "quotes_unapproved": band(prepared.quotes_unapproved),
        "cells_withheld": {by: band(count) for by, count in sorted(withheld.items())},
        "clause": audience.clause or None,
        "sources": [{"text": text, "verified": verified} for text, verified in audience.sources],
    }  # fmt: skip


def _of_workers(about: dict[str, Any]) -> tuple[str, str]:
    """Whether workers have rows and are quoted in this copy, and whether one is named: as it is, not as it might be."""
    told = about["protection"]
    names = "under names of this copy alone"
    if told["workers_named"]:
        names = "under a name of this copy alone, or under their own name or initials where they asked for that"
    rows = "Workers are counted, and none has a row."
    if about["workers"]["counted"] == band(0):
        rows = "No worker is counted in this copy, and none has a row."
    elif told["rows"] == "workers":
        rows = f"Workers who allowed it have rows of their own, {names}."
    named = "names stand only where a worker asked to be named" if told["workers_named"] else "names are left out"
    quoted = f"Words are quoted where whoever spoke allowed it; {named}."
    return rows, quoted if told["words_quoted"] else "No worker's words are quoted."


def about_page(tables: Tables, about: dict[str, Any]) -> bytes:
    """The same as a page."""
    protection = about["protection"]
    rules = [
        f"Nothing is shown behind which fewer than {protection['least_people']} people stand, unless it was published, "
        "stands in a document, or whoever told it allowed it to be handed over.",
        *_of_workers(about),
        f"Times are given by the {protection['time']}, places on a grid of {spoken(protection['grid_m'])}; lodging of "
        "workers never nearer than a kilometre, photographs not at all.",
        f"counts.csv: {COUNTED}",
        "Ids and digests are of this copy alone: two copies cannot be joined by them.",
    ]  # fmt: skip
    say = messages("en")
    kept = [f"{say('record.' + kind)}: {words}" for kind, words in about["kept_back"].items()]
    for code, words in about["quotes_withheld"].items():
        why = say("why." + code) if say.has("why." + code) else message(code)
        kept.append(f"{say('limit.quotes', why=why)}: {words}")
    kept += [f"quotes that nobody has yet put to whoever spoke: {about['quotes_unapproved']}"]
    kept += [
        f"cells by {by} of which something or all is withheld: {words}" for by, words in about["cells_withheld"].items()
    ]
    sections = [
        section("copy", "This copy", facts([
            ("For", about["title"]), ("Received by", about["recipient"] or "not said"), ("Copy", about["copy"]),
            ("Made on", about["day"]), ("Head of the ledger", Html(f"<code>{about['head']}</code>")),
        ])),
        section("protection", "How it is protected", listed(rules)),
        section("kept", "What was kept back, in bands", listed(kept) if kept else Html("<p>Nothing.</p>")),
    ]  # fmt: skip
    if about["clause"]:
        sections.append(section("clause", "To the authority", listed([about["clause"]])))
    return page(tables, f"About this release: {about['title']}", Html(""), sections)
