"""Why two entities have the score they have: a sentence for each thing compared, with what it weighs."""

import dataclasses
from typing import Any

import numpy as np

from workbench.matching.columns import Columns
from workbench.matching.comparing import LEVELS, MISSING, Compared
from workbench.matching.learning import ALONE, Learnt
from workbench.matching.named import Named

SAID = {"born": "born", "number": "numbers", "phone": "phones", "address": "addresses"}


@dataclasses.dataclass(frozen=True)
class Reason:
    """What was compared (`field`), what came out in words, and what that weighs: bits, below zero against.

    Example:
        >>> Reason("born", "born on another date: 1990 / 1992", -4.2).document()
        {'field': 'born', 'words': 'born on another date: 1990 / 1992', 'weight': -4.2}
    """

    field: str
    words: str
    weight: float

    def document(self) -> dict[str, Any]:
        """The reason as plain JSON values."""
        return dataclasses.asdict(self)


def reasons(
    of: Columns, places: tuple[int, int], scored: tuple[dict[str, Any], Compared, Learnt], at: int
) -> tuple[Reason, ...]:  # fmt: skip
    """The reasons for the score of one pair: where it starts, then each field of which both say something."""
    told, found, learnt = scored
    a, b = (of.entities[place] for place in places)
    rate = f"before anything is compared: of two picked blindly one pair in {np.exp(-learnt.prior):,.0f} is the same"
    out = [Reason("start", rate, _bits(learnt.prior))]
    for field, words in LEVELS.items():
        reached = int(found.levels[field][at])
        if reached != MISSING:
            weight = _bits(told[field][at])
            out.append(Reason(field, f"{words[reached]}: {_sides(field, a, b, found, at)}", weight))
    if float(told[ALONE][at]):
        out.append(Reason(ALONE, "a common name alone is never enough", _bits(told[ALONE][at])))
    return tuple(out)


def _sides(field: str, a: Named, b: Named, found: Compared, at: int) -> str:
    if field == "name":
        sides = f"{a.names[found.slots[0][at]]} / {b.names[found.slots[1][at]]}"
        rare = np.exp(-found.surprise[at])
        return sides if rare <= 1 else f"{sides}; one in {max(2, rare):,.0f} others would share it"
    said = [getattr(one, SAID[field]) for one in (a, b)]
    return " / ".join(one if isinstance(one, str) else ", ".join(one) for one in said)


def _bits(weight: Any) -> float:
    return round(float(weight) / float(np.log(2)), 1)
