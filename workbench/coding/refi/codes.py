"""The codebook of a REFI-QDA file: frameworks and indicators out as codes, codes of others in."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from workbench import codebook
from workbench.coding.refi.guid import guid, same
from workbench.coding.refi.note import xml_text

CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "forced-labour-workbench"


@dataclasses.dataclass(frozen=True)
class Code:
    """A code of a REFI-QDA file: its GUID, its name, and whether passages may bear it."""

    guid: str
    name: str
    codable: bool


def codes_of(root: Any) -> Iterator[Code]:
    """Every code of a file, those that stand beneath others as well, in the order of the file.

    Example:
        >>> from workbench.coding.refi.archive import parse
        >>> xml = b'<CodeBook><Codes><Code guid="A" name="wages" isCodable="true"/></Codes></CodeBook>'
        >>> [code.name for code in codes_of(parse("c.qdc", xml))]
        ['wages']
    """
    for element in root.iter("Code"):
        yield Code(same(element.get("guid")), element.get("name") or "", element.get("isCodable") != "false")


def code_book(frameworks: Iterable[str]) -> Element:
    """The `CodeBook` element of these frameworks: one code each that no passage bears, its indicators beneath it.

    A code's name is the indicator's English label, its description ends with the id. GUIDs are the same everywhere.
    """
    book = Element("CodeBook")
    codes = SubElement(book, "Codes")
    for name in frameworks:
        framework = codebook.framework(name)
        top = _code(codes, guid("framework", name), framework.name, f"{framework.instrument}\nid: {name}", False)
        groups = {
            group.id: _code(top, guid("group", name, group.id), group.labels["en"], group.description, False)
            for group in framework.groups
        }
        for entry in framework.indicators:
            told = f"{entry.description}\nid: {name}/{entry.id}"
            _code(groups.get(entry.group, top), guid("indicator", name, entry.id), entry.label(), told, True)
    return book


def codebook_file(frameworks: Iterable[str]) -> bytes:
    """A QDC file: the codebook of these frameworks and nothing of any case.

    Example:
        >>> b'name="Debt bondage"' in codebook_file(["ilo-11"])
        True
    """
    book = code_book(frameworks)
    book.attrib = {"xmlns": CODEBOOK, "origin": ORIGIN}
    return document(book)


def document(root: Element) -> bytes:
    """An element as an XML file in UTF-8; nothing is indented, so that no text changes."""
    text: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _code(parent: Element, identity: str, name: str, description: str, codable: bool) -> Element:
    made = SubElement(parent, "Code", guid=identity, name=xml_text(name), isCodable=str(codable).lower())
    SubElement(made, "Description").text = xml_text(description)
    return made
