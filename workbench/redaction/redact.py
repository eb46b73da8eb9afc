"""Redacting: what is withheld is recorded, a copy without it is built and kept beside the item; the item stays."""

import dataclasses

from workbench.casefile import Case, Live
from workbench.errors import Refused
from workbench.records import Derivative, Redaction
from workbench.redaction.log import Entry, document, read, redactions_of
from workbench.redaction.rebuilt import Rebuilt, Standing, rebuild
from workbench.taken import beside

KIND, LOG = "redacted", "redaction-log"


@dataclasses.dataclass(frozen=True)
class Redacted:
    """A redacted copy: the ids of the redaction (None where nothing new was asked), item, copy and log; its media type,
    its SHA-256, the log's entries, and how often withheld words still stand elsewhere in it.
    """

    redaction: str | None
    item: str
    derivative: str
    log: str
    media_type: str
    sha256: str
    entries: tuple[Entry, ...]
    remaining: int


def redact(case: Case, item: Live, record: Redaction | None, *, agent: str, as_text: bool = False) -> Redacted:
    """Records what is withheld and keeps a copy without it, and without what was withheld before; `agent` is an id.

    With no record, a copy is made under the redactions that count: as after one was undone. All of it is one batch: a
    copy that cannot be built leaves no record either.

    Raises:
        Refused, Unreadable, BadValue: as `rebuild`.
        NotWritten: the system refused; nothing was recorded.
    """
    with case.writing(agent) as writer:
        counting = standing(case, item.id)
        new = writer.record(record) if record else None
        if record and new:
            counting.append(Standing(new, _key(case, agent), record))
        made = rebuild(case, item, counting, as_text=as_text)
        copy = writer.store(made.data, beside=beside(case, item))
        entries = made.entries + _silent(counting, made)
        told = writer.store(document(item.id, copy.sha256, entries), beside=beside(case, item))
        by = {"item": item.id, "tool": made.tool, "version": made.version}
        derivative = writer.record(
            Derivative(kind=KIND, media_type=made.media_type, object=copy.name, sha256=copy.sha256, **by)
        )
        log = writer.record(
            Derivative(kind=LOG, media_type="application/json", object=told.name, sha256=told.sha256, **by)
        )
    return Redacted(new, item.id, derivative, log, made.media_type, copy.sha256, entries, made.remaining)


def standing(case: Case, item: str) -> list[Standing]:
    """The redactions of an item (an id) that count, in the order in which they were recorded."""
    found = [live for live in case.state().of("redaction") if live.record.item == item]
    return [Standing(live.id, _key(case, live.agent), live.record) for live in found]


def copy_of(case: Case, item: str) -> tuple[Live, bytes, bytes] | None:
    """The newest redacted copy of an item (an id): its record, its bytes, its log; the original is not opened.

    None where there is none.

    Raises:
        Refused: redactions were recorded or undone since; it has to be made anew.
    """
    made = [live for live in case.state().of("derivative") if live.record.item == item]
    copies = [live for live in made if live.record.kind == KIND]
    if not copies:
        return None
    copy = copies[-1]
    logs = [case.objects.read(live.record.object) for live in made if live.record.kind == LOG]
    log = next(data for data in reversed(logs) if read(data)["copy"] == copy.record.sha256)
    if redactions_of(log) != {one.id for one in standing(case, item)}:
        raise Refused(f"item {item[:12]}", "its redacted copy was made before redactions changed",
                      f"Make it anew: workbench redact CASE {item[:12]} --agent A")  # fmt: skip
    return copy, case.objects.read(copy.record.object), log


def _silent(counting: list[Standing], made: Rebuilt) -> tuple[Entry, ...]:
    """What counts and has no place of its own in the copy: all of the item is withheld already."""
    told = {one.redaction for one in made.entries}
    return tuple(one.entry("whole", "within what is withheld") for one in counting if one.id not in told)


def _key(case: Case, agent: str) -> str:
    live = case.state().get(agent)
    return str(live.record.key) if live else agent[:12]
