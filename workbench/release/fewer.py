"""A table of a page without the columns that tell its reader nothing; what is left out, or the same throughout, is said
once beside it."""

from collections.abc import Collection, Sequence

from workbench.figures.retold import head
from workbench.figures.words import word
from workbench.markup import escape
from workbench.release.page import Html, grid, join, markup

ALIKE = 3  # of fewer rows a column that repeats itself takes no more room than the sentence


def fewer(
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    caption: str,
    *,
    ids: Sequence[str] = (),
    kept: Collection[str] = (),
) -> Html:
    """The table with its caption, and below it what of its columns is not shown; the first and those `kept` always are.

    Example:
        >>> fewer(["no.", "note"], [["1", ""]], "Rows")[-74:]
        '</div><p class="small">Left out, because nothing stands in them: note.</p>'
    """
    names, headers = headers, [name if isinstance(name, Html) else Html(escape(head(name))) for name in headers]
    cells = [[str(markup(cell)) for cell in row] for row in rows]
    columns = {at: [row[at] for row in cells] for at, name in enumerate(names) if at and name not in kept}
    empty = [at for at, column in columns.items() if not any(column)]
    alike = [at for at, column in columns.items() if len(rows) >= ALIKE and len(set(column)) == 1 and any(column)]
    shown = [at for at in range(len(headers)) if at not in (*empty, *alike)]
    table = grid([headers[at] for at in shown], [[row[at] for at in shown] for row in rows], caption, ids=ids)
    said = [join([headers[at], ": ", Html(cells[0][at])]) for at in alike]
    lines = [join([word("page.alike"), ": ", join(said, "; "), "."])] if said else []
    if empty:
        lines.append(join([word("page.left-out"), ": ", join((headers[at] for at in empty), ", "), "."]))
    return join([table, *(Html(f'<p class="small">{line}</p>') for line in lines)])
