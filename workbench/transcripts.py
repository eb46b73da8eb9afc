"""What a named person or tool heard in a recording, kept beside it as a copy that can be quoted like any text."""

import re
from pathlib import Path

from workbench.casefile import Case
from workbench.casefile.objects import Stored
from workbench.errors import BadValue, Refused, Unknown
from workbench.extract import Reader
from workbench.extract.layout import Layout, newlines
from workbench.records import CustodyEvent, Derivative

# A cue of SubRip or WebVTT: from, to, and perhaps settings; the words follow on their own lines.
CUE = re.compile(r"^\s*((?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3})")
KINDS = ("recording",)


def transcribe(case: Case, item: str, file: Path | str, *, by: str, agent: str, note: str | None = None) -> str:
    """Keeps a transcript (plain text, SRT or WebVTT) as the text of a recording, and gives the id of that copy.

    `item` and `agent` are ids; `by` names who listened, or the tool and its version. The stretches of SRT and WebVTT
    become places. An earlier transcript stays: passages name the copy that they quote.

    Raises:
        Unknown: no item has this id.
        Refused: the item is no recording.
        BadValue: nobody is named, or the file holds no words.
        Missing: nothing is at the path.

    Example:
        >>> cues("1\\n00:01:05,200 --> 00:01:20,000\\nThey keep the cards.\\n")[0][:2]
        ('00:01:05.200', '00:01:20.000')
    """
    live = next((one for one in case.state().of("item") if one.id == item), None)
    if live is None:
        raise Unknown("transcript", "item", item, [])
    if live.record.kind not in KINDS:
        raise Refused(live.record.name, f"it is no recording but a {live.record.kind}", "Name a recording")
    if not by.strip():
        raise BadValue("transcript", "by", by, "the name of who listened, or a tool and its version")
    with Reader() as reader:
        read = reader.read(Path(file), Path(file).name)
    words = next((made.data.decode("utf-8") for made in read.made if made.kind == "text"), "")
    layout = _layout(words)
    _, made = layout.made("transcripts")
    if not made:
        raise BadValue(Path(file).name, "the transcript", "", "words, as plain text, SRT or WebVTT")
    with case.writing(agent) as writer:
        kept = Stored(live.record.object, live.record.sha256, live.record.size, case.ground().units.unit_of(item))
        found = ""
        for one in made:
            copy = writer.store(one.data, beside=kept)
            told = {"object": copy.name, "sha256": copy.sha256, "tool": f"transcript by {by.strip()}", "version": "1"}
            identity = writer.record(Derivative(item=item, kind=one.kind, media_type=one.media_type, **told))
            found = found or identity
        writer.record(CustodyEvent(item=item, action="transcribed", outcome="done", detail=_detail(by, file, note)))
    return found


def _detail(by: str, file: Path | str, note: str | None) -> str:
    return f"by {by.strip()}, from {Path(file).name}" + (f"; {note}" if note else "")


def cues(text: str) -> list[tuple[str, str, str]]:
    """From, to and words of each cue of SubRip or WebVTT, or none where the text has no cues.

    Example:
        >>> cues("Just words")
        []
    """
    found: list[tuple[str, str, list[str]]] = []
    open_now = False
    for line in newlines(text).split("\n"):
        if match := CUE.match(line):
            found.append((match[1].replace(",", "."), match[2].replace(",", "."), []))
            open_now = True
        elif not line.strip():
            open_now = False
        elif open_now:
            found[-1][2].append(line)
    return [(start, end, "\n".join(words)) for start, end, words in found]


def _layout(text: str) -> Layout:
    layout = Layout("line")
    spoken: list[tuple[str, str, str]] = cues(text)
    if not spoken:
        layout.lines(text)
        return layout
    layout.unit = "stretch"
    for start, end, words in spoken:
        layout.add(words, f"{start}-{end}")
        layout.add("\n")
    return layout
