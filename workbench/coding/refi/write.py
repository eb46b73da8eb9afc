"""The codings of a case as a REFI-QDA project: one QDPX file that programs for qualitative analysis open."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from workbench.coding.entry import Coded
from workbench.coding.refi.codes import ORIGIN, code_book, document
from workbench.coding.refi.guid import guid
from workbench.coding.refi.note import note, xml_text
from workbench.coding.span import milliseconds

PROJECT = "urn:QDA-XML:project:1.0"
PICTURES = {"image/jpeg": "jpg", "image/png": "png"}
LONGEST_NAME = 100
EARLIEST = (1980, 1, 1, 0, 0, 0)
COVER = "█"  # in the place of each letter of what a worker took back, so that positions behind it stay


def project_file(title: str, codings: Iterable[Coded], read: Callable[[str], bytes]) -> bytes:
    """A QDPX file: codebook with GUIDs, texts and pictures of the sources, selections, codings, users and cases.

    Text positions are Unicode code points, the end behind the last (REFI-QDA 1.5, 10.2); pictures are marked in pixels
    as one looks at them, recordings in milliseconds (10.4). `read` gives the bytes of a stored object. What REFI-QDA
    has no field for stands in a note on each coding. The same codings give the same bytes. Words of workers who
    withdrew their use are covered, except where they are also another worker's own quote.
    """
    listed = list(codings)
    quoted: dict[str | None, list[tuple[int, int]]] = {}
    for one in listed:
        if one.passage.start is not None and one.passage.end is not None:
            quoted.setdefault(one.derivative, []).append((one.passage.start, one.passage.end))
    made = _Project(read)
    for one in listed:
        made.add(one, quoted.get(one.derivative, []))
    return _zipped({"project.qde": document(made.root(title)), **made.files})


class _Project:
    """One project under way: its sources by GUID, and what their codings need beside them."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self.read = read
        self.frameworks: dict[str, None] = {}
        self.users, self.cases, self.notes = Element("Users"), Element("Cases"), Element("Notes")
        self.sources: dict[str, Element] = {}
        self.places: dict[str, Element] = {}
        self.files: dict[str, bytes] = {}
        self._known: dict[str, Element] = {}

    def root(self, title: str) -> Element:
        """The `Project` element, its parts in the schema's order; empty lists are left out."""
        root = Element("Project", {"xmlns": PROJECT, "name": xml_text(title), "origin": ORIGIN})
        for case in self.cases:
            case[:] = sorted(case, key=lambda ref: ref.tag == "SelectionRef")
        sources = Element("Sources")
        sources.extend(self._in_order(source) for source in self.sources.values())
        book = code_book(self.frameworks or ["ilo-11"])
        root.extend(part for part in (self.users, book, self.cases, sources, self.notes) if len(part))
        return root

    def add(self, one: Coded, quoted: list[tuple[int, int]]) -> None:
        """One coding with its place, coder, subject and note; `quoted` are the quotes of all codings in its text."""
        row, coding = one.row, one.live.record
        self.frameworks[row["framework"]] = None
        source = self._source(one, quoted)
        place = self._selection(one, source)
        user = self._child(self.users, "User", guid("agent", coding.coder), name=xml_text(row["coder"]))
        made = SubElement(place, "Coding", guid=guid("coding", one.live.id), creatingUser=user.attrib["guid"],
                          creationDateTime=one.live.at)  # fmt: skip
        SubElement(made, "CodeRef", targetGUID=guid("indicator", row["framework"], row["indicator"]))
        SubElement(made, "NoteRef", targetGUID=self._note(one, user.attrib["guid"]))
        case = self._child(self.cases, "Case", guid("entity", coding.subject), name=xml_text(row["subject"]))
        kind = "SourceRef" if place is source else "SelectionRef"
        if all(ref.get("targetGUID") != place.get("guid") for ref in case):
            SubElement(case, kind, targetGUID=place.attrib["guid"])

    def _source(self, one: Coded, quoted: list[tuple[int, int]]) -> Element:
        passage, item = one.passage, one.item
        kind, identity = _kind_of(one), passage.item
        if kind == "TextSource" and one.derivative is not None:
            identity = one.derivative  # positions count in one text, also where an item has a newer one
        key = guid("source", kind, identity)
        if key not in self.sources:
            self.sources[key] = Element(kind, guid=key, name=xml_text(one.row["file"]))
            if kind == "TextSource":
                self._text(self.sources[key], key, one.text and _covered(one.text, one.taken_back, quoted))
            elif kind == "PictureSource" and item.media_type in PICTURES:
                name = f"{key}.{PICTURES[item.media_type]}"
                self.files[f"Sources/{name}"] = self.read(item.object)
                self.sources[key].set("path", f"internal://{name}")
            elif kind != "PictureSource":
                self.sources[key].set("path", f"relative:///{xml_text(item.name)}")
        return self.sources[key]

    def _text(self, source: Element, key: str, text: str | None) -> None:
        if text is None:
            SubElement(source, "PlainTextContent").text = ""
            return
        # A text that begins with the mark itself gets a second one: readers take one away.
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.files[f"Sources/{key}.txt"] = (mark + text).encode("utf-8")
        source.set("plainTextPath", f"internal://{key}.txt")

    def _selection(self, one: Coded, source: Element) -> Element:
        """The element that bears the coding: the selection, made where it is new, or the source as a whole."""
        kind, where = _where(one)
        if kind is None:
            return source
        key = guid("selection", source.attrib["guid"], *where.values())
        if key not in self.places:
            self.places[key] = SubElement(source, kind, {"guid": key, **where})
            if one.passage.quote:
                self.places[key].set("name", _short(one.passage.quote))
        return self.places[key]

    def _note(self, one: Coded, user: str) -> str:
        key, row = guid("note", one.live.id), dict(one.row)
        if one.passage.from_s is None or _whole_milliseconds(one):
            row.pop("span", None)
        made = SubElement(self.notes, "Note", guid=key, name=xml_text(f"{row['subject']}: {row['stance']}"),
                          creatingUser=user, creationDateTime=one.live.at)  # fmt: skip
        SubElement(made, "PlainTextContent").text = note(row)
        return key

    def _child(self, parent: Element, tag: str, key: str, **attributes: str) -> Element:
        if key not in self._known:
            self._known[key] = SubElement(parent, tag, {"guid": key, **attributes})
        return self._known[key]

    def _in_order(self, source: Element) -> Element:
        """The schema wants a source's selections before the codings of the whole source."""
        source[:] = sorted(source, key=lambda part: ("Content" not in part.tag, part.tag == "Coding"))
        return source


