"""Each indicator: what the instrument says, what was found, what speaks against it, the answers, the gaps."""

from typing import Any

from tests.release.dossier.conftest import gather
from workbench.codebook.messages import messages
from workbench.release.dossier.document import Paragraph, Points, Quote, Table, plain
from workbench.release.dossier.findings import QUOTES, findings
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.opening import summary
from workbench.release.gathered import Gathered

FIVE = ["says", "found", "against", "answers", "gaps"]


def test_eleven_indicators_have_the_same_five_parts(ground: Ground) -> None:
    made = findings(ground)
    assert len(made.sections) == 11
    for number, one in enumerate(made.sections, 1):
        assert [part.anchor for part in one.sections] == [f"indicator-{number}-{name}" for name in FIVE]


def test_what_speaks_against_stands_beside_what_speaks_for(ground: Ground) -> None:
    kept = findings(ground).sections[6]
    against = kept.sections[2].blocks
    assert isinstance(against[0], Paragraph) and "speak against it" in plain(against[0].text)
    assert 0 < sum(isinstance(one, Quote) for one in against) <= QUOTES
    answers = kept.sections[3].blocks
    assert any("Ombudsman" in plain(one.under) for one in answers if isinstance(one, Quote))


def test_gaps_say_that_silence_is_not_no(ground: Ground) -> None:
    for one in findings(ground).sections:
        gaps = one.sections[-1].blocks[0]
        assert isinstance(gaps, Points) and "silence is no" in plain(gaps.items[0])


def test_an_indicator_of_which_nothing_is_coded_is_not_laid_out_as_absent(record: Gathered) -> None:
    violence = findings(Ground(record, messages("en"))).sections[4]
    assert violence.title.endswith("not assessed") and len(violence.sections) == 1
    assert "no “no”" in plain(violence.blocks[0].text)


def test_serbian_descriptions_name_the_english_indicator(held: Gathered) -> None:
    says = findings(Ground(held, messages("sr-Latn"))).sections[1].sections[0].blocks[0]
    assert plain(says.text).startswith("Obećano se razlikuje") and "Deception" in plain(says.text)


def test_how_many_accounts_a_publication_retells_is_not_told(totals: Gathered) -> None:
    gaps = [
        plain(item)
        for one in findings(Ground(totals, messages("en"))).sections
        for item in one.sections[-1].blocks[0].items
    ]
    told = [line for line in gaps if " retells " in line]
    assert told and not any(line.count("an account") > 1 for line in told)


def test_an_answer_that_two_coders_read_alike_is_led_to_once(ground: Ground) -> None:
    tables = [block for one in findings(ground).sections for part in one.sections for block in part.blocks
              if isinstance(block, Table)]  # fmt: skip
    told = [plain(row[-1]).split(", ") for table in tables for row in table.rows]
    assert any(len(one) > 1 for one in told) and all(len(one) == len(set(one)) for one in told)


def test_a_source_that_is_retold_or_graded_has_the_name_that_it_has_elsewhere(totals: Gathered) -> None:
    told = Ground(totals, messages("en"))
    lines = [plain(item) for one in findings(told).sections for item in one.sections[-1].blocks[0].items]
    assert any("Mreža Fenjer, report of September 2024 retells" in line for line in lines)
    assert not any("Publication 1" in line or "Publication 2" in line for line in lines)


def test_a_copy_without_sites_does_not_speak_of_sites(demo_case: Any) -> None:
    bare = Ground(gather(demo_case, "respondent"), messages("en"))
    assert set(bare.held.matrices) == {"employer"}
    tables = [block for one in findings(bare).sections for part in one.sections for block in part.blocks
              if isinstance(block, Table)]  # fmt: skip
    assert tables and all(one.caption.endswith(": by employer") for one in tables)
    assert "matrix by employer." in summary(bare).blocks[3].note


def test_a_source_that_retells_has_its_word_in_the_language_of_the_dossier(totals: Gathered) -> None:
    made = findings(Ground(totals, messages("sr-Latn")))
    told = " ".join(plain(item) for one in made.sections for item in one.sections[-1].blocks[0].items)
    assert "jedan iskaz" in told and "an account" not in told


def test_a_row_of_several_groups_says_which_of_their_states_it_does_not_show(demo_case: Any) -> None:
    ground = Ground(gather(demo_case, "parliament"), messages("en"))
    cells = dict(ground.cells("site", "retention-of-identity-documents"))
    name, shown = next((name, cell) for name, cell in cells.items() if len(cell.tally) > 1)
    assert shown.state == "alleged" and dict(shown.tally)["conflicting"] == 1
    made = findings(ground).sections[6].sections[1].blocks
    (table,) = [one for one in made if isinstance(one, Table)]
    assert f"{name}: conflicting" in table.note.partition("States that are not shown: ")[2]
    assert "supported, alleged, conflicting, contradicted, denied, unclear." in table.note


def test_a_table_whose_rows_each_speak_of_one_group_has_no_such_note(record: Gathered) -> None:
    ground = Ground(record, messages("en"))
    for column, one in zip(ground.columns, findings(ground).sections, strict=True):
        tables = [block for part in one.sections for block in part.blocks if isinstance(block, Table)]
        mixed = any(len(cell.tally) > 1 for by in ("employer", "site") for _, cell in ground.cells(by, column.id))
        assert all(bool(table.note) == mixed for table in tables)
