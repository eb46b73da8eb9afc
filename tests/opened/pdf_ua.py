"""What a PDF/UA-1 and PDF/A-2a file has to be, as far as a program can tell, read with a library of others.

Source: ISO 14289-1:2014, clauses 5 and 7, and the Matterhorn Protocol 1.1 (what needs no person);
ISO 19005-2 for the mark of PDF/A, the output intent and the fonts. It replaces no validator.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

STANDARD = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR",
    "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot",
    "Ruby", "Warichu", "Figure", "Formula", "Form",
}  # fmt: skip
PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "EI", "INLINE IMAGE"}


def faults(path: Path) -> list[str]:
    """Every fault that is found; none for a file that a screen reader can read and an archive can keep."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        found = list(_marks(pdf, root))
        if "/StructTreeRoot" not in root:
            return [*found, "no structure tree"]
        elements = list(_elements(root.StructTreeRoot))
        roles = {str(key): str(value) for key, value in root.StructTreeRoot.get("/RoleMap", {}).items()}
        found += list(_structure(elements, roles))
        found += list(_content(pdf, root.StructTreeRoot))
        found += list(_fonts(pdf))
    return found


def _marks(pdf: pikepdf.Pdf, root: Any) -> Iterator[str]:
    told = str(pdf.open_metadata())
    for name, wanted in (("pdfuaid:part", "1"), ("pdfaid:part", "2"), ("pdfaid:conformance", "A")):
        if not re.search(rf"<{name}>{wanted}</{name}>|{name}=\"{wanted}\"", told):
            yield f"the metadata do not say {name} {wanted}"
    if "dc:title" not in told:
        yield "the metadata have no title"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "not marked as tagged"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the title is not shown"
    if "/OutputIntents" not in root:
        yield "no output intent"
    if "/Outlines" not in root:
        yield "no bookmarks"
    if "/AcroForm" in root or "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root:
        yield "it can do something"


def _elements(node: Any, depth: int = 0) -> Iterator[tuple[Any, list[Any]]]:
    """Every structure element with those of its children that are elements, in reading order."""
    kids = node.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    if depth:
        yield node, below
    for kid in below:
        yield from _elements(kid, depth + 1)


def _structure(elements: list[tuple[Any, list[Any]]], roles: dict[str, str]) -> Iterator[str]:
    def role(one: Any) -> str:
        name = str(one.S)
        return roles.get(name, name).lstrip("/")

    for one, below in elements:
        what = role(one)
        if what not in STANDARD:
            yield f"{what} is no standard type"
        if what == "Table":
            yield from _table(below, role)
        yield from _one(one, what, [role(kid) for kid in below])
    yield from _headings([(one, found) for one, _ in elements if (found := re.fullmatch(r"H([1-6])", role(one)))])


def _one(one: Any, what: str, inner: list[str]) -> Iterator[str]:
    if what == "Figure" and not str(one.get("/Alt", "")).strip():
        yield "a figure without words"
    if what == "L" and set(inner) - {"LI", "Caption", "L"}:
        yield f"a list holds {inner}"
    if what == "LI" and "LBody" not in inner:
        yield "a line of a list without a body"
    if what == "TH" and "/Scope" not in _attributes(one):
        yield "a header cell that does not say of what"
    if what == "Link" and not any("/Obj" in kid for kid in _kids(one) if isinstance(kid, pikepdf.Dictionary)):
        yield "a link without its place on the page"


def _headings(found: list[tuple[Any, re.Match[str]]]) -> Iterator[str]:
    last = 0
    for one, level in found:
        if int(level[1]) > last + 1:
            yield f"a heading of level {level[1]} follows one of level {last}"
        last = int(level[1])
        if not _filled(one):
            yield "an empty heading"
    if last == 0:
        yield "no heading"


def _kids(one: Any) -> list[Any]:
    kids = one.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _filled(one: Any) -> bool:
    return any(not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid or _filled(kid) for kid in _kids(one))


def _attributes(one: Any) -> set[str]:
    held = one.get("/A", [])
    parts = list(held) if isinstance(held, pikepdf.Array) else [held]
    return {str(key) for part in parts if isinstance(part, pikepdf.Dictionary) for key in part}


def _table(below: list[Any], role: Any) -> Iterator[str]:
    rows = []
    for one in below:
        rows += [one] if role(one) == "TR" else [kid for kid in _kids(one) if "/S" in kid and role(kid) == "TR"]
    cells = [[cell for cell in _kids(row) if isinstance(cell, pikepdf.Dictionary) and "/S" in cell] for row in rows]
    if not rows or any(role(cell) not in ("TH", "TD") for row in cells for cell in row):
        yield "a table without rows of cells"
    if not any(role(cell) == "TH" for row in cells for cell in row):
        yield "a table without a header"
    wide = sorted({sum(_columns(cell) for cell in row) for row in cells})
    if len(wide) > 1:
        yield f"a table with rows of {wide} cells"


def _columns(cell: Any) -> int:
    """How many columns a cell covers: that of the note below a table says so, all of them."""
    held = cell.get("/A", [])
    parts = list(held) if isinstance(held, pikepdf.Array) else [held]
    return max([int(part.get("/ColSpan", 1)) for part in parts if isinstance(part, pikepdf.Dictionary)], default=1)


def _content(pdf: pikepdf.Pdf, tree: Any) -> Iterator[str]:
    """Whatever is painted is an artifact, or belongs to an element of the tree."""
    parents = dict(_numbers(tree.ParentTree)) if "/ParentTree" in tree else {}
    for number, page in enumerate(pdf.pages, 1):
        held = parents.get(int(page.obj.get("/StructParents", -1)))
        if "/Annots" in page.obj and str(page.obj.get("/Tabs", "")) != "/S":
            yield f"page {number}: links are not reached in reading order"
        for note in page.obj.get("/Annots", []):
            if not str(note.get("/Contents", "")) or "/StructParent" not in note:
                yield f"page {number}: a link without words"
        depth: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                known = str(operands[0]) == "/Artifact"
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    at = int(operands[1].MCID)
                    known = held is not None and at < len(held) and held[at] is not None
                depth.append(known)
            elif name == "EMC":
                depth.pop()
            elif name in PAINTS and not any(depth):
                yield f"page {number}: {name} paints what is neither content nor artifact"
                break


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    pairs = list(node.get("/Nums", []))
    for at in range(0, len(pairs), 2):
        yield int(pairs[at]), pairs[at + 1]
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/Font":
            continue
        name = str(one.get("/BaseFont", ""))
        if one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
            yield f"{name}: its letters cannot be told"
        if one.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        told = one.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & {str(key) for key in told}:
            yield f"{name}: not embedded"
