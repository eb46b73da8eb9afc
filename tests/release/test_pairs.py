import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.foreign.texts import read
from tests.release.hostile_case import HANDLER, SCRIPT
from workbench.findings.network import network
from workbench.foreign.reading import hear
from workbench.release.exchange import NAMED
from workbench.release.pairs import as_dot, as_pairs
from workbench.tables import Tables

STATEMENT = re.compile(
    r'\s*("(?:[^"\\]|\\["\\n])*")(?: -> ("(?:[^"\\]|\\["\\n])*"))? \[label=("(?:[^"\\]|\\["\\n])*"), (.*)\];'
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_every_claim_is_a_row_and_no_kinship(demo: Tables) -> None:
    found = network(demo)
    listed = rows(as_pairs(found, demo))
    shown = found.df[~found.df["schema"].isin(["Kinship", "Household", "Membership"])]
    assert [row["record"] for row in listed] == list(shown["relation"])
    placed = [row for row in listed if row["file"]]
    assert placed and all(len(row["sha256"]) == 64 for row in placed)
    assert all(int(row["first"]) < int(row["last"]) for row in placed if row["first"])


def test_no_name_of_a_person_is_in_either(demo: Tables) -> None:
    text = as_pairs(network(demo), demo).decode() + as_dot(network(demo), demo).decode()
    people = demo.entities[~demo.entities["schema"].isin(NAMED | {"Site", "Dwelling", "Gate", "Document"})]
    names = {name for names in people["names"] for name in names} - set(demo.entities["label"])
    assert names and not [name for name in names if name in text]


def test_the_list_reads_back_claim_by_claim(demo: Tables, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(as_pairs(network(demo), demo))
    back, listed = hear(*read(tmp_path / "p.csv"), "p.csv"), rows(as_pairs(network(demo), demo))
    assert back.form == "edge-list" and not back.problems
    assert [(one.source, one.schema, one.target, one.stance) for one in back.links] == [
        (row["from key"], row["relation"], row["to key"], row["stance"]) for row in listed
    ]
    assert [one.amount for one in back.links] == [row["amount"] or None for row in listed]


def test_a_formula_and_markup_stay_text(hostile: Tables) -> None:
    found = network(hostile)
    assert not [cell for row in rows(as_pairs(found, hostile)) for cell in row.values() if cell[:1] in ("=", "+", "@")]
    text = as_dot(found, hostile).decode()
    assert SCRIPT in text.replace('\\"', '"') and HANDLER in text.replace('\\"', '"')
    assert "label=<" not in text, "a label in angle brackets would be markup"


@pytest.mark.parametrize("name", ["demo", "record", "hostile"])
def test_the_drawing_has_each_end_and_a_stroke_for_each_status(name: str, request: pytest.FixtureRequest) -> None:
    tables = request.getfixturevalue(name)
    found = network(tables)
    lines = [STATEMENT.fullmatch(line) for line in as_dot(found, tables).decode().splitlines()]
    statements = [match for match in lines if match]
    nodes = {match[1] for match in statements if not match[2]}
    edges = [match for match in statements if match[2]]
    assert nodes == {end for match in edges for end in (match[1], match[2])}
    shown = found.df[~found.df["schema"].isin(["Kinship", "Household", "Membership"])]
    assert len(edges) == len(shown)
    looks = {"documented": "style=solid", "alleged": "style=dashed", "contradicted": "style=dotted"}
    assert [match[4] for match in edges] == [looks[status] for status in shown["status"]]
    assert all(("(contradicted)" in match[3]) == (match[4] == "style=dotted") for match in edges)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not on this machine")
def test_graphviz_reads_it(hostile: Tables) -> None:
    made = subprocess.run(["dot", "-Tsvg"], input=as_dot(network(hostile), hostile), capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()
    assert b"<script" not in made.stdout
