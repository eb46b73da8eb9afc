"""Events beside each other: rivals of a disputed one, other origins of a matter, and a status that does not fit."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.findings.origins import Origins
from workbench.records import first_day, last_day

Days = npt.NDArray[np.int64]
NEVER, ALWAYS = -1, 10_000_000
SHORT = 31  # days: what is known to less than a month can be held against what another origin has


def rivals(rows: Sequence[dict[str, Any]]) -> list[tuple[int, ...]]:
    """For each row the numbers of the disputed rows of its track and overlapping time, where it is disputed itself.

    An end that is not on record is open here: what may still have gone on stands against what came later.

    Example:
        >>> one = {"number": 1, "track": "pay", "status": "disputed", "start": "2021-11", "end": "2021-11"}
        >>> rivals([one, one | {"number": 2, "start": "2021-11-20"}])
        [(2,), (1,)]
    """
    found: list[tuple[int, ...]] = [()] * len(rows)
    disputed = [at for at, row in enumerate(rows) if row["status"] == "disputed"]
    for at, others in _overlapping(rows, disputed, _reaches(rows)):
        found[at] = tuple(int(rows[other]["number"]) for other in others)
    return found


def compared(rows: Sequence[dict[str, Any]], origins: Origins) -> list[tuple[int, tuple[int, ...], str]]:
    """For each row: how many origins its source draws on, the rows beside it that rest on others, what does not fit.

    Beside it stand rows of its track and time that name one of its actors or its site. Whether two of them are one
    matter is for a person to say: what does not fit is a question, and changes no status.
    """
    roots = [origins.roots(row["source_id"]) for row in rows]
    near: list[list[int]] = [[] for _ in rows]
    parties = [{*row["actor_ids"], *([row["site_id"]] if row["site_id"] else [])} for row in rows]
    short = [at for at, row in enumerate(rows) if row["earliest"] and _days(row) <= SHORT]
    for at, others in _overlapping(rows, short, _dated(rows)):
        near[at] = [other for other in others if parties[at] & parties[other] and not roots[other] <= roots[at]]
    return [
        (len(roots[at]), tuple(int(rows[other]["number"]) for other in near[at]),
         _differs(row, len(roots[at]), [rows[other] for other in near[at]]))
        for at, row in enumerate(rows)
    ]  # fmt: skip


def _differs(row: dict[str, Any], origins: int, near: list[dict[str, Any]]) -> str:
    """What the record holds against a recorded status, in words; empty where nothing does."""
    against = [one["number"] for one in near if one["status"] == "disputed" and one["number"] not in row["rivals"]]
    others = [one["number"] for one in near if one["number"] not in row["rivals"]]
    if row["status"] == "agreed" and origins == 1 and not others:
        return "recorded as agreed; one origin is on record"
    if row["status"] == "agreed" and against:
        return f"recorded as agreed; disputed beside it: {_numbers(against)}"
    if row["status"] == "single-origin" and origins > 1:
        return f"recorded as resting on one origin; its source draws on {origins}"
    if row["status"] == "single-origin" and others:
        return f"recorded as resting on one origin; others have the same track, time and party: {_numbers(others)}"
    if row["status"] == "disputed" and not row["rivals"]:
        return "recorded as disputed; no rival of its track and time is on record"
    return ""


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:8])) + (f" and {len(numbers) - 8} more" if len(numbers) > 8 else "")


def _overlapping(
    rows: Sequence[dict[str, Any]], among: Sequence[int], reach: tuple[Days, Days]
) -> Iterator[tuple[int, list[int]]]:
    """Each of these rows with those of its track whose time overlaps its own."""
    first, last = reach
    for track in {rows[at]["track"] for at in among}:
        same = np.array([at for at in among if rows[at]["track"] == track], dtype=np.int64)
        for at in same.tolist():
            touching = same[(first[same] <= last[at]) & (last[same] >= first[at]) & (same != at)]
            yield at, touching.tolist()


def _reaches(rows: Sequence[dict[str, Any]]) -> tuple[Days, Days]:
    begins = [first_day(row["start"]) for row in rows]
    ends = [last_day(row["end"]) for row in rows]
    return (
        np.array([day.toordinal() if day else NEVER for day in begins], dtype=np.int64),
        np.array([day.toordinal() if day else ALWAYS for day in ends], dtype=np.int64),
    )


def _dated(rows: Sequence[dict[str, Any]]) -> tuple[Days, Days]:
    return tuple(  # type: ignore[return-value]
        np.array([_ordinal(row[name]) for row in rows], dtype=np.int64) for name in ("earliest", "latest")
    )


def _days(row: dict[str, Any]) -> int:
    return _ordinal(row["latest"]) - _ordinal(row["earliest"]) + 1


def _ordinal(date: str | None) -> int:
    day = first_day(date)
    return day.toordinal() if day else NEVER
