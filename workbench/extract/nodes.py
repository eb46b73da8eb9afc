"""An XML document as plain nodes: entities are refused where they are declared, nothing outside is ever fetched."""

import dataclasses
import xml.parsers.expat
from collections.abc import Iterator
from typing import NoReturn

from workbench.extract.outcome import Unread

MOST_NODES, DEEPEST = 2_000_000, 200


@dataclasses.dataclass
class Node:
    """One element: its name without the prefix, its attributes, its text, and what stands in it.

    Example:
        >>> Node("name", {}, "gate").text
        'gate'
    """

    name: str
    attributes: dict[str, str] = dataclasses.field(default_factory=dict)
    text: str = ""
    inner: list["Node"] = dataclasses.field(default_factory=list)

    def all(self, name: str) -> Iterator["Node"]:
        """Every element of a name below this one, in the order of the document."""
        waiting = self.inner[::-1]
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            waiting += node.inner[::-1]

    def child(self, name: str) -> "Node | None":
        """The first element of a name directly in this one."""
        return next((node for node in self.inner if node.name == name), None)

    def said(self, name: str) -> str:
        """The text of the first element of a name directly in this one, one space between words; empty where none."""
        found = self.child(name)
        return "" if found is None else " ".join(found.text.split())


def parsed(data: bytes) -> Node:
    """The outermost element of a document.

    Raises:
        Unread: `xml-entities` where the document declares an entity, `damaged` where it is no XML, `too-large` where
            it has more elements, or goes deeper, than any map has.

    Example:
        >>> parsed(b"<kml><Placemark><name>gate</name></Placemark></kml>").inner[0].said("name")
        'gate'
    """
    top, count = Node(""), 0
    open_: list[Node] = [top]
    reader = xml.parsers.expat.ParserCreate()
    reader.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_NODES or len(open_) > DEEPEST:
            raise Unread("too-large", f"more than {MOST_NODES} elements, or {DEEPEST} within each other")
        node = Node(name.rpartition(":")[2], attributes)
        open_[-1].inner.append(node)
        open_.append(node)

    def words(text: str) -> None:
        open_[-1].text += text

    def refuse(*_: object) -> NoReturn:
        raise Unread("xml-entities")

    reader.StartElementHandler = start
    reader.EndElementHandler = lambda name: open_.pop() and None
    reader.CharacterDataHandler = words
    reader.EntityDeclHandler = refuse
    reader.ExternalEntityRefHandler = refuse
    try:
        reader.Parse(data, True)
    except (xml.parsers.expat.ExpatError, ValueError, LookupError) as error:
        raise Unread("damaged", str(error)[:120]) from None
    return top.inner[0]
