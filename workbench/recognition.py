"""Recognising the words of an item in a case: page by page in limited child processes; what came of it is recorded.

It is done only when somebody asks. What a case holds must not depend on which programs the machine had that took the
files in, and a machine's words must not stand in a case that nobody asked for.
"""

import dataclasses
import queue
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from workbench.casefile import Case, Live, State
from workbench.casefile.objects import Objects, Stored
from workbench.errors import Refused, Unknown, Unreadable
from workbench.extract import MOST_BYTES, Made, Reason, ocr
from workbench.extract.reader import Reader
from workbench.extract.recognised import assembled
from workbench.records import CustodyEvent, Derivative
from workbench.taken import beside

# Asked with the store, what is kept in it, the file's name and a question a page.
Elsewhere = Callable[[Objects, Stored, str, list[dict[str, Any]]], list[dict[str, Any]]]
ACTION, TOOL = "recognition", "workbench.extract.ocr"
SECONDS = 120.0
HOW = "apt install tesseract-ocr and tesseract-ocr-vie, -srp, -srp-latn, -tur, -chi-sim, -hin (make recognition)"
# Codes of an intake that say that words may be waiting in pictures of pages.
WAITING = "no-text-layer"


@dataclasses.dataclass(frozen=True)
class Recognised:
    """What recognising one item came to: the ids of the text and the layout (None where no word was found), each page
    with its language and confidence, and the reasons. `already` says that the same text was on record.

    Example:
        >>> Recognised("a" * 64, "scan.pdf", None, None, (), ()).already
        False
    """

    item: str
    name: str
    text: str | None
    layout: str | None
    pages: tuple[Mapping[str, Any], ...]
    reasons: tuple[Reason, ...]
    already: bool = False

    def document(self) -> dict[str, Any]:
        """The same as plain values."""
        told = [{"code": one.code, "message": one.message} for one in self.reasons]
        return {"item": self.item, "name": self.name, "text": self.text, "layout": self.layout,
                "pages": [dict(page) for page in self.pages], "reasons": told, "already": self.already}  # fmt: skip


def languages(asked: str | None) -> list[str]:
    """The languages that are tried: the one that was asked for, by tesseract's name or its tag, else all installed.

    Raises:
        Refused: tesseract is not installed, or not with that language; the remedy says how.
        Unknown: no language of that name is known here.
    """
    found = ocr.about()
    if found["program"] is None:
        raise Refused("ocr", "the program tesseract is not installed", HOW)
    if asked is None:
        if not found["languages"]:
            raise Refused("ocr", "tesseract has none of the languages that are known here", HOW)
        return list(found["languages"])
    name = {tag.lower(): name for name, tag in ocr.LANGUAGES.items()}.get(asked.lower(), asked.lower())
    if name not in ocr.LANGUAGES:
        raise Unknown("ocr", "--language", asked, sorted(ocr.LANGUAGES))
    if name not in found["languages"]:
        raise Refused("ocr", f"tesseract is installed without {name}", f"apt install tesseract-ocr-{_package(name)}")
    return [name]


def _package(name: str) -> str:
    return name.replace("_", "-")


def recognise(
    case: Case,
    item: Live,
    *,
    agent: str,
    language: str | None = None,
    jobs: int = 2,
    unless_picture: bool = False,
    progress: Callable[[int, int], None] | None = None,
    elsewhere: Elsewhere | None = None,
) -> Recognised | None:
    """Recognises the words on the pages of an item that are pictures, and records them as a further text of it.

    Earlier texts and the passages in them stay as they are. `agent` is an id. With `unless_picture` a picture that does
    not look like a page with writing is left alone, and so is an item of which all words are known: None. `elsewhere`
    has the pages recognised in place of the children here (a cluster); it answers each page as `Reader.draw` does.

    Raises:
        Refused: tesseract is not installed, or not with that language; or all words of the item are in its text.
        Unreadable: this kind of item has no pages, or they cannot be drawn; the reason is said.
    """
    tried = languages(language)
    with case.objects.lent(item.record.object, whole_up_to=MOST_BYTES) as path:
        found = _pages(path, item.record.name)
        scanned = [int(page["page"]) for page in found["pages"] if page["text"] is None]
        if unless_picture and not (scanned and found["paper"]):
            return None
        if not scanned:
            raise Refused(item.record.name, "each page has words of its own in the file", "Read those: workbench show")
        asked = [{"recognise": "page", "page": number, "languages": tried} for number in scanned]
        if elsewhere is None:
            answers = _answers(path, item.record.name, asked, jobs, progress)
        else:
            answers = _answers_from(elsewhere, case, item, asked, progress)
    version = ocr.about()["version"]
    reasons, made = assembled(found["pages"], answers, version)
    return _record(case, item, agent, answers, reasons, made)


