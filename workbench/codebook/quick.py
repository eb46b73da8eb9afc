"""A JSON Schema turned into one question that is answered at once: does this match beyond doubt?

The judge of a record is the library, which says what is wrong and where; asked of every record of a large case it takes
twenty times as long. What this says yes to, the library says yes to; where this says no, the library is asked.
"""

import re
from collections.abc import Callable
from typing import Any

Question = Callable[[Any], bool]
# What is asked of a value that is known to be of its type: whatever is true means yes.
Asked = Callable[[Any], Any]
Pair = tuple[type, Asked | None]
TYPES: dict[str, type] = {"array": list, "boolean": bool, "integer": int, "object": dict, "string": str}
# What asks nothing by itself: `if` asks what stands under `then` and `else`.
SAID_ONLY = {"$schema", "$id", "$defs", "title", "description", "type", "then", "else"}
# Words of an object that are asked together with its properties.
WITH_PROPERTIES = {"required", "additionalProperties", "propertyNames"}
KNOWN = 1 << 10
# So many tables of a list are held against each other; of more the library is asked.
HELD = 1 << 8


def question(schema: dict[str, Any], formats: dict[str, Question]) -> Question:
    """The question that a schema asks; of one with a word that is not known here, always answered no.

    A value of which this says yes has a type that is known in every part of it: no decimal hides in it. References are
    to be put in place before; `formats` answers for each format by its name.

    Example:
        >>> asked = question({"type": "string", "minLength": 2}, {})
        >>> asked("ab"), asked("a"), asked(2), question({"type": "string", "const": "a"}, {})("a")
        (True, False, False, False)
    """
    pair = _pair(schema, formats)
    if pair is None:
        return lambda value: False
    kind, asked = pair
    if asked is None:
        return lambda value: type(value) is kind
    more = asked
    return lambda value: type(value) is kind and bool(more(value))


def _pair(schema: dict[str, Any], formats: dict[str, Question]) -> Pair | None:
    """The type of which a value must be, and what else is asked of it; None where something is not known here."""
    named = schema.get("type", "string" if "enum" in schema else None)
    kind = TYPES.get(named) if isinstance(named, str) else None
    if kind is None or (kind is list and not _all_asked(schema)):
        return None
    words = [word for word in schema if word not in SAID_ONLY and not (kind is dict and word in WITH_PROPERTIES)]
    if kind is dict and "properties" not in words:
        words.append("additionalProperties")  # a table from names to values of one kind
    asked: list[Asked] = []
    for word in words:
        one = _part(word, schema, formats)
        if one is None:
            return None
        asked.append(one)
    return kind, _all(asked)


def _all_asked(schema: dict[str, Any]) -> bool:
    """Whether of each entry of an array something is asked."""
    return "items" in schema or schema.get("maxItems", 1 << 30) <= len(schema.get("prefixItems", ()))


def _all(asked: list[Asked]) -> Asked | None:
    if len(asked) < 2:
        return asked[0] if asked else None

    def every(value: Any) -> bool:
        for one in asked:  # noqa: SIM110 - half the time of all() over a generator
            if not one(value):
                return False
        return True

    return every


def _part(word: str, schema: dict[str, Any], formats: dict[str, Question]) -> Asked | None:
    """What one word of a schema asks of a value of its type, or None where the word is not known here."""
    if word in ("properties", "additionalProperties"):
        return (_properties if word == "properties" else _table)(schema, formats)
    given = schema[word]
    if word == "format":
        return formats.get(given)
    if word == "if":
        return _condition(given, schema.get("then", {}), schema.get("else", {}))
    if word == "enum":
        return frozenset(given).__contains__ if all(isinstance(entry, str) for entry in given) else None
    if word == "pattern":
        return _matching(given)
    if word == "items":
        of_each = question(given, formats)
        begin = len(schema.get("prefixItems", ()))
        return lambda value: all(map(of_each, value[begin:] if begin else value))
    if word == "prefixItems":
        places = [question(entry, formats) for entry in given]
        return lambda value: all(asked(entry) for asked, entry in zip(places, value, strict=False))
    return _counted(word, given)


