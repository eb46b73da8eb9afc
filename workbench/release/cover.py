"""What a release says of itself: which copy it is, how it is protected, what was kept back."""

from collections import Counter
from typing import Any

from workbench.disclosure.preparing import Prepared
from workbench.release.copies import Copy, band
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
        },
        "workers": {"on_record": band(len(prepared.allowed)), "counted": band(sum(one.counted for one in allowed))},
        "kept_back": {kind: band(count) for kind, count in sorted(kept.items())},
        "quotes_withheld": {code: band(count) for code, count in sorted(prepared.quotes_withheld.items())},
        "quotes_unapproved": band(prepared.quotes_unapproved),
        "cells_withheld": {by: band(count) for by, count in sorted(withheld.items())},
        "clause": audience.clause or None,
        "sources": [{"text": text, "verified": verified} for text, verified in audience.sources],
    }  # fmt: skip


def about_page(tables: Tables, about: dict[str, Any]) -> bytes:
    """The same as a page."""
    protection = about["protection"]
    rules = [
        f"Nothing is shown behind which fewer than {protection['least_people']} people stand, unless it was published "
        "or stands in a document.",
        "Workers have rows of their own, under names of this copy alone." if protection["rows"] == "workers"
        else "Workers are counted, and none has a row.",
        "Words are quoted where whoever spoke allowed it, without names." if protection["words_quoted"]
        else "No worker's words are quoted.",
        f"Times are given by the {protection['time']}, places on a grid of {protection['grid_m']} metres; lodging of "
        "workers never nearer than a kilometre, photographs not at all.",
        f"counts.csv: {COUNTED}",
        "Ids and digests are of this copy alone: two copies cannot be joined by them.",
    ]  # fmt: skip
    kept = [f"{kind}: {words}" for kind, words in about["kept_back"].items()]
    kept += [f"quotes, {code.replace('-', ' ')}: {words}" for code, words in about["quotes_withheld"].items()]
    kept += [f"quotes that nobody has yet put to whoever spoke: {about['quotes_unapproved']}"]
    kept += [f"cells by {by}: {words}" for by, words in about["cells_withheld"].items()]
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
