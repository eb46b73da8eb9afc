"""A REFI-QDA project or codebook of anyone as entries of the register `codings`, and everything that is not taken."""

from collections.abc import Iterator
from typing import Any

from workbench.coding.entry import Entry
from workbench.coding.indicators import REMEDY, Indicators
from workbench.coding.refi.archive import Package
from workbench.coding.refi.codes import codes_of
from workbench.coding.refi.guid import same
from workbench.coding.refi.leftover import Seen, leftovers
from workbench.coding.refi.note import fields
from workbench.coding.refi.selections import Place, places
from workbench.coding.shelf import Shelf
from workbench.errors import BadValue, WorkbenchError

NO_INDICATOR = f"the id or label of an indicator, or map it: {REMEDY}"


def read_project(package: Package, shelf: Shelf, indicators: Indicators, problems: list[WorkbenchError]) -> list[Entry]:
    """The codings of a project whose codes are indicators; all else goes into `problems`, one by one.

    A coding takes what its own note says (see `note`), then what the mapping says of its code, then the name of the
    one Case that holds its selection or source as the subject. Other notes and descriptions become its memo.
    """
    return _Reading(package, shelf, indicators, problems).entries()


def read_codebook(package: Package, indicators: Indicators, problems: list[WorkbenchError]) -> int:
    """How many codes of a codebook are indicators; the others go into `problems`. Nothing is recorded of either."""
    known = 0
    for code in codes_of(package.root):
        if code.codable:
            try:
                found = indicators.of(code.name, code.guid)
            except BadValue as error:
                found = None
                problems.append(BadValue(package.name, f"code {code.name}", error.found, error.expected))
                continue
            known += found is not None
            if found is None:
                problems.append(BadValue(package.name, "codebook, code", code.name, NO_INDICATOR))
    problems += leftovers(package, Seen(frozenset(), frozenset(), frozenset()))
    return known


class _Reading:
    """One project under way: its users, codes, notes and cases by GUID."""

    def __init__(self, package: Package, shelf: Shelf, indicators: Indicators, problems: list[WorkbenchError]) -> None:
        self.package, self.shelf, self.indicators, self.problems = package, shelf, indicators, problems
        root = package.root
        self.users = {same(one.get("guid")): one for one in root.iter("User")}
        self.codes = {code.guid: code for code in codes_of(root)}
        self.notes = {same(one.get("guid")): self._note(one) for one in root.iter("Note")}
        self.cases = _cases(root)
        self.in_words = {pair for one in root.iter("PlainTextSelection") for pair in _codes_on(one)}
        self.seen: tuple[set[str], set[str], set[str]] = (set(), set(), set())

    def entries(self) -> list[Entry]:
        made = [entry for place in places(self.package, self.shelf) for entry in self._of(place)]
        self.problems += leftovers(self.package, Seen(*map(frozenset, self.seen)))
        return made

    def _of(self, place: Place) -> Iterator[Entry]:
        for coding in place.element.findall("Coding"):
            where = f"coding {same(coding.get('guid')) or '?'}"
            self.seen[0].add(place.guid)
            # A PDF's selection stands twice: as a rectangle and, under the same GUID, as words.
            if place.element.tag == "PDFSelection" and (place.guid, _code_of(coding)) in self.in_words:
                continue
            try:
                entry = Entry(self.package.name, 0, self._values(place, coding, where), where=where)
            except WorkbenchError as error:
                self.problems.append(error)
                continue
            yield entry

    def _values(self, place: Place, coding: Any, where: str) -> dict[str, str]:
        told = [self.notes.get(same(one.get("targetGUID")), "") for one in _noted(place.element, coding)]
        self.seen[1].update(same(one.get("targetGUID")) for one in _noted(place.element, coding))
        code = self._code(coding, where)
        if place.reason:
            found = place.element.get("name") or "nothing"
            raise BadValue(self.package.name, f"{where}, selection {place.guid}", found, place.reason)
        own = next((found for note in told if (found := fields(note)) is not None), {})
        described = "" if place.element.tag.endswith("Source") else place.element.findtext("Description") or ""
        others = [described, *(note for note in told if fields(note) is None)]
        memo = "\n".join(text.strip() for text in [own.get("memo", ""), *others] if text.strip())
        values = {**code, **place.columns, "coder": self._coder(coding) or code.get("coder", ""), **own, "memo": memo}
        values.setdefault("subject", self._subject(place))
        self.seen[2].add(values["subject"])
        return values

    def _code(self, coding: Any, where: str) -> dict[str, str]:
        code = self.codes.get(_code_of(coding))
        if code is None:
            raise BadValue(self.package.name, f"{where}, CodeRef", "no code of this file", "the GUID of a code")
        try:
            found = self.indicators.of(code.name, code.guid)
        except BadValue as error:
            raise BadValue(self.package.name, f"{where}, code {code.name}", error.found, error.expected) from None
        if found is None:
            raise BadValue(self.package.name, f"{where}, code", code.name, NO_INDICATOR)
        return found

    def _coder(self, coding: Any) -> str:
        user = self.users.get(same(coding.get("creatingUser")))
        return "" if user is None else self.shelf.coder(user.get("name"), user.get("id"))

    def _subject(self, place: Place) -> str:
        named = self.cases.get(place.guid) or self.cases.get(place.source) or []
        return named[0] if len(named) == 1 else ""

    def _note(self, element: Any) -> str:
        data = self.package.source(element.get("plainTextPath"))
        if data is not None:
            return data.decode("utf-8-sig", "replace")
        return element.findtext("PlainTextContent") or element.findtext("Description") or ""


def _code_of(coding: Any) -> str:
    reference = coding.find("CodeRef")
    return same(None if reference is None else reference.get("targetGUID"))


def _codes_on(selection: Any) -> list[tuple[str, str]]:
    return [(same(selection.get("guid")), _code_of(coding)) for coding in selection.findall("Coding")]


def _noted(*elements: Any) -> list[Any]:
    return [one for element in elements for one in element.findall("NoteRef")]


def _cases(root: Any) -> dict[str, list[str]]:
    """The names of the cases that hold a selection or a source, by its GUID."""
    held: dict[str, list[str]] = {}
    for case in root.iter("Case"):
        for kind in ("SelectionRef", "SourceRef"):
            for one in case.findall(kind):
                held.setdefault(same(one.get("targetGUID")), []).append(case.get("name") or "")
    return held
