"""Panels that act, on a stage in a real browser: redaction, answers of institutions, a recording that is heard."""

import io
import os
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.panels.stage import Stage
from tests.redaction.planted import pdf
from workbench import keeping, panels, verbs, withheld
from workbench.casefile import Case
from workbench.records import Entity, Source
from workbench.revealing import revealed
from workbench.transcripts import transcribe

pytestmark = pytest.mark.browser
PICTURES = "WORKBENCH_PICTURES"
NOTE = "\U0001f600 Họ giữ hộ chiếu của tôi từ tháng ba.\nHọ không trả lương.\n"
AT = NOTE.index("hộ chiếu")
SMALL = """root => [...root.querySelectorAll("button, select, input, summary")].filter((one) => one.offsetParent)
  .map((one) => [one.dataset.key, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([key]) => key)"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case with a note, a photograph and a letter of two kinds of places."""
    home = tmp_path_factory.mktemp("acts")
    raw = home / "raw"
    raw.mkdir()
    out = io.BytesIO()
    Image.new("RGB", (600, 400), "white").save(out, "JPEG")
    for name, data in (("note.txt", NOTE.encode()), ("room.jpg", out.getvalue()), ("letter.pdf", pdf())):
        (raw / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(home / "state"))
        made = keeping.init(home / "case", title="Site A", sealed=False, agent="MJ")
        verbs.add(made, raw, agent="MJ")
        yield made


@pytest.fixture
def stage(browser: Any) -> Iterator[Callable[..., Stage]]:
    pages = []

    def open_panel(panel: Any, width: int = 1280) -> Stage:
        page = browser.new_page(viewport={"width": width, "height": 1000}, reduced_motion="reduce")
        page.set_default_timeout(15_000)
        pages.append(page)
        return Stage(page, panel)

    yield open_panel
    for page in pages:
        page.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return Path(os.environ.get(PICTURES) or tmp_path)


def looked_at(shown: Stage, name: str, folder: Path) -> None:
    """What every panel has to be: no serious finding of axe, targets large enough, no error, nobody asked."""
    shown.picture(name, folder)
    assert shown.axe() == [] and shown.root.evaluate(SMALL) == []
    assert shown.errors == [] and shown.outside == []


def narrow(shown: Stage) -> int:
    return int(shown.page.evaluate("() => document.documentElement.scrollWidth"))


def test_words_are_withheld_by_keys_alone(stage: Callable[..., Stage], case: Case, pictures: Path) -> None:
    shown = stage(panels.Redact(case, "note.txt", agent="MJ"))
    shown.root.locator("[data-key=words]").focus()
    shown.keys("Control+Home", *["ArrowRight"] * AT, *["Shift+ArrowRight"] * 8, "Enter")
    assert shown.focused() == "reason" and shown.root.locator(".wb-chosen").inner_text() == "hộ chiếu"
    shown.root.locator("[data-key=look]").press("Enter")
    shown.root.locator(".wb-wrong").filter(has_text="Say first why").wait_for()
    assert shown.focused() == "reason" and not case.state().of("redaction")
    shown.keys("i")  # a letter chooses in a list: it names somebody
    shown.keys("Tab", "Tab", "Enter")
    assert shown.focused() == "preview"
    copy = shown.root.locator(".wb-copy")
    assert "giữ [withheld: name] của tôi" in copy.inner_text() and not case.state().of("redaction")
    looked_at(shown, "redact-words", pictures)
    shown.root.locator("[data-key=withhold]").press("Enter")
    shown.root.locator(".wb-said").filter(has_text="Recorded. Places withheld: 1.").wait_for()
    assert case.state().of("redaction")[0].record.spans == ((AT, AT + 8),)
    assert shown.focused() == "words" and shown.root.locator("mark.wb-withheld").inner_text() == "hộ chiếu"
    shown.keys("Control+z")
    shown.root.locator(".wb-said").filter(has_text="Taken back").wait_for()
    assert withheld.seen(case, "note.txt")["text"] == NOTE


