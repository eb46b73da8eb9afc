"""The words recognised on pages -> a text, and a layout that says of each word how sure it is and where it stands.

Nothing is marked in the text itself, so that a quote is what stands on the page: the layout marks, and whoever shows a
quote says `recognised` and its confidence beside it.
"""

import dataclasses
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.extract import ocr
from workbench.extract.layout import Layout
from workbench.extract.outcome import Made, Reason, reason, version_of


def assembled(
    pages: Sequence[Mapping[str, Any]], answers: Mapping[int, Mapping[str, Any]], version: str
) -> tuple[tuple[Reason, ...], tuple[Made, ...]]:
    """The reasons that the pages give, and the `text` and `layout` derivatives (none where no word was recognised).

    `pages` and `answers` are what `scanned` gave: the pages of a file, and by number the words on those that are
    pictures. `version` is the program's.

    Example:
        >>> words = [["They", 95, [0, 0, 30, 9], [1, 1, 1]], ["kept", 31, [34, 0, 60, 9], [1, 1, 1]]]
        >>> page = {"words": words, "language": "eng", "rivals": {}, "turned": 0, "confidence": 63, "size": [90, 90],
        ...         "model": None}
        >>> reasons, made = assembled([{"page": 1, "text": None}], {1: page}, "5.3.0")
        >>> made[0].data, [one.code for one in reasons], made[0].version
        (b'They kept\\n', ['words-doubtful'], '1 (tesseract 5.3.0: eng)')
    """
    layout, words, read, unread = Layout("page"), list[list[int]](), list[dict[str, Any]](), list[dict[str, Any]]()
    for one in pages:
        number = int(one["page"])
        answer = answers.get(number)
        if one["text"] is not None:
            layout.add(one["text"], f"page {number}")
        elif answer is None or "failed" in answer:
            unread.append({"page": number, "code": (answer or {}).get("failed", "page-not-recognised")})
        else:
            text, here = _text(answer["words"], answer["language"])
            start = len(layout.text)
            words += [[start + begin, start + end, sure, number, *box] for begin, end, sure, box in here]
            layout.add(text, f"page {number} (recognised)")
            read.append({"page": number, **{name: answer[name] for name in _TOLD}})
        layout.add("\n")
    reasons = _reasons(words, unread)
    if not words:
        return reasons, ()
    layout.facts["recognised"] = {"tool": f"tesseract {version}", "doubtful_below": ocr.DOUBTFUL, "pages": read,
                                  "words": words, "unread": unread}  # fmt: skip
    said, made = layout.made("ocr")
    languages = ", ".join(dict.fromkeys(str(page["language"]) for page in read))
    whole = f"{version_of()} (tesseract {version}: {languages})"
    return (*reasons, *said), tuple(dataclasses.replace(one, version=whole) for one in made)


_TOLD = ("language", "rivals", "turned", "confidence", "size", "model")


def _reasons(words: Sequence[Sequence[int]], unread: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    found = []
    if doubtful := sum(word[2] < ocr.DOUBTFUL for word in words):
        found.append(reason("words-doubtful", f"{doubtful} of {len(words)} below {ocr.DOUBTFUL} of 100"))
    if unread:
        found.append(reason("page-not-recognised", "pages " + ", ".join(str(page["page"]) for page in unread[:30])))
    return tuple(found)


def _text(words: Sequence[Any], language: str) -> tuple[str, list[tuple[int, int, int, list[int]]]]:
    """The words of a page as text, a line end after each line and a blank line between paragraphs; and each word's
    start, end, confidence and box.
    """
    parts: list[str] = []
    placed, at = [], 0
    before: list[int] | None = None
    for text, sure, box, line in words:
        gap = "" if before is None else _gap(before, line, parts[-1], text, language)
        parts += [gap, text]
        at += len(gap)
        placed.append((at, at + len(text), int(sure), [int(part) for part in box]))
        at += len(text)
        before = line
    return "".join(parts), placed


def _gap(before: list[int], line: list[int], left: str, right: str, language: str) -> str:
    if before[:2] != line[:2]:
        return "\n\n"
    if before != line:
        return "\n"
    # The program parts Chinese into words; Chinese is written without blanks.
    return "" if language == "chi_sim" and _wide(left[-1]) and _wide(right[0]) else " "


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")
