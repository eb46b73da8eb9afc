"""Intake over several machines with certificates: the same ledger, nothing in clear on the wire, nobody else asked."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.s3_server import served
from tests.prove.machines import Machines, certificates, ends, frames, heard, lines, machines, settings, why_not
from workbench.casefile import create, seeded_door
from workbench.intake import BATCH, add
from workbench.records import Agent, CaseInfo

pytestmark = [pytest.mark.prove, pytest.mark.skipif(bool(why_not()), reason=why_not())]
ROOT = Path(__file__).resolve().parents[2]
DASK = [sys.executable, "-m", "dask"]
PROGRAM = """
import json, os, signal, sys
from workbench.casefile import create, seeded_door
from workbench.cluster import Cluster
from workbench.intake import add
from workbench.records import Agent, CaseInfo
case = create(sys.argv[2], CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."),
              door=seeded_door("machines", "2026-01-15T09:00:00Z"))
with Cluster(sys.argv[1], store="s3://bucket/inbox") as cluster:
    gather, batches = cluster._client.gather, []
    def killing(running):
        batches.append(running)
        pids = cluster._client.run(os.getpid)
        if len(batches) == 2:  # both have read files of the first
            os.kill(next(iter(pids.values())), signal.SIGKILL)
        return gather(running)
    cluster._client.gather = killing
    taken = add(case, [sys.argv[3]], agent=case.agent("MJ"), elsewhere=cluster.read)
print(json.dumps({"head": case.head(), "refused": len(taken.refused)}))
"""
WORDS = b"They keep our passports in the office"


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines("scheduler", "worker1", "worker2", "store", "laptop", "stranger") as made:
        yield made


def start(on: Machines, name: str, words: list[str], known: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        environment = {**os.environ, **known, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen([*on.on(name), *words], env=environment, stdout=out, stderr=out, cwd=log.parent)


def typed(address: str) -> list[list[str]]:
    """The lines of the page that start a scheduler and workers; here one worker a machine, with nobody to watch it."""
    host, _, port = address.rpartition(":")
    here = {"tls://10.0.0.5:8786": [address], "tls://10.0.0.5": [host], "8786": [port], "4": ["1", "--no-nanny"]}
    return [[*DASK, *(one for word in words[1:] for one in here.get(word, [word]))] for words in lines("machines")]


def pages(on: Machines) -> list[str]:
    """What answers a machine without a certificate, of all that the others listen to, in clear."""
    ask = ("import http.client, sys; one = http.client.HTTPConnection(*sys.argv[1:], timeout=5); "
           "one.request('GET', '/health'); print(one.getresponse().status)")  # fmt: skip
    found = []
    for name in ("scheduler", "worker1", "worker2"):
        for port in on.listening(name):
            words = [*on.on("stranger"), sys.executable, "-c", ask, on.addresses[name], str(port)]
            told = subprocess.run(words, capture_output=True, text=True, check=False)
            found += [f"{name}:{port} {told.stdout}"] if told.returncode == 0 else []
    return found


def said(log: Path, words: str, running: subprocess.Popen[bytes]) -> None:
    while words not in log.read_text("utf-8", "replace"):
        assert running.poll() is None, log.read_text("utf-8", "replace")[-2000:]
        time.sleep(0.2)


def test_files_are_read_on_two_other_machines_and_a_stranger_is_refused(on: Machines, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(BATCH + 8):  # a worker is killed in the second batch
        (inbox / f"{number:02}.txt").write_bytes(b"%d. " % number + WORDS)
    certificates(tmp_path / "own", list(on.spaces))
    certificates(tmp_path / "theirs", list(on.spaces), authority="stranger")
    address = f"tls://{on.addresses['scheduler']}:8786"
    running: list[subprocess.Popen[bytes]] = []
    with (
        served(tmp_path / "s3", host=on.addresses["store"], inside=on.on("store")) as store,
        heard(on, tmp_path / "frames", sys.executable),
    ):
        try:
            known = {name: {**settings(tmp_path / "own", name), **store.settings()} for name in on.spaces}
            log = tmp_path / "scheduler.log"
            scheduler, worker = typed(address)
            running.append(start(on, "scheduler", scheduler, known["scheduler"], log))
            said(log, "Scheduler at", running[0])
            for name in ("worker1", "worker2"):
                running.append(start(on, name, worker, known[name], tmp_path / f"{name}.log"))
            for name, one in zip(("worker1", "worker2"), running[1:], strict=True):
                said(tmp_path / f"{name}.log", "Registered to", one)
            strange(on, tmp_path, address)
            assert on.listening("scheduler") and on.listening("worker1") and not pages(on)
            client = start(on, "laptop", [sys.executable, "-c", PROGRAM, address, str(tmp_path / "case"), str(inbox)],
                           known["laptop"], tmp_path / "laptop.log")  # fmt: skip
            assert client.wait() == 0, (tmp_path / "laptop.log").read_text()[-2000:]
        finally:
            for one in running:
                one.send_signal(signal.SIGKILL)
                one.wait()
        assert not store.holds(WORDS)
    told = json.loads((tmp_path / "laptop.log").read_text().splitlines()[-1])
    alone = create(tmp_path / "alone", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."),
                   door=seeded_door("machines", "2026-01-15T09:00:00Z"))  # fmt: skip
    add(alone, [inbox], agent=alone.agent("MJ"))
    assert told == {"head": alone.head(), "refused": 0}
    assert sum(one.returncode == -signal.SIGKILL for one in running) == len(running)
    crossed(on, tmp_path / "frames")


def strange(on: Machines, tmp_path: Path, address: str) -> None:
    """A machine whose certificate another authority signed is no worker, and one without any is none either."""
    theirs = settings(tmp_path / "theirs", "stranger")
    words = [*DASK, "worker", "--nworkers", "1", "--no-dashboard", "--no-nanny", "--death-timeout", "4"]
    for number, (where, known) in enumerate(((address, theirs), (address.replace("tls:", "tcp:"), {}))):
        log = tmp_path / f"stranger{number}.log"
        one = start(on, "stranger", [*words, where], known, log)
        assert one.wait() != 0
        assert "Registered to" not in log.read_text("utf-8", "replace")


def crossed(on: Machines, file: Path) -> None:
    """Only these machines spoke, to each other; nothing that the files say was among it; nobody else was sought."""
    own, pairs, data = set(on.addresses.values()), set(), file.read_bytes()
    for frame in frames(file):
        pairs |= {found} if (found := ends(frame)) else set()
    scheduler, store = on.addresses["scheduler"], on.addresses["store"]
    readers = {on.addresses[name] for name in ("worker1", "worker2")}
    assert {(one, scheduler) for one in readers} <= pairs and {(one, store) for one in readers} <= pairs
    assert {end for pair in pairs for end in pair} <= own
    assert WORDS not in data and b"passports" not in data
    assert {name: on.unanswered(name) for name in on.spaces} == dict.fromkeys(on.spaces, 0)
