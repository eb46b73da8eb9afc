"""What a person waits for at the desk: real Chromium without a graphics card, the panels' own scripts, cases on disk.

    .venv/bin/python benchmarks/bench_desk.py [--codings 60] [--workers 500] [--nodes 5000] [--photos 3000] [--write]

Between the page and the panel stand only JSON and a pipe, no Jupyter: what Lab and its socket add (some milliseconds
on one machine) is not in it. Every time begins with the press and ends when the browser has drawn.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.conftest import BROWSERS  # noqa: E402
from tests.findings.crowded import crowded  # noqa: E402
from tests.panels.stage import Stage  # noqa: E402
from workbench import codebook, keeping, verbs  # noqa: E402
from workbench.casefile import Case  # noqa: E402
from workbench.demo import build, shipped  # noqa: E402
from workbench.panels import Coder, Matrix, Network, Sites  # noqa: E402
from workbench.records import Coding, Derivative, Entity, Item, Passage, Source  # noqa: E402

LINE = "Họ giữ hộ chiếu của tôi từ tháng ba 😀 và nói rằng ai hỏi sẽ phải về. Chúng tôi không được trả lương. "
PAGE_LETTERS = 1_800
INDICATORS = [one.id for one in codebook.framework("ilo-11").indicators]
# From a press until the live region says what was done, and the browser has drawn it.
PRESS = """async ([selector, words]) => {
  const root = document.querySelector("section.wb-desk");
  const begun = performance.now();
  root.querySelector(".wb-said").textContent = "";
  root.querySelector(selector).click();
  while (!root.querySelector(".wb-said").textContent.includes(words)) {
    if (root.querySelector(".wb-wrong").textContent) throw new Error(root.querySelector(".wb-wrong").textContent);
    if (performance.now() - begun > 60000) throw new Error("nothing was said within a minute");
    await new Promise((done) => requestAnimationFrame(done));
  }
  await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - begun;
}"""
# Some words in the longest stretch that nobody has coded yet.
SELECT = """() => {
  const root = document.querySelector(".wb-words");
  root.focus();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let longest = walker.nextNode();
  for (let node = longest; node; node = walker.nextNode()) if (node.data.length > longest.data.length) longest = node;
  const middle = Math.floor(longest.data.length / 2);
  document.getSelection().setBaseAndExtent(longest, middle, longest, middle + 24);
}"""
FRAMES = """async (count) => {
  const canvas = document.querySelector("canvas");
  canvas.focus();
  const taken = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    const key = n % 20 < 10 ? "ArrowLeft" : "ArrowRight";
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    taken.push(performance.now() - begun);
  }
  return taken;
}"""


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[18] if len(times) > 1 else times[0]


def testimony(folder: Path) -> Case:
    """A case with one testimony of fifty pages and one worker."""
    case = keeping.init(folder / "pages", title="Fifty pages", sealed=False, agent="MJ")
    text = folder / "long.txt"
    text.write_text(LINE * (50 * PAGE_LETTERS // len(LINE)), encoding="utf-8")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
    verbs.add(case, text, agent="MJ", source="S-01")
    return case


def coded(folder: Path, workers: int) -> Case:
    """A case with so many workers, half of whose cells hold a coding."""
    case = keeping.init(folder / "workers", title="Workers", sealed=False, agent="MJ")
    who = case.agent("MJ")
    text = folder / "t.txt"
    text.write_text(LINE, encoding="utf-8")
    item = verbs.add(case, text, agent="MJ", source="S-01").items[0].id
    derivative = next(live.id for live in case.state().of("derivative") if live.record.kind == "text")
    where = {"item": item, "derivative": derivative, "quote": LINE[:24], "start": 0, "end": 24}
    with case.writing(who) as writer:
        for number in range(workers):
            worker = writer.record(Entity(key=f"W-{number:03}", schema="Worker", label=f"W-{number:03}"))
            told = Source(key=f"T-{number}", label=f"Testimony of W-{number:03}", kind="worker", worker=worker)
            writer.record(told)
            passage = writer.record(Passage(**where))
            for at, indicator in enumerate(INDICATORS):
                if (number + at) % 2:
                    said = {"stance": ("supports", "supports", "contradicts")[at % 3], "means": "first-hand"}
                    about = {"framework": "ilo-11", "indicator": indicator, "subject": worker}
                    writer.record(Coding(passage=passage, coder=who, **about, **said))
    return case


def photographed(folder: Path, photos: int) -> Case:
    """A case with so many photographs, each with what a camera wrote and a small picture, as an intake leaves them."""
    model = build(shipped("demo_synthetic"), folder / "demo").case.tables()
    row = model.photos[model.photos["latitude"].notna()].iloc[0]
    facts, small = (
        json.loads(model.derived(row["item"], "exif") or b"{}"),
        model.derived(row["item"], "thumbnail") or b"",
    )
    case = keeping.init(folder / "photos", title="Photographs", sealed=False, agent="MJ")
    media = {"exif": "application/json", "thumbnail": "image/jpeg"}
    with case.writing(case.agent("MJ")) as writer:
        for number in range(photos):
            facts["position"]["latitude"] = 44.9 + (number % 60) / 20_000
            facts["position"]["longitude"] = 21.08 + (number // 60) / 20_000
            kept = writer.store(b"photo %d" % number)
            same = {"sha256": kept.sha256, "object": kept.name, "size": kept.size, "media_type": "image/jpeg"}
            item = writer.record(Item(name=f"photos/{number:04}.jpg", kind="photo", **same))
            for kind, data in (("exif", json.dumps(facts).encode()), ("thumbnail", small)):
                held = writer.store(data)
                made = {"sha256": held.sha256, "object": held.name, "media_type": media[kind]}
                writer.record(Derivative(item=item, kind=kind, tool="bench", version="1", **made))
    return case


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of a job, and what it gave."""
    begun = time.perf_counter()
    found = job()
    return (time.perf_counter() - begun) * 1000, found


