"""From the keys that people write to the ids that records hold."""

import functools
import unicodedata
from typing import Any

from workbench import codebook
from workbench.casefile import Live, State
from workbench.casefile.speaking import PEOPLE, goes_with
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Refused, Unknown
from workbench.records import Consent, Record, find_quote, references
from workbench.taken_back import ACTS

FREE = "a key that no other record has; to change one, use a correction"


class Keys:
    """The keys of a case as it stands, looked up with the place of the cell that names them.

    Raises:
        Unknown: by each look-up, where nothing has that key; the nearest keys are named.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._known: dict[str, dict[str, str]] = {}

    def find(self, kind: str, row: Row, column: str) -> str | None:
        """The id of the record of a kind whose key stands in a cell; None where the cell is empty."""
        key = row.text(column)
        return None if key is None else self.named(kind, key, row, column)

    def need(self, kind: str, row: Row, column: str) -> str:
        """The same for a cell that may not be empty."""
        return self.named(kind, row.need(column), row, column)

    def named(self, kind: str, key: str, row: Row, column: str) -> str:
        """The id of the record of a kind with this key."""
        identity = self._by_key(kind).get(key)
        if identity is None:
            self._refuse_gone(kind, key, row)
            raise Unknown(row.file, row.place(column), key, codebook.near(key, list(self._by_key(kind))))
        return identity

    def claim(self, kind: str, key: str, row: Row) -> None:
        """Makes sure that a key is free.

        Raises:
            BadValue: another record has it.
        """
        if key in self._by_key(kind):
            raise BadValue(row.file, row.place("key"), key, FREE)

    def learn(self, kind: str, key: str, identity: str) -> None:
        """Lets later rows of the same register name this one."""
        self._by_key(kind)[key] = identity

    def refuse_withdrawn(self, subject: str, row: Row) -> None:
        """Refuses a row about a worker (an entity's id) who withdrew: it would be recorded, and never count.

        Raises:
            Refused: a withdrawal of the use, or a wish to destroy, counts; it says what to undo, the last first.
        """
        if not (counting := self._withdrawals.get(subject)):
            return
        undone = ", then ".join(f"workbench undo CASE {live.id[:12]}" for live in reversed(counting))
        who = self.state.get(subject)
        why = f"{who.record.key if who else subject} withdrew the use of what speaks of them: it would never count"
        raise Refused(row.whole, why, f"Leave the row out; if that was forced or false, undo it first ({undone})")

    def withdrew(self, kind: str, record: Record) -> str | None:
        """The worker (an entity's id) who withdrew the use and with whom a record would go; what names others stays."""
        gone = self._withdrawals.keys()
        own = isinstance(record, Consent) and record.worker in gone
        if gone and (own or goes_with(kind, record, gone, self._people)):
            return next(one for one in references(kind, record) if one in gone)
        return None

    def _refuse_gone(self, kind: str, named: str, row: Row) -> None:
        """Of a file or a source that went with whoever told it, it is not said that nothing is called so."""
        for live in self.state.recorded(kind) if self._withdrawals else ():
            called = live.record.name if kind == "item" else live.record.key
            if named in (called, live.id) and self.state.withdrawn(live.id):
                why = f"{named} is of somebody who withdrew the use of it: what rests on it would never count"
                undo = "if that was forced or false, undo the withdrawal first (workbench undo CASE RECORD)"
                raise Refused(row.whole, why, f"Leave the row out; {undo}")

    def ends(self, row: Row, schema: str) -> tuple[str, str]:
        """The ids of the two entities that a relation joins, from the columns `from` and `to`.

        Raises:
            BadValue: this kind of relation does not join entities of these kinds.
        """
        source, target = self.need("entity", row, "from"), self.need("entity", row, "to")
        found = [live.record.schema for live in map(self.state.get, (source, target)) if live is not None]
        known = codebook.relation_schema(schema)
        if len(found) == 2 and not known.joins(*found):
            wanted = f"{' or '.join(known.source_types)} in `from` and {' or '.join(known.target_types)} in `to`"
            raise BadValue(row.file, row.place("from"), f"{found[0]} {schema} {found[1]}", wanted)
        return source, target

    def item(self, row: Row, column: str = "file") -> Live:
        """The item of the name, or of the id, that stands in a cell; accents may be composed or not.

        Raises:
            Unknown: no item has it.
            BadValue: several items bear the name; their ids are listed.
        """
        name = row.need(column)
        borne = self._items.get(name) or self._items_composed.get(unicodedata.normalize("NFC", name), [])
        if not borne:
            self._refuse_gone("item", name, row)
            raise Unknown(row.file, row.place(column), name, codebook.near(name, list(self._items)))
        if len(borne) > 1:
            ids = ", ".join(live.id for live in borne)
            raise BadValue(row.file, row.place(column), name, f"the id of the one that is meant, of {ids}")
        return borne[0]

    def text(self, item: Live) -> Live | None:
        """The text derivative of an item, or None where it has none."""
        return self._derived["text"].get(item.id)

    def layout(self, item: Live) -> Live | None:
        """The derivative that names the places of an item's text, or None where it has none."""
        return self._derived["layout"].get(item.id)

    def derived(self, item: Live, kind: str) -> Live | None:
        """The derivative of a kind of an item, or None where it has none."""
        return self._derived.get(kind, {}).get(item.id)

    def _by_key(self, kind: str) -> dict[str, str]:
        if kind not in self._known:
            self._known[kind] = {live.record.key: live.id for live in self.state.of(kind)}
        return self._known[kind]

    @functools.cached_property
    def _withdrawals(self) -> dict[str, list[Live]]:
        return self.state.withdrawals(*ACTS)

    @functools.cached_property
    def _people(self) -> set[str]:
        return {live.id for live in self.state.of("entity") if live.record.schema in PEOPLE}

    @functools.cached_property
    def _items(self) -> dict[str, list[Live]]:
        items: dict[str, list[Live]] = {}
        for live in self.state.of("item"):
            items.setdefault(live.record.name, []).append(live)
        return items | {live.id: [live] for live in self.state.of("item")}

    @functools.cached_property
    def _items_composed(self) -> dict[str, list[Live]]:
        items: dict[str, list[Live]] = {}
        for live in self.state.of("item"):
            items.setdefault(unicodedata.normalize("NFC", live.record.name), []).append(live)
        return items

    @functools.cached_property
    def _derived(self) -> dict[str, dict[str, Live]]:
        derived: dict[str, dict[str, Live]] = {"text": {}, "layout": {}}
        for live in self.state.of("derivative"):
            derived.setdefault(live.record.kind, {})[live.record.item] = live
        return derived


def locate(text: str, row: Row, *, column: str = "quote") -> tuple[int, int]:
    """Where the quote of a row stands in a text, its number taken from the column `occurrence`.

    Raises:
        QuoteNotFound: the words are not there, or not that many times.

    Example:
        >>> locate("no pay, no pass", Row("c.csv", 2, {"quote": "no", "occurrence": "2"}))
        (8, 10)
    """
    occurrence: Any = row.number("occurrence") if row.text("occurrence") else 1
    return find_quote(text, row.need(column), occurrence=occurrence, file=row.file, place=row.place(column))
