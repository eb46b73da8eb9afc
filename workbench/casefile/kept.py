"""The state of a large case as it was kept beside its columns: records are made when somebody asks for them.

`snapshot` says when it may be believed. Whatever this cannot say by itself it says by making all records: then it is
the state that folding gives, only sooner.
"""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbench.casefile.columns import Columns
from workbench.casefile.state import Live, State
from workbench.casefile.units import Units
from workbench.errors import Missing
from workbench.records import KINDS, REFERENCES, references
from workbench.records.flat import columns_of, flat, unflat

if TYPE_CHECKING:
    import pandas as pd

# Of every record, in the order of the state: what it is, who recorded it when, and under whose key it stands.
RECORDS, ASIDE = "records", "aside-"
TOLD = ("kind", "at", "agent", "unit", "worker", "told_by", "group", "withdrawn")


def kept_tables(state: State, units: Units) -> "dict[str, pd.DataFrame]":
    """What has to be kept beside the columns of the records that count: all records by name, and those set aside.

    Example:
        >>> list(kept_tables(State((), {}), Units()))
        ['records']
    """
    import pandas as pd

    gone = [("yes" if state.withdrawn(live.id) else None) for live in state.all]
    told = [
        [live.kind, live.at, live.agent, *units.told_of(live.id), left]
        for live, left in zip(state.all, gone, strict=True)
    ]
    ids = pd.Index([live.id for live in state.all], name="id", dtype="object")
    found = {RECORDS: pd.DataFrame(told, index=ids, columns=list(TOLD), dtype="object")}
    aside: dict[str, list[Live]] = {}
    for live in state.all:
        if state.set_aside(live.id) or state.withdrawn(live.id):
            aside.setdefault(live.kind, []).append(live)
    for kind, lives in aside.items():
        found[ASIDE + kind] = _table(kind, lives)
    if state.completions:  # columns say what was recorded; what was said later of it is laid over them by whoever reads
        counting = {live.id for live in state.of("source")}
        raw = [live for live in state.recorded("source") if live.id in counting]
        found["source"] = _table("source", raw)
    return found


def _table(kind: str, lives: Sequence[Live]) -> "pd.DataFrame":
    import pandas as pd

    index = pd.Index([live.id for live in lives], name="id", dtype="object")
    rows = [flat(live.record) for live in lives]
    return pd.DataFrame(rows, index=index, columns=columns_of(KINDS[kind]), dtype="object")


