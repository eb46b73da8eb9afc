"""A name taken apart to be held against another: its parts by sound, and what of their writing tells them apart."""

import dataclasses
import functools
import itertools
import re
import unicodedata

from workbench.codebook.scripts import comparing, letters, wearing
from workbench.codebook.sounding import folded, marks
from workbench.matching.hanzi import pinyin

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUN = re.compile(f"[{HAN}]+")
WORD = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
# What a hyphen or an apostrophe joins is one word: Xiao-Ming, Tian'an. Points between single letters go: d.o.o.
JOINED = re.compile(r"(?<=\w)[-'’‐‑](?=\w)")
# Marks that people leave out and mix up without another name being meant: Serbian ones, a stroke through d.
LOOSE = {"´", "-", "c", "s", "z"}


@dataclasses.dataclass(frozen=True)
class Part:
    """One part: how it sounds, how it sounds to an ear that takes spellings as one, and its writing.

    `written` is empty where the writing says no more than the sound: Cyrillic, and Latin without marks. Two parts of
    one sound whose writings differ are different words: Hùng and Hưng, 明 and 鸣.

    Example:
        >>> Part("hung", "hung", "hùng").written
        'hùng'
    """

    sound: str
    coarse: str
    written: str


@functools.lru_cache(maxsize=100_000)
def parts(name: str, body: bool = False) -> tuple[Part, ...]:
    """The parts of a name as written; of a company or another body (`body`) without its legal form.

    Example:
        >>> [part.sound for part in parts("Ђорђе Петровић")] == [part.sound for part in parts("Djordje PETROVIC")]
        True
        >>> [part.sound for part in parts("玲瓏輪胎有限公司", body=True)]
        ['linglong', 'tire']
        >>> [part.sound for part in parts("欧阳小明")]
        ['ouyang', 'xiaoming']
    """
    text = unicodedata.normalize("NFKC", name)
    words = WORD.findall(JOINED.sub("", formless(text) if body else text))
    if not body and len(words) > 2 and words[0].casefold() in _titles():
        words = words[1:]
    loud = any(set(marks(word)) - LOOSE for word in words if not RUN.match(word))
    found = list(itertools.chain.from_iterable(_made(word, body, loud) for word in words))
    return tuple(found or itertools.chain.from_iterable(_made(word, body, False) for word in WORD.findall(text)))


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(wearing().titles)


@functools.cache
def _forms() -> re.Pattern[str]:
    """Every legal form, with or without its points, blanks and marks; in Chinese also amid a word."""
    amid: dict[str, None] = {}
    apart: dict[str, None] = {}
    for form in comparing().forms:
        for way in (form.casefold(), _bare(form.casefold())):
            spelt = r"[\s.,]*".join(re.escape(word) for word in re.findall(r"[^\s.,]+", way))
            (amid if RUN.match(way) else apart)[spelt] = None
    # What stands before a word is asked once for all of them.
    return re.compile(rf"{'|'.join(amid)}|(?<!\w)(?:{'|'.join(apart)})(?!\w)\.?")


def _bare(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d")


def formless(name: str) -> str:
    """A company's name in small letters without its legal form; the whole of it where nothing else is left.

    Example:
        >>> formless("Linglong Tire Co., Ltd."), formless("Gradnja d.o.o. Zrenjanin"), formless("Công ty TNHH An Bình")
        ('linglong tire', 'gradnja zrenjanin', 'an bình')
    """
    small = "".join(letters().simplified.get(c, c) for c in name.casefold())
    small = _phrases().sub(lambda found: f" {_words()[folded(found[0])]} ", small)
    rest = " ".join(_forms().sub(" ", small).split())
    return rest if WORD.search(rest) else small


@functools.cache
def coarse(sound: str) -> str:
    """A sound with what keyboards and languages write differently brought to one way, and no letter twice.

    Example:
        >>> coarse("zhang") == coarse("dzang"), coarse("pham") == coarse("fam"), coarse("ljubisha") == coarse("ljubisa")
        (True, True, True)
    """
    rules = comparing().coarse
    plain = _coarse_rules().sub(lambda found: rules[found[0]], sound)
    return "".join(letter for letter, _ in itertools.groupby(plain))


@functools.cache
def _coarse_rules() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, comparing().coarse)))


@functools.cache
def _phrases() -> re.Pattern[str]:
    """What several words say together: vận tải, đầu tư."""
    several = [way for word in comparing().words if " " in word for way in (word, _bare(word))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, several))})(?!\w)")


@functools.cache
def _words() -> dict[str, str]:
    return {folded(word) if not RUN.match(word) else word: same for word, same in comparing().words.items()}


def _made(word: str, body: bool, loud: bool) -> list[Part]:
    if RUN.match(word):
        plain = "".join(letters().simplified.get(c, c) for c in word)
        return _of_body(plain) if body else _of_person(plain)
    sound = folded(word).replace("dj", "d")
    if body and sound in _words():
        return [_part(_words()[sound], "")]
    latin = unicodedata.name(word[0], "").startswith("LATIN")
    writing = unicodedata.normalize("NFC", word.casefold()) if loud and latin else ""
    return [_part(sound, writing)] if sound else []


def _part(sound: str, written: str) -> Part:
    return Part(sound, coarse(sound), written)


def _spoken(characters: str) -> Part:
    return _part("".join(map(pinyin, characters)) or characters, characters)


def _of_person(characters: str) -> list[Part]:
    cut = 2 if characters[:2] in comparing().double and len(characters) > 2 else 1
    return [_spoken(piece) for piece in (characters[:cut], characters[cut:]) if piece]


def _of_body(characters: str) -> list[Part]:
    """Words that many companies bear as the one word for them; what stands between them as one part."""
    found: list[Part] = []
    rest, at = "", 0
    while at < len(characters):
        known = next((characters[at : at + n] for n in (4, 3, 2) if characters[at : at + n] in _words()), "")
        if known and rest:
            found, rest = [*found, _spoken(rest)], ""
        if known:
            found.append(_part(_words()[known], ""))
        else:
            rest += characters[at]
        at += len(known) or 1
    return [*found, _spoken(rest)] if rest else found
