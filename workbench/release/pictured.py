"""The last look at pictures: what a program that recognises words reads in them is searched like any other text."""

import io
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from workbench.disclosure.spellings import Finder
from workbench.extract import ocr
from workbench.extract.outcome import Unread
from workbench.release.containers import BROKEN_PICTURES, is_picture
from workbench.release.readable import Text
from workbench.release.scan import UNREAD, Leak, own
from workbench.release.seeking import Seeking

MOST_PIXELS = 60_000_000
ENCODING = "recognised"


class Looked(NamedTuple):
    """What was found in pictures, how many there are, and in which languages they were read; none: they were not."""

    leaks: list[Leak]
    pictures: int
    languages: tuple[str, ...]

    def sentence(self) -> str:
        """How the pictures were looked at, in one sentence.

        Example:
            >>> Looked([], 2, ()).sentence()
            '2 pictures, not read: tesseract is not installed.'
        """
        if not self.pictures:
            return "No pictures."
        how = f"read in {', '.join(self.languages)}" if self.languages else "not read: tesseract is not installed"
        return f"{self.pictures} pictures, {how}."


def look(folder: Path, finder: Finder, countries: frozenset[str] = frozenset()) -> Looked:
    """Every picture in a folder, read in each language that the program has: names in it, and pictures it cannot read.

    Where the program is missing nothing is read, and the answer says so. Handwriting and faces are not seen at all.

    Example:
        >>> import tempfile
        >>> look(Path(tempfile.mkdtemp()), Finder({})).sentence()
        'No pictures.'
    """
    languages = tuple(ocr.about()["languages"])
    seeking, leaks, names = Seeking(finder, own, countries), list[Leak](), list[str]()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        data = path.read_bytes()
        if not is_picture(data):
            continue
        names.append(path.relative_to(folder).as_posix())
        try:
            for text in read(data, languages):
                seeking.add(Text(ENCODING, (text,)), len(names) - 1)
        except (Unread, *BROKEN_PICTURES) as error:
            leaks.append(Leak(names[-1], f"picture, {error}", ENCODING, "", UNREAD))
    leaks += [Leak(names[number], "picture", ENCODING, identity, how) for number, identity, how in seeking.found()]
    return Looked(sorted(leaks, key=lambda leak: (leak.path, leak.id)), len(names), languages)


def read(data: bytes, languages: tuple[str, ...]) -> list[str]:
    """The words of a picture, line by line, once in each language, small letters enlarged.

    Raises:
        Unread: the program failed over it, or it is too large.
        OSError, ValueError: it is no picture, or is damaged.
    """
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Unread("pixels-too-many")
        grey = Image.new("L", image.size, 255)
        seen = image.convert("RGBA")
        grey.paste(seen.convert("L"), mask=seen.getchannel("A"))
    if max(grey.size) < 2000:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
    found = []
    for language in languages:
        lines: dict[tuple[int, int, int], list[str]] = {}
        for word in ocr.words(grey, language):
            lines.setdefault(word.line, []).append(word.text)
        found.append("\n".join(" ".join(words) for words in lines.values()))
    return found
