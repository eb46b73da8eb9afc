"""What is said to be so: each claim with its source, weak until the record says more."""

import pytest

from workbench.records import Coding, Count, Entity, Event, Period, Place, Relation


def test_a_relation_is_alleged_until_it_is_documented() -> None:
    relation = Relation(schema="Fee", source_entity="a", target_entity="b", source="s")
    assert (relation.status, relation.stance) == ("alleged", "supports")


def test_an_event_is_reported_until_it_is_agreed() -> None:
    assert Event(track="travel", title="Arrival", source="s").status == "reported"


@pytest.mark.parametrize("type_", [Relation, Place, Event, Count])
def test_no_claim_stands_without_its_source(type_) -> None:
    fields = {
        "schema": "Fee", "source_entity": "a", "target_entity": "b", "entity": "a", "geometry": "POINT (0 0)",
        "how": "gps",        "track": "t", "title": "t", "what": "present", "label": "l", "low": 1, "high": 2,
    }  # fmt: skip
    known = {name: value for name, value in fields.items() if name in type_.__dataclass_fields__}
    with pytest.raises(TypeError, match="source"):
        type_(**known)
    assert type_(**known, source="s").source == "s"


def test_no_coding_stands_without_a_coder_and_the_way_the_source_knows() -> None:
    known = {"passage": "p", "framework": "f", "indicator": "i", "stance": "unclear", "subject": "s"}
    with pytest.raises(TypeError, match="coder"):
        Coding(**known, means="hearsay")
    with pytest.raises(TypeError, match="means"):
        Coding(**known, coder="c")


def test_claims_that_differ_in_time_only_are_different_claims() -> None:
    known = {"track": "documents", "title": "Passports held", "source": "s"}
    assert Event(**known, period=Period(end="2021-11-23")) != Event(**known, period=Period(start="2021-11-26"))


def test_an_entity_shows_its_label_and_keeps_its_names_in_every_script() -> None:
    entity = Entity(key="E1", schema="Company", label="Firm", names=("Фирма", "公司"))
    assert (entity.label, entity.names) == ("Firm", ("Фирма", "公司"))
