"""What the terminal shows: one JSON document, tables, progress on standard error."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from workbench.cli.terminal import under
from workbench.markup import visible

LETTERS = {
    "supported": "S", "alleged": "A", "conflicting": "±", "contradicted": "C", "denied": "D", "unclear": "?",
    "not-assessed": "·",
}  # fmt: skip
COLOURS = {
    "supported": "bold red",
    "alleged": "red",
    "conflicting": "bold magenta",
    "contradicted": "blue",
    "denied": "blue",
}


def document(value: Any) -> None:
    """One JSON document on standard output.

    Example:
        >>> document({"ok": True})
        {
          "ok": true
        }
    """
    print(json.dumps(value, ensure_ascii=False, indent=2))


def note(text: str) -> None:
    """A message on standard error."""
    print(text, file=sys.stderr)


def rows(headers: list[str], lines: list[list[str]], title: str | None = None) -> None:
    """A table on standard output; every value is text, never markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = [[visible(value) for value in line] for line in lines]
    shown = Table(title=title, title_justify="left", header_style="bold")
    for place, header in enumerate(headers):
        words = [word for value in (header, *(line[place] for line in lines)) for word in value.split()]
        shown.add_column(Text(header), overflow="fold", min_width=min(16, max(map(len, words), default=1)))
    for line in lines:
        shown.add_row(*(Text(value) for value in line))
    Console(file=under(sys.stdout)).print(shown)


def grid(matrix: Any) -> None:
    """The matrix: one letter a cell, with the number of origins, and the legend beneath."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=under(sys.stdout))
    shown = Table(title=f"Indicators ({matrix.framework}) by {matrix.by}", title_justify="left", padding=(0, 1))
    shown.add_column(matrix.by, overflow="fold", min_width=6)
    for column in matrix.columns:
        shown.add_column(str(column.number), justify="center", no_wrap=True)
    for row in matrix.rows:
        cells = [matrix.cell(row.id, column.id) for column in matrix.columns]
        marks = [f"{LETTERS[cell.state]}{cell.origins or ''}" for cell in cells]
        shown.add_row(
            Text(visible(row.label)),
            *(Text(mark, style=COLOURS.get(cell.state, "dim")) for mark, cell in zip(marks, cells, strict=True)),
        )
    console.print(shown)
    console.print(Text("; ".join(f"{column.number} {column.label}" for column in matrix.columns)))
    console.print(
        Text(", ".join(f"{letter} {state}" for state, letter in LETTERS.items()) + "; the number counts origins")
    )
    for line in matrix.coverage:
        console.print(Text(visible(line), style="dim"))


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Bars on standard error, one for each named step, with counts and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=under(sys.stderr))) as bars:
        known: dict[str, Any] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in known:
                known[step] = bars.add_task(step, total=total)
            bars.update(known[step], completed=done, total=total)

        yield tell
