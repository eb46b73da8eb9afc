"""What one does to have words read: recognising those in pictures, and laying a person's translation beside them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench import verbs
from workbench.casefile import Case
from workbench.errors import BadValue, Missing, Refused, WorkbenchError
from workbench.extract import pixels
from workbench.recognition import Recognised, languages, waiting
from workbench.recognition import recognise as _recognise
from workbench.records import Derivative
from workbench.taken import Intake, beside
from workbench.wording import TRANSLATION

MOST_BYTES = 20_000_000


def recognise(case: Case, name: str, *, language: str | None = None, agent: str | None = None, **options: Any) -> Any:
    """Recognises the words on the pages of an item that are pictures: a further text of it, with layout.

    `name` is an id, the start of one, or a file name; `language` one of `workbench.extract.ocr.LANGUAGES`, by
    tesseract's name or its tag; without it, the language of each page is found out. `options`: `jobs`, `progress`,
    `elsewhere` (has pages recognised by a cluster).

    Raises:
        Unknown: no item answers to the name, or no such language is known.
        Refused: tesseract or the language is not installed, or there is nothing to recognise; the remedy says how.
        Unreadable: this kind of item has no pages, or they cannot be drawn.
        Unnamed: nobody is named as acting.
    """
    item = verbs.item_of(case, name)
    return _recognise(case, item, language=language, agent=verbs.acting(case, agent, "read"), **options)


def recognise_new(
    case: Case,
    taken: Intake,
    *,
    language: str | None = None,
    agent: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    left: Callable[[str], None] | None = None,
    **how: Any,
) -> tuple[list[Recognised], list[WorkbenchError]]:
    """Recognises what an intake brought and nobody read: PDFs with pages without words, and pictures that look like
    a page with writing. An item that cannot be recognised is listed, and the rest goes on. `left` is told the name of
    each picture that does not look like a page and was left alone. `how`: `jobs`, `elsewhere`.

    Raises:
        Refused, Unknown: as `recognise`, before anything was done.
    """
    languages(language)
    who = verbs.acting(case, agent, "read")
    new = {one.id for one in taken.items if not one.duplicate}
    scans = {live.id for live in waiting(case.state(), new)}
    chosen = [live for live in case.state().of("item")
              if live.id in scans or (live.id in new and live.record.media_type in pixels.FORMATS)]  # fmt: skip
    done: list[Recognised] = []
    failed: list[WorkbenchError] = []
    for number, item in enumerate(chosen, 1):
        try:
            found = _recognise(case, item, language=language, agent=who, unless_picture=True, **how)
        except WorkbenchError as error:
            failed.append(error)
        else:
            done += [found] if found else []
            if found is None and left and item.id not in scans:
                left(item.record.name)
        if progress:
            progress(number, len(chosen))
    return done, failed


def unread(case: Case, taken: Intake) -> int:
    """How many items that an intake brought have pages that are only pictures; pictures themselves are not counted."""
    return len(waiting(case.state(), [one.id for one in taken.items if not one.duplicate]))


def translate(
    case: Case, name: str, file: Path | str, *, by: str, language: str, checked_by: str | None = None,
    agent: str | None = None,
) -> dict[str, str]:  # fmt: skip
    """Lays a translation, a text file in UTF-8, beside an item: `by` is who translated, in words, `language` its tag,
    `checked_by` who else compared it with the original; what nobody compared is shown as unchecked where it is quoted.

    The original and its text stay as they are; what was translated is named by its digest.

    Raises:
        Unknown: no item answers to the name.
        Missing: there is no such file.
        BadValue: it is not UTF-8, or too large.
        Refused: there is no word in it, or no translator is named.
        Unnamed: nobody is named as acting.
    """
    item = verbs.item_of(case, name)
    words = _words(Path(file))
    if not by.strip():
        raise Refused(item.record.name, "no translator is named", "Give --by")
    text = [
        live for live in case.state().of("derivative") if live.record.item == item.id and live.record.kind == "text"
    ]
    of = f"of the text {text[-1].record.sha256}" if text else f"of the original {item.record.sha256}"
    with case.writing(verbs.acting(case, agent, "translate")) as writer:
        copy = writer.store(words.encode("utf-8"), beside=beside(case, item))
        made = Derivative(item=item.id, kind=TRANSLATION, media_type="text/plain; charset=utf-8", object=copy.name,
                          sha256=copy.sha256, tool="a person", version=of, language=language, by=by,
                          checked=(checked_by or "").strip() or None)  # fmt: skip
        identity = writer.record(made)
    return {"item": item.id, "derivative": identity, "language": language, "by": by, "of": of}


def _words(file: Path) -> str:
    if not file.is_file():
        raise Missing(file)
    if file.stat().st_size > MOST_BYTES:
        raise BadValue(file, "size", file.stat().st_size, f"a text of at most {MOST_BYTES} bytes")
    try:
        words = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue(file, f"byte {error.start}", "another encoding", "a text file in UTF-8") from None
    if not words.strip():
        raise Refused(file, "there is no word in it", "Name the file with the translation")
    return words
