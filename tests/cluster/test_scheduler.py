"""A real cluster of several worker processes reads for an intake; one of them is killed while it reads."""

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.casefile.sealed_case import told_by
from tests.cluster.s3_server import Server, set_here
from tests.extract.sevenzip_written import sevenzip
from tests.extract.written import WORDS, needs_tesseract, page, scan
from workbench.casefile import Case, create, create_sealed, seeded_door, verify
from workbench.casefile.measured import all_found
from workbench.cluster import Cluster
from workbench.cluster.elsewhere import elsewhere
from workbench.cluster.lending import Place
from workbench.cluster.store import store_at
from workbench.errors import Refused
from workbench.extract.worker import MOST_MEMORY
from workbench.findings.copies import at_home
from workbench.intake import BATCH, add
from workbench.membership import backup
from workbench.recognition import recognise
from workbench.records import Agent, CaseInfo

distributed = pytest.importorskip("distributed")
WORKERS = 3


@pytest.fixture(scope="module")
def dask(server: Server) -> Iterator[Any]:
    """A scheduler and three workers, each a process of its own, on the loopback address; they know the S3 store."""
    with pytest.MonkeyPatch.context() as patch:
        set_here(patch, server)
        with distributed.LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as running:  # fmt: skip
            yield running


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n in range(BATCH + 8):
        (folder / f"{n:02}.txt").write_text(f"Note {n}: they keep our passports. Họ giữ hộ chiếu.")
    (folder / "z.7z").write_bytes(sevenzip(("a.csv", b"worker;owed\nW1;450\n"), ("b.txt", b"Words within.")))
    (folder / "zz.jpg").write_bytes(b"\xff\xd8\xff" + b"no picture")
    return folder


def begin(path: Path) -> Case:
    return create(path, CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."),
                  door=seeded_door("cluster", "2026-01-15T09:00:00Z"))  # fmt: skip


def take(case: Case, folder: Path, **options: Any) -> tuple[str, list[tuple[str, bytes]]]:
    """The head, and every byte of the ledger and the store."""
    taken = add(case, [folder], agent=case.agent("MJ"), **options)
    assert taken.refused == () and verify(case).ok
    held = sorted(path for name in ("ledger", "objects") for path in (case.path / name).rglob("*") if path.is_file())
    return case.head(), [(path.relative_to(case.path).as_posix(), path.read_bytes()) for path in held]


def killing(cluster: Cluster) -> list[int]:
    """Kills a worker that has work, once, while the rest of it is awaited; gives where its process will be noted."""
    killed: list[int] = []
    honest = cluster._client.gather

    def gather(running: list[Any]) -> Any:
        if not killed:
            pids, busy = cluster._client.run(os.getpid), ""
            while not busy:  # a worker at work, or one that holds what it has done: both are lost with it
                tasks = {**cluster._client.has_what(), **{k: v for k, v in cluster._client.processing().items() if v}}
                busy = next((where for where, held in tasks.items() if held), "")
            killed.append(pids[busy])
            os.kill(pids[busy], signal.SIGKILL)
        return honest(running)

    cluster._client.gather = gather
    return killed


def test_the_ledger_is_that_of_one_machine_though_a_worker_is_killed_over_its_work(
    dask: Any, inbox: Path, tmp_path: Path
) -> None:
    alone = take(begin(tmp_path / "alone"), inbox)
    with Cluster(dask.scheduler_address) as cluster:
        killed = killing(cluster)
        assert take(begin(tmp_path / "spread"), inbox, elsewhere=cluster.read) == alone
        assert killed and killed[0] not in cluster._client.run(os.getpid).values()


