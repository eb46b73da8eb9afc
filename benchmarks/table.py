"""One table and one figure of everything that was promised, from what was measured, proven and asserted last.

    .venv/bin/python benchmarks/table.py        # writes docs/benchmarks.md and docs/benchmarks.png

Nothing is measured here: `targets.toml` says where each figure stands.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import kept

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Benchmarks

What was promised, issue by issue, and what the last measurement gave. A figure *beside* a tool that one would take
instead is seconds of ours as a multiple of theirs, in turn in one run. `make bench` measures all of them anew, and
this page is put together by `benchmarks/table.py` from what is kept in `benchmarks/results/`, from
`tests/prove/results.json` and from the pages named; a test holds it to them. Where nothing says *quiet*, other programs
kept the machine busy, and a ratio can be off by a third. A *floor* is what a bare program took in the same run, beside
the same tool, that does only what cannot be left out (copy and make durable; read and hash): a goal below its floor
cannot be reached on that machine. What is copied also hangs on the memory that the system has at hand from one moment
to the next: there rounds differ by a factor of three, and a median may lie below its floor, or above its goal in the
next run ([what decides them](benchmarks-custody.md)).

![Each measured ratio beside its goal, on a logarithmic scale](benchmarks.png)

| issue | what | beside | goal | measured | reached | how |
|---|---|---|---|---|---|---|
"""
OTHERS = """
Nobody set a figure for these:

| issue | what | beside | measured | how |
|---|---|---|---|---|
"""
TAIL = """
## How it is measured

`make bench` runs every job of every program of `benchmarks/`, the most wanted first, keeps each as soon as it is done,
and goes on where it was stopped. `make bench ONLY="custody matrix"` runs some anew, `ROUNDS=1` fewer rounds. Beforehand
it waits until the load has fallen to 1.5, for a minute at most. Of five rounds it runs as many as fit into the minutes
that `benchmarks/everything.py` allows a job; `MINUTES=0` allows as many as they take. Each row says how many it had.

- *ours*, *theirs*: median seconds on the clock. Each round calls every job of a group once and begins with the next of
  them. Inputs are in the page cache. *ratio* is the median of the ratios round by round, *span* the least and the most.
- *by processor*: the same of processor time, of this process and of all that it started.
- *memory*: of whole processes the largest one's at its peak; of work within a process what it held at its peak more
  than before, with the children that worked for it.
- *growth*: how many times as long ten times as much took, ours and theirs.
- *quiet*: the load was at most 1.5 when the job began, and other programs took less than a quarter of one processor.

| job | page |
|---|---|
| preserve, verify | [benchmarks-custody](benchmarks-custody.md) |
| read photographs and PDF files, take in mixed files | [benchmarks-intake](benchmarks-intake.md) |
| append and verify events | [benchmarks-ledger](benchmarks-ledger.md) |
| open a case | [benchmarks-large](benchmarks-large.md) |
| search | [benchmarks-search](benchmarks-search.md) |
| suggest | [benchmarks-drafts](benchmarks-drafts.md); how right: [suggestions](suggestions.md#how-well-it-works) |
| matrix | [benchmarks-matrix](benchmarks-matrix.md) |
| network, path | [benchmarks-network](benchmarks-network.md) |
| spatial join, map | [benchmarks-sites](benchmarks-sites.md) |
| name matching | [benchmarks-matching](benchmarks-matching.md) |
| preflight | [benchmarks-preflight](benchmarks-preflight.md); its [arithmetic](benchmarks-cells.md) |
| release, rerun, start of Lab | [benchmarks-leaving](benchmarks-leaving.md) |
| `import workbench`, `workbench --help` | [benchmarks-core](benchmarks-core.md) |
| in other units | [recognising words](benchmarks-ocr.md), [the desk](benchmarks-desk.md) |

What a thousand cases would take stands in [at-scale.md](at-scale.md).
"""
Told = dict[str, Any]


def targets() -> list[Told]:
    """The targets, each with what was measured last (None where nothing was), and how."""
    listed: list[Told] = tomllib.loads((ROOT / "benchmarks/targets.toml").read_text("utf-8"))["target"]
    return [one | dict(zip(("measured", "how", "link"), stands(one), strict=True)) | floor(one) for one in listed]


def floor(one: Told) -> Told:
    """What a bare program took beside the same tool, where a target names one and it was measured."""
    least = _rows(one | {"rows": one["floor"]})[0] if "floor" in one else None
    return {"least_possible": least} if least is not None else {}


