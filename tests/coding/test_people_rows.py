"""The registers of people's files go into a case row by row; a wrong row is named and leaves nothing behind."""

from pathlib import Path

from tests.coding.conftest import store
from workbench.casefile import Case
from workbench.coding.registers import register

STEPS = "subject,kind,title,start,end,by,side,outcome,reason,told,told_in,clock,source,file,quote\n"
APPROVALS = "worker,file,quote,decision,day,how,audience,wording\n"
INCIDENTS = "kind,title,subjects,source,done,closed\n"


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    return file


def worker(case: Case) -> str:
    return next(live.record.key for live in case.state().of("entity") if live.record.schema == "Worker")


def test_a_step_rests_on_its_words(case: Case, tmp_path: Path) -> None:
    store(case, "letter.txt", b"No indicator was seen.")
    who = worker(case)
    rows = (
        f"{who},identification,Not identified,2024-07-01,2024-07-01,,state,refused,No indicator was seen.,2024-07-03,"
        + "vi,,S1,letter.txt,No indicator was seen.\n"
        + f"{who},rescue,Not a kind,,,,,,,,,,S1,,\n"
        + f"{who},ask,No such clock,,,,,,,,,rs-wage-claim,S1,,\n"
    )
    made = register(case, "steps", write(tmp_path, "steps", STEPS + rows), agent=case.agent("MJ"))
    assert [problem.code for problem in made.problems] == ["bad-value", "unknown"]
    assert "line 3, column kind" in str(made.problems[0]) and "rs-wage-claims" in str(made.problems[1])
    (row,) = [row for _, row in case.tables().steps.iterrows()]
    assert (row["outcome"], row["told"], row["told_in"], row["side"]) == ("refused", "2024-07-03", "vi", "state")
    again = register(case, "steps", write(tmp_path, "steps", STEPS + rows), agent=case.agent("MJ"))
    assert (again.recorded, again.already) == ((), 1)


def test_what_a_worker_said_of_a_quote_names_the_exact_words(case: Case, tmp_path: Path) -> None:
    store(case, "talk.txt", b"They kept our passports. I was afraid.")
    who = worker(case)
    rows = (
        f"{who},talk.txt,I was afraid.,refused,2024-06-02,read aloud in vi,ombudsman,\n"
        + f"{who},talk.txt,They kept our passports.,changed,2024-06-02,read aloud,,\n"
        + f"{who},talk.txt,We were glad.,approved,2024-06-02,read aloud,,\n"
        + f"{who},talk.txt,I was afraid.,approved,2024-06-02,read aloud,ombudsmann,\n"
    )
    made = register(case, "approvals", write(tmp_path, "approvals", APPROVALS + rows), agent=case.agent("MJ"))
    assert len(made.problems) == 3 and "column wording" in str(made.problems[0])
    (row,) = [row for _, row in case.tables().approvals.iterrows()]
    assert case.tables().passages.loc[row["passage"], "quote"] == "I was afraid."


def test_a_leak_names_whom_it_touches(case: Case, tmp_path: Path) -> None:
    rows = f"leak,Names in a newspaper,{worker(case)},S1,Taken down,\nrumour,What is none,,S1,,\n"
    made = register(case, "incidents", write(tmp_path, "incidents", INCIDENTS + rows), agent=case.agent("MJ"))
    assert len(made.recorded) == 1 and "line 3, column kind" in str(made.problems[0])
    (row,) = [row for _, row in case.tables().incidents.iterrows()]
    assert len(row["subjects"]) == 1 and row["closed"] is None
