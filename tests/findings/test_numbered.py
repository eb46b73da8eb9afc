"""Words numbered by the objects that hold them: the same answer as comparing texts, however the objects are shared."""

import numpy as np
import pandas as pd
import pytest

from workbench.findings.numbered import MANY, numbered

RANDOM = np.random.default_rng(3)


def fresh(words: list[str | None]) -> np.ndarray:
    """Each entry an object of its own, as a ledger that was just read has them."""
    return np.array([None if word is None else "".join([word[:1], word[1:]]) for word in words], dtype=object)


def shared(words: list[str | None], objects: np.ndarray) -> np.ndarray:
    at = {word: place for place, word in enumerate(words)}
    return objects[[at[word] for word in words]]


def columns() -> dict[str, np.ndarray]:
    many = [f"id-{number:040}" for number in RANDOM.integers(0, 300, 8 * MANY)]
    few = [["yes", "no", None][number] for number in RANDOM.integers(0, 3, 8 * MANY)]
    every = [f"id-{number:040}" for number in range(8 * MANY)]
    twice = np.array([*fresh(["same word", "same word", "other word"]), None], dtype=object)
    return {
        "shared": shared(many, fresh(many)), "fresh": fresh(many), "few": shared(few, fresh(few)),
        "all different": fresh(every), "equal texts in two objects": twice[RANDOM.integers(0, 4, 8 * MANY)],
        "every second": np.repeat(shared(few, fresh(few)), 2)[::2], "none at all": np.full(MANY, None, dtype=object),
        "short": fresh(["a", None, "a"]), "empty": fresh([]),
        "numbers": np.array([1, 2.5, None, 1] * MANY, dtype=object),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(columns()))
def test_as_comparing_texts(name: str) -> None:
    values = columns()[name]
    numbers, words = numbered(values)
    assert [None if one < 0 else words[one] for one in numbers] == values.tolist()
    assert len(words) == len(set(words)) == len(set(values) - {None})


def test_texts_are_compared_once_for_each_object(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    plain = pd.factorize

    def counted(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if values.dtype == object:
            seen.append(len(values))
        return plain(values)

    monkeypatch.setattr(pd, "factorize", counted)
    given = columns()
    assert len(numbered(given["shared"])[1]) == 300 and len(numbered(given["few"])[1]) == 2
    assert max(seen) <= 300 and len(seen) == 2
