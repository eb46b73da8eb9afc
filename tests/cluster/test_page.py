"""The lines of docs/cluster.md as they stand there: what they start answers nobody but whom they name."""

import os
import shlex
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.prove.machines import lines

pytest.importorskip("distributed")
PAGE = Path(__file__).resolve().parents[2] / "docs/cluster.md"
WORKERS = 2


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[str, psutil.Process, psutil.Process]]:
    """The address of a scheduler, it and what runs its workers, by the lines for one machine; another port alone."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = str(one.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DASK")}
    running = []
    with (tmp_path / "log").open("wb") as log:
        for program, *words in lines("alone"):
            assert program == "dask"
            command = [sys.executable, "-m", "dask", *(word.replace("8786", port) for word in words)]
            running.append(psutil.Popen(command, stdout=log, stderr=log, cwd=tmp_path, env=environment))
    try:
        scheduler, workers = running
        until = time.monotonic() + 120
        while (tmp_path / "log").read_text("utf-8", "replace").count("Registered to") < WORKERS:
            assert time.monotonic() < until and scheduler.is_running(), (tmp_path / "log").read_text()[-2000:]
            time.sleep(0.2)
        yield f"tcp://127.0.0.1:{port}", scheduler, workers
    finally:
        for one in [child for each in running for child in each.children(recursive=True)] + running:
            one.kill()
        for each in running:
            each.wait()


def test_what_one_machine_starts_listens_to_itself_alone(started: tuple[str, psutil.Process, psutil.Process]) -> None:
    from distributed import Client

    address, scheduler, workers = started
    everybody = [scheduler, workers, *workers.children(recursive=True)]
    listening = [one.laddr.ip for each in everybody for one in each.net_connections("tcp") if one.status == "LISTEN"]
    assert len(listening) >= 2 + 2 * WORKERS and set(listening) == {"127.0.0.1"}
    with Client(address, set_as_default=False) as client:
        assert client.submit(sum, [1, 2]).result() == 3


def test_on_several_machines_the_server_of_each_answers_to_its_own_alone() -> None:
    """`make prove` starts these on machines of their own, where nobody else gets a page (test_machines.py)."""
    for words in lines("machines"):
        assert "--no-dashboard" in words and words[words.index("--dashboard-address") + 1].startswith("127.0.0.1:")


def test_no_line_anywhere_starts_a_part_that_the_blocks_do_not() -> None:
    block = [" ".join(words) for name in ("machines", "alone") for words in lines(name)]
    typed = [" ".join(shlex.split(line, comments=True)) for line in PAGE.read_text("utf-8").splitlines()
             if line.startswith("    dask ")]  # fmt: skip
    assert typed == block and len(block) == 4
