"""The reviewer's bundle of a case that may not leave as a whole: protected rows, figures, and proofs of both."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from workbench.casefile import Case
from workbench.casefile.anchor import signer_of
from workbench.casefile.released import releases
from workbench.errors import Refused
from workbench.records import KIND_OF, Access, canonical
from workbench.release.bag import sha256
from workbench.release.bundle import closed, figures
from workbench.release.checked import Checked
from workbench.release.committing import Commitments, commitments, encoded
from workbench.release.contents import write_contents
from workbench.release.copies import Copy
from workbench.release.enclosed import codings
from workbench.release.free import free
from workbench.release.notebooks import Ran, of_rows, run
from workbench.release.protected import looked_through, may_leave, preflight, sound
from workbench.release.recalling import counting
from workbench.release.rows import GROUPS, Rows, leaving_rows, shown_rows, withheld, written
from workbench.release.throwaway import taken_away, unreleased

AUDIENCE, VIEW = "reviewer", "view"
# What each figure of the protected view rests on, by the beginning of its name.
ALL = "+".join(GROUPS)
RESTS_ON = (("network", "relations"), ("sites", "places"), ("chronology", "events"),
            ("wages", "money+relations"), ("responses", "acts"), ("dossier", ALL), ("about", ALL),
            ("csv-metadata", ALL))  # fmt: skip
HOLDS_ROWS = (
    "Protected rows of a case, the figures that they make, figures of the whole case that rest on what is withheld, "
    "and commitments by which each row can be proved to be of the ledger."
)
Progress = Callable[[str, int, int], None]


def pack_rows(
    case: Case, *, out: Path, agent: str, purpose: str | None = None, recipient: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Packs what a reviewer may see of a confidential or sealed case into the new folder `out`; gives its id and files.

    Who and what leaves is decided as for every other protected release, for the audience `reviewer`. Two copies share
    no id: the commitments are made new for each. The folder is there whole or not at all.

    Raises:
        Refused: the check has errors, something protected stands in a file, the case does not verify, `out` holds
            something, a notebook fails, or somebody wrote in the case meanwhile.
        Locked: the case is sealed, and nobody opened it.
    """
    out = Path(out)
    free(case, out)
    sound(case)
    made = commitments(case, case.door.salt())
    checked = preflight(case, AUDIENCE, purpose=purpose, ids=made.ids)
    may_leave(checked)
    copy = Copy.drawn(AUDIENCE, recipient, case.door.salt, case.door.now()[:10], checked.naming.finder.find)
    gone = taken_away(out)
    with unreleased(out) as bag:
        published = _fill(bag / "data", case, checked, copy, made, progress)
        about = {"audience": AUDIENCE, "title": checked.prepared.tables.info.title, "nature": case.info.nature,
                 "head": checked.head, "holds": "rows", "root": published.pop("root")}  # fmt: skip
        looked_through(bag, checked)
        # Random digests, and many: nothing to be looked for in them.
        (bag / "data" / "leaves.txt").write_text("".join(f"{leaf}\n" for leaf in published.pop("leaves")), "ascii")
        release, files = closed(bag, about, of_rows(), checked.prepared.tables, day=copy.day, description=HOLDS_ROWS)
        if case.head() != checked.head:
            raise Refused(case.path.name, "somebody wrote in the case meanwhile", "Release again")
        left = tuple((f"{out.name}/{one['path']}", one["sha256"]) for one in files)
        case.log(agent, Access(  # before the folder stands there, as of every release
            action="release", head=checked.head, files=left, release=release, audience=AUDIENCE, recipient=recipient,
            copy=copy.id, published=canonical(published).decode(),
        ))  # fmt: skip
    return {"release": release, "copy": copy.id, "audience": AUDIENCE, "files": files, "taken_away": gone}


def _fill(
    data: Path, case: Case, checked: Checked, copy: Copy, made: Commitments, progress: Progress | None
) -> dict[str, Any]:
    """Writes rows, commitments and figures; gives the numbers that are published, the root and the leaves."""
    (data / "figures").mkdir(parents=True)
    prepared = checked.prepared
    rows = leaving_rows(prepared)
    (data / "figures" / VIEW).mkdir()
    published = write_contents(prepared, copy, data / "figures" / VIEW, earlier=_earlier(case), progress=progress)
    # What was stopped before is in no figure: a later notice must not say that it was withdrawn since.
    here = counting(case)
    counted = [(kind, live.id) for kind in KIND_OF.values() for live in case.state().of(kind) if live.id in here]
    told, leaves = made.signed(
        withheld(counted, rows, made), head=checked.head, at=case.door.now(), signer=signer_of(case, None)
    )
    (data / "commitments.json").write_bytes(encoded(told))
    (data / "rows.jsonl").write_bytes(written(shown_rows(rows, made, leaves)))
    ran = rows_on_a_copy(data / "rows.jsonl", checked.head, copied(of_rows(), data), data / "figures", progress)
    broken = [f"{one.notebook}, {one.error}" for one in ran if one.error]
    if broken:
        raise Refused(broken[0], "a notebook does not run on these rows", "Mend what it names, then release again")
    codings(Rows(data / "rows.jsonl").tables(), data / "codings.csv")
    (data / "figures.json").write_bytes(canonical([*_of_the_view(data), *figures(ran, data)]) + b"\n")
    return published | {"root": told["root"], "leaves": leaves}


def copied(notebooks: list[Path], data: Path) -> list[Path]:
    """The notebooks in the folder of a bundle."""
    (data / "notebooks").mkdir()
    return [Path(shutil.copyfile(path, data / "notebooks" / path.name)) for path in notebooks]


def rows_on_a_copy(
    rows: Path, head: str, notebooks: list[Path], out: Path, progress: Progress | None = None, *,
    within: Sequence[str] = (),
) -> list[Ran]:  # fmt: skip
    """Runs notebooks on a throw-away copy of the protected rows, beside which the head of their ledger stands.

    The copy stands beside `out`: what is left of a run that was cut off goes with what was being made.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wb-rows-", dir=out.parent) as folder:
        copy = Path(shutil.copyfile(rows, Path(folder) / rows.name))
        (Path(folder) / "release.json").write_bytes(canonical({"head": head}))
        return run(notebooks, copy, out, progress=progress, within=within)


def _of_the_view(data: Path) -> list[dict[str, str]]:
    """The figures of the whole protected view: no notebook makes them again, for they rest on what is withheld."""
    listed = []
    for path in sorted((data / "figures" / VIEW).iterdir()):
        rests = next((group for begin, group in RESTS_ON if path.name.startswith(begin)), "codings")
        name = path.relative_to(data / "figures").as_posix()
        listed.append({"id": name, "path": f"figures/{name}", "sha256": sha256(path), "notebook": "",
                       "rests_on": rests})  # fmt: skip
    return listed


def _earlier(case: Case) -> list[str]:
    return [one.published for one in releases(case) if one.published]
