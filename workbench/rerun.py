"""The reviewer's side: verify a bundle, run its notebooks in a fresh process, and compare with what was published."""

import dataclasses
import itertools
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from workbench import markup
from workbench.casefile import open_case, verify
from workbench.casefile.walked import Problem
from workbench.errors import Missing, WorkbenchError
from workbench.release.bag import NotABundle, sha256
from workbench.release.bundle import packages, rerun_on_a_copy
from workbench.release.checking import ERROR, FAIL, PASS, check_bundle
from workbench.release.notebooks import Ran, shipped

STATUSES = ("same", "changed", "sealed", "withdrawn", "failed")
LINES_SHOWN, LETTERS_SHOWN = 3, 120
IN_TEXT = {".csv", ".json", ".geojson", ".graphml"}
Progress = Callable[[str, int, int], None]


@dataclasses.dataclass(frozen=True)
class Figure:
    """A published figure and what the rerun made of it.

    `status` is one of `STATUSES` (`sealed` and `withdrawn` come with sealed cases); `published` and `found` are SHA-256
    digests; `found` is None where the figure was not made again. `told` says why, or shows the first lines that differ.
    """

    id: str
    status: str
    published: str
    found: str | None = None
    told: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Report:
    """What a rerun found: each figure, each problem of the bundle, and each version that is another one here.

    Example:
        >>> Report("r", (Figure("a.svg", "same", "0", "0"),), (), ()).sentence()
        '1 of 1 figures: same'
    """

    release: str
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    versions: tuple[tuple[str, str, str], ...]
    verdict: int = 0

    @property
    def ok(self) -> bool:
        """True where the bundle is whole and every figure came out the same."""
        return not self.problems and bool(self.figures) and all(figure.status == "same" for figure in self.figures)

    @property
    def exit_code(self) -> int:
        """0 where all is as published, 3 where the bundle could not be checked, 1 otherwise."""
        return PASS if self.ok else self.verdict or FAIL

    def sentence(self) -> str:
        """The outcome in words: a line for the whole, then one for each thing that is not as published."""
        same = sum(figure.status == "same" for figure in self.figures)
        lines = [f"{same} of {len(self.figures)} figures: same"]
        lines += [f"{problem.code}: {problem.subject}: {problem.message}" for problem in self.problems]
        for figure in self.figures:
            if figure.status != "same":
                lines += [f"{figure.status}: {figure.id}", *(f"  {line}" for line in figure.told)]
        if not self.ok:
            lines += [f"{name} is {here} here, {there} where it was published" for name, there, here in self.versions]
        return "\n".join(lines)

    def document(self) -> dict[str, Any]:
        """The report as one JSON document."""
        return {
            "ok": self.ok,
            "release": self.release,
            "figures": [dataclasses.asdict(figure) for figure in self.figures],
            "problems": [dataclasses.asdict(problem) for problem in self.problems],
            "versions": [dict(zip(("name", "published", "here"), one, strict=True)) for one in self.versions],
        }

    def __repr__(self) -> str:
        return self.sentence()

    def _repr_html_(self) -> str:
        rows = [[figure.id, figure.status, figure.published[:16], (figure.found or "")[:16]] for figure in self.figures]
        page = markup.table(rows, ["figure", "status", "published", "found"], self.sentence().splitlines()[0])
        lines = "".join(f"<li>{markup.escape(line)}</li>" for line in self.sentence().splitlines()[1:])
        return page + (f"<ul>{lines}</ul>" if lines else "")


