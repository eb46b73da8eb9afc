"""The register of acts goes into a case row by row."""

from pathlib import Path

from tests.coding.conftest import store
from workbench.casefile import Case
from workbench.coding.registers import register

HEAD = "duty,bearer,about,role,title,start,end,finds,by,due,source,file,quote\n"


def test_an_act_rests_on_its_words_and_a_wrong_row_is_named(case: Case, tmp_path: Path) -> None:
    store(case, "letter.txt", b"We wrote on 3 June. Nobody answered.")
    file = tmp_path / "acts.csv"
    file.write_text(
        HEAD
        + "rs-information,SITE,2024-17,notice,A request,2024-06-03,2024-06-03,,,2024-06-30,S1,letter.txt,"
        + "We wrote on 3 June.\n"
        + "rs-informations,SITE,,notice,A request,,,,,,S1,,\n"
        + "rs-information,SITE,,omission,A request,,,,,,S1,,\n",
        encoding="utf-8",
    )
    made = register(case, "acts", file, agent=case.agent("MJ"))
    assert [problem.code for problem in made.problems] == ["unknown", "bad-value"]
    assert "rs-information" in str(made.problems[0]) and "line 4, column role" in str(made.problems[1])
    (row,) = [row for _, row in case.tables().acts.iterrows()]
    assert (row["about"], row["due"], row["period_start"]) == ("2024-17", "2024-06-30", "2024-06-03")
    assert case.tables().passages.loc[row["passage"], "quote"] == "We wrote on 3 June."
