"""What is left in words that would leave is found record by record, and no name that another remedy takes out."""

from types import SimpleNamespace
from typing import Any

from workbench.codebook import audience
from workbench.disclosure.leaving import Terms
from workbench.disclosure.leftover import of_words
from workbench.records import Entity, Event, Source

TERMS = Terms(audience("public"), {}, {})


def names(shared: dict[str, tuple[str, ...]]) -> Any:
    return SimpleNamespace(
        words=str, shared=shared, label=lambda key: f"label of {key}",
        revealing=lambda text: [f"a name of label of {one}" for one in ("b", "c") if f"<{one}>" in text],
    )  # fmt: skip


def test_a_name_that_was_put_in_for_a_namesake_is_left_to_the_remedy_of_that() -> None:
    records = {one: Source(key=one, label=label, kind="worker") for one, label in (("s", "<b> told it"), ("t", "<c>"))}
    found = list(of_words(records, frozenset(), TERMS, names({"a": ("b",)})))
    assert [(one.code, one.subject, one.path) for one in found] == [
        ("identifier-left", "t", ("label holds a name of label of c",))
    ]
    assert len(list(of_words(records, frozenset(), TERMS, names({})))) == 2


def test_who_leaves_without_words_leaves_none_behind() -> None:
    records = {"w": Entity(key="W", schema="Worker", label="<b>")}
    assert not list(of_words(records, frozenset({"w"}), TERMS, names({})))
    assert list(of_words(records, frozenset(), TERMS, names({})))


def test_a_word_of_kinship_in_a_title_is_found_and_none_in_the_name_of_a_body() -> None:
    told = {"e": Event(track="work", title="his brother came", source="s"),
            "co": Entity(key="CO", schema="Company", label="Brother Ltd")}  # fmt: skip
    assert [one.code for one in of_words(told, frozenset(), TERMS, names({}))] == ["kin-in-words"]
