"""Outlook messages (MSG, [MS-OXMSG]): headers, recipients, time and body; what is attached becomes items of its own.

Words in compressed RTF alone are not read. The reader was checked against messages that the tests build after the
description, and not on real ones, which the item says.
"""

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.extract.html import visible
from workbench.extract.layout import Layout
from workbench.extract.members import Inside, Left, shown
from workbench.extract.outcome import File, Reading, Unread, reason


def read(file: File) -> Reading:
    """Reads a message.

    Raises:
        Unread: damaged: its properties cannot be read.
    """
    message, asked = _opened(file), _Asked()
    layout = Layout("paragraph")
    reasons = [reason("reader-untried", "Outlook")]
    for name, value in _headers(message, asked.of):
        layout.add(f"{name}: {' '.join(str(value).split())}", f"header {name}")
        layout.add("\n")
    layout.add("\n")
    words = asked.of("body", lambda: message.body) or visible(asked.of("HTML body", lambda: message.html_body) or "")
    if not words.strip():
        reasons.append(reason("part-unreadable", "no plain text and no HTML stands in it"))
    for number, line in enumerate(words.splitlines(), 1):
        layout.add(line, f"body, line {number}")
        layout.add("\n")
    if asked.failed:
        reasons.append(reason("mail-defects", "not readable: " + ", ".join(asked.failed[:20])))
    remarks, made = layout.made("outlook", "python-oxmsg", "olefile")
    return Reading("mail", (*reasons, *remarks), made)


def inside(file: File) -> Iterator[Inside | Left]:
    """The files attached to a message; a message or object that is attached as such stays inside and is named.

    Raises:
        Unread: damaged.
    """
    for number, one in enumerate(_opened(file).attachments, 1):
        asked = _Asked()
        name = asked.of("name", lambda one=one: one.file_name) or f"attachment {number}"
        data = asked.of("bytes", lambda one=one: one.file_bytes, bytes)
        if data is None and any(told.startswith("bytes") for told in asked.failed):
            yield Left(name, reason("member-damaged", shown(name)))
        elif data is None:
            yield Left(name, reason("member-not-taken", f"{shown(name)}: an object of Outlook, or a link"))
        else:
            yield Inside(name, functools.partial(iter, (data,)))


def _opened(file: File) -> Any:
    import oxmsg

    try:
        return oxmsg.Message.load(file.data())
    except Exception as error:
        # The library fails in many ways on a broken container; it is damaged, whichever it was.
        raise Unread("damaged", f"{type(error).__name__}: {str(error)[:100]}") from error


class _Asked:
    """Asks a message for one property after the other: one that cannot be read hides no other, and is named."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def of(self, name: str, ask: Any, kind: Any = str) -> Any:
        """A property, or None where it is not there, or cannot be read and is among the `failed`.

        A broken container may give a number where words belong: what is not of its `kind` cannot be read.
        """
        try:
            told = ask()
            if told is None or isinstance(told, kind):
                return told
            raise TypeError(type(told))
        except Exception as error:
            # The library raises what it likes on a broken property, as on a broken container.
            self.failed.append(f"{name} ({type(error).__name__})")
            return None


def _headers(message: Any, of: Any) -> Iterator[tuple[str, Any]]:
    """Sender, recipients, subject and time as the properties have them, then the headers of its way."""
    yield "From", of("sender", lambda: message.sender) or "not stated"
    for number, one in enumerate(of("recipients", lambda: message.recipients, Sequence) or (), 1):
        name = of(f"recipient {number}", lambda one=one: one.name) or ""
        yield "Recipient", f"{name} <{of(f'address {number}', lambda one=one: one.email_address) or ''}>"
    yield "Subject", of("subject", lambda: message.subject) or ""
    sent = of("time", lambda: message.sent_date, datetime.datetime)
    if sent is not None:
        yield "Sent", sent.isoformat()
    for name, value in (of("headers", lambda: message.message_headers, Mapping) or {}).items():
        yield f"header {name}", value
