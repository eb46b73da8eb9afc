"""The reviewer's side: verify a bundle, run its notebooks in a fresh process, and compare with what was published."""

import dataclasses
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench import markup
from workbench.casefile import open_case, verify
from workbench.casefile.walked import Problem
from workbench.errors import Missing, WorkbenchError
from workbench.release.bag import NotABundle, sha256
from workbench.release.bundle import packages, rerun_on_a_copy
from workbench.release.cellwise import cells_that_differ
from workbench.release.checking import ERROR, FAIL, PASS, Verdict, check_bundle
from workbench.release.claimed import groups_of
from workbench.release.notebooks import Ran, no_network, of_rows, shipped
from workbench.release.recalling import Notice, noticed, signed_by
from workbench.release.reviewing import rows_on_a_copy
from workbench.release.throwaway import MADE, held, taken_away

STATUSES = ("same", "sealed", "withdrawn", "changed", "failed")
AS_PUBLISHED = ("same", "sealed")
NOT_OURS = "made by {}, which is no notebook of the installed version: it may write whatever it likes, so read it"
IN_TEXT = {".csv", ".json", ".geojson", ".graphml"}
Progress = Callable[[str, int, int], None]


@dataclasses.dataclass(frozen=True)
class Figure:
    """A published figure and what the rerun made of it.

    `status` is one of `STATUSES`: `sealed` is what rests on something that is withheld, and `rests_on` then holds the
    numbers of the commitments to that, padding among them. `published` and `found` are SHA-256 digests; `found` is None
    where the figure was not made again. `told` says why, or shows what differs, cell by cell.
    """

    id: str
    status: str
    published: str
    found: str | None = None
    told: tuple[str, ...] = ()
    rests_on: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True)
class Report:
    """What a rerun found: each figure, each problem of the bundle, and each version that is another one here.

    `taken_away` are the folders that it took away because a run before it was killed and left them.

    Example:
        >>> Report("r", (Figure("a.svg", "same", "0", "0"),), (), ()).sentence()
        '1 of 1 figures: same'
    """

    release: str
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    versions: tuple[tuple[str, str, str], ...]
    verdict: int = 0
    taken_away: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True where the bundle is whole, and every figure that can be made again came out the same."""
        return not self.problems and bool(self.figures) and {one.status for one in self.figures} <= set(AS_PUBLISHED)

    @property
    def exit_code(self) -> int:
        """0 where all is as published, 3 where the bundle could not be checked, 1 otherwise."""
        return PASS if self.ok else self.verdict or FAIL

    def sentence(self) -> str:
        """The outcome in words: a line for the whole, then one for each thing that is not as published."""
        counts = Counter(figure.status for figure in self.figures)
        rest = "".join(f", {counts[status]} {status}" for status in STATUSES[1:] if counts[status])
        lines = [f"{counts['same']} of {len(self.figures)} figures: same{rest}" if self.figures else "nothing was run"]
        if counts["sealed"]:
            lines.append("sealed: as published, and resting on what is withheld; these were not made again")
            why = Counter(line for figure in self.figures if figure.status == "sealed" for line in figure.told)
            lines += [f"  {number} of them: each {told}" for told, number in why.items()]
        others = Counter(line for figure in self.figures if figure.status == "same" for line in figure.told)
        lines += [f"  {number} of them: {told}" for told, number in others.items()]
        lines += [f"{problem.code}: {problem.subject}: {problem.message}" for problem in self.problems]
        for figure in self.figures:
            if figure.status not in AS_PUBLISHED:
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


def rerun(
    bundle: Path | str, *, unknown: bool = False, notice: Path | str | None = None, progress: Progress | None = None
) -> Report:
    """Checks a bundle and makes every published figure again that can be; the bundle itself is not touched.

    First the bundle (`check_bundle`), then the case in it as `verify` does, then the notebooks. A notebook is code, and
    a bundle comes from somebody: only those that are byte for byte the ones of the installed version are run, in a
    fresh process, on a copy. With `unknown` the others are run, too, apart from these and without any network; without
    it their figures read `failed` and say why. Figures that rest on what is withheld read `sealed`; those that rest on
    what `notice` (a file that `workbench recall` wrote) says was withdrawn since read `withdrawn`.

    Raises:
        Missing: there is nothing at the path.
        NotABundle: the folder is no bundle.
        Refused: an unknown notebook was to be run, and nothing here can run it without a network.
        Wrong: the notice is none, or not of this bundle.

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
    told = noticed(Path(notice), verdict, signed_by(bundle, verdict)) if notice else None
    gone = tuple(taken_away())
    figures, extra = _made_again(bundle, verdict, unknown, progress)
    figures = [_after(figure, told, verdict) for figure in figures] if told else figures
    problems = (*_case(bundle, verdict), *extra)
    return Report(verdict.about["release"], tuple(figures), problems, tuple(_versions(verdict.about)), taken_away=gone)


