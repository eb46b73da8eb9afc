"""Checking values against the JSON Schemas (2020-12) of `evidence_schema`."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workbench.codebook.ground import json_of, near, place, stems, toml
from workbench.codebook.judge import judge, said
from workbench.codebook.quick import Question, question
from workbench.errors import BadValue
from workbench.records import first_day, is_moment, last_day

PAIR = re.compile(r"(-?\d+(?:\.\d+)?) +(-?\d+(?:\.\d+)?)")
# Of two numbers, which may not be less than the other and how much more.
IN_ORDER = (("low", "high", 0), ("start", "end", 1))
WORDS = re.compile(r"[A-Z]+|[(),\s]")


def check(kind: str, content: dict[str, Any]) -> None:
    """Refuses the content of a record that is not of the shape of its kind (`records/<kind>.json`).

    `content` is what `records.content` gives: plain JSON values, without what is not said.

    Raises:
        BadValue: `place` is a JSON Pointer (RFC 6901) into the content, `expected` says what should stand there.

    Example:
        >>> check("agent", {"key": "MJ", "kind": "person", "name": "M. J."})
        >>> check("agent", {"key": "MJ", "kind": "robot", "name": "M. J."})
        Traceback (most recent call last):
            ...
        workbench.errors.BadValue: agent, /kind: found 'robot'. Write one of person, organisation, software.
    """
    matches(_record(kind), content, kind)
    _in_order(kind, content)


@functools.cache
def sound(kind: str) -> Question:
    """Asks of the content of a record of a kind whether `check` lets it pass, beyond doubt; no says only: ask `check`.

    Raises:
        BadValue: there is no such kind.

    Example:
        >>> sound("agent")({"key": "MJ", "kind": "person", "name": "M. J."}), sound("agent")({"key": "MJ"})
        (True, False)
    """
    quick, named = _record(kind).quick, _record(kind).schema["properties"].keys()
    if not named & {"period", "from_s", *(low for low, _, _ in IN_ORDER)}:
        return quick

    def asked(content: dict[str, Any]) -> bool:
        if not quick(content):
            return False
        try:
            _in_order(kind, content)
        except BadValue:
            return False
        return True

    return asked


class Shape:
    """A JSON Schema of `evidence_schema`, its references to `$defs` put in place once.

    `quick` is asked first; where it does not say yes, the library judges.

    Example:
        >>> compiled("records", "agent.json").is_valid({"key": "MJ"})
        False
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema: dict[str, Any] = _inlined(schema, schema.get("$defs", {}))
        self.quick: Question = question(self.schema, {**FORMATS, "partial-date": _is_known_date})

    @functools.cached_property
    def judge(self) -> Any:
        """The validator of the library."""
        return judge(self.schema, FORMATS)

    def is_valid(self, content: Any) -> bool:
        """Whether content is of this shape."""
        return self.quick(content) or bool(self.judge.is_valid(content))


def matches(shape: Shape, content: Any, file: object) -> None:
    """Refuses content that is not of a shape; `file` names where it stands.

    Raises:
        BadValue: the first place that does not match.

    Example:
        >>> matches(compiled("frameworks", "schema.json"), {"id": "x"}, "x.toml")
        Traceback (most recent call last):
            ...
        workbench.errors.BadValue: x.toml, /name: found nothing. Write text that is not empty.
    """
    if shape.quick(content):
        return
    for error in shape.judge.iter_errors(content):
        where, found, expected = said(error)
        raise BadValue(file, where, found, expected)


@functools.cache
def compiled(*parts: str) -> Shape:
    """The shape that a JSON Schema of `evidence_schema` asks for.

    Example:
        >>> compiled("records", "agent.json").schema["title"]
        'Agent'
    """
    return Shape(json_of(*parts))


def entries(folder: str, key: str) -> Iterator[dict[str, Any]]:
    """The entries under a key of each TOML file of a folder, once the file has the form that its schema asks.

    Example:
        >>> next(entries("clocks", "clock"))["id"]
        'coe-reflection'
    """
    for name in stems(place(folder), ".toml"):
        file = place(folder, f"{name}.toml")
        matches(compiled(folder, "schema.json"), values := toml(file), file)
        yield from values[key]


@functools.cache
def _file(kind: str) -> str:
    kinds = stems(place("records"), ".json")
    if kind not in kinds:
        raise BadValue("record", "kind", kind, f"one of {', '.join(near(kind, kinds) or kinds)}")
    return f"{kind}.json"


def _record(kind: str) -> Shape:
    return compiled("records", _file(kind))


def _inlined(node: Any, defs: dict[str, Any]) -> Any:
    """Local references replaced by what they name: resolving them anew for each record takes three times as long."""
    if isinstance(node, list):
        return [_inlined(entry, defs) for entry in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _inlined(value, defs) for key, value in node.items() if key not in ("$ref", "$defs")}
    return {**_inlined(defs[node["$ref"].removeprefix("#/$defs/")], defs), **plain} if "$ref" in node else plain


def _in_order(kind: str, content: dict[str, Any]) -> None:
    """What JSON Schema cannot say: that the second of two values does not come before the first."""
    period = content.get("period")
    if period:
        begun, ended = first_day(period.get("start")), last_day(period.get("end"))
        if begun and ended and ended < begun:
            raise BadValue(kind, "/period/end", period["end"], f"a date that is not before {period['start']}")
    if "from_s" in content and Decimal(content["to_s"]) < Decimal(content["from_s"]):
        raise BadValue(kind, "/to_s", content["to_s"], f"seconds from {content['from_s']} on")
    for low, high, least in IN_ORDER:
        if low in content and high in content and content[high] < content[low] + least:
            raise BadValue(kind, f"/{high}", content[high], f"a number from {content[low] + least} on")


def _is_date(value: Any) -> bool:
    return not isinstance(value, str) or first_day(value) is not None


def _is_moment(value: Any) -> bool:
    return not isinstance(value, str) or is_moment(value)


_is_known_date = functools.lru_cache(maxsize=1 << 12)(_is_date)


def _is_geometry(value: Any) -> bool:
    """Pairs of longitude and latitude within their bounds, brackets closed, nothing else but the words."""
    if not isinstance(value, str):
        return True  # the type is another keyword's to refuse
    pairs = PAIR.findall(value)
    rest = WORDS.sub("", PAIR.sub("", value))
    within = all(abs(float(east)) <= 180 and abs(float(north)) <= 90 for east, north in pairs)
    return bool(pairs) and not rest and within and value.count("(") == value.count(")")


FORMATS: dict[str, Question] = {"partial-date": _is_date, "partial-moment": _is_moment, "wkt-degrees": _is_geometry}
