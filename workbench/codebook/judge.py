"""What the JSON Schema library says of a value: whether it matches, and what is wrong where.

Its import takes longer than most questions, so it is loaded once something is to be judged.
"""

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbench.codebook.ground import near

SLOW = "rfc3987_syntax"


def judge(schema: dict[str, Any], formats: Mapping[str, Callable[[Any], bool]]) -> Any:
    """The library's validator of a schema (2020-12); `formats` answers for each format by its name.

    Example:
        >>> judge({"type": "string", "format": "short"}, {"short": lambda value: len(value) < 3}).is_valid("long")
        False
    """
    library = _library()
    checker = library.FormatChecker(formats=())
    for name, asked in formats.items():
        checker.checks(name)(asked)
    return library.Draft202012Validator(schema, format_checker=checker)


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


def said(error: Any) -> tuple[str, object, str]:
    """The pointer of an error of the validator, what was found there, and what is expected instead.

    Example:
        >>> said(next(judge({"minLength": 1, "title": "text that is not empty"}, {}).iter_errors("")))
        ('the whole', '', 'text that is not empty')
    """
    where, found, schema = [str(part) for part in error.absolute_path], error.instance, error.schema
    properties = schema.get("properties", {})
    if error.validator in ("required", "dependentRequired"):
        missing = next(name for name in _wanted(error) if name not in found)
        expected = properties.get(missing, {}).get("title", f"a value for {missing}")
        return _pointer([*where, missing]), _Nothing(), expected
    if error.validator == "additionalProperties":
        extra = min(set(found) - set(properties))
        like = near(extra, properties)
        hint = f"{like[0]} instead" if like else f"only {', '.join(properties)}"
        return _pointer([*where, extra]), found[extra], hint
    if error.validator == "anyOf":
        return _pointer(where), found, " or ".join("/".join(choice["required"]) for choice in error.validator_value)
    return _pointer(where), found, schema.get("title", f"{error.validator} {error.validator_value}")


def _wanted(error: Any) -> list[str]:
    if error.validator == "required":
        return list(error.validator_value)
    return [name for key, names in error.validator_value.items() if key in error.instance for name in names]


def _pointer(parts: list[str]) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts) or "the whole"


@functools.cache
def _library() -> Any:
    with _left_out(SLOW):
        import jsonschema
    return jsonschema


@contextlib.contextmanager
def _left_out(name: str) -> Iterator[None]:
    """An optional package is not found while jsonschema loads.

    It checks internationalised addresses, which none of our schemas holds, and its import takes a second.
    """
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[name]
