import json
from pathlib import Path

import pytest

from tests.foreign.texts import FILES, read
from workbench.codebook import entity_schemas, relation_schema
from workbench.foreign.entities import Foreign
from workbench.foreign.ftm import hear_ftm
from workbench.foreign.reading import hear
from workbench.foreign.told import Heard


@pytest.fixture(scope="module")
def heard() -> Heard:
    return hear(*read(FILES / "fiction.ftm.json"), "fiction.ftm.json")


def test_names_stay_as_written_in_every_script(heard: Heard) -> None:
    (firm,) = [one for one in heard.entities if one.key == "c-1"]
    assert set(firm.names) == {"Izmišljena gradnja d.o.o.", "Измишљена градња"}
    assert firm.country == "RS" and ("registrationNumber", "00000001") in firm.other
    assert ("addressEntity", "Ulica Izmišljena 1, Zrenjanin") in firm.other


def test_a_person_has_a_name_inside_and_none_to_show(heard: Heard) -> None:
    people = {one.key: one for one in heard.entities if one.schema == "Person"}
    assert not any(one.named for one in people.values())
    assert people["p-2"].names == ("Trần Hư Cấu",) and people["p-1"].born == "1970-05"


def test_every_link_joins_what_its_kind_may_join(heard: Heard) -> None:
    kinds = {one.key: one.schema for one in heard.entities}
    assert set(kinds.values()) <= set(entity_schemas())
    for link in heard.links:
        assert relation_schema(link.schema).joins(kinds[link.source], kinds[link.target])
    said = {(link.source, link.schema, link.target) for link in heard.links}
    assert said == {("p-1", "Directorship", "c-1"), ("c-2", "Ownership", "c-1"), ("c-1", "Employment", "p-2"),
                    ("p-1", "Kinship", "p-2"), ("c-2", "Subcontract", "c-1"), ("p-2", "Debt", "c-2"),
                    ("p-2", "Payment", "c-2"), ("c-2", "VehicleUse", "v-1")}  # fmt: skip


def test_what_has_no_counterpart_is_counted_and_what_hangs_on_it_listed(heard: Heard) -> None:
    assert heard.unknown == {"UnknownLink (cousin company) between Company and Company": 1}
    assert not heard.problems
    lost = hear_ftm([Foreign("o", "Ownership", {"owner": ["c-9"], "asset": ["c-8"]}, "line 11", None)], "f", "ftm")
    assert ["line 11" in str(problem) for problem in lost.problems] == [True]


def test_a_listing_is_an_event_with_its_day(heard: Heard) -> None:
    (one,) = heard.happenings
    assert (one.track, one.start, one.actors) == ("authority", "2022-06-21", ("c-2",))
    assert one.title == "listed: Fictional Authority, UFLPA" and "forced labour" in (one.note or "")


def test_a_property_that_the_model_lacks_is_counted_and_kept() -> None:
    found = hear_ftm([Foreign("a", "Company", {"name": ["A"], "shoeSize": ["44"]}, "line 1", None)], "f", "ftm")
    assert found.unknown == {"Company.shoeSize": 1} and ("shoeSize", "44") in found.entities[0].other
    strange = hear_ftm([Foreign("a", "Unicorn", {}, "line 1", None)], "f", "ftm")
    assert strange.unknown == {"Unicorn": 1} and not strange.entities


def test_fragments_of_one_id_are_one_entity() -> None:
    parts = [
        Foreign("a", "LegalEntity", {"name": ["A"]}, "line 1", None),
        Foreign("a", "Person", {"name": ["B"]}, "line 2", None),
    ]
    (one,) = hear_ftm(parts, "f", "ftm").entities
    assert one.names == ("A", "B") and one.schema == "Person" and one.where == "line 1"


def test_our_own_kind_comes_back_and_its_label_may_be_shown() -> None:
    worker = Foreign("W-01", "Person", {"name": ["W-01"], "keywords": ["workbench:Worker"]}, "line 1", None)
    other = Foreign("x", "Person", {"name": ["X"], "keywords": ["workbench:Dragon"]}, "line 2", None)
    found = hear_ftm([worker, other], "f", "ftm").entities
    assert [(one.schema, one.named) for one in found] == [("Worker", True), ("Person", False)]


def test_real_media_ownership_data(corpus: Path, tmp_path: Path) -> None:
    """The shares of the KEK database, written as entities: each share is one relation."""
    import sqlite3

    base = sqlite3.connect(f"file:{corpus / 'entities/ftm-kek/kek.sqlite'}?mode=ro", uri=True)
    names = dict(base.execute("select id, name from company"))
    shares = [
        row for row in base.execute("select shareholder, owns, share from shares") if {row[0], row[1]} <= set(names)
    ]
    base.close()
    lines = [{"id": f"c{key}", "schema": "Company", "properties": {"name": [name]}} for key, name in names.items()]
    lines += [{"id": f"o{n}", "schema": "Ownership", "properties": {"owner": [f"c{one}"], "asset": [f"c{other}"],
               "percentage": [str(part)]}} for n, (one, other, part) in enumerate(shares)]  # fmt: skip
    path = tmp_path / "kek.ftm.json"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    found = hear(*read(path), path.name)
    assert len(found.entities) == len(names) and len(found.links) == len(shares) > 2800
    assert not found.problems and not found.unknown
    assert {link.schema for link in found.links} == {"Ownership"}
