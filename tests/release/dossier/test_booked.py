"""Codebook, agreement and reproduction."""

import dataclasses
import re

from workbench.codebook.messages import messages
from workbench.release.dossier.booked import agreed, codebook, relisted, reproduction
from workbench.release.dossier.document import Document, Facts, Points, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import Gathered


def tables(section) -> list[Table]:
    return [one for one in section.blocks if isinstance(one, Table)]


def test_the_codebook_names_every_indicator_and_that_nobody_compared_it(ground: Ground) -> None:
    made = codebook(ground)
    assert len(made.sections) == 11
    assert all("not compared with the original" in plain(one.blocks[-1].text) for one in made.sections)


def test_a_serbian_codebook_has_what_shows_an_indicator_in_serbian(ground: Ground) -> None:
    english, serbian = codebook(ground), codebook(Ground(ground.held, messages("sr-Cyrl")))
    for one, other in zip(english.sections, serbian.sections, strict=True):
        shown, told = one.blocks[1], other.blocks[1]
        assert isinstance(shown, Points) and isinstance(told, Points) and len(shown.items) == len(told.items)
        assert not re.search("[A-Za-z]", " ".join(plain(item) for item in told.items)), other.title
        assert "page not known" in plain(one.blocks[-1].text) and "страна није позната" in plain(other.blocks[-1].text)


def test_agreement_is_by_indicator_in_bands_where_rows_are_shown_and_one_row_elsewhere(
    ground: Ground, totals: Gathered
) -> None:
    (rows,) = (one.rows for one in tables(agreed(ground)))
    assert len(rows) == 12 and rows[-1][0] == "all indicators"
    assert all(isinstance(row[1], str) and isinstance(row[2], str) for row in rows), "bands, also of all together"
    (banded,) = (one.rows for one in tables(agreed(Ground(totals, messages("en")))))
    assert len(banded) == 1 and not isinstance(banded[0][1], int)


def test_agreement_says_what_it_counts_and_why_an_alpha_is_not_computed(ground: Ground) -> None:
    """Its "units" were not those of the other sheets: 175 beside 171 rows of evidence."""
    (table,) = tables(agreed(ground))
    assert table.headers[1] == "passages read by several coders" and "not to be computed where" in table.note
    (serbian,) = tables(agreed(Ground(ground.held, messages("sr-Latn"))))
    assert serbian.headers[1] == "mesta koja je pročitalo više kodera" and "Ne može se izračunati" in serbian.note


def test_of_a_few_passages_nothing_is_said_and_none_look_like_a_few(ground: Ground) -> None:
    """One unit of an indicator that is withheld elsewhere would tell that somebody told of it."""
    (rows,) = (one.rows for one in tables(agreed(ground)))
    few = [row for row in rows[:-1] if row[1] == "fewer than 5"]
    assert few and {row[1:] for row in few} == {("fewer than 5", "too few to say", "too few to say")}
    assert not [row for row in rows[:-1] if row[1] == "none"]


def test_one_coder_alone_agrees_with_nobody(record: Gathered) -> None:
    assert "nothing can be said" in plain(agreed(Ground(record, messages("en"))).blocks[0].text)


def test_the_sheet_lists_the_other_files_with_their_digests(ground: Ground) -> None:
    made = reproduction(dataclasses.replace(ground, files=(("counts.csv", "0" * 64),)))
    assert tables(made)[0].rows == (("counts.csv", "0" * 64),)
    assert not tables(reproduction(ground))
    assert "workbench release CASE --for ombudsman" in plain(made.blocks[1].items[2])


def test_the_framework_goes_by_its_name(ground: Ground) -> None:
    facts = next(one for one in reproduction(ground).blocks if isinstance(one, Facts))
    assert f"{ground.book.name} ({ground.book.edition})" in [plain(value) for _, value in facts.pairs]


def test_a_list_of_files_is_replaced_and_says_which_files_hold_it(held: Gathered, document: Document) -> None:
    listed = (("about.html", "0" * 64),)
    made = dossier(held, files=listed)
    changed = relisted(made, (*listed, ("table-units.csv", "1" * 64)))
    rows = {one.name: one.rows for one in changed.tables()}
    assert rows.pop("files")[1] == ("table-units.csv", "1" * 64)
    assert rows == {one.name: one.rows for one in document.tables()} and relisted(document, listed) == document
    note = next(one.note for one in changed.tables() if one.name == "files")
    assert "dossier.pdf" in note and "table-files.csv" in note and "about" not in note
