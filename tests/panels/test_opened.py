"""What is open at the desk: its words, their language, dangers first, translations beside, codings in their order."""

from tests.coding.conftest import TEXT, store
from workbench.casefile import Case
from workbench.codebook.messages import messages
from workbench.coding.by_hand import code, marked
from workbench.danger import record
from workbench.panels import opened
from workbench.records import Correction, Danger, Derivative, Source


def first(case: Case) -> object:
    return case.state().of("item")[0]


def coded(case: Case, words: str, agent: str = "MJ") -> str:
    at = TEXT.index(words)
    said = {
        "framework": "ilo-11",
        "indicator": "isolation",
        "stance": "supports",
        "subject": "W-01",
        "means": "hearsay",
    }
    return code(case, {**marked(case, first(case).id, at, at + len(words)), **said}, agent=case.agent(agent))  # type: ignore[attr-defined]


def test_texts_are_listed_with_how_many_codings_stand_in_them(case: Case) -> None:
    assert [(one["name"], one["codings"]) for one in opened.texts(case)] == [("a.txt", 0)]
    coded(case, "hộ chiếu")
    assert [one["codings"] for one in opened.texts(case)] == [1]


def test_codings_stand_in_the_order_of_the_text_and_only_those_that_count(case: Case) -> None:
    late, early = coded(case, "hộ chiếu"), coded(case, "No pay")
    other = coded(case, "No pay", "AK")
    found = opened.codings(case, first(case), messages("en"))  # type: ignore[arg-type]
    assert [one["id"] for one in found][2] == late and {one["id"] for one in found[:2]} == {early, other}
    assert TEXT[found[2]["start"] : found[2]["end"]] == "hộ chiếu" and found[2]["subject"] == "W-01"
    assert [one["id"] for one in opened.codings(case, first(case), messages("en"), only=case.agent("AK"))] == [other]  # type: ignore[arg-type]
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=late, reason="undone"))
    assert late not in {one["id"] for one in opened.codings(case, first(case), messages("en"))}  # type: ignore[arg-type]


def test_dangers_and_translations_stand_beside_the_words(case: Case) -> None:
    worker = next(live.id for live in case.state().of("entity") if live.record.key == "W-01")
    with case.writing(case.agent("MJ")) as writer:
        told = writer.record(Source(key="T", label="Testimony of W-01", kind="worker", worker=worker, language="vi"))
    item = store(case, "told.txt", "Một.\nHai.".encode())
    with case.writing(case.agent("MJ")) as writer:
        live = case.state().get(item)
        assert live is not None
        import dataclasses

        again = writer.record(dataclasses.replace(live.record, source=told, name="told2.txt"))
        kept = writer.store(b"One.\nTwo.")
        text = next(one.record for one in case.state().of("derivative") if one.record.item == item)
        writer.record(dataclasses.replace(text, item=again))
        writer.record(Derivative(item=again, kind="translation", media_type="text/plain", object=kept.name, tool="hand",
                                 sha256=kept.sha256, version="1", language="en", by="L. T."))  # fmt: skip
    live = case.state().get(again)
    assert live is not None
    shown = opened.item(case, live)
    assert shown["lang"] == "vi" and shown["worker"] == "W-01" and [one["asked"] for one in shown["dangers"]] == [None]
    assert shown["translations"] == [{"by": "L. T.", "lang": "en", "rows": [["Một.", "One."], ["Hai.", "Two."]]}]
    record(case, "W-01", Danger(subject="", asked="2024-05-18", flags=("reprisal",)), agent=case.agent("MJ"))
    assert [one["flags"] for one in opened.item(case, live)["dangers"]] == [["reprisal"]]


def test_choices_are_of_one_framework_in_one_language(case: Case) -> None:
    found = opened.choices(case, "ilo-11", messages("sr-Latn"))
    assert len(found["indicators"]) == 11 and found["indicators"][1]["label"] == "Obmana"
    assert opened.choices(case, "ilo-11", messages("en"))["indicators"][1]["label"] == "Deception"
    assert [one["key"] for one in found["subjects"]] == ["W-01"] and [one["key"] for one in found["sites"]] == ["SITE"]
