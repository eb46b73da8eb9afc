"""Files lent to workers: where they stand, or as copies that are gone afterwards; never to a store of strangers."""

import hashlib
from pathlib import Path

import pytest

from workbench.cluster.store import borrowed, lending
from workbench.errors import NotWritten, Refused

WORDS = b"They keep the cards."
DIGEST = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "note").write_bytes(WORDS)
    return tmp_path / "note"


def test_a_copy_is_there_while_it_is_lent_and_gone_afterwards(file: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    store = tmp_path / "store"
    with lending(str(store), [file]) as [place]:
        assert place.startswith("file://")
        assert [path.read_bytes() for path in store.iterdir()] == [WORDS]
        with borrowed(place, DIGEST) as path:
            assert path.read_bytes() == WORDS and not path.is_relative_to(tmp_path)
        with pytest.raises(OSError, match="other bytes"), borrowed(place, "0" * 64):
            pass
    assert list(store.iterdir()) == []
    with pytest.raises(OSError), borrowed(place, DIGEST):
        pass


def test_a_copy_is_gone_where_the_reading_breaks_off(file: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(ZeroDivisionError), lending(f"file://{tmp_path}/store", [file, file]):
        raise ZeroDivisionError
    assert list((tmp_path / "store").iterdir()) == []


def test_a_file_that_all_share_is_lent_where_it_stands(file: Path) -> None:
    with lending(None, [file]) as [place], borrowed(place, DIGEST) as path:
        assert path == file
    with pytest.raises(OSError, match="other bytes"), borrowed(str(file), "0" * 64):
        pass


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("gs://bucket/x", "no kind of store"),
        ("https://strangers.example/x", "no kind of store"),
        ("s3://bucket/x", "public cloud"),
    ],
)
def test_a_store_of_strangers_gets_nothing(store: str, said: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec = pytest.importorskip("fsspec")
    monkeypatch.setitem(fsspec.config.conf, "s3", {})
    with pytest.raises(Refused, match=said), lending(store, [file]):
        pass


def test_a_store_that_cannot_be_written_says_so(file: Path) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(NotWritten), lending("/proc/nowhere", [file]):
        pass
