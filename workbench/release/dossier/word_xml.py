"""The few things of a Word file for which the library has no words: links, fields, languages, numberings, dates."""

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

BROUGHT = ("thumbnail", "extended-properties", "stylesWithEffects")
EPOCH = (1980, 1, 1, 0, 0, 0)
LINK = RGBColor(0x17, 0x4A, 0x7C)


def bookmark(anchor: str) -> str:
    """A name that Word takes for a bookmark.

    Example:
        >>> bookmark("e-7")
        'b_e_7'
    """
    return "b_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)[:38]


def element(tag: str, attributes: dict[str, str]) -> Any:
    """An element of the file with its attributes, both by their prefixed names.

    Example:
        >>> element("w:lang", {"w:val": "vi"}).get(qn("w:val"))
        'vi'
    """
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made


def language(run: Any, tag: str) -> None:
    """Says in which language a run is."""
    if tag:
        run._r.get_or_add_rPr().append(element("w:lang", {"w:val": tag}))


def link(line: Any, to: str, words: str) -> None:
    """Words that lead to a bookmark of the same file."""
    made = element("w:hyperlink", {"w:anchor": to, "w:history": "1"})
    run = line.add_run(words)
    run.font.color.rgb, run.font.underline = LINK, True
    made.append(run._r)
    line._p.append(made)


def field(line: Any, code: str, shows: str, *, stale: bool = False) -> None:
    """A field that Word counts or gathers itself; until it does, what stands in it. A `stale` one asks for that."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", shows), ("end", "")):
        run = line.add_run()
        if kind:
            again = {"w:dirty": "true"} if stale and kind == "begin" else {}
            run._r.append(element("w:fldChar", {"w:fldCharType": kind, **again}))
        elif text is code:
            told = element("w:instrText", {"xml:space": "preserve"})
            told.text = f" {code} "
            run._r.append(told)
        else:
            run.text = text


def list_of_its_own(file: Any) -> int:
    """A numbering that begins at 1: Word would go on from the list before."""
    part = file.part.numbering_part.element
    style = file.styles["List Number"].element
    base = style.pPr.numPr.numId.val
    abstract = next(one.abstractNumId.val for one in part.num_lst if one.numId == base)
    made = part.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def number(line: Any, list_: int) -> None:
    """Makes a paragraph the next point of a numbering."""
    numbering = line._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = list_


def blank() -> Any:
    """A Word file with nothing in it: also without what the library's template brings and no reader needs, which is a
    picture of an empty page, the program that it says it was written with, and the looks of an older one.

    Example:
        >>> sorted(part.partname for part in blank().part.package.iter_parts() if "docProps" in part.partname)
        ['/docProps/core.xml']
    """
    file = Document()
    for rels in (file.part.package.rels, file.part.rels):
        for key in [key for key, one in rels.items() if one.reltype.rpartition("/")[2] in BROUGHT]:
            del rels[key]
    return file


def still(data: bytes) -> bytes:
    """A package with the date of the first day that a ZIP file knows, its parts in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = sorted(held.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            made.writestr(zipfile.ZipInfo(name, EPOCH), _bare(held.read(name)), zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def _bare(part: bytes) -> bytes:
    """A part without what reads like a key of somebody: prefixes such as w14, and colours such as F1EFE9."""
    if not part.startswith(b"<?xml"):
        return part
    for pattern in (rb"<\w*\d\w*:[^>]*/>", rb'\s+\w*\d\w*:\w+="[^"]*"', rb'\s+mc:Ignorable="[^"]*"'):
        part = re.sub(pattern, b"", part)
    part = re.sub(rb'="[0-9A-F]{6}"', lambda colour: colour[0].lower(), part)
    return re.sub(rb'\s+xmlns:\w*\d\w*="[^"]*"', b"", part)
