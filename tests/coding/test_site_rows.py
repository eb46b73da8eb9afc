"""Rows of measures, and what is refused because somebody hides there."""

from pathlib import Path

import pytest

from workbench import intake
from workbench.casefile import Case
from workbench.codebook import SafePlace
from workbench.coding.filled import Imported
from workbench.coding.registers import register
from workbench.coding.sheet import Row
from workbench.coding.site_rows import refuse_safe_place
from workbench.errors import BadValue, Unknown

HEAD = "entity,measure,value,high,unit,from,town,by,part,source"


def take(case: Case, kind: str, text: str, folder: Path) -> Imported:
    file = folder / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    return register(case, kind, file, agent=case.state().of("agent")[0].id)


def test_words_of_a_witness_become_a_range_with_its_unit(case: Case, tmp_path: Path) -> None:
    rows = [
        "SITE,distance,8,,km,,Зрењанин,,,S1",
        "SITE,journey,50,70,min,,783814,foot,,S1",
        "SITE,beds,12,,,,,,room 4,S1",
    ]
    done = take(case, "measures", "\n".join([HEAD, *rows]), tmp_path)
    assert not done.problems and len(done.recorded) == 3
    table = case.tables().measures
    assert table["town"].tolist() == ["783814", "783814", None]
    assert table[["value", "high", "unit", "by"]].values.tolist()[1] == ["50", "70", "min", "foot"]
    assert table["part"].tolist()[2] == "room 4"
    assert take(case, "measures", "\n".join([HEAD, *rows]), tmp_path).already == 3


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("SITE,distance,8,,,,Zrenjanin,,,S1", "unit"),
        ("SITE,distance,8,,min,,Zrenjanin,,,S1", "unit"),
        ("SITE,distance,8,,km,,,,,S1", "from"),
        ("SITE,distance,8,,km,SITE,Zrenjanin,,,S1", "from"),
        ("SITE,beds,8,,,SITE,,,,S1", "from"),
        ("SITE,beds,8,,m2,,,,,S1", "unit"),
        ("SITE,journey,60,,min,,Zrenjanin,,,S1", "by"),
        ("SITE,journey,60,50,min,,Zrenjanin,foot,,S1", "high"),
        ("SITE,distance,eight,,km,,Zrenjanin,,,S1", "value"),
        ("SITE,distance,8,,km,,Nowhereville,,,S1", "town"),
    ],
)
def test_a_wrong_cell_is_named(case: Case, tmp_path: Path, row: str, place: str) -> None:
    (problem,) = take(case, "measures", f"{HEAD}\n{row}", tmp_path).problems
    assert isinstance(problem, BadValue | Unknown)
    assert problem.place == f"line 2, column {place}"


SAFE = [
    "safe house in the north",
    "Women's shelter",
    "sigurna kuća",
    "Сигурне куће",
    "nhà tạm lánh",
    "庇护所",
    "SAFE-HOUSE",
]


@pytest.mark.parametrize("words", SAFE)
def test_a_safe_house_is_refused_as_an_entity_and_as_a_place(case: Case, tmp_path: Path, words: str) -> None:
    made = take(case, "entities", f"key,schema,label,role\nDW-9,Dwelling,A house,{words}\n", tmp_path)
    assert [type(one) for one in made.problems] == [SafePlace] and not made.recorded
    placed = f"entity,latitude,longitude,how,source,note\nSITE,45.1,20.2,map,S1,{words}\n"
    assert [one.code for one in take(case, "places", placed, tmp_path).problems] == ["safe-place"]
    stored = b"".join(file.read_bytes() for file in case.path.rglob("*") if file.is_file())
    assert words.encode() not in stored, "not one byte of it is kept"


def test_whoever_runs_a_shelter_may_be_named_and_not_placed(case: Case, tmp_path: Path) -> None:
    made = take(case, "entities", "key,schema,label,role\nNGO-9,Company,An association,runs a shelter\n", tmp_path)
    assert not made.problems
    (problem,) = take(
        case, "places", "entity,latitude,longitude,how,source\nNGO-9,45.1,20.2,map,S1\n", tmp_path
    ).problems
    assert problem.code == "safe-place"


@pytest.mark.parametrize("words", ["bus shelter", "barracks", "hostel for refugees", "safety office", "motel"])
def test_other_places_are_no_safe_houses(words: str) -> None:
    refuse_safe_place(Row("p.csv", 2, {"note": words}), ("note",))


def feature(case: Case, tmp_path: Path, name: str, wanted: str) -> Imported:
    rows = f"entity,feature,how,source,file,precision_m\nSITE,{wanted},map,S1,{name},15\n"
    return take(case, "places", rows, tmp_path)


def test_a_feature_of_a_file_becomes_the_position_and_the_file_its_source(case: Case, tmp_path: Path) -> None:
    mark = "<Placemark><name>{}</name><Point><coordinates>{}</coordinates></Point></Placemark>"
    marks = [("gate", "20.38,45.38"), ("gate", "20.39,45.38"), ("yard", "20.40,45.38"), ("far", "451540,5025700")]
    kml = "<kml>" + "".join(mark.format(*one) for one in marks) + "</kml>"
    (tmp_path / "sites.kml").write_text(kml, encoding="utf-8")
    (tmp_path / "turned.kml").write_text("<kml>" + mark.format("gate", "45.38,20.38") + "</kml>", encoding="utf-8")
    intake.add(case, [tmp_path / "sites.kml", tmp_path / "turned.kml"], agent=case.state().of("agent")[0].id)
    assert not feature(case, tmp_path, "sites.kml", "yard").problems
    assert not feature(case, tmp_path, "sites.kml", "2").problems
    places = case.tables().places
    assert places["geometry"].tolist()[-2:] == ["POINT (20.4 45.38)", "POINT (20.39 45.38)"]
    assert places["passage"].notna().tolist()[-2:] == [True, True]
    for name, wanted, words in (("sites.kml", "gate", "of 1, 2"), ("sites.kml", "far", "outside the degrees"),
                                ("sites.kml", "moon", "not known here"), ("turned.kml", "gate", "exchanged"),
                                ("a.txt", "gate", "holds features")):  # fmt: skip
        (problem,) = feature(case, tmp_path, name, wanted).problems
        assert words in str(problem)
