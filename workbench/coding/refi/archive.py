"""Opening a QDPX or QDC file of anyone: its XML without entities, its sources without unpacking anything to disk."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from workbench.casefile.disk import whole_bytes
from workbench.errors import BadValue, Refused

MOST_XML, MOST_SOURCE, MOST_PARTS = 100_000_000, 400_000_000, 10_000
ROOTS = {"Project": "a REFI-QDA project", "CodeBook": "a REFI-QDA codebook"}


class Package:
    """A REFI-QDA file that is open for reading: the root of its XML and, for a project, its sources by path.

    `root` is an element of the standard library's ElementTree whose tags bear no namespace.

    Raises:
        BadValue: it is no ZIP, holds no single `.qde`, or its XML is no REFI-QDA.
        Refused: a document type or entities stand in the XML, or it is larger than any real project.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        data = whole_bytes(path.resolve())
        self._zip = None if path.suffix.lower() == ".qdc" else _zip(path.name, data)
        self.root = parse(path.name, data if self._zip is None else self._read(_project(path.name, self._zip)))

    def source(self, path: str | None) -> bytes | None:
        """The bytes of a source that lies in the package (`internal://NAME`); None where it is elsewhere or missing.

        Raises:
            BadValue: it lies there and cannot be unpacked.
            Refused: it is larger than any real text.
        """
        if self._zip is None or path is None or not path.startswith("internal://"):
            return None
        wanted = "sources/" + path.removeprefix("internal://").lstrip("/").lower()
        names = [name for name in self._zip.namelist() if name.replace("\\", "/").lower() == wanted]
        return self._read(names[0]) if names else None

    def _read(self, name: str) -> bytes:
        assert self._zip is not None
        most = MOST_XML if name.lower().endswith(".qde") else MOST_SOURCE
        try:
            with self._zip.open(name) as part:
                data = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise BadValue(self.name, name, str(error), "the file again, exported anew and not encrypted") from None
        if len(data) > most:
            raise Refused(f"{self.name}, {name}", f"it unpacks to more than {most} bytes", "Export a smaller project")
        return data


def parse(file: str, data: bytes) -> Any:
    """The root element of REFI-QDA XML, all tags without their namespace; no entity is resolved, nothing is fetched.

    Raises:
        BadValue: it is no XML, or its root is neither `Project` nor `CodeBook`.
        Refused: a document type or an entity stands in it.

    Example:
        >>> parse("a.qdc", b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>').find("Codes").tag
        'Codes'
    """
    if len(data) > MOST_XML:
        raise Refused(file, f"its XML is larger than {MOST_XML} bytes", "Export a smaller project")
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused(file, "its XML declares a document type or entities, which REFI-QDA has none of",
                      "Ask for the file again, exported by the program itself") from None  # fmt: skip
    except (ParseError, ValueError, LookupError) as error:
        raise BadValue(file, "the XML", str(error), "well-formed XML") from None
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    if root.tag not in ROOTS:
        raise BadValue(file, "the root of the XML", root.tag, " or ".join(ROOTS.values()))
    return root


def _zip(name: str, data: bytes) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise BadValue(name, "the whole file", str(error), "a QDPX file: a ZIP with project.qde in it") from None
    if len(opened.infolist()) > MOST_PARTS:
        raise Refused(name, f"it holds more than {MOST_PARTS} files", "Export a smaller project")
    return opened


def _project(name: str, opened: zipfile.ZipFile) -> str:
    """The project's file: `project.qde` by the standard (8.1); some programs name it after the project."""
    found = [part for part in opened.namelist() if part.lower().endswith(".qde") and "/" not in part]
    if len(found) != 1:
        raise BadValue(name, "the files in it", ", ".join(found) or "no .qde", "one project.qde at its root")
    return found[0]
