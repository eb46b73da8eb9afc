"""The forms in which a custody record goes out."""

from workbench.findings.custody import Custody
from workbench.release.custody_case import jsonld
from workbench.release.custody_page import html
from workbench.release.custody_print import pdf
from workbench.release.matrix import document_bytes
from workbench.release.write import Form
from workbench.tables import Tables


def json(found: Custody, tables: Tables) -> bytes:
    """The record as plain JSON: PREMIS's objects, events and agents under the names of this house."""
    return document_bytes(found.document())


FORMS: dict[str, list[tuple[str, Form]]] = {
    ".html": [("", html)], ".pdf": [("", pdf)], ".jsonld": [("", jsonld)], ".json": [("", json)],
}  # fmt: skip
