"""One door for files from elsewhere: which form a file has, and what it says in that form."""

from collections.abc import Mapping
from typing import Any

from workbench.codebook import foreign
from workbench.errors import BadValue, Refused
from workbench.foreign.entities import Foreign, entities_of
from workbench.foreign.ftm import hear_ftm
from workbench.foreign.grid import Grid, Line, grids
from workbench.foreign.spans import objects
from workbench.foreign.statements import entities_of_statements
from workbench.foreign.tables import fitting, hear_table
from workbench.foreign.told import Heard
from workbench.foreign.values import header

FTM, STATEMENTS = "ftm", "ftm-statements"


def forms() -> list[str]:
    """The forms that can be named: FollowTheMoney, its statements, and the layouts of tables.

    Example:
        >>> forms()[:2]
        ['ftm', 'ftm-statements']
    """
    return [FTM, STATEMENTS, *sorted(foreign.layouts())]


def hear(
    text: str,
    layout: dict[str, Any],
    file: str,
    *,
    form: str | None = None,
    relation: str | None = None,
    known: Mapping[str, str] | None = None,
) -> Heard:
    """What a file says of a network, from its text and the layout of that text (as they were read at intake).

    `form` is one of `forms()`; without it the file's own shape decides. A table whose name or sheet is a kind of
    FollowTheMoney (Aleph's exports) is read as such entities. `relation` is the kind for rows that name none;
    `known` gives the kinds of entities that earlier files of the same source named (Aleph writes a file a kind).

    Raises:
        Unknown: there is no such layout.
        BadValue: the file is not of the form, or of none that is known here.

    Example:
        >>> firm = '{"id": "a", "schema": "Company", "properties": {"name": ["A"]}}'
        >>> hear(firm, {"unit": "line", "places": []}, "f.ftm.json").entities[0].names
        ('A',)
    """
    if form is not None and form not in (FTM, STATEMENTS):
        foreign.layout(form)
    tables = grids(text, layout)
    if tables:
        return _of_tables(tables, file, form, relation, known or {})
    if form not in (None, FTM, STATEMENTS):
        raise BadValue(file, "form", str(form), "a table (CSV, TSV or XLSX) for this form")
    return _of_json(text, file, form, known or {})


def _of_json(text: str, file: str, form: str | None, known: Mapping[str, str]) -> Heard:
    problems: list[Any] = []
    if text.startswith(("entity_id,", "canonical_id,")):
        raise Refused(file, "statements as a table, in a file that is not named as one", "Name a copy of it .csv")
    held = list(objects(text, file, problems))
    if not held and not problems:
        raise BadValue(file, "the file", text[:60], "FollowTheMoney entities, or a table of a known layout")
    stated = [one for one in held if "prop" in one.value and "value" in one.value]
    if form == STATEMENTS or (form is None and stated):
        rows = [({key: str(value) for key, value in one.plain().items() if value is not None}, f"statement {number}",
                 (one.start, one.end)) for number, one in enumerate(held, 1)]  # fmt: skip
        found: list[Foreign] = entities_of_statements(rows, file, problems)
    else:
        found = list(entities_of(held, text, file, problems))
    heard = hear_ftm(found, file, STATEMENTS if stated else FTM, known)
    heard.problems[:0] = problems
    return heard


def _of_tables(
    tables: list[Grid], file: str, form: str | None, relation: str | None, known: Mapping[str, str]
) -> Heard:
    first = {header(name) for name in tables[0].header}
    if form == STATEMENTS or (form is None and {"entity id", "prop", "value"} <= first):
        problems: list[BadValue] = []
        rows = [({header(name).replace(" ", "_"): text for name, text in line.cells.items()}, line.where, line.span)
                for line in tables[0].lines]  # fmt: skip
        heard = hear_ftm(entities_of_statements(rows, file, problems), file, STATEMENTS, known)
        heard.problems[:0] = problems
        return heard
    kinds = [_schema_of(grid, file) for grid in tables]
    if form == FTM or (form is None and all(kinds)):
        entities = [one for grid, kind in zip(tables, kinds, strict=True) for one in _exported(grid, kind or "")]
        return hear_ftm(entities, file, FTM, known)
    if len(tables) > 1:
        names = ", ".join(grid.sheet for grid in tables)
        raise Refused(file, f"the workbook has several sheets ({names})", "Save the one that is meant as CSV")
    name = form or fitting(tables[0])
    if name is None:
        needs = "; ".join(f"{one}: {', '.join(each['needs'])}" for one, each in sorted(foreign.layouts().items()))
        raise BadValue(file, "header", ", ".join(tables[0].header), f"the columns of a known layout ({needs})")
    return hear_table(tables[0], foreign.layout(name), file, relation=relation)


def _schema_of(grid: Grid, file: str) -> str | None:
    """The kind of FollowTheMoney whose export a table is: by its sheet (a plural there) or its file's name."""
    if header(grid.header[0] if grid.header else "") != "id":
        return None
    stem = file.rpartition("/")[2].partition(".")[0]
    known = {name.casefold(): name for name in foreign.ftm_model().schemata}
    for name, values in foreign.ftm_model().schemata.items():
        known[header(values.get("sheet", name)).replace(" ", "")] = name
    for name in (grid.sheet or stem, stem):
        plain = header(name).replace(" ", "")
        for form in (plain, plain.removesuffix("s"), plain.removesuffix("ies") + "y"):
            if form in known:
                return known[form]
    return None


def _exported(grid: Grid, kind: str) -> list[Foreign]:
    """Rows of an export by kind; headers are property names (CSV) or their labels (Excel)."""
    model = foreign.ftm_model()
    named = model.labels(kind) | {header(name).replace(" ", ""): name for name in model.properties(kind)}
    return [_row(line, grid, kind, named) for line in grid.lines]


def _row(line: Line, grid: Grid, kind: str, named: dict[str, str]) -> Foreign:
    values = {}
    for name in grid.header[1:]:
        if text := line.cells.get(name):
            plain = named.get(header(name).replace(" ", ""), name)
            values[plain] = [part.strip() for part in text.split(";") if part.strip()]
    return Foreign(line.cells.get(grid.header[0], line.where), kind, values, line.where, line.span)
