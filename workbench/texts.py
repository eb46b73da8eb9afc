"""The texts of items and what their layouts say of a place in them: page, cell or message, and how surely it was read.

An item can have several texts: one from its file, and one whose words a machine recognised later. A passage names the
one that it counts in, and is placed by the layout that was made with it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

RECOGNISED = " (recognised)"


class Texts:
    """The derivatives of a case by item and kind; `read` gives the bytes of a stored object by its name.

    Example:
        >>> from workbench.records import Derivative
        >>> same = {"item": "i", "media_type": "text/plain", "sha256": "a" * 64, "tool": "t", "version": "1"}
        >>> texts = Texts([("d", Derivative(kind="text", object="o", **same))], lambda name: b"They keep it.")
        >>> texts.text("i"), texts.place("i", "d", 0, 4)
        ('They keep it.', None)
    """

    def __init__(self, derivatives: Iterable[tuple[str, Any]], read: Callable[[str], bytes]) -> None:
        self._read = read
        self.newest: dict[str, dict[str, str]] = {}
        self._object: dict[str, str] = {}
        self._beside: dict[str, str] = {}
        self._layouts: dict[str, dict[str, Any]] = {}
        waiting: dict[str, str] = {}
        for identity, record in derivatives:
            self.newest.setdefault(record.kind, {})[record.item] = record.object
            if record.kind == "text":
                self._object[identity] = record.object
                waiting[record.item] = identity
            elif record.kind == "layout" and record.item in waiting:
                self._beside[waiting.pop(record.item)] = record.object

    def text(self, item: str, derivative: str | None = None) -> str | None:
        """The text of an item that a derivative's id names, else its newest one; None where it has none."""
        name = self._object.get(derivative or "") or self.newest.get("text", {}).get(item)
        return None if name is None else self._read(name).decode("utf-8")

    def layout(self, item: str, derivative: str | None = None) -> dict[str, Any]:
        """The layout that was made with a text, else the newest one of the item; without places where there is none."""
        known = derivative in self._object
        name = self._beside.get(derivative or "") if known else self.newest.get("layout", {}).get(item)
        if name is None:
            return {"places": []}
        if name not in self._layouts:
            self._layouts[name] = json.loads(self._read(name))
        return self._layouts[name]

    def place(self, item: str, derivative: str | None, start: int | None, end: int | None = None) -> str | None:
        """What a stretch of a text is called in its layout; of recognised words with their confidence."""
        return None if start is None else place_in(self.layout(item, derivative), start, end)

    def doubtful(self, item: str, derivative: str | None, start: int | None, end: int | None) -> list[str]:
        """The words of a stretch of a text that a machine read below the stated confidence, each with that.

        Example:
            >>> Texts([], lambda name: b"").doubtful("i", None, 0, 4)
            []
        """
        layout = self.layout(item, derivative)
        if start is None or "recognised" not in layout:
            return []
        words = self.text(item, derivative) or ""
        return [f"{words[begin:stop]} ({sure})" for begin, stop, sure in doubtful_in(layout, start, end)]


def place_in(layout: dict[str, Any], start: int, end: int | None = None) -> str | None:
    """The label of the last place that holds a code point, None where none does; beside recognised words how sure.

    Example:
        >>> places = [{"label": "page 1 (recognised)", "start": 0, "end": 9}]
        >>> place_in({"places": places, "recognised": {"doubtful_below": 70, "words": [[0, 4, 96, 1, 0, 0, 9, 9]]}}, 0)
        'page 1 (recognised, confidence 96)'
    """
    held = [place for place in layout["places"] if place["start"] <= start < max(place["end"], place["start"] + 1)]
    if not held:
        return None
    label, sure = str(held[-1]["label"]), confidence_in(layout, start, end)
    if sure is None or not label.endswith(RECOGNISED):
        return label
    below = int(layout["recognised"]["doubtful_below"])
    doubt = f", below {below}: compare it with the picture" if sure < below else ""
    return f"{label.removesuffix(')')}, confidence {sure}{doubt})"


def doubtful_in(layout: Mapping[str, Any], start: int = 0, end: int | None = None) -> list[tuple[int, int, int]]:
    """The words of a stretch that a machine read below the stated confidence: start and end in the text, confidence.

    Example:
        >>> words = [[0, 4, 96, 1, 0, 0, 9, 9], [5, 9, 41, 1, 10, 0, 19, 9]]
        >>> doubtful_in({"recognised": {"doubtful_below": 70, "words": words}})
        [(5, 9, 41)]
    """
    told = layout.get("recognised", {"words": (), "doubtful_below": 0})
    return [(word[0], word[1], word[2]) for word in told["words"]
            if word[2] < told["doubtful_below"] and word[1] > start and (end is None or word[0] < end)]  # fmt: skip


def confidence_in(layout: dict[str, Any], start: int, end: int | None = None) -> int | None:
    """The confidence of the least sure word in a stretch, from 0 to 100; None where no word in it was recognised.

    Example:
        >>> words = [[0, 4, 96, 1, 0, 0, 9, 9], [5, 9, 41, 1, 10, 0, 19, 9]]
        >>> confidence_in({"recognised": {"words": words}}, 0, 9)
        41
    """
    stop = start + 1 if end is None else end
    sure = [word[2] for word in layout.get("recognised", {}).get("words", ()) if word[0] < stop and word[1] > start]
    return min(sure, default=None)
