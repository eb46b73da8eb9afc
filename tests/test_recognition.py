"""Recognising in a case: a further text with its layout, earlier passages untouched, sealed cases, missing programs."""

import json
from pathlib import Path

import pytest

from tests.extract.test_pdf import pdf
from tests.extract.written import WORDS, mixed, needs_tesseract, page, png, scan
from workbench import verbs
from workbench.casefile import Case, create, create_sealed, open_case, verify
from workbench.errors import Refused, Unknown
from workbench.extract import ocr
from workbench.recognition import languages, recognise, waiting
from workbench.records import Agent, CaseInfo, Passage

MJ = Agent(key="MJ", kind="person", name="M. J.")
PASSPHRASE = "five words that nobody knows"


@pytest.fixture(params=["open", "sealed"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if request.param == "open":
        return create(tmp_path / "case", CaseInfo(title="A"), MJ)
    create_sealed(tmp_path / "case", CaseInfo(title="A"), MJ, PASSPHRASE)
    return open_case(tmp_path / "case").unlock(PASSPHRASE)


def taken(case: Case, tmp_path: Path, name: str, data: bytes):
    (tmp_path / name).write_bytes(data)
    verbs.add(case, tmp_path / name, agent="MJ")
    return verbs.item_of(case, name)


@needs_tesseract
def test_a_scan_gets_a_text_beside_its_pages_and_earlier_passages_stay(case: Case, tmp_path: Path) -> None:
    item = taken(case, tmp_path, "a.pdf", mixed(pdf("Typed words"), page(*WORDS["eng"])))
    assert [live.id for live in waiting(case.state())] == [item.id]
    first = next(live for live in case.state().of("derivative") if live.record.kind == "text")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Passage(item=item.id, derivative=first.id, quote="words", start=6, end=11))
    done = recognise(case, item, agent=case.agent("MJ"), language="en")
    assert done is not None and done.text and not done.already
    tables = case.tables()
    text, layout = tables.text(item.id), json.loads(tables.derived(item.id, "layout") or b"")
    assert text.startswith("Typed words\n") and text.split() == " ".join(["Typed words", *WORDS["eng"]]).split()
    start = text.index("passports")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Passage(item=item.id, derivative=done.text, quote="passports", start=start, end=start + 9))
    places = list(case.tables().passages["place"])
    sure = min(word[2] for word in layout["recognised"]["words"] if word[0] == start)
    assert places == ["page 1", f"page 2 (recognised, confidence {sure})"]
    assert waiting(case.state()) == [] and verify(case).ok
    again = recognise(case, item, agent=case.agent("MJ"), language="en")
    assert again is not None and again.already and again.text == done.text


@needs_tesseract
def test_custody_tells_language_rivals_and_outcome(case: Case, tmp_path: Path) -> None:
    item = taken(case, tmp_path, "a.png", png(page(*WORDS["vie"] * 2)))
    done = recognise(case, item, agent=case.agent("MJ"), unless_picture=True)
    assert done is not None and done.pages[0]["language"] == "vie"
    told = case.state().of("custody")[-1].record
    assert (told.action, told.outcome) == ("recognition", "recognised")
    assert told.detail.startswith("page 1: vie ") and "rivals:" in told.detail


@needs_tesseract
def test_what_is_no_page_is_left_alone_and_what_has_words_is_refused(case: Case, tmp_path: Path) -> None:
    wall = taken(case, tmp_path, "wall.png", png(page().resize((60, 60))))
    assert recognise(case, wall, agent=case.agent("MJ"), unless_picture=True) is None
    blank = recognise(case, wall, agent=case.agent("MJ"), language="en")
    assert blank is not None and blank.text is None and blank.pages[0]["failed"]
    assert case.state().of("custody")[-1].record.outcome == "nothing-recognised"
    typed = taken(case, tmp_path, "typed.pdf", pdf("Typed words"))
    with pytest.raises(Refused, match="words of its own"):
        recognise(case, typed, agent=case.agent("MJ"), language="en")


def test_without_the_program_an_intake_is_what_it_is_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    told = []
    for number, path in enumerate((None, "")):
        if path is not None:
            monkeypatch.setenv("PATH", path)
        case = create(tmp_path / str(number), CaseInfo(title="A"), MJ)
        item = taken(case, tmp_path, "a.pdf", scan(page("words")))
        derived = [(live.record.kind, live.record.sha256) for live in case.state().of("derivative")]
        told.append((derived, case.state().of("custody")[0].record.reasons, waiting(case.state())[0].id == item.id))
    assert told[0] == told[1] and dict(told[0][1]).keys() == {"no-text-layer"}
    with pytest.raises(Refused, match="not installed") as refused:
        recognise(case, item, agent=case.agent("MJ"))
    assert "tesseract-ocr-vie" in str(refused.value)


def test_a_language_goes_by_its_tag_or_by_the_name_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"program": "/usr/bin/tesseract", "version": "5", "languages": ["eng", "srp_latn"], "folder": None}
    monkeypatch.setattr(ocr, "about", lambda: here)
    assert (languages("sr-Latn"), languages("srp_latn"), languages(None)) == (
        ["srp_latn"], ["srp_latn"], ["eng", "srp_latn"])  # fmt: skip
    with pytest.raises(Refused, match="without vie") as missing:
        languages("vi")
    assert "tesseract-ocr-vie" in str(missing.value)
    with pytest.raises(Unknown):
        languages("klingon")
    monkeypatch.setattr(ocr, "about", lambda: here | {"languages": []})
    with pytest.raises(Refused, match="none of the languages"):
        languages(None)
