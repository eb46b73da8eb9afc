"""The words of a passage as a release may quote them: what would tell who spoke is taken out, or the whole of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.disclosure.approved import Approvals
from workbench.disclosure.cues import grounds
from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.leaving import Terms, quotable
from workbench.disclosure.quotes import Quote, Quotes, Telling
from workbench.disclosure.tasks import CODE, of_one
from workbench.disclosure.tellers import untold
from workbench.disclosure.together import known, together
from workbench.records import PUBLISHED_KINDS, Entity, Item, Passage, Record, Source

GONE = "[withheld]"
SAYS = re.compile(r"\w")
# Of words that nobody is said to have told, and nobody to be free to give away.
NO_TELLER = "quote-no-teller"
# On these a whole quote is kept back; on any other only the words that tell.
WHOLE = frozenset({"quote-language", "quote-long"})
# What no decision of the team lets stand, and what to do instead.
BOUND = {
    "quote-refused": "Nothing: whoever spoke does not want it quoted; ask again, and record the answer",
    "quote-not-allowed": "Nothing: the worker of whom alone it speaks did not allow it; ask, and record the consent",
    NO_TELLER: "Say who told it: name the worker in a row of the register of sources, under the key that the file was "
    "added with. Of nobody's paper, or of a file without a source, register a source (of a paper one of kind document, "
    "company, press ...) under a new key, then `workbench add CASE FILE --source KEY`, the same file again",
    "quote-unapproved": "Read it to whoever spoke, and record the answer (register `approvals`)",
    "quote-decided": "Nothing: somebody decided so; `workbench undo` takes the decision back",
}
# What an official who gets the account of a known pseudonym under seal may read all the same.
IN_A_ROW = frozenset({"quote-told-once", "quote-language", "quote-long"})


class Quoting:
    """What may be quoted in one release; `found` are the codes, passages and ways of all that was kept back.

    `pointing` is by passage what in words that stand tells what few are or did: a person decides on it. A
    decision to show a passage (`show`) lets its words stand, names apart, unless another withholds them (`generalise`:
    the passage leaves without its words, and what is coded from it counts); never words of which something is
    `redacted` in the copy of their item, nor words that their worker refused or wants otherwise. `unapproved` are the
    passages that stand although nobody has asked their worker; an audience that requires approval has none of them.
    """

    def __init__(
        self, records: Iterable[tuple[str, Record]], terms: Terms, redacted: frozenset[str] = frozenset()
    ) -> None:
        told = list(records)
        self.terms, self.withheld, self.redacted = terms, Counter[str](), redacted
        self.found: list[tuple[str, str, str]] = []
        self.unapproved = set[str]()
        self.pointing: dict[str, tuple[str, ...]] = {}
        self._approvals = Approvals(told, terms.audience.id)
        self.languages = {key: one.language for key, one in told if isinstance(one, Passage) and one.language}
        self._people = known(told)
        self._items = {key: one.item for key, one in told if isinstance(one, Passage)}
        self._files = {key: one.name for key, one in told if isinstance(one, Item)}
        self._known = Quotes(_attributes(told), terms.audience.k, accounts=_accounts(told))

    def left(self, passage: str, words: str, source: Source | None) -> str | None:
        """The words that may stand, or None where the whole is withheld; what was published stands as it is.

        Of no source nobody has said who told it, as of one that is `unstated`: nothing stands, whatever was decided.
        """
        if passage in self.redacted:
            self._keep_back(passage, [("quote-redacted", "")])
            return None
        if source is None or untold([source]):
            self._keep_back(passage, [(NO_TELLER, self._items.get(passage, ""))])
            return None
        if source.worker and not quotable(source, self.terms):
            self._keep_back(passage, [("quote-not-allowed", "")])
            return None
        if code := self._refused(passage, source):
            self._keep_back(passage, [(code, "")])
            return None
        if self.terms.decided(passage, "generalise"):
            self._keep_back(passage, [("quote-decided", "")])
            return None
        left = self._told(passage, words, source)
        if left is not None and source.worker and not self._approvals.approved(passage):
            self.unapproved.add(passage)
        return left

    def left_by_all(self, passage: str, words: str, tellers: Sequence[Source]) -> str | None:
        """The words that may stand for everybody who told them: what one of them bars is gone, whoever else told it."""
        left: str | None = words
        for source in (*tellers,) or (None,):
            left = None if left is None else self.left(passage, left, source)
        if left is None:  # nothing of it stands: there is nothing to decide, and nothing to approve
            self.pointing.pop(passage, None)
            self.unapproved.discard(passage)
        return left

    def _refused(self, passage: str, source: Source) -> str:
        """Why the worker's own word keeps a quote back; empty where it does not."""
        if self._approvals.refused(passage):
            return "quote-refused"
        required = self.terms.audience.approval == "required" and source.worker
        return "quote-unapproved" if required and not self._approvals.approved(passage) else ""

    def _told(self, passage: str, words: str, source: Source) -> str | None:
        if source.kind in PUBLISHED_KINDS or self.terms.decided(passage, "show"):
            return words
        if codes := grounds(words):
            self._keep_back(passage, [(code, "") for code in codes])
            return None
        if not source.worker:
            return words
        language = self.languages.get(passage) or source.language or ""
        telling = self._known.telling(Quote(passage, words, language, source.worker))
        if self.terms.audience.rows == "workers":
            telling = [one for one in telling if one.code not in IN_A_ROW]
        self._keep_back(passage, [(one.code, one.words) for one in telling])
        left = _without(words, telling)
        if any(one.code in WHOLE for one in telling) or (telling and not SAYS.search(left.replace(GONE, ""))):
            return None  # nothing would stand but the mark of what is gone
        shared = together(words, self._people, source.worker, self.terms.audience.k)
        if pointing := (*(one.path for one in of_one(words)), *shared):
            self.pointing[passage] = tuple(dict.fromkeys((*self.pointing.get(passage, ()), *pointing)))
        return left

    def findings(self, standing: Mapping[str, str]) -> Iterator[Finding]:
        """What was kept back, and what has to be decided; `standing` are the words of passages as they would leave."""
        yield from self._untold()
        for code, passage, words in self.found:
            if code == NO_TELLER:
                continue
            remedy = Remedy("withhold-quote", passage, (), BOUND.get(code) or f"Read it; {_to_show(passage)}")
            yield Finding(code, passage[:12], (words,) if words else (), remedy, "quotes")
        for passage, pointing in self.pointing.items():
            agreed = ("whoever spoke has approved the quote",) if self._approvals.approved(passage) else ()
            path = (*pointing, f'the quote would say "{standing[passage]}"', *agreed)
            yield Finding(CODE, passage[:12], path, Remedy("unquote", passage, (), _to_decide(passage)), "quotes")

    def _untold(self) -> Iterator[Finding]:
        """One finding a file of which nobody has said who told it, with how many passages of it are withheld."""
        held = Counter(item for code, _, item in self.found if code == NO_TELLER)
        for item, number in held.items():
            path = f"{number} passage{'s' if number != 1 else ''} of {self._files.get(item, item[:12])}"
            yield Finding(NO_TELLER, item[:12], (path,), Remedy("withhold-quote", item, (), BOUND[NO_TELLER]), "quotes")

    def _keep_back(self, passage: str, why: Iterable[tuple[str, str]]) -> None:
        for code, words in why:
            self.withheld[code] += 1
            self.found.append((code, passage, words))


