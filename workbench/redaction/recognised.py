"""Where words that a machine recognised stand on their page: the whole line of each, to be painted over."""

from collections.abc import Sequence

from workbench.casefile import Case, Live
from workbench.errors import BadValue
from workbench.texts import Texts

MARGIN = 3


def layout_of(case: Case, item: Live, text: Live | None) -> dict[str, object] | None:
    """The layout of a text whose words were recognised, with their boxes; None for any other text."""
    if text is None:
        return None
    made = [(live.id, live.record) for live in case.state().of("derivative") if live.record.item == item.id]
    layout = Texts(made, case.objects.read).layout(item.id, text.id)
    return layout if "recognised" in layout else None


def lines(name: str, text: str, layout: dict[str, object], spans: Sequence[tuple[int, int, int]]) -> list[list[int]]:
    """The boxes of the lines that stretches of a recognised text touch: page, left, top, right, bottom and the number
    that came with the stretch (start, end, number). A box is as wide as its line: one as wide as a name would tell it.

    Raises:
        BadValue: a letter of a stretch has no box, as on pages whose words came with the file.

    Example:
        >>> layout = {"recognised": {"words": [[0, 4, 96, 1, 10, 10, 40, 20], [5, 9, 90, 1, 44, 10, 80, 20]]}}
        >>> lines("scan.pdf", "They kept it", layout, [(0, 4, 7)])
        [[1, 7, 7, 83, 23, 7]]
    """
    words = layout["recognised"]["words"]  # type: ignore[index]
    found: list[list[int]] = []
    for start, end, mark in spans:
        touched = [word for word in words if word[0] < end and word[1] > start]
        boxed = {at for word in touched for at in range(word[0], word[1])}
        if any(at not in boxed and not text[at].isspace() for at in range(start, end)):
            raise BadValue(name, "text", "words that stand in the file itself, beside recognised ones",
                           "regions instead")  # fmt: skip
        for first, last in {_line(text, word[0]) for word in touched}:
            boxes = [word[3:8] for word in words if word[0] < last and word[1] > first]
            found.append([boxes[0][0], *_around([box[1:] for box in boxes]), mark])
    return sorted(found)


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _around(boxes: list[list[int]]) -> list[int]:
    left, top, right, bottom = zip(*boxes, strict=True)
    return [max(min(left) - MARGIN, 0), max(min(top) - MARGIN, 0), max(right) + MARGIN, max(bottom) + MARGIN]