class KeptState(State):
    """A state whose records stand in kept columns; `more` came after them and is held as records.

    Example:
        >>> KeptState({}).of("item")
        []
    """

    tables: Mapping[str, Callable[[], bytes]]
    more: tuple[Live, ...]

    def __init__(
        self, tables: Mapping[str, Callable[[], bytes]], more: Sequence[Live] = (), before: "KeptState | None" = None
    ) -> None:
        self.__dict__.update(tables=tables, more=tuple(more), sealed=(), destroyed=())
        if before is not None:  # what was read of the same columns need not be read again
            self.__dict__.update({name: before.__dict__[name] for name in _READ if name in before.__dict__})

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    @functools.cached_property
    def columns(self) -> Columns | None:
        """The records that count as columns, or None where what came later set one aside or brought one back."""
        if any(live.kind in ("correction", "withdrawal") for live in self.more):
            return None
        fresh: dict[str, list[tuple[str, Any]]] = {}
        for live in self.more:
            fresh.setdefault(live.kind, []).append((live.id, live.record))
        return Columns({kind: self.tables[kind] for kind in KINDS if kind in self.tables}, fresh)

    @functools.cached_property
    def all(self) -> tuple[Live, ...]:
        """Every record: all of them are made."""
        found = {live.id: live for kind in set(self._told["kind"]) for live in self._kept(kind)}
        return (*(found[identity] for identity in self._told.index), *self.more)

    @functools.cached_property
    def corrections(self) -> dict[str, tuple[Live, ...]]:
        """The corrections that speak of each record."""
        found: dict[str, tuple[Live, ...]] = {}
        for live in self.recorded("correction"):
            found[live.record.target] = (*found.get(live.record.target, ()), live)
        return found

    def recorded(self, kind: str) -> list[Live]:
        """The records of a kind as they were recorded, set aside or not, in the order of the state."""
        return [*self._kept(kind), *(live for live in self.more if live.kind == kind)]

    def of(self, kind: str) -> list[Live]:
        """The records of a kind that count, in the order in which they were recorded."""
        if kind not in self._counting:
            every = self.recorded(kind)
            left = (live for live in every if live.id not in self._aside and live.id not in self._withdrawn)
            self._counting[kind] = [self.whole(live) for live in left]
        return list(self._counting[kind])

    def get(self, identity: str) -> Live | None:
        """The record of an id, set aside or not; None where there is none. A source comes as it counts (`whole`)."""
        later = next((live for live in self.more if live.id == identity), None)
        if later is None and self.tables and identity in self._told.index:
            later = self._lives([identity], self._frame_with(identity).loc[[identity]])[0]
        return None if later is None else self.whole(later)

    def beginning(self, start: str) -> list[Live]:
        """The records whose ids begin so, set aside or not, in the order of the state."""
        ids = [one for one in self._told.index if one.startswith(start)]
        later = (self.whole(live) for live in self.more if live.id.startswith(start))
        return [*filter(None, map(self.get, ids)), *later]

    def naming(self, identity: str) -> list[Live]:
        """The records that name the one of this id, set aside or not, in the order of the state."""
        ids = {one for kind in REFERENCES for name in self._names(kind) for one in self._naming(kind, name, identity)}
        found = [self.get(one) for one in sorted(ids, key=self._place.__getitem__)]
        later = (self.whole(live) for live in self.more if identity in references(live.kind, live.record))
        return [*filter(None, found), *later]

    def _naming(self, kind: str, name: str, identity: str) -> Iterator[str]:
        frame = self._frame(name)
        for field in REFERENCES[kind]:
            for one, value in zip(frame.index, frame[field].tolist(), strict=True):
                if value == identity or (type(value) is tuple and identity in value):
                    yield one

    def withdrawals(self, *acts: str) -> dict[str, list[Live]]:
        """The withdrawals of these acts that count, by worker (an entity's id)."""
        found: dict[str, list[Live]] = {}
        for live in self.recorded("withdrawal"):
            if live.id not in self._aside and live.record.act in acts:
                found.setdefault(live.record.subject, []).append(live)
        return found

    def added(self, more: State) -> State:
        """This state with what came after it; where a worker's use may have been withdrawn, made anew from all."""
        if not more.all:
            return self
        fresh = [*self.more, *more.all]
        if any(live.kind == "withdrawal" for live in fresh) or self.recorded("withdrawal"):
            return State(self.all, self.corrections).added(more)
        return KeptState(self.tables, fresh, self)

    @functools.cached_property
    def tellers(self) -> dict[str, tuple[str, ...]]:
        """All sources (ids) of each item that has any, from the columns where these say all of it."""
        from workbench.tables import Tables

        columns = self.columns
        return super().tellers if columns is None else Tables(columns, "", _nothing, columns.frame).tellers

    def units(self) -> Units:
        """Under whose keys the kept records stand, as whoever wrote them noted it."""
        told = self._told
        return Units.of(zip(told.index, *(told[name] for name in ("kind", *TOLD[3:-1])), strict=True))

    @functools.cached_property
    def _withdrawn(self) -> frozenset[str]:
        """What did not count for who withdrew its use, when it was kept: later withdrawals make another state."""
        return frozenset(self._told.index[self._told["withdrawn"] == "yes"])

    @functools.cached_property
    def _by_id(self) -> dict[str, Live]:
        """Only corrections are looked up here, for what is set aside; `get` finds the others."""
        return {live.id: live for live in self.recorded("correction")}

    @functools.cached_property
    def _counting(self) -> dict[str, list[Live]]:
        return {}

    @functools.cached_property
    def _frames(self) -> "dict[str, pd.DataFrame]":
        return {}

    @functools.cached_property
    def _lived(self) -> dict[str, list[Live]]:
        return {}

    @functools.cached_property
    def _told(self) -> "pd.DataFrame":
        return self._frame(RECORDS)

    @functools.cached_property
    def _place(self) -> dict[str, int]:
        return {identity: at for at, identity in enumerate(self._told.index)}

    def _frame(self, name: str) -> "pd.DataFrame":
        from workbench.casefile.columnar import unpacked  # pyarrow, which only large cases need

        if name not in self._frames:
            self._frames[name] = unpacked(self.tables[name]())
        return self._frames[name]

    def _frame_with(self, identity: str) -> "pd.DataFrame":
        kind = str(self._told.at[identity, "kind"])
        return next(self._frame(name) for name in self._names(kind) if identity in self._frame(name).index)

    def _names(self, kind: str) -> Iterator[str]:
        return (name for name in (kind, ASIDE + kind) if name in self.tables)

    def _kept(self, kind: str) -> list[Live]:
        if kind not in self._lived:
            frames = [self._frame(name) for name in self._names(kind)]
            lives = [live for frame in frames for live in self._lives(frame.index.tolist(), frame)]
            if len(frames) > 1:
                lives.sort(key=lambda live: self._place[live.id])
            self._lived[kind] = lives
        return self._lived[kind]

    def _lives(self, ids: list[str], frame: "pd.DataFrame") -> list[Live]:
        told = self._told.loc[ids, ["kind", "at", "agent"]]
        names = list(frame.columns)
        rows = zip(*(frame[name].tolist() for name in names), strict=True)
        heads = zip(ids, told["at"].tolist(), told["agent"].tolist(), told["kind"].tolist(), strict=True)
        return [Live(*head, unflat(KINDS[head[3]], names, row)) for head, row in zip(heads, rows, strict=True)]


def _nothing(name: str) -> bytes:
    """No stored file is read to say who told an item."""
    raise Missing(name)


_READ = ("_frames", "_lived", "_told", "_place", "_withdrawn")