def _to_show(passage: str) -> str:
    return f"to show it: decide {passage[:12]} show"


def _to_decide(passage: str) -> str:
    return (f"Read it, and decide: `workbench decide CASE {passage[:12]} show` lets all of it stand, also what is "
            "taken out of it now; with `generalise` for `show` its words are left out, what is coded from them counts "
            "all the same, and you may tell it in your own words")  # fmt: skip


def _without(words: str, telling: Sequence[Telling]) -> str:
    """The words with each stretch that tells replaced; stretches that overlap become one."""
    pieces, at = [], 0
    for one in sorted(telling, key=lambda one: (one.start, -one.end)):
        if one.end <= at:
            continue
        if one.start >= at:
            pieces += [words[at : one.start], GONE]
        at = one.end
    return "".join([*pieces, words[at:]])


def _attributes(records: Sequence[tuple[str, Record]]) -> dict[str, dict[str, str | None]]:
    """Trade, country and language of every worker on record: what others would know a speaker by."""
    spoken = {one.worker: one.language for _, one in records if isinstance(one, Source) and one.worker}
    return {
        key: {
            "trade": one.role and one.role.replace(",", ";").split(";")[0].strip(), "country": one.country,
            "language": spoken.get(key),
        }
        for key, one in records if isinstance(one, Entity) and one.schema == "Worker"
    }  # fmt: skip


def _accounts(records: Sequence[tuple[str, Record]]) -> dict[str, list[str]]:
    """What each worker told, and what everybody else did, by teller: a number that two give tells of neither."""
    named = dict(records)
    told: dict[str, list[str]] = {}
    for _, one in records:
        item = named.get(one.item) if isinstance(one, Passage) else None
        if isinstance(one, Passage) and one.quote and isinstance(item, Item) and item.source:
            source = named.get(item.source)
            teller = source.worker if isinstance(source, Source) and source.worker else item.source
            told.setdefault(teller, []).append(one.quote)
    return told
