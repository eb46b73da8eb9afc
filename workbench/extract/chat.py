"""Exported chats (WhatsApp on Android and iOS): each message a place, with its sender and its time as written."""

import dataclasses
import re

from workbench.extract.layout import Layout, newlines

MARKS = "[\u200e\u200f\u202a-\u202e\ufeff]*"
DATE = r"(?:\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4}\.?)"
CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f\u00a0]?(?:[AaPp]\.?[\s\u202f\u00a0]?[Mm]\.?|SA|CH))?)"
# Android: "15/11/2021, 08:14 - Sender: words".  iOS: "[15.11.2021., 08:14:03] Sender: words".
ANDROID = re.compile(rf"^{MARKS}(?P<time>{DATE},?[\s\u202f\u00a0]{CLOCK})[\s\u202f\u00a0][-–] (?P<rest>.*)$")
IOS = re.compile(rf"^{MARKS}\[(?P<time>{DATE},?[\s\u202f\u00a0]{CLOCK})\] ?(?P<rest>.*)$")
SENDER = re.compile(rf"^{MARKS}(?P<sender>[^:\n]{{1,80}}): ?(?P<words>.*)$", re.S)
FEWEST = 2


@dataclasses.dataclass(frozen=True)
class Message:
    """One message: who sent it (None for a notice of the app), the time as written, and its range in the text.

    Example:
        >>> Message("Linh", "1/2/22, 9:05 PM", 0, 27).sender
        'Linh'
    """

    sender: str | None
    time: str
    start: int
    end: int


def messages(text: str) -> list[Message]:
    """The messages of an exported chat, or none when the text is no chat.

    A text is taken for a chat when its first line that is not blank opens a message, at least two lines do, and one
    has a sender. Lines that open no message belong to the message before them. Positions are code points of the text
    with line ends as \\n.

    Example:
        >>> found = messages("1/2/22, 9:05 PM - Linh: first\\nsecond line\\n1/2/22, 9:06 PM - Minh: ok")
        >>> [(m.sender, m.time) for m in found]
        [('Linh', '1/2/22, 9:05 PM'), ('Minh', '1/2/22, 9:06 PM')]
    """
    text = newlines(text)
    opened: list[tuple[int, re.Match[str]]] = []
    at, begun = 0, False
    for line in text.split("\n"):
        match = ANDROID.match(line) or IOS.match(line)
        if not begun and line.strip():
            if not match:
                return []
            begun = True
        if match:
            opened.append((at, match))
        at += len(line) + 1
    if len(opened) < FEWEST:
        return []
    ends = [start for start, _ in opened[1:]] + [len(text) + 1]
    found = [_message(match, start, end - 1) for (start, match), end in zip(opened, ends, strict=True)]
    return found if any(message.sender for message in found) else []


def _message(match: re.Match[str], start: int, end: int) -> Message:
    sender = SENDER.match(match["rest"])
    return Message(
        sender["sender"].strip("\u200e\u200f\u202a\u202c~ \u202f") if sender else None, match["time"], start, end
    )


def layout(text: str, found: list[Message]) -> Layout:
    """The chat's text as it stands, with one place per message, labelled with number, sender and time as written.

    Example:
        >>> text = "1/2/22, 9:05 PM - Linh: one"
        >>> layout(text, [Message("Linh", "1/2/22, 9:05 PM", 0, 27)]).places
        [('message 1 · Linh · 1/2/22, 9:05 PM', 0, 27)]
    """
    made = Layout("message")
    made.add(newlines(text))
    for number, message in enumerate(found, 1):
        label = f"message {number} · {message.sender or 'notice'} · {message.time}"
        made.places.append((label, message.start, message.end))
    made.facts["time_zone"] = "not stated"
    return made
