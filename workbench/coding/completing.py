"""Who told a source that came with its files, said later by a row of the register of sources: a record beside it."""

from collections.abc import Iterable, Iterator

from workbench.casefile import Live, State
from workbench.casefile.conflicts import conflicts
from workbench.coding.sheet import Row
from workbench.errors import BadValue
from workbench.records import Completion, Source, completing
from workbench.records.completion import UNSTATED

WHO = "who or what told it: worker, colleague, family, document, press ..."
OTHERS = "other sources: none draws on itself"


class Completing:
    """What one import says of sources that are `unstated`; two people may say different things, one person may not.

    Example:
        >>> Completing(State((), {}), "a" * 64).of(Source(key="S", label="S", kind="press"), Row("s.csv", 2, {}))
        []
    """

    def __init__(self, state: State, agent: str) -> None:
        counting = {live.id for live in state.of("source")}
        raw = [live for live in state.recorded("source") if live.id in counting]
        self._open: dict[str, list[str]] = {}
        for live in raw:
            if live.record.kind == UNSTATED:
                self._open.setdefault(live.record.key, []).append(live.id)
        mine = [live for said in state.completions.values() for live in said if live.agent == agent]
        self._said: dict[str, Completion] = {live.record.source: live.record for live in mine}
        self._ids: dict[str, Live] = {live.record.source: live for live in mine}

    def of(self, source: Source, row: Row) -> list[Completion]:
        """The completions that a row makes, one a source of this key that was recorded as `unstated`; else none.

        Two copies that were merged can each have made such a source of one key.

        Raises:
            BadValue: the row says no kind, or that the source draws on itself, or the same person said otherwise.
        """
        made = [self._checked(completing(one, source), source.key, row) for one in self._open.get(source.key, [])]
        self._said |= {one.source: one for one in made}
        return made

    def awaits(self, key: str) -> bool:
        """Whether a source of this key is `unstated`, so that a row of the register completes it.

        Example:
            >>> Completing(State((), {}), "a" * 64).awaits("S-01")
            False
        """
        return key in self._open

    def _checked(self, one: Completion, key: str, row: Row) -> Completion:
        if one.kind == UNSTATED:
            raise BadValue(row.file, row.place("kind"), one.kind, WHO)
        for name in ("retells", "same_origin_as"):
            if one.source in getattr(one, name):
                raise BadValue(row.file, row.place(name), key, OTHERS)
        before = self._said.get(one.source)
        if before is not None and before != one:
            held = self._ids.get(one.source)
            undo = f"undo it (`workbench undo CASE {held.id[:12]}`)" if held else "undo it"
            raise BadValue(row.file, row.place("key"), key, f"what you said of it before; to change that, {undo}")
        return one


def disputed(state: State, recorded: Iterable[str]) -> Iterator[str]:
    """Of completions (ids) that were just recorded those of which somebody else says otherwise, each in a sentence.

    Example:
        >>> list(disputed(State((), {}), ["a" * 64]))
        []
    """
    mine = set(recorded)
    others = {live.id for said in state.completions.values() for live in said} - mine
    for one in conflicts(state, mine, others) if others else ():
        if one.kind == "completion":
            (other,) = set(one.ids) - mine
            here, there = one.sides
            undo = f"`workbench undo CASE {other[:12]}`, or your own"
            yield f"{one.about}: {here}; earlier {there}; {one.remark} ({undo})"
