"""What a release says of itself: which copy it is, how it is protected, what was kept back."""

from collections import Counter
from typing import Any

from workbench.codebook import message
from workbench.codebook.messages import Messages
from workbench.disclosure.preparing import Prepared
from workbench.figures.panel import spoken
from workbench.figures.retold import coded, own
from workbench.figures.words import told as say
from workbench.figures.words import word
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
            "workers_named": _named(prepared),
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


def notice(prepared: Prepared, copy: Copy, words: Messages) -> str:
    """What stands on each page of a copy, in a language: that it is allegations, whose it is, which, how protected."""
    synthetic = words("notice.synthetic") + " " if prepared.tables.info.nature == "synthetic" else ""
    whose = words("notice.for", who=copy.recipient) if copy.recipient else ""
    allegations = words("notice.copy", copy=copy.id, whose=whose, audience=words.in_text(prepared.audience.titles),
                        day=copy.day)  # fmt: skip
    return f"{synthetic}{allegations} {words('notice.protected-named' if _named(prepared) else 'notice.protected')}"


def _named(prepared: Prepared) -> bool:
    """Whether a worker stands in this copy under a name, as the worker's consent says that it may."""
    return any(one.named for one in prepared.allowed.values())


def _of_workers(about: dict[str, Any]) -> tuple[str, str]:
    """Whether workers have rows and are quoted in this copy, and whether one is named: as it is, not as it might be."""
    protection = about["protection"]
    named = "-named" if protection["workers_named"] else ""
    rows = word("method.totals")
    if about["workers"]["counted"] == band(0):
        rows = word("method.none-counted")
    elif protection["rows"] == "workers":
        rows = word(f"aboutfile.rows{named}")
    quoted = word("method.quotes-named" if named else "aboutfile.quotes")
    return rows, quoted if protection["words_quoted"] else word("method.no-quotes")


def about_page(tables: Tables, about: dict[str, Any]) -> bytes:
    """The same as a page."""
    protection = about["protection"]
    rules = [
        word("method.k", k=protection["least_people"]), *_of_workers(about),
        _said("times", time=word(f"time.{protection['time']}"), grid=spoken(protection["grid_m"])),
        _said("counts", file="counts.csv"), _said("ids"),
    ]  # fmt: skip
    kept = _kept(about)
    head = Html(f"<code>{about['head']}</code>")
    facts_ = {"for": about["title"], "recipient": about["recipient"] or word("cover.not-said"), "copy": about["copy"],
              "day": own(about["day"]), "head": head}  # fmt: skip
    sections = [
        section("copy", _said("copy"), facts([(Html(word(f"cover.{name}")), value) for name, value in facts_.items()])),
        section("protection", _said("protection"), listed(rules)),
        section("kept", _said("kept"), listed(kept) if kept else Html(f"<p>{_said('nothing')}</p>")),
    ]
    if about["clause"]:
        sections.append(section("clause", _said("clause"), listed([about["clause"]])))
    return page(tables, _said("title", audience=about["title"]), Html(""), sections)


def _said(key: str, **values: object) -> str:
    return word(f"aboutfile.{key}", **values)


def _kept(about: dict[str, Any]) -> list[str]:
    """What was kept back, a line each: its kind or why, and a band."""
    kept = [(word(f"record.{kind}"), words) for kind, words in about["kept_back"].items()]
    for code, words in about["quotes_withheld"].items():
        why = word(f"why.{code}") if say().has(f"why.{code}") else message(code)
        kept.append((word("limit.quotes", why=why), words))
    unapproved = word("limit.unapproved")
    kept.append((unapproved[0].lower() + unapproved[1:], about["quotes_unapproved"]))
    kept += [(_said("cells", by=word(f"by.{by}")), words) for by, words in about["cells_withheld"].items()]
    return [_said("line", what=what, band=coded("band", words)) for what, words in kept]
