"""A table of a page leaves out columns in which nothing stands, and says once what is the same in each row."""

import re

from workbench.release.fewer import fewer
from workbench.release.page import Html


def heads(table: Html) -> list[str]:
    return re.findall('<th scope="col">(.*?)</th>', table)


def test_a_column_without_a_value_is_left_out_and_named() -> None:
    table = fewer(["no.", "note", "what"], [["1", "", "a<b"], ["2", None, "c"]], "Rows", ids=["r-1", "r-2"])
    assert heads(table) == ["no.", "what"] and '<tr id="r-2"><th scope="row">2</th><td>c</td></tr>' in table
    assert '<p class="small">Left out, because nothing stands in them: note.</p>' in table and "a&lt;b" in table


def test_what_each_row_says_is_said_once() -> None:
    rows = [[str(number), "supports", Html("<b>x</b>"), f"w{number}"] for number in range(3)]
    table = fewer(["no.", "stance", "source", "what"], rows, "Rows")
    assert heads(table) == ["no.", "what"] and table.count("supports") == 1
    assert '<p class="small">The same in each row: stance: supports; source: <b>x</b>.</p>' in table
    assert heads(fewer(["no.", "stance"], [row[:2] for row in rows[:2]], "Rows")) == ["no.", "stance"]


def test_the_first_column_and_what_is_to_be_written_in_stay() -> None:
    table = fewer(["no.", "answer", "status"], [["", "", "met"]] * 4, "Rows", kept=("answer", "status"))
    assert heads(table) == ["no.", "answer", "status"] and "Left out" not in table and "The same in" not in table


def test_a_table_whose_every_cell_stands_is_the_table_alone() -> None:
    assert fewer(["no.", "what"], [["1", "a"], ["2", "b"], ["3", "c"]], "Rows").endswith("</table></div>")
