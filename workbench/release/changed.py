"""What two releases differ in on wages and on what institutions did, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

WITHHELD = "withheld, or nobody"


def wages(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The counts and totals on wages and debts that the later has and the earlier had not, or otherwise.

    Example:
        >>> empty = {"counts": [], "totals": [], "quarters": [], "withheld": "none"}
        >>> more = {**empty, "counts": [{"question": "fee", "class": "1000-3000 USD", "workers": 9}]}
        >>> list(wages(empty, more))
        ['wages and debts, fee, 1000-3000 USD: 9 workers (was withheld, or nobody)']
    """
    for name, keys in (("counts", ("question", "class")), ("quarters", ("quarter",))):
        sides = [{tuple(one[key] for key in keys): one["workers"] for one in side[name]} for side in (old, new)]
        for at in dict.fromkeys([*sides[0], *sides[1]]):
            was, now = (side.get(at) for side in sides)
            if was != now:
                yield f"wages and debts, {', '.join(at)}: {_workers(now)} (was {_workers(was)})"
    spans = [{(one["question"], one["currency"]): one for one in side["totals"]} for side in (old, new)]
    for at in dict.fromkeys([*spans[0], *spans[1]]):
        told = [_total(side.get(at)) for side in spans]
        if told[0] != told[1]:
            yield f"wages and debts, total {' in '.join(at)}: {told[1]} (was {told[0]})"
    if old["withheld"] != new["withheld"]:
        yield f"counts on wages and debts withheld: {new['withheld']} (was {old['withheld']})"


def _workers(count: int | None) -> str:
    return WITHHELD if count is None else f"{count} workers"


def _total(one: Mapping[str, Any] | None) -> str:
    if one is None:
        return "none"
    most = "no upper bound" if one["most"] is None else str(one["most"])
    return f"{one['least']} to {most} of {one['workers']} workers"


def responses(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """How duties stand in the later that stood otherwise in the earlier, and the steps that came or went.

    Example:
        >>> step = {"when": "2024-06-01", "title": "It answered", "source": "A letter"}
        >>> duty = {"duty": "un-answer", "title": "Answer", "bearer": "Serbia", "about": None, "status": "open"}
        >>> before, after = duty | {"steps": []}, duty | {"status": "met", "steps": [step]}
        >>> for line in responses({"responses": [before]}, {"responses": [after]}):
        ...     print(line)
        Serbia, Answer: met (was open)
        Serbia, Answer: added: 2024-06-01, It answered (A letter)
    """
    sides = [
        {(one["bearer"], one["title"], one["about"] or ""): one for one in side["responses"]} for side in (old, new)
    ]
    for at in dict.fromkeys([*sides[0], *sides[1]]):
        was, now = (side.get(at) for side in sides)
        name = ", ".join(filter(None, at))
        before, after = (one["status"] if one else "not on record" for one in (was, now))
        if before != after:
            yield f"{name}: {after} (was {before})"
        steps = [[_step(one) for one in side["steps"]] if side else [] for side in (was, now)]
        yield from (f"{name}: added: {line}" for line in steps[1] if line not in steps[0])
        yield from (f"{name}: no longer there: {line}" for line in steps[0] if line not in steps[1])


def _step(one: Mapping[str, Any]) -> str:
    return f"{one['when']}, {one['title']} ({one['source']})"
