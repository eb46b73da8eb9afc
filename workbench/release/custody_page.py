"""The custody sheet as a page that prints: everything that is on record of one item, nothing cut."""

from importlib.resources import files

from workbench.findings.custody import SAYS, Custody
from workbench.release import custody_words as words
from workbench.release.page import Html, facts, grid, join, listed, markup, page, section
from workbench.tables import Tables


def html(found: Custody, tables: Tables) -> bytes:
    """The sheet as a page of its own: it fetches nothing, runs nothing, and prints on A4."""
    style = files("workbench.release").joinpath("custody.css").read_text(encoding="utf-8")
    lead = Html(f'<p class="says"><strong>{markup(SAYS)}</strong> {markup(words.STORED[found.stored])}</p>')
    return page(tables, f"Custody of {found.item.name}", lead, _sections(found), style=style)


def _sections(found: Custody) -> list[tuple[str, str, Html]]:
    return [
        section("item", "The item", _item(found)),
        section("collection", "How it was collected", facts((key, _said(said)) for key, said in words.answers(found))),
        section("losses", "What it lost on the way", _losses(found)),
        section("events", "Custody events", _events(found), _doubts(found)),
        section("copies", "Working copies", _copies(found)),
        section("left", "Copies that left the store", _left(found), _merged(found)),
        section("limits", "What this sheet can show", Html(f"<p>{markup(words.LIMITS)}</p>"), _check(found), _hands()),
    ]


def _said(answer: str) -> Html:
    return Html(f'<span class="silent">{markup(answer)}</span>') if answer == words.SILENT else markup(answer)


def _code(text: str) -> Html:
    return Html(f"<code>{markup(text)}</code>")


def _item(found: Custody) -> Html:
    item, stopped = found.item, Html(f'<strong class="silent">{markup(words.sharing(found))}</strong>')
    return facts([
        ("File name as collected", item.name), ("SHA-256 of the original", _code(item.sha256)),
        ("Size", words.size(item.size)), ("Content", f"{item.media_type} ({item.kind})"),
        ("Told by", _said(words.tellers(found))), ("Item", _code(found.id)), ("Stored as", _code(item.object)),
        *([("Sharing", stopped)] if found.stopped else []),
    ])  # fmt: skip


def _losses(found: Custody) -> Html:
    if not found.losses:
        return Html(f'<p class="none">{markup(words.NO_LOSS)}</p>')
    return listed(Html(f"{markup(one.message)} <small>({markup(one.known)}; {markup(one.code)})</small>")
                  for one in found.losses)  # fmt: skip


def _events(found: Custody) -> Html:
    rows = [[words.moment(one.at), words.action(one), one.outcome,
             one.agent, words.told(one)] for one in found.events]  # fmt: skip
    return grid(["Recorded", "Event (PREMIS)", "Outcome", "By", "Told, and reasons"], rows, "Every custody event",
                style="sheet")  # fmt: skip


def _doubts(found: Custody) -> Html:
    return listed(markup(words.doubt(one)) for one in found.doubted) if found.doubted else Html("")


def _copies(found: Custody) -> Html:
    if not found.copies:
        return Html('<p class="none">No working copy was made.</p>')
    rows = [[words.moment(one.at), one.kind, f"{one.tool} {one.version}", _code(one.sha256)] for one in found.copies]
    return grid(["Recorded", "Kind", "Tool and version", "SHA-256"], rows, "Each working copy with its tool",
                style="sheet")  # fmt: skip


def _left(found: Custody) -> Html:
    if not found.left:
        return Html('<p class="none">No copy is on record.</p>')
    rows = [[words.moment(one.at), one.agent, words.copy(one),
             join((_code(sha) for _, sha in one.files[:2]), " ")] for one in found.left]  # fmt: skip
    return grid(["Recorded", "By", "What left", "SHA-256"], rows, "Every access that left a copy", style="sheet")


def _merged(found: Custody) -> Html:
    said = words.merged(found, len(found.merged))
    return Html(f"<p>{markup(said)}</p>") if said else Html("")


def _check(found: Custody) -> Html:
    return Html(f"<p>{markup(words.CHECK)}</p>{facts([('Head of the ledger', _code(found.head))])}")


def _hands() -> Html:
    """Lines to be signed by hand where the sheet changes hands on paper."""
    cells = "<td></td>" * 3
    lines = "".join(f'<tr><th scope="row">{name}</th>{cells}</tr>' for name in ("Given by", "Received by"))
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", "Name", "Place and date", "Signature"))
    return Html(f'<table class="hands"><caption>Handed over on paper</caption><thead><tr>{head}</tr></thead>'
                f"<tbody>{lines}</tbody></table>")  # fmt: skip
