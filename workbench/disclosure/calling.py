"""What one copy calls a person who is no worker, and every other way in which words may call the same person."""

import functools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from workbench.codebook.scripts import wearing
from workbench.disclosure.distinct import distinct
from workbench.disclosure.names import WORD, common
from workbench.disclosure.spellings import Finder, Hit
from workbench.records import Entity

# What goes with a name before it and is no title in full: "g. Reyd", "др Рејд".
SHORT = ("g", "gg", "dr", "г", "др")
# How a name from elsewhere is written by ear where every letter has one sound, as in Serbian: Reyd, Rejd.
BY_EAR = (("y", "j"), ("w", "v"), ("x", "ks"), ("sh", "š"), ("ph", "f"))
FEWEST, LEAST, MOST = 3, 2, 4
NEAR = 60  # signs before a name among which the word before it is looked for
BEFORE = re.compile(r"(^|[^\w\u00a0 ]|\w)[ \u00a0]*(?<!\w)([^\W\d_]\w*)\.?[ \u00a0]$")
SIGN = re.compile(r"[\d_-]")
STOPS = frozenset('.!?:;\n"“”„»«()[]')


def is_code(key: str) -> bool:
    """True for a key that is a code of the case, such as CO-BR, and no word that anybody may use.

    Example:
        >>> is_code("CO-BR"), is_code("SITE")
        (True, False)
    """
    return bool(SIGN.search(key))


def uncoded(label: str, key: str) -> str:
    """A label without the key of the case in it; empty where it is nothing else.

    Example:
        >>> uncoded("Camp manager F-2", "F-2"), uncoded("F-2", "F-2"), uncoded("Gate (GATE-1)", "GATE-1")
        ('Camp manager', '', 'Gate')
    """
    left = re.sub(rf"\(?(?<![\w-]){re.escape(key)}(?![\w-])\)?", " ", label) if is_code(key) else label
    return " ".join(left.split()).strip(" ,;:–-") if left != label else label


def called(entities: Mapping[str, Entity], order: Callable[[str], object], drawn: Mapping[str, str]) -> dict[str, str]:
    """What each entity that is shown under its own label is called: without a code of the case, and like no other.

    A label that is a code and nothing else gives way to the one that was `drawn` for this copy, where there is one.

    Example:
        >>> two = {key: Entity(key=key, schema="SubAgent", label=f"Recruiter {key}") for key in ("S-1", "S-2")}
        >>> called(two, str, {})
        {'S-1': 'Recruiter (1)', 'S-2': 'Recruiter (2)'}
    """
    plain = {key: uncoded(one.label, one.key) or drawn.get(key, one.label) for key, one in entities.items()}
    return distinct(plain, order)


def others(strings: Iterable[str], label: str) -> tuple[str, ...]:
    """Of all the names of somebody those that the label does not carry, also as one writes them by ear.

    Example:
        >>> others(["Mr. Reyd"], "Camp manager"), others(["Mr. Reyd"], "Camp manager Reyd")
        (('Mr. Reyd', 'Mr. Rejd'), ())
    """
    left = [one for one in dict.fromkeys(strings) if not Finder({"": [one]}).find(label)]
    return tuple(dict.fromkeys([*left, *(_by_ear(one) for one in left)]))


def _by_ear(name: str) -> str:
    for letters, heard in BY_EAR:
        name = re.sub(letters, heard, re.sub(letters.capitalize(), heard.capitalize(), name))
    return name


def parts(names: Iterable[str], words: Collection[str]) -> tuple[str, ...]:
    """The given and the family names that may stand alone for somebody; none of `words`, small letters, of bodies.

    Example:
        >>> parts(["Dušan Krstonja", "Mr. Reyd", "Lê Vân"], {"fenjer"})
        ('Dušan', 'Krstonja', 'Reyd', 'Vân')
        >>> parts(["Mreža Fenjer"], {"mreža", "fenjer"})
        ()
    """
    found: dict[str, None] = {}
    for name in names:
        held = WORD.findall(name)
        if LEAST <= len(held) <= MOST and all(one[0].isupper() and one.isalpha() for one in held):
            found |= dict.fromkeys(one for one in (held[0], held[-1]) if _telling(one, words))
    return tuple(found)


def _telling(word: str, words: Collection[str]) -> bool:
    small = word.casefold()
    return len(word) >= FEWEST and not common(word) and small not in _titles() and small not in words


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset([*wearing().titles, *SHORT])


def bare(names: Iterable[str]) -> frozenset[str]:
    """The words without a mark in names that are written with marks: what carries marks is another word.

    Example:
        >>> sorted(bare(["Đặng Khải Nam", "Dang Khai Nam"]))
        ['Nam']
    """
    return frozenset(
        word for name in names if _marked(name) for word in WORD.findall(name) if not _marked(word)
    )  # fmt: skip


def _marked(text: str) -> bool:
    return any(unicodedata.combining(sign) or sign in "đĐ" for sign in unicodedata.normalize("NFD", text))


def alone(
    text: str, hits: Iterable[Hit], known: Sequence[Hit], unmarked: Collection[str] = ()
) -> list[Hit]:  # fmt: skip
    """Of the hits of one name alone those that are somebody: with a capital, and no part of another's whole name.

    What overlaps one of `known` is known already; one of `unmarked` (`bare`) is nobody where it stands with marks.

    Example:
        >>> finder = Finder({"L": ["Dušan"]})
        >>> [alone(text, finder.find(text), []) != [] for text in ("then Dušan came", "then Dušan Petrović came")]
        [True, False]
    """
    return [
        hit for hit in hits
        if text[hit.start].isupper() and not _neighbours(text, hit)
        and not (hit.name in unmarked and _marked(text[hit.start : hit.end]))
        and not any(hit.start < one.end and one.start < hit.end for one in known)
    ]  # fmt: skip


def _neighbours(text: str, hit: Hit) -> bool:
    """Whether a word with a capital stands right before it, at no beginning of a sentence, or right after it."""
    after = re.match(r"[ \u00a0]([^\W\d_])", text[hit.end : hit.end + 2])
    before = BEFORE.search(text[max(0, hit.start - NEAR) : hit.start])
    if after and after[1].isupper():
        return True
    if before is None or not before[2][0].isupper() or before[2].casefold() in _titles():
        return False
    return bool(before[1]) and before[1] not in STOPS


def titled(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The same hits, each with the title before it: "bà" before a label would tell that it is a woman.

    Example:
        >>> text = "direktor: g. Reyd"
        >>> [text[hit.start : hit.end] for hit in titled(text, Finder({"F": ["Mr. Reyd"]}).find(text))]
        ['g. Reyd']
    """
    found, least = [], 0
    for hit in sorted(hits):
        before = _title_before().search(text, least, hit.start)
        found.append(hit._replace(start=before.start()) if before and text[hit.start].isupper() else hit)
        least = hit.end
    return found


@functools.cache
def _title_before() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _titles()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})\.?[ \u00a0]\Z", re.IGNORECASE)
