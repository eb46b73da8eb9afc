"""The reviewer's bundle: the case, the notebooks, the environment and the published figures, in one BagIt folder."""

import os
import platform
import re
import shutil
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from workbench.casefile import Case, open_case, verify
from workbench.casefile.anchor import signer_of
from workbench.errors import Missing, Refused, Unknown
from workbench.records import canonical
from workbench.release.bag import seal_bag, sha256
from workbench.release.claimed import FORMAT, release_id
from workbench.release.crate import write_crate
from workbench.release.described import METADATA, beneath, described
from workbench.release.enclosed import codebook, codings, sealed_head, verifier
from workbench.release.free import free
from workbench.release.notebooks import Ran, run, shipped
from workbench.release.passed_by import AUDIENCE, passed_by
from workbench.release.read_me import BEGINS, write_read_me
from workbench.release.throwaway import COPY, held, taken_away, unreleased
from workbench.tables import Tables

NO_TABLES = ("case", "codebook", "environment", "notebooks")  # whose files are not of our making, or no tables
OF_A_CASE = ("format.json", "ledger", "objects")
OPEN_TO_ALL = ("synthetic", "public-record")
HOLDS_A_CASE = "The whole record of a case, the notebooks, and the figures that they make of it."
ROWS = "Release its protected rows: `workbench release CASE --for reviewer` does"
PACKAGE = "forced-labour-workbench"
Progress = Callable[[str, int, int], None]


