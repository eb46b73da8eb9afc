"""Texts to be suggested on, as JSON Lines: one object a line, `{"id": ..., "text": ..., "lang": ...}`."""

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import BadValue, Missing, Unreadable, WorkbenchError

SHAPE = 'one object a line, such as {"id": "1", "text": "the words", "lang": "en"}'


@dataclasses.dataclass(frozen=True)
class Line:
    """One text with its id, and its language where somebody said it (BCP 47)."""

    id: str | int
    text: str
    lang: str | None


def read(name: str) -> Iterator[Line | WorkbenchError]:
    """The lines of a file, or of standard input for `-`, one after the other; a line that is none comes as its error.

    Raises:
        Missing: there is nothing at the path.
        Unreadable: it is a folder, or may not be read.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "texts.jsonl"
        >>> _ = file.write_text('{"id": 1, "text": "They took my passport."}\\n{"id": 2}\\n')
        >>> first, second = read(str(file))
        >>> first.id, str(second).split(":")[0]
        (1, 'texts.jsonl, line 2, text')
    """
    shown = "standard input" if name == "-" else Path(name).name
    for number, raw in enumerate(_raw(name), 1):
        if raw.strip():
            yield _line(raw, shown, f"line {number}")


def _raw(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(name, "rb") as file:
            yield from file
    except FileNotFoundError:
        raise Missing(name) from None
    except OSError as error:
        raise Unreadable(name, error.strerror) from None


def _line(raw: bytes, file: str, place: str) -> Line | WorkbenchError:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return BadValue(file, place, raw[error.start : error.end], "text in UTF-8")
    except (ValueError, RecursionError) as error:
        return BadValue(file, place, str(error), SHAPE)
    if not isinstance(value, dict):
        return BadValue(file, place, value, SHAPE)
    return _checked(value, file, place)


def _checked(value: dict[str, object], file: str, place: str) -> Line | WorkbenchError:
    id, text, lang = value.get("id"), value.get("text"), value.get("lang")
    if not isinstance(id, str | int) or isinstance(id, bool):
        return BadValue(file, f"{place}, id", id, "text or a whole number")
    if not isinstance(text, str):
        return BadValue(file, f"{place}, text", text, "text")
    if any("\ud800" <= char <= "\udfff" for char in text + str(id)):
        return BadValue(file, f"{place}, text", "half of a surrogate pair", "whole characters")
    if lang is not None and not isinstance(lang, str):
        return BadValue(file, f"{place}, lang", lang, "a language tag such as en, vi or sr-Cyrl, or nothing")
    return Line(id, text, lang)
