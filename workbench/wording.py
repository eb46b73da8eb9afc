"""The words of an item as one looks at them: its passages with place, language and script, and its translations."""

from typing import Any

from workbench.extract import language
from workbench.tables import Tables
from workbench.texts import confidence_in

TRANSLATION = "translation"
UNKNOWN = "und"


def passages(tables: Tables, item: str) -> list[dict[str, Any]]:
    """The passages of an item (an id): words, place, language and script; `confidence` of words that a machine read.

    A quote too short to tell its language by has the language of the text that it stands in, and says so.

    Example:
        >>> from workbench.tables import tabulate
        >>> passages(tabulate([], "head", lambda name: b""), "i")
        []
    """
    frame = tables.passages[tables.passages["item"] == item]
    return [
        {
            "id": identity, "quote": row.quote, "start": row.start, "end": row.end, "place": row.place,
            "region": list(row.region), **_tongue(tables, row),
        }
        for identity, row in zip(frame.index, _rows(frame), strict=True)
    ]  # fmt: skip


def _rows(frame: Any) -> Any:
    return frame.itertuples(index=False)


def _tongue(tables: Tables, row: Any) -> dict[str, Any]:
    if not isinstance(row.quote, str):
        return {"language": None, "language_from": None, "script": None, "confidence": None}
    layout = tables.texts.layout(row.item, row.derivative)
    own, told = language.identify(row.quote)["language"], "words"
    if row.language:
        own, told = row.language, "record"
    elif own == UNKNOWN:
        own, told = layout.get("language", UNKNOWN), "text"
    known = None if own == UNKNOWN else own
    sure = None if row.start is None else confidence_in(layout, row.start, row.end)
    return {"language": known, "language_from": told if known else None, "script": language.script(row.quote),
            "confidence": sure}  # fmt: skip


def translations(tables: Tables, item: str) -> list[dict[str, Any]]:
    """The translations of an item (an id): language, translator, words, and the words that were translated.

    Example:
        >>> from workbench.tables import tabulate
        >>> translations(tabulate([], "head", lambda name: b""), "i")
        []
    """
    found = []
    for identity, record in tables.rows.get("derivative", []):
        if record.item == item and record.kind == TRANSLATION:
            words = tables.bytes_of(record.object).decode("utf-8")
            found.append({"id": identity, "language": record.language, "by": record.by, "of": record.version,
                          "text": words})  # fmt: skip
    return found


def recognitions(tables: Tables, item: str) -> list[dict[str, Any]]:
    """What recognising words came to: outcome and sentence of each time, with the reasons.

    Example:
        >>> from workbench.tables import tabulate
        >>> recognitions(tabulate([], "head", lambda name: b""), "i")
        []
    """
    events = [record for _, record in tables.rows.get("custody", []) if record.item == item]
    return [{"outcome": one.outcome, "pages": one.detail, "reasons": [list(pair) for pair in one.reasons]}
            for one in events if one.action == "recognition"]  # fmt: skip


def beside(original: str, translated: str) -> list[tuple[str, str]]:
    """Two texts paragraph by paragraph where they have equally many, else as a whole: nothing is matched by guessing.

    Example:
        >>> beside("Một.\\n\\nHai.", "One.\\nTwo.")
        [('Một.', 'One.'), ('Hai.', 'Two.')]
    """
    sides = [[line.strip() for line in text.splitlines() if line.strip()] for text in (original, translated)]
    if len(sides[0]) == len(sides[1]):
        return list(zip(*sides, strict=True))
    return [(original.strip(), translated.strip())]
