"""The register of what institutions were told and did: each row a step in the life of a duty."""

from collections.abc import Callable

from workbench import codebook
from workbench.coding.cells import PASSAGE, PERIOD, Context, period_of
from workbench.coding.sheet import Row
from workbench.errors import Unknown
from workbench.records import Act, Record

COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "acts": (
        ["duty", "bearer", "about", "role", "title", *PERIOD, "finds", "by", "due", "stance", "source", *PASSAGE,
         "region", "note"],
        ["duty", "bearer", "role", "title", "source"],
    ),
}  # fmt: skip


def _act(row: Row, context: Context) -> Act:
    duty = row.need("duty")
    if duty not in codebook.duties():
        raise Unknown(row.file, row.place("duty"), duty, codebook.near(duty, codebook.duties()))
    return Act(
        duty=duty,
        bearer=context.keys.need("entity", row, "bearer"),
        role=row.need("role"),
        title=row.need("title"),
        source=context.keys.need("source", row, "source"),
        about=row.text("about"),
        finds=row.text("finds"),
        by=context.keys.find("entity", row, "by"),
        due=row.text("due"),
        stance=row.text("stance") or "supports",
        period=period_of(row),
        passage=context.passage or None,
        note=row.text("note"),
    )


MAKERS: dict[str, Callable[[Row, Context], Record]] = {"acts": _act}
