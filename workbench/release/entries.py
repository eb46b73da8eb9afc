"""Passages on a page: the words in their place, the picture, and what a reader needs to check them against the
original."""

from collections.abc import Sequence

from workbench.codebook.messages import messages
from workbench.markup import escape
from workbench.release import picture
from workbench.release.evidence import Evidence, Found, alike
from workbench.release.page import Html, facts, join
from workbench.tables import Tables

NOTHING = Html("")
STANCES = {
    "supports": "Speaks for it",
    "contradicts": "Speaks against it",
    "unclear": "Leaves it open",
}


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
    coders = list(dict.fromkeys(each.coder for each in (one, *others)))
    memos = list(dict.fromkeys(each.memo for each in (one, *others) if each.memo))
    about = [
        ("said of", one.subject if not one.scope else f"{one.subject} (scope in the source: {one.scope})"),
        ("when", one.when), ("site", one.site), ("by", one.actor), ("means of knowledge", one.means),
        ("phase", one.phase), ("asked", one.question), ("how it came up", one.elicited),
        ("coded by", "; ".join(coders)),
        ("coder's note", "; ".join(memos)),
    ]  # fmt: skip
    label = STANCES.get(one.stance, one.stance)
    head = f"The same words, read by {'; '.join(coders)}: {label[0].lower()}{label[1:]}" if again else label
    words = "" if again else quoted(tables, one.found)
    places = join(Html(f'<span id="{anchor(each.id)}"></span>') for each in others)
    return Html(
        f'<article class="entry {escape(one.stance)}" id="{anchor(one.id)}">{places}'
        f"<p><strong>{escape(head)}</strong></p>"
        f"{words}{facts(about if again else [*where(one.found), *about])}</article>"
    )


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
        f'<article class="entry" id="{anchor(identity)}"><p><strong>{escape(head)}</strong></p>'
        f"{quoted(tables, place)}{facts(where(place))}{more}</article>"
    )


def pointer(identity: str, place: Found) -> Html:
    """A link from a row to the passage that it stands on, named for what is found there: words, or a picture."""
    whole = "photograph" if place.media_type.startswith("image/") else "file"
    return Html(f'<a href="#{anchor(identity)}">{whole if place.quote is None else "words"}</a>')


def quoted(tables: Tables, place: Found) -> Html:
    """The exact words marked between those around them, in their language; or the picture with its region."""
    if place.quote is None:
        return picture.shown(tables, place)
    language = f' lang="{escape(place.language)}"' if place.language else ""
    before = f'<span class="around">… {escape(place.before.lstrip())}</span>' if place.before else ""
    after = f'<span class="around">{escape(place.after.rstrip())} …</span>' if place.after else ""
    return Html(f'<blockquote dir="auto"{language}>{before}<mark>{escape(place.quote)}</mark>{after}</blockquote>')


def where(place: Found) -> Sequence[tuple[str, object]]:
    """Where a passage stands, in names and values."""
    told = place.source if place.source_key == place.source else f"{place.source_key}: {place.source}"
    published = f", published {place.published}" if place.published else ""
    return [
        ("file", f"{place.file}{', ' + place.place if place.place else ''}"), ("position", position(place)),
        ("SHA-256 of the original", Html(f"<code>{escape(place.item_sha256)}</code>")),
        ("source", f"{told} ({kind(place.source_kind)}{published})"), ("interpreter", place.interpreter),
        ("address as noted", place.address and bare(place.address)),
    ]  # fmt: skip


def kind(source: str) -> str:
    """A kind of source in words, as dossiers say it.

    Example:
        >>> kind("ngo-report"), kind("official")
        ('report of an organisation', 'official')
    """
    say = messages("en")
    return say(f"source.{source}") if say.has(f"source.{source}") else source


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
        return f"x {x}, y {y}, {width} by {height} pixels"
    if place.start is None:
        whole = "the whole picture" if place.media_type.startswith("image/") else "the whole file"
        return whole if place.quote is None else None
    return f"characters {place.start} to {place.end} of the text (Unicode code points)"


def bare(address: str) -> str:
    """An address as words, not as a link: whoever opens a page must not call anybody by a slip of the finger.

    Example:
        >>> bare("https://example.org/a")
        'example.org/a'
    """
    return address.removeprefix("https://").removeprefix("http://")