def test_a_region_is_withheld_by_mouse_and_by_keys(stage: Callable[..., Stage], case: Case, pictures: Path) -> None:
    shown = stage(panels.Redact(case, "room.jpg", agent="MJ"))
    shown.page.wait_for_function("() => document.querySelector('.wb-stage img')?.naturalWidth === 600")
    ratio = 600 / shown.root.locator(".wb-stage img").bounding_box()["width"]
    box = shown.root.locator(".wb-stage").bounding_box()
    shown.page.mouse.move(box["x"] + 20, box["y"] + 30)
    shown.page.mouse.down()
    shown.page.mouse.move(box["x"] + 80, box["y"] + 90, steps=4)
    shown.page.mouse.up()
    shown.root.locator("[data-key=reason]").select_option("location")
    shown.press("look")
    shown.page.wait_for_function("() => document.querySelector('img.wb-copy')?.naturalWidth === 600")
    dark = shown.page.evaluate(DARK)
    wanted = [20 * ratio, 30 * ratio, 80 * ratio, 90 * ratio]
    assert all(abs(one - other) <= 4 for one, other in zip(dark, wanted, strict=True))
    looked_at(shown, "redact-region", pictures)
    shown.press("withhold")
    assert len(case.state().of("redaction")) == 1 and shown.root.locator(".wb-gone").count() == 1
    shown.root.locator("[data-key=stage]").focus()
    shown.keys("ArrowRight", "ArrowDown", "Alt+ArrowRight", "Shift+ArrowLeft", "Enter")
    assert shown.focused() == "reason"
    shown.keys("i", "Tab", "Tab", "Enter")
    shown.press("withhold")
    made = case.state().of("redaction")[-1].record
    assert (made.regions, made.reason) == (((1, 150 + 1, 100 + 12, 300 - 12, 200),), "identity")
    shown.press(f"undo-{case.state().of('redaction')[0].id}")
    shown.press("copy")
    shown.page.wait_for_function("() => document.querySelector('img.wb-copy')?.naturalWidth === 600")
    shown.page.wait_for_function(f"() => Math.abs(({DARK})()[0] - 151) <= 4")
    assert shown.errors == []


DARK = """() => {
  const picture = document.querySelector("img.wb-copy");
  const size = { width: picture.naturalWidth, height: picture.naturalHeight };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height);
  const found = [];
  for (let at = 0; at < data.length / 4; at += 1) {
    if (data[4 * at] < 60) found.push([at % width, Math.floor(at / width)]);
  }
  const [across, down] = [0, 1].map((n) => found.map((one) => one[n]).sort((a, b) => a - b));
  return [across[0], down[0], across[across.length - 1] + 1, down[down.length - 1] + 1];
}"""


@pytest.mark.parametrize("name", ["note.txt", "room.jpg", "letter.pdf"])
def test_redaction_fits_a_narrow_page(stage: Callable[..., Stage], case: Case, name: str, pictures: Path) -> None:
    shown = stage(panels.Redact(case, name, agent="MJ", lang="vi"), width=320)
    shown.root.locator("[data-key=reason]").select_option("other")
    shown.press("whole")
    shown.root.locator(".wb-look").wait_for()
    assert narrow(shown) <= 320
    looked_at(shown, f"redact-narrow-{name.partition('.')[0]}", pictures)


