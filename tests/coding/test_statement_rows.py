"""The register of statements goes into a case row by row, each value with the words that it stands on."""

from pathlib import Path

from tests.coding.conftest import store
from workbench.casefile import Case
from workbench.coding.registers import register

HEAD = "entity,property,value,language,start,stance,status,source,file,quote\n"
WORDS = "Седиште: Кеј 2, Зрењанин. Seat: Kej 2, Zrenjanin."


def test_rival_values_stand_side_by_side_and_a_wrong_row_is_named(case: Case, tmp_path: Path) -> None:
    store(case, "register.txt", WORDS.encode())
    file = tmp_path / "statements.csv"
    file.write_text(
        HEAD
        + 'SITE,address,"Кеј 2, Зрењанин",sr-Cyrl,2021-03,,documented,S1,register.txt,"Кеј 2, Зрењанин"\n'
        + 'SITE,address,"Kej 4, Zrenjanin",sr-Latn,,contradicts,,S1,,\n'
        + "W-01,phone,064 123 4567,,,,,S1,,\n"
        + "SITE,birthDate,1990,,,,,S1,,\n"
        + "W-01,birthDate,last spring,,,,,S1,,\n"
        + "SITE,area,97 hectares,,,,,S1,register.txt,97 hectares\n",
        encoding="utf-8",
    )
    made = register(case, "statements", file, agent=case.agent("MJ"))
    assert [problem.code for problem in made.problems] == ["bad-value", "bad-value", "quote-not-found"]
    assert "birthDate of a Site" in str(made.problems[0]) and "line 6, column value" in str(made.problems[1])
    rows = case.tables().statements
    assert rows["value"].tolist() == ["Кеј 2, Зрењанин", "Kej 4, Zrenjanin", "064 123 4567"]
    assert rows["stance"].tolist() == ["supports", "contradicts", "supports"]
    assert case.tables().passages.loc[rows["passage"].iloc[0], "quote"] == "Кеј 2, Зрењанин"
    assert not register(case, "statements", file, agent=case.agent("MJ")).recorded
