"""A name taken apart: its parts, the ways in which each is written, and the orders in which people put them."""

import dataclasses
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator

from workbench.codebook.scripts import letters, wearing
from workbench.codebook.sounding import folded, looks, marks

WORD = re.compile(r"[^\W_]+(?:[\u00ad\u200b-\u200d\u2060\u0300-\u036f]+[^\W_]*)*")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
PIECE = re.compile(r"[0-9]+|[^0-9]+")
LABEL = re.compile(r"[^\W\d_]{1,6}[-_ .]?\d{1,6}[^\W\d_]?")
LONGEST, SHORTEST_GLUED, MOST_WAYS = 6, 7, 32
TITLE, INITIAL = "#", "."


@dataclasses.dataclass(frozen=True)
class Part:
    """One part of a name: as written, what it is sought by first, and every other key under which it is found."""

    written: str
    base: str
    keys: tuple[str, ...]
    looked: tuple[str, ...]

    @property
    def initials(self) -> tuple[str, ...]:
        """What is left of the part where it is shortened: `.t` and `.tr` for Trần."""
        found: dict[str, None] = {}
        for key in self.keys:
            for size in (1, 2, 3):
                if size == 1 or key[:size] in wearing().initials:
                    found[INITIAL + key[:size]] = None
        return tuple(found)


@dataclasses.dataclass(frozen=True)
class Entry:
    """A protected string: whose it is, as it was listed, its parts; `kind` is name, single, code, label or literal."""

    id: str
    listed: str
    kind: str
    parts: tuple[Part, ...]

    @property
    def unmarked(self) -> bool:
        """True where the name was listed without any accent: then nothing is known of its accents."""
        return not any(marks(part.written) for part in self.parts)


@dataclasses.dataclass(frozen=True)
class Arrangement:
    """One way of putting a name: words to be met one after the other, and how sure the letters must be.

    `slots` says which part each word is; None for an initial or a title. `kind`: full, partial, initials, title,
    single, code, label or literal.
    """

    entry: Entry
    words: tuple[str, ...]
    slots: tuple[int | None, ...]
    kind: str


def entry(identity: str, listed: str) -> list[Entry]:
    """What is sought for one listed string; nothing where it holds no letters at all.

    Example:
        >>> [(found.kind, [part.base for part in found.parts]) for found in entry("W-01", "Trần Hữu Lâm")]
        [('name', ['tran', 'huu', 'lam'])]
        >>> [found.kind for found in entry("F-2", "Mr. Reyd")]
        ['name', 'single']
    """
    listed = unicodedata.normalize("NFC", listed).strip()
    words = WORD.findall(listed)
    if not words:
        return []
    if LABEL.fullmatch(listed):
        return [_made(identity, listed, "label", pieces(listed))]
    if any(c.isdigit() for c in listed) or "@" in listed or len(words) > LONGEST:
        return [_made(identity, listed, "literal", pieces(listed))]
    if all(HAN.fullmatch(c) for word in words for c in word):
        return [_made(identity, listed, "literal", [c for word in words for c in word])]
    if len(words) > 1:
        found = [_made(identity, listed, "name", words)]
        if len(words) == 2 and words[0].casefold() in wearing().titles:
            found.append(_made(identity, words[1], "single", words[1:]))
        return found
    return [_made(identity, listed, "code" if len(listed) < 4 and listed.isupper() else "single", words)]


def pieces(text: str) -> list[str]:
    """The words of a text, letters and figures apart.

    Example:
        >>> pieces("W-01_room_a1.jpg")
        ['W', '01', 'room', 'a', '1', 'jpg']
    """
    return [piece for word in WORD.findall(text) for piece in PIECE.findall(word)]


def _made(identity: str, listed: str, kind: str, words: list[str]) -> Entry:
    return Entry(identity, listed, kind, tuple(part(word) for word in words))


@functools.cache
def part(written: str) -> Part:
    """A part of a name with every key under which it is found.

    Example:
        >>> part("Đorđe").keys
        ('dorde', 'dordje', 'djorde', 'djordje')
        >>> part("Ratković").keys, "patkob" in part("Ратков").looked
        (('ratkovic', 'ratkovich'), True)
    """
    small = unicodedata.normalize("NFC", written.casefold())
    keys = dict.fromkeys([folded(small), *(folded(way) for way in _respelt(small))])
    looked = dict.fromkeys([looks(written), looks(written.lower()), looks(written.upper())])
    if small.isalpha() and not looked.keys() - keys.keys():
        cyrillic = _cyrillic(small)
        looked |= dict.fromkeys([looks(cyrillic), looks(cyrillic.upper()), looks(cyrillic.capitalize())])
    return Part(written, next(iter(keys)), tuple(keys), tuple(key for key in looked if key not in keys))


