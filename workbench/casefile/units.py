"""Under whose key a record is sealed: its item's, its worker's, the case's, or one of its own."""

from collections.abc import Iterable
from typing import Any

from workbench.casefile.later import Told
from workbench.casefile.line import Line
from workbench.casefile.speaking import GOES_WITH, PARTY, PEOPLE, PERSON
from workbench.records import REFERENCES, content
from workbench.records.completion import UNSTATED

OF_THE_CASE = ("case", "agent", "access", "preliminary")
WORKERS = ("Worker",)
SAY_WHOSE = ("entity", "source", "item", "passage")


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
        # A worker's entity or source, or words that the worker told -> the entity; "" for words of a silent item.
        self._worker: dict[str, str] = {}
        self._groups: set[str] = set()  # entities that stand for several workers
        self._told_by: dict[str, str] = {}  # an item -> the worker who told it; "" where nobody is named

    def learn(self, kind: str, identity: str, values: dict[str, Any], unit: str) -> None:
        """Takes note of a record that was sealed under a unit."""
        self._units[identity] = unit
        if kind == "case":
            self.case = unit
        elif kind == "entity" and values.get("schema") in WORKERS:
            self._worker[identity] = identity
        elif kind == "entity" and values.get("schema") in PEOPLE:
            self._groups.add(identity)
        elif kind == "source" and values.get("worker"):
            self._worker[identity] = values["worker"]
        elif kind == "source" and values["kind"] == UNSTATED:
            self._worker[identity] = ""  # who it is may become known later: what rests on it stands apart
        elif kind == "item" and not values.get("source"):
            self._told_by[identity] = ""
        elif kind == "item" and values["source"] in self._worker:
            self._told_by[identity] = self._worker[values["source"]]
        elif kind == "passage" and values.get("item") in self._told_by:
            self._worker[identity] = self._told_by[values["item"]]

    def told_of(self, identity: str) -> tuple[str | None, ...]:
        """All that is known of one record: its unit, its worker, who told it, and whether it is several workers.

        Example:
            >>> Units().told_of("a" * 64)
            (None, None, None, None)
        """
        group = "yes" if identity in self._groups else None
        return *(held.get(identity) for held in (self._units, self._worker, self._told_by)), group

    @classmethod
    def of(cls, told: Iterable[tuple[str, ...]]) -> "Units":
        """What was known, from the id and kind of each record in the order of the state and what `told_of` gave.

        Example:
            >>> Units.of([("a" * 64, "case", "0a" * 16, None, None, None)]).case == "0a" * 16
            True
        """
        units = cls()
        for identity, kind, unit, worker, told_by, group in told:
            if unit is not None:
                units._units[identity] = unit
            if kind == "case":
                units.case = unit
            if worker is not None:
                units._worker[identity] = worker
            if told_by is not None:
                units._told_by[identity] = told_by
            if group is not None:
                units._groups.add(identity)
        return units

    def unit_of(self, identity: str) -> str:
        """The unit under which a record was sealed, or an empty text where that is not known."""
        return self._units.get(identity, "")

    def unit_for(self, kind: str, values: dict[str, Any], stored: dict[str, str] | None = None) -> str:
        """The unit for a new record, or an empty text where it needs one of its own; `stored`: object to unit.

        An item and its copies share a unit, made before anyone knows whose the item is. What goes with one worker and
        names no other is sealed with that worker: nothing that stays may be. What names several, or an account that
        names nobody, can be destroyed apart from all else. So can whatever rests on a file that was taken in without a
        source, or with one that is `unstated`: who told it may become known later, from one or from several, and then
        all of it goes with them. Who that was, said later, stands apart for the same reason.
        """
        if kind in OF_THE_CASE:
            return self.case
        if "object" in values:
            return (stored or {}).get(values["object"], "")
        if kind in ("custody", "redaction"):
            return self.unit_of(values["item"])
        if kind == "correction":
            return self.unit_of(values["target"])
        if kind == "passage":
            return self.unit_of(values["item"]) if self._told_by.get(values["item"]) else ""
        if kind == "counsel":
            return self.unit_of(values["coding"])
        named = self._named(kind, values)
        worker = named.pop() if len(named) == 1 else ""
        return self.unit_of(worker) if worker and self._goes_with(worker, kind, values) else ""

    def _named(self, kind: str, values: dict[str, Any]) -> set[str]:
        """The workers whom a record names, or whose words it rests on; "" for whoever told words of a silent item."""
        return {self._worker[one] for one in _values(values, REFERENCES.get(kind, ())) if one in self._worker}

    def _goes_with(self, worker: str, kind: str, values: dict[str, Any]) -> bool:
        """The rule of `speaking`, for a record that names this worker and no other."""
        fields = ("subject", "worker") if kind in PERSON else GOES_WITH.get(kind, ())
        if any(self._worker.get(one) == worker for one in _values(values, fields)):
            return True
        actors = set(_values(values, (PARTY[kind],))) if kind in PARTY else set[str]()
        return worker in actors and not actors & self._groups


def _values(values: dict[str, Any], fields: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for field in fields:
        value = values.get(field)
        found += value if isinstance(value, list | tuple) else [] if value is None else [value]
    return found


def learn_from(units: Units, lines: Iterable[Line], opened: Iterable[Told]) -> None:
    """Takes note of events of a sealed ledger: `opened` are their records in the order in which they count.

    Example:
        >>> learn_from(Units(), [], [])
    """
    unit_of = {line.id: str(line.body.get("unit", "")) for line in lines}
    for one in opened:
        values = content(one.record) if one.kind in SAY_WHOSE else {}
        units.learn(one.kind, one.id, values, unit_of[one.id])
