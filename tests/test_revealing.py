"""A name is given after the look for it was logged, with a reason, and stands in nothing that a notebook keeps."""

from pathlib import Path
from typing import Any

import pytest

from tests.casefile.quick_keys import quick
from workbench import keeping, verbs
from workbench.casefile import Case, create, create_sealed, verify
from workbench.errors import NotWritten, Refused, Unknown, Unnamed
from workbench.records import Agent, CaseInfo, Entity, Source, Statement
from workbench.revealing import reveal, revealed

NAME, OTHER = "Trần Văn Hữu Cầu", "Sava Ilić"


def filled(made: Case) -> Case:
    with made.writing(made.agent("MJ")) as writer:
        worker = writer.record(Entity(key="W-05", schema="Worker", label="W-05", names=(NAME,)))
        writer.record(Entity(key="W-06", schema="Worker", label="W-06"))
        source = writer.record(Source(key="S", label="S", kind="worker"))
        for value, stance in ((OTHER, "supports"), ("Another", "contradicts")):
            writer.record(Statement(entity=worker, property="name", value=value, source=source, stance=stance))
    return made


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return filled(create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J.")))


def test_names_are_given_and_the_look_is_logged_without_moving_the_head(case: Case) -> None:
    verbs.acting(case, "AK", "code")
    head = case.head()
    assert reveal(case, "W-05", reason=" to call back ", agent="MJ").names == (NAME, OTHER)
    reveal(case, "W-05", reason="asked by counsel", agent="AK")
    listed = revealed(case)
    assert {(one["by"], one["whom"], one["reason"]) for one in listed} == {
        ("MJ", "W-05", "to call back"), ("AK", "W-05", "asked by counsel"),
    }  # fmt: skip
    assert all(NAME not in text for text in (str(listed.df), listed._repr_html_(), repr(listed)))
    assert verify(case).ok and case.head() == head


def test_what_shows_itself_has_no_name_in_it(case: Case) -> None:
    from IPython.core.formatters import DisplayFormatter

    found = reveal(case, "W-05", reason="to call back", agent="MJ")
    data, metadata = DisplayFormatter().format(found)
    assert set(data) == {"text/plain"} and not metadata
    assert NAME not in str(data) and NAME not in f"{found}" and "logged" in repr(found)


@pytest.mark.parametrize(
    ("key", "reason", "error"), [("W-05", "", Refused), ("W-05", " \t", Refused), ("W-06", "why", Refused),
                                 ("W-5", "why", Unknown)]
)  # fmt: skip
def test_what_is_refused_logs_nothing(case: Case, key: str, reason: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        reveal(case, key, reason=reason, agent="MJ")
    assert list(revealed(case)) == []


def test_somebody_must_be_named_as_looking(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_AGENT", raising=False)
    with pytest.raises(Unnamed):
        reveal(case, "W-05", reason="why")


def test_no_name_is_given_where_the_look_cannot_be_logged(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise NotWritten(case.path, "No space left on device")

    monkeypatch.setattr(Case, "log", refused)
    with pytest.raises(NotWritten) as raised:
        reveal(case, "W-05", reason="to call back", agent="MJ")
    assert NAME not in str(raised.value)


def test_who_withdrew_is_named_to_nobody_and_who_stopped_sharing_still_is_to_the_team(case: Case) -> None:
    keeping.withdraw(case, "W-05", agent=case.agent("MJ"))
    assert reveal(case, "W-05", reason="to confirm it", agent="MJ").names
    keeping.withdraw(case, "W-05", agent=case.agent("MJ"), act="stop-using")
    with pytest.raises(Refused):
        reveal(case, "W-05", reason="to call back", agent="MJ")


def test_in_a_sealed_case_neither_name_nor_reason_stands_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    info, agent = CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J.")
    made = filled(create_sealed(tmp_path / "case", info, agent, "otter lamp seven green").case)
    assert reveal(made, "W-05", reason="her sister asked for her").names == (NAME, OTHER)
    assert [one["reason"] for one in revealed(made)] == ["her sister asked for her"]
    held = b"".join(file.read_bytes() for file in made.path.rglob("*") if file.is_file())
    assert len(held) > 1000
    assert not [one for one in (NAME, OTHER, "her sister") if one.encode() in held]
