"""What a thousand cases would take, multiplied out of what was measured last, into the table of docs/at-scale.md.

    .venv/bin/python benchmarks/at_scale.py

A large case is 1 TB (nine tenths of it video), 100,000 items, 1,000,000 events, 5,000 workers; a programme a thousand
of them. The other tenth costs, byte by byte, what small files do. What was not measured is marked *assumed*.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import kept
import table

PAGE = kept.DOCS / "at-scale.md"
CASES, VIDEO, REST, SMALL, EVENTS, WORKERS, SCANS = 1_000, 0.9e12, 0.1e12, 100_000, 1_000_000, 5_000, 10_000
# Assumed: disks that are read at once, bytes a second of one of them, and of a line of 1 Gbit/s.
DISKS, DISK_RATE, NETWORK = 60, 200e6, 125e6
KINDS = ("unsealed", "sealed")
HEADER = "| unit | measured | for one case | for a thousand | from |\n|---|---|---|---|---|"
MINUTE, HOUR, DAY = 60, 3600, 86400


class Sought(LookupError):
    """A row that was never measured, without which nothing can be multiplied."""


def row(program: str, job: str, beside: str, *sizes: int) -> tuple[kept.Row, kept.Row]:
    """The row of a job in the first of these sizes that was measured, and what was kept with it.

    Raises:
        Sought: none was.
    """
    for n in sizes:
        if found := kept.found(program, job, beside, n):
            return found
    raise Sought(f"benchmarks/results/{program}.json has no row of {job!r} beside {beside!r} with {sizes}")


def each(program: str, job: str, beside: str, *sizes: int) -> tuple[float, str]:
    """Seconds a thing of a job, and where they stand."""
    found, done = row(program, job, beside, *sizes)
    return found["ours"] / found["n"], page_of(program, done)


def page_of(program: str, done: kept.Row) -> str:
    """The page of a program, and whether its machine was quiet."""
    return f"[{program}](benchmarks-{program}.md)" + ("" if done["quiet"] else f", {table.loud(done)}")


def span(seconds: float) -> str:
    """So many seconds, in the unit in which one would say them."""
    for unit, name in ((365 * DAY, "years"), (DAY, "days"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= 1.5 * unit:
            return f"{seconds / unit:,.2g} {name}" if seconds < 10 * unit else f"{seconds / unit:,.0f} {name}"
    return f"{seconds:.2g} s"


def both(one: float, other: float) -> str:
    """Unsealed and sealed, in a cell."""
    first, second = span(one), span(other)
    return first if first == second else f"{first}, sealed {second}"


def lines() -> list[str]:
    """The rows of the table."""
    return [*of_files(), of_scans(), *of_ledger(), *of_leaving()]


def of_files() -> list[str]:
    """Keeping and verifying files."""
    sync, bag = "cp + sync", "cp + bagit + sync"
    mebi, where = each("custody", "preserve, unsealed", sync, 2_048)
    sealed = each("custody", "preserve, sealed", sync, 2_048)[0]
    rates = [(1 << 20) / one for one in (mebi, sealed)]
    large = [VIDEO / rate for rate in rates]
    small, there = each("custody", "preserve, unsealed", bag, 10_000)
    small_sealed = each("custody", "preserve, sealed", bag, 10_000)[0]
    check = [100_000 / each("custody", f"verify, {how}", "bagit --validate", 10_000)[0] for how in KINDS]
    disks = CASES * 1e12 / DISKS / DISK_RATE
    return [
        cells("keeping a large file: hash, copy, read back, record",
              f"{rates[0] / 1e6:.0f} MB/s, sealed {rates[1] / 1e6:.0f} MB/s", both(*large),
              both(*(CASES * one for one in large)) + " on one machine", where),
        cells("keeping the other tenth, as small files (100 KB)",
              f"{1e3 * small:.2g} ms each, sealed {1e3 * small_sealed:.2g} ms",
              both(REST / SMALL * small, REST / SMALL * small_sealed),
              both(CASES * REST / SMALL * small, CASES * REST / SMALL * small_sealed), there),
        cells("rehashing all of it (`verify`)",
              f"{check[0] / 1e6:.0f} MB/s, sealed {check[1] / 1e6:.0f} MB/s, of small files in memory",
              both(1e12 / check[0], 1e12 / check[1]),
              f"what the disks give: at {DISK_RATE / 1e6:.0f} MB/s a disk (*assumed*) and {DISKS} disks, {span(disks)}",
              there),
    ]  # fmt: skip


def of_scans() -> str:
    """Recognising words: from the page of its own form."""
    page = table.cell("benchmarks-ocr", "Seconds a page", "ours, two children, language given", "s a page")
    return cells("recognising words on a page", f"{page:g} s with two processes",
                 f"{SCANS:,} pages: {span(SCANS * page)}",
                 f"{span(CASES * SCANS * page)} on two cores; {span(CASES * SCANS * page / 25)} on fifty",
                 "[ocr](benchmarks-ocr.md), which names the load")  # fmt: skip


def of_ledger() -> list[str]:
    """Writing and reading a million events."""
    pandas = "pandas, the same columns"
    write, where = zip(*(each("large", f"write a large case, {how}", "", EVENTS) for how in KINDS), strict=True)
    fold = [row("large", f"fold a large case, {how}", "", EVENTS)[0] for how in KINDS]
    opened = [row("large", f"open to the first matrix, {how}", pandas, EVENTS)[0] for how in KINDS]
    micro = [1e6 * one["ours"] / EVENTS for one in fold]
    memory = [max(one["memory"][0] for one in rows) / 1024 for rows in (fold, opened)]
    index, found = row("search", "build the index", "SQLite FTS5", 100_000)
    passages = EVENTS / 4 / 100_000
    return [
        cells("writing an event", f"{1e3 * write[0]:.2g} ms, sealed {1e3 * write[1]:.2g} ms",
              both(EVENTS * write[0], EVENTS * write[1]), "each case by itself", where[1]),
        cells("folding the ledger, once", f"{micro[0]:.0f} µs an event, sealed {micro[1]:.0f} µs",
              both(fold[0]["ours"], fold[1]["ours"]), "each case by itself", where[1]),
        cells("opening from what was kept, to the first matrix", both(opened[0]["ours"], opened[1]["ours"]),
              "the same", "each case by itself", where[1]),
        cells("memory at most",
              f"{memory[0]:.1f} GiB while a case is folded, {memory[1]:.1f} GiB when opened from what was kept",
              "a laptop with 8 GB", "each case by itself", where[1]),
        cells("building the index of words", f"{1e6 * index['ours'] / index['n']:.0f} µs a passage",
              f"250,000 passages: {span(passages * index['ours'])}, {passages * (index['memory'][0] or 0):,.0f} MiB",
              "each case by itself", page_of("search", found)),
    ]  # fmt: skip


def of_leaving() -> list[str]:
    """The check of a release, and the way of a bundle."""
    worker, where = each("preflight", "check of a release", "one regular expression of all names", 1_000)
    return [
        cells("the check of a release, twenty codings a worker", f"{1e3 * worker:.0f} ms a worker, linear",
              span(WORKERS * worker), "on the day when it is needed", where),
        cells("a bundle's way over a network", "1 Gbit/s is 125 MB/s at best (*assumed*)", span(1e12 / NETWORK),
              f"{span(CASES * 1e12 / NETWORK)}; {span(CASES * 1e12 / NETWORK / 10)} at 10 Gbit/s", ""),
    ]  # fmt: skip


def cells(*held: str) -> str:
    """A line of the table."""
    return f"| {' | '.join(held)} |"


def page() -> str:
    """The page with its table anew; the words around it stay."""
    before, _, rest = PAGE.read_text("utf-8").partition(kept.BEGIN)
    return "\n".join([f"{before}{kept.BEGIN}", HEADER, *lines(), f"{kept.END}{rest.partition(kept.END)[2]}"])


def write() -> None:
    """Writes the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
