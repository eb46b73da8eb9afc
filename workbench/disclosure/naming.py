"""The names of one release: who is called what, and words from which everybody protected was taken out."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.disclosure import calling
from workbench.disclosure.identifiers import Sign, identifiers
from workbench.disclosure.leaving import Terms, has_row
from workbench.disclosure.names import WORD
from workbench.disclosure.namesakes import a_name
from workbench.disclosure.protected import NAMED_IN_WORDS, Protected, names_of
from workbench.disclosure.pseudonyms import Mapping as Pseudonyms
from workbench.disclosure.pseudonyms import mapping
from workbench.disclosure.rewriting import rewrite
from workbench.disclosure.spellings import Finder, Hit
from workbench.disclosure.unnamed import small_groups
from workbench.records import Adjudication, Agent, Coding, Entity, Item, Record, Source

# What a source, an item or a group without a name of its own is called, before its number.
WORDS = {
    "worker": "Account", "colleague": "Statement", "family": "Statement", "chat": "Chat", "photo": "Photograph",
    "document": "Document", "company": "Company paper", "investigator": "Observation", "press": "Publication",
    "ngo-report": "Publication", "official": "Official paper", "institution": "Official paper",
}  # fmt: skip
ITEM, GROUP, SOMEBODY = "File", "Group", "somebody"
AGENTS = {"organisation": "Organisation", "software": "Program"}  # a person goes by what was done in the case
A_WORKER, INTERPRETER = "a worker", "Other interpreter"
SEVERAL = {True: "one of several workers", False: "one of several people"}
# One word without a title may be a name or a word (Công, Ba, May): whoever has a row does not get it by this.
ONE_WORD = "[withheld: name]"
PERSONS = ("Person", "SubAgent")
# Whose given or family name is sought alone, too: many a worker's is a word of the language.
BY_PARTS = ("relative", "witness", "interpreter", "investigator", "person")
LETTERS = re.compile(r"[^\W\d_]+")
INITIAL = re.compile(r"[^\W\d_]")
# A date is no person's own; whether it locates somebody is asked of quotes, not here.
HARMLESS = frozenset({"date"})


class Naming:
    """Labels, ids and words of one release; `secret` is random, and thrown away unless the key of the release is kept.

    `ids` are new ids of records that were drawn elsewhere (`release/committing.py`); all others are drawn here. What
    is `seen` (0 before 1) is numbered before the rest: a gap in the numbers would tell how much was kept back.

    A worker who may be named goes by the name, or the initials, that the consent allows; everybody else protected by a
    pseudonym. Anybody else goes by the label of the case, without its code: a name that this does not carry becomes it
    in all words (`calling.py`). Two releases of one case share no label of anybody protected, and no id.
    """

    def __init__(
        self, records: Iterable[tuple[str, Record]], people: Sequence[Protected], terms: Terms,
        hidden: frozenset[str], salt: Callable[[], str], seen: Mapping[str, int], ids: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        told, self._seen = dict(records), seen
        self._ids = ids or {}
        self._secret = bytes.fromhex(salt())
        readers = _readers(told)
        kinds = dict.fromkeys(hidden, "person") | {one.id: one.kind for one in people} | readers
        open_ = _allowed_names(told, terms)
        named = {key for key in open_ if terms.allowed[key].form == "name"}
        free = {key for key, one in told.items() if isinstance(one, Entity) and one.schema in PERSONS} - hidden
        # A small group goes by a number (`unnamed.small_groups`), and its name is sought in every sentence.
        groups = {key: one for key, one in told.items() if isinstance(one, Entity)}
        small = {key: names_of(groups[key]) for key in small_groups(groups, terms.audience.k)}
        shown = {key: one for key, one in groups.items() if key not in hidden and key not in small}
        sought = {one.id: _sought(one, told.get(one.id), one.id in free, one.id in named) for one in people}
        given = {key: [open_[key]] for key in sorted(named)}
        self._given = Finder(given)
        standing = [*(name for [name] in given.values()), *(shown[key].label for key in free & shown.keys())]
        bodies = [name for key, one in shown.items() if key not in kinds for name in (one.label, *one.names)]
        self.finder = Finder({key: strings for key, strings in (sought | small).items() if strings}, standing, bodies)
        self.shared: Mapping[str, tuple[str, ...]] = _shared(open_, self.finder)
        self._alone = Finder(_alone(people, sought, shown))
        self._unmarked = calling.bare(name for strings in sought.values() for name in strings)
        self.mapping = mapping(kinds.items(), salt, seen, taken=lambda name: bool(self.finder.find(name)))
        drawn = {key: self.mapping[key] for key in kinds}
        # What those are called who stand under a label of the case, by their id there.
        self.called: Mapping[str, str] = calling.called(
            shown, self.identity, {key: drawn[key] for key in free & drawn.keys()}
        )
        self._labels: dict[str, str] = {**drawn, **self._numbered(told, readers), **self.called, **open_}
        self._labels |= self._interpreters(told, people)
        # In words a worker without a row is one of many: a code that recurs would make a row of the sentences.
        many = {key for key in kinds if kinds[key] in ("worker", "child") and not has_row(key, terms)}
        said = {key: A_WORKER if key in many else self._labels[key] for key in dict.fromkeys([*kinds, *small])}
        self._written = Pseudonyms(tuple((said | {one: one for one in (*SEVERAL.values(), ONE_WORD)}).items()))
        # Who goes by what was drawn; of a worker among several it is said that it is a worker.
        self._drawn = {key: kinds[key] in ("worker", "child") for key in kinds if said[key] in (A_WORKER, drawn[key])}
        codes = {groups[key].key: self._labels[key] for key in (*shown, *small)}
        codes |= {one.key: _word(one) for one in told.values() if isinstance(one, Source)}
        self._codes = {code: label for code, label in codes.items() if calling.is_code(code)}
        self._code = _either(self._codes)
        self._codes_of_people = _either(groups[key].key for key in free if groups[key].key in self._codes)

    def _numbered(self, told: Mapping[str, Record], readers: Mapping[str, str]) -> dict[str, str]:
        """Numbers in an order that the secret draws, for sources, files, groups and agents that are no persons."""
        by_word: dict[str, list[str]] = {}
        for key, one in told.items():
            if key not in readers and (word := _word(one)):
                by_word.setdefault(word, []).append(key)
        return {
            key: f"{word} {number}"
            for word, keys in by_word.items()
            for number, key in enumerate(sorted(keys, key=lambda key: (self._seen.get(key, 2), self.identity(key))), 1)
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
        return self._renamed(self._codes_of_people.sub(lambda code: self._codes[code[0]], text), self._written)

    def quoted(self, text: str) -> str:
        """The same for words of others: what is put in stands in brackets, or it would read as if it had been said."""
        text = self._codes_of_people.sub(lambda code: f"[{self._codes[code[0]]}]", text)
        written = tuple((key, f"[{name.strip('[]')}]") for key, name in self._written.pairs)
        return self._renamed(text, Pseudonyms(written))

    def _renamed(self, text: str, written: Pseudonyms) -> str:
        hits = self.finder.find(text)
        hits += calling.alone(text, self._alone.find(text), hits, self._unmarked)
        given = {hit.end: hit.start for hit in self._given.find(text)} if hits else {}
        meant = {hit.end for hit in hits if given.get(hit.end, hit.start + 1) <= hit.start}
        bare = {(hit.start, hit.end) for hit in hits if self._drawn.get(hit.id) and LETTERS.fullmatch(hit.name)}
        hits = [hit for hit in calling.titled(text, hits)
                if hit.others or text[hit.start : hit.end] != written[hit.id].strip("[]")]  # fmt: skip
        hits = [hit._replace(id=ONE_WORD, others=()) if hit[:2] in bare else self._open(hit, hit.end in meant)
                for hit in hits]  # fmt: skip
        named = rewrite(text, hits, written).text
        pieces, at = [], 0
        for sign in _signs(named):
            pieces += [named[at : sign.start], f"[withheld: {sign.kind}]"]
            at = sign.end
        return "".join([*pieces, named[at:]])

    def _open(self, hit: Hit, given: bool) -> Hit:
        """A hit that may be several people, one of whom goes by a pseudonym, as no more than that: from "Worker K7 or
        Worker D5" whoever has a list of all workers would learn that these two share a name. It may be one who is
        `given` by name, too: "anh Hùng" where Nguyễn Văn Hùng may be named is not Worker K7 because a third may not."""
        either = (hit.id, *hit.others)
        if not (hit.others or given) or not any(one in self._drawn for one in either):
            return hit
        return hit._replace(id=SEVERAL[all(self._drawn.get(one, False) for one in either)], others=())

    def told(self, text: str) -> str:
        """The same for words of the team, in which the codes of the case stand for what they mean, too."""
        return self.words(self._code.sub(lambda code: self._codes[code[0]], text))

    def revealing(self, text: str) -> list[str]:
        """In words, what in a text still names somebody protected, or leads to somebody."""
        named = [a_name(self.label(hit.id)) for hit in self.finder.find(text)]
        return named + [sign.kind for sign in _signs(text)]


def _shared(open_: Mapping[str, str], finder: Finder) -> dict[str, tuple[str, ...]]:
    """By worker who may be named, all who would be named by that name and may not."""
    found = {key: {one for hit in finder.find(name) for one in (hit.id, *hit.others)} for key, name in open_.items()}
    return {key: tuple(sorted(others)) for key, others in found.items() if others}


def _sought(one: Protected, record: Record | None, free: bool, named: bool) -> tuple[str, ...]:
    """The strings that must not stand for somebody in this release.

    What the case alone calls a worker leads back to the case, also where that worker may be named (`named`); of
    somebody else who may stand under the label of the case (`free`), every name that this label does not carry.
    """
    if not isinstance(record, Entity) or not (free or named):
        return one.strings
    if named:
        codes = dict.fromkeys((record.key, record.label))
        return tuple(code for code in codes if code in one.strings and code not in record.names)
    names = [name for name in one.names if name not in (record.key, record.label)]
    return calling.others(names, calling.uncoded(record.label, record.key))


def _alone(
    people: Sequence[Protected], sought: Mapping[str, Sequence[str]], shown: Mapping[str, Entity]
) -> dict[str, tuple[str, ...]]:
    """By person who is no worker, the parts of names that are sought alone; never a word in the name of a body."""
    bodies = [one for one in shown.values() if one.schema not in PERSONS]
    words = {word.casefold() for one in bodies for name in (one.label, *one.names) for word in WORD.findall(name)}
    made = {one.id: calling.parts(sought[one.id], words) for one in people
            if one.kind in BY_PARTS and not one.id.startswith(NAMED_IN_WORDS)}  # fmt: skip
    return {key: parts for key, parts in made.items() if parts}


def _either(codes: Iterable[str]) -> re.Pattern[str]:
    """What finds these codes, each as it is written and standing by itself."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, codes)) or '(?!)'})(?![\w-])")


def _signs(text: str) -> list[Sign]:
    return [sign for sign in identifiers(text) if sign.kind not in HARMLESS]


def _word(record: Record) -> str:
    if isinstance(record, Source):
        return WORDS.get(record.kind, "Source")
    if isinstance(record, Item):
        return ITEM
    if isinstance(record, Agent):
        return AGENTS.get(record.kind, "")
    return GROUP if isinstance(record, Entity) and record.schema == "Group" else ""


def _readers(told: Mapping[str, Record]) -> dict[str, str]:
    """Who coded, and who decided where coders differ without being one: the copy counts coders, so they are numbered
    among themselves. Whoever else acts goes by what they are to the case: an interpreter, or an investigator."""
    deciding = {one.agent: "adjudicator" for one in told.values() if isinstance(one, Adjudication)}
    coding = {one.coder: "coder" for one in told.values() if isinstance(one, Coding)}
    return {key: kind for key, kind in (deciding | coding).items() if key in told}


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
