"""The Lab launcher: bound to this machine, with a token, isolated from the person's settings, and gone when stopped."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench import keeping, lab
from workbench.casefile import Case, create, open_case
from workbench.errors import Refused
from workbench.records import Agent, CaseInfo
from workbench.release import throwaway
from workbench.release.notebooks import shipped

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)(/\S*)\?token=([0-9a-f]{48})")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("lab") / "case"
    return create(folder, CaseInfo(title="A", nature="synthetic"), Agent(key="M", kind="person", name="M"))


@pytest.fixture(scope="module")
def short() -> Iterator[Path]:
    """A folder for temporary files whose name leaves room for that of a socket; pytest's own are too long."""
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def running(case: Case, short: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A Lab that really runs, started as the command line does, by a person with settings that would open it wide."""
    person = tmp_path_factory.mktemp("person")
    wide = {"ServerApp": {"ip": "0.0.0.0", "allow_origin": "*"}, "IdentityProvider": {"token": ""}}
    (person / "jupyter_server_config.json").write_text(json.dumps(wide))
    env = {**os.environ, "JUPYTER_CONFIG_DIR": str(person), "JUPYTER_TOKEN": "known", "JUPYTER_PORT": "9999",
           "TMPDIR": str(short), lab.AS_ROOT: "1"}  # fmt: skip
    program = "import sys; from workbench import lab; from workbench.casefile import open_case;"
    program += "sys.exit(lab.run(open_case(sys.argv[1]), browser=False))"
    log = person / "log"
    with log.open("wb") as out:
        child = subprocess.Popen([sys.executable, "-c", program, str(case.path)], env=env, stderr=out, stdout=out)
    try:
        found = wait_for_address(log, child)
        yield {"port": found[1], "path": found[2], "token": found[3], "tmp": short}
    finally:
        child.terminate()
        child.wait(30)


def wait_for_address(log: Path, child: "subprocess.Popen[bytes]") -> "re.Match[str]":
    for _ in range(600):
        found = ADDRESS.search(log.read_text())
        if found:
            return found
        assert child.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def ask(running: dict[str, Any], path: str, token: str | None = None, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(f"http://127.0.0.1:{running['port']}{path}", headers=headers)
    if token:
        request.add_header("Authorization", f"token {token}")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_nobody_without_the_token_gets_in(running: dict[str, Any]) -> None:
    assert ask(running, "/api/contents")[0] == 403
    assert ask(running, "/api/contents", "known")[0] == 403
    assert ask(running, "/api/contents", running["token"])[0] == 200


def test_it_opens_at_the_first_notebook_among_the_shipped_ones(running: dict[str, Any]) -> None:
    assert running["path"] == "/lab/tree/00_start_here.ipynb"
    listed = json.loads(ask(running, "/api/contents", running["token"])[1])["content"]
    assert [path.name for path in shipped()] == sorted(entry["name"] for entry in listed)


def test_it_listens_on_this_machine_alone_and_on_a_port_that_was_free(running: dict[str, Any]) -> None:
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    lines += [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    port = f"{int(running['port']):04X}"
    bound = {line[1].split(":")[0] for line in lines if line[1].endswith(f":{port}") and line[3] == "0A"}
    assert bound == {"0100007F"}
    assert running["port"] != "9999"


def test_a_page_of_another_name_for_this_machine_is_turned_away(running: dict[str, Any]) -> None:
    assert ask(running, "/api/contents", running["token"], Host="elsewhere.example")[0] == 403


def test_the_token_stands_in_no_argument(running: dict[str, Any]) -> None:
    arguments = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert any(b"jupyterlab" in line for line in arguments)
    assert not [line for line in arguments if running["token"].encode() in line]


def test_lab_is_told_to_call_nobody(running: dict[str, Any]) -> None:
    page = ask(running, "/lab", running["token"])[1].decode()
    config = json.loads(re.search(r'jupyter-config-data" type="application/json">(.*?)</script>', page)[1])
    assert config["news"] == {"disabled": True}
    assert config["extensionManager"]["can_install"] is False
    assert set(lab.DISABLED) <= set(config["disabledExtensions"])
    assert config["terminalsAvailable"] is False


@pytest.mark.parametrize("plugin", sorted(lab.SETTINGS))
def test_each_setting_arrives(running: dict[str, Any], plugin: str) -> None:
    schema = json.loads(ask(running, f"/lab/api/settings/{plugin}", running["token"])[1])["schema"]
    arrived = {name: schema["properties"][name]["default"] for name in lab.SETTINGS[plugin]}
    assert arrived == lab.SETTINGS[plugin]


def test_a_kernel_speaks_over_sockets_knows_the_case_and_keeps_no_history(running: dict[str, Any], case: Case) -> None:
    headers = {"Authorization": f"token {running['token']}"}
    address = f"http://127.0.0.1:{running['port']}/api/kernels"
    request = urllib.request.Request(address, data=b"{}", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 201
    (folder,) = running["tmp"].glob("wb-*")
    connection = json.loads(next((folder / "r").glob("kernel-*.json")).read_text())
    assert connection["transport"] == "ipc"
    kernels = [path for path in Path("/proc").glob("[0-9]*") if b"ipykernel" in (path / "cmdline").read_bytes()
               and str(folder).encode() in (path / "cmdline").read_bytes()]  # fmt: skip
    environment = (kernels[0] / "environ").read_bytes().decode().split("\0")
    assert f"WORKBENCH_CASE={case.path.resolve()}" in environment
    assert f"IPYTHONDIR={folder}/i" in environment
    assert "JUPYTER_TOKEN=known" not in environment
    time.sleep(2)
    assert not list(folder.rglob("history.sqlite"))


def test_neither_lab_nor_a_kernel_listens_beyond_this_machine(running: dict[str, Any]) -> None:
    (folder,) = running["tmp"].glob("wb-*")
    ours = [path for path in Path("/proc").glob("[0-9]*") if str(folder).encode() in _read(path / "environ")]
    kernels = [path for path in ours if b"ipykernel" in _read(path / "cmdline")]
    assert kernels, "the test before this one started one"
    listening = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in [line.split() for line in Path(table).read_text().splitlines()[1:]]:
            if line[3] == "0A":
                listening[line[9]] = line[1].split(":")[0]
    held = {path: {listening[inode] for inode in _sockets(path) if inode in listening} for path in ours}
    # A kernel's channels are sockets of the file system; the one port that it has gathers what its children print, each
    # message of which has to carry a random word.
    assert set().union(*held.values()) == {"0100007F"}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _sockets(process: Path) -> set[str]:
    """The numbers of the sockets that a process holds open."""
    found = set()
    for entry in (process / "fd").iterdir():
        try:
            name = os.readlink(entry)
        except OSError:
            continue
        if name.startswith("socket:["):
            found.add(name[8:-1])
    return found


def test_the_browser_is_told_to_fetch_nothing_from_elsewhere(running: dict[str, Any]) -> None:
    for path in ("/lab", "/api/contents", "/static/lab/none.js"):
        request = urllib.request.Request(f"http://127.0.0.1:{running['port']}{path}")
        request.add_header("Authorization", f"token {running['token']}")
        try:
            headers = urllib.request.urlopen(request, timeout=30).headers
        except urllib.error.HTTPError as error:
            headers = error.headers
        assert headers["Content-Security-Policy"].startswith(lab.POLICY)


@pytest.mark.parametrize("asked", [["--ip=0.0.0.0"], ["--ServerApp.ip=0.0.0.0"], ["--ip", "0.0.0.0"], ["--no-token"]])
def test_the_command_refuses_to_be_opened_to_a_network(case: Case, asked: list[str]) -> None:
    command = [sys.executable, "-m", "workbench", "lab", str(case.path), "--no-browser", *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and "unrecognized arguments" in done.stderr and done.stdout == ""


def test_stopped_it_leaves_nothing_outside_the_case(case: Case, tmp_path: Path) -> None:
    short = Path(tempfile.mkdtemp(prefix="wbt", dir="/tmp"))
    env = {**os.environ, "TMPDIR": str(short), lab.AS_ROOT: "1"}
    program = "import sys; from workbench import lab; from workbench.casefile import open_case;"
    program += "sys.exit(lab.run(open_case(sys.argv[1]), browser=False))"
    log = tmp_path / "log"
    with log.open("wb") as out:
        child = subprocess.Popen([sys.executable, "-c", program, str(case.path)], env=env, stderr=out, stdout=out)
    wait_for_address(log, child)
    assert list(short.glob("wb-*"))
    child.send_signal(signal.SIGTERM)
    assert child.wait(30) == 0
    short.rmdir()  # fails where something was left in it


def test_root_is_told_how_to_start_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.delenv(lab.AS_ROOT, raising=False)
    with pytest.raises(Refused, match=f"{lab.AS_ROOT}=1"):
        lab.run(case, browser=False)


def test_a_name_too_long_for_a_socket_is_said_before_anything_starts(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 80)
    long.mkdir()
    monkeypatch.setenv(lab.AS_ROOT, "1")
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with pytest.raises(Refused, match="TMPDIR"):
        lab.run(case, browser=False)
    assert not list(long.iterdir())


def test_a_notebook_that_somebody_worked_in_is_left_as_it_is(case: Case) -> None:
    own = lab.notebooks(case) / "06_findings.ipynb"
    own.write_text("mine")
    (lab.notebooks(case) / "05_network_sites.ipynb").unlink()
    lab.notebooks(case)
    assert own.read_text() == "mine"
    assert (lab.notebooks(case) / "05_network_sites.ipynb").is_file()
    own.unlink()


def test_the_first_notebook_is_run_once_for_whoever_opens_a_case_that_is_no_secret(
    demo_case: Case, tmp_path: Path
) -> None:
    """What Lab opens on shows the case, the consent that is missing and a quote, also where nobody trusts it yet."""
    case = open_case(shutil.copytree(demo_case.path, tmp_path / "demo"))
    root = lab.notebooks(case)
    lab.look_first(case, root)
    cells = json.loads((root / lab.FIRST).read_text("utf-8"))["cells"]
    shown = "".join(
        "".join(output.get("data", {}).get("text/html", "")) for cell in cells for output in cell.get("outputs", [])
    )
    assert "danger not asked" in shown and "workers do not allow the public" in shown and "paragraph" in shown
    assert not [output for cell in cells for output in cell.get("outputs", []) if output["output_type"] == "error"]


def test_whoever_waits_for_the_first_notebook_is_told_so_and_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that ends at once stands in for Lab; the notebook is really run."""
    case = create(tmp_path / "c", CaseInfo(title="A", nature="synthetic"), Agent(key="M", kind="person", name="M"))
    monkeypatch.setenv(lab.AS_ROOT, "1")
    monkeypatch.setattr(lab, "command", lambda *_: [sys.executable, "-c", "pass"])
    told: list[str] = []
    for browser in (False, True, True):  # the second time there is nothing to wait for
        assert lab.run(case, browser=browser, tell=told.append) == 0
        if not browser:
            assert told == []
            shutil.rmtree(case.path / "output" / "notebooks")
    assert len(told) == 1 and "some seconds" in told[0]
    assert '"output_type"' in (case.path / "output" / "notebooks" / lab.FIRST).read_text("utf-8")


def test_a_browser_is_opened_unless_it_is_not_wanted(tmp_path: Path) -> None:
    assert "--no-browser" in lab.command(tmp_path, tmp_path, browser=False)
    assert "--no-browser" not in lab.command(tmp_path, tmp_path, browser=True)
    assert "--ServerApp.ip=127.0.0.1" in lab.command(tmp_path, tmp_path, browser=True)


def test_of_a_private_case_nothing_that_was_shown_is_saved_and_of_a_sealed_one_checkpoints_go_with_the_home(
    tmp_path: Path,
) -> None:
    for private, sealed in ((True, True), (True, False), (False, False)):
        home = tmp_path / f"{private}{sealed}"
        home.mkdir()
        lab.settle(home, private=private, sealed=sealed)
        server = json.loads((home / "c" / "server.json").read_text())
        shell = json.loads((home / "i" / "profile_default" / "ipython_config.json").read_text())
        assert shell["HistoryManager"] == {"enabled": False}
        assert ("InteractiveShellApp" in shell) == private
        if private:
            assert server["ContentsManager"] == {"pre_save_hook": "workbench.stripped.before_saving",
                                                 "checkpoints_class": "workbench.stripped.Checkpoints"}  # fmt: skip
        if sealed:
            assert server["FileCheckpoints"]["checkpoint_dir"] == str(home / "k") and (home / "k").is_dir()
        if not private:
            assert server == lab.SERVER


def test_no_passphrase_is_handed_on(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in lab.SECRET:
        monkeypatch.setenv(name, "five words that nobody knows")
    monkeypatch.setenv("WORKBENCH_IDLE_MINUTES", "5")
    given = lab.environment(tmp_path, case, tmp_path)
    assert not set(lab.SECRET) & set(given) and given["WORKBENCH_IDLE_MINUTES"] == "5"


def test_the_home_of_a_sealed_case_is_in_memory_where_there_is_such_a_place(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lab._place(case) is None
    monkeypatch.setattr(Case, "sealed", True)
    monkeypatch.setattr(lab, "IN_MEMORY", tmp_path)
    assert lab._place(case) == tmp_path
    monkeypatch.setattr(lab, "IN_MEMORY", tmp_path / "none")
    assert lab._place(case) is None


# Lab in whose place a program sleeps: what is killed here is what starts it, and then the program.
STARTED = """
import sys
from pathlib import Path
from workbench import lab, verbs
sleeps = "import os, time; print(os.getpid(), flush=True); time.sleep(300)"
lab.command = lambda home, root, browser: [sys.executable, "-c", sleeps]
lab.run(verbs.open(sys.argv[1]), browser=False)
"""


def test_what_a_killed_lab_left_is_taken_away_by_the_next_once_its_server_is_dead_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.init(tmp_path / "c", title="A", sealed=False, agent="MJ")
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short:
        monkeypatch.setattr(throwaway, "IN_MEMORY", Path(short))
        monkeypatch.setattr(tempfile, "tempdir", short)
        env = {**os.environ, "TMPDIR": short, lab.AS_ROOT: "1"}
        words = [sys.executable, "-c", STARTED, str(tmp_path / "c")]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env) as started:
            assert started.stdout is not None
            server = int(started.stdout.readline())
            (home,) = Path(short).glob("wb-*")
            started.kill()
            started.wait()
            assert throwaway.taken_away() == [] and (home / "c" / "server.json").exists(), "its server goes on"
            os.kill(server, signal.SIGKILL)
            started.stdout.read()  # until the server is gone, who held the other end as well
        assert throwaway.taken_away() == [str(home)] and not home.exists()
