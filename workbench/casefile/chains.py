"""Which chains a case has, and the one digest that names its state."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from workbench.casefile.disk import opened
from workbench.casefile.line import Line
from workbench.errors import Unreadable
from workbench.records import canonical

# Where a merge lays out the chains that will stand; from the rename to this name on, they count.
MERGING, FORKS = "merging", "forks"
BLOCK = 1 << 12


def chains_in(folder: Path) -> list[Path]:
    """The chains that stand in a folder, sorted by name, then their forks; none where the folder is not there.

    A fork is a whole chain that has its first events in common with another: `forks/<digest>/<chain>.jsonl`. A chain
    that an interrupted merge has laid out stands for the one in its place.

    Raises:
        Unreadable: the system does not let the folder be listed.

    Example:
        >>> chains_in(Path("no-such-folder"))
        []
    """
    found: dict[str, Path] = {}
    for root in (folder, folder.parent / MERGING / folder.name):
        found |= {name: root / name for name in _listed(root) if name.endswith(".jsonl")}
        for fork in _listed(root / FORKS):
            names = [name for name in _listed(root / FORKS / fork) if name.endswith(".jsonl")]
            found |= {f"{FORKS}/{fork}/{name}": root / FORKS / fork / name for name in names}
    return [found[name] for name in sorted(found, key=lambda name: (name.count("/"), name))]


def is_fork(file: Path) -> bool:
    """True for the file of a chain that has its first events in common with another.

    Example:
        >>> is_fork(Path("case/ledger/forks/0a/3f.jsonl")), is_fork(Path("case/ledger/3f.jsonl"))
        (True, False)
    """
    return file.parent.parent.name == FORKS


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(folder, error.strerror) from None


def tips_of(lines: Iterable[Line]) -> dict[str, tuple[int, str]]:
    """For each chain among these events, how many it has and the digest of the last; events of a chain in order.

    A fork comes after its chain and is named by it and its own last digest.

    Example:
        >>> tips_of([])
        {}
    """
    tips: dict[str, tuple[int, str]] = {}
    forked: dict[str, tuple[int, str]] = {}
    before: Line | None = None
    for line in lines:
        if before is not None and line.chain == before.chain and line.n > before.n:
            # Of a fork its own events alone may be read: they may begin behind the end of another fork.
            if line.chain in tips and line.prev != before.digest:
                _ended(before, tips, forked)
        elif before is not None:
            _ended(before, tips, forked)
        before = line
    if before is not None:
        _ended(before, tips, forked)
    return tips | forked


def _ended(line: Line, tips: dict[str, tuple[int, str]], forked: dict[str, tuple[int, str]]) -> None:
    if line.chain in tips:
        forked[f"{line.chain}~{line.digest[:16]}"] = (line.n + 1, line.digest)
    else:
        tips[line.chain] = (line.n + 1, line.digest)


def head_of(tips: dict[str, tuple[int, str]]) -> str:
    """The head of a case: the SHA-256 of the sorted list of chain, count and last digest.

    Example:
        >>> head_of({"a": (1, "d")}) == head_of({"a": (2, "d")})
        False
    """
    return hashlib.sha256(canonical([[chain, *tips[chain]] for chain in sorted(tips)])).hexdigest()


def line_before(file: Path, end: int) -> tuple[bytes, int]:
    """The line (without its newline) that ends at a byte of a file, and the size of the file; no line, no bytes.

    Raises:
        Missing, Refused, Unreadable: the file is not there, is no regular file, or may not be read.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "chain"
        >>> _ = file.write_bytes(b"one\\ntwo\\n")
        >>> line_before(file, 8), line_before(file, 6)
        ((b'two', 8), (b'', 8))
    """
    with opened(file) as chain:
        size = chain.seek(0, os.SEEK_END)
        raw, begin = b"", min(end, size)
        while begin > 0 and b"\n" not in raw[:-1]:
            step = min(begin, max(BLOCK, len(raw)))
            begin -= step
            chain.seek(begin)
            raw = chain.read(step) + raw
    return (raw[:-1].rpartition(b"\n")[2] if raw.endswith(b"\n") else b""), size


def chain_name(device: str, agent: str, key: str) -> str:
    """The name of the chain that an agent (an id) writes on a device; whoever signs with a key of his own has his own.

    Example:
        >>> chain_name("d", "a", "") == chain_name("d", "a", "0f" * 32)
        False
    """
    return hashlib.sha256(f"{device}\n{agent}{key and chr(10) + key}".encode()).hexdigest()[:32]