def coding(page: Any, case: Case, count: int) -> list[float]:
    """Select to saved: words are marked and an indicator pressed, again and again, all over the fifty pages."""
    stage = Stage(page, Coder(case, "long.txt", agent="MJ"))
    stage.root.get_by_role("radio", name="first-hand").check()
    stage.root.get_by_label("Said of").select_option("W-01")
    times = []
    for number in range(count):
        stage.root.get_by_role("radio", name="for it").check()
        page.evaluate(SELECT)
        page.wait_for_function("() => document.querySelector('.wb-chosen').dataset.start !== ''")
        times.append(page.evaluate(PRESS, [f'[data-key="press-{INDICATORS[number % 11]}"]', "Recorded"]))
        stage.root.get_by_role("radio", name="first-hand").check()
    return times


def measured(browser: Any, folder: Path, options: argparse.Namespace) -> list[list[str]]:
    """Every figure as a row: what, how much of it, milliseconds (median and 95th percentile)."""
    rows: list[list[str]] = []

    def told(what: str, times: list[float]) -> None:
        rows.append([what, str(len(times)), f"{statistics.median(times):,.0f}", f"{p95(times):,.0f}"])
        print(" | ".join(rows[-1]), flush=True)

    def page() -> Any:
        made = browser.new_page(viewport={"width": 1400, "height": 1000})
        made.set_default_timeout(120_000)
        return made

    told("select to saved, a testimony of 50 pages", coding(page(), testimony(folder), options.codings))
    case = coded(folder, options.workers)
    took, stage = timed(lambda: Stage(page(), Matrix(case)))
    told(f"matrix of {options.workers} workers shown, from nothing read", [took])
    told(
        "matrix: a cell opened",
        [stage.page.evaluate(PRESS, [f'[data-key="cell-{n}-{1 - n % 2}"]', "Open"]) for n in range(20)],
    )
    told("matrix: rows narrowed by a letter", [narrowed(stage, str(n)) for n in range(10)])
    network = Network(case, around="3-0", hops=6, limit=options.nodes, people=True)
    graph = crowded(options.nodes * 4)
    network.graph = lambda: graph  # type: ignore[method-assign]
    took, stage = timed(lambda: Stage(page(), network))
    told(f"network of {len(network.folded().nodes):,} boxes shown", [took])
    told("network: a step of moving, two frames", stage.page.evaluate(FRAMES, 100))
    case = photographed(folder, options.photos)
    took, stage = timed(lambda: Stage(page(), Sites(case)))
    told(f"map with {options.photos:,} photographs shown, from nothing read", [took])
    told("map: a step of moving, two frames", stage.page.evaluate(FRAMES, 60))
    told(
        "photographs: the next page",
        [stage.page.evaluate(PRESS, ['[data-key="after"]', "Page"]) for _ in range(min(40, options.photos // 24))],
    )
    return rows


def narrowed(stage: Stage, letters: str) -> float:
    """Milliseconds until the rows of the matrix are those with these letters."""
    took, _ = timed(lambda: stage.root.get_by_label("Find a row").fill(letters))
    return took


def main() -> None:
    """Measures, prints, and with --write puts the figures into docs/benchmarks-desk.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, size in (("codings", 60), ("workers", 500), ("nodes", 5_000), ("photos", 3_000)):
        asked.add_argument(f"--{name}", type=int, default=size)
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    path = os.environ.get("WORKBENCH_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory(prefix="wb-desk-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        version = browser.version
        rows = measured(browser, Path(folder), options)
        browser.close()
    lines = ["| what | times | median, ms | 95th percentile, ms |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    where = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, Chromium {version}"
    made = f"Made by `benchmarks/bench_desk.py --write` on {where}, without a graphics card; "
    made += f"other programs shared the machine (load {os.getloadavg()[0]:.1f})."
    how = "Between page and panel stand JSON and a pipe, no Jupyter; a time ends when the browser has drawn."
    page = ["# The desk: what a person waits for", "", made, how, "", *lines, ""]
    if options.write:
        (ROOT / "docs" / "benchmarks-desk.md").write_text("\n".join(page), encoding="utf-8")
    print("\n".join(page))


if __name__ == "__main__":
    main()
