"""Under whose key a record is sealed: its item's, its worker's, the case's, or one of its own."""

from collections.abc import Iterable
from typing import Any, Protocol

from workbench.casefile.line import Line
from workbench.records import REFERENCES, content

OF_THE_CASE = ("case", "agent", "access", "preliminary")
WORKERS = ("Worker",)
SAY_WHOSE = ("entity", "source", "item")


class Opened(Protocol):
    """A record that could be opened, as the state of a case holds it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def record(self) -> Any:
        """The noun itself."""
        ...


class Units:
    """What is known of units while a case is written: grows with each line, by the same rule as it was written.

    Example:
        >>> units = Units()
        >>> units.learn("entity", "w" * 64, {"schema": "Worker"}, "0a" * 16)
        >>> units.unit_for("coding", {"subject": "w" * 64, "passage": "p" * 64}) == "0a" * 16
        True
    """

    def __init__(self) -> None:
        self.case = ""
        self._units: dict[str, str] = {}  # of records that others are sealed with
        self._worker: dict[str, str] = {}  # a worker's entity or source -> the worker's entity
        self._told_by: dict[str, str] = {}  # an item -> the worker who told it

    def learn(self, kind: str, identity: str, values: dict[str, Any], unit: str) -> None:
        """Takes note of a record that was sealed under a unit."""
        self._units[identity] = unit
        if kind == "case":
            self.case = unit
        elif kind == "entity" and values.get("schema") in WORKERS:
            self._worker[identity] = identity
        elif kind == "source" and values.get("worker"):
            self._worker[identity] = values["worker"]
        elif kind == "item" and values.get("source") in self._worker:
            self._told_by[identity] = self._worker[values["source"]]

    def unit_of(self, identity: str) -> str:
        """The unit under which a record was sealed, or an empty text where that is not known."""
        return self._units.get(identity, "")

    def unit_for(self, kind: str, values: dict[str, Any], stored: dict[str, str] | None = None) -> str:
        """The unit for a new record, or an empty text where it needs one of its own; `stored`: object to unit.

        An item and its copies share a unit, made before anyone knows whose the item is. What names one worker is sealed
        with that worker. What names several, or an account that names nobody, can be destroyed apart from all else.
        """
        if kind in OF_THE_CASE:
            return self.case
        if "object" in values:
            return (stored or {}).get(values["object"], "")
        if kind == "custody":
            return self.unit_of(values["item"])
        if kind == "correction":
            return self.unit_of(values["target"])
        if kind == "passage":
            return self.unit_of(values["item"]) if values["item"] in self._told_by else ""
        if kind == "counsel":
            return self.unit_of(values["coding"])
        named = self._named(kind, values)
        return self.unit_of(named.pop()) if len(named) == 1 else ""

    def _named(self, kind: str, values: dict[str, Any]) -> set[str]:
        found: set[str] = set()
        for field in REFERENCES.get(kind, ()):
            value = values.get(field)
            for identity in value if isinstance(value, list) else [value]:
                if identity in self._worker:
                    found.add(self._worker[identity])
        return found


def units_of(lines: Iterable[Line], opened: Iterable[Opened]) -> Units:
    """What a sealed ledger says of its units: `opened` are its records in the order in which they count.

    Example:
        >>> units_of([], []).case
        ''
    """
    units, unit_of = Units(), {line.id: str(line.body.get("unit", "")) for line in lines}
    for one in opened:
        values = content(one.record) if one.kind in SAY_WHOSE else {}
        units.learn(one.kind, one.id, values, unit_of[one.id])
    return units
