"""Plain text, Markdown and anything else that is words: the words as they stand, a place for each line."""

import re

from workbench.extract import chat
from workbench.extract.encoding import decode
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, reason

ENTITY = re.compile(r"<!(?:DOCTYPE[^>]*\[|ENTITY)")
SCRIPT = re.compile(r"<script[\s>]|\son[a-z]+\s*=|javascript:", re.I)


def read(file: File) -> Reading:
    """Reads a text file; an exported chat is told by its lines and read message by message.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
        >>> _ = path.write_text("They keep the cards.")
        >>> read(File(path, "note.txt", "text/plain")).made[0].data
        b'They keep the cards.'
    """
    text, encoding, doubts = decode(file.data())
    reasons = list(doubts)
    if ENTITY.search(text):
        reasons.append(reason("entities-not-expanded"))
    if file.media_type in {"image/svg+xml", "application/xml"} and SCRIPT.search(text):
        reasons.append(reason("active-content", "script in the markup"))
    messages = chat.messages(text)
    layout = chat.layout(text, messages) if messages else Layout("line")
    if not messages:
        layout.lines(text)
    else:
        reasons.append(reason("reader-untried", str(layout.facts["program"])))
    layout.facts["encoding"] = encoding
    remarks, made = layout.made("chat" if messages else "plain", "charset-normalizer")
    return Reading("chat" if messages else "text", (*reasons, *remarks), made)
