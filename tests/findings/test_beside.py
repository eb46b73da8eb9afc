"""A recorded status against the origins on record: what does not fit is listed, and nothing is changed."""

from tests.findings.small_case import ENTITIES, SOURCES, event, key, span
from workbench.findings.beside import compared, rivals
from workbench.findings.chronology import chronology
from workbench.findings.origins import Origins
from workbench.records import Event, Source
from workbench.tables import Tables, tabulate

DAY = span("2021-11-23", "2021-11-23")
MORE = [
    (key("T-02"), Source(key="T-02", label="Testimony T-02", kind="worker", worker=key("W-02"))),
    (key("P-01"), Source(key="P-01", label="Paper that retells the NGO", kind="press", retells=(key("N-01"),))),
]


def told(name: str, source: str, status: str, **more: object) -> tuple[str, Event]:
    _, made = event(name, "documents", name, DAY, status=status, actors=(key("EMP"),), **more)
    return key(name), Event(**{**{f: getattr(made, f) for f in made.__dataclass_fields__}, "source": key(source)})


def of(*events: tuple[str, Event]) -> Tables:
    return tabulate([*ENTITIES, *SOURCES, *MORE, *events], "h", bytes)


def differs(*events: tuple[str, Event]) -> dict[str, str]:
    return {row["title"]: row["differs"] for row in chronology(of(*events)).df.to_dict("records") if row["differs"]}


def test_agreed_by_one_origin_alone_is_said() -> None:
    assert differs(told("a", "N-01", "agreed")) == {"a": "recorded as agreed; one origin is on record"}


def test_a_paper_that_retells_is_no_second_origin() -> None:
    found = differs(told("a", "N-01", "agreed"), told("b", "P-01", "agreed"))
    assert set(found) == {"a", "b"}


def test_a_second_origin_beside_it_makes_agreed_fit() -> None:
    assert differs(told("a", "N-01", "agreed"), told("b", "T-01", "agreed")) == {}


def test_one_origin_beside_another_is_a_question() -> None:
    found = differs(told("a", "N-01", "single-origin"), told("b", "T-02", "reported"))
    assert found == {"a": "recorded as resting on one origin; others have the same track, time and party: 2"}


def test_disputed_without_a_rival_and_agreed_beside_a_dispute() -> None:
    assert differs(told("a", "N-01", "disputed")) == {
        "a": "recorded as disputed; no rival of its track and time is on record"
    }
    both = differs(told("a", "N-01", "agreed"), told("b", "T-01", "disputed"), told("c", "T-02", "disputed"))
    assert both == {"a": "recorded as agreed; disputed beside it: 2, 3"}


def test_a_source_that_draws_on_two_origins_is_not_one() -> None:
    two = (key("R-01"), Source(key="R-01", label="Report", kind="ngo-report", retells=(key("T-01"), key("T-02"))))
    tables = tabulate([*ENTITIES, *SOURCES, *MORE, two, told("a", "R-01", "single-origin")], "h", bytes)
    assert chronology(tables).differences == [(1, "recorded as resting on one origin; its source draws on 2")]


def test_without_a_common_party_or_time_nothing_stands_beside() -> None:
    alone = told("a", "N-01", "single-origin")
    other = (key("b"), Event(track="documents", title="b", source=key("T-01"), period=DAY, actors=(key("OWN"),)))
    later = (key("c"), Event(track="documents", title="c", source=key("T-01"), actors=(key("EMP"),),
                             period=span("2022-11-23", "2022-11-23")))  # fmt: skip
    vague = (key("d"), Event(track="documents", title="d", source=key("T-01"), actors=(key("EMP"),),
                             period=span("2021", "2021")))  # fmt: skip
    assert differs(alone, other, later, vague) == {}


def test_an_open_end_reaches_rivals_that_come_later() -> None:
    rows = [
        {"number": 1, "track": "pay", "status": "disputed", "start": "2021-03", "end": None},
        {"number": 2, "track": "pay", "status": "disputed", "start": "2024", "end": "2024"},
        {"number": 3, "track": "pay", "status": "reported", "start": "2024", "end": "2024"},
        {"number": 4, "track": "work", "status": "disputed", "start": "2024", "end": "2024"},
    ]
    assert rivals(rows) == [(2,), (1,), (), ()]


def test_nothing_gives_nothing() -> None:
    assert rivals([]) == [] and compared([], Origins(of().sources)) == []
