"""Rehashing the objects of a store, several at once: reading and hashing both leave the interpreter to others."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from workbench.casefile.objects import Objects
from workbench.casefile.side_by_side import AT_ONCE
from workbench.errors import Missing, WorkbenchError

# What one thread takes at a time: handing each object over by itself would take as long as a small one.
TOGETHER = 32


class Found(NamedTuple):
    """What became of an object: `ok`, `changed`, `missing` or `unverifiable`, and what more is known.

    `inside` is the same of its content, whose SHA-256 (hex) and size follow: sound bytes may not open.
    """

    outcome: str
    detail: str = ""
    inside: str = "ok"
    sha256: str = ""
    size: int = 0


class Rehash(Protocol):
    """How many objects are rehashed: by this process (`all_found`), or by others on its behalf."""

    def __call__(self, objects: Objects, names: Iterable[str], *, whole: bool) -> dict[str, Found]:
        """What became of each object, by name."""
        ...


def found(objects: Objects, name: str, *, whole: bool = True) -> Found:
    """The outcome of rehashing an object, and unless `whole` is false what is inside it.

    Example:
        >>> import tempfile, pathlib
        >>> store = Objects(pathlib.Path(tempfile.mkdtemp()))
        >>> found(store, store.put(b"a letter").name).outcome, found(store, "ab" * 32).outcome
        ('ok', 'missing')
    """
    try:
        if not whole:
            digest = objects.digest(name)
            return Found("missing" if digest is None else "ok" if digest == name else "changed")
        told = objects.measure(name)
    except Missing:
        return Found("missing")
    except WorkbenchError as error:
        return Found("unverifiable" if error.code == "unreadable" else "changed", error.cause)
    if told.stored != name:
        return Found("changed")
    if told.error is not None:
        inside = "unverifiable" if told.error.code in ("unreadable", "sealed") else "changed"
        return Found("ok", told.error.cause, inside)
    return Found("ok", "", "ok", told.sha256, told.size)


def all_found(objects: Objects, names: Iterable[str], *, whole: bool = True) -> dict[str, Found]:
    """The same of many, each rehashed once.

    Example:
        >>> import tempfile, pathlib
        >>> all_found(Objects(pathlib.Path(tempfile.mkdtemp())), ["ab" * 32])["ab" * 32].outcome
        'missing'
    """
    listed = list(dict.fromkeys(names))
    parts = [listed[begin : begin + TOGETHER] for begin in range(0, len(listed), TOGETHER)]

    def one(part: list[str]) -> list[Found]:
        return [found(objects, name, whole=whole) for name in part]

    from concurrent.futures import ThreadPoolExecutor  # the process that rehashes beside another needs none

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(listed, (each for part in pool.map(one, parts) for each in part), strict=True))
