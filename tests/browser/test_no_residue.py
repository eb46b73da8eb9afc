"""A session in a sealed case in a real JupyterLab: what was looked at stands nowhere on the disk afterwards."""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.saving import whole
from tests.browser.test_notebook_in_lab import run_all, wait_for_address
from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench import lab
from workbench.casefile import create_sealed
from workbench.records import Agent, CaseInfo

pytestmark = pytest.mark.browser
WORDS = ("Žutokljunac-4471", "Nguyễn Thị Mẫuvăn", "Baufirma Mondschein")
CELLS = (
    "import os\nimport workbench as wb\ncase = wb.open(os.environ['WORKBENCH_CASE'])\ncase.unlock()\ncase",
    "[case.objects.read(live.record.object).decode() for live in case.state().of('item')]",
    "import tempfile\nkept = tempfile.NamedTemporaryFile(delete=False)\n"
    "kept.write(case.objects.read(case.state().of('item')[0].record.object)); kept.close()\nkept.name",
    "import matplotlib.pyplot as plt\nplt.title(case.state().of('entity')[0].record.names[0]); plt.plot([1, 2]);",
    "from workbench import panels\npanels.Coder(case, agent='MJ')",
    "raise ValueError(case.state().of('entity')[0].record.names[0])",
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Lab on a sealed case whose content is planted words, in a home of its own."""
    homes = {name: tmp_path / "home" / name for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
                                                         "XDG_CONFIG_HOME", "MPLCONFIGDIR")}  # fmt: skip
    for place in homes.values():
        place.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(homes["XDG_STATE_HOME"]))
        info, custodian = CaseInfo(title=WORDS[2], nature="synthetic"), Agent(key="MJ", kind="person", name=WORDS[2])
        case = create_sealed(tmp_path / "case", info, custodian, PASSPHRASE).case
        told_by(case, f"{WORDS[0]} holds the papers of {WORDS[1]}.", worker=WORDS[1], name=f"{WORDS[0]}.txt")
        case.lock()
        folder = case.path / "output" / "notebooks"
        folder.mkdir(parents=True)
        nbformat.write(as_received(), folder / "session.ipynb")
        before = set(Path("/dev/shm").glob("wb-*"))
        env = {**os.environ, **{name: str(place) for name, place in homes.items()}, "TMPDIR": short, lab.AS_ROOT: "1",
               "WORKBENCH_PASSPHRASE": PASSPHRASE}  # fmt: skip
        log = tmp_path / "home" / "log"
        with log.open("wb") as out:
            child = subprocess.Popen([sys.executable, "-m", "workbench", "lab", str(case.path), "--no-browser"],
                                     env=env, stdout=out, stderr=out)  # fmt: skip
            try:
                address = wait_for_address(log, child).replace("00_start_here", "session")
                yield {"address": address, "case": case.path, "tmp": Path(short), "home": tmp_path / "home",
                       "shm": before, "child": child}  # fmt: skip
            finally:
                child.terminate()
                child.wait(30)


def as_received() -> Any:
    """A notebook that has shown something before: only saving it anew takes that away."""
    shown = nbformat.v4.new_output("stream", text="an earlier output")
    cells = [nbformat.v4.new_code_cell(one, outputs=[shown]) for one in CELLS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def spelled(word: str) -> Iterator[bytes]:
    """A word in the ways in which programs keep it."""
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, word)
        plain = text.encode()
        yield from (plain, text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode())
        for shift in range(3):  # as it stands inside a longer text in base64
            yield base64.b64encode(b"x" * shift + plain)[4 if shift else 0 : -4]


def hits(*folders: Path) -> list[tuple[str, str]]:
    """Where a planted word, or the passphrase, stands in a file or in its name."""
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            held = os.fsencode(file.name) + (file.read_bytes() if file.is_file() and not file.is_symlink() else b"")
            found += [(str(file), word) for word in (*WORDS, PASSPHRASE) if any(one in held for one in spelled(word))]
    return found


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for word in WORDS:
        text = f"of {word}, they say"
        for number, raw in enumerate(
            (
                text.encode(),
                text.encode("utf-16"),
                base64.b64encode(text.encode()),
                json.dumps({"a": text}).encode(),
                unicodedata.normalize("NFD", text).encode(),
            )
        ):
            (tmp_path / f"{number}").write_bytes(raw)
            assert hits(tmp_path), (word, number)
            (tmp_path / f"{number}").unlink()


def test_a_session_in_a_sealed_case_leaves_no_word_of_it(session: dict[str, Any], page: Any) -> None:
    page.goto(session["address"])
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=120_000)
    run_all(page)
    asked = page.locator(".jp-Stdin-input")
    asked.wait_for(timeout=120_000)
    assert asked.get_attribute("type") == "password"
    asked.fill(PASSPHRASE)
    asked.press("Enter")
    page.get_by_text("ValueError in line 1 of this cell.").first.wait_for(timeout=180_000)
    assert page.get_by_text(f"Name of {WORDS[1]}").count() == 0, "an error says its kind and line alone"
    assert page.get_by_text(WORDS[0]).count() > 0, "the words were really shown"
    page.locator("section.wb-desk .wb-words", has_text=WORDS[0]).wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name=re.compile(r"^Save Notebook(?! As)")).first.click()
    notebook = session["case"] / "output" / "notebooks" / "session.ipynb"
    for _ in range(100):
        saved = whole(notebook)
        if not any(cell["outputs"] for cell in saved["cells"]):
            break
        page.wait_for_timeout(200)
    assert [cell["outputs"] for cell in saved["cells"]] == [[]] * len(CELLS)

    places = (session["home"], session["tmp"], session["case"])
    assert hits(*places) == [], "while it runs"
    fresh = set(Path("/dev/shm").glob("wb-*")) - session["shm"]
    assert len(fresh) == 1 and any(hits(*fresh)), "what the kernel wrote for itself is in memory"
    environments = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/environ") if _of(file, *fresh)]
    assert environments and not any(PASSPHRASE.encode() in one for one in environments)
    session["child"].terminate()
    session["child"].wait(30)
    assert hits(*places) == [] and not set(Path("/dev/shm").glob("wb-*")) - session["shm"]
    assert not list(session["case"].rglob(".ipynb_checkpoints"))


def _of(environ: Path, folder: Path) -> bool:
    try:
        return str(folder).encode() in environ.read_bytes()
    except OSError:
        return False