def _covered(text: str, taken_back: Iterable[tuple[int, int]], quoted: Iterable[tuple[int, int]]) -> str:
    letters, away = list(text), set[int]()
    for begin, end in taken_back:
        away.update(range(begin, min(end, len(letters))))  # a place beyond the text is told by `verify`
    for begin, end in quoted:
        away.difference_update(range(begin, end))
    for at in away:
        if letters[at] not in "\r\n":  # two of them may count as one letter elsewhere
            letters[at] = COVER
    return "".join(letters)


def _kind_of(one: Coded) -> str:
    if one.passage.quote is not None:
        return "TextSource"
    if one.passage.from_s is not None:
        return "VideoSource" if one.item.media_type.startswith("video/") else "AudioSource"
    if one.passage.region or one.item.media_type.startswith("image/"):
        return "PictureSource"
    kinds = {"audio": "AudioSource", "video": "VideoSource"}
    return kinds.get(one.item.media_type.partition("/")[0], "TextSource")


def _where(one: Coded) -> tuple[str | None, dict[str, str]]:
    passage = one.passage
    if passage.quote is not None:
        return "PlainTextSelection", {"startPosition": str(passage.start), "endPosition": str(passage.end)}
    if passage.region:
        x, y, width, height = passage.region
        corners = {"firstX": x, "firstY": y, "secondX": x + width, "secondY": y + height}
        return "PictureSelection", {name: str(value) for name, value in corners.items()}
    if passage.from_s is not None and passage.to_s is not None:
        kind = _kind_of(one).replace("Source", "Selection")
        times = {"begin": milliseconds(passage.from_s), "end": milliseconds(passage.to_s)}
        return kind, {name: str(value) for name, value in times.items()}
    return None, {}


def _whole_milliseconds(one: Coded) -> bool:
    return all(len((value or "").partition(".")[2]) <= 3 for value in (one.passage.from_s, one.passage.to_s))


def _short(quote: str) -> str:
    name = xml_text(" ".join(quote.split()))
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP whose bytes repeat: stored, sorted, and dated to the first day that a ZIP knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in _listed(files):
            entry = zipfile.ZipInfo(name, date_time=EARLIEST)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _listed(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "project.qde", files["project.qde"]
    yield from sorted((name, data) for name, data in files.items() if name != "project.qde")
