"""Times that run in one person's file, as data: what sets each going, how long it runs, and what its end means."""

import dataclasses
import functools

from workbench.codebook.ground import near
from workbench.codebook.shapes import entries
from workbench.errors import Unknown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Clock:
    """One time: `unit` (days, months, years) and `number`, with its `words`.

    `starts` and `stops` are kinds of step, with the outcomes that count (none: any). `then` is lapses (a right is
    lost), opens (a right begins) or protected-until (a protection lasts at least so long). `verified` says whether
    anybody compared it with the original.

    Example:
        >>> clock("rs-wage-claims").number, clock("rs-wage-claims").unit, clock("rs-wage-claims").verified
        (3, 'years', False)
    """

    id: str
    title: str
    instrument: str
    starts: tuple[tuple[str, ...], tuple[str, ...]]
    stops: tuple[tuple[str, ...], tuple[str, ...]]
    unit: str
    number: int
    words: str
    then: str
    source: str
    verified: bool
    note: str | None = None


@functools.cache
def clocks() -> dict[str, Clock]:
    """Every clock on file, by its id, in the order of the files.

    Example:
        >>> clocks()["coe-reflection"].words
        'at least 30 days'
    """
    return {one["id"]: _clock(one) for one in entries("clocks", "clock")}


def _clock(values: dict[str, object]) -> Clock:
    runs: dict[str, object] = values.pop("runs")  # type: ignore[assignment]
    starts, stops = (_steps(values.pop(name, {})) for name in ("starts", "stops"))  # type: ignore[arg-type]
    return Clock(
        starts=starts, stops=stops, unit=runs["unit"], number=runs["number"], words=runs["words"], **values  # type: ignore[arg-type]
    )  # fmt: skip


def _steps(values: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(values.get("kinds", ())), tuple(values.get("outcomes", ()))


def clock(name: str) -> Clock:
    """The clock of an id.

    Raises:
        Unknown: there is none of that id.

    Example:
        >>> clock("echr-application").then
        'lapses'
    """
    if name not in clocks():
        raise Unknown("codebook", "clock", name, near(name, clocks()) or list(clocks()))
    return clocks()[name]
