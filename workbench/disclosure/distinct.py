"""Names of one copy that differ from each other, also where what told them apart was taken out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping


def distinct(drawn: Mapping[str, str], order: Callable[[str], object]) -> dict[str, str]:
    """Names by key, each borne once: those that several bear get a number.

    `order` is what they are numbered by, such as the new ids of a release, which are drawn and say nothing of them.

    Example:
        >>> distinct({"a": "Group of [withheld: date]", "b": "Group of [withheld: date]", "c": "Gate"}, str)["b"]
        'Group of [withheld: date] (2)'
    """
    shared: dict[str, list[str]] = defaultdict(list)
    for key in sorted(drawn, key=lambda one: (str(order(one)), one)):
        shared[drawn[key]].append(key)
    taken, found = Counter(drawn.values()), dict(drawn)
    for name, keys in shared.items():
        number = 0
        for key in keys if len(keys) > 1 else ():
            number += 1
            while taken[f"{name} ({number})"]:  # somebody is called so already
                number += 1
            found[key] = f"{name} ({number})"
    return found