def stands(one: Told) -> tuple[float | None, str, str]:
    """What was measured, in words how, and the page or test where it stands."""
    if "rows" in one:
        return _rows(one)
    if "apart" in one:
        return _apart(one)
    if "proof" in one:
        return _proof(one)
    if "page" in one:
        return cell(*one["page"]), "", f"[{one['page'][0]}]({one['page'][0]}.md)"
    return asserted(one["test"])


def _rows(one: Told) -> tuple[float | None, str, str]:
    link = f"[benchmarks-{one['rows'][0][0]}](benchmarks-{one['rows'][0][0]}.md)"
    same = len({tuple(named[:3]) for named in one["rows"]}) == 1  # one job in several sizes: the first that there is
    held = [(named, kept.found(*named)) for named in one["rows"]]
    there = [(named, *found) for named, found in held if found]
    if not there or (not same and len(there) < len(held)):
        return None, "", link
    worst = max if "least" not in one else min
    values = [(value(row, done, one), row, done) for _, row, done in (there[:1] if same else there)]
    if any(figure is None for figure, _, _ in values):
        return None, "", link
    figure, row, done = worst(values, key=lambda held: held[0] or 0)
    words = [f"{row['rounds']} round" + "s" * (row["rounds"] > 1), "quiet" if done["quiet"] else loud(done)]
    if same and there[0][0] != one["rows"][0]:
        words.append(f"of {row['n']:,} {row['of']}")
    if one.get("loud") and not done["quiet"]:
        words.append("by the processor")
    return figure, ", ".join(words), link


def value(row: Told, done: Told, one: Told) -> float | None:
    """The figure of a row that a target is about."""
    column = one.get("column", "ratio")
    if column == "memory":
        return row["memory"][0]
    if column == "f1":
        return round(row["f1"][0] / row["f1"][1], 4)
    if column == "growth":
        rows = [other for job in kept.results(one["rows"][0][0]).values() for other in job["rows"]]
        grown = kept.growth(row, rows).partition(" / ")[0]
        return float(grown) if grown else None
    return row["busy"] if one.get("loud") and not done["quiet"] else row[column]


def loud(done: Told) -> str:
    """What else the machine did, in a word or two."""
    return "load not noted" if done["load"][0] is None else f"load {max(done['load']):g}"


def _apart(one: Told) -> tuple[float | None, str, str]:
    link = f"[benchmarks-{one['apart'][0][0]}](benchmarks-{one['apart'][0][0]}.md)"
    held = [kept.found(*named) for named in one["apart"]]
    there = [row["memory"][0] for row, _ in filter(None, held)]
    if len(there) < len(held) or None in there:
        return None, "", link
    return round(abs(there[1] - there[0]), 1), "", link


def _proof(one: Told) -> tuple[float | None, str, str]:
    results = json.loads((ROOT / "tests/prove/results.json").read_text("utf-8"))
    link = "[proofs](proofs.md#figures)"
    if any(name not in results for name, _ in one["proof"]):
        return None, "`make prove`", link
    at = ", ".join(sorted({results[name]["commit"] for name, _ in one["proof"]}))
    return sum(results[name]["figures"][figure] for name, figure in one["proof"]), f"`make prove` at {at}", link


def asserted(name: str) -> tuple[float | None, str, str]:
    """That a test says so.

    Raises:
        LookupError: there is no such test.
    """
    file, _, function = name.partition("::")
    if f"\ndef {function}(" not in (ROOT / file).read_text("utf-8"):
        raise LookupError(f"{file} has no test {function}")
    return None, "asserted", f"[{Path(file).name}](../{file})"


def cell(page: str, before: str, first: str, column: str) -> float:
    """A figure in a table of a page: behind a line with these words, in the row that begins so; of `a of b`, a/b.

    Raises:
        LookupError: the page has no such row, or more than one.
    """
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    held = [cells[header.index(column)] for line, header, cells in rows(text)
            if before.casefold() in line.casefold() and cells[0] == first]  # fmt: skip
    if len(held) != 1:
        raise LookupError(f"docs/{page}.md has {len(held)} rows {first!r} behind {before!r}")
    part, _, whole = held[0].replace(",", "").partition(" of ")
    return round(float(part) / float(whole), 4) if whole else float(part)


