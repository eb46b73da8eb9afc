"""Two lists of one release are not joined: by a label, or by what a row says of where somebody works."""

import dataclasses

from tests.disclosure.shared_case import hand, kinds, records, terms
from workbench.disclosure.apart import CALLED, FILE, WORKER, covered, scattered, unlinked, unplaced
from workbench.disclosure.leaving import leaving
from workbench.disclosure.view import View
from workbench.records import Coding, Passage, Source
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


def test_no_file_leads_from_one_thing_that_somebody_told_to_another() -> None:
    more = [("p1b", Passage(item="i1", quote="and nobody was paid", start=40, end=58)),
            ("c1b", Coding(passage="p1b", framework="ilo-11", indicator="withholding-of-wages", stance="supports",
                           subject="w1", coder="mj", means="first-hand")),
            ("c1c", Coding(passage="p1", framework="ilo-11", indicator="isolation", stance="supports", subject="w1",
                           coder="mj", means="first-hand"))]  # fmt: skip
    before = tables([*records(), *more])
    found = scattered(unlinked(before))
    quotes = found.passages["quote"].to_dict()
    items = found.items
    for item, listed in found.passages.groupby("item").groups.items():
        if items.at[item, "name"] == FILE:
            assert len({quotes[one] for one in listed}) == 1 and items.at[item, "sha256"] == ""
    assert (items["name"] == FILE).sum() == 7, "of six accounts one has words in two places"
    assert (items["name"] != FILE).sum() == 1, "what was published keeps its file"
    assert len(found.codings) == len(before.codings), "nothing is lost"


def test_what_a_list_by_employer_keeps_back_no_other_list_gives() -> None:
    made = tables(records())
    keys_of = list(made.codings.index)
    found = covered(made, {"actor": set(keys_of[1:]), "site": set(keys_of)})
    assert found.codings.at[keys_of[0], "actor"] is None and set(found.codings["actor"].iloc[1:]) != {None}
    assert set(found.codings["site"]) == set(made.codings["site"])
