"""The first pages: what the copy is and is not, the indicators at a glance, who is who."""

from dataclasses import replace

import pytest

from workbench.codebook.messages import messages
from workbench.release.dossier.document import Facts, Table, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.opening import cover, heard, people, summary
from workbench.release.gathered import Gathered


def test_the_cover_says_what_it_is_not_and_from_which_head(ground: Ground) -> None:
    made = cover(ground)
    words = " ".join(plain(one.text) for one in made.blocks if hasattr(one, "text"))
    facts = dict(next(one for one in made.blocks if isinstance(one, Facts)).pairs)
    assert "no findings of a court" in words and "article 26" in words
    assert facts["Head of the ledger"] == ground.held.tables.head and facts["Copy"] == ground.held.copy.id
    assert facts["Submitted by"] == "Mreža Fenjer"


def test_an_unreviewed_language_and_a_future_regulation_are_said_on_the_cover(totals: Gathered) -> None:
    words = " ".join(
        plain(one.text) for one in cover(Ground(totals, messages("sr-Latn"))).blocks if hasattr(one, "text")
    )
    assert "14. decembra 2027" in words and "drugi govornik" in words


def test_the_summary_has_a_line_for_each_indicator(ground: Ground) -> None:
    table = next(one for one in summary(ground).blocks if isinstance(one, Table))
    assert len(table.rows) == 11 and all(len(row) == 7 for row in table.rows)
    answers = [plain(row[6]) for row in table.rows]
    assert any(one.startswith("Ev") for one in answers) and "none listed here" in answers
    assert (
        heard(ground) == "Workers on record: 20 to 99. Workers who allowed this copy to count them: 20 to 99. For "
        "the others no consent to this holds: it was not given, not asked for, taken back, or has run out."
    )


def test_requests_are_numbered_only_where_the_copy_numbers_them(held: Gathered, ground: Ground) -> None:
    def last(of: Ground) -> str:
        return plain(summary(of).blocks[-1].text)

    audience = held.prepared.audience
    parts = tuple(one for one in audience.dossier.parts if one != "asks")
    short = replace(audience, dossier=replace(audience.dossier, parts=parts))
    without = Ground(replace(held, prepared=replace(held.prepared, audience=short)), messages("en"))
    assert last(ground).startswith("Requests, numbered under What is asked: 4.")
    assert last(without).startswith("Requests on record, listed in the chronology: 4.")


def test_nobody_protected_is_among_who_is_who(ground: Ground) -> None:
    table = next(one for one in people(ground).blocks if isinstance(one, Table))
    names = {plain(row[0]) for row in table.rows}
    assert "Ombudsman" in names and not any(name.startswith(("W-", "Worker ")) for name in names)


def test_whoever_has_a_drawn_name_and_nothing_else_is_no_row_of_dashes(held: Gathered, totals: Gathered) -> None:
    for each in (held, totals):
        made = people(Ground(each, messages("en")))
        rows = [row for one in made.blocks if isinstance(one, Table) for row in one.rows]
        persons = [row for row in rows if row[1] == "person"]
        assert persons and all(any(row[2:]) for row in persons)
        bare = plain(made.blocks[-1].text)
        assert bare.startswith("People without a name here") and ": Person " in bare


def test_an_association_is_called_one_and_no_name_is_borne_twice(totals: Gathered) -> None:
    rows = next(one for one in people(Ground(totals, messages("en"))).blocks if isinstance(one, Table)).rows
    assert {row[1] for row in rows if row[0] == "Mreža Fenjer"} == {"association"}
    assert len({row[0] for row in rows}) == len(rows)


def test_a_copy_without_events_counts_no_requests(held: Gathered) -> None:
    made = summary(Ground(replace(held, chronology=None), messages("en")))
    assert isinstance(made.blocks[-1], Table)


def test_where_nobody_is_counted_there_are_no_others(ground: Ground) -> None:
    about = {**ground.held.about, "workers": {"on_record": "20 to 99", "counted": "none"}}
    told = heard(Ground(replace(ground.held, about=about), ground.say))
    assert "counted in this copy: none. No consent of theirs to this holds: it was not given" in told


@pytest.mark.parametrize(("lang", "back", "over"), [
    ("en", "taken back", "has run out"), ("sr-Latn", "povučena", "istekla"), ("sr-Cyrl", "повучена", "истекла"),
])  # fmt: skip
def test_who_is_not_counted_may_have_taken_a_consent_back_or_seen_it_run_out(
    ground: Ground, lang: str, back: str, over: str
) -> None:
    for counted in ("none", "5 to 19"):
        about = {**ground.held.about, "workers": {"on_record": "20 to 99", "counted": counted}}
        told = heard(Ground(replace(ground.held, about=about), messages(lang)))
        assert back in told and over in told, told


def test_the_note_of_the_summary_names_the_matrices_that_the_copy_has(ground: Ground, totals: Gathered) -> None:
    def note(held: Gathered) -> str:
        return next(one.note for one in summary(Ground(held, messages("en"))).blocks if isinstance(one, Table))

    assert "the matrix by employer, site or worker." in note(ground.held)
    assert "the matrix by employer or site." in note(totals)
    bare = {by: one for by, one in totals.matrices.items() if by == "period"}
    assert "no state is told" in note(replace(totals, matrices=bare))


def test_who_is_who_says_that_nobody_is_named_only_where_nobody_is(held: Gathered) -> None:
    def lead(one: Gathered) -> str:
        return plain(people(Ground(one, messages("en"))).blocks[0].text)

    assert "workers, witnesses and whoever must not be found are not named" in lead(held)
    about = dict(held.about) | {"protection": held.about["protection"] | {"workers_named": True}}
    assert "of workers those alone who may be named by their consent" in lead(replace(held, about=about))


def test_a_copy_that_counts_nobody_has_no_column_that_says_so_in_each_row(record: Gathered, ground: Ground) -> None:
    made = summary(Ground(record, messages("en")))
    table = next(one for one in made.blocks if isinstance(one, Table))
    assert "workers" not in table.headers and len(table.headers) == len(table.widths) == len(table.rows[0]) == 6
    told = [plain(one.text) for one in made.blocks if hasattr(one, "text")]
    assert sum("heard" in one for one in told) == 1 and not any(one.startswith("Workers, for each") for one in told)
    assert "workers" in next(one for one in summary(ground).blocks if isinstance(one, Table)).headers
