"""Numbers of workers: exact where rows can be counted, protected counts elsewhere, none where nobody was heard."""

from workbench.codebook.messages import messages
from workbench.release.dossier.counted import how, none_counted, rows_of, shares, short, withheld
from workbench.release.dossier.ground import Ground
from workbench.release.gathered import Gathered

HELD = "retention-of-identity-documents"


def test_with_rows_the_numbers_are_those_of_the_rows(ground: Ground) -> None:
    said, asked, heard = rows_of(ground, HELD)
    assert heard == len(ground.held.prepared.worker_rows) and said <= asked <= heard
    assert str(heard) in shares(ground, HELD) and short(ground, HELD) == f"{said}/{asked}/{heard}"


def test_in_totals_no_number_is_below_the_threshold(totals: Gathered) -> None:
    ground = Ground(totals, messages("en"))
    for column in ground.columns:
        words = short(ground, column.id)
        assert words == "w" or int(words) >= totals.prepared.audience.k
        assert "withheld" in shares(ground, column.id) or "at least 5" in shares(ground, column.id)
        assert "; workers counted: " in shares(ground, column.id), "counted here: of what was said nowhere"
    assert how(ground) == "shares-totals"


def test_where_nobody_was_heard_it_says_so(record: Gathered) -> None:
    ground = Ground(record, messages("en"))
    assert none_counted(ground) == "nobody" and shares(ground, HELD) == "nobody was heard"
    assert short(ground, HELD) == "–" and how(ground) == "shares-none"


def test_words_that_stand_for_what_was_taken_out() -> None:
    assert withheld(None) and withheld(" [withheld] ") and not withheld("[withheld: telephone] was called")


def test_what_is_said_of_a_group_or_a_place_alone_is_not_said_of_nought(ground: Ground) -> None:
    spoken_for = [one.id for one in ground.columns if ground.of(one.id, "supports")]
    alone = [shares(ground, one) for one in spoken_for if not rows_of(ground, one)[0]]
    assert alone and all("a group or a place" in words for words in alone)
    assert not any("said of 0" in shares(ground, one) for one in spoken_for)
