"""What two copies of a case say differently of one thing: listed side by side, decided by nobody here."""

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Iterator, Set

from workbench.casefile.state import Live, State
from workbench.records import content


@dataclasses.dataclass(frozen=True)
class Conflict:
    """Two records, one from each side, that speak differently of one thing; both count until somebody corrects one.

    `kind` is stance, name, correction or member; `about` names the thing.

    Example:
        >>> Conflict("stance", "W-01, isolation", ("a" * 64, "b" * 64), "supports here, contradicts there").kind
        'stance'
    """

    kind: str
    about: str
    ids: tuple[str, ...]
    message: str


NAMED = ("entity", "source", "agent")


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
    found = [*_stances(state, ours, others), *_names(state, ours, others), *_corrections(ours, others)]
    return sorted(found, key=lambda one: (one.kind, one.about, one.ids))


def _stances(state: State, ours: list[Live], others: list[Live]) -> Iterator[Conflict]:
    for one, other in _pairs(ours, others, ("coding",), lambda live: _unit(state, live)):
        if one.record.stance != other.record.stance:
            about = f"{_key(state, one.record.subject)}, {one.record.indicator}"
            message = f"{one.record.stance} here, {other.record.stance} there, on the same words"
            yield Conflict("stance", about, tuple(sorted((one.id, other.id))), message)


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
            yield Conflict("name", about, ids, f"different here and there: {', '.join(differing)}")


def _corrections(ours: list[Live], others: list[Live]) -> Iterator[Conflict]:
    for one, other in _pairs(ours, others, ("correction",), lambda live: live.record.target):
        if one.record.replacement != other.record.replacement:
            message = "corrected on both sides in different ways"
            yield Conflict("correction", f"record {one.record.target[:12]}", tuple(sorted((one.id, other.id))), message)


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
