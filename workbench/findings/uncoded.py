"""How much of the text the coders worked on at all: reported beside agreement, and never counted as agreement."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from workbench.findings.units import Spot
from workbench.tables import Tables


@dataclasses.dataclass(frozen=True, kw_only=True)
class Apart:
    """Passages and code points by who coded them; `only` is by key of the coder.

    Code points are those of the texts in which at least one of the coders coded something. `texts` counts these,
    `untouched` the other items that have a text. What stands in pictures and recordings has no code points.
    """

    passages_shared: int
    passages_only: dict[str, int]
    points_shared: int
    points_only: dict[str, int]
    points_uncoded: int
    texts: int
    untouched: int

    def document(self) -> dict[str, Any]:
        """The counts as plain JSON values."""
        return {
            "passages": {"shared": self.passages_shared, "only": self.passages_only},
            "code_points": {"shared": self.points_shared, "only": self.points_only, "uncoded": self.points_uncoded},
            "texts": {"worked_on": self.texts, "untouched": self.untouched},
        }


def uncoded(tables: Tables, worked: Mapping[str, Iterable[Spot]]) -> Apart:
    """What each coder (by id) worked on, beside what nobody did.

    Shared is what at least two of them coded; with three coders a passage of two is shared.
    """
    passages = {coder: {passage for passage, _ in spots} for coder, spots in worked.items()}
    everything = sorted(set[str]().union(*passages.values()))
    by_passage = {one: [coder for coder in passages if one in passages[coder]] for one in everything}
    shared, only, none, texts = _points(tables, by_passage, list(passages))
    alone = [coders[0] for coders in by_passage.values() if len(coders) == 1]
    with_text = set(tables.derivatives.loc[tables.derivatives["kind"] == "text", "item"]) & set(tables.items.index)
    return Apart(
        passages_shared=len(by_passage) - len(alone),
        passages_only={tables.label(coder): alone.count(coder) for coder in passages},
        points_shared=shared, points_only={tables.label(coder): points for coder, points in only.items()},
        points_uncoded=none, texts=texts, untouched=len(with_text) - texts,
    )  # fmt: skip


def _points(
    tables: Tables, by_passage: Mapping[str, Sequence[str]], coders: Sequence[str]
) -> tuple[int, dict[str, int], int, int]:
    """Code points that at least two coded, that one alone coded, that nobody did; and in how many texts."""
    stretches: dict[tuple[str, str | None], list[tuple[int, int, Sequence[str]]]] = defaultdict(list)
    rows = tables.passages.loc[list(by_passage)]
    texts = zip(rows["item"], rows["derivative"], strict=True)
    for (_, readers), text, start, end in zip(by_passage.items(), texts, rows["start"], rows["end"], strict=True):
        if start is not None:
            stretches[text].append((start, end, readers))
    shared, only, none = 0, dict.fromkeys(coders, 0), 0
    for text, found in stretches.items():
        marks = {coder: np.zeros(len(tables.text(*text) or ""), dtype=bool) for coder in coders}
        for start, end, readers in found:
            for coder in readers:
                marks[coder][start:end] = True
        read = np.sum(list(marks.values()), axis=0)
        shared, none = shared + int((read > 1).sum()), none + int((read == 0).sum())
        for coder in coders:
            only[coder] += int((marks[coder] & (read == 1)).sum())
    return shared, only, none, len(stretches)
