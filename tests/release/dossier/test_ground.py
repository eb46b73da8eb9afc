"""What parts are built from says no more than the other files of the release."""

import dataclasses
import re

from workbench.codebook.messages import messages
from workbench.records import Period
from workbench.release.dossier.annexes import units
from workbench.release.dossier.document import Points, Quote, Table, plain
from workbench.release.dossier.findings import findings
from workbench.release.dossier.ground import STANCES, Ground, refs
from workbench.release.gathered import Gathered


def test_only_what_may_be_listed_is_a_unit(ground: Ground) -> None:
    open_ = ground.held.prepared.open_codings
    published = [one for one in ground.units if one not in open_]
    kinds = {ground.units[one].of.found.source_kind for one in published}
    assert ground.units and not kinds & {"worker", "colleague", "family", "chat", "photo", "investigator"}
    assert [one.number for one in ground.listed] == list(range(1, len(ground.listed) + 1))
    assert {one.number for one in ground.units.values()} == {one.number for one in ground.listed}
    assert all(one.of.memo is None and one.of.question is None for one in ground.units.values())


def test_no_unit_places_a_worker_who_would_stand_out(ground: Ground) -> None:
    placed = {(one.of.subject, one.of.site) for one in ground.units.values() if one.of.subject.startswith("Worker")}
    assert all(site is None for _, site in placed)


def test_states_are_the_strongest_of_any_row(ground: Ground) -> None:
    states = {one.id: ground.state(one.id) for one in ground.columns}
    assert states["retention-of-identity-documents"] == "supported" and len(states) == 11
    assert all(
        state in ("supported", "alleged", "conflicting", "withheld", "contradicted") for state in states.values()
    )


def test_what_coders_read_differently_counts_for_nothing_and_is_named_as_that(ground: Ground) -> None:
    differing = [one for one in ground.listed if one.number in ground.differing]
    identity = next(one.of.indicator for one in differing)
    counted = {one.number for one in ground.of(identity, *STANCES)}
    every = {one.number for one in ground.of(identity, *STANCES, differing=True)}
    assert differing and counted == every - ground.differing < every
    said = [plain(one) for section in findings(ground).sections for part in section.sections[4:]
            for block in part.blocks if isinstance(block, Points) for one in block.items]  # fmt: skip
    told = [line for line in said if line.startswith("Coders differ on a passage")]
    assert told and all(re.search(r"counts for nothing\. Ev\d+", line) for line in told)
    quoted = {block.anchor for part in units(ground).sections for block in part.blocks if isinstance(block, Quote)}
    assert {one.anchor for one in differing} <= quoted, "the annex lists them all the same"


def test_a_quote_says_who_and_that_nobody_translated_it(ground: Ground) -> None:
    unit = next(one for one in ground.of("deception", "supports") if one.of.found.source_kind == "worker")
    quote = ground.quote(unit, place=True)
    assert quote.anchor == unit.anchor and quote.lang in ("vi", "en", "") and "in the words on file" in quote.under[-1]
    other = next(one for one in ground.listed if one.number != unit.number)
    assert refs([unit, other], 1)[-1] == " … (+1)" and refs([unit, unit]) == (unit.link,)


def test_a_copy_by_quarters_says_quarters_and_no_months_of_theirs(held: Gathered) -> None:
    audience = dataclasses.replace(held.prepared.audience, time="quarter")
    quarters = dataclasses.replace(held, prepared=dataclasses.replace(held.prepared, audience=audience))
    english, serbian, days = (Ground(quarters, messages("en")), Ground(quarters, messages("sr-Latn")),
                              Ground(held, messages("en")))  # fmt: skip
    told = (Period(start="2024-01", end="2024-03"), Period(start="2024-01", end="2024-06"), Period(start="2024-04"),
            Period(end="2024-06"), Period(start="2024"), Period(start="2023", end="2024-03"))  # fmt: skip
    assert [english.span(one) for one in told] == [
        "quarter 1 of 2024", "quarter 1 of 2024 to quarter 2 of 2024", "from quarter 2 of 2024",
        "until quarter 2 of 2024", "from 2024", "2023 to quarter 1 of 2024",
    ]  # fmt: skip
    assert [serbian.span(one) for one in told[:3]] == [
        "1. tromesečje 2024", "od 1. tromesečja 2024 do 2. tromesečja 2024", "od 2. tromesečja 2024",
    ]  # fmt: skip
    assert days.span(told[0]) == "2024-01 to 2024-03"
    notes = [one.note for made in (units(english), units(days)) for one in made.blocks if isinstance(one, Table)]
    assert ["told by quarters" in note for note in notes] == [True, False, False, False]


def test_times_and_names_are_in_the_language_of_the_dossier(held: Gathered) -> None:
    serbian = Ground(held, messages("sr-Cyrl"))
    assert serbian.span(Period(start="2024-03", end="2024-05")) == "од 2024-03 до 2024-05"
    assert serbian.span(Period(start="2024", end="2024-02")) == "2024"
    assert serbian.span(Period(start="2023", end="2024-02")) == "од 2023 до 2024-02"
    assert serbian.span(None) == "без датума" and serbian.span(Period(as_written="na leto")) == "“na leto”"
    assert serbian.name("deception") == "Обмана" and serbian.row("not said") == "није наведено"
    assert serbian.submitter == "Mreža Fenjer"
