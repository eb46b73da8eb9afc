"""How it was made and what it cannot show; what is withheld, in bands, for and against."""

import dataclasses

from workbench.codebook.messages import messages
from workbench.release.dossier.document import Points, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.method import STATES, limitations, methodology
from workbench.release.gathered import Gathered

BANDS = {"none", "fewer than 5", "5 to 19", "20 to 99", "100 or more"}


def tables(section) -> list[Table]:
    return [one for one in section.blocks if isinstance(one, Table)]


def test_every_letter_is_explained(ground: Ground) -> None:
    (letters,) = tables(methodology(ground))
    assert len(letters.rows) == len(STATES) and all(plain(cell) for row in letters.rows for cell in row)


def test_what_is_withheld_is_in_bands_for_and_against(ground: Ground) -> None:
    sides, kept = tables(limitations(ground))
    assert [row[0] for row in sides.rows] == ["speaks for it", "speaks against it", "leaves it open"]
    assert {cell for row in sides.rows for cell in row[1:]} <= BANDS
    assert {row[1] for row in kept.rows} <= BANDS and len(kept.rows) > 5


def test_a_length_is_in_the_letters_of_the_copy(held: Gathered) -> None:
    points = methodology(Ground(held, messages("sr-Cyrl"))).blocks[-1]
    assert isinstance(points, Points) and any(" км" in plain(one) for one in points.items)
    assert not any(" km" in plain(one) for one in points.items)


def test_an_unreviewed_language_is_a_limitation(held: Gathered) -> None:
    points = limitations(Ground(held, messages("sr-Cyrl"))).blocks[0]
    assert isinstance(points, Points) and any("други говорник" in plain(one) for one in points.items)


def test_what_is_said_of_rows_and_names_is_true_of_the_copy(ground: Ground, totals: Gathered, record: Gathered) -> None:
    def told(held: Gathered) -> str:
        points = methodology(Ground(held, messages("en"))).blocks[-1]
        assert isinstance(points, Points)
        return " ".join(plain(one) for one in points.items)

    assert "Workers have rows of their own, under names of this copy alone." in told(ground.held)
    assert "Workers are counted, and none has a row." in told(totals)
    assert "No worker is counted in this copy, and none has a row." in told(record)
    about = dict(ground.held.about) | {"protection": ground.held.about["protection"] | {"workers_named": True}}
    named = told(dataclasses.replace(ground.held, about=about))
    assert "own name or initials" in named and "without names" not in named


def test_what_is_kept_back_and_what_is_only_not_listed_have_headers_of_their_own(ground: Ground) -> None:
    sides, kept = [one for one in limitations(ground).blocks if isinstance(one, Table)]
    assert sides.headers[-1] == "not listed" and kept.headers[-1] == "how many are kept back"


def test_no_letter_means_that_nothing_is_on_record_where_it_may_be_withheld(ground: Ground) -> None:
    (letters,) = tables(methodology(ground))
    means = {plain(row[1]): plain(row[2]) for row in letters.rows}
    assert "nothing that this copy may tell of this row speaks for it" in means["contradicted"]
    assert "nothing that this copy may tell of this row was coded" in means["not assessed"]
    assert "a copy lists less than was judged" in means["supported"]


def test_cells_of_which_a_part_is_withheld_are_not_called_withheld(ground: Ground) -> None:
    _, kept = tables(limitations(ground))
    assert any(
        str(row[0]) == "Cells of the matrix by employer of which something or all is withheld" for row in kept.rows
    )
