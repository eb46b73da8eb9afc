"""Chats that programs export as data: every message becomes words with a place, its sender and its time as written."""

import dataclasses
from collections.abc import Iterable

from workbench.extract.layout import Layout


@dataclasses.dataclass(frozen=True)
class Said:
    """One message as a program wrote it down: nothing of it is computed.

    `chat` is the conversation that it stands in, `time` and `edited` are as written, `files` are names as written.

    Example:
        >>> Said("Linh", "2021-11-15T08:14:03", "They keep the cards.").line()
        '2021-11-15T08:14:03 · Linh: They keep the cards.'
    """

    sender: str | None
    time: str
    words: str
    files: tuple[str, ...] = ()
    chat: str = ""
    edited: str = ""
    notes: tuple[str, ...] = ()

    def line(self) -> str:
        """The message as text: what does not come from the words stands in square brackets."""
        marks = [f"[edited {self.edited}]"] * bool(self.edited) + [f"[{note}]" for note in self.notes]
        marks += [f"[file: {name}]" for name in self.files]
        return f"{self.time} · {self.sender or 'notice'}: {' '.join(filter(None, (self.words, *marks)))}"


def told(said: Iterable[Said], program: str, zone: str) -> Layout:
    """The words of a conversation; `zone` is what the program says of its times.

    Example:
        >>> told([Said("Linh", "08:14", "One.")], "Telegram", "not stated").places
        [('message 1 · Linh · 08:14', 0, 18)]
    """
    layout = Layout("message")
    media: dict[str, list[str]] = {}
    chat = ""
    for number, one in enumerate(said, 1):
        if one.chat != chat:
            chat = one.chat
            layout.add(f"Chat: {chat}\n")
        layout.add(one.line(), f"message {number} · {one.sender or 'notice'} · {one.time}")
        layout.add("\n")
        if one.files:
            media[str(number)] = list(one.files)
    layout.facts.update(program=program, time_zone=zone, media=media)
    return layout
