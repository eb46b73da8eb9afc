"""A preview shows the pages of a dossier in a notebook, and leaves nothing behind."""

import re
from typing import Any

from workbench import sharing


def test_it_shows_what_the_release_would_say_and_writes_nothing(demo_case: Any) -> None:
    before = demo_case.head()
    made = sharing.preview(demo_case, "respondent")
    shown = made._repr_html_()
    assert "Dossier: Respondent" in shown and re.search("Nothing forbids|Refused", repr(made))
    assert demo_case.head() == before and "AAAA-AAAA" in shown
    assert not re.search(r"<(?:script|style|iframe|form|input|object)", shown)
    assert not re.search(r'(?:src|href)="(?!#|data:image/svg)', shown)
