"""What a case holds of the sources that another file names: found by name, else by digest, with their text."""

import functools
import hashlib
import unicodedata

from workbench.casefile import Case, Live
from workbench.records import occurrence_of


class Shelf:
    """The items of a case as sources of another file are sought among them.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> Shelf(case).file("interview.txt")
        'interview.txt'
    """

    def __init__(self, case: Case) -> None:
        self.case, self.state = case, case.state()
        self._texts: dict[str, str | None] = {}

    def file(self, name: str, data: bytes | None = None) -> str:
        """What stands in the column `file` for a source: its name where one item bears it, else the id of the item
        whose bytes or text these are, else the name as it is, for the import to refuse with the nearest names.
        """
        if len(self._named.get(unicodedata.normalize("NFC", name), [])) != 1 and data is not None:
            found = self._by_digest.get(hashlib.sha256(data).hexdigest())
            return found or name
        return name

    def text(self, file: str) -> str | None:
        """The text of the one item that a column `file` names; None where there is none, or no text."""
        named = self._named.get(unicodedata.normalize("NFC", file), [])
        item = named[0] if len(named) == 1 else self.state.get(file)
        return None if item is None else self._text(item)

    def where(self, file: str, text: str, start: int, end: int) -> dict[str, str] | None:
        """The columns `quote` and `occurrence` for a stretch of a source's text, blanks at its ends left out.

        Where the item's own text has the words another number of times, they count only if they stand there once:
        otherwise which of them is meant cannot be told, and the answer is None.
        """
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        quote, own = text[start:end], self.text(file)
        nth = occurrence_of(text, start, end) if quote else 1
        if own is not None and own != text and quote:
            here = times(own, quote)
            if here > 1 and here != times(text, quote):
                return None
            nth = 1 if here == 1 else nth
        return {"quote": quote, "occurrence": str(nth) if nth > 1 else ""}

    def coder(self, *said: str | None) -> str:
        """The key of the one agent whose key or name is among what a file says of its author; else the first of that,
        for the import to refuse with the nearest keys; empty where nothing is said.
        """
        names = [name for name in said if name]
        found = {live.record.key for live in self.state.of("agent") if {live.record.key, live.record.name} & {*names}}
        return str(found.pop()) if len(found) == 1 else (names[0] if names else "")

    @functools.cached_property
    def _named(self) -> dict[str, list[Live]]:
        named: dict[str, list[Live]] = {}
        for live in self.state.of("item"):
            named.setdefault(unicodedata.normalize("NFC", live.record.name), []).append(live)
        return named

    @functools.cached_property
    def _by_digest(self) -> dict[str, str]:
        """The one item of these bytes; bytes that several items share say nothing."""
        found: dict[str, set[str]] = {}
        for live in self.state.of("derivative"):
            if live.record.kind == "text":
                found.setdefault(live.record.sha256, set()).add(live.record.item)
        for live in self.state.of("item"):
            found.setdefault(live.record.sha256, set()).add(live.id)
        return {digest: min(items) for digest, items in found.items() if len(items) == 1}

    @functools.cached_property
    def _derived(self) -> dict[str, str]:
        made = [live.record for live in self.state.of("derivative") if live.record.kind == "text"]
        return {record.item: record.object for record in made}

    def _text(self, item: Live) -> str | None:
        if item.id not in self._texts:
            name = self._derived.get(item.id)
            self._texts[item.id] = None if name is None else self.case.objects.read(name).decode("utf-8")
        return self._texts[item.id]


def times(text: str, quote: str) -> int:
    """How often words stand in a text, overlapping ones as well.

    Example:
        >>> times("no pay, no pass", "no")
        2
    """
    last = text.rfind(quote)
    return 0 if last < 0 or not quote else occurrence_of(text, last, last + len(quote))
