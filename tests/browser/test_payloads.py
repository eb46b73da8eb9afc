"""Eighty payloads on eleven surfaces in a real browser: none runs, none becomes an element, all are shown as text."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser import payload_case
from tests.browser.payloads import PAYLOADS, WITNESSES
from tests.browser.test_notebook_in_lab import run_all, wait_for_address
from workbench import custody, lab, verbs
from workbench.casefile import Case
from workbench.markup import escape
from workbench.release.copies import Copy
from workbench.release.dossier.forms import written as written_as
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import gathered
from workbench.release.protected import preflight

pytestmark = pytest.mark.browser
SENTINEL = "window.ran = []; window.pwn = n => { window.ran.push(n); }; window.alert = window.pwn;"
# What a text that became markup would have brought into the page, inside what is looked at.
BROUGHT = """within => {
  const all = [...document.querySelectorAll(within + ' *')];
  const kinds = new Set(['script', 'iframe', 'object', 'embed', 'base', 'link', 'form', 'input', 'select', 'textarea',
    'video', 'audio', 'marquee', 'animate', 'set', 'foreignobject', 'annotation-xml', 'math', 'noscript']);
  const found = all.filter(one => kinds.has(one.localName.toLowerCase())).map(one => one.outerHTML.slice(0, 200));
  for (const one of all) for (const { name, value } of one.attributes) {
    const runs = /^(javascript|vbscript):|^data:(text|image.svg.xml,)/i.test(value.replace(/[\\s\\0-\\x20]/g, ''));
    if (/^on/i.test(name) || (runs && name !== 'alt' && name !== 'title')) found.push(name + '=' + value.slice(0, 200));
  }
  return found;
}"""
POKED = """within => {
  for (const one of document.querySelectorAll(within + ' *'))
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'click', 'toggle', 'error', 'load', 'animationstart']) {
      const told = new Event(kind, { cancelable: true });
      one.addEventListener('click', event => event.preventDefault(), { once: true });
      one.dispatchEvent(told);
    }
  return window.ran;
}"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return payload_case.build(tmp_path_factory.mktemp("payloads"))


