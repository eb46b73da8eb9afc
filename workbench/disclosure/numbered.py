"""Numbers of papers in the words of the team: "receipt no. 268" leads whoever keeps the receipt book to one person.

In quotes a number that nobody else gives is taken out (`quotes.py`); here the same is done to titles, labels and other
free words of records, but for numbers alone that a word before them says to be a paper's. Sums, days, articles of law
and numbers of gazettes and regulations stay. It is a net with holes: whoever decides reads what leaves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.disclosure.behind import Behind, is_public, tellers_of
from workbench.disclosure.identifiers import LOOKS_LIKE_A_DAY
from workbench.disclosure.quoting import GONE
from workbench.records import Act, Count, Event, Passage, Source

# What is told by a source, and its words.
TOLD, WORDS = (Passage, Event, Act, Count), ("quote", "title", "about", "label")
FIGURE = re.compile(r"\d")
# Papers that somebody holds, owes by or is known by: a house list in English, Serbian (both scripts) and Vietnamese.
# No law, gazette, regulation or file of an authority is among them.
PAPERS = (
    r"receipts?|(?:pay ?|deposit )slips?|(?:(?:labou?r|work|employment|loan) )?contracts?|invoices?|vouchers?|tickets?"
    r"|bookings?|reservations?|insurance polic\w+|badges?|(?:identity|id|residence|staff) cards?"
    r"|passports?|visas?|(?:work|residence|exit) permits?|(?:(?:licen[cs]e|number|registration) )?plates?"
    r"|(?:personal|medical) (?:file|record)s?|seafarer'?s books?"
    r"|priznanic\w+|račun\w*|ugovor\w{0,3}(?: o \w+){0,2}|aneks\w*|pasoš\w*|putn\w+ isprav\w+|viz[aeiu]"
    r"|(?:radn|boravišn)\w+ dozvol\w+"
    r"|ličn\w+ kart\w+|avionsk\w+ kart\w+|platn\w+ list\w+|tablic\w+|propusnic\w+|uplatnic\w+|putn\w+ nalo\w+"
    r"|polis\w{1,2}"
    r"|признаниц\w+|рачун\w*|уговор\w{0,3}(?: о \w+){0,2}|анекс\w*|пасош\w*|путн\w+ исправ\w+|виз[аеиу]"
    r"|(?:радн|боравишн)\w+ дозвол\w+"
    r"|личн\w+ карт\w+|авионск\w+ карт\w+|платн\w+ лист\w+|таблиц\w+|пропусниц\w+|уплатниц\w+|полис\w{1,2}"
    r"|biên lai|bien lai|phiếu (?:thu|chi|lương)|phieu (?:thu|chi|luong)|hợp đồng(?: lao động)?|hop dong(?: lao dong)?"
    r"|hộ chiếu|ho chieu|thị thực|thi thuc|giấy phép lao động|hóa đơn|hoa don|biển số(?: xe)?|bien so(?: xe)?|thẻ|vé"
)
LAW = r"(?<!law on )(?<!act on )(?<!code of )(?<!zakon o )(?<!закон о )(?<!luật )"
NAMED = rf"(?<![^\W_]){LAW}(?:{PAPERS})(?![^\W_])"
# What says that a number is a number: without it only a longer one counts, that is no sum and no day.
MARK = r"(?:numbers?|nos?|nrs?|broj(?:evi)?|br|број(?:еви)?|бр|số|so|№|#)(?![^\W\d_])[.:º°]{0,2}\s{0,2}"
VALUE = r"(?-i:[A-ZČĆŽŠĐ]{1,4}[ -]?)?\d[\w./-]*(?<![./-])"
NO_SUM = (
    r"(?![\w.,]*\s?(?:(?-i:[A-Z]{3}(?!\w))|[€$£%]|usd|eur|rsd|vnd|dinar|динар|din\b|dollar|dolar|долар|евр|dong|đồng"
    r"|triệu|tr\b|days?\b|months?\b|years?\b|men\b|workers\b|people\b|dana\b|mesec|godin|ljudi\b|radni|дана\b|месец"
    r"|годин|људи\b|радни|ngày|tháng|năm|người|công nhân)|,\d)"
)
MARKED = re.compile(rf"(?i){NAMED}[\s,:(\"'„“]{{0,3}}{MARK}({VALUE})")
BARE = re.compile(rf"(?i){NAMED}(?:(?<!s)|(?<=plates))[\s:(\"'„“]{{1,3}}({VALUE}){NO_SUM}")
MORE = re.compile(rf"(?i)(?:\s?[,–-]\s?|\s(?:and|or|to|i|ili|do|и|или|до|và|hoặc|đến)\s)({VALUE}){NO_SUM}")
LEAST = 3  # figures of a number that nothing says to be one
NO_NUMBER = re.compile(r"(?:\d{1,2}[./-])?(?:19|20)\d{2}|\d{1,3}(?:\.\d{3})+")  # a month, a year, a sum


class Numbered:
    """The numbers of papers that may stand in words of the team: those that stand in `open_`, texts anybody can read.

    Example:
        >>> Numbered(["Contract no. 404-2/19 was published"]).without("Contract no. 404-2/19, receipt no. 268, 40 EUR")
        'Contract no. 404-2/19, receipt no. [withheld], 40 EUR'
    """

    def __init__(self, open_: Iterable[str]) -> None:
        self._open = "\n".join(open_).casefold()

    def without(self, words: str) -> str:
        """The words with each number of a paper replaced that nobody outside the team can read.

        Example:
            >>> Numbered([]).without("Article 90, Official Gazette no. 24/2005; ugovor br. 12/3 i 13/3")
            'Article 90, Official Gazette no. 24/2005; ugovor br. [withheld] i [withheld]'
        """
        if not FIGURE.search(words):
            return words
        pieces, at = [], 0
        for start, end in sorted(set(_numbers(words))):
            if start >= at and not self._may_stand(words[start:end]):
                pieces += [words[at:start], GONE]
                at = end
        return "".join([*pieces, words[at:]])

    def _may_stand(self, number: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(number.casefold())}(?![\w/-])", self._open) is not None


def published(records: Mapping[str, Any], told_by: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Words that anybody can read: passages of publications, and what the team tells from these alone.

    Example:
        >>> list(published({}, {}))
        []
    """
    behind = Behind(records, told_by)
    for key, one in records.items():
        if isinstance(one, TOLD):
            ids = tellers_of(key, records, told_by) if isinstance(one, Passage) else ()
            told = [records.get(source) for source in ids] or behind.sources(one)
            if told and all(isinstance(source, Source) and is_public(source) for source in told):
                yield from (text for name in WORDS if (text := getattr(one, name, None)))


def _numbers(words: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of papers stand; a single figure says too little about anybody."""
    for match in MARKED.finditer(words):
        if _figures(match[1]) > 1:
            yield match.span(1)
            yield from _more(words, match)
    for match in BARE.finditer(words):
        number = match[1]
        day = NO_NUMBER.fullmatch(number) or LOOKS_LIKE_A_DAY.fullmatch(number)
        if not day and _figures(number) >= LEAST:
            yield match.span(1)
            yield from _more(words, match)


def _figures(number: str) -> int:
    return sum(sign.isdigit() for sign in number)


def _more(words: str, match: "re.Match[str]") -> Iterator[tuple[int, int]]:
    """The numbers that go on after one, as long as they look like it: "268 and 269", never "268 and 24 men"."""
    one: re.Match[str] | None = match
    while one and (next_ := MORE.match(words, one.end(1))) and len(next_[1]) == len(match[1]):
        if LOOKS_LIKE_A_DAY.fullmatch(next_[1]):
            return
        yield next_.span(1)
        one = next_
