"""A case shows itself without asking or raising."""

from workbench.casefile import Case, open_case
from workbench.casefile.shown import card_of, line_of


def test_an_open_case_says_what_it_holds(filled: Case) -> None:
    assert line_of(filled) == f"Case('Site A', 1 items, head {filled.head()[:12]})"
    assert filled.head() in card_of(filled) and "Site A" in card_of(filled)


def test_a_locked_case_says_that_and_its_head_which_anyone_may_see(sealed: Case) -> None:
    assert "Site A" in card_of(sealed)
    head = sealed.head()
    sealed.lock()
    assert "locked" in card_of(sealed) and head in card_of(sealed) and "Site A" not in card_of(sealed)
    assert line_of(sealed) == "Case('sealed', sealed and locked)"


def test_what_is_wrong_with_a_case_is_on_its_card(filled: Case) -> None:
    filled.chains()[0].write_bytes(b"{}\n")
    broken = open_case(filled.path)
    assert "ledger-broken" in card_of(broken) and "canonical" in line_of(broken)
