"""What a view holds: new ids, no name, no note, no file, no sum of one worker's own."""

import dataclasses
import json

import pytest

from tests.disclosure.shared_case import hand, kinds, records, terms
from workbench import codebook
from workbench.disclosure.leaving import LEAVES, Terms, leaving
from workbench.disclosure.unnamed import small_groups
from workbench.disclosure.view import MADE, WITHHELD, View
from workbench.records import KIND_OF, KINDS, Act, Entity, Period, Protection, content

PLANTED = ("Phạm", "Mẫu", "Tăng", "Nghệ An", "Milica", "MJ", "W-0", "T-0", "testimonies/", "press/", "speaks low",
           "in his room", "Who has your", "from March", "2024-05-13", "2024-03-04", "as promised", "statute",
           "20.5", "Mr. Reyd",
           "he was alone", "welder", "1990")  # fmt: skip


def view(made, to="ombudsman", hidden=()) -> dict:
    found = terms(made, to)
    everybody = frozenset({*hidden, *(key for key, one in made if getattr(one, "schema", "") == "Worker")})
    small = small_groups({key: one for key, one in made if isinstance(one, Entity)}, found.audience.k)
    return dict(View(leaving(kinds(made), found).records, found, hand(), everybody, small).records())


@pytest.mark.parametrize("to", ["ombudsman", "public"])
def test_nothing_that_points_to_anybody_is_in_it(to: str) -> None:
    drawn = view(records(to=to), to)
    written = json.dumps([content(record) for record in drawn.values()], ensure_ascii=False)
    assert [word for word in PLANTED if word in written] == []
    assert not {key for key, _ in records()} & set(drawn)
    assert "Kurir Ravnice" in written and "Тесарон" in written


def test_every_drawn_record_has_the_shape_of_its_kind() -> None:
    for record in view(records()).values():
        if KIND_OF[type(record)] not in ("item", "passage"):  # stubs: no file, and no place in one
            codebook.check(KIND_OF[type(record)], content(record))


def test_every_kind_that_leaves_has_a_hand_and_no_other() -> None:
    assert set(MADE) == {KINDS[kind] for kind in LEAVES}


def test_words_are_quoted_without_names_or_not_at_all() -> None:
    made = records()
    quotes = {record.quote for record in view(made).values() if KIND_OF[type(record)] == "passage"}
    assert "they kept passport number 3" in quotes and WITHHELD not in quotes
    secret = [(key, dataclasses.replace(one, quote="a secret")) if key == "p3" else (key, one) for key, one in made]
    assert WITHHELD in {record.quote for record in view(secret).values() if KIND_OF[type(record)] == "passage"}
    respondent = view(records(to="respondent"), "respondent")
    told = {record.quote for record in respondent.values() if KIND_OF[type(record)] == "passage"}
    assert told == {WITHHELD, "the workers' passports are locked away"}  # what was published, it has read


def test_sums_of_single_workers_leave_only_where_workers_have_rows() -> None:
    for to, sums in (("ombudsman", {"750"}), ("public", {None})):
        found = view(records(to=to), to)
        assert {record.amount for record in found.values() if KIND_OF[type(record)] == "relation"} == sums


def test_lodging_is_never_nearer_than_a_kilometre() -> None:
    made = records()
    near = terms(made)
    fine = Terms(dataclasses.replace(near.audience, grid_m=100), near.allowed, {})
    drawn = dict(View(leaving(kinds(made), fine).records, fine, hand(), frozenset()).records())
    place = next(record for record in drawn.values() if KIND_OF[type(record)] == "place")
    assert (place.geometry, place.precision_m) == ("POINT (20 1)", "1000")


def test_a_hidden_person_and_a_small_group_go_by_labels() -> None:
    labels = {record.label for record in view(records(to="public"), "public", {"boss"}).values()
              if KIND_OF[type(record)] == "entity"}  # fmt: skip
    assert not {"Camp manager Reyd", "Team C"} & labels and "Tessaron branch" in labels


def test_what_is_generalised_keeps_its_kind_alone() -> None:
    made = records(more=[("d", Protection(act="generalise", target="boss", reason="rare role"))])
    roles = {record.label: record.role for record in view(made).values() if KIND_OF[type(record)] == "entity"}
    assert roles["Camp manager Reyd"] is None
    before = {record.label: record.role for record in view(records()).values() if KIND_OF[type(record)] == "entity"}
    assert before["Camp manager Reyd"] == "manager"


def test_an_act_is_as_exact_in_time_as_the_audience_whoever_published_it_and_never_has_a_worker_or_a_note() -> None:
    day = Period(start="2024-05-22", end="2024-05-22", as_written="on Wednesday")
    told = {"duty": "un-answer", "bearer": "branch", "role": "notice", "due": "2024-07-20", "period": day}
    made = records(to="ombudsman", more=[
        ("told", Act(title="W-01 asked", source="press", by="boss", about="W-01", note="he was alone", **told)),
        ("own", Act(title="A letter", source="s1", by="w1", **told)),
    ])  # fmt: skip
    acts = {one.title: one for one in view(made).values() if isinstance(one, Act)}
    published, own = acts["a worker asked"], acts["A letter"]
    assert published.period == Period(start="2024-05") and published.due is None  # this hand keeps no end
    assert published.by and published.about == "a worker" and published.note is None
    assert own.period == published.period and own.by is None
