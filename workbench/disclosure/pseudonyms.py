"""Names for those who must not be named: drawn at random for one release, and of no use beside another release.

Nothing of a pseudonym comes from the name, from the label inside the case, from the order of intake or of the alphabet;
a child bears what every worker bears, and nobody is called after whose relative they are.
"""

import dataclasses
import itertools
import json
from collections.abc import Callable, Container, Iterable

from workbench.errors import BadValue, Unknown
from workbench.records.canonical import canonical

# What a reader is told of somebody; every other kind is a person.
WORDS = {
    "worker": "Worker", "child": "Worker", "interpreter": "Interpreter", "investigator": "Investigator",
    "document": "Paper", "coder": "Coder", "adjudicator": "Adjudicator",
}  # fmt: skip
PERSON, CODED = "Person", "Worker"
# Letters and figures that nobody confuses when a code is read out or copied by hand.
LETTERS, FIGURES = "ABCDEFGHJKLMNPQRTUVWXY", "23456789"
MOST_DRAWS = 200  # for each code; beyond that every code is taken
ROOM = 4  # a code is drawn from so many times more codes than there are workers


@dataclasses.dataclass(frozen=True)
class Mapping:
    """Who is called what in one release: id to pseudonym, as pairs in no order that means anything.

    Example:
        >>> Mapping((("w" * 64, "Worker K7"),))["w" * 64]
        'Worker K7'
    """

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of", dict(self.pairs))

    def __getitem__(self, identity: str) -> str:
        """The pseudonym of somebody.

        Raises:
            Unknown: nobody of that id is in this release.
        """
        of: dict[str, str] = self._of  # type: ignore[attr-defined]
        if identity not in of:
            raise Unknown("pseudonyms", "id", identity, ["draw the mapping for everybody who is protected"])
        return of[identity]

    def __contains__(self, identity: object) -> bool:
        return identity in self._of  # type: ignore[attr-defined]

    def written(self) -> bytes:
        """The mapping as canonical JSON: what is sealed as the key of a release.

        Example:
            >>> Mapping((("a", "Worker K7"),)).written()
            b'{"pseudonyms":[["a","Worker K7"]]}'
        """
        return canonical({"pseudonyms": sorted(list(pair) for pair in self.pairs)})


def read(raw: bytes, file: object = "pseudonyms") -> Mapping:
    """A mapping out of its canonical JSON.

    Raises:
        BadValue: these bytes are no mapping, or name somebody twice, or two people alike; nothing of them is repeated.

    Example:
        >>> read(b'{"pseudonyms":[["a","Worker K7"]]}')["a"]
        'Worker K7'
    """
    try:
        value = json.loads(raw)
        pairs = tuple((identity, pseudonym) for identity, pseudonym in value["pseudonyms"])
        mapping = Mapping(pairs)
        sound = all(isinstance(word, str) and word for pair in pairs for word in pair) and mapping.written() == raw
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadValue(file, "the file", "other bytes", "a mapping of pseudonyms") from None
    if not sound or len({one for one, _ in pairs}) < len(pairs) or len({name for _, name in pairs}) < len(pairs):
        raise BadValue(file, "the file", "another mapping", "each person once, each pseudonym once, in canonical JSON")
    return mapping


def _free(name: str) -> bool:
    return False


def mapping(
    people: Iterable[tuple[str, str]], salt: Callable[[], str], first: Container[str] = (), *,
    taken: Callable[[str], bool] = _free,
) -> Mapping:  # fmt: skip
    """A fresh pseudonym for each of these people (id and kind), drawn from `salt`, which gives 32 random bytes in hex.

    Workers get a code (Worker K7), everybody else a number in an order that was drawn; those who come `first` (ids) get
    the first numbers, so that no gap tells how many others there are. It depends on who they are only
    as a set: in whatever order they come, the same draws give the same mapping. No code is drawn that is `taken`, such
    as W49 where a worker of the case has the key W-49.

    Example:
        >>> from workbench.casefile.door import seeded_door
        >>> draw = seeded_door("release 1", "2026-01-15T09:00:00Z").salt
        >>> sorted(name for _, name in mapping([("a", "worker"), ("b", "interpreter"), ("c", "relative")], draw).pairs)
        ['Interpreter 1', 'Person 1', 'Worker M8']
    """
    kinds = dict(people)
    groups: dict[str, list[str]] = {}
    for identity in sorted(kinds):
        groups.setdefault(WORDS.get(kinds[identity], PERSON), []).append(identity)
    found: list[tuple[str, str]] = []
    for word, members in sorted(groups.items()):
        shuffled = sorted(_shuffled(members, salt), key=lambda one: one not in first)
        marks = _codes(len(members), salt, taken) if word == CODED else [str(at) for at in range(1, len(members) + 1)]
        found += [(identity, f"{word} {mark}") for identity, mark in zip(shuffled, marks, strict=True)]
    return Mapping(tuple(sorted(found)))


def _codes(count: int, salt: Callable[[], str], taken: Callable[[str], bool]) -> list[str]:
    """So many different codes: a letter and as many figures as leave most codes unused; none tells how many."""
    size = 1
    while len(LETTERS) * len(FIGURES) ** size < ROOM * count:
        size += 1
    drawn: dict[str, None] = {}
    for draw in itertools.count(1):
        if len(drawn) == count:
            break
        if draw > MOST_DRAWS * (count + 1):
            raise BadValue(
                "pseudonyms", "labels of the case", CODED, "labels that are not what every pseudonym is called"
            )
        number = _below(len(LETTERS) * len(FIGURES) ** size, salt)
        number, letter = divmod(number, len(LETTERS))
        code = LETTERS[letter]
        for _ in range(size):
            number, figure = divmod(number, len(FIGURES))
            code += FIGURES[figure]
        if not taken(f"{CODED} {code}"):
            drawn[code] = None
    return list(drawn)


def _shuffled(members: list[str], salt: Callable[[], str]) -> list[str]:
    """Fisher and Yates: every order is as likely as any other."""
    members = list(members)
    for at in range(len(members) - 1, 0, -1):
        other = _below(at + 1, salt)
        members[at], members[other] = members[other], members[at]
    return members


def _below(limit: int, salt: Callable[[], str]) -> int:
    """A number from 0 to `limit` - 1; of 256 bits, the bias is beyond measuring."""
    return int(salt(), 16) % limit
