"""An answer to an allegation comes back as a coding in the words of whoever answers, and stands in its cell."""

from pathlib import Path

import pytest

from tests.casefile.conftest import begin
from workbench import verbs
from workbench.casefile import Case
from workbench.coding.replied import answered
from workbench.coding.replies import take
from workbench.errors import BadValue, Refused, Unknown
from workbench.findings.matrix import matrix
from workbench.records import Coding, Entity, Item, Passage, Period, Source

HEAD = "reference (please leave as it is),paragraph,what is alleged,answer,in your own words,answered on (YYYY-MM-DD)\n"
SERBIAN = "ознака (молимо не мењати),став,одговор: признато,вашим речима,документ или број\n"
LINE = "ilo-11 | isolation | CO"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = begin(tmp_path / "case")
    coder = made.agent("MJ")
    with made.writing(coder) as writer:
        company = writer.record(Entity(key="CO", schema="Company", label="Builder"))
        everybody = writer.record(Entity(key="G", schema="Group", label="All on the site", scope="all"))
        team = writer.record(Entity(key="G-C", schema="Group", label="Team C", scope="one team", group_of="G"))
        press = writer.record(Source(key="P", label="A paper", kind="press"))
        writer.record(Source(key="S", label="Reply of the builder", kind="company"))
        writer.record(Source(key="W", label="An interview", kind="worker"))
        item = writer.record(Item(sha256="a" * 64, size=9, object="a" * 64, name="p.html", media_type="text/html",
                                  kind="text", source=press))  # fmt: skip
        for at, (subject, start) in enumerate(((everybody, "2024-03"), (team, "2024-04"), (everybody, "2024-05")), 1):
            passage = writer.record(Passage(item=item, region=(0, 0, 9, at)))
            writer.record(Coding(passage=passage, framework="ilo-11", indicator="isolation", stance="supports",
                                 subject=subject, coder=coder, means="hearsay", actor=company,
                                 period=Period(start=start, end=start)))  # fmt: skip
    return made


def added(case: Case, tmp_path: Path, text: str, source: str = "S"):
    file = tmp_path / "reply.csv"
    file.write_text(text, encoding="utf-8")
    verbs.add(case, file, agent="MJ", source=source)
    return verbs.item_of(case, "reply.csv")


def test_a_denial_stands_in_the_cell_of_what_it_denies(case: Case, tmp_path: Path) -> None:
    item = added(case, tmp_path, HEAD + f"{LINE},1,Kept apart,denied,They could leave at any time.,2024-07-01\n")
    taken = take(case, item, agent=case.agent("MJ"))
    (identity,) = taken.codings
    record = case.state().get(identity).record
    assert (record.stance, record.period) == ("contradicts", Period(start="2024-03", end="2024-05"))
    assert case.state().get(record.subject).record.key == "G" and record.memo == "answered: 2024-07-01"
    assert case.state().get(record.passage).record.quote == "They could leave at any time."
    cell = matrix(case.tables(), by="employer").cell("CO", "isolation")
    assert cell.answers == cell.against == (identity,)
    again = take(case, item, agent=case.agent("MJ"))
    assert (again.codings, again.already) == ((), 1)


@pytest.mark.parametrize(
    ("said", "stance"), [("признато", "supports"), ("Оспорено", "contradicts"), ("делимично", "unclear")]
)
def test_a_sheet_in_cyrillic_is_read_like_any_other(case: Case, tmp_path: Path, said: str, stance: str) -> None:
    item = added(case, tmp_path, SERBIAN + f"{LINE},1,{said},Било је тако.,допис 5\n{LINE},2,,,\n")
    taken = take(case, item, agent=case.agent("MJ"))
    record = case.state().get(taken.codings[0]).record
    assert (record.stance, record.memo, taken.empty) == (stance, "document: допис 5", 1)


def test_what_cannot_be_taken_is_named_with_its_place(case: Case, tmp_path: Path) -> None:
    rows = [
        "ilo-11 | isolated | CO,1,,denied,No.,",
        "ilo-11 | isolation | CO-2,2,,denied,No.,",
        f"{LINE},3,,maybe,No.,",
    ]
    taken = take(case, added(case, tmp_path, HEAD + "\n".join(rows) + "\n"), agent=case.agent("MJ"))
    assert [one.code for one in taken.problems] == ["unknown", "unknown", "bad-value"] and not taken.codings
    assert all(f"row {at}, " in str(one) for at, one in enumerate(taken.problems, 2))


def test_whoever_does_not_answer_and_an_answer_about_nobody(case: Case, tmp_path: Path) -> None:
    item = added(case, tmp_path, HEAD, source="W")
    with pytest.raises(BadValue, match="company"):
        answered(case, item, "row 2", LINE, "denied", "", case.agent("MJ"))
    empty = begin(tmp_path / "other")
    with empty.writing(empty.agent("MJ")) as writer:
        writer.record(Source(key="S", label="Reply", kind="company"))
    with pytest.raises(Refused, match="group"):
        answered(empty, added(empty, tmp_path, HEAD), "row 2", "ilo-11 | isolation", "denied", "", empty.agent("MJ"))
    with pytest.raises(Unknown):
        answered(case, item, "row 2", "ilo-11 | isolated", "denied", "", case.agent("MJ"))


def test_an_answer_to_what_nobody_coded_is_about_the_whole_group(case: Case, tmp_path: Path) -> None:
    made = answered(case, added(case, tmp_path, HEAD), "row 2", "ilo-11 | deception", "admitted", "", case.agent("MJ"))
    assert case.state().get(made.subject).record.key == "G" and made.actor is None and made.period is None
