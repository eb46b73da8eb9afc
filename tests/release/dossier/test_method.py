"""How it was made and what it cannot show; what is withheld, in bands, for and against."""

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


def test_an_unreviewed_language_is_a_limitation(held: Gathered) -> None:
    points = limitations(Ground(held, messages("sr-Cyrl"))).blocks[0]
    assert isinstance(points, Points) and any("други говорник" in plain(one) for one in points.items)