def rows(page: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """The rows of all tables of a page, each with the line of words before its table and the table's header."""
    before, header = "", list[str]()
    for line in page.splitlines():
        if not line.startswith("|"):
            before, header = line.strip() or before, []
            continue
        cells = [one.strip() for one in line.strip().strip("|").split("|")]
        if not header:
            header = cells
        elif not re.fullmatch(r"[-: ]*", "".join(cells)):
            yield before, header, cells


def page_of(told: list[Told]) -> str:
    """The page, from targets with their measurements; what nobody set a figure for stands in a table of its own."""
    promised = [one for one in told if {"goal", "least", "test"} & one.keys()]
    others = [one for one in told if one not in promised]
    lines = [
        f"| {one['issue']} | {one['job']} | {one.get('beside', '')} | {wanted(one)} | {figure_of(one)} | "
        f"{reached(one)} | {how(one)} |"
        for one in sorted(promised, key=lambda one: one["issue"])
    ]
    rest = [
        f"| {one['issue']} | {one['job']} | {one.get('beside', '')} | {figure_of(one)} | {how(one)} |"
        for one in sorted(others, key=lambda one: one["issue"])
    ]
    return HEAD + "\n".join(lines) + "\n" + counted(promised) + OTHERS + "\n".join(rest) + "\n" + TAIL


def counted(promised: list[Told]) -> str:
    """How many were reached, in a sentence."""
    words = [reached(one) for one in promised]
    return (f"\nOf {len(words)} lines {words.count('yes')} are reached, {words.count('**no**')} are not, and "
            f"{words.count('not measured')} were not measured as they are meant.\n")  # fmt: skip


def wanted(one: Told) -> str:
    """The goal, in words."""
    if "goal" in one:
        return f"at most {one['goal']:g}" if one["goal"] else "none"
    return f"at least {one['least']:g}" if "least" in one else ""


def figure_of(one: Told) -> str:
    """What was measured."""
    if one["measured"] is None:
        return ""
    told = f"{one['measured']:,}" if one["measured"] >= 1000 else f"{one['measured']:.4g}"
    return f"{told} (floor {one['least_possible']:.3g})" if "least_possible" in one else told


def reached(one: Told) -> str:
    """Whether a target is reached."""
    if "test" in one:
        return "yes"
    if one["measured"] is None:
        return "not measured"
    good = one["measured"] <= one["goal"] if "goal" in one else one["measured"] >= one["least"]
    return "yes" if good else "**no**"


def how(one: Told) -> str:
    """Where it stands and how it was measured."""
    return f"{one['link']}, {one['how']}" if one["how"] else one["link"]


def figure(told: list[Told], file: Path) -> None:
    """The ratios as a picture: a bar from the goal to what was measured, hatched where the goal was missed."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    drawn, axes = pyplot.subplots(figsize=(10, 0.42 * len(told) + 1.2))
    for at, one in enumerate(reversed(told)):
        share, missed = one["measured"] / one["goal"], one["measured"] > one["goal"]
        axes.barh(
            at, share, color="#c9c4b8" if missed else "#1f4e79", hatch="///" if missed else "", edgecolor="#222222"
        )
        axes.text(
            share * 1.04,
            at,
            f"{one['measured']:.3g} of {one['goal']:g}",
            va="center",
            fontsize=8,
            zorder=3,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )
    axes.axvline(1, color="#222222", linewidth=1.2)
    names = [f"{one['job']}\nbeside {one['beside']}" for one in reversed(told)]
    axes.set_yticks(range(len(told)), names, fontsize=7)
    axes.set_ylim(-0.8, len(told) - 0.2)
    axes.set_xscale("log")
    axes.set_xlim(0.1, max(3.0, *(1.6 * one["measured"] / one["goal"] for one in told)))
    axes.set_xticks([0.125, 0.25, 0.5, 1, 2], ["an eighth", "a quarter", "half", "the goal", "twice"], fontsize=8)
    axes.minorticks_off()
    axes.set_title("Measured time as a share of what was allowed (hatched: not reached)", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    drawn.tight_layout()
    drawn.savefig(file, dpi=110, bbox_inches="tight", metadata={"Software": None})


def drawable(told: list[Told]) -> list[Told]:
    """The targets that are ratios beside a tool, with a goal, and measured."""
    return [one for one in told if one.get("goal") and one.get("beside") and one["measured"] is not None]


def write() -> None:
    """Writes the page and the figure."""
    held = targets()
    (ROOT / "docs/benchmarks.md").write_text(page_of(held), encoding="utf-8")
    figure(drawable(held), ROOT / "docs/benchmarks.png")


if __name__ == "__main__":
    write()
