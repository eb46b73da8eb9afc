"""Errors carry their facts, say the remedy, and can be printed whatever a file is called."""

import json

import pytest

from workbench import codebook, errors

EXAMPLES = [
    errors.WorkbenchError("notes.txt", "the file is empty", "Ask again"),
    errors.NotACase("holiday"),
    errors.NewerFormat("case", found=9, known=1),
    errors.Missing("inbox/3.jpg"),
    errors.Unreadable("inbox/3.jpg", "Permission denied"),
    errors.NotWritten("case/ledger", None),
    errors.NoStart("case"),
    errors.Unnamed("add"),
    errors.Unknown("codings.csv", "line 3, column indicator", "debt", near=["debt-bondage"]),
    errors.QuoteNotFound("t.txt", "line 4, column quote", "passports"),
    errors.BadValue("sources.csv", "line 2, column kind", "gossip", "one of worker, press"),
    errors.Damaged("objects/ab/abcd", expected="abcd", found="0123"),
    errors.Refused("release", "not built", "Use a shipped case"),
]


def children(type_):
    return {type_} | {grandchild for child in type_.__subclasses__() for grandchild in children(child)}


def test_every_error_of_this_module_has_its_example() -> None:
    here = {type_ for type_ in children(errors.WorkbenchError) if type_.__module__ == "workbench.errors"}
    assert {type(example) for example in EXAMPLES} == here


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_names_subject_cause_and_remedy_and_has_a_registered_code(error) -> None:
    assert str(error) == f"{error.subject}: {error.cause}. {error.remedy}."
    assert all((error.subject, error.cause, error.remedy))
    assert error.exit_code == 2
    if type(error) is not errors.WorkbenchError:
        assert codebook.check_of(error.code).code == error.code


@pytest.mark.parametrize("name", ["a\udcff.txt", "a\ud83d.txt", "a\nb.txt", "\u202etxt.exe"])
def test_an_error_about_any_file_name_can_be_printed(name: str) -> None:
    said = str(errors.Missing(name))
    assert said.encode("utf-8")
    assert json.loads(json.dumps(said)) == said


def test_a_byte_that_is_no_utf8_is_shown_as_one() -> None:
    assert errors.Missing("a\udcff.txt").subject == "a\\xff.txt"


def test_the_nearest_names_are_offered_and_without_them_the_way_to_register() -> None:
    assert "Did you mean debt-bondage" in str(errors.Unknown("f", "line 1", "debt", near=["debt-bondage"]))
    assert "Register it first" in str(errors.Unknown("f", "line 1", "debt", near=[]))


def test_a_long_quote_is_shortened_in_the_sentence_and_kept_whole_as_a_fact() -> None:
    error = errors.QuoteNotFound("f", "line 1", "x" * 500)
    assert len(str(error)) < 250
    assert len(error.quote) == 500
