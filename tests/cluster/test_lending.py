"""Files lent to workers: where they stand, or as sealed copies that are gone afterwards."""

import hashlib
from pathlib import Path

import pytest

from tests.cluster.s3_server import Server
from workbench.casefile.cipher import NotOpened
from workbench.cluster.lending import borrowed, lending
from workbench.cluster.store import store_at
from workbench.errors import Missing, Refused, WorkbenchError

WORDS = b"They keep the cards of all who came with us. " * 40_000  # longer than one piece
DIGEST = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "note").write_bytes(WORDS)
    return tmp_path / "note"


def test_a_copy_is_sealed_while_it_is_lent_and_gone_afterwards(file: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    store = tmp_path / "store"
    with lending(str(store), [file]) as [place]:
        (copy,) = store.iterdir()
        assert len(copy.read_bytes()) > len(WORDS) and b"cards" not in copy.read_bytes()
        assert copy.name not in (DIGEST, file.name)
        with borrowed(place, DIGEST) as path:
            assert path.read_bytes() == WORDS and not path.is_relative_to(tmp_path)
        with pytest.raises(OSError, match="other bytes"), borrowed(place, "0" * 64):
            pass
        with pytest.raises(NotOpened), borrowed(place._replace(key="5a" * 32), DIGEST):
            pass
    assert list(store.iterdir()) == []
    with pytest.raises(Missing), borrowed(place, DIGEST):
        pass


def test_a_server_that_speaks_s3_never_has_the_words(file: Path, s3: Server) -> None:
    with lending("s3://bucket/lent", [file, file]) as places:
        assert len(store_at("s3://bucket/lent").sizes()) == 2
        for place in places:
            with borrowed(place, DIGEST) as path:
                assert path.read_bytes() == WORDS
    assert not s3.holds(b"They keep the cards") and not s3.holds(DIGEST.encode())
    assert store_at("s3://bucket/lent").sizes() == {}


def test_a_copy_is_gone_where_the_reading_breaks_off(file: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(ZeroDivisionError), lending(f"file://{tmp_path}/store", [file, file]):
        raise ZeroDivisionError
    with pytest.raises(WorkbenchError), lending(f"file://{tmp_path}/store", [file, tmp_path / "lost"]):
        pass
    assert list((tmp_path / "store").iterdir()) == []


def test_a_file_that_all_share_is_lent_where_it_stands(file: Path) -> None:
    with lending(None, [file]) as [place], borrowed(place, DIGEST) as path:
        assert path == file
    with pytest.raises(OSError, match="other bytes"), borrowed(place, "0" * 64):
        pass


def test_a_store_of_strangers_gets_nothing(file: Path) -> None:
    with pytest.raises(Refused, match="no kind of store"), lending("gs://bucket/x", [file]):
        pass
