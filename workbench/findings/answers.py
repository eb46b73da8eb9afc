"""What was answered on a form, with the words of the form itself: one row an answer."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench.tables import Tables

COLUMNS = ["submission", "id", "group", "question", "label", "value", "words"]


def answers(tables: Tables, data: str, form: str, *, language: str = "") -> pd.DataFrame:
    """The answers in one item (an id) with labels of the form in another: a row each, in the order of the submissions.

    `label` is what the form asks and `words` what the choice says, in a language as the form names it (such as
    `Vietnamese (vi)`), else without one, else the first there is. What the form does not know stays as it was written,
    without label or words. `group` names the repeat that an answer stands in, numbered from 1.

    Raises:
        ValueError: an item has no submissions, or is no form.

    Example:
        >>> from workbench.tables import tabulate
        >>> answers(tabulate([], "", lambda name: b""), "a", "b")
        Traceback (most recent call last):
            ...
        ValueError: the item a holds no submissions of a form
    """
    told, asked = tables.derived(data, "submissions"), tables.derived(form, "form")
    if told is None:
        raise ValueError(f"the item {data} holds no submissions of a form")
    if asked is None:
        raise ValueError(f"the item {form} is no XLSForm")
    known = _Form(json.loads(asked), language)
    rows = []
    for number, one in enumerate(json.loads(told)["submissions"], 1):
        for group, name, value in _flat(one, ""):
            rows.append([number, one["id"], group, name, known.label(name), value, known.words(name, value)])
    return pd.DataFrame(rows, columns=COLUMNS, dtype="object")  # else None would turn into NaN


def _flat(one: dict[str, Any], group: str) -> Iterator[tuple[str, str, str]]:
    for name, value in one["answers"]:
        yield group, name, value
    numbers: dict[str, int] = {}
    for inner in one.get("repeats", []):
        numbers[inner["group"]] = numbers.get(inner["group"], 0) + 1
        yield from _flat(inner, f"{group}{'/' * bool(group)}{inner['group']} {numbers[inner['group']]}")


class _Form:
    """The questions of a form by path and by name, and its choices."""

    def __init__(self, form: dict[str, Any], language: str) -> None:
        self.language, self.choices = language, form["choices"]
        self.questions = {question["path"]: question for question in form["questions"]}
        for question in form["questions"]:
            self.questions.setdefault(question["name"], question)

    def question(self, name: str) -> dict[str, Any] | None:
        return self.questions.get(name) or self.questions.get(name.replace("-", "/")) or self.questions.get(
            name.rpartition("/")[2])  # fmt: skip

    def label(self, name: str) -> str | None:
        question = self.question(name)
        return self._said(question["labels"]) if question else None

    def words(self, name: str, value: str) -> str | None:
        """What the chosen names say; several are parted by a space in the answer, and by a semicolon here."""
        question = self.question(name)
        kind, _, listed = (question["type"] if question else "").partition(" ")
        choices = self.choices.get(listed.split()[0] if listed else "", {})
        chosen = value.split() if kind == "select_multiple" else [value]
        if not kind.startswith("select") or not all(name in choices for name in chosen):
            return None
        return "; ".join(self._said(choices[name]) or name for name in chosen)

    def _said(self, labels: dict[str, str]) -> str | None:
        return labels.get(self.language) or labels.get("") or next(iter(labels.values()), None)
