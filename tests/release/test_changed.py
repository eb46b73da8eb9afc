"""Two releases in words: what a count, a total or the standing of a duty was, and what it is now."""

from workbench.release.changed import responses, wages

EMPTY = {"counts": [], "totals": [], "quarters": [], "withheld": "none"}
FEES = {
    "counts": [{"question": "fee", "class": "1000-3000 USD", "workers": 9}],
    "totals": [{"question": "fee", "currency": "USD", "workers": 9, "least": 9000, "most": 27000}],
    "quarters": [{"quarter": "2024-04 - 2024-06", "workers": 7}],
    "withheld": "5 to 19",
}


def test_each_number_that_came_or_went_is_a_line() -> None:
    assert list(wages(EMPTY, FEES)) == [
        "wages and debts, fee, 1000-3000 USD: 9 workers (was withheld, or nobody)",
        "wages and debts, 2024-04 - 2024-06: 7 workers (was withheld, or nobody)",
        "wages and debts, total fee in USD: 9000 to 27000 of 9 workers (was none)",
        "counts on wages and debts withheld: 5 to 19 (was none)",
    ]
    assert any("withheld, or nobody (was 9 workers)" in line for line in wages(FEES, EMPTY))


def test_the_same_numbers_make_no_line() -> None:
    assert not list(wages(FEES, FEES))


def test_a_total_without_an_upper_bound_says_so() -> None:
    open_ = {**FEES, "totals": [{**FEES["totals"][0], "most": None}]}
    assert list(wages(FEES, open_)) == [
        "wages and debts, total fee in USD: 9000 to no upper bound of 9 workers (was 9000 to 27000 of 9 workers)"
    ]


def test_a_duty_that_stands_otherwise_and_a_step_that_came_or_went_are_lines() -> None:
    step = {"when": "2024-06-01", "title": "It answered", "source": "A letter"}
    duty = {"duty": "un-answer", "title": "Answer", "bearer": "Serbia", "about": "2024", "status": "open", "steps": []}
    met = duty | {"status": "met", "steps": [step]}
    assert list(responses({"responses": [met]}, {"responses": [duty]})) == [
        "Serbia, Answer, 2024: open (was met)",
        "Serbia, Answer, 2024: no longer there: 2024-06-01, It answered (A letter)",
    ]
    assert list(responses({"responses": []}, {"responses": [duty]})) == [
        "Serbia, Answer, 2024: open (was not on record)"
    ]
    assert not list(responses({"responses": [met]}, {"responses": [met]}))
