"""Records of a kind as a table that is read when somebody asks, and as records where somebody needs those."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbench.records import KINDS, completed
from workbench.records.flat import columns_of, flat, unflat

if TYPE_CHECKING:
    import pandas as pd


class Columns(Mapping[str, list[tuple[str, Any]]]):
    """The records of a case by kind, read from kept columns when somebody asks for a kind.

    `frame` gives a kind as a table; as a mapping it gives, like `Tables.rows`, the records themselves.

    Example:
        >>> len(Columns({}, {}))
        0
    """

    def __init__(self, kept: Mapping[str, Callable[[], bytes]], more: dict[str, list[tuple[str, Any]]]) -> None:
        self._kept, self._more = kept, more
        self._frames: dict[str, pd.DataFrame] = {}
        self._rows: dict[str, list[tuple[str, Any]]] = {}

    def frame(self, kind: str) -> "pd.DataFrame | None":
        """The table of a kind in the columns that `Tables` gives it, None where there is no record of it."""
        if kind not in self:
            return None
        if kind not in self._frames:
            from workbench.casefile.columnar import unpacked  # pyarrow, which only large cases need

            before = unpacked(self._kept[kind]()) if kind in self._kept else None
            found = _joined(kind, before, self._more.get(kind, []))
            self._frames[kind] = self._completed(found) if kind == "source" and "completion" in self else found
        return self._frames[kind]

    def __getitem__(self, kind: str) -> list[tuple[str, Any]]:
        if kind not in self._rows:
            frame = self.frame(kind)
            if frame is None:
                raise KeyError(kind)
            names = list(frame.columns)
            rows = zip(*(frame[name] for name in names), strict=True)
            self._rows[kind] = [
                (key, unflat(KINDS[kind], names, row)) for key, row in zip(frame.index, rows, strict=True)
            ]
        return self._rows[kind]

    def _completed(self, sources: "pd.DataFrame") -> "pd.DataFrame":
        """The sources as they count, with what was said later of who told them: see `records.completion`."""
        said: dict[str, list[Any]] = {}
        for _, one in self["completion"]:
            said.setdefault(one.source, []).append(one)
        names = list(sources.columns)
        told = zip(sources.index, zip(*(sources[name] for name in names), strict=True), strict=True)
        made = [(key, completed(unflat(KINDS["source"], names, row), said.get(key, []))) for key, row in told]
        return _joined("source", None, made)

    def __iter__(self) -> Iterator[str]:
        return (kind for kind in KINDS if kind in self._kept or kind in self._more)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, kind: object) -> bool:
        return kind in self._kept or kind in self._more


def _joined(kind: str, before: "pd.DataFrame | None", more: Iterable[tuple[str, Any]]) -> "pd.DataFrame":
    import pandas as pd

    rows = list(more)
    if before is not None and not rows:
        return before
    index = pd.Index([key for key, _ in rows], name="id", dtype="object")
    columns = columns_of(KINDS[kind])
    after = pd.DataFrame([flat(record) for _, record in rows], index=index, columns=columns, dtype="object")
    if before is None:
        return after
    found = pd.concat([before, after])
    found.index = pd.Index([*before.index, *index], name="id", dtype="object")  # else it would turn into another kind
    return found
