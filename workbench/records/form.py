"""From a noun to its plain JSON values and back."""

import dataclasses
import types
import typing
from typing import Any

from workbench.errors import BadValue
from workbench.records.nouns import KINDS, Record
from workbench.records.period import Period


def content(record: Record) -> dict[str, Any]:
    """The record as plain JSON values, without what is not said.

    Example:
        >>> from workbench.records import Count
        >>> content(Count(what="present", label="workers", low=400, high=400, source="s1"))
        {'what': 'present', 'label': 'workers', 'low': 400, 'high': 400, 'source': 's1'}
    """
    out: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Period):
            value = {k: v for k, v in dataclasses.asdict(value).items() if v is not None}
        if value is None or value == () or value == {}:
            continue
        out[field.name] = _plain(value)
    return out


def _plain(value: Any) -> Any:
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value


def from_content(kind: str, values: dict[str, Any]) -> Record:
    """The record of a kind from its JSON values: the inverse of `content`.

    Raises:
        BadValue: the kind or a field is not known, or a required field is missing.

    Example:
        >>> from_content("agent", {"key": "MJ", "kind": "person", "name": "M. J."}).key
        'MJ'
    """
    type_ = KINDS.get(kind)
    if type_ is None:
        raise BadValue("record", "kind", kind, f"one of {', '.join(KINDS)}")
    hints = _hints(type_)
    unknown = set(values) - set(hints)
    if unknown:
        raise BadValue("record", f"{kind}.{min(unknown)}", values[min(unknown)], "only fields of this format")
    try:
        made: Record = type_(**{name: _typed(hints[name], value) for name, value in values.items()})
    except (TypeError, AttributeError) as error:
        raise BadValue("record", kind, sorted(values), f"every required field in its form ({error})") from None
    return made


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(type_: type[Any]) -> dict[str, Any]:
    if type_ not in _HINTS:
        _HINTS[type_] = typing.get_type_hints(type_)
    return _HINTS[type_]


def _typed(hint: Any, value: Any) -> Any:
    wanted = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if Period in wanted:
        return Period(**value)
    return _tuple(value) if isinstance(value, list) else value


def _tuple(value: Any) -> Any:
    return tuple(_tuple(entry) for entry in value) if isinstance(value, list) else value
