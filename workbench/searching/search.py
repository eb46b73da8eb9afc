"""Search: words in, places out, with what the case knows of them."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from workbench import codebook
from workbench.casefile import Case
from workbench.errors import BadValue, Unknown
from workbench.records.period import first_day
from workbench.searching.answer import Answer, Doubt, Hit, lead
from workbench.searching.facets import Mask
from workbench.searching.index import Index
from workbench.searching.key import words as words_of
from workbench.searching.pieces import Document, Piece, Pieces
from workbench.searching.query import Query, query
from workbench.tables import Tables

SOME = 12  # names that are told where none is near
BEFORE, AFTER = 70, 130  # code points of a snippet on either side of the first word found


def search(
    case: Case, words: str, *, since: str | None = None, until: str | None = None, limit: int = 20, **narrow: str | None
) -> Answer:
    """Searches the texts and the coded passages of a case.

    `words` may hold "phrases", AND, OR, -not, begin* and brackets. Diacritics, script and case make no difference, but
    what stands as typed comes first. `narrow` are `kind`, `language`, `source`, `worker`, `site` and `indicator`;
    `since` and `until` are dates. A worker's pieces are his own accounts, and passages coded on him; a site and an
    indicator have coded passages alone. The index is built once for a state of the case, in memory, and goes with it.

    Raises:
        BadValue: the words cannot be read, or a date is none.
        Unknown: the case has no such kind, language, source, worker, site or indicator.
    """
    state = case.state()
    # Kept with the state: what locks a case, or withdraws words, drops the state and with it the index.
    shelf = vars(state).setdefault("_searching", {})
    if "found" not in shelf:
        shelf["found"] = Searchable(case.tables())
    found: Searchable = shelf["found"]
    return found.find(words, since=since, until=until, limit=limit, **narrow)


class Searchable:
    """The pieces of a case with their index.

    Example:
        >>> Searchable(Tables({}, "h", lambda name: b"")).find("passport")
        Answer('passport': 0 of 0 pieces)
    """

    def __init__(self, tables: Tables) -> None:
        self.pieces = Pieces(tables)
        self.index = Index(map(self.pieces.words, self.pieces.all))
        self._within = np.array([piece.within for piece in self.pieces.all], dtype=np.int64)
        named = [record for kind in ("entity", "source") for _, record in tables.rows.get(kind, [])]
        self._labels = {record.key: record.label for record in named} | {record.label: record.label for record in named}
        self._frameworks = {"ilo-11", *(coding.framework for _, coding in tables.rows.get("coding", []))}

    def find(
        self,
        words: str,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        **narrow: str | None,
    ) -> Answer:
        """As `search`."""
        asked = query(words)
        allowed = self._allowed({name: value for name, value in narrow.items() if value})
        for name, value in (("from", since), ("to", until)):
            if value is not None and first_day(value) is None:
                raise BadValue("search", name, value, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
        rows, ranks = self.index.find(asked.match)
        matches = np.zeros(len(self.pieces.all), dtype=bool)
        matches[rows] = True
        matches &= allowed
        undated = 0
        if since or until:
            undated = int((matches & self.pieces.dates.without()).sum())
            matches &= self.pieces.dates.within(since, until)
        shown = self._once(matches)
        kept = shown[rows]
        order = np.lexsort((rows[kept], np.round(ranks[kept], 9)))
        best = self._best(asked, rows[kept][order], limit)
        return Answer(words=words, total=int(shown.sum()), searched=len(shown), undated=undated,
                      hits=tuple(best), facets=self._facets(matches),
                      unread=tuple(self.pieces.unread))  # fmt: skip

    def _allowed(self, narrow: dict[str, str]) -> Mask:
        allowed = np.ones(len(self.pieces.all), dtype=bool)
        for name, value in narrow.items():
            if name not in self.pieces.facets:
                raise Unknown("search", "option", name, codebook.near(name, self.pieces.facets))
            facet = self.pieces.facets[name]
            wanted = {self._labels.get(value, value)} if name in ("source", "worker", "site") else {value}
            if name == "language":
                wanted |= {one for one in facet.names if one.startswith(f"{value}-")}
            there = facet.names.keys() | self._possible(name)
            if not wanted & there:
                raise Unknown("search", name, value, codebook.near(value, there) or sorted(there)[:SOME])
            allowed &= facet.mask(wanted, len(allowed))
        return allowed

    def _possible(self, name: str) -> set[str]:
        """What exists although no piece has it: nothing is found there, which is another answer than a slip."""
        if name == "indicator":
            return {one.id for framework in self._frameworks for one in codebook.framework(framework).indicators}
        return set(self._labels.values()) if name in ("source", "worker", "site") else set()

    def _once(self, matches: Mask) -> Mask:
        """Without the coded passages whose piece of text is in the answer: the same words are not listed twice."""
        inside = matches & (self._within >= 0)
        inside[inside] = matches[self._within[inside]]
        return matches & ~inside

    def _facets(self, matches: Mask) -> dict[str, dict[str, int]]:
        """For each value how many would be listed if one narrowed by it."""
        of = {name: facet.counts(matches, self._within) for name, facet in self.pieces.facets.items()}
        return of | {"year": self.pieces.dates.years(self._once(matches & ~self.pieces.dates.without()))}

    def _best(self, asked: Query, rows: npt.NDArray[np.int64], limit: int) -> Iterator[Hit]:
        """As many hits as are wanted: first what stands as typed, then the others, each by rank."""
        later: list[int] = []
        left = limit
        for row in rows.tolist():
            if left and asked.as_typed(self.pieces.words(self.pieces.all[row])):
                left -= 1
                yield self._hit(asked, self.pieces.all[row], as_typed=True)
            elif not left:
                break
            elif len(later) < limit:
                later.append(row)
        for row in later[:left]:
            yield self._hit(asked, self.pieces.all[row], as_typed=False)

    def _hit(self, asked: Query, piece: Piece, *, as_typed: bool) -> Hit:
        document, text = self.pieces.documents[piece.document], self.pieces.words(piece)
        found = words_of(text)
        marks = sorted({(*mark, term) for term, one in enumerate(asked.terms) for mark in one.at(found)})
        first = max(marks, key=lambda mark: (len(_near(marks, mark)), -mark[0]))
        start, end = piece.start + first[0], piece.start + first[1]
        coded = self.pieces.coded.get(piece.document, [])
        indicators = {name for begin, stop, name in coded if begin < end and start < stop}
        place = (document.place(start, end), start, end) if document.whole else (None, None, None)
        shown = snippet(text, [mark[:2] for mark in marks if mark >= first])
        return Hit(
            item=document.item, file=document.name, place=place[0], start=place[1], end=place[2],
            snippet=shown, doubtful=doubts(document, shown, start), kind=document.kind,
            language=document.language, source=document.source, passage=piece.passage,
            indicators=tuple(sorted(indicators)), as_typed=as_typed,
        )  # fmt: skip


def _near(marks: list[tuple[int, int, int]], first: tuple[int, int, int]) -> set[int]:
    """The terms that a snippet from this mark on would show."""
    return {term for start, end, term in marks if first[0] <= start and end <= first[0] + AFTER}


def doubts(document: Document, shown: tuple[tuple[str, bool], ...], first: int) -> tuple[Doubt, ...]:
    """The words of a snippet that a machine read below the stated confidence; `first` is where what was sought begins.

    Example:
        >>> scan = Document("i", "f", "document", "They kcpt it", (), "en", (), doubtful=((5, 9, 41),))
        >>> doubts(scan, (("They ", False), ("kcpt", True), (" it", False)), 5)
        (Doubt(text='kcpt', confidence=41, start=5, end=9, sought=True),)
    """
    if not document.doubtful:
        return ()
    words = "".join(part for part, _ in shown)
    shift = lead(shown) - first  # from the text to the snippet, whose blanks and dots take as much room
    inside = ((max(begin + shift, 0), min(end + shift, len(words)), sure) for begin, end, sure in document.doubtful)
    ends = np.cumsum([len(part) for part, _ in shown]).tolist()
    sought = [(end - len(part), end) for end, (part, found) in zip(ends, shown, strict=True) if found]
    return tuple(
        Doubt(words[begin:end], sure, begin, end, any(begin < stop and start < end for start, stop in sought))
        for begin, end, sure in inside if begin < end
    )  # fmt: skip


def snippet(text: str, marks: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The words around the first mark in parts, with every mark in reach; cut at spaces, dots where something is left.

    Example:
        >>> snippet("They keep our passports.", [(10, 13), (14, 23)])
        (('They keep ', False), ('our', True), (' ', False), ('passports', True), ('.', False))
    """
    start, end = max(0, marks[0][0] - BEFORE), min(len(text), max(marks[0][0] + AFTER, marks[0][1]))
    while 0 < start < marks[0][0] and not text[start - 1].isspace():
        start += 1
    while marks[0][1] < end < len(text) and not text[end].isspace():
        end -= 1
    parts: list[tuple[str, bool]] = [("… ", False)] * (start > 0)
    at = start
    for begin, stop in marks:
        if begin < at or stop > end:
            continue
        parts += [(text[at:begin], False), (text[begin:stop], True)]
        at = stop
    parts += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple((" ".join(part.split("\n")), sought) for part, sought in parts if part)
