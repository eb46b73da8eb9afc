"""Whose a paper is: of one worker where all that it says of people is of one, also line by line."""

import dataclasses

import pytest

from tests.disclosure.shared_case import item, kinds, records
from tests.disclosure.test_preparing import prepared
from workbench.disclosure.owning import assigned, owners
from workbench.disclosure.view import WITHHELD
from workbench.records import Coding, Consent, Passage, PayLine, Relation, Source

SLIP = [("slip", Source(key="PS", label="Payslip", kind="document")), ("i-slip", item("payslips/a.pdf", "slip"))]


def line(n: int, subject: str, words: str):
    told = {"framework": "ilo-11", "indicator": "withholding-of-wages", "stance": "supports", "coder": "mj"}
    return [(f"l{n}", Passage(item="i-slip", quote=words, start=n * 40, end=n * 40 + 30)),
            (f"lc{n}", Coding(passage=f"l{n}", subject=subject, means="document", **told))]  # fmt: skip


def pay(n: int, subject: str):
    return f"pay{n}", PayLine(subject=subject, line="paid", value="310", source="slip", passage=f"l{n}")


@pytest.mark.parametrize(("more", "whose"), [
    ([*line(1, "w1", "a"), pay(1, "w1")], {"slip": "w1"}),
    ([*line(1, "w1", "a"), *line(2, "w2", "b")], {}),
    ([*line(1, "w1", "a"), *line(2, "g", "b")], {}),
    ([*line(1, "w1", "a"), *line(2, "branch", "b")], {"slip": "w1"}),
    ([("fee", Relation(schema="Fee", source_entity="w1", target_entity="branch", source="slip"))], {"slip": "w1"}),
    (line(1, "g", "a"), {}),
])  # fmt: skip
def test_a_paper_is_a_workers_where_all_that_it_tells_of_people_is_of_that_worker(more, whose) -> None:
    told = kinds([*records(), *SLIP, *more])
    found = owners(told)
    assert found.sources == whose
    given = {key: one.worker for _, key, one in assigned(told, found) if isinstance(one, Source)}
    assert given["slip"] == whose.get("slip") and given["press"] is None and given["s2"] == "w2"


def test_a_line_is_a_workers_in_a_paper_of_several_and_no_publication_or_statement_is() -> None:
    found = owners(kinds([*records(), *SLIP, *line(1, "w1", "a"), *line(2, "w2", "b"), *line(3, "g", "c")]))
    assert (found.passages.get("l1"), found.passages.get("l2"), found.passages.get("l3")) == ("w1", "w2", None)
    press = ("c-w", Coding(passage="p-press", framework="ilo-11", indicator="isolation", stance="supports",
                           subject="w1", coder="mj", means="hearsay"))  # fmt: skip
    assert owners(kinds([*records(), press])).sources == {}
    spoken = dataclasses.replace(SLIP[0][1], kind="colleague")
    assert owners(kinds([*records(), ("slip", spoken), SLIP[1], *line(1, "w1", "a")])).sources == {}


def quotes(made, to: str = "ombudsman") -> tuple[set[str], dict]:
    found = prepared(made, to)
    return {one.quote for _, one in found.tables.rows["passage"]}, dict(found.quotes_withheld)


def test_a_line_about_one_workers_money_is_quoted_where_that_worker_allowed_it_and_counted_where_not() -> None:
    lines = [*SLIP, *line(1, "w1", "Food: -110.00"), *line(2, "w2", "Days counted: 25"), *line(3, "g", "Rules")]
    made = [*records(), *lines]
    assert {"Food: -110.00", "Days counted: 25", "Rules"} <= quotes(made)[0]
    silent = [(key, dataclasses.replace(one, submit=False))
              if isinstance(one, Consent) and one.worker == "w1" else (key, one) for key, one in made]  # fmt: skip
    left, withheld = quotes(silent)
    assert "Food: -110.00" not in left and WITHHELD in left and {"Days counted: 25", "Rules"} <= left
    assert withheld["quote-not-allowed"] >= 1


def test_the_whole_paper_of_a_worker_who_is_not_counted_stays_and_is_counted() -> None:
    made = [*records(consents=5), *SLIP, *line(1, "w6", "Food: -110.00")]
    found = prepared(made, "ombudsman")
    assert (
        "Food" not in repr(found.tables.rows)
        and found.kept_back[("source", "no consent on file for this audience")] == 2
    )  # the account and the payslip
