"""The registers of people's files: steps, what workers said of their quotes, leaks and reprisals."""

from collections.abc import Callable

from workbench import codebook
from workbench.codebook.clocks import clocks
from workbench.coding.cells import PASSAGE, PERIOD, Context, period_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Unknown
from workbench.records import Approval, Incident, Record, Step

COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "steps": (
        ["subject", "kind", "title", *PERIOD, "by", "side", "outcome", "reason", "told", "told_in", "clock", "source",
         *PASSAGE, "region", "note"],
        ["subject", "kind", "title", "source"],
    ),
    "approvals": (
        ["worker", *PASSAGE, "decision", "day", "how", "audience", "wording", "note"],
        ["worker", "file", "quote", "decision", "day", "how"],
    ),
    "incidents": (
        ["kind", "title", *PERIOD, "subjects", "by", "done", "done_by", "closed", "source", *PASSAGE, "region", "note"],
        ["kind", "title", "source"],
    ),
}  # fmt: skip


def _step(row: Row, context: Context) -> Step:
    clock = row.text("clock")
    if clock is not None and clock not in clocks():
        raise Unknown(row.file, row.place("clock"), clock, codebook.near(clock, clocks()) or list(clocks()))
    plain = {name: row.text(name) for name in ("side", "outcome", "reason", "told", "told_in", "note")}
    return Step(
        subject=context.keys.need("entity", row, "subject"),
        kind=row.need("kind"),
        title=row.need("title"),
        source=context.keys.need("source", row, "source"),
        by=context.keys.find("entity", row, "by"),
        clock=clock,
        period=period_of(row),
        passage=context.passage or None,
        **plain,
    )


def _approval(row: Row, context: Context) -> Approval:
    audience = row.text("audience")
    if audience is not None and audience not in codebook.audiences():
        raise Unknown(row.file, row.place("audience"), audience, codebook.near(audience, codebook.audiences()))
    decision, wording = row.need("decision"), row.text("wording")
    if (decision == "changed") != (wording is not None):
        raise BadValue(row.file, row.place("wording"), wording or "", "the words wanted instead, where it is `changed`")
    return Approval(
        worker=context.keys.need("entity", row, "worker"),
        passage=context.passage,
        decision=decision,
        day=row.need("day"),
        how=row.need("how"),
        audience=audience,
        wording=wording,
        note=row.text("note"),
    )


def _incident(row: Row, context: Context) -> Incident:
    plain = {name: row.text(name) for name in ("done", "done_by", "closed", "note")}
    return Incident(
        kind=row.need("kind"),
        title=row.need("title"),
        source=context.keys.need("source", row, "source"),
        subjects=tuple(context.keys.named("entity", key, row, "subjects") for key in row.many("subjects")),
        by=context.keys.find("entity", row, "by"),
        period=period_of(row),
        passage=context.passage or None,
        **plain,
    )


MAKERS: dict[str, Callable[[Row, Context], Record]] = {
    "steps": _step, "approvals": _approval, "incidents": _incident,
}  # fmt: skip
