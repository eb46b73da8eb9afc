"""The forms of the preliminary steps: three, each with its source, and none claimed to be compared with it."""

import pytest

from workbench.codebook.forms import ORDER, preliminary, preliminary_form
from workbench.errors import Unknown


def test_the_three_annexes_are_there_in_the_order_of_the_work() -> None:
    assert [form.id for form in preliminary()] == list(ORDER)
    for form, annex in zip(preliminary(), ("Annex I ", "Annex II ", "Annex III "), strict=True):
        assert "HR/PUB/20/2" in form.source and annex in form.source
        assert form.verified is False


def test_each_question_is_asked_once_and_ends_as_a_question() -> None:
    for form in preliminary():
        assert len(form.ids) == len(set(form.ids)) >= 10
        assert all(question.ask.endswith("?") for question in form.questions), form.id
        assert not any('"' in (question.ask + (question.hint or "")) for question in form.questions)


def test_a_misspelt_form_is_refused_with_the_nearest() -> None:
    with pytest.raises(Unknown) as caught:
        preliminary_form("threat-assesment")
    assert caught.value.near[0] == "threat-assessment"
