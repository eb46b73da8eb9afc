"""The dossier of a release that is not made yet, as a notebook shows it: nothing is written, nothing is logged."""

from workbench.markup import escape
from workbench.release.checked import Checked
from workbench.release.copies import Copy
from workbench.release.dossier.document import Document
from workbench.release.dossier.parts import dossier
from workbench.release.dossier.spoken import spoken
from workbench.release.dossier.web import fragment
from workbench.release.gathered import gathered

NO_COPY = "00" * 32  # a preview is no copy: its id says so, and no chance is drawn for it


class Preview:
    """What a release would say, before it is made: `document` is its dossier, `sentence` what the check found.

    In a notebook it shows its pages, in markup that JupyterLab keeps also where nobody trusts the notebook.

    Example:
        >>> told = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}
        >>> Preview(Document(title="A", case="B", **told), "Nothing forbids this release.")
        Preview('A: Nothing forbids this release.')
    """

    def __init__(self, document: Document, sentence: str) -> None:
        self.document, self.sentence = document, sentence

    def __repr__(self) -> str:
        return f"Preview('{self.document.title}: {self.sentence}')"

    def _repr_html_(self) -> str:
        return f"<p><strong>{escape(self.sentence)}</strong></p>{fragment(spoken(self.document))}"


def preview(checked: Checked, *, day: str, lang: str = "en") -> Preview:
    """The preview of a release that was checked; `day` stands on it as the day of the copy.

    Raises:
        Unknown: a dossier cannot be written in that language.
    """
    copy = Copy.of(checked.prepared.audience.id, None, NO_COPY, day)
    return Preview(dossier(gathered(checked.prepared, copy), lang), checked.sentence())
