"""The tables of a case are those of its head, whichever way they came about."""

from tests.casefile.sealed_case import coding_of, told_by
from workbench.casefile import Case, open_case
from workbench.casefile.tabled import tables_of


def test_the_tables_grow_with_the_ledger_and_name_its_head(case: Case) -> None:
    ids = told_by(case)
    before = tables_of(case)
    assert before.head == case.head()
    with case.writing(case.agent("MJ")) as writer:
        writer.record(coding_of(case, ids["passage"], ids["worker"]))
    after = tables_of(open_case(case.path))
    assert (len(before.codings), len(after.codings)) == (1, 2)
    assert after.head == case.head() != before.head


def test_a_table_that_somebody_changes_is_that_persons_own(case: Case) -> None:
    told_by(case)
    tables = tables_of(case)
    tables.codings["stance"] = "contradicts"
    assert tables.recorded("coding")["stance"].tolist() == ["supports"]
