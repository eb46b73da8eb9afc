"""How a framework's rule counts: alternatives of minima, outcomes in order, and whether both only ever grow."""

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from workbench.errors import BadValue

Minima = tuple[tuple[tuple[str, int], ...], ...]  # alternatives; each lists (kinds joined by |, least number)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outcome:
    """One line of a typology: it fits where `all` of these sets are positive and, if any are named, one of `any`."""

    result: str
    all: tuple[str, ...]
    any: tuple[str, ...]
    meets: bool

    def fits(self, positive: Collection[str]) -> bool:
        """Whether these positive sets bring about this outcome.

        Example:
            >>> Outcome(result="both", all=("EX",), any=("DR", "CR"), meets=True).fits({"EX", "CR"})
            True
        """
        return set(self.all) <= set(positive) and (not self.any or not set(self.any).isdisjoint(positive))


def reached(positive: Minima, counts: Mapping[str, int]) -> bool:
    """Whether one of the alternatives is reached by so many items of each kind.

    Example:
        >>> two_ways = ((("strong", 2),), (("strong", 1), ("medium|weak", 1)))
        >>> reached(two_ways, {"strong": 1}), reached(two_ways, {"strong": 1, "weak": 1})
        (False, True)
    """
    return any(
        all(sum(counts.get(kind, 0) for kind in kinds.split("|")) >= least for kinds, least in alternative)
        for alternative in positive
    )


def first(typology: Iterable[Outcome], positive: Collection[str]) -> Outcome:
    """The first outcome that fits; the last line of a typology fits always.

    Example:
        >>> one = Outcome(result="one", all=("A",), any=(), meets=True)
        >>> lines = [one, Outcome(result="none", all=(), any=(), meets=False)]
        >>> first(lines, {"A"}).result, first(lines, set()).result
        ('one', 'none')
    """
    return next(outcome for outcome in typology if outcome.fits(positive))


def combinations(sets: Iterable[str]) -> Iterator[frozenset[str]]:
    """Every choice of some of these sets, none and all among them.

    Example:
        >>> sorted(map(sorted, combinations(["A", "B"])))
        [[], ['A'], ['A', 'B'], ['B']]
    """
    names = list(sets)
    for size in range(len(names) + 1):
        yield from map(frozenset, itertools.combinations(names, size))


def sound(file: object, rule: Mapping[str, Any], kinds: Collection[str], sets: Collection[str]) -> None:
    """Refuses a rule that names kinds or sets which do not exist, counts an item twice, or takes away by adding.

    Bounds are only right where more support never makes a positive answer negative, so a typology must keep that.
    `rule` is the table of the TOML file.

    Raises:
        BadValue: the place in the file and what should stand there.

    Example:
        >>> sound("x.toml", {"positive": [{"strong": 2}]}, {"strong"}, {"A"})
        >>> sound("x.toml", {"positive": [{"stong": 2}]}, {"strong"}, {"A"})
        Traceback (most recent call last):
            ...
        workbench.errors.BadValue: x.toml, /rule/positive/0: found 'stong'. Write kinds that items have: strong.
    """
    for name in ("positive", "child"):
        for at, alternative in enumerate(rule.get(name, ())):
            _counts_once(file, f"/rule/{name}/{at}", alternative, kinds)
    for named in rule.get("all_of", ()):
        _known(file, "/rule/all_of", named, sets)
    lines = rule.get("typology", ())
    for at, line in enumerate(lines):
        for named in (*line["all"], *line["any"]):
            _known(file, f"/rule/typology/{at}", named, sets)
    if lines:
        _grows(file, outcomes(lines), sets)


def outcomes(lines: Iterable[Mapping[str, Any]]) -> tuple[Outcome, ...]:
    """The typology of a TOML file.

    Example:
        >>> outcomes([{"result": "none", "all": [], "any": [], "meets": False}])[0].result
        'none'
    """
    return tuple(Outcome(**{**line, "all": tuple(line["all"]), "any": tuple(line["any"])}) for line in lines)


def minima(alternatives: Iterable[Mapping[str, int]]) -> Minima:
    """The alternatives of a TOML file.

    Example:
        >>> minima([{"strong": 1, "medium|weak": 1}])
        ((('strong', 1), ('medium|weak', 1)),)
    """
    return tuple(tuple(alternative.items()) for alternative in alternatives)


def _counts_once(file: object, place: str, alternative: Mapping[str, int], kinds: Collection[str]) -> None:
    named = [kind for joined in alternative for kind in joined.split("|")]
    for at, kind in enumerate(named):
        if kind not in kinds:
            raise BadValue(file, place, kind, f"kinds that items have: {', '.join(sorted(kinds))}")
        if kind in named[:at]:
            raise BadValue(file, place, kind, "each kind once: no item counts twice")


def _known(file: object, place: str, named: str, sets: Collection[str]) -> None:
    if named not in sets:
        raise BadValue(file, place, named, f"sets that there are: {', '.join(sorted(sets))}")


def _grows(file: object, typology: tuple[Outcome, ...], sets: Collection[str]) -> None:
    if typology[-1].all or typology[-1].any or typology[-1].meets:
        raise BadValue(file, "/rule/typology", typology[-1].result, "a last line that fits always and meets nothing")
    used = [name for name in sets if any(name in (*line.all, *line.any) for line in typology)]
    for chosen in combinations(used):
        now = first(typology, chosen)
        for more in set(used) - chosen:
            then = first(typology, chosen | {more})
            if typology.index(then) > typology.index(now) or now.meets > then.meets:
                raise BadValue(file, "/rule/typology", now.result, "an order in which a further set never takes away")
