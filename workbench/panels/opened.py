"""An item that is open at the desk: its words and their language, dangers, translations, and what was coded in it."""

import json
from typing import Any

from workbench import codebook, wording
from workbench.casefile import Case, Live, State
from workbench.codebook.messages import Messages
from workbench.coding.keys import Keys
from workbench.danger import dangers
from workbench.extract import language
from workbench.texts import Texts

WORKERS = "Worker"


def texts(case: Case) -> list[dict[str, Any]]:
    """The items that have words, in the order of their names, each with how many codings stand in it."""
    state = case.state()
    items_of = {live.id: live.record.item for live in state.of("passage")}
    counted: dict[str, int] = {}
    for live in state.of("coding"):
        item = items_of.get(live.record.passage, "")
        counted[item] = counted.get(item, 0) + 1
    keys = Keys(state)
    found = [live for live in state.of("item") if keys.text(live)]
    return [
        {"id": live.id, "name": live.record.name, "codings": counted.get(live.id, 0)}
        for live in sorted(found, key=lambda live: (live.record.name, live.id))
    ]


def item(case: Case, live: Live) -> dict[str, Any]:
    """One item with its words, their language, who told it, and dangers to whoever is in it; no name stands in it."""
    state = case.state()
    keys = Keys(state)
    derivative, layout = keys.text(live), keys.layout(live)
    words = case.objects.read(derivative.record.object).decode("utf-8") if derivative else ""
    tables = case.tables() if _translated(state, live) else None
    told = [one for key in state.tellers.get(live.id, ()) if (one := state.get(key))]
    workers = [one for source in told if (one := state.get(source.record.worker or ""))]
    return {
        "id": live.id, "name": live.record.name, "sha256": live.record.sha256, "text": words,
        "derivative": derivative.id if derivative else None,
        "lang": _language(case, layout, words, told[0] if told else None), "source": _all(told),
        "worker": _all(workers), "dangers": dangers(case, live.id)[live.id],
        "recording": live.record.media_type if live.record.media_type.partition("/")[0] in ("audio", "video") else None,
        "places": _places(case, layout) if live.record.kind == "recording" else [],
        "doubtful": texts_of(case, live.id).doubtful(live.id, derivative.id, 0, None) if derivative else [],
        "translations": [_beside(words, one) for one in wording.translations(tables, live.id)] if tables else [],
    }  # fmt: skip


def _translated(state: State, live: Live) -> bool:
    return any(one.record.item == live.id and one.record.kind == wording.TRANSLATION for one in state.of("derivative"))


def _all(told: list[Live]) -> str | None:
    return "; ".join(dict.fromkeys(one.record.label for one in told)) or None


def _beside(words: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "by": one["by"],
        "lang": one["language"],
        "rows": [list(pair) for pair in wording.beside(words, one["text"])],
    }


def _places(case: Case, layout: Live | None) -> list[dict[str, Any]]:
    """The stretches of a transcript, so that whoever stands in one can hear it."""
    return [{name: place[name] for name in ("label", "start", "end")} for place in _layout(case, layout)["places"]]


def _layout(case: Case, layout: Live | None) -> dict[str, Any]:
    return dict(json.loads(case.objects.read(layout.record.object))) if layout else {"places": []}


def doubts(texts: Texts, place: Any) -> list[str]:
    """The words of a passage or a draft that a machine read below the stated confidence, each with that."""
    return texts.doubtful(place.item, place.derivative, place.start, place.end)


def texts_of(case: Case, item: str) -> Texts:
    """The texts of one item, the earlier ones among them."""
    made = [(one.id, one.record) for one in case.state().of("derivative") if one.record.item == item]
    return Texts(made, case.objects.read)


def _language(case: Case, layout: Live | None, words: str, source: Live | None) -> str:
    """The language of the words: as the reader of the file told, else of the source, else by the words themselves."""
    told = _layout(case, layout).get("language")
    if told and told != wording.UNKNOWN:
        return str(told)
    if source and source.record.language:
        return str(source.record.language)
    return str(language.identify(words[:2000])["language"])


def codings(case: Case, live: Live, t: Messages, *, only: str | None = None) -> list[dict[str, Any]]:
    """The codings in an item that count, in the order of its text; `only` those of one coder (an id)."""
    state = case.state()
    derivative = Keys(state).text(live)
    places = {one.id: one.record for one in state.of("passage") if one.record.item == live.id}
    labels = {one.id: one.record.label for one in state.of("entity")}
    coders = {one.id: one.record.key for one in state.of("agent")}
    texts = texts_of(case, live.id)
    read = {(one.record.coder, one.record.passage, one.record.subject) for one in state.of("reading")}
    found = []
    for one in state.of("coding"):
        place = places.get(one.record.passage)
        if place is not None and only in (None, one.record.coder):
            here = derivative is not None and place.derivative in (None, derivative.id)
            made = _coding(one, place, here, labels, coders) | {"doubtful": doubts(texts, place)}
            made["label"] = t.of(codebook.framework(one.record.framework).indicator(one.record.indicator).labels)
            found.append(made | {"read": (one.record.coder, one.record.passage, one.record.subject) in read})
    return sorted(found, key=lambda one: (one["start"] is None, one["start"], one["end"], one["at"], one["id"]))


def _coding(one: Live, place: Any, here: bool, labels: dict[str, str], coders: dict[str, str]) -> dict[str, Any]:
    made, period = one.record, one.record.period
    return {
        "id": one.id, "at": one.at, "passage": made.passage, "quote": place.quote, "lang": place.language,
        "start": place.start if here else None, "end": place.end if here else None, "region": list(place.region),
        "framework": made.framework, "indicator": made.indicator, "stance": made.stance,
        "means": made.means, "subject": labels.get(made.subject, made.subject[:12]),
        "coder": coders.get(made.coder, made.coder[:12]), "question": made.question, "elicited": made.elicited,
        "actor": labels.get(made.actor or "", made.actor), "memo": made.memo,
        "period": [period.start, period.end] if period else None,
    }  # fmt: skip


def choices(case: Case, framework: str, t: Messages) -> dict[str, Any]:
    """What may be chosen for a coding: frameworks and their indicators, whom it can be about, actors, sites."""
    state = case.state()
    entities = [live.record for live in state.of("entity")]
    named = [{"key": one.key, "label": one.label, "schema": one.schema} for one in entities]
    groups = [one for one in named if one["schema"] in (WORKERS, "Group")]
    shown = codebook.framework(framework)
    return {
        "frameworks": [[name, codebook.framework(name).name] for name in codebook.frameworks()],
        "indicators": [
            {"id": one.id, "label": t.of(one.labels), "english": one.label("en"), "about": one.description,
             "group": one.group}
            for one in shown.indicators
        ],
        "subjects": sorted(groups, key=lambda one: (one["schema"] != WORKERS, one["label"])),
        "actors": [one for one in named if one["schema"] != WORKERS],
        "sites": [one for one in named if one["schema"] == "Site"],
    }  # fmt: skip