def pack(
    case: Case, *, audience: str, out: Path, agent: str | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Packs a case for reviewers into the new folder `out`; gives its release id, the digest of every file, and which
    folders it took away that runs before it left when they were killed.

    The notebooks are run once on a copy of the case, and what they publish becomes `data/figures`. No clock is read:
    the day of bagging is that of the last event of the ledger, and the release id is the digest of the case's head, the
    notebooks and the environment, so that one id never stands for two bundles. The folder is there whole or not at all.

    Raises:
        Refused: another audience, a case that may not leave as a whole (`whole`), a case that does not verify, a folder
            that holds something, a notebook that fails.
        Unknown: no agent of the case has the key that was given.
    """
    out = Path(out)
    _may_leave(case, audience)
    free(case, out)
    who = _agent(case, agent)
    gone = taken_away(out)
    with unreleased(out) as bag:
        release, files = _fill(bag, case, audience, progress)
        _passes_nothing_by(case)  # somebody may have withheld or withdrawn something while the notebooks ran
        left = [(f"{out.name}/{file['path']}", file["sha256"]) for file in files]
        case.log_access(who, left, release=release, audience=audience)  # before it stands there, as of each
    return {"release": release, "files": files, "taken_away": gone}


def whole(case: Case) -> bool:
    """Whether a bundle may hold the whole record of a case; of any other it holds protected rows (`reviewing.py`)."""
    return open_to_all(case) and not passed_by(case)


def open_to_all(case: Case) -> bool:
    """Whether a case is an unsealed synthetic or public-record one: whole, where nothing in it forbids that."""
    return not case.sealed and case.info.nature in OPEN_TO_ALL


def _may_leave(case: Case, audience: str) -> None:
    if audience != AUDIENCE:
        raise Refused(f"bundle for {audience}", "a bundle is for reviewers", "Use --for reviewer")
    if not open_to_all(case):
        raise Refused(case.path.name, "a sealed or confidential case does not leave as a whole", ROWS)
    _passes_nothing_by(case)
    audit = verify(case)
    if not audit.ok:
        found = "; ".join(f"{problem.subject}: {problem.message}" for problem in audit.shown[:3])
        raise Refused(case.path, f"the case does not verify ({found})", "Run `workbench verify` and mend it first")


def _passes_nothing_by(case: Case) -> None:
    """A bundle copies the whole ledger: nothing and nobody can be left out of it. Who they are is not said."""
    if found := passed_by(case):
        cause = f"{'; '.join(found)}: this bundle would copy the whole ledger all the same"
        raise Refused(case.path.name, cause, ROWS)


def _agent(case: Case, key: str | None) -> str:
    key = key or os.environ.get("WORKBENCH_AGENT")
    if not key:
        return ""
    try:
        return case.agent(key)
    except Missing:
        known = sorted(live.record.key for live in case.state().of("agent"))
        raise Unknown(case.path.name, "agent", key, known) from None


def _fill(bag: Path, case: Case, audience: str, progress: Progress | None) -> tuple[str, list[dict[str, str]]]:
    data = bag / "data"
    copy_case(case.path, data / "case")
    notebooks = [_copy(path, data / "notebooks" / path.name) for path in shipped()]
    ran = rerun_on_a_copy(data / "case", notebooks, data / "figures", progress)
    broken = [f"{one.notebook}, {one.error}" for one in ran if one.error]
    if broken:
        raise Refused(broken[0], "a notebook does not run on this case", "Mend what it names, then release again")
    last = max(line.at for line in case.lines())
    copy = open_case(data / "case")
    sealed_head(copy.path, signer_of(case, case.state().of("agent")[0].record.key), last, data / "seal.json")
    codings(copy.tables(), data / "codings.csv")
    about = {"audience": audience, "title": case.info.title, "nature": case.info.nature, "head": copy.head(),
             "holds": "case"}  # fmt: skip
    (data / "figures.json").write_bytes(canonical(figures(ran, data)) + b"\n")
    return closed(bag, about, notebooks, copy.tables(), day=last[:10], description=HOLDS_A_CASE)


def closed(
    bag: Path, about: dict[str, Any], notebooks: list[Path], tables: Tables, *, day: str, description: str
) -> tuple[str, list[dict[str, str]]]:
    """Closes a bundle whose own content stands in `data/`: codebook, environment, verifier, the description of its
    tables, the page that is read first, crate and bag around it.

    `tables` are of what the bundle shows. Gives the release id, and path and digest of every file.
    """
    data = bag / "data"
    codebook(data / "codebook")
    about = about | {
        "format": FORMAT, "environment": environment(data / "environment"), "verifier": verifier(bag),
        "notebooks": [{"path": f"notebooks/{path.name}", "sha256": sha256(path)} for path in notebooks],
    }  # fmt: skip
    about["release"] = release_id(about)
    told = {"title": about["title"], "description": description, "source": about["head"], "date": day}
    (data / METADATA).write_bytes(described(beneath(data, apart=NO_TABLES), told))
    (data / "release.json").write_bytes(canonical(about) + b"\n")
    write_read_me(data, about, tables, day=day, description=description)
    write_crate(data, about, day=day, description=description)
    info = {"Bagging-Date": day, "External-Identifier": about["release"],
            "External-Description": f"{about['title']}. {BEGINS}"}  # fmt: skip
    return about["release"], seal_bag(bag, {**info, "Bag-Software-Agent": PACKAGE})


def figures(ran: list[Ran], data: Path) -> list[dict[str, str]]:
    """The manifest of what notebooks published: id, path beneath `data`, SHA-256 and notebook of each."""
    return [
        {
            "id": name,
            "path": path.relative_to(data).as_posix(),
            "sha256": sha256(path),
            "notebook": one.notebook,
            "rests_on": "",
        }
        for one in ran
        for name, path in one.figures.items()
    ]


def rerun_on_a_copy(
    case: Path, notebooks: list[Path], out: Path, progress: Progress | None = None, *, within: Sequence[str] = ()
) -> list[Ran]:
    """Runs notebooks on a throw-away copy of a case, so that not even a log of the looks changes it."""
    with held(COPY) as folder:
        copy_case(case, folder / "case")
        out.mkdir(parents=True)
        return run(notebooks, folder / "case", out, progress=progress, within=within)


def copy_case(case: Path, into: Path) -> Path:
    """The record of a case without its outputs and without the log of looks: ledger, objects and format."""
    for name in OF_A_CASE:
        for path in sorted([case / name, *(case / name).rglob("*")]):
            if path.is_file() and "incoming" not in path.relative_to(case).parts:
                _copy(path, into / path.relative_to(case))
    return into


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


def environment(folder: Path) -> dict[str, Any]:
    """Writes the versions in use, and the lock file where there is one, into a folder; gives the versions."""
    folder.mkdir()
    versions = {"python": platform.python_version(), "packages": packages()}
    (folder / "versions.json").write_bytes(canonical(versions) + b"\n")
    lock = Path(__file__).resolve().parent.parent.parent / "requirements.lock"
    if lock.is_file():
        _copy(lock, folder / lock.name)
    return versions


def packages() -> dict[str, str]:
    """The installed version of this workbench and of every package that it declares.

    Example:
        >>> "pandas" in packages()
        True
    """
    declared = [line for line in metadata.requires(PACKAGE) or [] if "extra ==" not in line]
    names = sorted(re.split(r"[\s\[<>=!~;(]", line, maxsplit=1)[0].lower() for line in declared)
    return {name: metadata.version(name) for name in [PACKAGE, *names]}
