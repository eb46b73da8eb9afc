"""How far a matrix reaches: who was heard, of how many, and what it does not say of those who were not."""

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

from workbench.findings.columns import Coded
from workbench.findings.standing import Standing
from workbench.findings.together import Together, together
from workbench.tables import Tables


class Lines(Sequence[str]):
    """Sentences that are made when somebody reads them.

    Example:
        >>> list(Lines(lambda: ("3 workers heard",)))
        ['3 workers heard']
    """

    def __init__(self, made: Callable[[], Sequence[str]]) -> None:
        self._make = made

    @functools.cached_property
    def _lines(self) -> tuple[str, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._lines[place]

    def __len__(self) -> int:
        return len(self._lines)


@dataclasses.dataclass(frozen=True)
class Reach:
    """What a matrix stands on, from the tables and from the standing of the same codings by worker.

    Example:
        >>> [field.name for field in dataclasses.fields(Reach)]
        ['tables', 'workers', 'also', 'gone']
    """

    tables: Tables
    workers: Standing
    also: frozenset[tuple[str, str]] = frozenset()
    gone: frozenset[str] = frozenset()

    def update(self, workers: Standing, more: Coded, gone: frozenset[str] = frozenset()) -> "Reach":
        """The reach after more codings, each with its source in `also`, and without those that are gone."""
        told = zip(more.ids.tolist(), more.vocabulary.source_ids[more.source].tolist(), strict=True)
        left = frozenset(one for one in self.also if one[0] not in gone)
        return Reach(self.tables, workers, left | frozenset(told), self.gone | gone)

    def decided(self, passages: Iterable[str], gone: frozenset[str]) -> Iterator[str]:
        """Which of these passages and codings a third person's decision is about: it may make others speak."""
        rulings = self.tables.adjudications
        if not len(rulings):
            return
        about, weighed = set(rulings["passage"]), {one for codings in rulings["codings"] for one in codings}
        yield from (one for one in passages if one in about)
        codings = self.tables.codings["passage"]
        yield from (one for one in gone if one in weighed or codings.get(one) in about)

    @functools.cached_property
    def together(self) -> Together:
        """The most indicators met by any one worker at one time."""
        return together(self.workers)

    @functools.cached_property
    def denominators(self) -> dict[str, dict[str, Any]]:
        """For each indicator: of how many workers it is said, how many spoke of it at all, and of how many that is.

        `said`: something counts for it. `asked`: anything is coded on it, for, against or unclear. `interviewed`: heard
        by this team. `known`: have a key. `estimated`: least and greatest of the estimates on record, None without one.
        """
        known, heard, estimated = self._known(), len(self._heard()), self._estimated()
        said, asked = self._columns()
        return {
            indicator: {
                "said": int(said[at]), "asked": int(asked[at]), "interviewed": heard, "known": known,
                "estimated": estimated,
            }
            for at, indicator in enumerate(self.workers.coded.vocabulary.indicators)
        }  # fmt: skip

    def _columns(self) -> tuple[Any, Any]:
        """How many workers are in each column with something for it, and with anything at all."""
        wide, folded, rows = self.workers.wide, self.workers.folded, self.workers.of_workers
        said, asked = ((values.reshape(-1, wide)[rows] > 0).sum(axis=0) for values in (folded.speaks, folded.codings))
        return said, asked

    def _known(self) -> int:
        return int(self.workers.coded.vocabulary.workers.sum())

    def _heard(self) -> set[str]:
        voc = self.workers.coded.vocabulary
        return set(self.tables.sources["worker"].dropna()) & set(voc.people[voc.workers])

    def _estimated(self) -> list[int] | None:
        rows = self.tables.counts[self.tables.counts["what"] == "estimated"]
        return [int(rows["low"].min()), int(rows["high"].max())] if len(rows) else None

    def lines(self) -> tuple[str, ...]:
        """Who was heard, of how many: a matrix says nothing of those who were not."""
        known, heard = self._known(), len(self._heard())
        with_coding = self._with_coding()
        first = f"{heard} workers heard, {known} known by key, {with_coding} with at least one coding"
        told = [first if heard else "no worker was heard for this case: it rests on what others published"]
        told += [f"{count} (as {'; '.join(sources)} has it)" for count, sources in self._counted().items()]
        told += [str(self.together), *self._shares()] if known else []
        silent = f"{self._silent()} sources hold no coded passage"
        told.append(f"{silent}; “not assessed” means that nothing was coded, never no")
        return tuple(told)

    def _with_coding(self) -> int:
        by_row = self.workers.folded.codings.reshape(-1, self.workers.wide)
        return int(by_row[self.workers.of_workers].any(axis=1).sum())

    def _shares(self) -> Iterator[str]:
        parts = [f"{at} {one['said']}/{one['asked']}" for at, one in enumerate(self.denominators.values(), 1)]
        yield f"workers of whom an indicator is said / on whom anything is coded about it: {', '.join(parts)}"

    def _counted(self) -> dict[str, list[str]]:
        told: dict[str, list[str]] = defaultdict(list)
        row: Any
        for row in self.tables.counts.itertuples(index=False):
            number = str(row.low) if row.low == row.high else f"{row.low} to {row.high}"
            told[f"{row.what}: {number} {row.label}"].append(self.tables.label(str(row.source)))
        return told

    def _silent(self) -> int:
        passages, codings = self.tables.passages, self.tables.codings
        standing = codings["passage"] if not self.gone else codings["passage"][~codings.index.isin(self.gone)]
        coded = passages.index.isin(set(standing))
        items = passages.loc[coded, "item"].unique()
        told = set(self.tables.items.loc[items, "source"].dropna()) | {source for _, source in self.also}
        return len(set(self.tables.items["source"].dropna()) - told)
