"""Entities that may be one through the command line: listed with reasons, decided by a person, shown as one."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

ENTITIES = (
    "key,schema,label,names,born\n"
    "X-1,Worker,X-1,Krstonja Velebitski,1990-05-01\n"
    "X-2,Worker,X-2,Крстоња Велебитски,1990-05-01\n"
    "F-91,Company,Banatska Ruža d.o.o.,,\n"
    "F-92,Company,Банатска Ружа ДОО,,\n"
)


@pytest.fixture
def copy(demo_case: Any, tmp_path: Path) -> Path:
    """A copy of the demo case that may be written."""
    shutil.copytree(demo_case.path, tmp_path / "d")
    (tmp_path / "e.csv").write_text(ENTITIES, encoding="utf-8")
    return tmp_path / "d"


def test_there_and_back(run: Any, copy: Path, tmp_path: Path) -> None:
    assert run("register", "d", "entities", "e.csv", "--agent", "MJ").code == 0
    listed = run("resolve", "d", "--out", "p.csv", "--json")
    assert listed.code == 0, listed.err
    found = {(one["a"], one["b"]): one for one in listed.json["pairs"]}
    assert found["X-1", "X-2"]["score"] > 0.9 and found["F-91", "F-92"]["decision"] is None
    assert "the same name" in found["X-1", "X-2"]["reasons"][1]["words"]
    assert listed.json["open"] == len(listed.json["pairs"])
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["decision"] = "same" if row["a"] in ("X-1", "F-91") and row["b"] in ("X-2", "F-92") else ""
    with (tmp_path / "done.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = run("resolve", "d", "--decide", "done.csv", "--agent", "MJ", "--json")
    assert (done.code, done.json["recorded"], done.json["problems"]) == (0, 2, []), done.err
    assert run("resolve", "d", "--open", "--json").json["open"] == listed.json["open"] - 2
    assert "same, says MJ" in run("resolve", "d").out
    assert "Banatska Ruža d.o.o. = Банатска Ружа ДОО" in run("network", "d", "--out", "n.graphml", "--json").out + (
        tmp_path / "n.graphml"
    ).read_text(encoding="utf-8")
    assert run("verify", "d").code == 0


def test_what_cannot_be_done_is_said(run: Any, copy: Path) -> None:
    assert run("resolve", "d", "--out", "p.csv").code == 0
    assert run("resolve", "d", "--out", "p.csv").code == 2
    nobody = run("resolve", "d", "--decide", "p.csv")
    assert nobody.code == 2 and "--agent" in nobody.err
