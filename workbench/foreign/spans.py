"""The objects of a JSON text with the code points of each, whether it is one document or one object a line."""

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

from workbench.errors import BadValue

SPACE = re.compile(r"[ \t\n\r]*")
DEEPEST = 60
LISTS = ("entities", "results", "statements")


@dataclasses.dataclass(frozen=True)
class Placed:
    """A value of a JSON text with the code points that it takes up; objects and lists hold Placed values."""

    value: Any
    start: int
    end: int

    def plain(self) -> Any:
        """The value alone; numbers are text.

        Example:
            >>> placed('{"a": [1.50, "b"]}', "f.json").plain()  # a number keeps the digits that it came with
            {'a': ['1.50', 'b']}
        """
        if isinstance(self.value, dict):
            return {key: held.plain() for key, held in self.value.items()}
        return [held.plain() for held in self.value] if isinstance(self.value, list) else self.value


def objects(text: str, file: str, problems: list[BadValue]) -> Iterator[Placed]:
    """The objects of a text: one a line, or those in the lists of one document; broken lines are listed as problems.

    Raises:
        BadValue: the text is neither one JSON document nor objects line by line.

    Example:
        >>> [(one.plain(), one.start) for one in objects('{"id": "a"}\\n{"id": "b"}\\n', "f.json", [])]
        [({'id': 'a'}, 0), ({'id': 'b'}, 12)]
    """
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if _whole(first) and not first.startswith("["):
        yield from _lines(text, file, problems)
        return
    document = placed(text, file)
    held = document.value
    yield from _inside(document) if isinstance(held, dict) else _listed(document)


def _inside(document: Placed) -> list[Placed]:
    """The objects that a document lists under a name that exports use, or the document itself."""
    held = document.value
    inside = [one for name in LISTS if name in held for one in _listed(held[name])]
    return inside or [document]


def _listed(value: Placed) -> list[Placed]:
    """The objects in a list, or in an object whose values are objects (ids to entities)."""
    if isinstance(value.value, dict):
        return [one for one in value.value.values() if isinstance(one.value, dict)]
    return [one for one in value.value if isinstance(one.value, dict)] if isinstance(value.value, list) else []


def _whole(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return bool(line)


def _lines(text: str, file: str, problems: list[BadValue]) -> Iterator[Placed]:
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            try:
                found = placed(line, file, offset=at)
                if not isinstance(found.value, dict):
                    raise BadValue(file, f"line {number}", line[:60], "one JSON object a line")
                yield from _inside(found)
            except BadValue:
                problems.append(BadValue(file, f"line {number}", line[:60], "one JSON object a line"))
        at += len(line) + 1


def placed(text: str, file: str, *, offset: int = 0) -> Placed:
    """A JSON text with the place of everything in it, moved along by `offset` code points.

    Raises:
        BadValue: it is no JSON, or nested deeper than 60.

    Example:
        >>> placed(' {"a": "b"}', "f.json").value["a"]
        Placed(value='b', start=7, end=10)
    """
    reader = _Reader(text, file, offset)
    found, at = reader.value(reader.skip(1 if text.startswith("\ufeff") else 0), 0)
    if reader.skip(at) != len(text):
        raise reader.fault(at, "nothing after the JSON document")
    return found


class _Reader:
    """One pass over a text; scalars are read by the standard library, so that only nesting is walked here."""

    def __init__(self, text: str, file: str, offset: int) -> None:
        self.text, self.file, self.offset = text, file, offset
        self.scalar = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode

    def skip(self, at: int) -> int:
        found = SPACE.match(self.text, at)
        return found.end() if found else at

    def fault(self, at: int, expected: str) -> BadValue:
        line = self.text.count("\n", 0, at) + 1
        return BadValue(self.file, f"line {line}", self.text[at : at + 40], expected)

    def value(self, at: int, depth: int) -> tuple[Placed, int]:
        if depth > DEEPEST:
            raise self.fault(at, f"JSON that is nested {DEEPEST} deep at most")
        mark = self.text[at : at + 1]
        if mark == "{" or mark == "[":
            return self.nested(at, depth, mark)
        try:
            value, end = self.scalar(self.text, at)
        except ValueError:
            raise self.fault(at, "a JSON value") from None
        return Placed(value, self.offset + at, self.offset + end), end

    def nested(self, start: int, depth: int, mark: str) -> tuple[Placed, int]:
        held: Any = {} if mark == "{" else []
        closing = "}" if mark == "{" else "]"
        at = self.skip(start + 1)
        while self.text[at : at + 1] != closing:
            if held:
                if self.text[at : at + 1] != ",":
                    raise self.fault(at, f"a comma or {closing}")
                at = self.skip(at + 1)
            if mark == "{" and self.text[at : at + 1] != '"':
                raise self.fault(at, "a name in quotation marks and a colon")
            if mark == "{":
                key, at = self.value(at, depth + 1)
                at = self.skip(at)
                if self.text[at : at + 1] != ":":
                    raise self.fault(at, "a name in quotation marks and a colon")
                held[key.value], at = self.value(self.skip(at + 1), depth + 1)
            else:
                one, at = self.value(at, depth + 1)
                held.append(one)
            at = self.skip(at)
        return Placed(held, self.offset + start, self.offset + at + 1), at + 1
