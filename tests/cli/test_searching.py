"""`workbench search` and `workbench show --at`, really run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def told(run: Callable[..., Any], case: Path, tmp_path: Path) -> Path:
    (tmp_path / "vi.txt").write_text(
        "Công ty giữ hộ chiếu của chúng tôi.\n\nLương trả chậm hai tháng.\n", encoding="utf-8"
    )
    (tmp_path / "sr.txt").write_text("Рекли су да ће нам вратити пасоше кад прође месец.\n", encoding="utf-8")
    assert run("add", case, tmp_path / "vi.txt", tmp_path / "sr.txt", "--agent", "MJ").code == 0
    return case


def test_a_place_is_found_and_opens(run: Callable[..., Any], told: Path) -> None:
    answer = run("search", told, "ho chieu", "--json")
    assert answer.code == 0 and answer.json["total"] == 1
    (hit,) = answer.json["hits"]
    assert (hit["file"], hit["place"], hit["language"]) == ("vi.txt", "line 1", "vi")
    opened = run("show", told, hit["item"], "--at", f"{hit['start']}-{hit['end']}", "--json")
    assert opened.json["words"] == "hộ" and opened.json["place"] == "line 1"
    assert "giữ [[hộ]] chiếu" in run("show", told, "vi.txt", "--at", f"{hit['start']}-{hit['end']}").out


def test_a_person_reads_words_facets_and_the_number(run: Callable[..., Any], told: Path) -> None:
    answer = run("search", told, "pasose")
    assert "sr.txt, line 1  [show " in answer.out and "[[пасоше]]" in answer.out
    assert "language:   sr-Cyrl 1" in answer.out and "1 of 3 pieces" in answer.out


def test_what_cannot_be_asked_is_told(run: Callable[..., Any], told: Path) -> None:
    assert "second quotation mark" in run("search", told, '"pasose').err
    answer = run("search", told, "pasose", "--kind", "texts")
    assert answer.code == 2 and "Did you mean text" in answer.err
    assert run("search", told, "pasose", "--limit", "0").code == 2
    assert run("search", "--json", "--", told, "-pasose tôi").json["total"] == 1
