"""What is likely to be seen has the first numbers: whose words may be quoted, then what else is told of."""

import dataclasses

from tests.disclosure.shared_case import kinds, records, terms
from workbench.disclosure.leaving import leaving
from workbench.disclosure.seen import seen
from workbench.records import Consent, Source


def ranks(made, to: str) -> dict[str, int]:
    held = terms(made, to)
    return seen(leaving(kinds(made), held), held)


def test_what_may_be_quoted_comes_first_and_what_is_kept_back_has_no_place() -> None:
    found = ranks(records(consents=5), "ombudsman")
    assert {key: found.get(key) for key in ("s5", "i5", "c5", "w5")} == {"s5": 0, "i5": 0, "c5": 0, "w5": 0}
    assert not {"s6", "i6", "c6", "w6"} & found.keys()
    assert found["press"] == 0, "what is published is quoted"


def test_an_account_that_is_counted_and_not_quoted_comes_behind() -> None:
    made = [
        (key, dataclasses.replace(one, submit=False)) if isinstance(one, Consent) and one.worker == "w5" else (key, one)
        for key, one in records(consents=5)
    ]
    found = ranks(made, "ombudsman")
    assert (found["s5"], found["i5"], found["s4"]) == (1, 1, 0)


def test_a_source_or_a_file_on_which_nothing_rests_is_not_seen() -> None:
    made = [*records(consents=5), ("idle", Source(key="P-9", label="A paper", kind="press"))]
    assert "idle" not in ranks(made, "ombudsman")


def test_where_nobody_has_a_row_accounts_and_their_files_have_no_number_before_others() -> None:
    made = records(consents=6, to="parliament")
    found = ranks(made, "parliament")
    assert not {"s5", "i5"} & found.keys() and {"c5", "w5", "press", "i-press"} <= found.keys()
