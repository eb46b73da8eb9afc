"""Web Annotations: selectors that find the words again, a body that names the indicator."""

import json
import re
from typing import Any

import pytest

from tests.coding.conftest import of_another
from workbench import codebook
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using, worker_of
from workbench.coding.annotation.write import AROUND, _around, annotations_file
from workbench.coding.export import coded
from workbench.records import Entity

TEXT = "No pay, no pass. 😀 Họ giữ hộ chiếu.\nNo pay again."


def labels() -> dict[tuple[str, str], str]:
    names = codebook.frameworks()
    return {(name, one.id): one.label() for name in names for one in codebook.framework(name).indicators}


@pytest.fixture
def items(rich: Case) -> list[dict[str, Any]]:
    whole = json.loads(annotations_file("Site A", coded(rich), labels()))
    assert (whole["type"], whole["total"], whole["@context"][0]) == (
        "AnnotationCollection", 12, "http://www.w3.org/ns/anno.jsonld",
    )  # fmt: skip
    return list(whole["first"]["items"])


def test_every_annotation_has_what_the_model_asks(items: list[dict[str, Any]]) -> None:
    for one in items:
        assert one["type"] == "Annotation" and one["target"]["source"]["id"] and one["body"]
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one["id"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one["created"])
    assert len({one["id"] for one in items}) == len(items)


def test_quote_position_and_the_words_around_agree_with_the_text(items: list[dict[str, Any]]) -> None:
    quoted = [
        one["target"] for one in items if one["target"]["source"]["wb:file"] == "a.txt" and "selector" in one["target"]
    ]
    assert len(quoted) == 4
    for target in quoted:
        quote, position = target["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT


def test_regions_and_stretches_are_media_fragments(items: list[dict[str, Any]]) -> None:
    values = [one["value"] for item in items for one in item["target"].get("selector", []) if "value" in one]
    assert values == ["xywh=pixel:1,2,3,4", "t=npt:65.2,80", "t=npt:1.23456,2", "t=npt:10,11"]


def test_what_the_model_has_no_word_for_stands_under_its_own_prefix(items: list[dict[str, Any]]) -> None:
    first = items[0]
    assert (first["wb:stance"], first["wb:actor"], first["wb:elicited"]) == ("supports", "unknown", "open")
    assert [body["purpose"] for body in first["body"]] == ["classifying", "tagging", "commenting"]
    assert first["creator"] == {"type": "Person", "nickname": "AK"}


def test_the_same_bytes_each_time(rich: Case) -> None:
    assert annotations_file("A", coded(rich), labels()) == annotations_file("A", coded(rich), labels())


def test_the_words_around_end_where_those_of_a_worker_who_withdrew_begin(rich: Case) -> None:
    def around() -> list[tuple[str, str, str]]:
        whole = json.loads(annotations_file("A", coded(rich), labels()))["first"]["items"]
        quotes = [one for item in whole for one in item["target"].get("selector", []) if "exact" in one]
        return [(one["prefix"], one["exact"], one["suffix"]) for one in quotes]

    with rich.writing(rich.agent("MJ")) as writer:
        writer.record(Entity(key="W-09", schema="Worker", label="W-09"))
    before = around()
    at = TEXT.index("Họ giữ")
    of_another(rich, "a.txt", at, at + len("Họ giữ"), "W-09")
    assert ("No pay, no pass. 😀 Họ giữ ", "hộ chiếu", ".\nNo pay again.") in before == around()[:-1]
    stop_using(rich, worker_of(rich, "W-09"), agent=rich.agent("MJ"), reason="r")
    after = around()
    assert [exact for _, exact, _ in after] == [exact for _, exact, _ in before]
    assert (" ", "hộ chiếu", ".\nNo pay again.") in after
    assert not any("Họ giữ" in prefix + suffix for prefix, _, suffix in after)


def test_the_words_around_reach_to_what_was_withdrawn_on_either_side_and_never_into_the_quote() -> None:
    first, last = max(0, 50 - AROUND), 60 + AROUND
    assert _around(50, 60, []) == (first, last)
    assert _around(50, 60, [(40, 45)]) == (45, last) and _around(50, 60, [(65, 70)]) == (first, 65)
    assert _around(50, 60, [(40, 55)]) == (50, last) and _around(50, 60, [(55, 70)]) == (first, 60)
