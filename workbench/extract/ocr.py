"""Words in the picture of a page, by the program tesseract where it is installed: each with confidence and box.

The picture goes in through a pipe and the words come out through one: no file is written. The program runs inside the
reading child, under the child's limits and in its group of processes, and so ends with it. One language a page: with
several at once, letters get lost (Đ became D when that was tried).
"""

import dataclasses
import functools
import hashlib
import math
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from PIL import Image, ImageFilter

from workbench.extract import language as tongue
from workbench.extract.outcome import Unread

# What tesseract calls a language, and what everybody else does; first those by which a page's script is told.
LANGUAGES = {
    "eng": "en", "srp": "sr-Cyrl", "chi_sim": "zh", "hin": "hi", "vie": "vi", "srp_latn": "sr-Latn", "tur": "tr",
}  # fmt: skip
LATIN = ("eng", "vie", "srp_latn", "tur")
# Below this a word is marked: tesseract's own figure, of 100; docs/benchmarks-ocr.md has what it was right for.
DOUBTFUL = 70
# Readings of a strip this near to the best are rivals whose words decide. Where the best is below LOST the page may lie
# on its side; where it is below HOPELESS even then, there is no writing that could be read.
NEAR, LOST, HOPELESS = 4.0, 65.0, 40.0
# A page smaller than this is enlarged: letters of 10 pixels and less are read badly.
SMALL_SIDE = 2000
SECONDS = 80
WORD = "5"


@dataclasses.dataclass(frozen=True)
class Word:
    """A word as recognised: its text, confidence from 0 to 100, box in pixels, and the line that it stands in.

    Example:
        >>> Word("kept", 96, (10, 10, 60, 30), (1, 1, 1)).confidence
        96
    """

    text: str
    confidence: int
    box: tuple[int, int, int, int]
    line: tuple[int, int, int]


def program() -> str | None:
    """Where tesseract is, or None where it is not installed."""
    return shutil.which("tesseract")


def about() -> dict[str, Any]:
    """Whether the program is here: `program`, `version`, and `languages` as it has them, of those known here.

    Example:
        >>> sorted(about())
        ['folder', 'languages', 'program', 'version']
    """
    found = program()
    if found is None:
        return {"program": None, "version": None, "languages": [], "folder": None}
    first = _run([found, "--version"], b"").splitlines()[:1]
    listed = _run([found, "--list-langs"], b"").splitlines()
    folder = listed[0].partition('"')[2].partition('"')[0] if listed else ""
    return {
        "program": found,
        "version": first[0].removeprefix("tesseract ").strip() if first else "unknown",
        "languages": [name for name in LANGUAGES if name in listed[1:]],
        "folder": folder or None,
    }


@functools.cache
def model(name: str) -> str | None:
    """The SHA-256 of a language's model, where its file is found: which letters it knows depends on it."""
    folder = about()["folder"]
    file = Path(folder or "", f"{name}.traineddata")
    return hashlib.sha256(file.read_bytes()).hexdigest() if folder and file.is_file() else None


def words(image: Image.Image, language: str) -> list[Word]:
    """The words of a grey picture in one language, in the order in which one reads them.

    Raises:
        Unread: the program is not here, does not have the language, or died over the picture.
    """
    found = program()
    if found is None:
        raise Unread("ocr-missing")
    command = [found, "stdin", "stdout", "-l", language, "--psm", "3", "-c", "tessedit_create_tsv=1"]
    return parsed(_run(command, _plain(image)))


def parsed(table: str) -> list[Word]:
    r"""The words of a table as tesseract writes it: level, page, block, paragraph, line, word, box, confidence, text.

    Example:
        >>> parsed("level\n5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t91.6\tkept\n")
        [Word(text='kept', confidence=92, box=(10, 20, 40, 28), line=(1, 1, 1))]
    """
    found = []
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != WORD or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        block, paragraph, line = map(int, cells[2:5])
        sure = min(max(round(float(cells[10])), 0), 100)
        found.append(Word(cells[11].strip(), sure, (left, top, left + width, top + height), (block, paragraph, line)))
    return found


def confidence(found: list[Word]) -> float:
    """How sure the program is of words on the whole, each counted by its letters; 0 where there are none.

    Example:
        >>> confidence([Word("ab", 90, (0, 0, 1, 1), (1, 1, 1)), Word("c", 60, (0, 0, 1, 1), (1, 1, 1))])
        80.0
    """
    letters = sum(len(word.text) for word in found)
    return math.fsum(word.confidence * len(word.text) for word in found) / letters if letters else 0.0


def chosen(image: Image.Image, languages: list[str]) -> tuple[str | None, dict[str, int]]:
    """The one language that a page is read in, and how sure a reading of a strip of it was in each that was tried.

    Where several are near the best, the words of the best decide; without any word the answer is None.
    """
    part = strip(image)
    readings = {name: words(part, name) for name in languages if name not in LATIN or name == "eng"}
    sure = {name: confidence(found) for name, found in readings.items()}
    if not sure or max(sure, key=sure.__getitem__) != "srp":
        readings |= {name: words(part, name) for name in languages if name not in readings}
        sure = {name: confidence(found) for name, found in readings.items()}
    told = {name: round(value) for name, value in sorted(sure.items(), key=lambda pair: (-pair[1], pair[0]))}
    if not any(sure.values()):
        return None, told
    best = max(sure, key=lambda name: (sure[name], name))
    near = {LANGUAGES[name]: name for name in sure if sure[name] >= sure[best] - NEAR}
    text = " ".join(word.text for word in readings[best])
    return near.get(tongue.nearest(text, tuple(near)) or "", best), told


def strip(image: Image.Image) -> Image.Image:
    """The eighth of a page that has the most ink, a little more at either side so that no line is cut off."""
    width, height = image.size
    if height < 600:
        return image
    rows = 64
    edges = image.reduce(4).filter(ImageFilter.FIND_EDGES).resize((1, rows), Image.Resampling.BOX).tobytes()
    wide = rows // 8
    first = max(range(rows - wide + 1), key=lambda at: (sum(edges[at : at + wide]), -at))
    top, bottom = (first - 1) * height // rows, (first + wide + 1) * height // rows
    return image.crop((0, max(top, 0), width, min(bottom, height)))


def turned(image: Image.Image) -> int:
    """By how many quarter turns a page lies on its side or head, counterclockwise; 0 where that cannot be told."""
    found = program()
    if found is None:
        return 0
    try:
        told = _run([found, "stdin", "stdout", "--psm", "0"], _plain(image))
    except Unread:
        return 0  # the program says so by failing: too few letters
    degrees = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("Rotate:")]
    return {"90": 3, "180": 2, "270": 1}.get(degrees[0] if degrees else "", 0)


def _plain(image: Image.Image) -> bytes:
    grey = image.convert("L")
    return b"P5 %d %d 255\n" % grey.size + grey.tobytes()


def _run(command: list[str], data: bytes) -> str:
    keep = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT") if name in os.environ}
    # One thread: on two processors its own threads wait for each other, and a page takes several times as long.
    environment = {**keep, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unread("page-not-recognised", f"no answer in {SECONDS} s") from error
    except OSError as error:
        raise Unread("page-not-recognised", f"{type(error).__name__}") from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise Unread("page-not-recognised", (last[0] if last else f"code {done.returncode}")[:120])
    return done.stdout.decode("utf-8", "replace")
