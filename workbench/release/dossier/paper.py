"""A dossier as a tagged PDF (PDF/UA-1 and PDF/A-2a): headings, table headers, alternative texts, the same bytes."""

from workbench.errors import Refused
from workbench.release.dossier.data import things, values
from workbench.release.dossier.document import Document
from workbench.release.dossier.overleaf import turned
from workbench.release.typeset import laid

TEMPLATE = "dossier.typ"
SCALES = (1.0, 0.95, 0.9, 0.86)  # smaller is not read any more
CLOSER = (0.95, 0.9)  # what a brief is set smaller by, so that a few lines have no page of their own


def as_pdf(document: Document) -> bytes:
    """The bytes of the PDF; its date is the day of the copy, for no clock is read. A brief is set smaller, as far as
    one can read it, until it fits on its pages, and a little smaller where it then needs a page less.

    Raises:
        NotSet: a fault of the template.
        Refused: a brief does not fit on its pages.
    """
    for scale in SCALES:
        pdf, brief = paged(document, scale=scale)
        if not document.pages:
            return pdf
        if brief <= document.pages:
            return _closer(document, pdf, brief, scale)
    raise Refused(
        document.title,
        f"the brief takes {brief} pages, and may take {document.pages}",
        "Withhold requests or events that this audience does not need with `workbench decide`",
    )


def _closer(document: Document, pdf: bytes, brief: int, scale: float) -> bytes:
    """The same brief on a page less, if a tenth does it: otherwise the last page holds more than a line or two."""
    for smaller in CLOSER if brief > 1 else ():
        if smaller < scale:
            shorter, pages = paged(document, scale=smaller)
            if pages < brief:
                return shorter
    return pdf


def paged(document: Document, *, scale: float = 1.0) -> tuple[bytes, int]:
    """The PDF at a scale of its letters, and how many pages stand before the annexes.

    Raises:
        NotSet: a fault of the template.
    """
    told = values(document, drawings=True) | {"scale": scale, "pages": document.pages}
    by_key = {one["key"]: one for one in things(told["sections"])}
    while True:  # nothing is turned back: the pages are found, and never a circle
        with laid(TEMPLATE, told, apart=True) as made:
            again = turned(made.says("<asked>"))
            if not again:
                before = made.says("<brief>") if document.pages else 0
                return made.pdf(f"{document.at}T00:00:00Z", ("a-2a", "ua-1")), before - 1
        for key in again:
            by_key[key]["way"] += 1