@pytest.fixture(scope="module")
def written(case: Case, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every page and drawing that a person opens, by surface."""
    out = tmp_path_factory.mktemp("pages")
    findings: dict[str, Any] = {f"matrix by {by}": verbs.matrix(case, by=by) for by in ("worker", "source", "site")}
    findings |= {"network": verbs.network(case), "sites": verbs.sites(case), "chronology": verbs.chronology(case)}
    files = {}
    for surface, finding in findings.items():
        forms = ("html",) if surface.startswith("matrix by s") else ("html", "svg")
        paths = verbs.write(case, finding, *(out / f"{surface}.{form}" for form in forms))
        files |= {f"{surface}.{path.suffix[1:]}": path for path in paths}
    sheet = custody.custody(case, payload_case.name(0))
    (files["custody.html"],) = custody.write(case, sheet, out / "custody.html", agent="MJ")
    return files


@pytest.fixture
def open_page(page: Any) -> Any:
    """A page on which the policy of its own head does not help: only escaping does."""
    context = page.context.browser.new_context(bypass_csp=True)
    context.add_init_script(SENTINEL)
    made = context.new_page()
    made.set_default_timeout(60_000)
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    made.asked = asked
    return made


def visible(payload: str) -> str:
    """A payload as a page shows it."""
    import html

    return html.unescape(escape(payload))


def missing(text: str) -> list[str]:
    return [payload for payload in PAYLOADS if visible(payload) not in text]


def test_there_are_more_than_sixty_and_no_two_alike() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60
    assert sum("pwn(" in one for one in PAYLOADS) == len(PAYLOADS)


def test_the_sentinel_sees_what_runs(open_page: Any) -> None:
    """The control: the same texts, put into a page as they are, do run."""
    for number, payload in enumerate(PAYLOADS):
        if payload.startswith(WITNESSES):
            open_page.set_content(f"<body>{payload}</body>")
            open_page.wait_for_function(f"window.ran.includes({number})", timeout=10_000)
            assert open_page.evaluate(BROUGHT, "html")


def test_no_payload_runs_on_any_page_and_each_is_shown_as_written(written: dict[str, Path], open_page: Any) -> None:
    pages = [surface for surface in written if surface.endswith(".html")]
    assert len(pages) == 7
    for surface in pages:
        open_page.goto(written[surface].as_uri())
        assert open_page.evaluate(BROUGHT, "body") == [], surface
        assert open_page.evaluate(POKED, "html") == [], surface
        assert missing(open_page.evaluate("document.body.textContent")) == [], surface
    assert [url for url in open_page.asked if not url.startswith(("file:", "data:image/"))] == []


def test_no_payload_runs_in_a_dossier(case: Case, tmp_path: Path, open_page: Any) -> None:
    """What a release withholds is not in it; what may leave of these texts stands in it as written."""
    view = preflight(case, "court-annex").prepared
    held = gathered(view, Copy.of("court-annex", None, "0f" * 32, "2026-01-01"))
    (tmp_path / "dossier.html").write_bytes(written_as(dossier(held), "html")["dossier.html"])
    open_page.goto((tmp_path / "dossier.html").as_uri())
    assert open_page.evaluate(BROUGHT, "body") == [] and open_page.evaluate(POKED, "html") == []
    assert len(missing(open_page.evaluate("document.body.textContent"))) <= len(PAYLOADS) - 15
    assert [url for url in open_page.asked if not url.startswith(("file:", "data:image/"))] == []


def test_file_names_and_chat_are_among_what_is_shown(written: dict[str, Path], open_page: Any) -> None:
    open_page.goto(written["matrix by worker.html"].as_uri())
    text = open_page.evaluate("document.body.textContent")
    names = [payload_case.name(number) for number in range(len(PAYLOADS))]
    assert [name for name in names if visible(name) not in text] == []
    assert [n for n, payload in enumerate(PAYLOADS) if visible(f"said {n} {payload}") not in text] == []


def test_no_payload_runs_in_a_drawing_that_is_opened_by_itself(written: dict[str, Path], open_page: Any) -> None:
    drawings = [surface for surface in written if surface.endswith(".svg")]
    assert len(drawings) == 4
    for surface in drawings:
        open_page.goto(written[surface].as_uri())
        assert open_page.evaluate("document.documentElement.localName") == "svg", surface
        assert open_page.evaluate("document.querySelector('parsererror')") is None, surface
        assert open_page.evaluate(BROUGHT, ":root") == [], surface
        assert open_page.evaluate(POKED, ":root") == [], surface


CELLS = (
    "import os\nimport pandas as pd\nimport workbench as wb\nfrom workbench import verbs\n"
    "case = wb.open(os.environ['WORKBENCH_CASE'])\ncase",
    "verbs.verify(case)",
    "verbs.matrix(case)",
    "verbs.network(case)",
    "verbs.sites(case)",
    "verbs.chronology(case)",
    "from workbench.drawn import picture\npicture(verbs.network(case))",
    "pd.set_option('display.max_rows', None, 'display.max_colwidth', None)\ncase.tables().entities[['label', 'names']]",
    "[item['name'] for item in verbs.items(case)]",
    "chat = next(item for item in verbs.items(case) if item['name'].startswith('WhatsApp'))\n"
    "print(case.tables().text(chat['id']))",
    "case.info.title",
    "raise ValueError(case.info.title)",
)
SHOWS_ALL = (0, 2, 3, 4, 5, 7, 9, 10)  # of the last, on a confidential case, only the kind of the error


@pytest.fixture
def address(case: Case) -> Iterator[str]:
    """Where Lab shows a notebook on this case."""
    folder = case.path / "output" / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(one) for one in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "payloads.ipynb")
    log = case.path.parent / "log"
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short, log.open("wb") as out:
        command = [sys.executable, "-m", "workbench", "lab", str(case.path), "--no-browser"]
        child = subprocess.Popen(command, env={**os.environ, "TMPDIR": short, lab.AS_ROOT: "1"}, stdout=out, stderr=out)
        try:
            yield wait_for_address(log, child).replace("00_start_here", "payloads")
        finally:
            child.terminate()
            child.wait(30)


def test_no_payload_runs_in_a_notebook(address: str, open_page: Any) -> None:
    open_page.goto(address)
    open_page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=120_000)
    run_all(open_page)
    open_page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output").first.wait_for(timeout=180_000)
    within = ".jp-OutputArea-output"
    assert open_page.evaluate(BROUGHT, within) == []
    assert open_page.evaluate(POKED, within) == []
    for number in SHOWS_ALL:
        cell = open_page.locator(".jp-CodeCell").nth(number)
        text = "\n".join(cell.locator(within).all_text_contents())
        absent = [payload for payload in missing(text) if _spelled(payload) not in text]
        assert [payload for payload in absent if payload.replace("\n", "\\n") not in text] == [], CELLS[number]
    error = "\n".join(open_page.locator(".jp-CodeCell").last.locator(within).all_text_contents())
    assert "ValueError in line 1" in error and "pwn(" not in error
    assert [
        url for url in open_page.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "ws://127"))
    ] == []


def _spelled(payload: str) -> str:
    """A payload as Python spells it inside a text."""
    return payload.replace("\\", "\\\\").replace("\n", "\\n").replace("'", "\\'")
