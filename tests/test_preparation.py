"""Preliminary steps: blank forms that can be filled, filled forms that are recorded, a warning that stops nothing."""

import tomllib
from pathlib import Path

import pytest

from workbench.casefile import Case, create, open_case
from workbench.codebook.forms import preliminary
from workbench.errors import BadValue, Missing, Refused, Unknown
from workbench.preparation import blank, record, steps, warning
from workbench.records import Agent, CaseInfo


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "c", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M. J."))


def filled(tmp_path: Path, form: str, **answers: str) -> Path:
    text = blank(form)
    for key, answer in answers.items():
        key = key.replace("_", "-")
        assert f'\n{key} = ""' in text
        text = text.replace(f'\n{key} = ""', f'\n{key} = """{answer}"""')
    file = tmp_path / f"{form}.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("form", [form.id for form in preliminary()])
def test_a_blank_form_is_toml_that_asks_every_question(form: str) -> None:
    text = blank(form)
    values = tomllib.loads(text)
    known = next(one for one in preliminary() if one.id == form)
    assert tuple(values["answers"]) == known.ids and not any(values["answers"].values())
    assert all(f"# {question.ask}\n" in text for question in known.questions)
    assert known.source in text


def test_a_filled_form_is_recorded_once_and_its_open_questions_are_listed(case: Case, tmp_path: Path) -> None:
    who = case.agent("MJ")
    file = filled(tmp_path, "mandate", scope="Công trường Ravnica\nод марта", purpose="A complaint")
    identity, new = record(case, "mandate", file, agent=who)
    assert new and record(case, "mandate", file, agent=who) == (identity, False)
    step = steps(open_case(case.path))[0]
    assert step.done and step.live.id == identity and dict(step.live.record.answers)["scope"].endswith("од марта")
    assert "mandate" in step.open and "scope" not in step.open
    assert step.document()["verified"] is False


def test_filling_in_again_takes_the_place_of_the_first_and_both_stay(case: Case, tmp_path: Path) -> None:
    who = case.agent("MJ")
    first, _ = record(case, "mandate", filled(tmp_path, "mandate", scope="Site A"), agent=who)
    second, new = record(case, "mandate", filled(tmp_path, "mandate", scope="Sites A and B"), agent=who)
    state = case.state()
    assert new and [live.id for live in state.of("preliminary")] == [second]
    assert state.set_aside(first) and state.get(first) is not None


def test_the_warning_names_what_is_absent_until_nothing_is(case: Case, tmp_path: Path) -> None:
    line = warning(case)
    assert line is not None and "\n" not in line
    assert all(form.id in line for form in preliminary())
    for form in preliminary():
        record(case, form.id, filled(tmp_path, form.id, review="in June"), agent=case.agent("MJ"))
    assert warning(case) is None


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (('form = "mandate"', 'form = "mandat"'), "form"),
        (('version = "1"', 'version = "0"'), "version"),
        (('\nscope = ""', '\nscoop = "Site A"'), "answers.scoop"),
        (('\nscope = ""', "\nscope = 7"), "answers.scope"),
        (("[answers]", "[answer]"), "answer"),
        (('written = ""', 'written = "'), "the file"),
    ],
)
def test_what_is_no_filled_form_is_refused_with_the_place(
    case: Case, tmp_path: Path, change: tuple[str, str], place: str
) -> None:
    file = tmp_path / "f.toml"
    text = blank("mandate").replace('\npurpose = ""', '\npurpose = "A complaint"')
    assert change[0] in text
    file.write_text(text.replace(*change), encoding="utf-8")
    before = case.head()
    with pytest.raises(BadValue) as caught:
        record(case, "mandate", file, agent=case.agent("MJ"))
    assert caught.value.place == place and case.head() == before


def test_an_empty_form_an_absent_file_and_a_strange_form_are_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "blank.toml").write_text(blank("mandate"), encoding="utf-8")
    with pytest.raises(Refused, match="no question is answered"):
        record(case, "mandate", tmp_path / "blank.toml", agent=case.agent("MJ"))
    with pytest.raises(Missing):
        record(case, "mandate", tmp_path / "none.toml", agent=case.agent("MJ"))
    with pytest.raises(Unknown):
        record(case, "horoscope", tmp_path / "blank.toml", agent=case.agent("MJ"))
    file = filled(tmp_path, "mandate", scope="x")
    file.write_text(file.read_text().replace('written = ""', 'written = "last week"'))
    with pytest.raises(BadValue, match="/written"):
        record(case, "mandate", file, agent=case.agent("MJ"))
