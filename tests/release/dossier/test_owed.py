"""What institutions owed, were told and did: each step with its source, and nobody outside the mandate."""

import re
from typing import Any

import pytest

from tests.release.dossier.conftest import gather
from workbench.codebook.messages import messages
from workbench.release.dossier.document import Link, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.owed import answered, asked, bearers, chapter, notices, overall, rows
from workbench.release.gathered import Gathered


@pytest.fixture(scope="module")
def bodies(public_case: Any) -> Ground:
    """The public record for a prosecutor, for whom no body is outside the mandate."""
    return Ground(gather(public_case, "prosecutor"), messages("en"))


def tables(blocks: tuple[Any, ...]) -> list[Table]:
    return [one for one in blocks if isinstance(one, Table)]


def test_every_step_stands_with_its_source_and_leads_to_its_words(bodies: Ground) -> None:
    duties, steps = tables(overall(bodies))
    assert [duties.name, steps.name] == ["duties", "duty-steps"] and duties.data_only and steps.data_only
    assert len(duties.rows) == len(rows(bodies)) > 15 and len(steps.rows) == sum(len(one.steps) for one in rows(bodies))
    assert all(row[6] for row in steps.rows) and sum(isinstance(row[7], Link) for row in steps.rows) > 20


def test_a_copy_with_vietnamese_headings_has_its_steps_in_the_language_of_its_text(bodies: Ground) -> None:
    steps = [tables(overall(Ground(bodies.held, messages(lang))))[1] for lang in ("en", "vi")]
    assert {row[2] for row in steps[0].rows} == {row[2] for row in steps[1].rows}


def test_a_deadline_that_passed_is_named_with_how_it_stands(bodies: Ground) -> None:
    found = {(row[1], row[2]): (row[5], row[6]) for row in tables(overall(bodies))[0].rows}
    answer = "Answer a letter of the special procedures"
    assert found["Government of Serbia", answer] == ("2022-03-22", "missed")
    assert found["Government of China", answer] == ("2022-03-22", "unknown")


def test_an_ombudsman_is_told_nothing_of_prosecutors_and_a_prosecutor_is(public_case: Any, bodies: Ground) -> None:
    names = {one.bearer.casefold() for one in rows(Ground(gather(public_case, "ombudsman"), messages("en")))}
    assert names and not any("prosecut" in name for name in names)
    other = Ground(gather(public_case, "prosecutor"), messages("en"))
    assert any("prosecut" in one.bearer.casefold() for one in rows(other))


def test_a_chapter_has_the_duties_of_its_body_alone_in_the_language_of_the_dossier(bodies: Ground) -> None:
    serbian = Ground(bodies.held, messages("sr-Cyrl"))
    serbia = next(key for key in bearers(bodies) if bodies.held.tables.label(key) == "Government of Serbia")
    duties, steps = tables(chapter(serbian, serbia))
    assert not duties.name and len(duties.rows) == len(rows(bodies, serbia)) == len(duties.anchors)
    assert "Одговорити на писмо посебних процедура УН" in {row[1] for row in duties.rows}
    assert len(steps.rows) == len(steps.anchors) and chapter(serbian, "nobody") == ()
    assert notices(bodies, serbia) == sum(row[2] == "речено" for row in steps.rows) or notices(bodies, serbia) > 3


def test_what_was_tried_and_answered_are_lines_that_lead_to_their_step(bodies: Ground) -> None:
    anchors = {anchor for key in bearers(bodies) for table in tables(chapter(bodies, key)) for anchor in table.anchors}
    lines = [*asked(bodies), *answered(bodies)]
    assert len(asked(bodies)) > 8 and any("It has answered; done" in plain(line) for line in answered(bodies))
    assert all(next(part.to for part in line if isinstance(part, Link)) in anchors for line in lines)


def test_where_nothing_is_on_record_there_is_no_table(totals: Any) -> None:
    import dataclasses

    bare = Ground(dataclasses.replace(totals, responses=None), messages("en"))
    assert overall(bare) == () and asked(bare) == [] and rows(bare) == []


def test_duties_and_steps_are_as_exact_in_time_as_the_audience(record: Gathered) -> None:
    told = Ground(record, messages("en"))  # for Parliament: months
    duties, steps = tables(overall(told))
    dates = [row[5] for row in duties.rows] + [row[1] for row in steps.rows]
    assert len(dates) > 20 and not [one for one in dates if re.search(r"\d{4}-\d\d-\d\d", str(one))]
    assert re.search(r"as of \d{4}-\d\d, the last act on record$", duties.caption)
    assert {row[6] for row in duties.rows} >= {"met", "missed", "unknown"}


def test_a_time_that_runs_from_a_day_nobody_knows_is_not_called_unset(record: Gathered, bodies: Ground) -> None:
    """In months no day can be reckoned from it, either."""
    last = {row[5] for row in tables(overall(Ground(record, messages("en"))))[0].rows}
    assert "at once" in last and any(re.fullmatch(r"within \d+ \w+; from which .* not told here", one) for one in last)
    for ground in (bodies, Ground(record, messages("en"))):
        for one, row in zip(rows(ground), tables(overall(ground))[0].rows, strict=True):
            unset = one.due is None and one.duty.due_kind == "none"
            assert (row[5] == one.duty.due) == unset, "as the page of duties says it"
