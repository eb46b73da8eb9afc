"""What reading an item came to: four outcomes, and every reason that can be given for one, in one list."""

import dataclasses
import functools
import importlib.metadata
import re
from pathlib import Path

OUTCOMES = ("parsed", "partial", "opaque", "quarantined")
READERS_VERSION = "1"
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")

# Said, and nothing was lost.
SAID = {
    "extension-mismatch": "The name promises another kind of file than the content is; it was read by its content",
    "polyglot": "The file is valid as two kinds at once; only the first was read, so look at it with care",
    "active-content": "The file carries something that would run or call out if opened elsewhere; it was not run here",
    "macros": "The file carries macros; they were not run, and do not open the original with macros allowed",
    "hidden-sheet": "A sheet is hidden in the file's own program; it was read like the others",
    "formulas": "Cells hold formulas; the formula and the value that another program last computed stand in the text",
    "bodies-differ": "The message says other words as plain text than as a web page; both stand in the text",
    "not-valid-json": "The file is named as JSON but is not; it was kept and read as plain text",
    "control-characters": "The text holds control characters that screens do not show; they were kept",
    "invisible-characters": "The text holds invisible or direction-changing characters; what is shown may differ from "
    "it",
    "entities-not-expanded": "The file defines XML entities; it was read as plain text and none was followed",
    "pictures-inside": "The document holds pictures; what they show is not in the text",
    "no-exif": "The picture carries no camera data: no place, time or device can be told from it",
    "exif-bare": "The picture carries a block of camera data in which neither maker, model, time nor place stands",
    "name-of-messenger": "The name has the form that a messenger gives to what it passes on; the first is not here",
    "saved-again": "The picture carries marks that programs leave when they save a picture anew; whether these are the "
    "bytes that a camera wrote cannot be told from it",
    "sidecar-read": "The file holds what another program recorded of a media file; it was read, not taken as true",
    "sidecar-matches": "The digest that the other program recorded is that of the file here",
    "sidecar-alone": "The file that the other program recorded is not beside it",
    "maker-note-missing": "The camera is named and its own block of data is not there, as when a program saved it anew",
    "thumbnail-differs": "The small picture inside the file shows something else than the picture: it may be of "
    "the state before an edit, or of another picture",
    "credentials-present": "The file carries content credentials (C2PA); they were not checked here",
    "names-twice": "Two files inside have the same name; both were taken out, the second under a number",
    "names-lead-out": "Names inside would write outside of the folder where it is unpacked; nothing was written there",
    "nothing-inside": "There is no file inside",
    "reader-untried": "This reader follows the description of the format and was not tried on a real export: compare "
    "what it gives with the original",
    "system-converted": "Coordinates were converted to degrees WGS84 from the system that the file names",
    "signature-good": "The signature is good: whoever held that key signed these bytes; whose key it is does not show",
}  # fmt: skip
# Part of it was read.
PARTLY = {
    "encoding-guessed": "The file does not say how its letters are encoded; it was guessed, so check accented letters",
    "bytes-replaced": "Some bytes are no letters in the file's encoding; each stands as the mark \ufffd",
    "duplicate-keys": "The same key stands twice in one place, so programs may read it either way; both stand in it",
    "no-text": "No words were found in the file; it may hold pictures of text, or be built to look empty",
    "no-text-layer": "Pages are pictures without a text layer; their words need a person or text recognition",
    "words-doubtful": "Words were recognised with little confidence; compare them with the picture before using them",
    "page-not-recognised": "On pages no words could be recognised; a person has to read them",
    "ocr-missing": "The program that recognises words in pictures (tesseract) is not installed",
    "page-unreadable": "Pages could not be read; open the original to see them",
    "hidden-text": "Text that a browser would not show was left out",
    "recording-not-transcribed": "What is said in a recording is not transcribed here; add a transcript by a person",
    "hidden-words": "The document holds words that its own program hides; they are not in the text",
    "tracked-changes": "The document holds deleted words as tracked changes; they are not in the text",
    "comments-not-read": "Cells carry comments that are not in the text; open the original to see them",
    "part-unreadable": "A part of the document could not be read; open the original to see it",
    "attachment-not-opened": "Attached or embedded files were not opened; save each and add it as an item of its own",
    "too-many-cells": "The table is larger than is read in one piece; what comes later is not in the text",
    "mail-defects": "The message breaks the rules of mail; some headers or parts may be missing from the text",
    "table-broken": "The table breaks its own rules from a certain row on; what comes later is not in the text",
    "exif-unreadable": "The picture carries camera data, but it could not be read in full",
    "pixels-unreadable": "The picture itself could not be decoded in full; no small copy was made",
    "pixels-too-many": "The picture claims more pixels than are decoded here; no small copy was made",
    "export-not-unpacked": "The export was checked as it lies; media files in it are no items yet: unpack and add them",
    "sidecar-differs": "The digest that the other program recorded is not that of the file of this name here",
    "digest-differs": "A digest that the capturing program wrote is not that of the bytes here",
    "member-not-taken": "Something inside is no plain file and was not taken out",
    "member-locked": "A file inside is locked with a password; ask for it unlocked, or for the password",
    "member-damaged": "A file inside is damaged and was not taken out",
    "member-not-read": "A file inside is packed in a way that is not undone here; unpack the archive and add the file",
    "members-too-many": "More files lie inside than are taken out at once; unpack the rest yourself and add it",
    "members-broken-off": "Taking files out of it broke off; what had come out before is kept",
    "archive-too-deep": "It lies in archives within archives deeper than is opened here; add it by itself to open it",
    "outside-degrees": "Positions lie outside the degrees of the Earth and were not used; it may be another system",
    "system-unknown": "The file does not name a known system of coordinates; none was taken as degrees",
    "axes-doubtful": "The positions lie near only with latitude and longitude exchanged; ask which was written first",
    "feature-unreadable": "A feature has no shape that can be read; it was named and not used",
    "signature-bad": "The signature is not one of these bytes by that key",
    "signature-not-checked": "A signature was not checked",
}  # fmt: skip
# Kept and not read.
CLOSED = {
    "empty": "The file holds no bytes; ask for it again if it should hold something",
    "no-reader": "This kind of file is kept but cannot be read here",
    "old-office-format": "Old office files are kept but not read; save a copy as DOCX, XLSX or PDF and add that too",
    "archive-not-opened": "Archives are kept but not opened; unpack it yourself and add the files that it holds",
    "encrypted": "The file is locked with a password; ask for an unlocked copy, or the password, and add that copy",
    "damaged": "The file is damaged or cut short so that it cannot be read; ask for another copy",
    "never-opened": "Programs and stored program objects are kept and never opened",
    "not-a-file": "This is not a regular file (a folder, link, pipe or device), so nothing was read",
    "reader-failed": "The reader met something it does not know in this file",
}  # fmt: skip
# Kept, and not to be opened in the process of the workbench.
APART = {
    "xml-entities": "The document defines XML entities, which honest office programs never write: a trap or a fault",
    "archive-bomb": "The document unpacks to far more than its size: it would fill the memory of whoever opens it",
    "reader-timeout": "Reading did not end in the time allowed, as with files built to hang readers",
    "reader-crashed": "The reader died on this file, as with files built to break readers",
    "too-large": "Reading needed more memory or bytes than one file is allowed",
}  # fmt: skip
# Code: the outcome that it forces, and what it means for the investigator.
REASONS: dict[str, tuple[str, str]] = {
    code: (outcome, sentence)
    for outcome, group in zip(OUTCOMES, (SAID, PARTLY, CLOSED, APART), strict=True)
    for code, sentence in group.items()
}


