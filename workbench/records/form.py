"""From a noun to its plain JSON values and back."""

import dataclasses
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
    for name, value in vars(record).items():
        if value is None or value == () or value == {}:
            continue
        if type(value) is Period:
            value = {k: v for k, v in vars(value).items() if v is not None}
            if not value:
                continue
        out[name] = _plain(value) if type(value) is tuple else value
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
    plan = _plans.get(kind) or _planned(kind)
    if not values.keys() <= plan.fields:
        unknown = min(set(values) - plan.fields)
        raise BadValue("record", f"{kind}.{unknown}", values[unknown], "only fields of this format")
    try:
        typed = dict(values)
        for name in plan.more.intersection(values):
            value = values[name]
            typed[name] = Period(**value) if name in plan.periods else _tuple(value) if type(value) is list else value
        made: Record = plan.made(typed)
    except (TypeError, AttributeError) as error:
        raise BadValue("record", kind, sorted(values), f"every required field in its form ({error})") from None
    return made


class _Plan:
    """What is the same for every record of a kind: its fields, which of them are periods, which have defaults.

    `more` are those that can hold more than one value: what stands there as a list or a table.
    """

    def __init__(self, type_: type[Any]) -> None:
        fields = dataclasses.fields(type_)
        hints = typing.get_type_hints(type_)
        self.type = type_
        self.fields = {field.name for field in fields}
        self.periods = {name for name in self.fields if Period in (typing.get_args(hints[name]) or (hints[name],))}
        self.more = {name for name in self.fields if not _is_single(hints[name])}
        self.blank = {field.name: field.default for field in fields}
        self.needed = {field.name for field in fields if field.default is dataclasses.MISSING}

    def made(self, values: dict[str, Any]) -> Any:
        """The record of these values; a frozen dataclass sets its fields one by one, this all at once."""
        if not self.needed <= values.keys():
            return self.type(**values)  # says which one is missing
        record = object.__new__(self.type)
        record.__dict__.update(self.blank)
        record.__dict__.update(values)
        return record


_plans: dict[str, _Plan] = {}


def _is_single(hint: Any) -> bool:
    return set(typing.get_args(hint) or (hint,)) <= {str, int, bool, type(None)}


def _planned(kind: str) -> _Plan:
    if kind not in KINDS:
        raise BadValue("record", "kind", kind, f"one of {', '.join(KINDS)}")
    return _plans.setdefault(kind, _Plan(KINDS[kind]))


def _tuple(value: Any) -> Any:
    return tuple(_tuple(entry) for entry in value) if isinstance(value, list) else value
