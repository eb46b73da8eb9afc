"""One server that speaks S3 for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.cluster.s3_server import Server, served, set_here


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """SeaweedFS with nothing in it yet."""
    pytest.importorskip("fsspec")
    with served(tmp_path_factory.mktemp("seaweed") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def strangers_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another one, for what others laid there in plain words: the first is looked through for such words."""
    pytest.importorskip("fsspec")
    with served(tmp_path_factory.mktemp("strangers") / "data") as running:
        yield running


@pytest.fixture
def strangers(strangers_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The same, with its address and key set for this process."""
    set_here(monkeypatch, strangers_server)
    return strangers_server


@pytest.fixture
def s3(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The same, with its address and key set for this process."""
    set_here(monkeypatch, server)
    return server
