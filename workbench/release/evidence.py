"""From a finding back to the words and pictures: everything that a reader needs to look for herself."""

import dataclasses
import functools
import json
import weakref
from collections.abc import Iterable
from typing import Any

from workbench.extract import language
from workbench.findings.said import period, said, when
from workbench.records import Period
from workbench.tables import Tables

AROUND = 90
UNCLEAR = "und"
# Every form of every matrix asks for the same codings again, and tables never change: each is looked up once.
_LOOKED_UP: "weakref.WeakKeyDictionary[Tables, dict[str, Evidence]]" = weakref.WeakKeyDictionary()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Found:
    """A passage where it stands: the exact words or the region, the file, the place, and the digest of the original.

    `start` and `end` are Unicode code points in the text derivative; `region` is x, y, width, height in pixels of the
    picture as one looks at it; `before` and `after` are the words around the quote, up to 90 code points each way,
    with `[withdrawn]` in the place of those of a worker who withdrew their use.
    """

    passage: str
    item: str
    file: str
    item_sha256: str
    media_type: str
    place: str | None
    quote: str | None
    start: int | None
    end: int | None
    region: tuple[int, ...]
    before: str
    after: str
    language: str | None
    source: str
    source_key: str
    source_kind: str
    published: str | None
    address: str | None
    interpreter: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Evidence:
    """One coding with its passage: who says that these words support or contradict what, of whom and when.

    `subject`, `site`, `actor` are labels; `coder` is the coder's key; `when` is the period in words.
    """

    id: str
    framework: str
    indicator: str
    stance: str
    subject: str
    scope: str | None
    means: str
    coder: str
    period: Period
    when: str
    site: str | None
    actor: str | None
    phase: str | None
    question: str | None
    elicited: str | None
    memo: str | None
    found: Found

    def values(self) -> dict[str, Any]:
        """The same as one flat mapping of plain values, for JSON.

        Example:
            >>> "item_sha256" in {field.name for field in dataclasses.fields(Found)}
            True
        """
        own = {field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name != "found"}
        return {**own, "period": dates(self.period), **dataclasses.asdict(self.found)}


def evidence(tables: Tables, coding_ids: Iterable[str]) -> list[Evidence]:
    """The codings of these ids with their passages, in the order given.

    Raises:
        KeyError: there is no coding of that id.
    """
    chosen = list(coding_ids)
    known = _LOOKED_UP.setdefault(tables, {})
    rows = {key: tables.codings.loc[key] for key in chosen if key not in known}
    places = found(tables, [str(row["passage"]) for row in rows.values()]) if rows else {}
    known.update((key, _evidence(tables, key, row, places[str(row["passage"])])) for key, row in rows.items())
    return [known[key] for key in chosen]


def found(tables: Tables, passage_ids: Iterable[str]) -> dict[str, Found]:
    """The passages of these ids where they stand: those of codings, relations, places and events alike.

    Raises:
        KeyError: there is no passage of that id.
    """
    text = functools.cache(tables.text)
    facts = functools.cache(lambda item: _facts(tables, item))
    wanted = list(dict.fromkeys(passage_ids))
    rows = tables.passages.loc[wanted]
    own = {key: text(rows.at[key, "item"], said(rows.at[key, "derivative"])) for key in wanted}
    return {key: _found(tables, key, rows.loc[key], own[key], facts) for key in wanted}


def dates(stretch: Period | None) -> dict[str, str | None] | None:
    """A period as plain values, None where nothing of it is known.

    Example:
        >>> dates(Period(start="2021-03"))
        {'start': '2021-03', 'end': None}
    """
    if stretch is None or not (stretch.start or stretch.end):
        return None
    return {"start": stretch.start, "end": stretch.end}


def alike(codings: Iterable[Evidence]) -> list[list[Evidence]]:
    """Codings that are one reading by several coders together, in the order of the first of each.

    One reading is the same words (or part of a picture) in the same place, said of the same, for the same time, alike;
    a passage whose words are withheld is only ever itself.

    Example:
        >>> alike([])
        []
    """
    found: dict[tuple[object, ...], list[Evidence]] = {}
    for one in codings:
        at = one.found
        where = (at.file, at.start, at.end, at.region, at.quote) if at.start or at.region else (at.passage,)
        said_ = (one.indicator, one.stance, one.means, one.subject, one.site, one.actor, one.period)
        found.setdefault(said_ + where, []).append(one)
    return list(found.values())


