"""Counts that leave: none under k, and none that an earlier edition would give away by subtraction."""

from tests.disclosure.shared_case import account, hand, kinds, records, terms, worker
from workbench.disclosure.cells import unprotected
from workbench.disclosure.headcounts import headcounts, lines
from workbench.disclosure.leaving import leaving
from workbench.disclosure.view import View
from workbench.records import Consent
from workbench.tables import Tables, tabulate

PASSPORTS = "retention-of-identity-documents"


def view(made, to="ombudsman") -> Tables:
    found = terms(made, to)
    workers = frozenset(key for key, one in made if getattr(one, "schema", "") == "Worker")
    return tabulate(View(leaving(kinds(made), found).records, found, hand(), workers).records(), f"h{len(made)}", bytes)


def seven() -> list:
    more = Consent(worker="w7", audience="ombudsman", purpose="inquiry", form="signed", given="2024-05-11", submit=True,
                   letter=True, summary=True)  # fmt: skip
    return [*records(), worker(7), *account(7), ("consent-7", more)]


def test_all_of_a_group_is_told_of_nobody() -> None:
    found = headcounts(view(records()), k=5, reader="ombudsman")
    counts = {count for *_, indicator, count in lines(found) if indicator == PASSPORTS}
    assert counts == {None}  # six of six: a full cell says it of each of them


def test_a_count_of_k_or_more_among_others_is_shown() -> None:
    silent = [one for n in range(8, 14) for one in (worker(n), account(n)[0], account(n)[4], consent_of(n))]
    found = headcounts(view([*records(), *silent]), k=5, reader="ombudsman")
    assert ("by employer", "all", PASSPORTS, 6) in lines(found)
    assert unprotected(found.tables, found_keys(found), 5) == []


def test_a_later_edition_shows_nothing_that_subtraction_would_open() -> None:
    silent = [one for n in range(8, 14) for one in (worker(n), account(n)[0], account(n)[4], consent_of(n))]
    first = headcounts(view([*records(), *silent]), k=5, reader="ombudsman")
    edition = first.edition("h-first", "ombudsman")
    second = headcounts(view([*seven(), *silent]), k=5, reader="ombudsman", earlier=[edition])
    assert {line[:3]: line[3] for line in lines(second)}["by employer", "all", PASSPORTS] is None


def test_a_case_without_workers_has_no_counts() -> None:
    assert lines(headcounts(tabulate([], "h", bytes), k=5, reader="public")) == []


def consent_of(n: int):
    told = {"worker": f"w{n}", "audience": "ombudsman", "purpose": "inquiry", "form": "signed", "given": "2024-05-11"}
    return f"consent-{n}", Consent(**told, submit=True, letter=True, summary=True)


def found_keys(found) -> set:
    tables = {table.name: table for table in found.tables}
    return {tables[name].key(at) for name, at in found.shown}


def test_beside_rows_only_those_who_have_one_are_counted() -> None:
    silent = [one for n in range(8, 14) for one in (worker(n), account(n)[0], account(n)[4], consent_of(n))]
    made = view([*records(), *silent])
    rows = [one.key for key, one in made.rows["entity"] if one.schema == "Worker"][:9]
    found = headcounts(made, k=5, reader="ombudsman", rows=rows)
    assert {table.cells["*", "*"] for table in found.tables} == {9}
    assert {table.cells["*", "*"] for table in headcounts(made, k=5, reader="ombudsman").tables} == {12}


def test_two_audiences_at_one_head_count_other_people_and_neither_is_taken_for_the_other() -> None:
    silent = [one for n in range(8, 20) for one in (worker(n), account(n)[0], account(n)[4], consent_of(n))]
    made = view([*records(), *silent])
    rows = [one.key for _, one in made.rows["entity"] if one.schema == "Worker"]
    first = headcounts(made, k=5, reader="ombudsman", as_of="all").edition("all", "ombudsman")
    second = headcounts(made, k=5, reader="prosecutor", earlier=[first], rows=rows[:16], as_of="sixteen")
    assert {table.cells["*", "*"] for table in second.tables} == {16}
    assert {line[:3]: line[3] for line in lines(second)}["by employer", "all", "all"] is None  # 18 were told before
    same = headcounts(made, k=5, reader="ombudsman", earlier=[first], as_of="all")
    assert lines(same) == lines(headcounts(made, k=5, reader="ombudsman", as_of="all"))


def test_counts_are_kept_by_what_lasts_and_told_by_what_the_copy_calls_a_body() -> None:
    silent = [one for n in range(8, 14) for one in (worker(n), account(n)[0], account(n)[4], consent_of(n))]
    seen = view([*records(), *silent])
    body = next(key for key, one in seen.rows["entity"] if one.label == "Tessaron branch")
    found = headcounts(seen, k=5, reader="ombudsman", lasting={body: "CO-BR"})
    kept = {who for table, who, *_ in lines(found) if table == "by employer"}
    told = {who for table, who, *_ in lines(found, {"CO-BR": "Tessaron branch"}) if table == "by employer"}
    assert (kept, told) == ({"all", "CO-BR"}, {"all", "Tessaron branch"})
    assert [count for *_, count in lines(found)] == [count for *_, count in lines(found, {"CO-BR": "Tessaron branch"})]
