"""The sheet that a worker gets: what was asked for, what became of it, the worker's own words; in plain language.

It carries no name, no key, no title of a case, no head of a ledger: it may be found in somebody's pocket.
"""

import dataclasses
from collections.abc import Iterable, Sequence

from workbench.codebook.messages import Messages, messages
from workbench.findings.personal import PersonFile, Taken
from workbench.markup import escape
from workbench.tables import Tables

STYLE = (
    "body{font:14pt/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111;background:#fff}"
    "h1{font-size:1.4em}h2{font-size:1.15em;margin-top:1.6em}li{margin:.6em 0}"
    "blockquote{margin:.3em 0 .3em 1em;padding-left:.8em;border-left:3px solid #777}"
    ".small{font-size:.85em}@media print{body{margin:0}li{break-inside:avoid}}"
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ask:
    """One thing that the worker asked for: the words, whether they are the worker's own, and what became of it."""

    where: str
    words: str
    own: bool
    outcome: str
    reason: str | None
    told: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Said:
    """Words of the worker that a release might quote, and what the worker said of them last."""

    passage: str
    words: str
    decision: str
    day: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Feedback:
    """What one sheet says; `left_out` counts quotes that would have named somebody."""

    asks: tuple[Ask, ...]
    said: tuple[Said, ...]
    lapses: tuple[str, ...]
    left_out: int = 0

    def texts(self) -> list[tuple[str, str]]:
        """Every text that somebody typed, with where it stands: searched for names before it is written."""
        found = []
        for one in self.asks:
            found += [(one.where, one.words)] + ([(f"{one.where}, reason", one.reason)] if one.reason else [])
        return found


def feedback(found: PersonFile, tables: Tables) -> Feedback:
    """What the sheet of a worker says, from the file of the worker and the worker's own testimony.

    An ask is told in the worker's own words where it rests on a passage of the worker's own account, so that it is in
    the worker's language; else as the team wrote it down.
    """
    own = _own_passages(tables, found.key)
    asks = tuple(_ask(one, own) for one in found.steps if one.kind == "ask")
    coded = set(tables.codings["passage"])
    latest = _latest(tables)
    said = tuple(
        Said(passage=key, words=words, decision=latest.get(key, ("open", None))[0], day=latest.get(key, ("", None))[1])
        for key, words in own.items() if key in coded or key in latest
    )  # fmt: skip
    lapses = sorted({one.earliest.isoformat() for one in found.times
                     if one.then == "lapses" and one.state == "running" and one.earliest})  # fmt: skip
    return Feedback(asks=asks, said=said, lapses=tuple(lapses))


def _own_passages(tables: Tables, key: str) -> dict[str, str]:
    """The exact words of passages that stand in an account of this worker, by their ids, each words once."""
    worker = next(identity for identity, one in tables.rows.get("entity", []) if one.key == key)
    sources = {identity for identity, one in tables.rows.get("source", []) if one.worker == worker}
    items = {item for item, told in tables.tellers.items() if not sources.isdisjoint(told)}
    return {identity: one.quote for identity, one in tables.rows.get("passage", []) if one.item in items and one.quote}


def _ask(one: Taken, own: dict[str, str]) -> Ask:
    words = own.get(one.passage or "")
    return Ask(where=f"step {one.number}", words=words or one.title, own=words is not None,
               outcome=one.outcome or "unknown", reason=one.reason, told=one.told)  # fmt: skip


def _latest(tables: Tables) -> dict[str, tuple[str, str]]:
    told = sorted((one for _, one in tables.rows.get("approval", [])), key=lambda one: one.day)
    return {one.passage: (one.decision, one.day) for one in told}


def as_html(told: Feedback, lang: str) -> bytes:
    """The sheet as one page that prints, in one of the languages of the messages; it fetches nothing.

    Raises:
        Unknown: there are no messages in that language.
    """
    say = messages(lang)
    lines = [
        f"<h1>{escape(say('feedback.title'))}</h1>", _paragraph(say("feedback.alone")),
        _heading(say, "asked"), _asks(say, told.asks),
    ]  # fmt: skip
    if told.lapses:
        lines += [_heading(say, "days"), _points(say("feedback.lapses", day=day) for day in told.lapses)]
    if told.said:
        lines += [_heading(say, "quotes"), _paragraph(say("feedback.quotes-how")), _said(say, told.said)]
    lines += [_heading(say, "rights"), _points([say("feedback.stop"), say("feedback.wrong")])]
    if not say.reviewed:
        lines.append(f'<p class="small">{escape(say("feedback.unread"))}</p>')
    title = escape(say("feedback.title"))
    head = f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
    head += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    head += f"<title>{title}</title><style>{STYLE}</style></head><body><main>"
    return f"{head}{''.join(lines)}</main></body></html>\n".encode()


def _heading(say: Messages, name: str) -> str:
    return f"<h2>{escape(say(f'feedback.{name}'))}</h2>"


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _points(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _asks(say: Messages, asks: Sequence[Ask]) -> str:
    if not asks:
        return _paragraph(say("feedback.nothing-asked"))
    points = []
    for one in asks:
        whose = say("feedback.yours" if one.own else "feedback.ours")
        told = say("feedback.told", day=one.told) if one.told else say("feedback.not-told")
        reason = f"<br>{escape(say('feedback.reason'))}: {escape(one.reason)}" if one.reason else ""
        outcome = f"<strong>{escape(say(f'feedback.{one.outcome}'))}</strong>{reason}<br>{escape(told)}"
        points.append(f"<li>{escape(whose)}: <blockquote>{escape(one.words)}</blockquote>{outcome}</li>")
    return f"<ol>{''.join(points)}</ol>"


def _said(say: Messages, said: Sequence[Said]) -> str:
    names = {"approved": "approved", "refused": "declined", "changed": "changed"}
    points = []
    for one in said:
        answer = say(f"feedback.{names[one.decision]}", day=one.day) if one.decision in names else say("feedback.open")
        points.append(f"<li><blockquote>{escape(one.words)}</blockquote>{escape(answer)}</li>")
    return f"<ol>{''.join(points)}</ol>"
