"""Codings in and out of a case, in the form that the ending of a file names."""

from collections.abc import Callable
from pathlib import Path

from workbench import codebook
from workbench.casefile import Case
from workbench.coding.annotation.read import read_annotations
from workbench.coding.annotation.write import annotations_file
from workbench.coding.export import coded, export, put
from workbench.coding.filled import Imported
from workbench.coding.indicators import Indicators, read_map
from workbench.coding.refi.archive import Package
from workbench.coding.refi.codes import codebook_file
from workbench.coding.refi.read import read_codebook, read_project
from workbench.coding.refi.write import project_file
from workbench.coding.registers import register, take_rows
from workbench.coding.sheet import Row
from workbench.coding.shelf import Shelf
from workbench.errors import BadValue, Missing, Refused, WorkbenchError

TABLES, REFI, ANNOTATIONS = (".csv", ".jsonl"), (".qdpx", ".qdc"), (".json", ".jsonld")
ENDINGS = (*TABLES, *REFI, *ANNOTATIONS)
Progress = Callable[[int, int], None]


def import_codings(
    case: Case,
    file: Path,
    *,
    agent: str,
    mapping: Path | None = None,
    framework: str = "ilo-11",
    progress: Progress | None = None,
) -> Imported:
    """Records the codings of a file that anyone wrote; what is no coding of an indicator is listed, nothing is lost.

    `.csv` and `.jsonl` are the register; `.qdpx` a REFI-QDA project; `.json` and `.jsonld` Web Annotations. Of a `.qdc`
    codebook nothing is recorded: `already` counts its codes that are indicators, the others are listed. `mapping` says
    which indicator a code means (see `indicators.read_map`), `framework` where names are sought.

    Raises:
        BadValue: the ending is none of these, or the file is not of the form that its ending names.
        Missing, Refused, Unreadable: there is nothing at the path, it may not be read, or its XML declares entities.
        NotWritten: the system refused to write; nothing was recorded.
    """
    kind = _ending(file)
    if kind in TABLES:
        if mapping is not None:
            raise Refused(mapping, f"a {kind} file names indicators itself", "Leave --map out")
        return register(case, "codings", file, agent=agent, progress=progress)
    if not file.exists():
        raise Missing(file)
    table = {} if mapping is None else read_map(mapping, framework)
    indicators, problems = Indicators(codebook.framework(framework).id, table), list[WorkbenchError]()
    shelf = Shelf(case)
    if kind == ".qdc":
        return Imported((), read_codebook(Package(file), indicators, problems), tuple(problems))
    rows: list[Row] = []
    if kind == ".qdpx":
        rows += read_project(Package(file), shelf, indicators, problems)
    else:
        rows += read_annotations(file, shelf, indicators, problems)
    return take_rows(case, "codings", rows, agent=agent, problems=problems, progress=progress)


def export_codings(case: Case, file: Path, *, framework: str | None = None) -> int:
    """Writes the codings that count in the form that the ending names, labels and keys for ids, and gives how many.

    With `framework` only codings of that one; a `.qdc` holds the codebook alone (of all frameworks without it). The
    file appears whole or not at all. It is the team's: quotes, texts and pictures stand in it in clear. Counsel's notes
    are never in it.

    Raises:
        BadValue: the ending is none of `.csv`, `.jsonl`, `.qdpx`, `.qdc`, `.json` and `.jsonld`.
        Unknown: there is no such framework.
        NotWritten: the system refused to write; a file that stood there before still stands.
    """
    kind = _ending(file)
    names = codebook.frameworks() if framework is None else [codebook.framework(framework).id]
    if kind == ".qdc":
        put(file, codebook_file(names))
        return 0
    if kind in TABLES and framework is None:
        return export(case, file)
    if kind in TABLES:
        raise Refused(file, "a table holds the codings of all frameworks", "Leave --framework out")
    wanted = [one for one in coded(case) if one.row["framework"] in names]
    if kind == ".qdpx":
        put(file, project_file(case.info.title, wanted, case.objects.read))
    else:
        used = sorted({one.row["framework"] for one in wanted})
        labels = {(name, entry.id): entry.label() for name in used for entry in codebook.framework(name).indicators}
        put(file, annotations_file(case.info.title, wanted, labels))
    return len(wanted)


def _ending(file: Path) -> str:
    kind = file.suffix.lower()
    if kind not in ENDINGS:
        raise BadValue(file, "ending", file.suffix, "a name that ends in " + ", ".join(ENDINGS))
    return kind
