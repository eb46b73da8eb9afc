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