@dataclasses.dataclass(frozen=True)
class Reason:
    """Why an outcome is what it is: a stable code from `REASONS` and a sentence for the investigator.

    Example:
        >>> Reason("empty", "The file holds no bytes").code
        'empty'
    """

    code: str
    message: str


@dataclasses.dataclass(frozen=True)
class Made:
    """One derivative: kind (text, layout, exif, thumbnail), media type, bytes, and the tool and version that made it.

    Example:
        >>> Made("text", "text/plain", b"words", "workbench.extract.plain", "1").data
        b'words'
    """

    kind: str
    media_type: str
    data: bytes
    tool: str
    version: str


@dataclasses.dataclass(frozen=True)
class Extraction:
    """What reading one item gave: `outcome` is one of `OUTCOMES`, `made` the derivatives in a fixed order.

    Example:
        >>> Extraction("text", "text/plain", "opaque", (reason("empty"),), ()).outcome
        'opaque'
    """

    kind: str
    media_type: str
    outcome: str
    reasons: tuple[Reason, ...]
    made: tuple[Made, ...]


@dataclasses.dataclass(frozen=True)
class File:
    """What a reader is given: the path of the bytes, the name as collected, and the media type found.

    Example:
        >>> File(Path("object"), "note.txt", "text/plain").name
        'note.txt'
    """

    path: Path
    name: str
    media_type: str

    def data(self) -> bytes:
        """All bytes of the file; its size was checked at the door."""
        return self.path.read_bytes()


@dataclasses.dataclass(frozen=True)
class Reading:
    """What a reader gives back: the kind of item, the reasons found on the way, and the derivatives.

    Example:
        >>> Reading("text").made
        ()
    """

    kind: str
    reasons: tuple[Reason, ...] = ()
    made: tuple[Made, ...] = ()


class Unread(Exception):
    """A reader gives up for a cause that has a name in `REASONS`.

    Example:
        >>> Unread("encrypted").reason.code
        'encrypted'
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.reason, self.detail = reason(code, detail), detail
        super().__init__(code)


def reason(code: str, detail: str = "") -> Reason:
    """A reason with the sentence of its code and, in brackets, what is particular to this file.

    Raises:
        KeyError: the code is not in `REASONS`.

    Example:
        >>> reason("no-text-layer", "pages 2, 3").message
        'Pages are pictures without a text layer; their words need a person or text recognition (pages 2, 3)'
    """
    sentence, detail = REASONS[code][1], ADDRESS.sub("", detail)
    return Reason(code, f"{sentence} ({detail})" if detail else sentence)


def fault(error: Exception) -> str:
    """What a library threw, in short, and the same on every run: where in memory something lay is left out.

    Example:
        >>> fault(ValueError("cannot read <file at 0x7f974c0c1a80>"))
        'ValueError: cannot read <file>'
    """
    return f"{type(error).__name__}: {ADDRESS.sub('', str(error))[:120]}"


def outcome_of(reasons: tuple[Reason, ...]) -> str:
    """The worst outcome that any of the reasons forces; `parsed` when there is none.

    Example:
        >>> outcome_of((reason("macros"), reason("no-text")))
        'partial'
    """
    return max((REASONS[r.code][0] for r in reasons), key=OUTCOMES.index, default="parsed")


@functools.cache
def version_of(*packages: str) -> str:
    """The version of our readers and of the outside packages that did the reading.

    Example:
        >>> version_of()
        '1'
    """
    outside = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    return f"{READERS_VERSION} ({outside})" if outside else READERS_VERSION
