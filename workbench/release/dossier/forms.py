"""Every form of a dossier, by name: one document, one writer each."""

from collections.abc import Callable

from workbench.errors import Refused
from workbench.release.dossier.cells import as_xlsx, csv_files
from workbench.release.dossier.data import as_json
from workbench.release.dossier.document import Document
from workbench.release.dossier.paper import as_pdf
from workbench.release.dossier.spoken import spoken
from workbench.release.dossier.web import as_html
from workbench.release.dossier.word import as_docx

STEM = "dossier"
Files = dict[str, bytes]


def _one(ending: str, made: Callable[[Document], bytes]) -> Callable[[Document], Files]:
    return lambda document: {f"{STEM}.{ending}": made(document)}


def _read(ending: str, made: Callable[[Document], bytes]) -> Callable[[Document], Files]:
    """A form that people read: dates and decimals as its language writes them."""
    return lambda document: {f"{STEM}.{ending}": made(spoken(document))}


FORMS: dict[str, Callable[[Document], Files]] = {
    "html": _read("html", as_html),
    "pdf": _read("pdf", as_pdf),
    "docx": _read("docx", as_docx),
    "xlsx": _one("xlsx", as_xlsx),
    "csv": csv_files,
    "json": _one("json", as_json),
}


def written(document: Document, form: str) -> Files:
    """The files of one form, by name.

    Raises:
        Refused: there is no such form.

    Example:
        >>> told = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}
        >>> made = Document(title="A", case="B", **told)
        >>> list(written(made, "json"))
        ['dossier.json']
    """
    if form not in FORMS:
        raise Refused(form, "a dossier has no such form", f"Ask for one of {', '.join(FORMS)}")
    return FORMS[form](document)
