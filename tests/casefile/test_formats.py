"""What a folder says that it is, and whether it may be written."""

from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import Case, open_case
from workbench.casefile.counsel import note_aside
from workbench.casefile.formats import FIRST_BYTES, FORMAT_FILE, Form, OlderFormat, form_of, may_write
from workbench.errors import NotACase
from workbench.records import CounselNote


def test_each_kind_of_case_says_what_it_is(case: Case, sealed: Case, tmp_path: Path) -> None:
    assert (form_of(case.path), form_of(sealed.path)) == (Form(2, False), Form(2, True))
    with pytest.raises(NotACase):
        form_of(tmp_path)


def test_a_sealed_case_is_one_whatever_its_format_file_says(sealed: Case) -> None:
    (sealed.path / FORMAT_FILE).write_bytes(FIRST_BYTES)
    assert form_of(sealed.path).sealed and open_case(sealed.path).unlock(PASSPHRASE).sealed


def test_an_older_case_takes_nothing_and_names_the_remedy(filled: Case) -> None:
    (filled.path / FORMAT_FILE).write_bytes(FIRST_BYTES)
    agent, head = filled.agent("MJ"), filled.head()
    old = open_case(filled.path)
    for write in (
        lambda: old.writing(agent).__enter__(), lambda: old.log_access(agent, []),
        lambda: note_aside(old, agent, [CounselNote(coding="a" * 64, text="x")]), lambda: may_write(old.path),
    ):  # fmt: skip
        with pytest.raises(OlderFormat, match="workbench migrate CASE"):
            write()
    assert old.head() == head and len(old.state().of("item")) == 1
