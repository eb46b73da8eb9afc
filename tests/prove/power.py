"""Power cuts, simulated: a run is recorded and replayed to any moment, what was not synced dropped, torn, reordered.

The disk is taken at its word and no further. The bytes of a file are safe when the file was synced; a name is safe when
its folder was synced, and a folder's own name when the folder above it was; everything is when the whole file system
was. Whatever else was done may be there, in part, or not at all: a write may have reached the disk in some sectors and
not in others, which hold zeros or what lay there.
"""

import base64
import copy
import fcntl
import os
import random
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.prove.shim import Call

SECTOR = 512
Event = dict[str, Any]


class Recorder:
    """A judge that lets every call through and writes down what it did to the files under a folder."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.events: list[Event] = []
        self.one = threading.Lock()

    def __call__(self, call: Call) -> Any:
        if call.op == "look" or (not call.path.startswith(self.root + "/") and call.path != self.root):
            return call.go()
        with self.one:  # of two threads that copy files: what is written down is what happened, in its order
            told = self._before(call)
            result = call.go()
            self._after(call, told, result)
        return result

    def acknowledge(self, value: Any) -> None:
        """Writes down that something was acknowledged now."""
        self.events.append({"op": "ack", "value": value})

    def _before(self, call: Call) -> Event:
        told: Event = {"op": call.op, "path": call.path, "by": threading.get_ident()}
        if call.op == "write":
            assert call.fd is not None
            where = os.fstat(call.fd)
            at = where.st_size if _appends(call.fd) else os.lseek(call.fd, 0, os.SEEK_CUR)
            told |= {"ino": where.st_ino, "at": at}
        elif call.op in ("truncate", "fsync"):
            where = os.stat(call.path) if call.fd is None else os.fstat(call.fd)
            told |= {"ino": where.st_ino}
        elif call.op == "open":
            told |= {"existed": os.path.lexists(call.path)}
        elif call.op in ("rename", "link"):
            told |= {"source": (call.data or b"").decode()}
        return told

    def _after(self, call: Call, told: Event, result: Any) -> None:
        if call.op == "write":
            told["data"] = base64.b64encode((call.data or b"")[:result]).decode()
        elif call.op == "truncate":
            told["size"] = os.stat(call.path).st_size if call.fd is None else os.fstat(call.fd).st_size
        elif call.op == "open":
            found = os.fstat(result if isinstance(result, int) else result.fileno())
            told |= {"ino": found.st_ino, "size": found.st_size}
        elif call.op == "mkdir":
            told["ino"] = os.stat(call.path).st_ino
        if told["op"] not in ("chmod", "symlink"):
            self.events.append(told)


def _appends(fd: int) -> bool:
    return bool(fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND)


@dataclass
class _Node:
    """A file or folder of the simulated disk: what is safe, and what was done since."""

    folder: bool
    safe: bytes = b""
    live: bytes = b""
    since: list[tuple[str, int, bytes]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)


@dataclass
class _Change:
    """A name in a folder that was given to a node or taken away; a taking away may wait for the giving elsewhere."""

    folder: int
    name: str
    node: int | None
    after: "_Change | None" = None
    safe: bool = False


class Disk:
    """A simulated disk under one folder: fed with the events of a run, cut at any moment."""

    def __init__(self, root: Path) -> None:
        self.root, self.nodes, self.by_ino = root, dict[int, _Node](), dict[int, int]()
        self.live: dict[str, int] = {}
        self.changes: list[_Change] = []
        self.next = 0
        self._load(str(root))

    def _load(self, path: str) -> int:
        where = os.stat(path)
        node = self._new(path, where.st_ino, folder=os.path.isdir(path))
        held = self.nodes[node]
        if held.folder:
            held.names = {name: self._load(f"{path}/{name}") for name in sorted(os.listdir(path))}
        else:
            held.safe = held.live = Path(path).read_bytes()
        return node

    def _new(self, path: str, ino: int, *, folder: bool) -> int:
        self.next += 1
        self.nodes[self.next] = _Node(folder)
        self.by_ino[ino] = self.live[path] = self.next
        return self.next

    def feed(self, event: Event) -> None:
        """Does what an event did."""
        act: Callable[[Event], None] = getattr(self, "_" + event["op"], lambda _: None)
        act(event)

    def _name(self, path: str, node: int | None, after: _Change | None = None) -> _Change:
        folder, name = os.path.split(path)
        change = _Change(self.live[folder], name, node, after)
        self.changes.append(change)
        return change

    def _open(self, event: Event) -> None:
        if not event["existed"]:
            self._name(event["path"], self._new(event["path"], event["ino"], folder=False))
        elif event["size"] == 0 and self.nodes[self.live[event["path"]]].live:
            self._cut(self.nodes[self.live[event["path"]]], 0)

    def _mkdir(self, event: Event) -> None:
        self._name(event["path"], self._new(event["path"], event["ino"], folder=True))

    def _write(self, event: Event) -> None:
        node, data, at = self.nodes[self.by_ino[event["ino"]]], base64.b64decode(event["data"]), event["at"]
        node.since.append(("write", at, data))
        node.live = _written(node.live, at, data)

    def _truncate(self, event: Event) -> None:
        node = self.nodes[self.by_ino[event["ino"]]]
        if len(node.live) != event["size"]:
            self._cut(node, event["size"])

    @staticmethod
    def _cut(node: _Node, size: int) -> None:
        node.since.append(("truncate", size, b""))
        node.live = node.live[:size].ljust(size, b"\0")

    def _fsync(self, event: Event) -> None:
        identity = self.by_ino[event["ino"]]
        node = self.nodes[identity]
        if not node.folder:
            node.safe, node.since = node.live, []
            return
        for change in self.changes:
            if change.folder == identity and not change.safe and (change.after is None or change.after.safe):
                change.safe = True
        self._settle()

    def _syncfs(self, event: Event) -> None:
        """Everything that was done until now is safe, wherever."""
        for node in self.nodes.values():
            if not node.folder:
                node.safe, node.since = node.live, []
        for change in self.changes:
            change.safe = True
        self._settle()

    def _settle(self) -> None:
        """Safe changes become the folder's names, in their order; what is not safe waits."""
        for change in self.changes:
            if change.safe:
                _apply(self.nodes, change)
        self.changes = [change for change in self.changes if not change.safe]

    def _rename(self, event: Event) -> None:
        source, target = event["source"], event["path"]
        given = self._name(target, self.live[source])
        self._name(source, None, given)
        for path in [path for path in self.live if path == source or path.startswith(source + "/")]:
            self.live[target + path[len(source) :]] = self.live.pop(path)

    def _link(self, event: Event) -> None:
        self._name(event["path"], self.live[event["source"]])
        self.live[event["path"]] = self.live[event["source"]]

    def _unlink(self, event: Event) -> None:
        self._name(event["path"], None)
        del self.live[event["path"]]

    _rmdir = _unlink

    def cut(self, chance: random.Random, into: Path) -> None:
        """Writes what a power cut at this moment may have left into a folder."""
        mode = chance.choice(("nothing more", "all of it", "as far as", "any of it", "any of it"))
        reached = set(map(id, _chosen(self.changes, mode, chance)))
        names = {identity: dict(node.names) for identity, node in self.nodes.items() if node.folder}
        arrived: set[int] = set()
        for change in self.changes:
            fits = change.after is None or change.after.safe or id(change.after) in arrived
            if id(change) in reached and fits:
                arrived.add(id(change))
                if change.node is None:
                    names[change.folder].pop(change.name, None)
                else:
                    names[change.folder][change.name] = change.node
        self._write_out(1, names, into, chance)

    def _write_out(self, identity: int, names: dict[int, dict[str, int]], into: Path, chance: random.Random) -> None:
        into.mkdir()
        for name, inner in names[identity].items():
            if self.nodes[inner].folder:
                self._write_out(inner, names, into / name, chance)
            else:
                (into / name).write_bytes(_left(self.nodes[inner], chance))


