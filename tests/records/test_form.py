"""From a noun to plain values and back: nothing is lost, and what is no record is refused."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadValue
from workbench.records import KINDS, Coding, Period, canonical, content, from_content

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
DATES = st.none() | st.sampled_from(["2021", "2021-11", "2021-11-15"])
PERIODS = st.builds(Period, start=DATES, end=DATES, as_written=st.none() | TEXT).filter(lambda p: p != Period())
BY_HINT = {
    "str": TEXT, "str | None": st.none() | TEXT, "int": st.integers(0, 9), "int | None": st.none() | st.integers(0, 9),
    "bool": st.booleans(), "tuple[str, ...]": st.lists(TEXT, max_size=3).map(tuple),
    "tuple[int, ...]": st.lists(st.integers(0, 9), max_size=4).map(tuple),
    "tuple[tuple[str, str], ...]": st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    "tuple[tuple[int, int, int, int, int], ...]": st.lists(st.tuples(*[st.integers(0, 9)] * 5), max_size=3).map(tuple),
    "tuple[tuple[int, int], ...]": st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple),
    "workbench.records.period.Period | None": st.none() | PERIODS,
}  # fmt: skip


def hint(field) -> str:
    return (
        field.type.__name__
        if isinstance(field.type, type) and not str(field.type).startswith("tuple")
        else str(field.type)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_comes_back_from_its_canonical_bytes(kind: str) -> None:
    parts = {field.name: BY_HINT[hint(field)] for field in dataclasses.fields(KINDS[kind])}

    @given(st.builds(KINDS[kind], **parts))
    def back(record) -> None:
        values = content(record)
        assert from_content(kind, json.loads(canonical(values))) == record
        assert None not in values.values()

    back()


def test_what_is_not_said_does_not_stand_in_the_content() -> None:
    coding = Coding(
        passage="p", framework="f", indicator="i", stance="unclear", subject="s", coder="c", means="hearsay"
    )
    assert set(content(coding)) == {"passage", "framework", "indicator", "stance", "subject", "coder", "means"}


def test_no_is_said() -> None:
    consent = from_content("consent", {"worker": "w", "audience": "a", "purpose": "p", "form": "oral", "given": "2024"})
    assert content(consent)["naming"] is False


@pytest.mark.parametrize(
    ("kind", "values", "place"),
    [
        ("rumour", {}, "kind"),
        ("agent", {"key": "A", "kind": "person", "name": "A", "shoe": 43}, "agent.shoe"),
        ("agent", {"key": "A"}, "agent"),
        ("event", {"track": "t", "title": "t", "source": "s", "period": {"start": "soon"}}, "start"),
        ("event", {"track": "t", "title": "t", "source": "s", "period": ["2021"]}, "event"),
        ("event", {"track": "t", "title": "t", "source": "s", "period": {"start": 2021}}, "event"),
        ("event", {"track": "t", "title": "t", "source": "s", "period": {"from": "2021"}}, "event"),
    ],
)
def test_what_is_no_record_is_refused(kind: str, values: dict, place: str) -> None:
    with pytest.raises(BadValue) as raised:
        from_content(kind, values)
    assert raised.value.place == place
