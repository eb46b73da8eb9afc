"""The door to Splink: what it is given, what it gives, and the word where it is not installed."""

import pytest

from tests.matching.test_blocking import invented
from workbench.errors import Refused
from workbench.matching import splinked
from workbench.matching.named import Named


def many(count: int) -> list[Named]:
    """People of whom every third is listed twice, once with the name turned round."""
    told = []
    for n in range(count):
        name, born = invented(n), f"19{60 + n % 40}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        told.append(Named(key=f"a{n}", schema="Person", names=(name,), born=born, numbers=(f"C{n:07}",)))
        if n % 3 == 0:
            told.append(Named(key=f"b{n}", schema="Person", names=(name.upper(),), born=born, numbers=(f"C{n:07}",)))
    return told


def test_one_spelling_for_each_field() -> None:
    frame = splinked.prepared([
        Named(key="a", schema="Person", names=("Ђорђе Илић",), born="1990-05", numbers=("C 1",), phones=("+381 64 1",)),
        Named(key="b", schema="Company", names=("玲珑轮胎有限公司",), addresses=("Vodena 7",)),
        Named(key="c", schema="Person", names=()),
    ]).astype(object)  # fmt: skip
    rows = frame.where(frame.notna(), None).to_dict("records")
    assert rows[0]["first"] == "dorde" and rows[0]["born"] == "199005" and rows[0]["year"] == "1990"
    assert rows[1]["last"] == "tire" and rows[1]["address"] == "vodena 7" and rows[2]["last"] is None


@pytest.mark.skipif(bool(splinked.missing()), reason="Splink is not installed: it is optional")
def test_it_finds_who_is_listed_twice() -> None:
    found = splinked.splinked(many(600), least=0.5)
    right = {(f"a{n}", f"b{n}") for n in range(0, 600, 3)}
    assert {(a, b) for a, b, _ in found} == right
    assert [one[2] for one in found] == sorted((one[2] for one in found), reverse=True)


def test_where_it_is_missing_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splinked.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Refused, match=r"splink and duckdb.*pip install"):
        splinked.splinked(many(3))
