"""A JSON Schema turned into one question that is answered at once: does this match beyond doubt?

The judge of a record is the library, which says what is wrong and where; asked of every record of a large case it takes
twenty times as long. What this says yes to, the library says yes to; where this says no, the library is asked.
"""

import re
from collections.abc import Callable
from typing import Any

Question = Callable[[Any], bool]
TYPES: dict[str, type] = {"array": list, "boolean": bool, "integer": int, "object": dict, "string": str}
SAID_ONLY = {"$schema", "$id", "$defs", "title", "description", "type"}


def question(schema: dict[str, Any], formats: dict[str, Question]) -> Question:
    """The question that a schema asks; of one with a word that is not known here, always answered no.

    References are to be put in place before; `formats` answers for each format by its name.

    Example:
        >>> asked = question({"type": "string", "minLength": 2}, {})
        >>> asked("ab"), asked("a"), asked(2), question({"type": "string", "const": "a"}, {})("a")
        (True, False, False, False)
    """
    parts = [_part(word, schema, formats) for word in schema if word not in SAID_ONLY]
    if any(part is None for part in parts):
        return _no
    asked = [part for part in parts if part is not None]
    if "type" not in schema:
        return _all(asked) if "enum" in schema else _no
    kind = TYPES.get(schema["type"]) if isinstance(schema["type"], str) else None
    if kind is None:
        return _no
    if not asked:
        return lambda value: type(value) is kind
    if len(asked) == 1:
        only = asked[0]
        return lambda value: type(value) is kind and only(value)
    every = _all(asked)
    return lambda value: type(value) is kind and every(value)


def _no(value: Any) -> bool:
    return False


def _all(asked: list[Question]) -> Question:
    def every(value: Any) -> bool:
        for one in asked:  # noqa: SIM110 - half the time of all() over a generator
            if not one(value):
                return False
        return True

    return every


def _part(word: str, schema: dict[str, Any], formats: dict[str, Question]) -> Question | None:
    """What one word of a schema asks of a value of its type, or None where the word is not known here."""
    given = schema[word]
    if word == "properties":
        return _properties(schema, formats)
    if word in ("required", "additionalProperties"):
        return _yes if "properties" in schema else None
    if word == "format":
        return formats.get(given)
    if word == "enum":
        allowed = frozenset(given) if all(isinstance(entry, str) for entry in given) else None
        return None if allowed is None else lambda value: type(value) is str and value in allowed
    if word == "pattern":
        found = re.compile(given).search
        return lambda value: found(value) is not None
    if word == "items":
        of_each = question(given, formats)
        begin = len(schema.get("prefixItems", ()))
        return lambda value: all(map(of_each, value[begin:] if begin else value))
    if word == "prefixItems":
        places = [question(entry, formats) for entry in given]
        return lambda value: all(asked(entry) for asked, entry in zip(places, value, strict=False))
    return _counted(word, given)


def _yes(value: Any) -> bool:
    return True


def _counted(word: str, given: Any) -> Question | None:
    """What a word asks that counts or compares."""
    asked: dict[str, Question] = {
        "minLength": lambda value: len(value) >= given,
        "minItems": lambda value: len(value) >= given,
        "maxItems": lambda value: len(value) <= given,
        "minProperties": lambda value: len(value) >= given,
        "minimum": lambda value: value >= given,
        "maximum": lambda value: value <= given,
        "uniqueItems": lambda value: all(type(entry) is str for entry in value) and len(set(value)) == len(value),
        "dependentRequired": lambda value: all(
            name in value for key, names in given.items() if key in value for name in names
        ),
    }
    return asked.get(word)


def _properties(schema: dict[str, Any], formats: dict[str, Question]) -> Question | None:
    """Properties, which of them are needed, and that there is no other."""
    if schema.get("additionalProperties") is not False:
        return None
    of = {name: question(entry, formats) for name, entry in schema["properties"].items()}
    needed = frozenset(schema.get("required", ()))

    def asked(value: dict[str, Any]) -> bool:
        if not needed <= value.keys():
            return False
        for name, entry in value.items():
            one = of.get(name)
            if one is None or not one(entry):
                return False
        return True

    return asked
