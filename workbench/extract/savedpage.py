"""Web pages saved in one file (MHTML): the words of the page and of the frames in it, its address, when it was saved.

Source: RFC 2557; the headers that Chromium, Internet Explorer and their kin write (`From: <Saved by ...>`,
`Snapshot-Content-Location`). Address and time are what the saving program wrote; neither is checked.
"""

import email
import email.policy
from typing import Any

from workbench.extract.encoding import decode
from workbench.extract.html import DECLARED, blocks
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, Reason, Unread

PAGES = ("text/html", "application/xhtml+xml")


def read(file: File) -> Reading:
    """Reads the visible words of the page and of the frames in it, block by block, as of a page that lies alone.

    Raises:
        Unread: there is no web page in it.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.mhtml"
        >>> _ = path.write_text("Content-Type: text/html\\n\\n<p>kept</p>")
        >>> read(File(path, "a.mhtml", "multipart/related")).made[0].data
        b'kept\\n'
    """
    # Not the newer policy: it writes a date anew, and this one is told as it was written.
    message: Any = email.message_from_bytes(file.data(), policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in PAGES]
    if not pages:
        raise Unread("no-text")
    layout, reasons, lines = Layout("paragraph"), list[Reason](), list[str]()
    layout.facts.update(saved(message, pages[0]))
    for part in pages:
        data = part.get_payload(decode=True) or b""
        declared = DECLARED.search(data[:4096])
        words, encoding, doubts = decode(data, part.get_content_charset() or (declared and declared[1].decode()))
        layout.facts.setdefault("encoding", encoding)
        found, said = blocks(words)
        lines += found
        reasons += [one for one in (*doubts, *said) if one not in reasons]
    for number, line in enumerate(lines, 1):
        layout.add(line, f"paragraph {number}")
        layout.add("\n")
    remarks, made = layout.made("savedpage", "beautifulsoup4", "lxml", "charset-normalizer")
    return Reading("document", (*reasons, *remarks), made)


def saved(message: Any, page: Any) -> dict[str, str]:
    """The address, the time as written, and the program that saved it, as far as the file says so.

    Example:
        >>> from email import message_from_string
        >>> made = message_from_string("From: <Saved by Blink>\\nSnapshot-Content-Location: https://a.example/\\n\\n")
        >>> saved(made, made)
        {'saved_from': 'https://a.example/', 'saved_by': '<Saved by Blink>'}
    """
    told = {
        "saved_from": message.get("snapshot-content-location") or page.get("content-location") or "",
        "saved_as_written": message.get("date") or "",
        "saved_by": message.get("from") or "",
    }
    return {name: words for name, value in told.items() if (words := " ".join(str(value).split())[:2000])}
