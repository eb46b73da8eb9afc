"""The commands that have words read: read, translate, transcribe; and what `add` says of words in pictures."""

import argparse
from collections.abc import Callable
from typing import Any

from workbench.cli import danger, say

Command = Callable[..., argparse.ArgumentParser]
LANGUAGE = "the language of the page: vi, sr-Latn, sr-Cyrl, tr, en, zh, hi (default: found out page by page)"


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the commands; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "read", "reading", "The text of an item; with --ocr, words on its pictures are read.",
                   "workbench read casefiles/demo payslips/W-07_payslip_2024-04_scan.pdf --ocr --agent MJ")  # fmt: skip
    made.add_argument("item", metavar="ITEM", help="its id, the start of its id, or its file name")
    made.add_argument("--ocr", action="store_true", help="recognise the words on pages that are pictures (tesseract)")
    made.add_argument("--language", metavar="TAG", help=LANGUAGE)
    made.add_argument("--jobs", metavar="N", type=int, default=2, help="how many pages at once (default: 2)")
    made.add_argument("--scheduler", metavar="ADDR", help="have your own Dask cluster recognise them (tcp://HOST:PORT)")
    made.add_argument("--store", metavar="URL", help="where those workers find the file, if they do not see the case")
    agent(made)
    made = command(commands, "translate", "reading", "Lay a person's translation beside an item.",
                   "workbench translate casefiles/demo W-05.txt W-05_en.txt --by \"T. L.\" --language en")  # fmt: skip
    made.add_argument("item", metavar="ITEM", help="its id, the start of its id, or its file name")
    made.add_argument("file", metavar="FILE", help="the translation, a text file in UTF-8")
    made.add_argument("--by", metavar="NAME", required=True, help="who translated it, in words")
    made.add_argument("--language", metavar="TAG", required=True, help="the language that it is in, such as en")
    made.add_argument("--checked-by", metavar="NAME", help="who else compared it with the original, in words")
    agent(made)
    made = command(commands, "transcribe", "reading", "Lay a transcript by a named person or tool beside a recording.",
                   "workbench transcribe casefiles/site-a W-05.opus W-05.srt --by \"L. T., interpreter\"")  # fmt: skip
    made.add_argument("item", metavar="ITEM", help="its id, the start of its id, or its file name")
    made.add_argument("file", metavar="FILE", help="what was heard: plain text, SRT or WebVTT")
    made.add_argument("--by", metavar="NAME", required=True, help="who listened, or the tool and its version")
    made.add_argument("--note", metavar="T", help="what should be known of it, such as words that were not understood")
    agent(made)


def words_in_pictures(made: argparse.ArgumentParser) -> None:
    """Adds the options of `add` about words in pictures."""
    made.add_argument("--ocr", action=argparse.BooleanOptionalAction, default=False,
                      help="recognise words on pages that are pictures, and in pictures that look like a page, by "
                      "tesseract; off by default, for a case must not depend on what is installed")  # fmt: skip
    made.add_argument("--ocr-language", metavar="TAG", help="the same with --ocr, in " + LANGUAGE)


def after_intake(case: Any, taken: Any, options: argparse.Namespace, tell: Any, cluster: Any) -> dict[str, Any]:
    """Recognises what was taken in, where that was asked for; else says in one line how many items wait for it."""
    from workbench import reading

    if not (options.ocr or options.ocr_language):
        count = reading.unread(case, taken)
        if count:
            holders = "1 item has" if count == 1 else f"{count} items have"
            say.note(f"{holders} pages that are pictures: workbench read CASE ITEM --ocr recognises their words")
        return {}
    told = lambda done, total: tell("recognising", done, total)  # noqa: E731
    how = {"language": options.ocr_language, "agent": options.agent, "jobs": max(2, options.jobs)}
    how["elsewhere"] = cluster and cluster.draw
    alone: list[str] = []
    done, failed = reading.recognise_new(case, taken, **how, progress=told, left=alone.append)
    for one in done:
        say.note(f"{one.name}: {_sentence(one)}")
    for error in failed:
        say.note(f"not recognised: {error}")
    if alone:
        named = ", ".join(alone[:8]) + (f" and {len(alone) - 8} more" if len(alone) > 8 else "")
        say.note(f"not recognised, for they do not look like a page with writing: {named}; "
                 "workbench read CASE ITEM --ocr reads one all the same")  # fmt: skip
    return {"recognised": [one.document() for one in done], "not_like_pages": alone}


