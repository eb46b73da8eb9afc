"""A case of a few texts, without a disk: records and what is stored of them."""

import hashlib
import json
from typing import Any

from workbench.records import Coding, Derivative, Entity, Item, Passage, Period, Source
from workbench.tables import Tables, tabulate

Rows = list[tuple[str, Any]]


def item(
    name: str, text: str, *, unit: str = "line", language: str = "und", source: str | None = None, kind: str = "text",
    places: list[tuple[str, int, int]] | None = None, facts: dict[str, Any] | None = None,
) -> tuple[Rows, dict[str, bytes]]:  # fmt: skip
    """An item with its text and layout (`facts` are more of it); without places, its lines."""
    if places is None:
        places, at = [], 0
        for number, line in enumerate(text.split("\n"), 1):
            places += [(f"line {number}", at, at + len(line))] * bool(line.strip())
            at += len(line) + 1
    layout = {"unit": unit, "language": language,
              "places": [{"label": label, "start": start, "end": end} for label, start, end in places]}  # fmt: skip
    layout |= facts or {}
    stored = {f"t-{name}": text.encode(), f"l-{name}": json.dumps(layout).encode()}
    fields = {"media_type": "text/plain", "sha256": "a" * 64}
    original = fields | {"sha256": hashlib.sha256(name.encode()).hexdigest()}
    rows: Rows = [
        (f"i-{name}", Item(size=1, object="o", name=name, kind=kind, source=source, **original)),
        (f"dt-{name}", Derivative(item=f"i-{name}", kind="text", object=f"t-{name}", tool="t", version="1", **fields)),
        (
            f"dl-{name}",
            Derivative(item=f"i-{name}", kind="layout", object=f"l-{name}", tool="t", version="1", **fields),
        ),
    ]
    return rows, stored


def coded(name: str, text: str, quote: str, **fields: Any) -> Rows:
    """A passage of an item, coded."""
    start = text.index(quote)
    told = {"framework": "ilo-11", "indicator": "retention-of-identity-documents", "stance": "supports",
            "subject": "w1", "coder": "a1", "means": "first-hand"} | fields  # fmt: skip
    passage = Passage(item=f"i-{name}", derivative=f"dt-{name}", quote=quote, start=start, end=start + len(quote))
    identity = f"p-{name}-{start}-{told['indicator']}"
    return [(identity, passage), (f"c-{identity}", Coding(passage=identity, **told))]


def tables(*parts: tuple[Rows, dict[str, bytes]], more: Rows = ()) -> Tables:  # type: ignore[assignment]
    """The tables of these items and of more records."""
    rows = [*(row for one, _ in parts for row in one), *more]
    stored = {name: data for _, one in parts for name, data in one.items()}
    return tabulate(rows, "h", stored.__getitem__)


WORKER = "They took our passports on the bus.\nOn 3 May we asked for\nthe passports back.\n\nFood was cold."
CHAT = "Họ giữ hộ chiếu\nkhông có giấy\n"


def small() -> Tables:
    """A worker's account with two codings, a chat with dated messages, and a Serbian note that was published."""
    chat = [("message 1 · L · 2024-03-18T07:00:00", 0, 15), ("message 2 · L · 2024-05-02T09:00:00", 16, 29)]
    return tables(
        item("worker.txt", WORKER, language="en", source="s1"),
        item("chat.json", CHAT, unit="message", language="vi", kind="chat", places=chat),
        item("note.html", "Радници нису имали пасоше.", unit="paragraph", language="sr-Cyrl", source="s2",
             kind="document", places=[("paragraph 1", 0, 26)]),
        more=[
            ("w1", Entity(key="W-01", schema="Worker", label="W-01")),
            ("w2", Entity(key="W-02", schema="Worker", label="W-02")),
            ("site", Entity(key="SITE", schema="Site", label="The site")),
            ("s1", Source(key="S1", label="Account of W-01", kind="worker", worker="w1")),
            ("s2", Source(key="S2", label="The press", kind="press", published="2024-05-29")),
            *coded("worker.txt", WORKER, "took our passports", site="site",
                   period=Period(start="2024-03-18", end="2024-05-23")),
            *coded("worker.txt", WORKER, "Food was cold", indicator="abusive-working-and-living-conditions",
                   subject="w2"),
        ],
    )  # fmt: skip
