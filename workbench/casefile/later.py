"""What was said of a record after it was made: who told a file, that it is a record of another, that it is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from workbench.records.completion import UNSTATED
from workbench.records.tellers import tellers

# What ProofMode lays beside a file, named for its digest or its name: an OpenPGP signature, an OpenTimestamps proof.
APART = (".asc", ".ots")


class Told(Protocol):
    """A record with its id and kind, as the state of a case holds it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def record(self) -> Any:
        """The noun itself."""
        ...


def told_later(told: Iterable[Told]) -> dict[str, set[str]]:
    """Of items that were taken in without a source, all sources (ids) that are known by now (`tellers`), by item.

    Of a file that was set aside it is not believed from whom it came; nor is a custody event that was.

    Example:
        >>> told_later([])
        {}
    """
    items, custody, corrections = list[Told](), list[Told](), dict[str, str]()
    for one in told:
        if one.kind == "item":
            items.append(one)
        elif one.kind == "custody":
            custody.append(one)
        elif one.kind == "correction":
            corrections[one.id] = one.record.target
    silent = {one.id for one in items if not one.record.source}
    if not silent:
        return {}
    spoken_of, aside = set(corrections.values()), set_aside(corrections)
    known = tellers(
        ((one.id, one.record) for one in items if one.id in silent or one.id not in spoken_of),
        (one.record for one in custody if one.id not in aside),
    )
    return {item: set(sources) for item, sources in known.items() if item in silent}


def said_later(told: Iterable[Told]) -> dict[str, set[str]]:
    """Of sources of which somebody said later who told them, the completions (ids) that were not set aside.

    Such a source goes with the last of them: where two say different things, not with one alone.

    Example:
        >>> said_later([])
        {}
    """
    corrections, found, unstated = dict[str, str](), dict[str, set[str]](), set[str]()
    for one in told:
        if one.kind == "correction":
            corrections[one.id] = one.record.target
        elif one.kind == "completion":
            found.setdefault(one.record.source, set()).add(one.id)
        elif one.kind == "source" and one.record.kind == UNSTATED:
            unstated.add(one.id)
    aside = set_aside(corrections) if found else frozenset()
    return {source: left for source, ids in found.items() if source in unstated and (left := ids - aside)}


def attached(told: Iterable[Told]) -> dict[str, set[str]]:
    """Of files in which a program recorded something of others (sidecars), these items (ids), by the file's.

    A signature or a time stamp of a file by itself (`HASH.asc`, `NAME.asc`) is one, too. Only of those that nobody is
    known to have told: such a file comes along with another, and goes with it. What was set aside by a correction
    attaches nothing.

    Example:
        >>> attached([])
        {}
    """
    listed = [one for one in told if one.kind in ("item", "custody", "correction")]
    found: dict[str, set[str]] = {}
    aside = set_aside({one.id: one.record.target for one in listed if one.kind == "correction"})
    for one in listed:
        if one.kind == "custody" and one.record.sidecar and one.id not in aside:
            found.setdefault(one.record.sidecar, set()).add(one.record.item)
    for holder, of in _apart(one for one in listed if one.kind == "item"):
        found.setdefault(holder, set()).update(of)
    if not found:
        return {}
    known = told_later(listed).keys() | {one.id for one in listed if one.kind == "item" and one.record.source}
    return {holder: of for holder, of in found.items() if holder not in known}


def _apart(items: Iterable[Told]) -> Iterator[tuple[str, set[str]]]:
    """Of signatures and time stamps that lie beside a file: the items of that name, and those of the digest in it."""
    listed = list(items)
    signing = [one for one in listed if one.record.name.lower().endswith(APART)]
    if not signing:
        return
    called: dict[str, set[str]] = {}
    for one in listed:
        for name in (one.record.name.lower(), one.record.sha256):
            called.setdefault(name, set()).add(one.id)
    for one in signing:
        name = one.record.name.lower().rpartition(".")[0]
        digest = name.rpartition("/")[2].partition(".")[0]
        if of := called.get(name, set()) | called.get(digest, set()) - {one.id}:
            yield one.id, of


def set_aside(corrections: Mapping[str, str]) -> frozenset[str]:
    """What corrections that count set aside, from each one's id and the id that it speaks of.

    Each is judged after those that speak of it, whatever the clocks say: an undo of an undo brings a record back.

    Example:
        >>> sorted(set_aside({"c": "record", "d": "other", "e": "d"}))
        ['d', 'record']
    """
    open_ = Counter(corrections.values())
    ready = [one for one in corrections if one not in open_]
    aside: set[str] = set()
    while ready:
        one = ready.pop()
        target = corrections[one]
        if one not in aside:
            aside.add(target)
        open_[target] -= 1
        if not open_[target] and target in corrections:
            ready.append(target)
    return frozenset(aside)