def test_a_step_is_asked_for_recorded_and_taken_back_by_keys(
    stage: Callable[..., Stage], case: Case, pictures: Path
) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="RS-OMB", schema="PublicBody", label="The Ombudsman"))
        writer.record(Source(key="LETTER", label="Letter of the team", kind="document"))
    shown = stage(panels.Responses(case, agent="MJ"))
    shown.root.locator("[data-key=stepping]").press("Enter")
    shown.root.locator("[data-key=record]").press("Enter")
    shown.root.locator(".wb-wrong").filter(has_text="Say first: Duty").wait_for()
    assert shown.focused() == "step-duty" and not case.state().of("act")
    shown.root.locator("[data-key=step-duty]").select_option("un-answer")
    shown.root.locator("[data-key=step-bearer]").select_option("RS-OMB")
    shown.root.locator("[data-key=record]").press("Enter")
    assert shown.focused() == "step-role-notice" and shown.root.locator("[type=radio]:checked").count() == 0
    shown.keys("Space")
    for name, words in (("title", "Letter sent"), ("on", "2024-01-10"), ("due", "2024-03-01")):
        shown.root.locator(f"[data-key=step-{name}]").fill(words)
    shown.root.locator("[data-key=step-source]").select_option("LETTER")
    shown.root.locator("[data-key=record]").press("Enter")
    shown.root.locator(".wb-said").filter(has_text="Recorded. 1.").wait_for()
    assert case.state().of("act")[0].record.due == "2024-03-01"
    shown.press("saying")
    shown.press("step-1")
    assert shown.focused() == "step-role-notice", "what is known of the row is filled in, the rest is asked"
    assert shown.root.locator("[data-key=step-duty]").input_value() == "un-answer"
    looked_at(shown, "responses-record", pictures)
    shown.press("undo")
    assert not case.state().of("act")
    small = stage(panels.Responses(case, agent="MJ", lang="vi"), width=320)
    small.press("stepping")
    assert narrow(small) <= 320 and small.axe() == []
    small.picture("responses-narrow", pictures)


HEARD = "1\n00:00:00,500 --> 00:00:01,500\nHọ giữ hộ chiếu.\n\n2\n00:00:02,250 --> 00:00:03,500\nKhông trả lương.\n"


def test_a_recording_is_heard_from_memory_at_the_words_and_goes_on(
    stage: Callable[..., Stage], case: Case, tmp_path: Path, pictures: Path
) -> None:
    with wave.open(str(tmp_path / "talk.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 8000 * 20))
    verbs.add(case, tmp_path / "talk.wav", agent="MJ")
    (tmp_path / "talk.srt").write_text(HEARD, encoding="utf-8")
    item = verbs.item_of(case, "talk.wav").id
    transcribe(case, item, tmp_path / "talk.srt", by="MJ", agent=case.agent("MJ"))
    shown = stage(panels.Coder(case, "talk.wav", agent="MJ"))
    assert shown.root.locator("audio").count() == 0, "no sound is sent before somebody asks"
    shown.press("listen")
    shown.page.wait_for_function("() => Math.abs(document.querySelector('audio').duration - 20) < 0.1")
    assert shown.page.evaluate("() => document.querySelector('audio').src").startswith("blob:")
    shown.root.locator("[data-key=words]").focus()
    shown.keys("Control+End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "Shift+ArrowLeft")
    shown.press("play-here")
    shown.page.wait_for_function("() => document.querySelector('audio').currentTime > 2.25")
    assert shown.page.evaluate("() => document.querySelector('audio').currentTime") < 15, "it began at the words"
    shown.press("again")  # everything is drawn anew
    shown.page.wait_for_function("() => !document.querySelector('audio').paused")
    looked_at(shown, "coder-recording", pictures)


def test_a_name_is_asked_for_by_keys_and_hidden_again(stage: Callable[..., Stage], case: Case, pictures: Path) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-31", schema="Worker", label="W-31", names=("Trần Văn Hữu Cầu",)))
    shown = stage(panels.Reveal(case, "W-31", agent="MJ", lang="vi"))
    shown.root.locator("[data-key=show]").press("Enter")
    assert shown.focused() == "reason" and len(revealed(case)) == 0
    shown.page.keyboard.type("gọi lại")
    assert "Trần Văn" not in shown.root.inner_text()
    shown.keys("Enter")
    shown.root.locator(".wb-named li", has_text="Trần Văn Hữu Cầu").wait_for()
    assert shown.focused() == "named" and [one["reason"] for one in revealed(case)] == ["gọi lại"]
    looked_at(shown, "reveal", pictures)
    shown.press("hide")
    assert "Trần Văn" not in shown.root.inner_text() and shown.focused() == "reason"
    small = stage(panels.Reveal(case, "W-31", reason="to call back", agent="MJ"), width=320)
    assert "Trần Văn Hữu Cầu" in small.root.inner_text() and narrow(small) <= 320
    looked_at(small, "reveal-narrow", pictures)
