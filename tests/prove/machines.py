"""Machines in one: network namespaces on a switch of their own, from which no way leads anywhere else."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

NET = "10.99.7"
# Every frame that crosses the switch, as bytes in a file.
CAPTURE = """
import socket, sys
heard = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
with open(sys.argv[1], "wb", buffering=0) as out:
    print("listening", flush=True)
    while True:
        frame = heard.recv(1 << 17)
        out.write(len(frame).to_bytes(4, "big") + frame)
"""


def why_not() -> str:
    """Why no machines can be made here; nothing where they can."""
    if os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "network namespaces are for root"
    if not shutil.which("ip") or not shutil.which("ss") or not shutil.which("openssl"):
        return "ip (iproute2) or openssl is not installed"
    tried = subprocess.run(["unshare", "--net", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"network namespaces are not allowed here: {tried.stderr.strip()}"


class Machines:
    """Machines by name, each with an address of its own."""

    def __init__(self, names: Sequence[str]) -> None:
        mark = f"wb{os.getpid() % 100_000}"
        self.switch = f"{mark}-switch"
        self.spaces = {name: f"{mark}-{name}" for name in names}
        self.addresses = {name: f"{NET}.{number}" for number, name in enumerate(names, 1)}

    def on(self, name: str) -> list[str]:
        """What stands before a command that runs on one of them."""
        return ["ip", "netns", "exec", self.spaces[name]]

    def unanswered(self, name: str) -> int:
        """How often something on a machine tried to reach an address to which no way leads."""
        told = subprocess.run([*self.on(name), "cat", "/proc/net/snmp"], capture_output=True, text=True, check=True)
        names, values = [line.split() for line in told.stdout.splitlines() if line.startswith("Ip:")]
        return int(values[names.index("OutNoRoutes")])

    def listening(self, name: str) -> set[int]:
        """The ports of a machine that others can reach."""
        told = subprocess.run([*self.on(name), "ss", "-ltnH"], capture_output=True, text=True, check=True).stdout
        local = [line.split()[3].rpartition(":") for line in told.splitlines()]
        return {int(port) for host, _, port in local if not host.startswith("127.")}

    def build(self) -> None:
        """Lays the switch and plugs every machine in."""
        _ip("netns", "add", self.switch)
        _ip("-n", self.switch, "link", "add", "br0", "type", "bridge")
        _ip("-n", self.switch, "link", "set", "br0", "up")
        for number, (name, space) in enumerate(self.spaces.items()):
            _ip("netns", "add", space)
            port = f"p{number}"
            _ip("-n", self.switch, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", space)
            _ip("-n", self.switch, "link", "set", port, "master", "br0", "up")
            for link in ("lo", "eth0"):
                _ip("-n", space, "link", "set", link, "up")
            _ip("-n", space, "address", "add", f"{self.addresses[name]}/24", "dev", "eth0")

    def remove(self) -> None:
        """Takes all of them away; the links go with them."""
        for space in [*self.spaces.values(), self.switch]:
            subprocess.run(["ip", "netns", "delete", space], capture_output=True, check=False)


@contextlib.contextmanager
def machines(*names: str) -> Iterator[Machines]:
    """Machines while this lasts."""
    made = Machines(names)
    try:
        made.build()
        yield made
    finally:
        made.remove()


@contextlib.contextmanager
def heard(on: Machines, file: Path, python: str) -> Iterator[None]:
    """Everything that crosses the switch meanwhile, written to a file."""
    command = ["ip", "netns", "exec", on.switch, python, "-c", CAPTURE, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as listening:
        try:
            assert listening.stdout is not None and listening.stdout.readline() == b"listening\n"
            yield
        finally:
            listening.kill()


def frames(file: Path) -> Iterator[bytes]:
    """The frames that were written down."""
    data, at = file.read_bytes(), 0
    while at + 4 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 4 + length]
        at += 4 + length


def ends(frame: bytes) -> tuple[str, str] | None:
    """From which address to which an IPv4 frame goes; None of any other frame."""
    if frame[12:14] != b"\x08\x00":
        return None
    return ".".join(map(str, frame[26:30])), ".".join(map(str, frame[30:34]))


def certificates(folder: Path, names: Sequence[str], authority: str = "cluster") -> None:
    """What docs/cluster.md says, word for word: an authority of one's own, and a certificate for each machine."""
    folder.mkdir(exist_ok=True)
    lines = _block("certificates")
    assert "openssl" in lines and "scheduler.office worker1.office" in lines
    lines = lines.replace("scheduler.office worker1.office worker2.office laptop.office", " ".join(names))
    subprocess.run(["bash", "-euc", lines.replace("CN=our-cluster", f"CN={authority}")], cwd=folder,
                   capture_output=True, check=True)  # fmt: skip


def settings(folder: Path, name: str) -> dict[str, str]:
    """What the shell of a machine has set after the lines of docs/cluster.md were typed there."""
    lines = f"NAME={name}\n{_block('settings')}\nenv -0"
    told = subprocess.run(["bash", "-euc", lines], cwd=folder, capture_output=True, text=True, check=True).stdout
    return {name: value for name, _, value in (one.partition("=") for one in told.split("\0")) if "DASK" in name}


def lines(name: str) -> list[list[str]]:
    """The commands of one block of docs/cluster.md, as a shell would part them."""
    return [shlex.split(line, comments=True) for line in _block(name).splitlines()]


def _block(name: str) -> str:
    page = (Path(__file__).resolve().parents[2] / "docs/cluster.md").read_text("utf-8")
    block = page.partition(f"<!-- {name} -->")[2].partition("<!-- end -->")[0]
    return "\n".join(line[4:] for line in block.splitlines() if line.startswith("    "))


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], capture_output=True, text=True, check=True)
