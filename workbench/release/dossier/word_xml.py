"""The few things of a Word file for which the library has no words: links, fields, languages, numberings."""

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

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


def field(line: Any, code: str, shows: str) -> None:
    """A field that Word counts or gathers itself; until it does, what stands in it."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", shows), ("end", "")):
        run = line.add_run()
        if kind:
            run._r.append(element("w:fldChar", {"w:fldCharType": kind}))
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
