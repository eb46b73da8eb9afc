"""Who goes without a name: workers, whoever is one with them, whoever the audience or a decision says."""

from tests.disclosure.shared_case import records, terms, worker
from workbench.disclosure.unnamed import small_groups, unnamed
from workbench.records import Entity, Protection

WORKERS = {f"w{n}" for n in range(1, 7)}


def test_workers_always_and_others_by_audience_decision_or_because_they_told_something() -> None:
    made = records()
    assert unnamed(made, terms(made), frozenset()) == WORKERS
    assert unnamed(made, terms(made, "respondent"), frozenset()) == {*WORKERS, "boss"}
    assert unnamed(made, terms(made), frozenset({"boss"})) == {*WORKERS, "boss"}
    decided = [*made, ("d", Protection(act="pseudonymise", target="branch", reason="small place"))]
    assert unnamed(decided, terms(decided), frozenset()) == {*WORKERS, "branch"}


def test_a_group_of_fewer_than_k_workers_on_record_is_small() -> None:
    entities = {key: one for key, one in records() if isinstance(one, Entity)}
    assert small_groups(entities, 7) == {"g"} and small_groups(entities, 5) == set()
    assert small_groups({"g": entities["g"]}, 5) == set()  # nobody on record: a group of a publication
    assert worker(1)[1].group_of == "G"
