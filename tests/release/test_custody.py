"""Four forms of one record, the same bytes each time."""

import json
from pathlib import Path

import pytest

from tests.release.custody_sheet import sheet
from workbench.release.custody import FORMS
from workbench.release.write import forms


def test_the_forms_are_those_that_write_knows() -> None:
    assert forms("Custody") is FORMS and set(FORMS) == {".html", ".pdf", ".jsonld", ".json"}


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".jsonld", ".json"])
def test_the_same_record_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    found, tables = sheet(tmp_path)
    ((_, form),) = FORMS[suffix]
    assert form(found, tables) == form(found, tables)


def test_the_plain_form_is_the_document_with_head_and_digest(tmp_path: Path) -> None:
    found, tables = sheet(tmp_path)
    ((_, form),) = FORMS[".json"]
    told = json.loads(form(found, tables))
    assert told == json.loads(json.dumps(found.document()))
    assert told["says"] == "This sheet shows integrity since intake, not authorship."
    assert told["ledger"]["head"] == found.head and told["item"]["sha256"] == found.item.sha256
