"""What lies in the store of a sealed case opens under its unit's key, and tells nobody what it is."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.casefile.ahead import copying
from workbench.casefile.cipher import CHUNK, NotOpened
from workbench.casefile.sealed_objects import HEADER, SealedObjects
from workbench.errors import Damaged, Missing, Refused

UNIT = "ab" * 16
DATA = b"They keep our passports." * 1000


@pytest.fixture
def store(tmp_path: Path) -> SealedObjects:
    return SealedObjects(tmp_path, key_of=lambda unit: bytes.fromhex(unit) * 2, salt=lambda: os.urandom(32).hex())


def test_the_same_bytes_twice_have_two_names_and_neither_is_their_digest(store: SealedObjects) -> None:
    one, two = store.put(DATA, unit=UNIT), store.put(DATA, unit=UNIT)
    digest = hashlib.sha256(DATA).hexdigest()
    assert one.name != two.name and digest not in (one.name, two.name)
    assert (one.sha256, one.size, one.unit) == (digest, len(DATA), UNIT)
    assert store.read(one.name) == DATA == store.read(two.name)
    assert DATA[:16] not in store.path(one.name).read_bytes()
    assert store.unit_of(one.name) == UNIT and store.digest(one.name) == one.name
    assert store.content_digest(one.name) == (digest, len(DATA))


def test_a_file_is_sealed_as_it_is_read_and_a_known_one_is_not_kept_again(store: SealedObjects, tmp_path: Path) -> None:
    file = tmp_path / "big.bin"
    file.write_bytes(os.urandom(3 * CHUNK + 17))
    kept = store.put_file(file, unit=UNIT)
    assert store.read(kept.name) == file.read_bytes()
    again = store.put_file(file, unit=UNIT, known={kept.sha256})
    assert again.name == "" and again.sha256 == kept.sha256
    assert list(store.names()) == [kept.name] and not list((tmp_path / "incoming").iterdir())
    with pytest.raises(Missing):
        store.put_file(tmp_path / "lost", unit=UNIT)


def test_several_files_at_once_and_the_same_bytes_among_them_are_kept_once(
    store: SealedObjects, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for n in range(6):
        (inbox / str(n)).write_bytes(DATA[n % 4 :])
    units = (f"{n:02}" * 16 for n in range(7))
    with copying(store, sorted(inbox.iterdir()), unit=lambda: next(units)) as copies:
        told = list(store.put_copies(copies, known={"0" * 64}))
    assert [bool(kept.name) for kept in told] == [True] * 4 + [False] * 2
    assert [kept.unit for kept in told[:4]] == [f"{n:02}" * 16 for n in range(4)]
    assert [store.read(kept.name) for kept in told[:4]] == [DATA[n:] for n in range(4)]
    with copying(store, [inbox / "0"], unit=lambda: UNIT) as copies:
        again = list(store.put_copies(copies, known={told[0].sha256}))
    assert again[0].name == "" and len(list(store.names())) == 4
    assert not list((tmp_path / "incoming").iterdir())


def test_every_flip_of_a_stored_byte_is_seen(store: SealedObjects) -> None:
    kept = store.put(b"a letter", unit=UNIT)
    path = store.path(kept.name)
    raw = path.read_bytes()
    path.chmod(0o600)
    for at in range(len(raw)):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pytest.raises(Damaged):
            store.read(kept.name)
        with pytest.raises((NotOpened, Damaged)):
            store.content_digest(kept.name)
    path.write_bytes(raw[: HEADER - 1])
    with pytest.raises(Damaged):
        store.unit_of(kept.name)


def test_another_process_reads_the_content_in_memory_and_the_disk_never_has_it(store: SealedObjects) -> None:
    kept = store.put(DATA, unit=UNIT)
    with store.lent(kept.name, whole_up_to=1 << 20) as path:
        code = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
        assert subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True).stdout == DATA
        assert path.stat().st_nlink == 0
    assert not path.exists()


def test_of_a_very_long_file_only_the_ends_are_lent_at_their_places(store: SealedObjects) -> None:
    data = os.urandom(5 * CHUNK)
    kept = store.put(data, unit=UNIT)
    with store.lent(kept.name, whole_up_to=CHUNK) as path:
        lent = path.read_bytes()
    assert len(lent) == len(data)
    assert (lent[:CHUNK], lent[-CHUNK:]) == (data[:CHUNK], data[-CHUNK:])
    assert lent[2 * CHUNK : 3 * CHUNK] == bytes(CHUNK)


def test_a_system_without_files_in_memory_refuses_and_writes_nothing(
    store: SealedObjects, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = store.put(DATA, unit=UNIT)
    monkeypatch.delattr(os, "memfd_create")
    with pytest.raises(Refused, match="none is written in clear"), store.lent(kept.name, whole_up_to=1 << 20):
        pass


def test_what_comes_in_pieces_is_sealed_and_a_known_one_is_not_kept_again(store: SealedObjects) -> None:
    kept = store.put_pieces(iter([DATA[:100], DATA[100:]]), unit=UNIT)
    assert store.read(kept.name) == DATA and DATA[:16] not in store.path(kept.name).read_bytes()
    again = store.put_pieces(iter([DATA]), unit=UNIT, known={kept.sha256})
    assert (again.name, again.sha256) == ("", kept.sha256) and list(store.names()) == [kept.name]
