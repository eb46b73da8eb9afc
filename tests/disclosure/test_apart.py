"""Two lists of one release are not joined: by a label, or by what a row says of where somebody works."""

import dataclasses

from tests.disclosure.shared_case import hand, kinds, records, terms
from workbench.disclosure.apart import CALLED, WORKER, unlinked, unplaced
from workbench.disclosure.leaving import leaving
from workbench.disclosure.view import View
from workbench.records import Coding, Source
from workbench.tables import Tables, tabulate


def tables(made) -> Tables:
    found = terms(made)
    workers = frozenset(key for key, one in made if getattr(one, "schema", "") == "Worker")
    return tabulate(View(leaving(kinds(made), found).records, found, hand(), workers).records(), "h", bytes)


def keys(found: Tables) -> set[str]:
    return {one.key for _, one in found.rows["entity"] if one.schema == "Worker"}


def test_a_list_by_site_names_no_row_of_the_list_by_worker() -> None:
    found = unlinked(tables(records()))
    labels = {found.label(subject) for subject in found.codings["subject"]}
    assert labels == {WORKER, "Team C"}
    told = {one.label for _, one in found.rows["source"]}
    assert told == {CALLED["worker"], "Kurir Ravnice, 29 May 2024"}


def test_sites_and_actors_that_all_share_stay() -> None:
    made = tables(records())
    found = unplaced(made, k=5, rows=keys(made))
    assert found.tables is made and found.findings == ()


def test_one_who_works_elsewhere_takes_the_sites_from_every_row() -> None:
    elsewhere = [
        (key, dataclasses.replace(one, site=None)) if key == "c2" and isinstance(one, Coding) else (key, one)
        for key, one in records()
    ]
    made = tables(elsewhere)
    found = unplaced(made, k=5, rows=keys(made))
    assert set(found.tables.codings["site"]) == {None} and set(found.tables.codings["actor"]) != {None}
    assert {one.code for one in found.findings} == {"row-left-out"} and "site" in found.findings[0].path[0]


def test_fewer_rows_than_k_show_neither() -> None:
    made = tables(records(consents=3))
    found = unplaced(made, k=5, rows=keys(made))
    assert set(found.tables.codings["site"]) == set(found.tables.codings["actor"]) == {None}


def test_what_was_seen_or_photographed_is_no_account() -> None:
    """An observation, a photograph and a worker's own paper each go by the word for what they are."""
    kinds_of = ("investigator", "photo", "document", "chat", "colleague")
    told = [(kind, Source(key=kind.upper(), label=kind, kind=kind, worker="w")) for kind in kinds_of]
    found = unlinked(tabulate(told, "h", bytes))
    assert [one.label for _, one in found.rows["source"]] == [
        "an observation", "a photograph", "a document", "a chat", "a statement",
    ]  # fmt: skip
