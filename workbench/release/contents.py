"""What a protected release holds: a cover, the tables and pictures of its audience, and how they are protected."""

import base64
import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from workbench.disclosure.apart import unlinked, unplaced
from workbench.disclosure.cells import Protected
from workbench.disclosure.counts import PUBLIC, edition_of
from workbench.disclosure.headcounts import WITHHELD, headcounts, lines
from workbench.disclosure.preparing import Prepared
from workbench.disclosure.thresholds import Shown, shown
from workbench.findings.chronology import chronology
from workbench.findings.network import network
from workbench.findings.sites import sites
from workbench.records import CaseInfo
from workbench.release.matrix import document_bytes
from workbench.release.page import Html, facts, listed, page, section
from workbench.release.sheets import Sheet, as_csv
from workbench.release.write import put, write
from workbench.tables import Tables

MATRICES = ("worker", "source", "employer", "site", "period")
FORMS = {"matrix": ("csv", "xlsx", "html", "json", "svg"), "network": ("svg", "html", "graphml", "json"),
         "sites": ("svg", "html", "geojson"), "chronology": ("csv", "xlsx", "html", "svg", "json")}  # fmt: skip
# Upper ends of the bands in which a release says how much was kept back.
BANDS = ((0, "none"), (4, "fewer than 5"), (19, "5 to 19"), (99, "20 to 99"))
COUNTED = (
    "Workers of whom an indicator is supported, of those counted. Of all others nothing is on record, or something "
    "else than support: that is never no. Withheld says nothing of the number."
)
Progress = Callable[[str, int, int], None]


@dataclasses.dataclass(frozen=True)
class Copy:
    """One copy of a release: its id, which stands on each page and by which a leak can be traced, and who receives it.

    Example:
        >>> Copy.of("public", None, "0f" * 32, "2024-07-01").id
        'B4HQ-6DYP'
    """

    id: str
    audience: str
    recipient: str | None
    day: str

    @classmethod
    def of(cls, audience: str, recipient: str | None, salt: str, day: str) -> "Copy":
        """A copy with a random id, drawn from a salt."""
        drawn = base64.b32encode(bytes.fromhex(salt)).decode()[:8]
        return cls(f"{drawn[:4]}-{drawn[4:]}", audience, recipient, day)


def write_contents(
    prepared: Prepared, copy: Copy, folder: Path, *, earlier: Sequence[str] = (), progress: Progress | None = None
) -> dict[str, Any]:
    """Writes everything of a release into an empty folder; gives the numbers that it publishes, for later releases.

    The bytes depend on the prepared view, the copy's id and the recipient alone.
    """
    info = _info(prepared, copy)
    tables, people = _titled(prepared.tables, info), _titled(prepared.network.tables, info)
    apart = unlinked(tables)
    if prepared.audience.rows != "workers":  # then no account has a name by which what it told could be joined
        tables, people = apart, unlinked(people)
    rowed = unplaced(tables, k=prepared.audience.k, rows=prepared.worker_rows).tables
    jobs = [name for name in (*MATRICES, "network", "sites", "chronology") if name in prepared.audience.tables]
    withheld: Counter[str] = Counter()
    for done, name in enumerate(jobs, 1):
        if name in MATRICES:
            found = _matrix(prepared, tables, name)
            withheld[name] = len(found.withheld)
            _write(found.matrix, rowed if name in ("worker", "source") else apart, folder / f"matrix-by-{name}",
                   FORMS["matrix"])  # fmt: skip
        elif name == "network":
            _write(network(people), people, folder / name, FORMS[name])
        elif name == "sites":
            if len(tables.places):
                _write(sites(tables), tables, folder / name, FORMS[name])
        else:
            _write(chronology(tables), tables, folder / name, FORMS[name])
        if progress:
            progress("release", done, len(jobs) + 1)
    counted = _counts(prepared, earlier)
    put(folder / "counts.csv", as_csv(_counts_sheet(counted)))
    put(folder / "counts.json", document_bytes(_counts_document(prepared, counted)))
    about = _about(prepared, copy, withheld)
    put(folder / "about.json", document_bytes(about))
    put(folder / "about.html", _cover(tables, about))
    if progress:
        progress("release", len(jobs) + 1, len(jobs) + 1)
    return {"counts": counted.edition(prepared.population, _reader(prepared)).values()}


def _counts(prepared: Prepared, earlier: Sequence[str]) -> Protected:
    """The head counts, held against every edition that left before."""
    editions = [edition_of(told["counts"]) for told in map(json.loads, earlier) if "counts" in told]
    rows = prepared.worker_rows if prepared.audience.rows == "workers" else None
    return headcounts(prepared.tables, k=prepared.audience.k, reader=_reader(prepared), earlier=editions, rows=rows,
                      as_of=prepared.population)  # fmt: skip


def _reader(prepared: Prepared) -> str:
    return PUBLIC if prepared.audience.becomes_public else prepared.audience.id


def _counts_sheet(counted: Protected) -> Sheet:
    rows = tuple((table, who, indicator, WITHHELD if count is None else count)
                 for table, who, indicator, count in lines(counted))  # fmt: skip
    return Sheet("Counts", ("table", "of", "indicator", "workers"), rows, (14, 34, 34, 12), freeze=1)


def _counts_document(prepared: Prepared, counted: Protected) -> dict[str, Any]:
    return {
        "head": prepared.tables.head, "least_people": prepared.audience.k, "how_to_read": COUNTED,
        "counts": [{"table": table, "of": who, "indicator": indicator, "workers": count}
                   for table, who, indicator, count in lines(counted)],
    }  # fmt: skip


def _info(prepared: Prepared, copy: Copy) -> CaseInfo:
    info = prepared.tables.info
    synthetic = "Synthetic case: everything in it is invented. " if info.nature == "synthetic" else ""
    whose = f", for {copy.recipient}" if copy.recipient else ""
    words = (
        f"{synthetic}Allegations, not findings of a court. Copy {copy.id}{whose}, {prepared.audience.title}, "
        f"{copy.day}. Names, places and times are protected; digests are salted."
    )
    return dataclasses.replace(info, nature="released", mandate=words)


def _titled(tables: Tables, info: CaseInfo) -> Tables:
    rows = dict(tables.rows)
    rows["case"] = [(key, info) for key, _ in rows["case"][:1]]
    return tables.with_rows(rows)


def _matrix(prepared: Prepared, tables: Tables, by: str) -> Shown:
    rows = {"worker": prepared.worker_rows, "source": prepared.source_rows}.get(by)
    return shown(
        tables, by=by, k=prepared.audience.k, numbers=by in ("worker", "source"),
        open_codings=prepared.open_codings, rows=rows,
    )  # fmt: skip


def _write(found: object, tables: Tables, stem: Path, forms: Sequence[str]) -> None:
    for form in forms:
        write(found, tables, stem.with_name(f"{stem.name}.{form}"))


def band(count: int) -> str:
    """How much was kept back, as a band: an exact number would say when it changes by one.

    Example:
        >>> [band(count) for count in (0, 3, 19, 250)]
        ['none', 'fewer than 5', '5 to 19', '100 or more']
    """
    return next((words for most, words in BANDS if count <= most), "100 or more")


def _about(prepared: Prepared, copy: Copy, withheld: Counter[str]) -> dict[str, Any]:
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
        "cells_withheld": {by: band(count) for by, count in sorted(withheld.items())},
        "clause": audience.clause or None,
        "sources": [{"text": text, "verified": verified} for text, verified in audience.sources],
    }  # fmt: skip


def _cover(tables: Tables, about: dict[str, Any]) -> bytes:
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