def _condition(when: dict[str, Any], then: dict[str, Any], other: dict[str, Any]) -> Asked | None:
    asked, yes, no = _exactly(when), _exactly(then), _exactly(other)
    if asked is None or yes is None or no is None:
        return None
    first, second, third = asked, yes, no
    return lambda value: second(value) if first(value) else third(value)


def _exactly(schema: dict[str, Any]) -> Question | None:
    """Whether a value matches a part of a schema without types; None: it cannot be said."""
    asked: list[Question] = []
    for word in schema.keys() - SAID_ONLY:
        one = _exact_part(word, schema[word])
        if one is None:
            return None
        asked.append(one)
    return lambda value: all(one(value) for one in asked)


def _exact_part(word: str, given: Any) -> Question | None:
    if word == "properties":
        of = {name: _exactly(entry) for name, entry in given.items()}
        if None in of.values():
            return None
        parts = [(name, one) for name, one in of.items() if one is not None]
        return lambda value: all(one(value[name]) for name, one in parts if name in value)
    if word == "required":
        return lambda value: all(name in value for name in given)
    if word == "not":
        one = _exactly(given)
        return None if one is None else lambda value: not one(value)
    allowed = [given] if word == "const" else given if word == "enum" else [None]
    if not all(isinstance(entry, str) for entry in allowed):
        return None
    return lambda value: type(value) is str and value in allowed


def _matching(pattern: str) -> Asked:
    """Whether a text matches; of the texts that recur, the first are remembered."""
    found, known = re.compile(pattern).search, set[str]()

    def matches(value: str) -> bool:
        if value in known:
            return True
        if found(value) is None:
            return False
        if len(known) < KNOWN:
            known.add(value)
        return True

    return matches


def _counted(word: str, given: Any) -> Asked | None:
    """What a word asks that counts or compares."""
    asked: dict[str, Asked] = {
        "minLength": len if given == 1 else lambda value: len(value) >= given,
        "minItems": len if given == 1 else lambda value: len(value) >= given,
        "maxItems": lambda value: len(value) <= given,
        "minProperties": lambda value: len(value) >= given,
        "maxProperties": lambda value: len(value) <= given,
        "minimum": given.__le__ if type(given) is int else lambda value: value >= given,
        "maximum": given.__ge__ if type(given) is int else lambda value: value <= given,
        "uniqueItems": _unlike,
        "dependentRequired": lambda value: all(
            name in value for key, names in given.items() if key in value for name in names
        ),
    }
    return asked.get(word)


def _unlike(entries: list[Any]) -> bool:
    """Whether no entry of a list is like another; to Python more is alike than to JSON: true and 1 are."""
    if all(type(entry) is str for entry in entries):
        return len(set(entries)) == len(entries)
    return len(entries) <= HELD and all(entry not in entries[:place] for place, entry in enumerate(entries))


def _table(schema: dict[str, Any], formats: dict[str, Question]) -> Asked | None:
    """Any names, of one form, each with a value of one kind."""
    values, names = schema.get("additionalProperties"), {"type": "string", **schema.get("propertyNames", {})}
    if not isinstance(values, dict) or _pair(values, formats) is None or _pair(names, formats) is None:
        return None
    name, one, needed = question(names, formats), question(values, formats), frozenset(schema.get("required", ()))
    return lambda value: needed <= value.keys() and all(map(name, value)) and all(map(one, value.values()))


def _properties(schema: dict[str, Any], formats: dict[str, Question]) -> Asked | None:
    """Properties, which of them are needed, and that there is no other."""
    if schema.get("additionalProperties") is not False or "propertyNames" in schema:
        return None
    of = {name: _pair(entry, formats) for name, entry in schema["properties"].items()}
    needed = frozenset(schema.get("required", ()))

    def asked(value: dict[str, Any]) -> bool:
        if not needed <= value.keys():
            return False
        for name, entry in value.items():
            pair = of.get(name)
            if pair is None or type(entry) is not pair[0]:
                return False
            one = pair[1]
            if one is not None and not one(entry):
                return False
        return True

    return asked
