"""What institutions owe, as data: instrument, bearer, trigger, when it falls due, with which force, and the source."""

import dataclasses
import functools
from collections.abc import Mapping

from workbench.codebook.ground import near
from workbench.codebook.shapes import entries
from workbench.errors import Unknown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty: `due_kind` is hours, days, working-days, months, times-a-year or none, with its number and its words.

    `force` is binding, recommended, political or practice; `verified` says whether anybody compared it with the
    original; `titles` and `instruments` are the title and the instrument in other languages, by tag.
    """

    id: str
    title: str
    instrument: str
    bearer: str
    trigger: str
    due_kind: str
    due_number: int | None
    due: str
    force: str
    source: str
    verified: bool
    start: str | None = None
    until: str | None = None
    note: str | None = None
    titles: Mapping[str, str] = dataclasses.field(default_factory=dict)
    instruments: Mapping[str, str] = dataclasses.field(default_factory=dict)


@functools.cache
def duties() -> dict[str, Duty]:
    """Every duty on file, by its id, in the order of the files.

    Example:
        >>> duties()["rs-information"].due
        'within 15 days, longer with reasons'
    """
    return {one["id"]: _duty(one) for one in entries("duties", "duty")}


def _duty(values: dict[str, object]) -> Duty:
    due: dict[str, object] = values.pop("due")  # type: ignore[assignment]
    start = values.pop("from", None)
    return Duty(due_kind=due["kind"], due_number=due.get("number"), due=due["words"], start=start, **values)  # type: ignore[arg-type]


def duty(name: str) -> Duty:
    """The duty of an id.

    Raises:
        Unknown: there is none of that id.

    Example:
        >>> duty("rs-council").due_number
        2
    """
    if name not in duties():
        raise Unknown("codebook", "duty", name, near(name, duties()) or list(duties()))
    return duties()[name]
