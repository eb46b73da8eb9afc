from pathlib import Path

import pytest

from tests.foreign.texts import FILES, read, written
from workbench.errors import BadValue, Refused, Unknown
from workbench.foreign.reading import forms, hear


def test_the_form_of_a_file_is_found(tmp_path: Path) -> None:
    expected = {"fiction.ftm.json": "ftm", "fiction.statements.csv": "ftm-statements", "wro.csv": "import-ban",
                "edges.csv": "edge-list", "register.csv": "company-register", "uflpa.csv": "entity-list",
                "targets.simple.csv": "opensanctions-simple", "aleph/Company.csv": "ftm",
                "fiction.xlsx": "ftm"}  # fmt: skip
    for name, form in expected.items():
        assert hear(*read(FILES / name), name).form == form
        assert form in forms()


def test_files_of_one_source_may_name_each_others_entities() -> None:
    alone = hear(*read(FILES / "aleph/Directorship.csv"), "aleph/Directorship.csv")
    assert not alone.links and len(alone.problems) == 1
    found = hear(*read(FILES / "aleph/Directorship.csv"), "Directorship.csv", known={"p-1": "Person", "c-1": "Company"})
    assert [(link.source, link.schema, link.target) for link in found.links] == [("p-1", "Directorship", "c-1")]


def test_an_export_to_excel_has_its_sheets_and_its_labels_read() -> None:
    found = hear(*read(FILES / "fiction.xlsx"), "fiction.xlsx")
    assert {one.key for one in found.entities} == {"c-1", "c-2", "p-1", "p-2", "v-1"}
    assert not found.unknown, "labels such as 'Percentage held' are known"
    assert found.problems, "the program that writes these leaves the ends of links out; each is listed"


def test_statements_that_were_not_read_as_a_table_say_how_to_name_them() -> None:
    with pytest.raises(Refused, match=r"\.csv"):
        hear("entity_id,prop,value\na,Company:name,A\n", {"unit": "line", "places": []}, "s.pack")


@pytest.mark.parametrize(
    ("name", "words"), [("a.json", "[]"), ("a.json", '{"a": 5}'), ("a.csv", "colour,size\nred,5\n")]
)
def test_what_says_nothing_of_a_network_is_refused_or_listed(tmp_path: Path, name: str, words: str) -> None:
    try:
        found = hear(*written(tmp_path, name, words), name)
    except BadValue as error:
        assert name in str(error)
    else:
        assert found.problems and not found.entities


def test_a_form_has_to_be_known_and_to_fit(tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="edge-list"):
        hear("{}", {"unit": "line", "places": []}, "f.json", form="edge-lists")
    with pytest.raises(BadValue, match="a table"):
        hear("{}", {"unit": "line", "places": []}, "f.json", form="edge-list")
