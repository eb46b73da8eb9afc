"""How a noun becomes a frozen dataclass: what is alike for all of them is written once, not compiled anew for each.

`dataclasses.dataclass` writes and compiles seven functions for every class. For some forty nouns that takes a sixth of
the time in which a command starts, and each of them says the same.
"""

import dataclasses
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["noun"]
if TYPE_CHECKING:
    from dataclasses import dataclass as noun
else:

    def noun(*, frozen: bool, kw_only: bool) -> Callable[[type], type]:
        """Makes a class a frozen dataclass whose fields are given by name: `dataclasses` treats it as its own.

        Two are equal where they are of one class and all fields are; what is equal has one hash.

        Raises:
            TypeError: it is asked to be other than frozen and by name, or has a field whose default is made anew.

        Example:
            >>> @noun(frozen=True, kw_only=True)
            ... class Gate:
            ...     name: str
            ...     open: bool = False
            >>> Gate(name="north"), dataclasses.replace(Gate(name="north"), open=True) == Gate(name="north", open=True)
            (Gate(name='north', open=False), True)
            >>> Gate()
            Traceback (most recent call last):
                ...
            TypeError: Gate.__init__() missing 1 required keyword-only argument: 'name'
        """
        if not (frozen and kw_only):
            raise TypeError("a noun is frozen, and its fields are given by name")

        def made(kind: type) -> type:
            dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(kind)
            fields = dataclasses.fields(kind)
            if any(field.default_factory is not dataclasses.MISSING for field in fields):
                raise TypeError(f"{kind.__name__} has a default that is made anew")
            for name, common in COMMON.items():
                setattr(kind, name, common)
            kind._blank = {field.name: field.default for field in fields}
            kind._needed = tuple(name for name, value in kind._blank.items() if value is dataclasses.MISSING)
            return kind

        return made


class _Signature:
    """The fields of a noun as `help` and completion show them; made when somebody asks."""

    def __get__(self, one: object, kind: type[Any]) -> inspect.Signature:
        one_by_one = []
        for field in dataclasses.fields(kind):
            told = {} if field.default is dataclasses.MISSING else {"default": field.default}
            by_name = inspect.Parameter.KEYWORD_ONLY
            one_by_one.append(inspect.Parameter(field.name, by_name, annotation=field.type, **told))
        return inspect.Signature(one_by_one)


def _init(self: Any, /, **values: Any) -> None:
    if not values.keys() <= self._blank.keys():
        unknown = next(name for name in values if name not in self._blank)
        raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument {unknown!r}")
    missing = [name for name in self._needed if name not in values]
    if missing:
        raise TypeError(_missing(type(self).__name__, [repr(name) for name in missing]))
    self.__dict__.update(self._blank)
    self.__dict__.update(values)


def _missing(name: str, fields: list[str]) -> str:
    """What Python itself says."""
    several, first = len(fields) > 1, ", ".join(fields[:-1]) + "," * (len(fields) > 2)
    told = f"argument{'s' * several}: {f'{first} and ' * several}{fields[-1]}"
    return f"{name}.__init__() missing {len(fields)} required keyword-only {told}"


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._blank)})"


def _eq(self: Any, other: object) -> Any:
    return self.__dict__ == other.__dict__ if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(map(self.__dict__.__getitem__, self._blank)))


def _set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


COMMON = {"__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash, "__setattr__": _set,
          "__delattr__": _delete, "__signature__": _Signature()}  # fmt: skip
