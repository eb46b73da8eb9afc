"""Runs notebooks on a case in a fresh process that knows nothing of the person who starts it."""

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from workbench.errors import Missing, Refused, WorkbenchError
from workbench.release.throwaway import RUN, held

# What a notebook may know of its surroundings: no passphrase, no token, no home.
KEPT = ("PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONHASHSEED", "SYSTEMROOT")
Progress = Callable[[str, int, int], None]


class NotRun(WorkbenchError):
    """The process that runs notebooks ended before it had answered for each of them.

    Example:
        >>> NotRun("06_findings.ipynb", "the process ended").code
        'notebook-not-run'
    """

    code = "notebook-not-run"

    def __init__(self, notebook: str, cause: str) -> None:
        super().__init__(notebook, cause, "Run `workbench doctor`, then try again")


@dataclasses.dataclass(frozen=True)
class Ran:
    """A notebook that was run: its file name, what went wrong (None: nothing), and the files that it published.

    `figures` maps the id of a figure (`06_findings/matrix-by-worker.svg`) to its file.
    """

    notebook: str
    error: str | None
    figures: dict[str, Path]


def shipped() -> list[Path]:
    """The notebooks of this version, in their order.

    Raises:
        Missing: this installation has none.

    Example:
        >>> shipped()[0].name
        '00_start_here.ipynb'
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "shipped" / "notebooks", package.parent / "notebooks"):
        found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
        if found:
            return found
    raise Missing("notebooks of the workbench")


def of_rows() -> list[Path]:
    """The notebooks of this version that work on the protected rows of a bundle, in their order.

    Raises:
        Missing: this installation has none.

    Example:
        >>> of_rows()[0].name
        '10_rows.ipynb'
    """
    found = sorted((shipped()[0].parent / "reviewer").glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise Missing("notebooks for the rows of a bundle")
    return found


def run(
    notebooks: Sequence[Path], case: Path, out: Path, *, keep: Path | None = None, progress: Progress | None = None,
    within: Sequence[str] = (),
) -> list[Ran]:  # fmt: skip
    """Runs each notebook in a new kernel, with `case` as its case and `out` as the folder that it publishes into.

    The process has a home, an IPython and a Jupyter folder of its own that are gone afterwards, works in an empty
    folder (so that nothing beside a notebook can be imported instead of a library), and gets none of the caller's
    environment but `KEPT` and the locale. Looks that leave a copy are logged in `case`: give a copy where it must not
    change. `within` is a program that the process is run within, as `no_network` gives one.

    Raises:
        NotRun: the process ended early.
    """
    with held(RUN) as home:
        named = [str(path.resolve()) for path in notebooks]
        own = {"folder": f"{home}/w", "sockets": f"{home}/r", "keep": str(keep or "")}
        errors: dict[str, str | None] = {}
        if progress:
            progress("notebooks", 0, len(notebooks))
        for name, error in _answers({"notebooks": named, **own}, environment(home, case, out), within):
            errors[name] = error
            if progress:
                progress("notebooks", len(errors), len(notebooks))
    return [Ran(path.name, errors[path.name], published(out, path.stem)) for path in notebooks]


def published(out: Path, notebook: str) -> dict[str, Path]:
    """The figures that a notebook left in its folder beneath `out`, by id, sorted."""
    files = sorted(path for path in (out / notebook).rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path for path in files}


def environment(home: Path, case: Path, out: Path) -> dict[str, str]:
    """The whole environment of the process that runs notebooks; makes its folders beneath `home`."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("LC_")}
    # r: the sockets of the kernels, whose names must stay short.
    jupyter = {"JUPYTER_CONFIG_DIR": "c", "JUPYTER_DATA_DIR": "d", "JUPYTER_RUNTIME_DIR": "r"}
    own = {"HOME": "h", "IPYTHONDIR": "i", **jupyter}
    for folder in (*own.values(), "w"):
        (home / folder).mkdir(mode=0o700)
    paths = {name: str(home / folder) for name, folder in own.items()}
    given = {"WORKBENCH_CASE": str(case.resolve()), "WORKBENCH_OUT": str(out.resolve())}
    return {**kept, **paths, **given, "JUPYTER_NO_CONFIG": "1", "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1"}


def no_network() -> list[str]:
    """A program within which a process has no network at all, not even that of this machine.

    Raises:
        Refused: this system has none that works.
    """
    within = ["unshare", "--map-root-user", "--net"]
    try:
        works = subprocess.run([*within, "true"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        works = False
    if not works:
        raise Refused("unshare", "nothing here can run a program without a network",
                      "Run on a Linux that allows user namespaces, or in a machine of its own")  # fmt: skip
    return within


def _answers(
    task: Mapping[str, object], env: dict[str, str], within: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    command = [*within, sys.executable, "-m", "workbench.release.kernel"]
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=said, env=env, cwd=env["HOME"], text=True) as child,
    ):
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(json.dumps(task))
        child.stdin.close()
        for line in child.stdout:
            answer = json.loads(line)
            yield answer["notebook"], answer["error"]
        if child.wait() != 0:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit {child.returncode}"]
            raise NotRun("notebooks", f"the process that runs them ended: {last[0]}")
