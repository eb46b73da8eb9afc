"""What is shown of an item of which something may be withheld, and how what is marked in it is asked for."""

from pathlib import Path

import pytest

from tests.coding.conftest import TEXT
from workbench import verbs, withheld
from workbench.casefile import Case
from workbench.errors import BadValue
from workbench.panels import redactable
from workbench.redaction.places import Asked

AT = TEXT.index("hộ chiếu")


def test_words_are_asked_for_at_their_place_or_everywhere(case: Case) -> None:
    live = verbs.item_of(case, "a.txt")
    assert redactable.asked_for(case, live, 1, at=[AT - 1, AT + 8]) == Asked(spans=[(AT, AT + 8)])
    assert redactable.asked_for(case, live, 1, at=[0, 6], everywhere=True) == Asked(words=["No pay"])
    assert redactable.asked_for(case, live, 3, region=[1, 2, 3, 4]) == Asked(regions=[(3, 1, 2, 3, 4)])
    assert redactable.asked_for(case, live, 1, passage="ab").passages and redactable.asked_for(
        case, live, 1, whole=True
    )
    assert not redactable.asked_for(case, live, 1)
    for at in ([7, 8], [0, 999], [5, 5]):
        with pytest.raises(BadValue, match="code points"):
            redactable.asked_for(case, live, 1, at=at)


def test_what_is_withheld_is_marked_counted_and_touches_passages(rich: Case, tmp_path: Path) -> None:
    live = verbs.item_of(rich, "a.txt")
    before = redactable.passages(rich, live, {})
    assert sum(one["quote"] == "hộ chiếu" for one in before) == 1, "a place that two coders read stands there once"
    told = next(one for one in before if one["quote"] == "hộ chiếu")
    leaving = redactable.passages(rich, live, {told["id"]: "a passport"})
    assert [one["leaves"] for one in leaving if one["leaves"]] == ["a passport"]
    withheld.redact(rich, live.id, Asked(spans=[(AT + 1, AT + 3)]), reason="other", note="asked", agent="AK")
    after = {one["id"]: one for one in redactable.passages(rich, live, {told["id"]: "a passport"})}
    assert after[told["id"]]["withheld"] and after[told["id"]]["leaves"] is None
    assert sum(one["withheld"] for one in after.values()) == 1
    shown = redactable.item(rich, live, None, 1)
    assert [(one["start"], one["end"]) for one in shown["marks"]] == [(AT + 1, AT + 3)] and not shown["draws"]
    assert [(one["places"], one["reason"], one["by"], one["note"]) for one in redactable.withheld(rich, live)] == [
        (1, "other", "AK", "asked")
    ]
    assert {one["name"]: one["redactions"] for one in redactable.items(rich)}["a.txt"] == 1
