"""Who goes without a name: workers, whoever is one with them, whoever the audience or a decision says."""

from tests.disclosure.shared_case import records, terms
from workbench.disclosure.unnamed import unnamed
from workbench.records import Protection

WORKERS = {f"w{n}" for n in range(1, 7)}


def test_workers_always_and_others_by_audience_decision_or_because_they_told_something() -> None:
    made = records()
    assert unnamed(made, terms(made), frozenset()) == WORKERS
    assert unnamed(made, terms(made, "respondent"), frozenset()) == {*WORKERS, "boss"}
    assert unnamed(made, terms(made), frozenset({"boss"})) == {*WORKERS, "boss"}
    decided = [*made, ("d", Protection(act="pseudonymise", target="branch", reason="small place"))]
    assert unnamed(decided, terms(decided), frozenset()) == {*WORKERS, "branch"}
