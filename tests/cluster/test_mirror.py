"""A sealed case in a store: sealed there as it is at home, sent once, put back the same, or not at all."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from tests.cluster.s3_server import Server
from workbench.casefile import Case, create, create_sealed, open_case, verify
from workbench.casefile.archived import record_of
from workbench.cluster.store import Store, store_at
from workbench.errors import Damaged, Missing, Refused
from workbench.membership import backup, restore
from workbench.records import Agent, CaseInfo

pytest.importorskip("fsspec")
SAID = "Testimony one: they keep our passports in the office."


def bytes_of(case: Case) -> dict[str, bytes]:
    return {name: (case.path / name).read_bytes() for name in record_of(case.path)}


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    case = create_sealed(tmp_path / "case", CaseInfo(title="S"), Agent(key="MJ", kind="person", name="M."), PASSPHRASE)
    told_by(case.case, SAID)
    return case.case


@pytest.fixture
def url(s3: Server, tmp_path: Path) -> str:
    return f"s3://bucket/{tmp_path.name}"


def test_a_case_goes_to_a_server_that_speaks_s3_and_comes_back_byte_by_byte(
    held: Case, url: str, s3: Server, tmp_path: Path
) -> None:
    made = backup(open_case(held.path), url)
    assert made.head == held.head() and made.files == len(bytes_of(held))
    put = restore(url, tmp_path / "again")
    assert put == made
    again = open_case(tmp_path / "again").unlock(PASSPHRASE)
    assert bytes_of(again) == bytes_of(held) and verify(again).problems == ()
    assert not s3.holds(b"passports") and not s3.holds(b"Testimony") and not s3.holds(b"Name of")


def test_what_the_store_has_is_not_sent_again_and_each_state_stays(
    held: Case, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backup(held, url)
    told_by(held, "They took the phones, too.", worker="W-02", key="S-02", name="u.txt")
    sent, honest = list[str](), Store.writing
    monkeypatch.setattr(Store, "writing", lambda self, name: (sent.append(name), honest(self, name))[1])
    second = backup(held, url)
    assert sum(name.startswith("objects/") for name in sent) == 2 and sent[-1] == f"records/{second.head}.tar"
    with pytest.raises(Refused, match="2 states"):
        restore(url, tmp_path / "again")
    assert restore(f"{url}/records/{first.head}.tar", tmp_path / "before").head == first.head
    assert restore(f"{url}/records/{second.head}.tar", tmp_path / "after").head == second.head


def test_a_run_that_is_killed_leaves_no_record_and_the_next_one_goes_on(held: Case, url: str, tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "from workbench.casefile import open_case\n"
        "from workbench.cluster import mirror, store\n"
        "send = mirror._send\n"
        "def killed(path, where, name, sha256):\n"
        "    if where.sizes():\n"
        "        with where.writing(name) as out:\n"
        "            out.write(path.read_bytes()[:20])\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "    send(path, where, name, sha256)\n"
        "mirror._send = killed\n"
        "mirror.send(open_case(sys.argv[1]), sys.argv[2])\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(held.path), url], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    sizes = store_at(url).sizes()
    assert len(sizes) == 1 and all(size == (held.path / name).stat().st_size for name, size in sizes.items())
    with pytest.raises(Missing):
        restore(url, tmp_path / "again")
    backup(held, url)
    assert restore(url, tmp_path / "again").head == held.head()


def test_an_object_that_was_changed_or_taken_away_is_named(held: Case, url: str, tmp_path: Path) -> None:
    backup(held, url)
    store = store_at(url)
    name = next(name for name in store.sizes() if name.startswith("objects/"))
    kept = b"".join(store.pieces(name))
    store.put(name, [kept[:-1] + bytes([kept[-1] ^ 1])])
    with pytest.raises(Damaged, match=name):
        restore(url, tmp_path / "again")
    store.remove(name)
    with pytest.raises(Missing, match=name):
        restore(url, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_nothing_in_clear_goes_to_a_store_and_no_damaged_object(held: Case, tmp_path: Path) -> None:
    plain = create(tmp_path / "plain", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    url = f"file://{tmp_path}/store"
    with pytest.raises(Refused, match="not sealed"):
        backup(plain, url)
    (broken, *_) = (held.path / name for name in record_of(held.path) if name.startswith("objects/"))
    broken.chmod(0o600)
    broken.write_bytes(b"other bytes")
    with pytest.raises(Damaged):
        backup(held, url)
    assert not any(name.endswith(".tar") for name in store_at(url).sizes())
