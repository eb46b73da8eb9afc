"""Commands that make something: demo, init, add, register, release, rerun, lab."""

import argparse
from pathlib import Path
from typing import Any

from workbench import keeping, verbs
from workbench.cli import reading, say

SOURCELESS = (
    "nothing says from whom these files came, so they stay when a worker withdraws; to say it, add them again: --source"
)


def demo(options: argparse.Namespace) -> int:
    """Builds a shipped case and writes its outputs."""
    from workbench.demo import build, shipped
    from workbench.outputs import write_all

    with say.progress() as tell:
        built = build(shipped(options.case), Path(options.into), progress=tell)
        outputs = write_all(built.case, progress=tell)
    found = verbs.matrix(built.case)
    if options.json:
        shown = [{"path": str(file.relative_to(built.case.path)), "sha256": verbs.digest(file)} for file in outputs]
        say.document({"case": str(options.into), "outputs": shown})
    else:
        say.grid(found)
        for file in outputs:
            print(Path(options.into) / file.relative_to(built.case.path))
        page = Path(options.into) / "output" / "matrix-by-worker.html"
        print(f"Open {page} in a browser: each cell leads to its words.")
    for problem in built.problems:
        say.note(f"not taken: {problem}")
    return 1 if built.problems or built.intake.refused else 0


def init(options: argparse.Namespace) -> int:
    """Begins a case."""
    agent = keeping.custodian(options.agent, options.name)
    case = keeping.init(options.case, title=options.title, sealed=options.sealed, agent=agent,
                      destroy_after_days=options.destroy_after)  # fmt: skip
    if options.json:
        say.document({"case": str(options.case), "head": case.head()})
    else:
        how = "sealed" if case.sealed else "unsealed"
        print(f"{options.case}: {case.info.title}, {how}, head {case.head()}")
    _unprepared(case)
    return 0


def _unprepared(case: Any) -> None:
    """A line where preliminary steps or dangers were not asked for; they stop nothing and change no exit code."""
    from workbench.danger import unasked
    from workbench.preparation import warning

    for line in (warning(case), unasked(case)):
        if line:
            say.note(line)


def add(options: argparse.Namespace) -> int:
    """Takes files in."""
    from workbench.cluster.elsewhere import elsewhere

    case = verbs.open(options.case)
    with say.progress() as tell:
        given = {"agent": options.agent, "source": options.source, "consent": options.consent, "jobs": options.jobs}
        told = lambda done, total: tell("taking in", done, total)  # noqa: E731
        with elsewhere(options.scheduler, options.store) as cluster:
            given["elsewhere"] = cluster and cluster.read
            taken = verbs.add(case, *options.paths, **given, progress=told, remark=say.note)
            recognised = reading.after_intake(case, taken, options, tell, cluster)
    if options.json:
        say.document(_intake(taken) | recognised)
    else:
        lines = [
            [one.id[:12], one.path, one.kind, "duplicate" if one.duplicate else one.outcome] for one in taken.items
        ]
        say.rows(["id", "name", "kind", "outcome"], lines)
        print(f"{taken.added} added, {taken.duplicates} already there, {len(taken.refused)} refused")
    for refused in taken.refused:
        say.note(f"refused: {refused.message}")
    if taken.added and not options.source:
        say.note(SOURCELESS)
    _unprepared(case)
    return 0 if not taken.refused else 1 if taken.items else 2


def _intake(taken: Any) -> dict[str, Any]:
    return {
        "added": taken.added,
        "duplicates": taken.duplicates,
        "refused": [{"path": one.path, "code": one.code, "message": one.message} for one in taken.refused],
        "items": [
            {
                name: getattr(one, name)
                for name in ("id", "sha256", "path", "kind", "media_type", "outcome", "duplicate")
            }
            for one in taken.items
        ],
    }


def register(options: argparse.Namespace) -> int:
    """Records the rows of a register."""
    return _take(options, options.kind)


def _take(options: argparse.Namespace, kind: str) -> int:
    case = verbs.open(options.case)
    with say.progress() as tell:
        imported = verbs.register(
            case, kind, options.file, agent=options.agent, progress=lambda done, total: tell(kind, done, total)
        )
    if options.json:
        problems = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in imported.problems]
        say.document({"recorded": len(imported.recorded), "already": imported.already, "problems": problems})
    else:
        print(
            f"{len(imported.recorded)} recorded, {imported.already} already there, {len(imported.problems)} not taken"
        )
    for problem in imported.problems:
        say.note(f"not taken: {problem}")
    if kind == "sources" and imported.recorded:
        from workbench.coding.completing import disputed

        for told in disputed(case.state(), imported.recorded):
            say.note(told)
    _unprepared(case)
    return 1 if imported.problems else 0


def lab(options: argparse.Namespace) -> int:
    """Starts JupyterLab for a case."""
    from workbench.lab import run

    return run(verbs.open(options.case), browser=not options.no_browser, tell=say.note)
