"""Passages on a page: the words in their place, the picture, and what a reader needs to check them against the
original."""

from collections.abc import Sequence

from workbench.figures.labels import held_back
from workbench.figures.retold import coded, own
from workbench.figures.words import told, word
from workbench.markup import escape
from workbench.release import picture
from workbench.release.evidence import Evidence, Found, alike, in_order
from workbench.release.page import Html, digested, facts, join, markup
from workbench.tables import Tables
from workbench.taken_back import WORD

NOTHING = Html("")


def anchor(identity: str) -> str:
    """The place on a page where a record of this id is shown.

    Example:
        >>> anchor("ab" * 32)
        'e-abababababababab'
    """
    return f"e-{identity[:16]}"


def entry(tables: Tables, one: Evidence, *, again: bool = False, others: Sequence[Evidence] = ()) -> Html:
    """A coding: stance, quote or picture, file, position, digest, source, coder.

    With `again` the words stand just above, as another coder read them, and are not repeated. `others` are codings that
    read them alike: their coders stand here, too, and links to them lead here.
    """
    coders = sorted({each.coder for each in (one, *others)}, key=in_order)
    memos = list(dict.fromkeys(each.memo for each in (one, *others) if each.memo))
    about = [
        ("said of", own(one.subject) if not one.scope else _scoped(one.subject, one.scope)),
        ("when", one.when), ("site", one.site), ("by", one.actor), ("means of knowledge", told()(f"means.{one.means}")),
        ("phase", one.phase and phase(one.phase)), ("asked", one.question), ("how it came up", _elicited(one)),
        ("coded by", "; ".join(coders)),
        ("coder's note", "; ".join(memos)),
    ]  # fmt: skip
    how = word(f"stance.{one.stance}")
    head = how[0].upper() + how[1:]
    if again:
        head = word("entry.alike", who=own("; ".join(coders)), how=how)
    words = "" if again else quoted(tables, one.found)
    places = join(Html(f'<span id="{anchor(each.id)}"></span>') for each in others)
    return Html(
        f'<article class="entry {escape(one.stance)}" id="{anchor(one.id)}">{places}'
        f"<p><strong>{escape(head)}</strong></p>"
        f"{words}{facts(about if again else [*where(tables, one.found), *about])}</article>"
    )


def _scoped(subject: str, scope: str) -> str:
    return word("entry.scope", who=own(subject), scope=scope)


def _elicited(one: Evidence) -> str | None:
    return one.elicited and coded("coder.elicited", one.elicited)


def phase(code: str) -> str:
    """A phase of exploitation in words.

    Example:
        >>> phase("destination")
        'destination'
    """
    return coded("track" if code == "recruitment" else "phase", code)


def entries(tables: Tables, codings: Sequence[Evidence]) -> Html:
    """Codings one after the other, what coders read alike as one; the words of one passage stand once."""
    together: dict[str, list[list[Evidence]]] = {}
    for many in alike(codings):
        together.setdefault(many[0].found.passage, []).append(many)
    return join(
        entry(tables, many[0], again=at > 0, others=many[1:])
        for group in together.values()
        for at, many in enumerate(group)
    )


def passage(tables: Tables, place: Found, head: object, identity: str, more: Html = NOTHING) -> Html:
    """A passage that a relation, a place or an event stands on, under a heading of its own.

    `more` stands below it: what else is known, and the way back to where it is used.
    """
    return Html(
        f'<article class="entry" id="{anchor(identity)}"><p><strong>{markup(head)}</strong></p>'
        f"{quoted(tables, place)}{facts(where(tables, place))}{more}</article>"
    )


def pointer(identity: str, place: Found) -> Html:
    """A link from a row to the passage that it stands on, named for what is found there: words, or a picture."""
    whole = "source.photo" if place.media_type.startswith("image/") else "table.file"
    return Html(f'<a href="#{anchor(identity)}">{word(whole if place.quote is None else "table.words")}</a>')


def quoted(tables: Tables, place: Found) -> Html:
    """The exact words marked between those around them, in their language; or the picture with its region."""
    if place.quote is None:
        return picture.shown(tables, place)
    language = f' lang="{escape(place.language)}"' if place.language else ""
    near, behind = (words.replace(WORD, word("entry.withdrawn")) for words in (place.before, place.after))
    before = f'<span class="around">… {escape(near.lstrip())}</span>' if near else ""
    after = f'<span class="around">{escape(behind.rstrip())} …</span>' if behind else ""
    words = escape(held_back(place.quote, told()))
    return Html(f'<blockquote dir="auto"{language}>{before}<mark>{words}</mark>{after}</blockquote>')


def where(tables: Tables, place: Found) -> Sequence[tuple[str, object]]:
    """Where a passage stands, in names and values."""
    who = place.source if place.source_key == place.source else f"{place.source_key}: {place.source}"
    return [
        ("file", f"{place.file}{', ' + place.place if place.place else ''}"), ("position", position(place)),
        (digested(tables.info), place.item_sha256 and Html(f"<code>{escape(place.item_sha256)}</code>")),
        ("source", _source(own(who), place)), ("interpreter", place.interpreter),
        ("address as noted", place.address and bare(place.address)),
    ]  # fmt: skip


def kind(source: str) -> str:
    """A kind of source in words, as dossiers say it.

    Example:
        >>> kind("ngo-report"), kind("official")
        ('report of an organisation', 'official')
    """
    key = f"source.{source}"
    return word(key) if told().has(key) else source


def _source(who: str, place: Found) -> str:
    if not place.published:
        return f"{who} ({kind(place.source_kind)})"
    return word("entry.published", who=who, kind=kind(place.source_kind), day=own(place.published))


def position(place: Found) -> str | None:
    """Where the passage is, in code points or pixels.

    Example:
        >>> import dataclasses
        >>> blank = {field.name: None for field in dataclasses.fields(Found)}
        >>> position(Found(**{**blank, "start": 3, "end": 9, "region": ()}))
        'characters 3 to 9 of the text (Unicode code points)'
    """
    if place.region:
        x, y, width, height = place.region
        return word("entry.region", x=x, y=y, wide=width, high=height)
    if place.start is None:
        whole = "entry.whole-picture" if place.media_type.startswith("image/") else "entry.whole-file"
        return word(whole) if place.quote is None else None
    return word("entry.characters", start=place.start, end=place.end)


def bare(address: str) -> str:
    """An address as words, not as a link: whoever opens a page must not call anybody by a slip of the finger.

    Example:
        >>> bare("https://example.org/a")
        'example.org/a'
    """
    return address.removeprefix("https://").removeprefix("http://")
