"""What an entry is counted as, and where it belongs."""

import pytest

from workbench.codebook import framework
from workbench.codebook.instruments import Citation
from workbench.errors import Unknown


@pytest.mark.parametrize(
    ("book", "id", "group", "kind"),
    [
        ("ilo-11", "isolation", "", ""),
        ("ilo-ec-delphi-2009-adult-labour", "CD.debt_bondage", "CD", "strong"),
        ("ilo-hts-2012-adult", "WD.dismissal", "WD", "penalty-medium"),
        ("palermo", "act.receipt", "act", "act"),
    ],
)
def test_an_entry_says_its_group_and_its_kind(book: str, id: str, group: str, kind: str) -> None:
    entry = framework(book).indicator(id)
    assert (entry.group, entry.kind) == (group, kind)
    assert entry.id == (f"{entry.group}.{entry.name}" if group else entry.name)
    assert entry.phases


def test_a_citation_reads_as_one_line() -> None:
    assert str(Citation(instrument="X", year=2000, place="article 1")) == "X (2000), article 1"


def test_an_entry_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unknown):
        framework("palermo").indicator("act.receit")
