"""The drafts of a case: what the cues suggest in its texts, and what people made of each. Not stored, not counted."""

import dataclasses
import json
from collections.abc import Mapping

from workbench import codebook
from workbench.casefile import Case, Live, State
from workbench.coding.keys import Keys
from workbench.coding.suggest import known, suggest
from workbench.errors import Unknown
from workbench.records import Passage
from workbench.taken_back import TakenBack, taken_back
from workbench.texts import place_in

Key = tuple[str, int | None, int | None, str | None, str, str, str, str]  # item, start, end, quote, then what is said


@dataclasses.dataclass(frozen=True, kw_only=True)
class Draft:
    """A suggestion in an item of a case; `start` and `end` are code points of its text.

    `place` is the label of the item's layout (page, cell, message), where it has one; where a machine recognised the
    words it says so, and how sure it was. `decision` is None until a person
    judged it, then accepted or rejected, or `differing` where copies of the case were brought together that differ.
    """

    file: str
    item: str
    derivative: str
    place: str | None
    framework: str
    indicator: str
    start: int
    end: int
    quote: str
    polarity: str
    cue: str
    reason: str
    decision: str | None = None

    @property
    def key(self) -> Key:
        """What makes two drafts one: the words in their place, and what is said of them by which cue."""
        said = (self.framework, self.indicator, self.polarity, self.cue)
        return (self.item, self.start, self.end, self.quote, *said)

    def document(self) -> dict[str, str | int | None]:
        """The draft as plain JSON values."""
        return {name: value for name, value in vars(self).items() if name != "derivative"}


def drafts(case: Case, framework: str = "ilo-11", item: str | None = None) -> list[Draft]:
    """Every draft in the texts of a case, in the order of the files' names and of the text.

    `item` is a file name, an id or the start of one (six digits at least). Items without text give none. The same
    ledger and lexicons give the same drafts. None holds words of a worker who withdrew their use.

    Raises:
        Unknown: no lexicon points to the framework, or no item answers to the name.
    """
    known(framework)
    state = case.state()
    keys, judged, gone = Keys(state), standing(state), taken_back(state)
    found: list[Draft] = []
    for live in sorted(_items(case, state, item), key=lambda live: (live.record.name, live.id)):
        found += _of_item(case, keys, live, framework, gone)
    return [dataclasses.replace(one, decision=decision_of(judged.get(one.key, []))) for one in found]


def without_text(case: Case, item: str | None = None) -> int:
    """How many items have no text in which a draft could stand: no cue has read them."""
    state = case.state()
    keys = Keys(state)
    return sum(keys.text(live) is None for live in _items(case, state, item))


def _items(case: Case, state: State, name: str | None) -> list[Live]:
    everything = state.of("item")
    if name is None:
        return everything
    found = [live for live in everything if name in (live.record.name, live.id)]
    if not found and len(name) >= 6:
        found = [live for live in everything if live.id.startswith(name)]
    if not found:
        raise Unknown(case.path.name, "item", name, codebook.near(name, [live.record.name for live in everything]))
    return found


def _of_item(case: Case, keys: Keys, item: Live, framework: str, gone: TakenBack) -> list[Draft]:
    derivative, layout = keys.text(item), keys.layout(item)
    if derivative is None:
        return []
    text = case.objects.read(derivative.record.object).decode("utf-8")
    places = json.loads(case.objects.read(layout.record.object)) if layout else {"places": []}
    same = {"file": item.record.name, "item": item.id, "derivative": derivative.id, "framework": framework}
    return [
        Draft(**same, place=place_in(places, one.start, one.end), **dataclasses.asdict(one))
        for one in suggest(text, framework)
        if not gone.touches(item.id, derivative.id, text, one.start, one.end)
    ]


def standing(state: State) -> Mapping[Key, list[Live]]:
    """The verdicts that stand, by the draft that they judge.

    A verdict that was undone does not stand, nor an acceptance whose coding was undone; a coding that was superseded
    by another leaves it standing.
    """
    found: dict[Key, list[Live]] = {}
    for live in state.of("verdict"):
        verdict = live.record
        passage = state.get(verdict.passage)
        if passage is not None and (verdict.coding is None or _counts(state, verdict.coding)):
            where: Passage = passage.record
            said = (verdict.framework, verdict.indicator, verdict.polarity, verdict.cue)
            found.setdefault((where.item, where.start, where.end, where.quote, *said), []).append(live)
    return found


def _counts(state: State, coding: str) -> bool:
    """Whether a coding, or one that took its place, is still there."""
    seen: set[str] = set()
    waiting = [coding]
    while waiting:
        identity = waiting.pop()
        if state.get(identity) is not None and not state.set_aside(identity):
            return True
        seen.add(identity)
        speaking = [live for live in state.corrections.get(identity, ()) if not state.set_aside(live.id)]
        waiting += [one.record.replacement for one in speaking if one.record.replacement not in (None, *seen)]
    return False


def decision_of(verdicts: list[Live]) -> str | None:
    """What people made of one draft: accepted, rejected, `differing` where they differ, None where nobody judged it.

    Example:
        >>> decision_of([]) is None
        True
    """
    decisions = sorted({live.record.decision for live in verdicts})
    return "differing" if len(decisions) > 1 else decisions[0] if decisions else None
