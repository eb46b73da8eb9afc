"""Events, what was asked and tried, and the ledger of each authority."""

import dataclasses

import pytest

from workbench.codebook.messages import messages
from workbench.release.dossier.document import Link, Points, Strong, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.happened import (
    asked,
    asked_of_reader,
    asks,
    authorities,
    bodies,
    chronology,
    concerned,
    events,
    law,
    left_out,
    remedies,
)
from workbench.release.gathered import Gathered


def test_every_event_is_a_row_that_can_be_led_to(ground: Ground) -> None:
    table = next(one for one in chronology(ground).blocks if isinstance(one, Table))
    assert len(table.rows) == len(events(ground)) == len(set(table.anchors)) > 30
    assert sum(isinstance(row[-1], Link) for row in table.rows) > 20


def test_asks_are_numbered_and_lead_to_their_event(ground: Ground) -> None:
    points = next(one for one in asks(ground).blocks if isinstance(one, Points))
    assert points.numbered and len(points.items) == len(asked(ground)) == 4  # of Parliament an ombudsman asks nothing
    assert all(any(isinstance(part, Link) and part.to.startswith("event-") for part in item) for item in points.items)


def test_what_is_asked_of_the_reader_stands_first_and_is_set_off(ground: Ground) -> None:
    items = next(one for one in asks(ground).blocks if isinstance(one, Points)).items
    own = [any(isinstance(part, Strong) for part in item) for item in items]
    assert own == [True, False, False, False] and "Asked of: Ombudsman." in plain(items[0])


def test_remedies_are_complaints_to_public_bodies(ground: Ground) -> None:
    assert ["police station" in one["title"] or "Inspectorate" in one["title"] for one in remedies(ground)] == [
        True,
        True,
    ]


def test_each_authority_has_a_chapter_with_what_it_did(ground: Ground) -> None:
    made = {one.title: one for one in authorities(ground).sections}
    assert {"To whom this copy goes: Ombudsman", "Labour Inspectorate", "Assistance centre"} <= set(made)
    chapter = made["Labour Inspectorate"].blocks
    told = " ".join(plain(one.text) for one in chapter if hasattr(one, "text"))
    steps, listed = [one for one in chapter if isinstance(one, Table)][-2:]
    asked_ = sum(plain(row[4]) in ("request", "complaint") for row in listed.rows)
    assert f"Complaints and requests among these events: {asked_}." in told and asked_ == 2
    by = sum(plain(row[2]) == "told" for row in steps.rows)
    assert f"told what it owes, among those above: {by}." in told and by == 2


def test_that_silence_is_no_answer_is_said_once_for_all_authorities(ground: Ground) -> None:
    made = authorities(ground)
    told = [plain(one.text) for part in (made, *made.sections) for one in part.blocks if hasattr(one, "text")]
    assert told.count("Where no answer is on file, it is unknown whether there was one.") == 1
    assert any("unknown whether" in plain(one.text) for one in made.blocks if hasattr(one, "text"))


def test_what_is_asked_of_the_reader_is_not_what_is_asked_of_others(ground: Ground) -> None:
    assert [one["title"][:15] for one in asked_of_reader(ground)] == ["Open an inquiry"]


def test_whoever_receives_the_copy_stands_last_and_is_none_of_those_it_is_about(held: Gathered, ground: Ground) -> None:
    about = [one.title for one in concerned(ground)]
    assert about == [one.title for one in authorities(ground).sections[:-1]]
    assert about and not any("Ombudsman" in one or "Parliament" in one for one in about)
    serbian = [one.title for one in concerned(Ground(held, messages("sr-Latn")))]
    assert "Labour Inspectorate (Inspekcija rada)" in serbian


def test_bodies_of_other_countries_have_no_chapter_where_one_country_is_looked_into(public_case) -> None:
    from tests.release.dossier.conftest import gather

    one, all_ = gather(public_case, "ombudsman"), gather(public_case, "prosecutor")
    few, many = (Ground(held, messages("en")) for held in (one, all_))
    abroad = {"Government of Viet Nam", "Government of China", "US Department of State", "European Parliament"}
    assert not abroad & {one.title for one in authorities(few).sections}
    assert len(abroad & {one.title for one in authorities(many).sections}) > 1


@pytest.mark.parametrize("word", ["inspect", "INSPECT"])
def test_a_body_outside_the_mandate_has_no_chapter_and_is_asked_nothing(held: Gathered, word: str) -> None:
    plan = dataclasses.replace(held.prepared.audience.dossier, left_out=(word,))
    audience = dataclasses.replace(held.prepared.audience, dossier=plan)
    prepared = dataclasses.replace(held.prepared, audience=audience)
    ground = Ground(dataclasses.replace(held, prepared=prepared), messages("en"))
    made = authorities(ground)
    assert "Labour Inspectorate" not in {one.title for one in made.sections}
    assert any("no chapter" in plain(one.text) for one in made.blocks if hasattr(one, "text"))
    assert not any("pay lists" in one["title"] for one in asked(ground))
    bodies = [key for key, row in held.tables.entities.iterrows() if row["label"] == "Labour Inspectorate"]
    assert left_out(ground, str(bodies[0]))


def test_prosecutors_have_no_chapter_in_what_an_ombudsman_reads(public_case) -> None:
    from tests.release.dossier.conftest import gather

    made = authorities(Ground(gather(public_case, "ombudsman"), messages("en")))
    titles = {one.title.casefold() for one in made.sections}
    assert titles and not any("prosecut" in one or "court" in one for one in titles)


def test_law_says_that_nobody_compared_it(ground: Ground) -> None:
    lines = law(ground).blocks[0]
    assert isinstance(lines, Points) and all("not compared" in plain(one) for one in lines.items)


def test_each_body_is_named_by_the_words_that_lead_to_its_chapter(ground: Ground) -> None:
    made = bodies(ground)
    assert [plain(one) for one in made if "Inspectorate" in plain(one)] == [
        "Labour Inspectorate. What it is, as recorded: labour inspection."
    ]
    chapters = {one.anchor for one in authorities(ground).sections}
    assert all(isinstance(one[0], Link) and one[0].to in chapters for one in made)
