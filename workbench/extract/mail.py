"""E-mail (RFC 5322, MIME): headers and the text of the body; what is attached becomes items of their own."""

import contextlib
import email
import email.errors
import email.header
import email.message
import email.policy
import functools
import mimetypes
import re
from collections.abc import Iterator
from typing import Any

from workbench.extract.encoding import decode
from workbench.extract.html import visible
from workbench.extract.layout import Layout
from workbench.extract.members import Inside, Left
from workbench.extract.outcome import File, Reading, Reason, Unread, reason

LONGEST_HEADER = 8_000
# What the library raises over some malformed headers, instead of noting a defect.
FAILS = (ValueError, AttributeError, TypeError, LookupError, OverflowError, email.errors.MessageError)
WORDS, ADDRESS = re.compile(r"\w+"), re.compile(r"<?(?:https?|mailto):\S+")
# An address as RFC 3986 takes it apart (appendix B), and the signs that it writes as their bytes.
LOCATION = re.compile(
    r"(?>(?:(?P<scheme>[a-zA-Z][\w+.-]*):)?)(?>(?://(?:[^/?#\[\]]|\[[^/?#\[\]]*\])*)?)(?P<path>(?!//|\[)[^?#]*)"
)
ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# What writes ISO-8859-1 writes windows-1252 (WHATWG Encoding, 4.2), which has letters where the other has none.
WIDER = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252"}
AS_SENT = email.policy.compat32.clone(mangle_from_=False, max_line_length=0)


class _AsItCame(email.policy.EmailPolicy):
    """The library's own policy, but for headers on which it fails: their words stay as they came."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except FAILS:
            return " ".join(str(value).split())


def read(file: File) -> Reading:
    """Reads a message: headers in their order, decoded, then the text; HTML where no plain text says the same.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.eml"
        >>> _ = path.write_text('To: b')
        >>> read(File(path, "a.eml", "message/rfc822")).made[0].data
        b'To: b\\n\\n'
    """
    message = email.message_from_bytes(file.data(), policy=_AsItCame())
    layout = Layout("paragraph")
    reasons = _headers(message, layout)
    layout.add("\n")
    read_parts, _, others = _parts(message)
    plain = _lay(read_parts, layout, reasons, "body")
    if others and _different(plain, " ".join(_words(part)[0] for part in others)):
        _lay(others, layout, reasons, "body as a web page")
        reasons.append(reason("bodies-differ"))
    defects = sorted({type(defect).__name__ for part in message.walk() for defect in part.defects})
    if defects:
        reasons.append(reason("mail-defects", ", ".join(defects)))
    remarks, made = layout.made("mail")
    if not made:
        raise Unread("no-text")
    return Reading("mail", (*reasons, *remarks), made)


def _lay(parts: list[Any], layout: Layout, reasons: list[Reason], name: str) -> str:
    """Adds the words of some parts line by line, and gives them back."""
    lines: list[str] = []
    for part in parts:
        words, faults = _words(part)
        reasons += faults
        lines += words.splitlines()
    for number, line in enumerate(lines, 1):
        layout.add(line, f"{name}, line {number}")
        layout.add("\n")
    return "\n".join(lines)


def _different(plain: str, page: str) -> bool:
    """Whether two bodies of one message say different words; addresses, which stand in a link of the page, aside."""
    one, other = (WORDS.findall(ADDRESS.sub(" ", text).casefold()) for text in (plain, page))
    return one != other


def _headers(message: Any, layout: Layout) -> list[Reason]:
    broken: list[str] = []
    for name, source in message.raw_items():
        try:
            if len(source) > LONGEST_HEADER:  # the library takes a time that grows with the square of the length
                raise ValueError(name)
            value = str(email.policy.default.header_fetch_parse(name, source))
        except FAILS:  # the words as they came are better than none
            value, broken = str(source), [*broken, name]
        layout.add(f"{name}: {' '.join(value.split())}", f"header {name}")
        layout.add("\n")
    return [reason("mail-defects", f"headers kept as they came: {', '.join(broken)}")] if broken else []


def inside(file: File) -> Iterator[Inside | Left]:
    """The files attached to a message, and messages within it, one by one, with the bytes that they were sent with."""
    data = file.data()
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    ends = "\r\n" if b"\r\n" in data[:4096] else "\n"
    for number, part in enumerate(_parts(message)[1], 1):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload() if part.is_multipart() else []
            content = inner[0].as_bytes(policy=AS_SENT.clone(linesep=ends)) if inner else b""
            name = _filename(part) or f"message {number}.eml"
        else:
            content = part.get_payload(decode=True) or b""
            name = _filename(part) or _of_address(part) or f"part {number}{mimetypes.guess_extension(kind) or ''}"
        yield Inside(name, functools.partial(iter, (content,)))


def _parts(message: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """The parts to be read, in order, those that are attached, and web pages that stand beside plain words."""
    chosen: list[Any] = []
    others: list[Any] = []
    attached: list[Any] = []
    stack: list[tuple[Any, bool]] = [(message, False)]
    while stack:
        part, instead = stack.pop()
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            inner = part.get_payload()
            has_plain = kind == "multipart/alternative" and any(p.get_content_type() == "text/plain" for p in inner)
            stack.extend((p, has_plain) for p in inner[::-1])
        elif kind in {"text/plain", "text/html"} and not _attached(part):
            (others if instead and kind == "text/html" else chosen).append(part)
        else:
            attached.append(part)
    return chosen, attached, others


def _attached(part: Any) -> bool:
    return str(part.get("content-disposition", "")).lower().startswith("attachment") or bool(_filename(part))


def _filename(part: Any) -> str | None:
    try:
        name = part.get_filename()
    except FAILS:  # a name that cannot be read is none: the part is numbered, or read as words
        return None
    if not name:
        return None
    with contextlib.suppress(*FAILS):
        name = email.header.make_header(email.header.decode_header(str(name)))
    return " ".join(str(name).split())


def _of_address(part: Any) -> str:
    """The last word of the address that a part of a saved page came from (Content-Location, RFC 2557, section 4.2)."""
    with contextlib.suppress(*FAILS):
        address = LOCATION.match(str(part.get("content-location") or "").strip())
        if address and str(address["scheme"]).lower() != "cid":  # that is an id which the saving program made up
            return " ".join(ESCAPED.sub(_unescaped, address["path"].rpartition("/")[2]).split())
    return ""


def _unescaped(signs: re.Match[str]) -> str:
    return bytes.fromhex(signs[0].replace("%", "")).decode("utf-8", "replace")


def _words(part: Any) -> tuple[str, tuple[Reason, ...]]:
    payload = part.get_payload(decode=True) or b""
    faults: tuple[Reason, ...] = ()
    try:
        charset = str(part.get_content_charset() or "utf-8").lower()
        words = payload.decode(WIDER.get(charset, charset))
    except (ValueError, LookupError):  # also for a charset with a zero byte in its name
        words, codec, faults = decode(payload)
        faults = faults or (reason("encoding-guessed", f"its charset is none that is known; read as {codec}"),)
    return (visible(words) if part.get_content_type() == "text/html" else words), faults