def in_order(coder: str) -> tuple[int, str]:
    """By what coders of one reading are put in order, the same on every page of a copy: Coder 2 before Coder 10.

    Example:
        >>> sorted(["Coder 10", "Coder 2", "Coder 1"], key=in_order)
        ['Coder 1', 'Coder 2', 'Coder 10']
    """
    return len(coder), coder


def _evidence(tables: Tables, key: str, row: Any, place: Found) -> Evidence:
    stretch = period(row)
    plain = {name: said(row[name]) for name in ("scope", "phase", "question", "elicited", "memo")}
    actor, site = said(row["actor"]), said(row["site"])
    return Evidence(
        id=key, framework=row["framework"], indicator=row["indicator"], stance=row["stance"], means=row["means"],
        subject=tables.label(row["subject"]), coder=tables.label(row["coder"]), period=stretch, when=when(stretch),
        site=tables.label(site) if site else None, actor=tables.label(actor) if actor else None, found=place, **plain,
    )  # fmt: skip


def _found(tables: Tables, key: str, row: Any, text: str | None, facts: Any) -> Found:
    item = tables.items.loc[row["item"]]
    start, end = _whole(row["start"]), _whole(row["end"])
    before, after = _around(tables, row, text)
    return Found(
        passage=key, item=row["item"], file=item["name"], item_sha256=item["sha256"], media_type=item["media_type"],
        place=said(row["place"]), quote=row["quote"] if isinstance(row["quote"], str) else None, start=start, end=end,
        region=tuple(int(part) for part in row["region"] or ()), before=before, after=after,
        language=said(row["language"]) or _tongue(row["quote"]) or facts(row["item"]),
        **_told(tables, said(item["source"])),
    )  # fmt: skip


def _told(tables: Tables, source: str | None) -> dict[str, Any]:
    if source is None:
        nobody = ("published", "address", "interpreter")
        return {"source": "unknown", "source_key": "unknown", "source_kind": "unknown", **dict.fromkeys(nobody)}
    row = tables.sources.loc[source]
    return {
        "source": row["label"], "source_key": row["key"], "source_kind": row["kind"],
        "published": said(row["published"]),
        "address": said(row["address"]), "interpreter": said(row["interpreter"]),
    }  # fmt: skip


def _facts(tables: Tables, item: str) -> str | None:
    """The language of an item's text where it is clear."""
    layout = tables.derived(item, "layout")
    known = json.loads(layout).get("language") if layout else None
    return None if known in (None, UNCLEAR) else str(known)


def _tongue(quote: Any) -> str | None:
    """The language of the words themselves where it is clear."""
    found = language.identify(quote)["language"] if isinstance(quote, str) else UNCLEAR
    return None if found == UNCLEAR else str(found)


def _whole(value: Any) -> int | None:
    return None if value is None or value != value else int(value)


def _around(tables: Tables, row: Any, text: str | None) -> tuple[str, str]:
    """The words before and after a place, without those that a worker took back: they are not this passage's own."""
    start, end = _whole(row["start"]), _whole(row["end"])
    if text is None or start is None or end is None:
        return "", ""
    begin, stop = start - len(_before(text, start)), end + len(_after(text, end))
    where = row["item"], said(row["derivative"]), text
    return tables.taken_back.without(*where, begin, start), tables.taken_back.without(*where, end, stop)


def _before(text: str, start: int) -> str:
    """The words before a place, from the start of a word, within its paragraph."""
    near = text[max(0, start - AROUND) : start]
    cut = near if start <= AROUND or " " not in near else near[near.index(" ") + 1 :]
    return cut.rsplit("\n\n", 1)[-1]


def _after(text: str, end: int) -> str:
    """The words after a place, to the end of a word, within its paragraph."""
    near = text[end : end + AROUND]
    cut = near if end + AROUND >= len(text) or " " not in near else near[: near.rindex(" ")]
    return cut.split("\n\n", 1)[0]
