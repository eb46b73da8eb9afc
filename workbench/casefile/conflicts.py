"""What two copies of a case say differently of one thing: listed side by side, decided by nobody here."""

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Iterator, Set
from typing import Any

from workbench.casefile.state import Live, State
from workbench.records import content


@dataclasses.dataclass(frozen=True)
class Conflict:
    """Two records, one from each side, that speak differently of one thing; both count until somebody corrects one.

    `kind` is stance, name, completion, correction or member; `about` names the thing. `sides` is what this side says
    and what the other does, each with who said it and when; `remark` is what holds of both.

    Example:
        >>> Conflict("stance", "W-01, isolation", ("a" * 64, "b" * 64), ("supports", "contradicts; there")).message
        'here supports; there contradicts; there'
    """

    kind: str
    about: str
    ids: tuple[str, ...]
    sides: tuple[str, str]
    remark: str = ""

    def values(self) -> dict[str, Any]:
        """The conflict as plain values."""
        return {**dataclasses.asdict(self), "ids": list(self.ids), "sides": list(self.sides)}

    @property
    def message(self) -> str:
        """Both sides and the remark in one line."""
        here, there = self.sides
        return "; ".join([f"here {here}", f"there {there}", *([self.remark] if self.remark else [])])


NAMED = ("entity", "source", "agent")
LONGEST = 60
UNSETTLED = "it counts as unstated until one is undone"
TWO_SOURCES = "each side began a source of this key"


def standing(state: State, sides: Iterable[tuple[Set[str], Set[str]]]) -> list[Conflict]:
    """The conflicts between any of these pairs of sides (ids of records), each once, as the first pair has it, sorted.

    Example:
        >>> standing(State((), {}), [(set(), set())])
        []
    """
    found: dict[tuple[str, tuple[str, ...]], Conflict] = {}
    for mine, theirs in sides:
        for one in conflicts(state, mine, theirs):
            found.setdefault((one.kind, one.ids), one)
    return sorted(found.values(), key=lambda one: (one.kind, one.about, one.ids))


def conflicts(state: State, mine: Set[str], theirs: Set[str]) -> list[Conflict]:
    """The conflicts between records of one side (by id) and those of another, sorted.

    What was set aside conflicts with nothing. Turned around the list is the same, but for the words `here` and `there`.
    """
    counting = [live for live in state.all if not state.set_aside(live.id)]
    ours = [live for live in counting if live.id in mine]
    others = [live for live in counting if live.id in theirs]
    found = [one for of in (_stances, _names, _completions, _corrections) for one in of(state, ours, others)]
    return sorted(found, key=lambda one: (one.kind, one.about, one.ids))


def _stances(state: State, ours: list[Live], others: list[Live]) -> Iterator[Conflict]:
    for one, other in _pairs(ours, others, ("coding",), lambda live: _unit(state, live)):
        if one.record.stance != other.record.stance:
            about = f"{_key(state, one.record.subject)}, {one.record.indicator}"
            sides = _both(state, (one, one.record.stance), (other, other.record.stance))
            yield Conflict("stance", about, tuple(sorted((one.id, other.id))), sides, "on the same words")


def _unit(state: State, live: Live) -> Hashable:
    """What a coding speaks of: the words, the framework, the indicator, the subject."""
    passage = state.get(live.record.passage)
    told = passage.record if passage else None
    words = (
        (told.item, told.derivative, told.start, told.end, told.region, told.from_s) if told else live.record.passage
    )
    return words, live.record.framework, live.record.indicator, live.record.subject


def _names(state: State, ours: list[Live], others: list[Live]) -> Iterator[Conflict]:
    """One key given to two things, or one thing under two spellings, on the two sides."""
    for one, other in _pairs(ours, others, NAMED, lambda live: (live.kind, live.record.key)):
        ours_, theirs_ = content(one.record), content(other.record)
        differing = sorted(name for name in ours_ | theirs_ if ours_.get(name) != theirs_.get(name))
        if differing:
            about, ids = f"{one.kind} {one.record.key}", tuple(sorted((one.id, other.id)))
            sides = [(live, _values(told, differing)) for live, told in ((one, ours_), (other, theirs_))]
            yield Conflict("name", about, ids, _both(state, *sides))


def _completions(state: State, ours: list[Live], others: list[Live]) -> Iterator[Conflict]:
    """Two say different things of who told one source: it counts as `unstated` until one of them is undone.

    Two copies may each have begun a source of that key: each of the two then counts as its own side says.
    """
    for one, other in _pairs(ours, others, ("completion",), lambda live: _key(state, live.record.source)):
        ours_, theirs_ = content(one.record), content(other.record)
        differing = sorted(name for name in ours_ | theirs_ if ours_.get(name) != theirs_.get(name))
        remark = TWO_SOURCES if "source" in differing else UNSETTLED
        differing = [name for name in differing if name != "source"]
        if differing:
            about, ids = f"who told source {_key(state, one.record.source)}", tuple(sorted((one.id, other.id)))
            sides = [(live, _values(_keyed(state, told), differing)) for live, told in ((one, ours_), (other, theirs_))]
            yield Conflict("completion", about, ids, _both(state, *sides), remark)


def _keyed(state: State, told: dict[str, Any]) -> dict[str, Any]:
    """The same values with the keys of the records that they name in the place of their ids."""
    links = {name: [_key(state, one) for one in told[name]] for name in ("retells", "same_origin_as") if name in told}
    return told | links | ({"worker": _key(state, told["worker"])} if "worker" in told else {})


def _corrections(state: State, ours: list[Live], others: list[Live]) -> Iterator[Conflict]:
    for one, other in _pairs(ours, others, ("correction",), lambda live: live.record.target):
        if one.record.replacement != other.record.replacement:
            sides = _both(state, *((live, _corrected(live)) for live in (one, other)))
            yield Conflict("correction", f"record {one.record.target[:12]}", tuple(sorted((one.id, other.id))), sides)


def _both(state: State, here: tuple[Live, str], there: tuple[Live, str]) -> tuple[str, str]:
    """What each side says, by whom and when: a device is nobody."""
    told = [f"{_key(state, live.agent)}, {live.at.replace('T', ' ')[:16]} UTC: {says}" for live, says in (here, there)]
    return told[0], told[1]


def _values(told: dict[str, Any], names: list[str]) -> str:
    """The values of some fields in a few words each."""
    shown = []
    for name in names:
        value = told.get(name)
        words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str("" if value is None else value)
        shown.append(f"{name} {(words if len(words) <= LONGEST else words[:LONGEST] + '...') or 'empty'}")
    return ", ".join(shown)


def _corrected(live: Live) -> str:
    replacement = live.record.replacement
    return f"replaced by {replacement[:12]}" if replacement else "set aside"


def _pairs(
    ours: list[Live], others: list[Live], kinds: tuple[str, ...], of: Callable[[Live], Hashable]
) -> Iterator[tuple[Live, Live]]:
    there: dict[Hashable, list[Live]] = {}
    for live in others:
        if live.kind in kinds:
            there.setdefault(of(live), []).append(live)
    for live in ours:
        if live.kind in kinds:
            yield from ((live, other) for other in there.get(of(live), []))


def _key(state: State, identity: str) -> str:
    live = state.get(identity)
    return str(live.record.key) if live else identity[:12]
