"""A dossier holds what its audience lists, in its order, in a language; a new audience is one more file."""

from pathlib import Path
from typing import Any

import pytest

from tests.disclosure.shared_case import consent, records
from tests.disclosure.test_preparing import prepared
from workbench.codebook import audience, audiences
from workbench.codebook.ground import json_of
from workbench.errors import BadValue, Missing, Unknown
from workbench.release.copies import Copy
from workbench.release.dossier.document import Document, Link, plain
from workbench.release.dossier.parts import PARTS, dossier
from workbench.release.gathered import Gathered, gathered

OWN = """
title = "Union"
description = "A union of construction workers; it publishes nothing."
becomes_public = false
authority = false
knows_roster = false
k = 5
rows = "totals"
quotes = false
persons = true
naming = false
time = "month"
grid_m = 10000
tables = ["employer", "site"]
forms = ["html", "json"]

[[sources]]
text = "Our own agreement with the union."
verified = false

[dossier]
parts = ["cover", "summary", "limitations"]
annexes = ["matrix"]
"""


def small(to: str) -> Gathered:
    made = records(to=to) if to in ("ombudsman", "union") else [*records(to=to), consent(1, to)]
    return gathered(prepared(made, to), Copy.of(to, None, "0f" * 32, "2024-07-01"))


@pytest.mark.parametrize("name", audiences())
def test_each_audience_gets_its_parts_in_its_order_and_no_link_leads_nowhere(name: str) -> None:
    plan, made = audience(name).dossier, dossier(small(name))
    assert [one.anchor for one in made.sections] == [*plan.parts, *(["annexes"] if plan.annexes else [])]
    assert [one.anchor for one in made.sections[-1].sections] == list(plan.annexes)
    anchors = [one.anchor for _, one in made.walk()]
    assert len(anchors) == len(set(anchors)) and links(made) <= made.anchors()


def links(document: Document) -> set[str]:
    import dataclasses

    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, Link):
            found.add(value.to)
        elif isinstance(value, tuple):
            for part in value:
                look(part)
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                look(getattr(value, field.name))

    look(document.sections)
    return found


def test_the_schema_lists_the_parts_that_there_are() -> None:
    listed = json_of("audiences", "schema.json")["properties"]["dossier"]["properties"]["parts"]["items"]["enum"]
    assert set(listed) == set(PARTS)


def test_a_new_audience_is_one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "union.toml").write_text(OWN)
    monkeypatch.setenv("WORKBENCH_AUDIENCES", str(tmp_path))
    made = dossier(small("union"))
    assert [one.anchor for one in made.sections] == ["cover", "summary", "limitations", "annexes"]
    assert made.title == "Dossier: Union" and "union" in audiences()
    (tmp_path / "public.toml").write_text(OWN)
    with pytest.raises(BadValue, match="public"):
        audience("public")
    monkeypatch.setenv("WORKBENCH_AUDIENCES", str(tmp_path / "gone"))
    with pytest.raises(Missing):
        audiences()


def test_an_audience_that_asks_for_a_part_that_nobody_makes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "union.toml").write_text(OWN.replace('"limitations"', '"verdict"'))
    monkeypatch.setenv("WORKBENCH_AUDIENCES", str(tmp_path))
    with pytest.raises(BadValue, match="verdict"):
        audience("union")


def test_annexes_have_letters_and_serbian_has_its_own_titles(
    document: Document, brief: Document, record: Gathered
) -> None:
    assert document.sections[-1].sections[0].title == "A. Matrix by indicator"
    cyrillic = [one.title.partition(".")[0] for one in dossier(record, "sr-Cyrl").sections[-1].sections]
    assert cyrillic == list("АБВГДЂЕЖ"[: len(cyrillic)]) and len(cyrillic) > 5, "no Latin letter among them"
    assert brief.title == "Dosije: Skupština" and brief.pages == 2 and brief.lang == "sr-Latn"
    assert document.notice.startswith("Synthetic case: everything in it is invented. Allegations, not findings")


@pytest.mark.parametrize("name", audiences())
def test_what_an_audience_asks_has_words_in_every_language_of_headings(name: str) -> None:
    asked = audience(name)
    texts = [asked.titles, asked.dossier.fields_title or {}, *(one.label for one in asked.dossier.fields)]
    for words in filter(None, texts):
        assert {"en", "sr-Latn", "vi"} <= words.keys(), words
        assert words["vi"] != words["en"] or words["en"] == "GRETA"


def test_headings_for_workers_are_in_vietnamese_and_the_text_says_that_it_is_english(held: Gathered) -> None:
    made = dossier(held, "vi")
    assert (made.lang, made.headings) == ("en", "vi") and made.sections[2].title == "Tóm tắt"
    words = " ".join(plain(one.text) for one in made.sections[0].blocks if hasattr(one, "text"))
    assert "the text is in English" in words
    english = dossier(held, "en")
    titles = {one.title: one.named for _, one in english.walk()}
    assert [one.title for _, one in made.walk() if one.title in titles and not titles[one.title]] == []
    assert made.notice == english.notice, "the name of the audience, too, is English where the sentence is"
    with pytest.raises(Unknown):
        dossier(held, "xx")