def read(options: argparse.Namespace) -> int:
    """Shows the text of an item, or recognises it first."""
    from workbench import reading, verbs
    from workbench.cluster.elsewhere import elsewhere

    case = verbs.open(options.case)
    if not options.ocr:
        return _show(case, options)
    with say.progress() as tell, elsewhere(options.scheduler, options.store) as cluster:
        told = lambda done, total: tell("recognising", done, total)  # noqa: E731
        how = {"language": options.language, "agent": options.agent, "jobs": options.jobs}
        how["elsewhere"] = cluster and cluster.draw
        done = reading.recognise(case, options.item, **how, progress=told)
    if options.json:
        say.document(done.document())
    else:
        rows = [[str(page["page"]), page.get("language", ""), str(page.get("confidence", "")), _rivals(page)]
                for page in done.pages]  # fmt: skip
        say.rows(["page", "language", "confidence", "rivals"], rows, title=f"{done.name}: {_sentence(done)}")
        for one in done.reasons:
            print(f"{one.code}: {one.message}")
    return 0 if done.text and not done.reasons else 1


def _show(case: Any, options: argparse.Namespace) -> int:
    from workbench import verbs
    from workbench.danger import dangers
    from workbench.errors import Refused

    item = verbs.item_of(case, options.item)
    tables = case.tables()
    text, layout = tables.text(item.id), tables.texts.layout(item.id)
    if text is None:
        raise Refused(item.record.name, "it has no text", "Words in pictures of pages are recognised with --ocr")
    doubtful, told_of = _doubtful(text, layout), dangers(case, item.id)[item.id]
    if options.json:
        known = {"dangers": told_of, "item": item.id, "name": item.record.name}
        say.document({**known, "text": text, "layout": layout, "doubtful": doubtful})
        return 0
    danger.shown(told_of)
    print(text)
    if "recognised" in layout:
        told = layout["recognised"]
        words = ", ".join(word["text"] for word in doubtful[:20])
        say.note(f"recognised by {told['tool']}, read by no person; {len(doubtful)} words below "
                 f"{told['doubtful_below']} of 100: {words}")  # fmt: skip
    return 0


def _doubtful(text: str, layout: dict[str, Any]) -> list[dict[str, Any]]:
    told = layout.get("recognised", {"words": (), "doubtful_below": 0})
    return [{"text": text[start:end], "start": start, "end": end, "confidence": sure, "page": page}
            for start, end, sure, page, *_ in told["words"] if sure < told["doubtful_below"]]  # fmt: skip


def _rivals(page: dict[str, Any]) -> str:
    return page.get("failed") or ", ".join(f"{name} {sure}" for name, sure in page["rivals"].items())


def _sentence(done: Any) -> str:
    words = sum(page.get("words", 0) for page in done.pages)
    already = ", which was on record" if done.already else ""
    return (
        f"{words} words recognised on {sum('words' in page for page in done.pages)} of {len(done.pages)} pages{already}"
    )


def translate(options: argparse.Namespace) -> int:
    """Lays a translation beside an item."""
    from workbench import reading, verbs

    how = {"by": options.by, "language": options.language, "checked_by": options.checked_by, "agent": options.agent}
    done = reading.translate(verbs.open(options.case), options.item, options.file, **how)
    if options.json:
        say.document(done)
    else:
        print(f"translation {done['derivative'][:12]} into {done['language']} by {done['by']}, {done['of'][:40]}")
    return 0


def transcribe(options: argparse.Namespace) -> int:
    """Lays a transcript beside a recording."""
    from workbench import verbs
    from workbench.transcripts import transcribe as lay

    case = verbs.open(options.case)
    item = verbs.item_of(case, options.item)
    who = verbs.acting(case, options.agent, "transcribe")
    made = lay(case, item.id, options.file, by=options.by, agent=who, note=options.note)
    text = case.tables().text(item.id) or ""
    if options.json:
        say.document({"item": item.id, "derivative": made, "by": options.by, "words": len(text.split())})
    else:
        print(f"transcript {made[:12]} of {item.record.name} by {options.by}: {len(text.split())} words")
    return 0
