"""Rich Text (RTF 1.9.1): the words, paragraph by paragraph, in the encodings that its fonts name."""

import re

from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, Unread, reason

TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([^\\{}\r\n]{1,4096})|[\r\n]+", re.S
)
MARKS = {"par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "tab": "\t", "cell": "\t", "emdash": "—",
         "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
         "emspace": " ", "enspace": " "}  # fmt: skip
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
# Groups that hold no words of the document.
SILENT = {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "datastore",
          "xmlnstbl", "listtable", "listoverridetable", "rsidtbl", "generator", "latentstyles", "fldinst", "filetbl",
          "revtbl", "pgdsctbl", "mmathPr", "colorschememapping", "background", "nonshppict", "bin"}  # fmt: skip
# RTF 1.9.1, "Font Table": the character set of a font and its code page.
CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
            162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
            238: "cp1250"}  # fmt: skip
MOST_DEPTH = 1000


def read(file: File) -> Reading:
    """Reads the words; hidden and deleted words are left out and said to be, objects are never opened.

    Raises:
        Unread: damaged: the file breaks off within a group, and no word came before that.
    """
    walk = _Walk()
    walk.through(file.data())
    text = "".join(walk.out)
    layout = Layout("paragraph")
    for number, words in enumerate(text.split("\n"), 1):
        layout.add(words, f"paragraph {number}")
        layout.add("\n")
    reasons = [reason(code) for code in ("tracked-changes", "hidden-words") if code in walk.found]
    if "object" in walk.found:
        reasons.append(reason("attachment-not-opened", "objects"))
    if "pict" in walk.found:
        reasons.append(reason("pictures-inside"))
    if walk.unread:
        reasons.append(reason("bytes-replaced", f"{walk.unread} of them"))
    if walk.deep:
        if not text.strip():
            raise Unread("damaged", "it breaks off within a group")
        reasons.append(reason("part-unreadable", "it breaks off within a group"))
    remarks, made = layout.made("rtf")
    return Reading("document", (*reasons, *remarks), made)


class _State:
    """What holds within one group."""

    def __init__(self, before: "_State | None" = None) -> None:
        self.silent: bool = before.silent if before else False
        self.hidden: bool = before.hidden if before else False
        self.page: str = before.page if before else ""
        self.skip: int = before.skip if before else 1


class _Walk:
    """The tokens of an RTF file one after the other."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.found: set[str] = set()
        self.unread = 0
        self.page, self.font = "cp1252", -1
        self.fonts: dict[int, str] = {}
        self.stack = [_State()]
        self.raw = b""
        self.ignore = 0  # what stands after \u for programs that know no Unicode
        self.starred = False
        self.half = 0

    @property
    def deep(self) -> bool:
        return len(self.stack) > 1

    def through(self, data: bytes) -> None:
        at = 0
        while match := TOKEN.match(data, at):
            at = match.end()
            word, number, code, sign, brace, words = match.groups()
            if word == b"bin" and number:
                at += max(0, int(number))
            elif word:
                self._flush()
                self._control(word.decode("ascii"), int(number) if number else None)
            elif code:
                self._bytes(bytes([int(code, 16)]))
            elif sign:
                self._sign(sign)
            elif brace:
                self._flush()
                self._brace(brace)
            elif words:
                self._words(words)
        self._flush()

    def _brace(self, brace: bytes) -> None:
        self.starred = False
        if brace == b"{":
            if len(self.stack) > MOST_DEPTH:
                raise Unread("damaged", "groups within groups without end")
            self.stack.append(_State(self.stack[-1]))
        elif len(self.stack) > 1:
            self.stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in SIGNS:
            self._flush()
            self._say(SIGNS[sign])

    def _control(self, word: str, number: int | None) -> None:
        state = self.stack[-1]
        if word in SILENT or (self.starred and word != "shpinst"):
            self.found.add(word)
            state.silent = True
            self.starred = False
        if word == "ansicpg" and number:
            self.page = f"cp{number}" if number != 65001 else "utf-8"
        elif word == "f" and number is not None:
            self.font = number
            state.page = self.fonts.get(number, "")
        elif word == "fcharset" and number is not None:
            self.fonts[self.font] = CHARSETS.get(number, "")
        elif word == "uc" and number is not None:
            state.skip = max(0, min(number, 100))
        elif word == "u" and number is not None:
            self._unicode(number % 65536)
        elif word in ("v", "deleted"):
            state.hidden = number != 0
            self.found.add("hidden-words" if word == "v" else "tracked-changes") if state.hidden else None
        elif word == "plain":
            state.hidden = False
        elif word in MARKS:
            self._say(MARKS[word])

    def _unicode(self, number: int) -> None:
        self.ignore = self.stack[-1].skip
        if 0xD800 <= number < 0xDC00:
            self.half = number
        elif 0xDC00 <= number < 0xE000 and self.half:
            self._say(chr(0x10000 + (self.half - 0xD800) * 0x400 + number - 0xDC00), kept=True)
            self.half = 0
        else:
            self._say(chr(number), kept=True)

    def _words(self, words: bytes) -> None:
        while self.ignore and words:
            self.ignore, words = self.ignore - 1, words[1:]
        self.raw += words

    def _bytes(self, one: bytes) -> None:
        if self.ignore:
            self.ignore -= 1
        else:
            self.raw += one

    def _flush(self) -> None:
        """Bytes become letters together: a letter of some scripts is two of them."""
        raw, self.raw = self.raw, b""
        if raw:
            page = self.stack[-1].page or self.page
            try:
                words = raw.decode(page)
            except (UnicodeDecodeError, LookupError):
                words = raw.decode("latin_1" if page == "utf-8" else "utf-8", "replace")
                self.unread += words.count("\ufffd")
            self._say(words)

    def _say(self, words: str, *, kept: bool = False) -> None:
        self.ignore = self.ignore if kept else 0
        state = self.stack[-1]
        if not state.silent and not state.hidden:
            self.out.append(words)
