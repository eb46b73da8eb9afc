"""The rules a second time, written from their words and not from the data files: what the tests compare with."""

import itertools
from collections.abc import Callable, Iterable, Mapping

from workbench.codebook import framework

DELPHI, HTS, ICLS = "ilo-ec-delphi-2009-adult-labour", "ilo-hts-2012-adult", "icls-2018"
STRENGTH = {item.id: item.strength for item in framework(DELPHI).indicators}
DIMENSION = {item.id: (item.id[:2], item.role, item.strength) for item in framework(HTS).indicators}


def delphi_set_is_negative(strong: int, medium: int, weak: int) -> bool:
    """The region that no minimum reaches: at most one item, or none strong and too few of the others."""
    return strong + medium + weak <= 1 or (strong == 0 and (medium <= 1 or medium + weak <= 2))


def delphi_line(positive: Iterable[str]) -> str:
    """The typology as a tree of questions instead of a list of lines."""
    found = set(positive)
    if "EX" not in found:
        return "none_on_this_record"
    if "CD" not in found:
        return "deception_and_exploitation" if "DR" in found else "exploitation_only"
    if found & {"DR", "CR"}:
        return "trafficking_for_forced_labour"
    if found & {"RV", "VD"}:
        return "trafficking_means_by_vulnerability_only"
    return "coerced_exploitation_no_trafficked_recruitment"


def delphi_positive(present: Iterable[str]) -> set[str]:
    """The positive sets of a complete record."""
    counts = {name: [0, 0, 0] for name in ("DR", "CR", "RV", "EX", "CD", "VD")}
    for id in present:
        counts[id[:2]][("strong", "medium", "weak").index(STRENGTH[id])] += 1
    return {name for name, numbers in counts.items() if not delphi_set_is_negative(*numbers)}


def delphi(present: Iterable[str]) -> bool:
    return delphi_line(delphi_positive(present)).startswith("trafficking")


def hts(present: Iterable[str]) -> bool:
    """Any pair of items that meets the words of the rule, tried pair by pair."""
    pairs = itertools.product([DIMENSION[id] for id in present], repeat=2)
    return any(
        one[0] == two[0] and one[1] == "involuntariness" and two[1] == "penalty" and "strong" in (one[2], two[2])
        for one, two in pairs
    )


def icls(present: Iterable[str]) -> bool:
    return {DIMENSION[id][1] for id in present} == {"involuntariness", "penalty"}


def palermo_adult(present: Iterable[str]) -> bool:
    """`present` are ids with the actor before them: one actor with all three."""
    shown = {tuple(id.split(".")[:2]) for id in present}
    return any({(actor, "act"), (actor, "means"), (actor, "purpose")} <= shown for actor, _ in shown)


def palermo_child(present: Iterable[str]) -> bool:
    return palermo_adult([*present, *(f"{id.split('.')[0]}.means.any" for id in present)])


RULES: Mapping[str, Callable[[Iterable[str]], bool]] = {DELPHI: delphi, HTS: hts, ICLS: icls}


def by_trying(
    rule: Callable[[Iterable[str]], object], shown: Iterable[str], open: Iterable[str]
) -> tuple[set[object], set[str]]:
    """Every answer that some completion gives, and the open items that alone change one: by trying all of them."""
    base, left = set(shown), sorted(open)
    answers = {
        chosen: rule(base | set(chosen))
        for size in range(len(left) + 1)
        for chosen in itertools.combinations(left, size)
    }
    deciding = {
        item
        for chosen, answer in answers.items()
        for item in left
        if item not in chosen and answers[tuple(sorted((*chosen, item)))] != answer
    }
    return set(answers.values()), deciding
