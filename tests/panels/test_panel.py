"""Every panel: nothing of a case in the widget's own state, errors in words, each act in the ledger and taken back."""

import json
from typing import Any

import anywidget
import pytest

from tests.panels.asked import Page
from workbench import panels
from workbench.casefile import Case, open_case
from workbench.errors import Refused, Unknown
from workbench.panels.coder import Coder
from workbench.panels.panel import Panel, act

GIVEN = {"start": 0, "end": 6, "indicator": "isolation", "stance": "supports", "subject": "W-01", "means": "hearsay"}


class Broken(Panel):
    page = "coder"

    def shown(self) -> dict[str, Any]:
        return {}

    @act
    def fail(self) -> str:
        raise ValueError("a name from a testimony")

    def hidden(self) -> str:
        return "no act"


def test_nothing_of_the_case_stands_in_what_lab_could_save(case: Case) -> None:
    panel = Coder(case, agent="MJ")
    Page(panel).ask("code", **GIVEN)
    saved = json.dumps(panel.get_state(), ensure_ascii=False, default=str)
    assert "No pay" not in saved and "W-01" not in saved and "_esm" in saved


def test_a_page_gets_everything_once_and_then_what_changed(case: Case) -> None:
    page = Page(Coder(case, agent="MJ"))
    assert {"frame", "words", "item", "codings"} <= page.answers[0]["state"].keys()
    page.ask("code", **GIVEN)
    # The item, too: whoever it speaks of now, nobody has asked about dangers.
    assert page.answers[-1]["state"].keys() == {"frame", "item", "codings", "texts"}
    assert page.state["item"]["dangers"]
    page.ask("code", **GIVEN | {"indicator": "withholding-of-wages"})
    assert page.answers[-1]["state"].keys() == {"frame", "codings", "texts"}
    page.ask("again")
    assert page.answers[-1]["state"] == {}
    page.ask("look")
    assert page.answers[-1]["state"].keys() == page.state.keys()


def test_each_act_is_in_the_ledger_is_taken_back_and_comes_again(case: Case) -> None:
    page = Page(Coder(case, agent="MJ"))
    assert page.ask("code", **GIVEN).startswith("Recorded")
    assert len(open_case(case.path).state().of("coding")) == 1
    assert page.ask("undo").startswith("Taken back") and page.state["codings"] == []
    assert open_case(case.path).state().of("coding") == []
    assert page.ask("redo") == "It counts again." and len(page.state["codings"]) == 1
    assert page.ask("undo").startswith("Taken back") and open_case(case.path).state().of("coding") == []
    assert "nothing was done in this panel" in page.ask("undo")
    assert [live.kind for live in case.state().all][-3:] == ["correction"] * 3


def test_two_kernels_see_each_others_work(case: Case) -> None:
    mine, other = Page(Coder(case, agent="MJ")), Page(Coder(open_case(case.path), agent="AK"))
    mine.ask("code", **GIVEN)
    assert other.state["codings"] == []
    other.panel.refresh()
    assert [one["coder"] for one in other.state["codings"]] == ["MJ"]


def test_an_error_comes_back_as_its_own_words(case: Case) -> None:
    page = Page(Coder(case, agent="MJ"))
    said = page.ask("code", **{**GIVEN, "subject": "W-1"})
    assert said.startswith("desk, subject: 'W-1' is not known here. Did you mean W-01")
    assert "no act named hidden" in Page(Broken(case)).ask("hidden")
    assert "no act named close" in page.ask("close")
    with pytest.raises(Refused):
        page.panel.undo()


def test_a_mistake_of_ours_shows_no_word_of_a_case(case: Case) -> None:
    page = Page(Broken(case))
    with pytest.raises(ValueError, match="testimony"):
        page.ask("fail")
    assert "ValueError" in page.answers[-1]["wrong"] and "testimony" not in page.answers[-1]["wrong"]


def test_nobody_acts_without_a_name(case: Case) -> None:
    assert "WORKBENCH_AGENT" in Page(Coder(case)).ask("code", **GIVEN)


def test_a_locked_case_shows_that_it_is_locked(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = Coder(case, agent="MJ")
    page = Page(panel)
    monkeypatch.setattr(Case, "is_open", False)
    assert "sealed and locked" in page.ask("look") and "unlock" in page.ask("look")
    assert panel._repr_mimebundle_()[0]["text/html"] == "<p>case: this case is sealed and locked</p>"


def test_words_that_nobody_has_read_say_so(case: Case) -> None:
    shown = {lang: Page(Coder(case, agent="MJ", lang=lang)).state["words"] for lang in ("en", "vi", "sr-Cyrl")}
    assert [shown[lang]["reviewed"] for lang in shown] == [True, False, False]
    assert shown["vi"]["words"]["desk.undo"] == "Rút lại" and shown["sr-Cyrl"]["words"]["desk.undo"] == "Повуци"
    with pytest.raises(Unknown):
        Coder(case, lang="xx")


@pytest.mark.parametrize("name", dir(panels))
def test_no_panel_hides_a_name_that_widgets_need(name: str) -> None:
    own = getattr(panels, name)
    meant = {"page", "groups"} | set(dir(Panel)) - set(dir(anywidget.AnyWidget))
    hidden = {one for one in vars(own) if one in dir(anywidget.AnyWidget) and not one.startswith("_")} - meant
    assert hidden == set() and own.page and issubclass(own, Panel)


def test_a_name_that_is_no_panel_is_told_the_panels() -> None:
    with pytest.raises(AttributeError, match="Coder"):
        _ = panels.codr
