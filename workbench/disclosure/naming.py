"""The names of one release: who is called what, and words from which everybody protected was taken out."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.disclosure.identifiers import Sign, identifiers
from workbench.disclosure.leaving import Terms, has_row, small_groups
from workbench.disclosure.protected import Protected, names_of
from workbench.disclosure.pseudonyms import Mapping as Pseudonyms
from workbench.disclosure.pseudonyms import mapping
from workbench.disclosure.rewriting import rewrite
from workbench.disclosure.spellings import Finder
from workbench.records import Agent, Entity, Item, Record, Source

# What a source, an item or a group without a name of its own is called, before its number.
WORDS = {
    "worker": "Account", "colleague": "Statement", "family": "Statement", "chat": "Chat", "photo": "Photograph",
    "document": "Document", "company": "Company paper", "investigator": "Observation", "press": "Publication",
    "ngo-report": "Publication", "official": "Official paper", "institution": "Official paper",
}  # fmt: skip
ITEM, GROUP, SOMEBODY, CODER = "File", "Group", "somebody", "Coder"
A_WORKER, INTERPRETER = "a worker", "Other interpreter"
INITIAL = re.compile(r"[^\W\d_]")
# A date is no person's own; whether it locates somebody is asked of quotes, not here.
HARMLESS = frozenset({"date"})


class Naming:
    """Labels, ids and words of one release; `secret` is random, and thrown away unless the key of the release is kept.

    `ids` are new ids of records that were drawn elsewhere (`release/committing.py`); all others are drawn here.

    A worker who may be named goes by the name, or the initials, that the consent allows; everybody else protected by a
    pseudonym. Two releases of one case share no label and no id.
    """

    def __init__(
        self, records: Iterable[tuple[str, Record]], people: Sequence[Protected], terms: Terms,
        hidden: frozenset[str], salt: Callable[[], str], ids: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        told = dict(records)
        self._ids = ids or {}
        self._secret = bytes.fromhex(salt())
        kinds = dict.fromkeys(hidden, "person") | {one.id: one.kind for one in people}
        open_ = _allowed_names(told, terms)
        named = {key for key in open_ if terms.allowed[key].form == "name"}
        free = {key for key, one in told.items() if isinstance(one, Entity) and one.schema in ("Person", "SubAgent")}
        may = (free - hidden) | named
        # What the case alone calls somebody leads back to it, whoever may be named.
        sought = {one.id: _codes(told.get(one.id), one.strings) if one.id in may else one.strings for one in people}
        # A small group goes by a number (`leaving.small_groups`), and its name is sought in every sentence.
        groups = {key: one for key, one in told.items() if isinstance(one, Entity)}
        small = {key: names_of(groups[key]) for key in small_groups(groups, terms.audience.k)}
        self.finder = Finder({key: strings for key, strings in (sought | small).items() if strings})
        self.mapping = mapping(kinds.items(), salt, taken=lambda name: bool(self.finder.find(name)))
        self._labels = {key: self.mapping[key] for key in kinds} | self._numbered(told) | open_
        self._labels |= self._interpreters(told, people)
        # In words a worker without a row is one of many: a code that recurs would make a row of the sentences.
        many = {key for key in kinds if kinds[key] in ("worker", "child") and not has_row(key, terms)}
        self._written = Pseudonyms(
            tuple((key, A_WORKER if key in many else self._labels[key]) for key in [*kinds, *small])
        )

    def _numbered(self, told: Mapping[str, Record]) -> dict[str, str]:
        """Numbers in an order that the secret draws, for sources, files, groups and coders."""
        by_word: dict[str, list[str]] = {}
        for key, one in told.items():
            if word := _word(one):
                by_word.setdefault(word, []).append(key)
        return {
            key: f"{word} {number}"
            for word, keys in by_word.items()
            for number, key in enumerate(sorted(keys, key=self.identity), 1)
        }

    def _interpreters(self, told: Mapping[str, Record], people: Sequence[Protected]) -> dict[str, str]:
        """A label for each interpreter that a source names: two who share none must not seem to share one."""
        known = {name: one.id for one in people for name in one.names}
        named = {one.interpreter for one in told.values() if isinstance(one, Source) and one.interpreter}
        others = sorted((name for name in named if name not in known), key=lambda name: self.identity("i:" + name))
        return {f"interpreter:{name}": self.mapping[known[name]] for name in named & known.keys()} | {
            f"interpreter:{name}": f"{INTERPRETER} {number}" for number, name in enumerate(others, 1)
        }

    def identity(self, key: str) -> str:
        """A new id for a record: it cannot be computed, or held against another release, without the secret."""
        if key in self._ids:
            return self._ids[key]
        return hashlib.blake2b(key.encode(), key=self._secret, digest_size=32).hexdigest()

    def digest(self, digest: str) -> str:
        """A commitment to a digest, marked as one: nobody who holds the original can ask for it."""
        return "salted:" + self.identity("digest:" + digest)

    def label(self, key: str) -> str:
        """What somebody or something is called in this release."""
        return self._labels.get(key, SOMEBODY)

    def words(self, text: str) -> str:
        """A text with pseudonyms for names, and without numbers and addresses by which somebody can be found."""
        named = rewrite(text, self.finder.find(text), self._written).text
        pieces, at = [], 0
        for sign in _signs(named):
            pieces += [named[at : sign.start], f"[withheld: {sign.kind}]"]
            at = sign.end
        return "".join([*pieces, named[at:]])

    def revealing(self, text: str) -> list[str]:
        """In words, what in a text still names somebody protected, or leads to somebody."""
        named = [f"a name of {self.label(hit.id)}" for hit in self.finder.find(text)]
        return named + [sign.kind for sign in _signs(text)]


def _codes(record: Record | None, strings: Sequence[str]) -> tuple[str, ...]:
    """Of the strings that reveal a worker, the key and the label by which only the case calls them."""
    if not isinstance(record, Entity) or record.schema != "Worker":
        return ()
    return tuple(
        code for code in dict.fromkeys((record.key, record.label)) if code in strings and code not in record.names
    )


def _signs(text: str) -> list[Sign]:
    return [sign for sign in identifiers(text) if sign.kind not in HARMLESS]


def _word(record: Record) -> str:
    if isinstance(record, Source):
        return WORDS.get(record.kind, "Source")
    if isinstance(record, Item):
        return ITEM
    if isinstance(record, Agent):
        return CODER
    return GROUP if isinstance(record, Entity) and record.schema == "Group" else ""


def _allowed_names(told: Mapping[str, Record], terms: Terms) -> dict[str, str]:
    """The names and initials of workers who allowed them, and who are no children."""
    found = {}
    for worker, allowed in terms.allowed.items():
        one = told.get(worker)
        if not isinstance(one, Entity) or not one.names or allowed.child or not allowed.account:
            continue
        if allowed.form == "name":
            found[worker] = one.names[0]
        elif allowed.form == "initials":
            found[worker] = " ".join(part[0].upper() + "." for part in one.names[0].split() if INITIAL.match(part))
    return found
