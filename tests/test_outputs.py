"""The standard outputs: every form of every finding, inside the case's free folder, without a step outside."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.copied import copied
from workbench import outputs
from workbench.casefile import verify


@pytest.fixture(scope="module", params=["demo_case", "public_case"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Path]]:
    case = copied(request.getfixturevalue(request.param), tmp_path_factory.mktemp("outputs") / "case")
    return case, outputs.write_all(case)


def test_each_form_is_there_and_the_case_still_verifies(written: tuple[Any, list[Path]]) -> None:
    case, files = written
    expected = sum(len(forms) for forms in outputs.MATRIX_FORMS.values())
    expected += len(outputs.MATRIX_FORMS)  # beside each matrix as CSV stands its evidence
    expected += len(outputs.NETWORK_FORMS) + len(outputs.SITES_FORMS) + len(outputs.CHRONOLOGY_FORMS)
    expected += len(outputs.WAGES_FORMS) + len(outputs.RESPONSES_FORMS) + 5  # and tables beside their CSV
    assert len({file.name for file in files}) == expected
    assert all(file.parent == case.path / "output" for file in files)
    assert verify(case).ok


def test_writing_is_logged_without_moving_the_head(written: tuple[Any, list[Path]]) -> None:
    case, files = written
    head = case.head()
    (chain,) = (case.path / "access").glob("*.jsonl")
    logged = chain.read_text(encoding="utf-8")
    assert all(file.name in logged for file in files)
    assert case.head() == head


def test_no_page_names_an_address_to_fetch_or_runs_a_script(written: tuple[Any, list[Path]]) -> None:
    _, files = written
    for file in files:
        if file.suffix in (".html", ".svg"):
            page = file.read_text(encoding="utf-8")
            assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", page), file.name
            assert "<script" not in page.lower(), file.name


def test_no_name_of_a_worker_is_in_a_table_or_picture(written: tuple[Any, list[Path]]) -> None:
    case, files = written
    entities = case.tables().entities
    names = {name for names in entities.loc[entities["schema"] == "Worker", "names"] for name in names}
    for file in files:
        if file.suffix in (".csv", ".graphml", ".geojson", ".svg"):
            text = file.read_text(encoding="utf-8-sig")
            assert not [name for name in names if name in text], file.name
