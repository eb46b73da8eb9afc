"""Keys are looked up with the place of their cell, and a name that two bear is not guessed at."""

import unicodedata

import pytest

from tests.casefile.sealed_case import told_by
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using
from workbench.coding.keys import Keys, locate
from workbench.coding.sheet import Row
from workbench.errors import BadValue, QuoteNotFound, Refused, Unknown
from workbench.records import Item, Source


def row(**values: str) -> Row:
    return Row("r.csv", 4, values)


def add(case: Case, name: str, digest: str) -> str:
    with case.writing(case.agent("MJ")) as writer:
        same = {"sha256": digest * 64, "object": digest * 64}
        return writer.record(Item(size=1, name=name, media_type="text/plain", kind="text", **same))


def test_a_key_is_found_and_an_empty_cell_is_nothing(case: Case) -> None:
    keys = Keys(case.state())
    assert keys.find("entity", row(site="SITE"), "site") == keys.need("entity", row(site="SITE"), "site")
    assert keys.find("entity", row(), "site") is None
    with pytest.raises(BadValue):
        keys.need("entity", row(), "site")


def test_an_unknown_key_is_named_with_its_cell_and_the_nearest(case: Case) -> None:
    with pytest.raises(Unknown) as raised:
        Keys(case.state()).need("entity", row(site="SITES"), "site")
    assert raised.value.subject == "r.csv, line 4, column site"
    assert raised.value.near == ["SITE"]


def test_a_key_is_of_its_kind(case: Case) -> None:
    with pytest.raises(Unknown):
        Keys(case.state()).need("source", row(source="SITE"), "source")


def test_a_learned_key_is_known_and_taken(case: Case) -> None:
    keys = Keys(case.state())
    keys.claim("entity", "E9", row())
    keys.learn("entity", "E9", "id9")
    assert keys.need("entity", row(x="E9"), "x") == "id9"
    with pytest.raises(BadValue, match="no other record has"):
        keys.claim("entity", "E9", row())


def test_the_key_of_another_source_is_taken(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Source(key="S-08", label="S-08", kind="worker"))
    with pytest.raises(BadValue, match="no other record has"):
        Keys(case.state()).claim("source", "S-08", row())


def test_an_item_is_found_by_name_in_either_form_of_accents_or_by_id(case: Case) -> None:
    identity = add(case, unicodedata.normalize("NFD", "Đơn khiếu nại.txt"), "c")
    keys = Keys(case.state())
    for name in (
        unicodedata.normalize("NFC", "Đơn khiếu nại.txt"),
        unicodedata.normalize("NFD", "Đơn khiếu nại.txt"),
        identity,
    ):
        assert keys.item(row(file=name)).id == identity
    assert keys.text(keys.item(row(file=identity))) is None
    with pytest.raises(Unknown):
        keys.item(row(file="gone.txt"))


def test_a_name_that_two_items_bear_is_not_guessed_at(case: Case) -> None:
    one, other = add(case, "same.txt", "c"), add(case, "same.txt", "d")
    keys = Keys(case.state())
    with pytest.raises(BadValue) as raised:
        keys.item(row(file="same.txt"))
    assert one in raised.value.expected and other in raised.value.expected
    assert keys.item(row(file=other)).id == other


def test_a_quote_is_located_with_the_place_of_its_cell() -> None:
    assert locate("no no", row(quote="no", occurrence="2")) == (3, 5)
    for occurrence in ("0", "3"):
        with pytest.raises(QuoteNotFound) as raised:
            locate("no no", row(quote="no", occurrence=occurrence))
        assert raised.value.subject == "r.csv, line 4, column quote"
    with pytest.raises(BadValue):
        locate("no no", row(quote="no", occurrence="first"))


def test_a_relation_joins_only_the_kinds_that_it_is_made_for(case: Case) -> None:
    ends = {"from": "SITE", "to": "SITE"}
    with pytest.raises(BadValue) as raised:
        Keys(case.state()).ends(row(**ends), "Employment")
    assert raised.value.found == "Site Employment Site"
    assert "Worker" in raised.value.expected


def test_a_file_and_a_source_of_somebody_who_withdrew_are_refused_and_not_said_to_be_unknown(case: Case) -> None:
    told = told_by(case, worker="W-07", key="S-07", name="t.txt")
    stop_using(case, told["worker"], agent=case.agent("MJ"), reason="r")
    keys = Keys(case.state())
    for named in ("t.txt", told["item"]):
        with pytest.raises(Refused, match=r"r\.csv, line 4: .* is of somebody who withdrew"):
            keys.item(row(file=named))
    with pytest.raises(Refused, match="S-07 is of somebody who withdrew"):
        keys.need("source", row(source="S-07"), "source")
    with pytest.raises(Unknown):
        keys.item(row(file="u.txt"))
