"""The last look at a release: every file, raw and taken apart down to its last stream, for everything protected.

It fails closed: what is locked, damaged, too long, too deep or of a kind that cannot be looked through is reported like
a name. What it cannot see: a name as drawn pixels or outlines, and codes that nobody else would read either.
"""

import dataclasses
import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

from workbench.disclosure.spellings import Finder
from workbench.release.containers import known, opened, shown, without_pixels
from workbench.release.digests import Digests
from workbench.release.layers import in_letters, squeezed
from workbench.release.own_words import Own, blanks, said
from workbench.release.packed import without_number, without_packed
from workbench.release.readable import Text, is_text, stripped, texts
from workbench.release.seeking import Seeking
from workbench.release.strokes import without_outlines, without_strokes

DEEPEST = 8
MOST_BYTES = 1 << 30
MOST_LEAKS = 100_000
UNREAD = "could not be read"


@dataclasses.dataclass(frozen=True)
class Leak:
    """Something protected in a release: in which file, where inside it, through which codes, whose it is, and how it
    is written. With nothing in `id`, `how` says that something could not be read, and `where` what and why.

    Example:
        >>> Leak("a.zip", "word/document.xml", "utf-8", "w" * 64, "initials").path
        'a.zip'
    """

    path: str
    where: str
    encoding: str
    id: str
    how: str


def scan(folder: Path, finder: Finder, countries: frozenset[str] = frozenset()) -> list[Leak]:
    """Everything protected in the files of a folder and in their names; nothing where it may leave.

    `countries` are codes of countries that the files may hold: an investigator who goes by RS is not Serbia.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("U2F2YSBJbGnEhw==")
        >>> scan(folder, Finder({"W-01": ["Sava Ilić"]}))
        [Leak(path='a.txt', where='', encoding='base64, utf-8', id='W-01', how='parts in order')]
    """
    look = _Look(Seeking(finder, own, countries), finder.strings)
    for path in sorted(folder.rglob("*")):
        look.file(path, path.relative_to(folder).as_posix())
    return look.leaks()


@functools.cache
def own() -> Own:
    """What every release says whoever it is about: held against what is found, which may be a word of it alone.

    Example:
        >>> own().says("Names, places and times are protected", 0, 3), own().says("where Nam works", 6, 9)
        (True, False)
    """
    words = Own(said())
    look = _Look(words, ())
    for made in blanks():
        look.content(made, 0)
    return words


@dataclasses.dataclass(eq=False)
class _Content:
    """Some bytes that were looked at: what stands in them, what could not be read, and what they hold."""

    hits: dict[tuple[str, str, str], None] = dataclasses.field(default_factory=dict)  # encoding, whose, how
    unread: list[str] = dataclasses.field(default_factory=list)
    inner: list[tuple[str, str, "_Content"]] = dataclasses.field(default_factory=list)  # where, code, what


class _Look:
    """One scan under way: each content is taken apart once, each passage sought once, however often it stands."""

    def __init__(self, seeking: Seeking | Own, strings: Iterable[tuple[str, str]]) -> None:
        strings = tuple(strings)
        self.seeking, self.digests = seeking, Digests(strings)
        self.wide = [(identity, string) for identity, string in strings if _only_wide(string)]
        self.files: list[tuple[str, _Content]] = []
        self.texts: list[tuple[_Content, str]] = []
        self.known: dict[bytes, _Content] = {}
        self.tokens: set[bytes] = set()
        self.left = MOST_BYTES

    def file(self, path: Path, name: str) -> None:
        """One file of the folder, or a folder in it."""
        named = _Content()
        self._text(Text("name of the file", tuple(part for part in (name, stripped(name)) if part)), named)
        self.files.append((name, named))
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            named.unread.append("it is no plain file")
        elif path.is_file():
            data = path.read_bytes()
            if data and not known(data):
                named.unread.append("a kind of file that cannot be looked through")
            self.files.append((name, self.content(data, 0)))

    def content(self, data: bytes, depth: int) -> _Content:
        """Some bytes: as texts, as digests, and taken apart."""
        mark = hashlib.blake2b(data, digest_size=16).digest()
        if mark in self.known:
            return self.known[mark]
        made = self.known[mark] = _Content()
        self.left -= len(data)
        if self.left < 0 or depth > DEEPEST:
            made.unread.append("it holds too much" if self.left < 0 else "it lies too deep")
            return made
        whole, data = data, without_number(without_outlines(without_pixels(data)))
        packed = () if is_text(data) else tuple(squeezed(data))
        data = without_packed(data, packed)
        bare = without_strokes(data)
        for text in texts(bare):
            self._text(text, made)
        made.hits |= {("digest", identity, how): None for identity, how in self.digests.find(data)}
        made.hits |= self._wide(data)
        for layer in (*in_letters(data, self.tokens, bare), *packed):
            inner = self.content(layer.data, depth + 1)
            made.inner.append(("", layer.encoding, inner))
            if not layer.whole:
                made.unread.append("a stream is too long")
        for one in (*opened(whole), *(shown(data) if depth else ())):
            made.inner.append((one.where, "", self.content(one.data, depth + 1)))
            if one.unread:
                made.unread.append(f"{one.where}, {one.unread}")
        return made

    def _text(self, text: Text, content: _Content) -> None:
        self.texts.append((content, text.encoding))
        self.seeking.add(text, len(self.texts) - 1)

    def _wide(self, data: bytes) -> dict[tuple[str, str, str], None]:
        """Names in characters alone, in UTF-16: nothing around them tells the encoding."""
        if not self.wide or is_text(data):
            return {}
        return {
            (encoding, identity, "as listed"): None
            for identity, string in self.wide
            for encoding in ("utf-16-le", "utf-16-be")
            if string.encode(encoding) in data
        }

    def leaks(self) -> list[Leak]:
        """What was found, by file."""
        for number, identity, how in self.seeking.found():
            content, encoding = self.texts[number]
            content.hits[encoding, identity, how] = None
        found: dict[Leak, None] = {}
        for path, content in self.files:
            self._told(path, content, (), (), found)
        return sorted(found, key=lambda leak: (leak.path, leak.where, leak.encoding, leak.id))

    def _told(
        self, path: str, content: _Content, where: tuple[str, ...], codes: tuple[str, ...], found: dict[Leak, None]
    ) -> None:
        place = " / ".join(where)
        for encoding, identity, how in content.hits:
            found[Leak(path, place, ", ".join((*codes, encoding)), identity, how)] = None
        for why in content.unread:
            found[Leak(path, f"{place}: {why}" if place else why, ", ".join(codes), "", UNREAD)] = None
        if len(where) + len(codes) <= DEEPEST and len(found) < MOST_LEAKS:
            for inside, code, inner in content.inner:
                self._told(path, inner, (*where, inside) if inside else where, (*codes, code) if code else codes, found)


def _only_wide(string: str) -> bool:
    return len(string) > 1 and all(letter >= "\u2e80" for letter in string)
