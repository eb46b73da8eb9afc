"""Exported chats (WhatsApp on Android and iOS): each message a place, with its sender and its time as written.

WhatsApp writes dates and times as the telephone's language does: the day may come first or last, before or after the
time, and the half of the day before or after the hour. Nothing of it is turned into a date here.
"""

import dataclasses
import re

from workbench.extract.layout import Layout, newlines

MARKS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
DAY = r"\d{1,4}\s?[./\-年]\s?\d{1,2}\s?[./\-月]\s?\d{1,4}[日.]?"
# The half of the day, as English, Vietnamese, Turkish, Chinese, Hindi, and Serbian in both scripts write it.
HALF = (r"(?:[AaPp]\.?\s?[Mm]\.?|SA|CH|ÖÖ|ÖS|上午|下午|凌晨|清晨|早上|中午|傍晚|晚上|पूर्वाह्न|अपराह्न|"
        r"p(?:re|o)\s?podne|п(?:ре|о)\s?подне)")  # fmt: skip
CLOCK = rf"(?:{HALF}\s?)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s?{HALF})?"
WHEN = rf"(?P<time>{DAY}[,،]?\s{CLOCK}|{CLOCK}[,،]?\s{DAY})"
# Android: "15/11/2021, 08:14 - Sender: words".  iOS: "[15.11.2021., 08:14:03] Sender: words".
ANDROID = re.compile(rf"^{MARKS}{WHEN}\s[-–] (?P<rest>.*)$")
IOS = re.compile(rf"^{MARKS}\[{WHEN}\] ?(?P<rest>.*)$")
SENDER = re.compile(rf"^{MARKS}(?P<sender>[^:\n]{{1,80}}):(?: |$|(?=\n))(?P<words>.*)$", re.S)
# iOS names the file in angle brackets after a word and a colon, Android before a word in round ones.
ATTACHED = (
    re.compile(rf"^{MARKS}<[^:：<>\n]{{1,30}}[:：]\s?(?P<file>[^<>\n]{{1,200}}\.\w{{2,5}})>", re.M),
    re.compile(rf"^{MARKS}(?P<file>[^<>()\n/]{{1,200}}\.\w{{2,5}}) \([^()\n]{{3,40}}\)$", re.M),
)
LEFT_OUT = re.compile(rf"^{MARKS}<[^<>\n]{{3,60}}>\s*$")
# iOS writes an invisible mark and then words without brackets: English, Turkish, Chinese, Serbian, Hindi; Vietnamese.
LEFT_OUT_IOS = re.compile(
    "(?:\u200e|• )(?:[^\u200e\n]{1,40}(?:omitted|dahil edilmedi|忽略|省略|略去|izostavljen[ao]?|изостављен[ао]?|"
    "(?:छोड़ा|छोड़ी|हटाई|हटाया) (?:गया|गई|गयी))|(?:đã )?bỏ (?:qua )?[^\u200e\n]{3,20})\\s*$",
    re.I,
)
# What stands in place of a message that was taken back.
DELETED = re.compile(
    rf"^{MARKS}(?:this message was deleted(?: by.{{1,60}})?|you deleted this message(?: as admin)?|bu mesaj silindi|"
    r"bu mesajı sildin(?:iz)?|(?:此|这条|該|这則)?(?:消息|訊息)已(?:被)?删除|"
    r"(?:你|您)?(?:已)?删除了?(?:此|这条)(?:消息|讯息)|"
    r"tin nhắn này đã bị (?:xóa|xoá|thu hồi)|bạn đã (?:xóa|xoá) tin nhắn này|"
    r"(?:ova )?poruka je (?:izbrisana|obrisana)|(?:ова )?порука је (?:избрисана|обрисана)|"
    r"(?:iz|o)brisali? ste ovu poruku|(?:из|о)брисали? сте ову поруку|"
    r"(?:यह|ये) (?:मैसेज|संदेश) (?:डिलीट|हटा).{0,20}|आपने यह (?:मैसेज|संदेश) (?:डिलीट|हटा).{0,20})[.।。]?\s*$", re.I
)  # fmt: skip
# As signal-export writes: WhatsApp on iOS writes seconds.
SIGNAL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
FEWEST = 2


@dataclasses.dataclass(frozen=True)
class Message:
    """One message: who sent it (None for a notice of the app), the time as written, and its range in the text.

    `file` is the name of a media file that came with it; `left_out` says that one did and is not in the export,
    `deleted` that the words are the app's, who stand for a message that was taken back.

    Example:
        >>> Message("Linh", "1/2/22, 9:05 PM", 0, 27).sender
        'Linh'
    """

    sender: str | None
    time: str
    start: int
    end: int
    file: str | None = None
    left_out: bool = False
    deleted: bool = False


def messages(text: str) -> list[Message]:
    """The messages of an exported chat, or none when the text is no chat.

    A text is taken for a chat when its first line that is not blank opens a message, at least two lines do, and one
    has a sender. The first line says whether Android or iOS wrote: what stands in the other form was passed on in
    somebody's message, and belongs to it, as lines do that open no message. Positions are code points, line ends \\n.

    Example:
        >>> found = messages("1/2/22, 9:05 PM - Linh: first\\nsecond line\\n1/2/22, 9:06 PM - Minh: ok")
        >>> [(m.sender, m.time) for m in found]
        [('Linh', '1/2/22, 9:05 PM'), ('Minh', '1/2/22, 9:06 PM')]
    """
    text = newlines(text)
    opened: list[tuple[int, re.Match[str]]] = []
    at, form = 0, None
    for line in text.split("\n"):
        if form is None and line.strip():
            form = next((one for one in (ANDROID, IOS) if one.match(line)), None)
            if form is None:
                return []
        if form and (match := form.match(line)):
            opened.append((at, match))
        at += len(line) + 1
    if len(opened) < FEWEST:
        return []
    ends = [start for start, _ in opened[1:]] + [len(text) + 1]
    found = [_message(text, match, start, end - 1) for (start, match), end in zip(opened, ends, strict=True)]
    return found if any(message.sender for message in found) else []


def _message(text: str, match: re.Match[str], start: int, end: int) -> Message:
    sender = SENDER.match(match["rest"])
    if not sender or _quotes(sender["sender"]):
        return Message(None, match["time"], start, end)
    words = text[start + match.start("rest") + sender.start("words") : end]
    named = next((found["file"] for form in ATTACHED if (found := form.search(words))), None)
    name = sender["sender"].strip("\u200e\u200f\u202a\u202c\u2068\u2069~ \u202f")
    left_out = named is None and bool(LEFT_OUT.match(words) or LEFT_OUT_IOS.search(words))
    return Message(name, match["time"], start, end, named, left_out, bool(DELETED.match(words)))


def _quotes(sender: str) -> bool:
    """Whether a quotation opens and does not end: then a notice quotes a title with a colon, and nobody is speaking."""
    return sender.count('"') % 2 == 1 or sender.count("“") > sender.count("”")


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
    made.facts["program"] = _program(made.text, found)
    made.facts["media"] = {str(number): message.file for number, message in enumerate(found, 1) if message.file}
    made.facts["media_left_out"] = [number for number, message in enumerate(found, 1) if message.left_out]
    made.facts["deleted"] = [number for number, message in enumerate(found, 1) if message.deleted]
    return made


def _program(text: str, found: list[Message]) -> str:
    """The program whose form this is: signal-export writes the year first and no seconds, in brackets."""
    bracketed = IOS.match(text[found[0].start :].split("\n", 1)[0]) if found else None
    return "Signal" if bracketed and all(SIGNAL.fullmatch(one.time) for one in found) else "WhatsApp"