def test_a_worker_reads_in_a_child_with_limits(dask: Any, tmp_path: Path) -> None:
    """The child may write no file, open few, and has its time and memory counted, as at home."""
    (tmp_path / "note.txt").write_text("They keep the cards.")
    with Cluster(dask.scheduler_address) as cluster:
        case = begin(tmp_path / "case")
        add(case, [tmp_path / "note.txt"], agent=case.agent("MJ"), elsewhere=cluster.read)
        told = [limits for limits in cluster._client.run(_limits_of_the_child).values() if limits]
    assert told
    for limits in told:
        assert (limits["Max file size"], limits["Max open files"]) == ("0", "64")
        assert int(limits["Max cpu time"]) < 600 and int(limits["Max address space"]) <= MOST_MEMORY


def _limits_of_the_child() -> dict[str, str]:
    """What the reading child of this worker is allowed; nothing where it has none yet."""
    for thread in threading.enumerate():
        for child in Path(f"/proc/self/task/{thread.native_id}/children").read_text().split():
            if b"workbench.extract.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                lines = Path(f"/proc/{child}/limits").read_text().splitlines()[1:]
                return {line[:25].strip(): line[25:].split()[0] for line in lines}
    return {}


def test_files_come_to_the_workers_through_a_folder(dask: Any, inbox: Path, tmp_path: Path) -> None:
    store = tmp_path / "shared" / "store"
    alone = take(begin(tmp_path / "alone"), inbox)
    with elsewhere(dask.scheduler_address, f"file://{store}") as cluster:
        assert cluster is not None
        assert take(begin(tmp_path / "spread"), inbox, elsewhere=cluster.read) == alone
    assert list(store.iterdir()) == []


def test_files_come_to_the_workers_through_a_server_that_speaks_s3_though_one_of_them_is_killed(
    dask: Any, inbox: Path, tmp_path: Path, s3: Server
) -> None:
    """What the server ever had is still on its disk: it only marks what is removed."""
    alone = take(begin(tmp_path / "alone"), inbox)
    with elsewhere(dask.scheduler_address, "s3://bucket/inbox") as cluster:
        assert cluster is not None
        killed = killing(cluster)
        assert take(begin(tmp_path / "spread"), inbox, elsewhere=cluster.read) == alone
    assert killed and store_at("s3://bucket/inbox").sizes() == {}
    assert sum(file.stat().st_size for file in s3.folder.glob("bucket_*.dat")) > 5000
    assert not s3.holds(b"passports") and not s3.holds("hộ chiếu".encode()) and not s3.holds(b"Words within")