def rerun(bundle: Path | str, *, progress: Progress | None = None) -> Report:
    """Checks a bundle and makes every published figure again; the bundle itself is not touched.

    First the bag (every file against its digest, nothing that leads out of it), then the case in it as `verify` does,
    then the notebooks. A notebook is code, and a bundle comes from somebody: only those that are byte for byte the ones
    of the installed version are run, in a fresh process, on a copy; the figures of any other read `failed` and say why.

    Raises:
        Missing: there is nothing at the path.
        NotABundle: the folder is no bundle, or was written by a later version.

    Example:
        >>> rerun("bundle/of/nobody")
        Traceback (most recent call last):
        workbench.errors.Missing: bundle/of/nobody: there is nothing at this path. Check the spelling, ...
    """
    bundle = Path(bundle)
    if not os.path.lexists(bundle):
        raise Missing(bundle)
    verdict = check_bundle(bundle)
    if verdict.exit_code == ERROR:
        raise NotABundle(bundle, verdict.problems[0].message)
    if not verdict.ok:
        return Report("", (), verdict.problems, (), verdict.exit_code)
    about, listed = verdict.about, list(verdict.figures)
    figures, extra = _made_again(bundle, listed, progress)
    problems = (*_case(bundle), *extra)
    return Report(about["release"], tuple(figures), problems, tuple(_versions(about)))


def _case(bundle: Path) -> Iterator[Problem]:
    """What `verify` finds in the case of a bundle, beyond what anybody can check of it."""
    try:
        audit = verify(open_case(bundle / "data" / "case"))
    except WorkbenchError as error:
        yield Problem(error.code, "data/case", error.cause)
        return
    yield from audit.problems


def _made_again(
    bundle: Path, listed: list[dict[str, str]], progress: Progress | None
) -> tuple[list[Figure], list[Problem]]:
    own = {path.name: sha256(path) for path in shipped()}
    here = sorted((bundle / "data" / "notebooks").glob("*.ipynb"))
    known = [path for path in here if own.get(path.name) == sha256(path)]
    with tempfile.TemporaryDirectory(prefix="wb-made-") as folder:
        out = Path(folder) / "figures"
        ran = {one.notebook: one for one in rerun_on_a_copy(bundle / "data" / "case", known, out, progress)}
        figures = [_figure(bundle / "data", one, ran.get(one["notebook"])) for one in listed]
        names = {one["id"] for one in listed}
        made = [name for one in ran.values() for name in one.figures if name not in names]
    told = "made by the rerun, and not among the published figures"
    return figures, [Problem("figure-unpublished", name, told) for name in made]


def _figure(data: Path, one: dict[str, str], ran: Ran | None) -> Figure:
    if ran is None:
        told = f"{one['notebook']} is not a notebook of the installed version, and a bundle's own code is not run"
        return Figure(one["id"], "failed", one["sha256"], told=(told,))
    made = ran.figures.get(one["id"])
    if made is None or ran.error:
        told = f"{one['notebook']}: {ran.error or 'did not make it'}"
        return Figure(one["id"], "failed", one["sha256"], told=(told,))
    found = sha256(made)
    if found == one["sha256"]:
        return Figure(one["id"], "same", one["sha256"], found)
    lines = first_differences(data / one["path"], made) if made.suffix in IN_TEXT else ()
    return Figure(one["id"], "changed", one["sha256"], found, lines)


def first_differences(published: Path, found: Path) -> tuple[str, ...]:
    """The first lines that differ between two text files, each as published and as found."""
    sides = (path.read_text("utf-8", "replace").splitlines() if path.is_file() else [] for path in (published, found))
    told: list[str] = []
    for number, (old, new) in enumerate(itertools.zip_longest(*sides), 1):
        if old != new and len(told) < 2 * LINES_SHOWN:
            old, new = (("(no line)" if side is None else side[:LETTERS_SHOWN]) for side in (old, new))
            told += [f"line {number}, published: {old}", f"line {number}, found:     {new}"]
    return tuple(told)


def _versions(about: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    there = {"python": about["environment"]["python"], **about["environment"]["packages"]}
    here = {"python": platform.python_version(), **packages()}
    for name in sorted(set(there) | set(here)):
        if there.get(name) != here.get(name):
            yield name, str(there.get(name, "absent")), str(here.get(name, "absent"))
