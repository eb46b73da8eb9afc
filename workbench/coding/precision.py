"""How often people accepted what a cue drafted: a figure about the cue, never about a person."""

import dataclasses
from collections.abc import Iterable
from fractions import Fraction

from workbench.casefile import State
from workbench.coding.drafts import Draft, decision_of, standing


@dataclasses.dataclass(frozen=True, kw_only=True)
class CuePrecision:
    """What became of one cue's drafts for one indicator; `open` are those in the case that nobody has judged yet.

    Example:
        >>> one = CuePrecision(cue="en:documents-taken", framework="ilo-11", indicator="x", accepted=3, rejected=1)
        >>> one.precision, one.words
        (Fraction(3, 4), '3 of 4 accepted')
    """

    cue: str
    framework: str
    indicator: str
    accepted: int = 0
    rejected: int = 0
    differing: int = 0
    open: int = 0

    @property
    def precision(self) -> Fraction | None:
        """Accepted of accepted and rejected; None where neither is there."""
        judged = self.accepted + self.rejected
        return Fraction(self.accepted, judged) if judged else None

    @property
    def words(self) -> str:
        """The figure in words."""
        if self.precision is not None:
            return f"{self.accepted} of {self.accepted + self.rejected} accepted"
        return "judged differently" if self.differing else "not yet judged"

    def document(self) -> dict[str, str | int | float | None]:
        """The row as plain JSON values."""
        exact = self.precision
        return vars(self) | {"precision": None if exact is None else float(exact), "precision_in_words": self.words}


def by_cue(state: State, found: Iterable[Draft], framework: str = "ilo-11") -> list[CuePrecision]:
    """The cues that drafted something in the case or were judged in it, by indicator and cue.

    Each draft counts once, however many said the same of it. Verdicts on drafts that a later lexicon no longer makes
    stay counted. `found` are the drafts of the case, for `open`.
    """
    outcomes = [
        (verdicts[0].record, decision_of(verdicts)) for key, verdicts in standing(state).items() if key[4] == framework
    ]
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for record, outcome in [*outcomes, *((one, "open") for one in found if one.decision is None)]:
        tally = rows.setdefault((record.indicator, record.cue), {})
        tally[str(outcome)] = tally.get(str(outcome), 0) + 1
    return [
        CuePrecision(cue=cue, framework=framework, indicator=indicator, **tally)
        for (indicator, cue), tally in sorted(rows.items())
    ]