def test_a_worker_that_finds_nothing_in_the_store_stops_the_batch(
    dask: Any, tmp_path: Path, s3: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = begin(tmp_path / "case")
    stored = case.objects.put(b"They keep the cards.")
    with Cluster(dask.scheduler_address, store="s3://bucket/inbox") as cluster:
        monkeypatch.setattr("workbench.cluster.scheduler.lending", misled)
        with pytest.raises(Refused, match=r"does not find it \(Missing"):
            cluster.read(case.objects, {stored.sha256: (stored.name, "note.txt")})


@contextlib.contextmanager
def misled(store: str, paths: list[Path]) -> Iterator[list[Place]]:
    """Names under which nothing lies."""
    yield [Place("nothing", store, "5a" * 32) for _ in paths]


def test_a_file_that_a_worker_does_not_see_stops_the_batch(dask: Any, tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    stored = case.objects.put(b"They keep the cards.")
    with Cluster(dask.scheduler_address) as cluster:
        asked = {"0" * 64: (stored.name, "note.txt")}
        with pytest.raises(Refused, match=r"does not find it .*other bytes"):
            cluster.read(case.objects, asked)
        with pytest.raises(Refused, match="does not find it"):
            cluster.read(case.objects, {"0" * 64: ("f" * 64, "note.txt")})


def test_other_versions_are_no_workers(dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = begin(tmp_path / "case")
    stored = case.objects.put(b"They keep the cards.")
    with Cluster(dask.scheduler_address) as cluster:
        monkeypatch.setattr("workbench.cluster.scheduler.about", lambda: {"pillow": "0.1"})
        with pytest.raises(Refused, match=r"has pillow [\d.]+ instead of 0\.1"):
            cluster.read(case.objects, {stored.sha256: (stored.name, "note.txt")})


def test_what_is_sealed_is_not_handed_over(dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    custodian = Agent(key="MJ", kind="person", name="M.")
    case = create_sealed(tmp_path / "sealed", CaseInfo(title="S"), custodian, "correct horse battery").case
    with Cluster(dask.scheduler_address) as cluster, pytest.raises(Refused, match="sealed"):
        cluster.read(case.objects, {"0" * 64: ("f" * 64, "note.txt")})


@needs_tesseract
def test_words_are_recognised_by_the_workers_as_at_home_though_one_is_killed(dask: Any, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan(page(*WORDS["eng"]), page(*WORDS["eng"])))

    def texts(case: Case, **how: Any) -> tuple[list[Any], list[Any]]:
        add(case, [tmp_path / "scan.pdf"], agent=case.agent("MJ"))
        done = recognise(case, case.state().of("item")[0], agent=case.agent("MJ"), language="en", **how)
        made = [live.record for live in case.state().of("derivative")]
        return made, [] if done is None else list(done.pages)

    alone = texts(begin(tmp_path / "alone"))
    assert len(alone[1]) == 2
    with Cluster(dask.scheduler_address) as cluster:
        killed = killing(cluster)
        assert texts(begin(tmp_path / "spread"), elsewhere=cluster.draw) == alone
        assert killed
    with Cluster(dask.scheduler_address, store=f"file://{tmp_path}/shared") as cluster:
        assert texts(begin(tmp_path / "lent"), elsewhere=cluster.draw) == alone


def test_a_page_that_cannot_be_drawn_is_told_as_at_home(dask: Any, tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    kept = case.objects.put(b"no picture")
    with Cluster(dask.scheduler_address) as cluster:
        (answer,) = cluster.draw(case.objects, kept, "a.txt", [{"recognise": "page", "page": 1, "languages": ["eng"]}])
    assert "a.txt" in answer["failed"]


def test_the_store_is_rehashed_by_the_workers_though_one_is_killed(dask: Any, inbox: Path, tmp_path: Path) -> None:
    case = begin(tmp_path / "case")
    add(case, [inbox], agent=case.agent("MJ"))
    names = sorted({live.record.object for kind in ("item", "derivative") for live in case.state().of(kind)})
    with Cluster(dask.scheduler_address) as cluster:
        assert cluster.rehash(case.objects, names, whole=True) == all_found(case.objects, names)
        killing(cluster)
        assert verify(case, rehash=cluster.rehash) == verify(case)
        changed, gone = (case.objects.path(name) for name in names[:2])
        changed.chmod(0o644)
        changed.write_bytes(b"other bytes")
        gone.unlink()
        told = verify(case, rehash=cluster.rehash)
    assert told == verify(case) and not told.ok
    assert (told.items["changed"], told.items["missing"]) != (0, 0)


def test_rehashing_needs_the_case_itself(dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = begin(tmp_path / "case")
    stored = case.objects.put(b"They keep the cards.")
    with (
        Cluster(dask.scheduler_address, store=f"file://{tmp_path}/shared") as cluster,
        pytest.raises(Refused, match="not sealed is kept in a store"),
    ):
        cluster.rehash(case.objects, [stored.name], whole=False)
    with Cluster(dask.scheduler_address) as cluster:
        monkeypatch.setattr(cluster, "_gathered", lambda *_: [{"worker": 7, "found": [{"unseen": "missing"}]}])
        with pytest.raises(Refused, match="worker 7 does not find it"):
            cluster.rehash(case.objects, [stored.name], whole=True)


def test_what_was_laid_in_a_store_is_rehashed_there_by_the_workers(dask: Any, tmp_path: Path, s3: Server) -> None:
    custodian, url = Agent(key="MJ", kind="person", name="M."), "s3://bucket/kept"
    case = create_sealed(tmp_path / "sealed", CaseInfo(title="S"), custodian, "correct horse battery").case
    told_by(case)
    backup(case, url)
    store = store_at(url)
    with Cluster(dask.scheduler_address, store=url) as cluster:
        killed = killing(cluster)
        assert verify(case, without_key=True, rehash=cluster.rehash).items == verify(case, without_key=True).items
        assert killed
        gone, changed = sorted(name for name in store.sizes() if name.startswith("objects/"))
        store.remove(gone)
        store.put(changed, [b"other bytes"])
        names = [name.rpartition("/")[2] for name in (gone, changed)]
        found = cluster.rehash(case.objects, names, whole=False)
        assert [found[name].outcome for name in names] == ["missing", "changed"]
        with pytest.raises(Refused, match="sealed"):
            cluster.rehash(case.objects, names, whole=True)
        with pytest.raises(Refused, match="sealed"):
            cluster.nearby(case.objects)


def test_photographs_that_look_alike_are_found_by_the_workers_as_at_home_though_one_is_killed(
    dask: Any, tmp_path: Path
) -> None:
    case, numbers = begin(tmp_path / "case"), np.random.default_rng(1)
    bits = numbers.integers(0, 2**63, 2400, dtype=np.uint64)
    bits[1000:1400] = bits[:400] ^ (np.uint64(1) << numbers.integers(0, 64, 400, dtype=np.uint64))
    here = at_home(bits, 6)
    with Cluster(dask.scheduler_address) as cluster:
        killed = killing(cluster)
        there = cluster.nearby(case.objects)(bits, 6)
        assert killed and all(list(there(at)) == list(here(at)) for at in range(len(bits)))
    assert sum(len(here(at)) > 1 for at in range(len(bits))) >= 800


class Broken:
    """A client whose workers all fail."""

    def submit(self, *_: Any, **__: Any) -> None:
        return None

    def gather(self, _: Any) -> None:
        raise RuntimeError("lost")


def test_what_to_do_after_a_failure_is_said_of_what_was_done(tmp_path: Path) -> None:
    objects = begin(tmp_path / "case").objects
    kept = objects.put(b"words")
    cluster = Cluster("127.0.0.1:8786")
    cluster._client = Broken()
    acts: list[tuple[Callable[[], Any], str]] = [
        (lambda: cluster.read(objects, {kept.sha256: (kept.name, "a.txt")}), "then add again: what was taken in"),
        (lambda: cluster.draw(objects, kept, "a.pdf", [{}]), "then recognise again: what is recorded is kept"),
        (lambda: cluster.rehash(objects, [kept.name], whole=False), "then verify again: nothing in the case was"),
        (lambda: cluster.nearby(objects)(np.zeros(4, dtype=np.uint64), 6), "then compare again"),
    ]
    for act, then in acts:
        with pytest.raises(Refused, match=then) as caught:
            act()
        assert "RuntimeError: lost" in str(caught.value)
        assert then.startswith("then add") or "add again" not in str(caught.value)


@pytest.fixture
def silent() -> Iterator[str]:
    """An address where something takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def web_server() -> Iterator[str]:
    """An address where something else answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with contextlib.suppress(OSError):
                server.accept()[0].sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def test_nobody_there_and_nothing_installed_are_told_apart(
    silent: str, web_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.monotonic()
    with pytest.raises(Refused, match="no scheduler answers"), Cluster("127.0.0.1:9", wait_s=0.5):
        pass
    with pytest.raises(Refused, match="no scheduler answers there within"), Cluster(silent, wait_s=0.5):
        pass
    with pytest.raises(Refused, match="what answers there is no scheduler"), Cluster(web_server, wait_s=5):
        pass
    assert time.monotonic() - begun < 20  # a client of its own tries for minutes
    with pytest.raises(Refused, match="no certificate of this machine"), Cluster("tls://127.0.0.1:9", wait_s=0.5):
        pass
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Refused, match="extra `cluster`"), Cluster("127.0.0.1:8786"):
        pass