def _apply(nodes: dict[int, _Node], change: _Change) -> None:
    if change.node is None:
        nodes[change.folder].names.pop(change.name, None)
    else:
        nodes[change.folder].names[change.name] = change.node


def _written(data: bytes, at: int, more: bytes) -> bytes:
    return data[:at].ljust(at, b"\0") + more + data[at + len(more) :]


def _chosen(things: list[Any], mode: str, chance: random.Random) -> list[Any]:
    if mode == "nothing more":
        return []
    if mode == "all of it":
        return things
    if mode == "as far as":
        return things[: chance.randint(0, len(things))]
    return [thing for thing in things if chance.random() < 0.5]


def _left(node: _Node, chance: random.Random) -> bytes:
    """What a file may hold after the cut: the safe bytes, and of what came later any part."""
    mode = chance.choice(("nothing more", "all of it", "as far as", "any of it", "torn", "sectors", "grown"))
    if mode in ("torn", "sectors", "grown"):
        return _mangled(node, mode, chance)
    data = node.safe
    for what, at, more in _chosen(node.since, mode, chance):
        data = data[:at].ljust(at, b"\0") if what == "truncate" else _written(data, at, more)
    return data


def _mangled(node: _Node, mode: str, chance: random.Random) -> bytes:
    old, new = node.safe, node.live
    if mode == "torn":
        alike = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
        return new[: chance.randint(alike, len(new))]
    # The length was written and the bytes were not, or only some sectors of them.
    stale = bytes(len(new)) if chance.random() < 0.7 else _stale(len(new), chance)
    pieces = []
    for at in range(0, len(new), SECTOR):
        one, held = new[at : at + SECTOR], old[at : at + SECTOR]
        kept = mode == "sectors" and chance.random() < 0.5
        # Behind the end of a file its last sector holds zeros: the system writes them with it.
        lost = held + (bytes(SECTOR) if held else stale[at : at + SECTOR])
        pieces.append(one if kept else lost[: len(one)])
    return b"".join(pieces)


def _stale(size: int, chance: random.Random) -> bytes:
    """What lay on the disk before: sectors of pictures and programs. (Old text in a whole sector is another matter.)"""
    sectors = (b"\0\0" + chance.randbytes(SECTOR - 2) for _ in range(size // SECTOR + 1))
    return b"".join(sectors)[:size]


def cuts(disk: Disk, events: list[Event], moments: list[int], into: Path, seed: str) -> Iterator[tuple[int, list[Any]]]:
    """For each moment (a number of events) what a power cut then may have left, in `into`, and what was acknowledged.

    `disk` was made of the folder as it was before the run, and stays as it is.
    """
    disk, fed = copy.deepcopy(disk), 0
    acked: list[Any] = []
    for number, moment in enumerate(sorted(moments)):
        for event in events[fed:moment]:
            acked += [event["value"]] if event["op"] == "ack" else []
            disk.feed(event)
        fed = max(fed, moment)
        shutil.rmtree(into, ignore_errors=True)
        disk.cut(random.Random(f"{seed} {number}"), into)
        yield moment, list(acked)
