"""`workbench person` and `workbench incidents`, really run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

ENTITIES = "key,schema,label\nW-05,Worker,W-05\n"
SOURCES = "key,label,kind,worker\nS-1,Talk,worker,W-05\n"
STEPS = (
    "subject,kind,title,start,end,outcome,source\n"
    "W-05,claim-due,Wages of March,2024-04-10,2024-04-10,,S-1\n"
    "W-05,identification,Not identified,2024-07-01,2024-07-01,refused,S-1\n"
)
INCIDENTS = "kind,title,subjects,source,done,closed\nleak,Names in a newspaper,W-05,S-1,Taken down,\n"


def test_a_file_is_registered_and_shown(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    for kind, text in (("entities", ENTITIES), ("sources", SOURCES), ("steps", STEPS), ("incidents", INCIDENTS)):
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
        assert run("register", case, kind, tmp_path / f"{kind}.csv", "--agent", "MJ").code == 0
    shown = run("person", case, "W-05", "--as-of", "2024-09-01")
    assert shown.code == 0 and shown.out.startswith("DANGER      Nobody has recorded")
    assert "refused, and no reason is on record" in shown.out and "lapses on 2027-04-10" in shown.out
    assert "compensation: nothing on record" in shown.out
    told = run("person", case, "W-05", "--json", "--out", "w05.html", "--agent", "MJ")
    assert told.json["worker"] == "W-05" and (tmp_path / "w05.html").read_text("utf-8").startswith("<!")
    assert run("person", case, "W-06").code == 2
    listed = run("incidents", case)
    assert listed.code == 1 and "Names in a newspaper" in listed.out
    assert run("incidents", case, "--json").json["open"] == 1


def test_the_sheet_of_a_worker_needs_a_safe_channel(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    asked = "subject,kind,title,outcome,source\nW-05,ask,The wages of March,pending,S-1\n"
    for kind, text in (("entities", ENTITIES), ("sources", SOURCES), ("steps", asked)):
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
        assert run("register", case, kind, tmp_path / f"{kind}.csv", "--agent", "MJ").code == 0
    refused = run("feedback", case, "W-05", "--lang", "vi", "--out", "sheet.html")
    assert refused.code == 2 and "no safe channel is recorded" in refused.err and "workbench danger" in refused.err
    assert run("danger", case, "W-05", "--asked", "2024", "--none", "--channel", "message", "--agent", "MJ").code == 0
    told = run("feedback", case, "W-05", "--lang", "vi", "--out", "sheet.html", "--json")
    assert told.code == 0 and told.json["asks"] == 1 and "reach by: message" in told.err
    assert "The wages of March" in (tmp_path / "sheet.html").read_text("utf-8")