def _pages(path: Path, name: str) -> dict[str, Any]:
    with Reader(timeout_s=SECONDS) as reader:
        return reader.draw(path, name, recognise="pages")


def _answers(
    path: Path, name: str, asked: list[dict[str, Any]], jobs: int, progress: Callable[[int, int], None] | None
) -> dict[int, dict[str, Any]]:
    """The words on each page, several pages at a time; a page that fails has the reason in their place."""
    idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
    readers = [Reader(timeout_s=SECONDS) for _ in range(min(max(1, jobs), len(asked)))]
    for reader in readers:
        idle.put(reader)

    def one(question: dict[str, Any]) -> dict[str, Any]:
        reader = idle.get()
        try:
            return reader.draw(path, name, **question)
        except Unreadable as error:
            return _failed(str(error))
        finally:
            idle.put(reader)

    answers = {}
    try:
        with ThreadPoolExecutor(len(readers)) as pool:
            for question, answer in zip(asked, pool.map(one, asked), strict=True):
                answers[question["page"]] = answer
                if progress:
                    progress(len(answers), len(asked))
    finally:
        for reader in readers:
            reader.close()
    return answers


def _answers_from(
    elsewhere: Elsewhere, case: Case, item: Live, asked: list[dict[str, Any]],
    progress: Callable[[int, int], None] | None,
) -> dict[int, dict[str, Any]]:  # fmt: skip
    kept = Stored(item.record.object, item.record.sha256, item.record.size)
    told = elsewhere(case.objects, kept, item.record.name, asked)
    if progress:
        progress(len(asked), len(asked))
    return {
        question["page"]: _failed(answer["failed"]) if "failed" in answer else answer
        for question, answer in zip(asked, told, strict=True)
    }


def _failed(why: str) -> dict[str, Any]:
    return {"failed": "page-not-recognised", "message": why}


def _record(
    case: Case,
    item: Live,
    agent: str,
    answers: Mapping[int, Mapping[str, Any]],
    reasons: tuple[Reason, ...],
    made: tuple[Made, ...],
) -> Recognised:
    pages = tuple({"page": number, **_told(answer)} for number, answer in sorted(answers.items()))
    earlier = _same(case, item, made)
    if earlier is not None:
        return Recognised(item.id, item.record.name, earlier, None, pages, reasons, already=True)
    outcome = "nothing-recognised" if not made else "partial" if reasons else "recognised"
    ids: dict[str, str] = {}
    with case.writing(agent) as writer:
        for one in made:
            copy = writer.store(one.data, beside=beside(case, item))
            ids[one.kind] = writer.record(
                Derivative(item=item.id, kind=one.kind, media_type=one.media_type, object=copy.name,
                           sha256=copy.sha256, tool=one.tool, version=one.version)
            )  # fmt: skip
        told = tuple((one.code, one.message) for one in reasons)
        writer.record(CustodyEvent(item=item.id, action=ACTION, outcome=outcome, reasons=told, detail=_sentence(pages)))
    return Recognised(item.id, item.record.name, ids.get("text"), ids.get("layout"), pages, reasons)


def _told(answer: Mapping[str, Any]) -> dict[str, Any]:
    if "failed" in answer:
        return {"failed": answer["message"]}
    return {name: answer[name] for name in ("language", "rivals", "turned", "confidence")} | {
        "words": len(answer["words"])
    }


def _sentence(pages: Iterable[Mapping[str, Any]]) -> str:
    """What became of each page in words: its language, how sure, and which languages were rivals."""
    parts = []
    for page in pages:
        rivals = ", ".join(f"{name} {sure}" for name, sure in list(page.get("rivals", {}).items())[:2])
        read = f"{page['language']} {page['confidence']}" if "language" in page else "not recognised"
        parts.append(f"page {page['page']}: {read}" + (f" (rivals: {rivals})" if rivals else ""))
    return "; ".join(parts)


def _same(case: Case, item: Live, made: tuple[Made, ...]) -> str | None:
    """The id of the item's newest text where that is already what was recognised now, by the same tool."""
    texts = [one for one in case.state().of("derivative") if one.record.item == item.id and one.record.kind == "text"]
    if not texts or not made:
        return None
    newest, now = texts[-1].record, made[0]
    same = (newest.tool, newest.version) == (now.tool, now.version)
    return texts[-1].id if same and case.objects.read(newest.object) == now.data else None


def waiting(state: State, items: Iterable[str] | None = None) -> list[Live]:
    """The items (of some ids, or of all) with pages whose words nobody read: PDFs without a text layer on some page."""
    chosen = None if items is None else set(items)
    done = {live.record.item for live in state.of("derivative") if live.record.tool == TOOL}
    codes = {live.record.item for live in state.of("custody") if WAITING in dict(live.record.reasons)}
    return [live for live in state.of("item")
            if live.id in codes - done and (chosen is None or live.id in chosen)]  # fmt: skip
