"""Outlook messages (MSG, [MS-OXMSG]): headers, recipients, time and body; what is attached becomes items of its own.

Words in compressed RTF alone are not read. The reader was checked against messages that the tests build after the
description, and not on real ones, which the item says.
"""

import functools
from collections.abc import Iterator
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
    message = _opened(file)
    layout = Layout("paragraph")
    reasons = [reason("reader-untried", "Outlook")]
    for name, value in _headers(message):
        layout.add(f"{name}: {' '.join(str(value).split())}", f"header {name}")
        layout.add("\n")
    layout.add("\n")
    words = _get(lambda: message.body) or visible(_get(lambda: message.html_body) or "")
    if not words.strip():
        reasons.append(reason("part-unreadable", "no plain text and no HTML stands in it"))
    for number, line in enumerate(words.splitlines(), 1):
        layout.add(line, f"body, line {number}")
        layout.add("\n")
    remarks, made = layout.made("outlook", "python-oxmsg", "olefile")
    return Reading("mail", (*reasons, *remarks), made)


def inside(file: File) -> Iterator[Inside | Left]:
    """The files attached to a message; a message or object that is attached as such stays inside and is named.

    Raises:
        Unread: damaged.
    """
    for number, one in enumerate(_opened(file).attachments, 1):
        name = _get(lambda one=one: one.file_name) or f"attachment {number}"
        data = _get(lambda one=one: one.file_bytes)
        if data is None:
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


def _get(ask: Any) -> Any:
    """One property, or None where it is not there or cannot be read: it must not hide the others."""
    try:
        return ask()
    except Exception:
        return None


def _headers(message: Any) -> Iterator[tuple[str, Any]]:
    """Sender, recipients, subject and time as the properties have them, then the headers of its way."""
    yield "From", _get(lambda: message.sender) or "not stated"
    for one in _get(lambda: message.recipients) or ():
        yield "Recipient", f"{_get(lambda one=one: one.name) or ''} <{_get(lambda one=one: one.email_address) or ''}>"
    yield "Subject", _get(lambda: message.subject) or ""
    sent = _get(lambda: message.sent_date)
    if sent is not None:
        yield "Sent", sent.isoformat()
    for name, value in (_get(lambda: message.message_headers) or {}).items():
        yield f"header {name}", value
