"""Mailboxes (mbox, RFC 4155): a list of what they hold; each message becomes an item of its own, byte for byte."""

import contextlib
import email.header
import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

from workbench.extract.archive import listing
from workbench.extract.mail import FAILS
from workbench.extract.members import Inside, Left, shown
from workbench.extract.outcome import File, Reading, reason

FROM = re.compile(rb"^From \S.{0,300}?\d{4}\s*$")
LISTED = re.compile(rb"^(Date|From|Subject): ?(.{0,600})", re.I)
LONGEST_HEADER = 700
LONGEST_LINE, MOST_LISTED = 1 << 20, 20_000


def read(file: File) -> Reading:
    """Lists the messages of a mailbox with their date, sender and subject as written, encoded words decoded.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.mbox"
        >>> _ = path.write_text("From a Mon Nov 15 08:14:03 2021\\nSubject: cards\\n\\nwords\\n")
        >>> read(File(path, "a.mbox", "application/mbox")).kind
        'archive'
    """
    entries: list[dict[str, Any]] = []
    for number, (head, lines) in enumerate(_messages(file), 1):
        entry: dict[str, Any] = {"name": _name(number), "from_line": _words(head)}
        for line in _unfolded(itertools.takewhile(bytes.strip, lines)):
            if found := LISTED.match(line):
                entry.setdefault(found[1].decode().lower(), _decoded(_words(found[2])))
        entries.append(entry)
        if number == MOST_LISTED:
            break
    reasons = () if entries else (reason("nothing-inside"),)
    return Reading("archive", reasons, (listing(entries, "mbox"),))


def inside(file: File) -> Iterator[Inside | Left]:
    """The messages of a mailbox in their order, without the line that parts them; nothing in them is rewritten."""
    for number, (_, lines) in enumerate(_messages(file), 1):
        yield Inside(_name(number), functools.partial(_whole, lines))


def _name(number: int) -> str:
    return f"message {number:05d}.eml"


def _words(line: bytes) -> str:
    return shown(line.decode("utf-8", "backslashreplace").strip())


def _unfolded(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Header lines, each with those that go on with it (RFC 5322, 2.2.3), as far as is listed."""
    held = b""
    for line in lines:
        if line[:1] in b" \t" and held:
            held = held[:LONGEST_HEADER].rstrip(b"\r\n") + b" " + line.strip()
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _decoded(words: str) -> str:
    """A header in the letters that it stands for (RFC 2047); what cannot be decoded stays as it came."""
    with contextlib.suppress(*FAILS):
        return shown(" ".join(str(email.header.make_header(email.header.decode_header(words))).split()))
    return words


def _whole(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines in pieces; the empty line that a mailbox puts after each message is its own, and is left out."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size > LONGEST_LINE:
            *given, last = held
            yield b"".join(given)
            held, size = [last], len(last)
    if held and not held[-1].strip():
        held.pop()
    yield b"".join(held)


def _messages(file: File) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Each message: the line that opens it, and its lines; whoever does not take them all loses the rest of them."""
    with file.path.open("rb") as stream:
        reading = _Reading(iter(lambda: stream.readline(LONGEST_LINE), b""))
        while (head := reading.next_head()) is not None:
            yield head, reading.lines()


class _Reading:
    """Lines, and which of them opens a message: one of the form of a From line, at the start or after an empty line."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._blank = lines, True
        self._head: bytes | None = None

    def next_head(self) -> bytes | None:
        """The line that opens the next message, or None at the end."""
        for _ in self.lines():
            pass
        head, self._head = self._head, None
        return head

    def lines(self) -> Iterator[bytes]:
        """The lines up to the one that opens the next message."""
        while self._head is None and (line := next(self._lines, b"")):
            if self._blank and FROM.match(line):
                self._head, self._blank = line, False
                return
            self._blank = not line.strip()
            yield line