def _respelt(small: str) -> Iterator[str]:
    """A word in each way of writing its letters, as many as are worth trying."""
    table = letters().respelt
    parts = re.split(f"({'|'.join(table)})", small)
    return itertools.islice(map("".join, itertools.product(*(table.get(part, (part,)) for part in parts))), MOST_WAYS)


def _cyrillic(small: str) -> str:
    for letter, other in letters().cyrillic.items():
        small = small.replace(letter, other)
    return small


def arrangements(found: Entry) -> Iterator[Arrangement]:
    """Every way of putting a name that is sought word by word.

    Example:
        >>> [" ".join(one.words) for one in arrangements(entry("a", "Sava Ilić")[0])][:6]
        ['sava ilic', 'ilic sava', '.s ilic', 'ilic .s', '.i sava', 'sava .i']
    """
    bases = [part.base for part in found.parts]
    count = len(bases)
    if found.kind != "name":
        yield Arrangement(found, tuple(bases), tuple(range(count)), found.kind)
        return
    titled = count == 2 and found.parts[0].written.casefold() in wearing().titles
    for order in [(0, 1)] if titled else _orders(count):
        yield Arrangement(found, tuple(bases[slot] for slot in order), order, "full")
    if titled:
        return
    for order in _partial(count):
        yield Arrangement(found, tuple(bases[slot] for slot in order), order, "partial")
    yield from _shortened(found)
    for slot in {0, count - 1}:
        if not common(found.parts[slot].written) and count < LONGEST and len(bases[slot]) > 1:
            yield Arrangement(found, (TITLE, bases[slot]), (None, slot), "title")


def _orders(count: int) -> list[tuple[int, ...]]:
    """The orders of all parts: any for up to four, else turned round or back to front."""
    whole = tuple(range(count))
    if count <= 4:
        return list(itertools.permutations(whole))
    return [*(whole[turn:] + whole[:turn] for turn in range(count)), whole[::-1]]


def _partial(count: int) -> list[tuple[int, ...]]:
    """Two parts that are enough to know somebody by: family and given name, middle and given name; or all but one."""
    if count < 3:
        return []
    last = count - 1
    found: dict[tuple[int, ...], None] = {(0, last): None, (last, 0): None, (last - 1, last): None}
    if count > 3:
        found |= {tuple(slot for slot in range(count) if slot != left): None for left in range(count)}
        found |= {(*range(1, count), 0)[:-1]: None}
    return list(found)


def _shortened(found: Entry) -> Iterator[Arrangement]:
    """One part in full, the first or the last, the others as initials; or both in full and the middle as initials."""
    count = len(found.parts)
    patterns: dict[tuple[tuple[int, bool], ...], None] = {}
    for full in dict.fromkeys([count - 1, 0]):
        others = tuple((slot, False) for slot in range(count) if slot != full)
        for short in dict.fromkeys([others, others[:1], others[-1:]]):
            patterns |= {(*short, (full, True)): None, ((full, True), *short): None}
    if count > 2:
        first, middle, last = (0, True), tuple((slot, False) for slot in range(1, count - 1)), (count - 1, True)
        rest = tuple((slot, True) for slot in range(1, count))
        patterns |= {(first, *middle, last): None, (last, *middle, first): None, (*rest, (0, False)): None}
    for pattern in patterns:
        slots = tuple(slot if full else None for slot, full in pattern)
        ways = [(found.parts[slot].base,) if full else found.parts[slot].initials for slot, full in pattern]
        for words in itertools.product(*ways):
            yield Arrangement(found, words, slots, "initials")


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(name.casefold() for name in wearing().common)


def common(written: str) -> bool:
    """True for a family or middle name that too many people bear to say anything by itself.

    Example:
        >>> common("Nguyễn"), common("Krstonja")
        (True, False)
    """
    return unicodedata.normalize("NFC", written.casefold()) in _common()


def glued(found: Entry) -> Iterator[str]:
    """The name in one word, as file names and user names have it: in any order, in each way of writing.

    Example:
        >>> list(glued(entry("a", "Sava Ilić")[0]))
        ['savailic', 'savailich', 'ilicsava', 'ilichsava']
    """
    if found.kind != "name":
        return
    count = len(found.parts)
    orders = _orders(count) if count <= 3 else [tuple(range(count)), (*range(1, count), 0), tuple(range(count))[::-1]]
    seen = set()
    for order in [*orders, *([(0, count - 1), (count - 1, 0)] if count > 2 else [])]:
        for ways in itertools.islice(itertools.product(*(found.parts[slot].keys for slot in order)), MOST_WAYS):
            word = "".join(ways)
            if len(word) >= SHORTEST_GLUED + (len(order) < count) and word not in seen:
                seen.add(word)
                yield word
