"""`workbench reminders`, `reply-sheet` and `replies`, really run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

ENTITIES = "key,schema,label\nPB,PublicBody,Inspectorate\n"
SOURCES = "key,label,kind\nS-1,Letter,document\nS-2,Answer,institution\n"
ACTS = "duty,bearer,role,title,start,end,source\nrs-information,PB,notice,A request,2024-06-03,2024-06-03,S-1\n"


def test_out_and_back(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    for kind, text in (("entities", ENTITIES), ("sources", SOURCES), ("acts", ACTS)):
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
        assert run("register", case, kind, tmp_path / f"{kind}.csv", "--agent", "MJ").code == 0
    due = run("reminders", case, "--as-of", "2024-06-05")
    assert due.code == 0 and "2024-06-18" in due.out and "Inspectorate" in due.out
    assert run("reminders", case, "--as-of", "2024-06-05", "--out", "due.ics", "--agent", "MJ").code == 0
    assert b"Inspectorate" not in (tmp_path / "due.ics").read_bytes()
    assert run("reply-sheet", case, "--for", "PB", "--out", "lines.csv", "--json").json["lines"] == 1
    sheet = tmp_path / "lines.csv"
    sheet.write_text(sheet.read_text("utf-8-sig").replace('"2024-06-18","",""', '"2024-06-18","done","Sent by post."'))
    assert run("add", case, sheet, "--source", "S-2", "--agent", "MJ").code == 0
    taken = run("replies", case, "lines.csv", "--agent", "MJ", "--json")
    assert taken.code == 0 and len(taken.json["acts"]) == 1 and taken.json["problems"] == []
    assert run("reminders", case).code == 2
