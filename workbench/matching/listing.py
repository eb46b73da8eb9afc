"""Pairs of a case's entities that may be one, with what people said of them: computed anew, never stored."""

from typing import Any

from workbench.matching.named import Named
from workbench.matching.of_case import decisions, named
from workbench.matching.pairs import pairs
from workbench.tables import Tables


def listed(tables: Tables) -> list[dict[str, Any]]:
    """Every candidate pair and every pair that somebody decided: keys, names, score, reasons, decision.

    `decision` is what all say who decided; `disputed` where they do not agree, None where nobody has decided.

    Raises:
        Refused: there are more entities of one kind than are compared in memory, and Splink is not installed.

    Example:
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> firms = [(str(n), Entity(key=f"F{n}", schema="Company", label=name)) for n, name in enumerate(
        ...     ("玲珑轮胎有限公司", "Linglong Tajr d.o.o."))]
        >>> [(one["a"], one["b"], one["decision"]) for one in listed(tabulate(firms, "h", bytes))]
        [('F0', 'F1', None)]
    """
    everybody = named(tables)
    by_key = {one.key: one for one in everybody}
    told = decisions(tables)
    found = [
        _listed(by_key, (one.a, one.b), told, one.score, [reason.document() for reason in one.reasons])
        for one in pairs(everybody)
    ]
    seen = {frozenset((one["a"], one["b"])) for one in found}
    unscored = sorted(tuple(sorted(pair)) for pair in told if pair not in seen)
    return found + [_listed(by_key, (pair[0], pair[1]), told, None, []) for pair in unscored]


def _listed(
    by_key: dict[str, Named], pair: tuple[str, str], told: dict[frozenset[str], list[dict[str, str | None]]],
    score: float | None, reasons: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    said = told.get(frozenset(pair), [])
    answers = sorted({str(one["decision"]) for one in said})
    names = [list(by_key[key].names) if key in by_key else [] for key in pair]
    return {
        "a": pair[0], "b": pair[1], "names": names, "score": score, "reasons": reasons,
        "decision": answers[0] if len(answers) == 1 else "disputed" if answers else None, "said": said,
    }  # fmt: skip
