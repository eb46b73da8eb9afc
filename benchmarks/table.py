"""One table and one figure of everything that was promised beside a public tool, from what the benchmarks last wrote.

    .venv/bin/python benchmarks/table.py        # writes docs/benchmarks.md and docs/benchmarks.png

Nothing is measured here: `targets.toml` says on which page of docs/ the measurement stands, and in which row.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Benchmarks

What was promised beside the tool that one would take instead, and what the last measurement gave: seconds of ours
as a multiple of theirs, in one run. Each page says how its figures were made, on which machine, and what else kept
it busy; where other programs did, a ratio can be off by a third. `make bench` measures everything anew; this page
is put together from those pages by `benchmarks/table.py`, and a test holds it to them.

![Each measured ratio beside its goal, on a logarithmic scale](benchmarks.png)

| job | beside | goal, at most | measured | | page |
|---|---|---|---|---|---|
"""
OTHERS = """
Nobody set a goal for these:

| job | beside | measured | page |
|---|---|---|---|
"""
TAIL = """
Measured in other units: [recognising words](benchmarks-ocr.md), [the check of a release](benchmarks-preflight.md), [its
arithmetic](benchmarks-cells.md), [the desk](benchmarks-desk.md), [suggestions](suggestions.md#how-well-it-works).
What a thousand cases would take stands in [at-scale.md](at-scale.md).
"""


def targets() -> list[dict[str, Any]]:
    """The targets, each with what was measured last."""
    listed: list[dict[str, Any]] = tomllib.loads((ROOT / "benchmarks/targets.toml").read_text("utf-8"))["target"]
    found = [measured(one["page"], one["row"], one.get("column", "ratio")) for one in listed]
    # Where a page gives their time as a multiple of ours, the table turns it round.
    ours = [1 / ratio if one.get("theirs") else ratio for one, ratio in zip(listed, found, strict=True)]
    return [one | {"measured": ratio} for one, ratio in zip(listed, ours, strict=True)]


def measured(page: str, row: list[str], column: str = "ratio") -> float:
    """The ratio in the one row of a page that begins with these cells.

    Raises:
        LookupError: the page has no such row, or more than one.
    """
    found = []
    for header, cells in rows((ROOT / "docs" / f"{page}.md").read_text("utf-8")):
        if cells[: len(row)] == row:
            found.append(float(cells[header.index(column)]))
    if len(found) != 1:
        raise LookupError(f"docs/{page}.md has {len(found)} rows that begin with {row}")
    return found[0]


def rows(page: str) -> list[tuple[list[str], list[str]]]:
    """The rows of all tables of a page, each with the header of its table."""
    found, header = [], []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            header = []
        elif not header:
            header = cells
        elif not re.fullmatch(r"[-: ]*", "".join(cells)):
            found.append((header, cells))
    return found


def page_of(told: list[dict[str, Any]]) -> str:
    """The page, from targets with their measurements; what nobody set a goal for stands in a table of its own."""
    promised = [
        f"| {one['job']} | {one['beside']} | {one['goal']:g} | {one['measured']:g} | "
        f"{'reached' if one['measured'] <= one['goal'] else '**not reached**'} | [{one['page']}]({one['page']}.md) |"
        for one in told
        if "goal" in one
    ]
    others = [
        f"| {one['job']} | {one['beside']} | {one['measured']:.3g} | [{one['page']}]({one['page']}.md) |"
        for one in told
        if "goal" not in one
    ]
    return "\n".join([HEAD + promised[0], *promised[1:], OTHERS + others[0], *others[1:], TAIL])


def figure(told: list[dict[str, Any]], file: Path) -> None:
    """The same as a picture: a bar from the goal to what was measured, hatched where the goal was missed."""
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
            f"{one['measured']:g} of {one['goal']:g}",
            va="center",
            fontsize=8,
            zorder=3,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )
    axes.axvline(1, color="#222222", linewidth=1.2)
    names = [f"{one['job']}\nbeside {one['beside']}" for one in reversed(told)]
    axes.set_yticks(range(len(told)), names, fontsize=7)
    axes.set_xscale("log")
    axes.set_xlim(0.1, 3)
    axes.set_xticks([0.125, 0.25, 0.5, 1, 2], ["an eighth", "a quarter", "half", "the goal", "twice"], fontsize=8)
    axes.minorticks_off()
    axes.set_title("Measured time as a share of what was allowed (hatched: not reached)", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    drawn.tight_layout()
    drawn.savefig(file, dpi=110, bbox_inches="tight", metadata={"Software": None})


if __name__ == "__main__":
    held = targets()
    (ROOT / "docs/benchmarks.md").write_text(page_of(held), encoding="utf-8")
    figure([one for one in held if "goal" in one], ROOT / "docs/benchmarks.png")
