"""Who told a source of which nobody had said it, as somebody said later: the earlier record stays as it is.

This is the one rule by which a source and what was said of it later are read as one.
"""

import dataclasses
from collections.abc import Iterable

from workbench.records.evidence import Source
from workbench.records.noun import noun

# The kind of a source that came with its files, before anybody said who told them.
UNSTATED = "unstated"


@noun(frozen=True, kw_only=True)
class Completion:
    """What somebody says later of a source that was recorded as `unstated`: what a row of the register of sources says.

    `source` is the source's id. Who says it, and when, stands in the ledger's line.

    Example:
        >>> Completion(source="a" * 64, label="Talk, W-01", kind="worker", worker="b" * 64).kind
        'worker'
    """

    source: str
    label: str
    kind: str
    worker: str | None = None
    language: str | None = None
    interpreter: str | None = None
    session: str | None = None
    retells: tuple[str, ...] = ()
    same_origin_as: tuple[str, ...] = ()
    published: str | None = None
    address: str | None = None
    note: str | None = None
    reliability: str | None = None
    information: str | None = None


SAID = tuple(field.name for field in dataclasses.fields(Completion) if field.name != "source")


def completing(source: str, said: Source) -> Completion:
    """The completion of a source (its id) by what a register row says of it.

    Example:
        >>> completing("a" * 64, Source(key="S-07", label="Talk", kind="worker")).label
        'Talk'
    """
    return Completion(source=source, **{name: getattr(said, name) for name in SAID})


def completed(source: Source, said: Iterable[Completion]) -> Source:
    """The source as it counts: completed where all completions that count say the same, else as it was recorded.

    Where two say different things of who told it nobody knows: it stays `unstated`, which is the most careful.

    Example:
        >>> night = Source(key="S-07", label="S-07", kind="unstated")
        >>> one, other = (Completion(source="a" * 64, label="Talk", kind=kind) for kind in ("worker", "family"))
        >>> completed(night, [one, one]).kind, completed(night, [one, other]).kind
        ('worker', 'unstated')
    """
    different = set(said) if source.kind == UNSTATED else set()
    if len(different) != 1:
        return source
    (only,) = different
    return dataclasses.replace(source, **{name: getattr(only, name) for name in SAID})
