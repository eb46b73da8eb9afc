"""A store: what is laid there is there whole or not at all, in a folder and on a real server that speaks S3."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.s3_server import Server
from workbench.cluster.store import store_at
from workbench.errors import Missing, NotWritten, Refused, Unreadable

fsspec = pytest.importorskip("fsspec")
MEBIBYTE = 1 << 20


@pytest.fixture(params=["a folder", "S3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "a folder":
        return str(tmp_path / "store")
    request.getfixturevalue("s3")
    return f"s3://bucket/{tmp_path.name}"


def test_what_is_laid_in_a_store_comes_back_and_goes_again(url: str) -> None:
    store = store_at(url)
    assert store.sizes() == {}
    many = os.urandom(12 * MEBIBYTE + 7)
    assert store.put("a/many", (many[at : at + MEBIBYTE] for at in range(0, len(many), MEBIBYTE))) == len(many)
    assert store.put("a/none", []) == 0
    assert store.put("note", [b"cards"]) == 5
    assert store.put("note", [b"other", b" words"]) == 11
    assert store.sizes() == {"a/many": len(many), "a/none": 0, "note": 11}
    assert store.sizes("a") == {"many": len(many), "none": 0}
    assert b"".join(store.pieces("a/many")) == many and b"".join(store.pieces("note")) == b"other words"
    store.remove("note")
    store.remove("note")
    with pytest.raises(Missing):
        list(store.pieces("note"))


def test_where_the_pieces_break_off_nothing_is_left(url: str) -> None:
    def broken() -> Iterator[bytes]:
        yield os.urandom(MEBIBYTE)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store_at(url).put("a/note", broken())
    assert store_at(url).sizes() == {}


def test_a_process_that_is_killed_over_it_leaves_nothing_under_the_name(url: str) -> None:
    program = (
        "import os, sys, time\n"
        "from workbench.cluster.store import store_at\n"
        "with store_at(sys.argv[1]).writing('a/note') as out:\n"
        "    [out.write(os.urandom(1 << 20)) for _ in range(12)]\n"
        "    print('half', flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, url], stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None and writing.stdout.readline() == b"half\n"
        writing.send_signal(signal.SIGKILL)
    store = store_at(url)
    assert store.sizes() == {}
    with pytest.raises(Missing):
        list(store.pieces("a/note"))
    store.put("a/note", [b"cards"])
    assert store.sizes() == {"a/note": 5}


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("gs://bucket/x", "no kind of store"),
        ("https://strangers.example/x", "no kind of store"),
        ("s3://bucket/x", "public cloud"),
    ],
)
def test_a_store_of_strangers_is_none(store: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fsspec.config.conf, "s3", {})
    with pytest.raises(Refused, match=said):
        store_at(store)


def test_an_address_without_its_key_asks_nobody_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fsspec.config.conf, "s3", {"endpoint_url": "http://127.0.0.1:9"})
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of somebody else")
    with pytest.raises(Refused, match="key of the S3 store"):
        store_at("s3://bucket/x")


def test_a_store_that_does_not_know_the_key_says_so(s3: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    known = store_at("s3://bucket/known")
    known.put("note", [b"cards"])
    monkeypatch.setitem(fsspec.config.conf, "s3", fsspec.config.conf["s3"] | {"secret": "of somebody else"})
    with pytest.raises((NotWritten, Unreadable), match=r"ACCESS_DENIED|SIGNATURE"):
        list(store_at("s3://bucket/known").pieces("note"))
    assert b"".join(known.pieces("note")) == b"cards"


def test_a_store_that_cannot_be_written_says_so() -> None:
    with pytest.raises(NotWritten):
        store_at("/proc/nowhere")
