"""One fact never counts twice in one set: how many items of a set stand on facts of their own."""

from collections.abc import Mapping, Sequence

STRENGTHS = ("strong", "medium", "weak")


def counted(items: Sequence[tuple[str, str]], facts: Mapping[str, Sequence[str]]) -> list[str]:
    """The items of one set that can each be given a fact of its own, the strongest first.

    `items` are (id, strength); an item without facts stands on one of its own. Of all ways to give out the facts,
    this keeps the most strong items, of those the most strong and medium ones, and so on (items that can be matched
    to facts form a matroid, so taking the strongest first is best).

    Example:
        >>> items = [("wages", "medium"), ("contract", "medium"), ("job", "strong")]
        >>> counted(items, {"wages": ["f1"], "contract": ["f1"], "job": ["f1", "f2"]})
        ['job', 'wages']
    """
    holder: dict[str, str] = {}
    taken = []
    for item, _ in sorted(items, key=lambda one: STRENGTHS.index(one[1]) if one[1] in STRENGTHS else 0):
        if not facts.get(item) or _given(item, facts, holder, set()):
            taken.append(item)
    return taken


def _given(item: str, facts: Mapping[str, Sequence[str]], holder: dict[str, str], tried: set[str]) -> bool:
    """Gives the item a fact; who holds one already may be given another (an augmenting path)."""
    for fact in facts[item]:
        if fact in tried:
            continue
        tried.add(fact)
        if fact not in holder or _given(holder[fact], facts, holder, tried):
            holder[fact] = item
            return True
    return False