def _after(figure: Figure, notice: Notice, verdict: Verdict) -> Figure:
    """A figure as it stands after a notice: what rests on something withdrawn may not be used, whatever came out."""
    rests = next(groups_of(one) for one in verdict.figures if one["id"] == figure.id)
    gone = set(notice.rows)
    if not notice.touches(rests, {row["kind"] for row in verdict.rows if row["id"] in gone}):
        return figure
    told = f"rests on what was withdrawn since ({len(notice.rows)} rows are named); {figure.status} otherwise"
    return dataclasses.replace(figure, status="withdrawn", told=(told, *figure.told))


def _case(bundle: Path, verdict: Verdict) -> Iterator[Problem]:
    """What `verify` finds in the case of a bundle, beyond what anybody can check of it."""
    if verdict.about["holds"] != "case":
        return
    try:
        audit = verify(open_case(bundle / "data" / "case"))
    except WorkbenchError as error:
        yield Problem(error.code, "data/case", error.cause)
        return
    yield from audit.problems


def _made_again(
    bundle: Path, verdict: Verdict, unknown: bool, progress: Progress | None
) -> tuple[list[Figure], list[Problem]]:
    own = {path.name: sha256(path) for path in (*shipped(), *of_rows())}
    here = sorted((bundle / "data" / "notebooks").glob("*.ipynb"))
    known = [path for path in here if own.get(path.name) == sha256(path)]
    strange = [path for path in here if path not in known] if unknown else []
    within = no_network() if strange else []
    with held(MADE) as folder:
        ran = _run(bundle, verdict, known, folder / "known", [], progress)
        ran += _run(bundle, verdict, strange, folder / "unknown", within, progress) if strange else []
        by_name = {one.notebook: one for one in ran}
        ours = {path.name for path in known}
        figures = [_figure(bundle / "data", one, by_name.get(one["notebook"]), verdict, one["notebook"] in ours)
                   for one in verdict.figures]  # fmt: skip
        names = {one["id"] for one in verdict.figures}
        made = [name for one in ran for name in one.figures if name not in names]
    told = "made by the rerun, and not among the published figures"
    return figures, [Problem("figure-unpublished", name, told) for name in made]


def _run(
    bundle: Path, verdict: Verdict, notebooks: list[Path], out: Path, within: Sequence[str], progress: Progress | None
) -> list[Ran]:
    if verdict.about["holds"] == "case":
        return rerun_on_a_copy(bundle / "data" / "case", notebooks, out, progress, within=within)
    rows = bundle / "data" / "rows.jsonl"
    return rows_on_a_copy(rows, verdict.about["head"], notebooks, out, progress, within=within)


def _figure(data: Path, one: dict[str, str], ran: Ran | None, verdict: Verdict, ours: bool) -> Figure:
    if not one["notebook"]:
        groups = groups_of(one)
        leaves = tuple(sorted(at for name in groups for at in verdict.statement["groups"][name]))
        told = f"rests on at most {len(leaves)} sealed records: the commitments to {', '.join(groups)}"
        return Figure(one["id"], "sealed", one["sha256"], told=(told,), rests_on=leaves)
    if ran is None:
        told = (
            f"{one['notebook']} is not a notebook of the installed version, and a bundle's own code is not run; "
            "read it, and run it without a network with --run-unknown"
        )
        return Figure(one["id"], "failed", one["sha256"], told=(told,))
    made = ran.figures.get(one["id"])
    if made is None or ran.error:
        told = f"{one['notebook']}: {ran.error or 'did not make it'}"
        return Figure(one["id"], "failed", one["sha256"], told=(told,))
    found = sha256(made)
    if found == one["sha256"]:
        return Figure(one["id"], "same", one["sha256"], found, () if ours else (NOT_OURS.format(one["notebook"]),))
    cells = cells_that_differ(data / one["path"], made) if made.suffix in IN_TEXT else ()
    return Figure(one["id"], "changed", one["sha256"], found, cells)


def _versions(about: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    told = about["environment"]
    packages_there = told.get("packages")
    there = {"python": told.get("python"), **(packages_there if isinstance(packages_there, dict) else {})}
    here = {"python": platform.python_version(), **packages()}
    for name in sorted(set(there) | set(here)):
        if there.get(name) != here.get(name):
            yield name, str(there.get(name, "absent")), str(here.get(name, "absent"))
