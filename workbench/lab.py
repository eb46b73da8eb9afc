"""JupyterLab for a case: on the loopback address, with a token, and with nothing that calls out or keeps a history."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from workbench.casefile import Case
from workbench.casefile.disk import no_core_dumps
from workbench.errors import Refused
from workbench.release.notebooks import run as run_through
from workbench.release.notebooks import shipped
from workbench.release.throwaway import LAB, marked, taken_away, told

FIRST = "00_start_here.ipynb"
AS_ROOT = "WORKBENCH_LAB_AS_ROOT"
CONFIDENTIAL = "confidential"
# A socket's name, `<runtime folder>/kernel-<36 characters>-ipc-1`, may have 104 bytes on the narrowest system.
LONGEST_HOME = 104 - len("/r/kernel-") - 36 - len("-ipc-1") - 1

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # A button in a received notebook's output must not be able to run a command of Lab, and an address in a testimony
    # is no link: one click would tell its owner who reads it.
    "@jupyterlab/apputils-extension:sanitizer": {"allowCommandLinker": False, "autolink": False},
    # What a panel has shown is not written into a notebook: it comes from the case whenever somebody looks.
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False},
    # Every cell stays in the page: finding, printing and screen readers need the whole notebook.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
DISABLED = (
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/apputils-extension:announcements",
    # These ask for language servers, of which there are none.
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
    # It would take what stands between two dollar signs for mathematics, and a link in it for a link: words of a
    # testimony and sums of money are shown as they were written.
    "@jupyterlab/mathjax-extension",
)
# The browser itself refuses whatever a page of Lab would fetch from elsewhere: a picture in a received notebook that
# would tell its owner who looks at it, and when.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
SERVER = {
    "ServerApp": {
        "tornado_settings": {"headers": {"Content-Security-Policy": POLICY}},
        "ip": "127.0.0.1",
        "port": 0,  # the system gives a free one
        "allow_remote_access": False,
        "allow_origin": "",
        "disable_check_xsrf": False,
        "terminals_enabled": False,
        "answer_yes": True,
    },
    "LabApp": {
        "default_url": f"/lab/tree/{FIRST}",
        "labextensions_path": [f"{sys.prefix}/share/jupyter/labextensions"],  # not the system's, not the person's
        "extension_manager": "readonly",
        "news_url": None,
        "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    },
    "KernelManager": {"transport": "ipc"},
    # A panel shows a photograph or plays a recording in one go; the usual limit is meant for a loop that prints.
    "ZMQChannelsWebsocketConnection": {"iopub_data_rate_limit": 50_000_000},
}
# Whoever starts Lab may have these in the environment; every kernel asks for itself.
SECRET = ("WORKBENCH_PASSPHRASE", "WORKBENCH_NEW_PASSPHRASE", "WORKBENCH_RECOVERY_KEY")
IN_MEMORY = Path("/dev/shm")
QUIET = "from workbench.tracebacks import quiet; quiet(get_ipython()); del quiet"


def run(case: Case, *, browser: bool = True, tell: Callable[[str], object] = lambda said: None) -> int:
    """Starts JupyterLab for a case and waits until it is stopped; gives the exit code.

    The server listens on 127.0.0.1 alone, on a port that the system gives, with a new random token that stands in no
    argument; kernels speak over sockets of the file system and keep no history. Jupyter's and IPython's settings of the
    person who starts it are not read, and what Lab writes for itself is in a folder that is gone afterwards. The
    notebooks stand in `CASE/output/notebooks`; one that is there already is left as it is. Where a browser is opened on
    a case that is no secret, the first notebook has been run once; `tell` is told before, because it takes a while.

    Notebooks on a confidential or sealed case are saved without what they have shown, and an error says its kind and
    line alone. Of a sealed case nothing is left on the disk but what somebody writes: checkpoints and temporary files
    are in memory where the system has such a place, no core is dumped, and no passphrase is handed on: each kernel
    asks for it.

    Raises:
        Refused: the person is root, or the folder for temporary files has too long a name for a socket.
    """
    _may_start()
    private = case.sealed or case.info.nature == CONFIDENTIAL
    fresh = not (case.path / "output" / "notebooks" / FIRST).exists()
    root = notebooks(case)
    if browser and fresh and not private:
        tell("the first notebook is run once, so that Lab opens on the case; this takes some seconds")
        look_first(case, root)
    if case.sealed:
        no_core_dumps()
    if gone := taken_away():
        tell(told(gone))
    with tempfile.TemporaryDirectory(prefix=LAB, dir=_place(case)) as folder, marked(Path(folder)) as mark:
        home = Path(folder)
        if len(str(home)) > LONGEST_HOME:
            raise Refused(home, "the name is too long for the sockets of the kernels", "Set TMPDIR to a shorter path")
        settle(home, private=private, sealed=case.sealed)
        # Jupyter holds the mark as well: if this process alone is killed, its server goes on in that home.
        env, held = environment(home, case, root), (mark.fileno(),)
        child = subprocess.Popen(command(home, root, browser), env=env, cwd=root, pass_fds=held)
        return _wait(child)


def look_first(case: Case, root: Path) -> None:
    """Runs the first notebook once: Lab then opens on the case, its matrix and a quote, and not on an empty page.

    Only of a case that is no secret, because what it shows is saved with it. A cell that fails says so where it stands.

    Raises:
        NotRun: no kernel starts here.
    """
    with tempfile.TemporaryDirectory(prefix="wb-") as kept:
        run_through([root / FIRST], case.path, root / "published", keep=Path(kept))
        shutil.copyfile(Path(kept) / FIRST, root / FIRST)


def _place(case: Case) -> Path | None:
    """Where the throw-away folder of Lab is made: of a sealed case in memory, where there is such a place."""
    return IN_MEMORY if case.sealed and os.access(IN_MEMORY, os.W_OK | os.X_OK) else None


def _may_start() -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and os.environ.get(AS_ROOT) != "1":
        raise Refused("lab", "a notebook that is run as root may change anything on this machine",
                      f"Start it as another user; in a container of your own, set {AS_ROOT}=1")  # fmt: skip


def _wait(child: "subprocess.Popen[bytes]") -> int:
    previous = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        code = child.wait()
    except KeyboardInterrupt:  # the terminal sends it to Lab as well, which then ends its kernels
        code = child.wait()
    finally:
        signal.signal(signal.SIGTERM, previous)
        if child.poll() is None:
            child.kill()
    return 0 if code in (0, -signal.SIGINT, -signal.SIGTERM) else 1


def notebooks(case: Case) -> Path:
    """The working folder of a case, `output/notebooks`, with the notebooks of this version that were not there yet."""
    root = (case.path / "output" / "notebooks").resolve()
    root.mkdir(parents=True, exist_ok=True)
    for path in shipped():
        if not (root / path.name).exists():
            shutil.copyfile(path, root / path.name)
    return root


def command(home: Path, root: Path, browser: bool) -> list[str]:
    """The program and its arguments; no token is among them, because every user can read a program's arguments."""
    asked = [] if browser else ["--no-browser"]
    own = ["--allow-root"] if os.environ.get(AS_ROOT) == "1" else []
    bound = [f"--config={home}/c/server.json", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={root}"]
    bound.append(f"--LabApp.app_settings_dir={home}/c")
    return [sys.executable, "-m", "jupyterlab", *bound, *asked, *own]


def environment(home: Path, case: Case, root: Path) -> dict[str, str]:
    """The caller's environment without passphrases, with Jupyter's and IPython's own variables replaced."""
    gone = ("JUPYTER", "IPYTHON", *SECRET)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(gone)}
    folders = {
        "JUPYTER_DATA_DIR": "d", "JUPYTER_RUNTIME_DIR": "r", "IPYTHONDIR": "i",
        "JUPYTERLAB_WORKSPACES_DIR": "w", "JUPYTERLAB_SETTINGS_DIR": "s", "TMPDIR": "t",
    }  # fmt: skip
    own = {name: str(home / folder) for name, folder in folders.items()}
    given = {"WORKBENCH_CASE": str(case.path.resolve()), "WORKBENCH_OUT": str(root / "published")}
    # No file of settings is looked for, neither the person's nor the system's: the one named in `command` is all.
    return {**kept, **own, **given, "JUPYTER_NO_CONFIG": "1"}


def settle(home: Path, *, private: bool = False, sealed: bool = False) -> None:
    """Writes the settings of Lab, of its server and of IPython into a new home."""
    hooks = {"pre_save_hook": "workbench.stripped.before_saving", "checkpoints_class": "workbench.stripped.Checkpoints"}
    saving = {"ContentsManager": hooks}
    aside = {"FileCheckpoints": {"checkpoint_dir": str(home / "k")}}
    shell: dict[str, object] = {"HistoryManager": {"enabled": False}}
    if private:
        shell["InteractiveShellApp"] = {"exec_lines": [QUIET]}
    files: dict[str, object] = {
        "c/server.json": {**SERVER, **(saving if private else {}), **(aside if sealed else {})},
        "c/overrides.json": SETTINGS,
        "c/page_config.json": {"disabledExtensions": DISABLED},
        "i/profile_default/ipython_config.json": shell,
    }
    for folder in "cdikrswt":
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    for name, value in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(json.dumps(value, indent=1), encoding="utf-8")
