"""Chains that went on in two ways: how many of their events a merge laid aside, beneath `forks/`, where they count."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in, is_fork
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import Line

FOLDERS = ("ledger", "access", "counsel")


@dataclasses.dataclass(frozen=True)
class Aside:
    """What stands aside of one chain: its file, how many events, who wrote the first of them, and when (UTC).

    Example:
        >>> Aside("ledger/3f.jsonl", 7, "MJ", "2026-03-01T09:00:00Z").events
        7
    """

    chain: str
    events: int
    agent: str
    since: str


def aside_in(case: Case) -> Iterator[Aside]:
    """What stands aside in a case, each with the key of the agent.

    Raises:
        BrokenLine, NewerFormat, Unreadable: a chain that has a fork cannot be read to its end.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> list(aside_in(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))))
        []
    """
    for one in lying_aside(case.path, {folder: _read(case.path / folder) for folder in FOLDERS}):
        who = case.state().get(one.agent)
        yield dataclasses.replace(one, agent=str(who.record.key) if who else "")


def _read(folder: Path) -> Iterator[Line]:
    for file in chains_in(folder):
        yield from read_chain(file)


def lying_aside(case: Path, lines_of: Mapping[str, Iterable[Line]]) -> Iterator[Aside]:
    """What stands aside in a case, from the events of its folders by folder name; of each chain, forks come last.

    Raises:
        Unreadable: the system does not let a folder be listed.

    Example:
        >>> list(lying_aside(Path("no-such-case"), {"ledger": []}))
        []
    """
    for folder, lines in lines_of.items():
        # Asked first: what has no forks, as nearly all, is not gone through once more.
        if any(is_fork(file) for file in chains_in(case / folder)):
            yield from _aside(folder, lines)


def _aside(folder: str, lines: Iterable[Line]) -> list[Aside]:
    """A number that comes again in a chain begins another branch, unless it is an event that both branches hold."""
    found: dict[str, Aside] = {}
    reached, seen = dict[str, int](), set[str]()
    for line in lines:
        if line.digest in seen:
            continue
        seen.add(line.digest)
        earlier = found.get(line.chain)
        if earlier:
            found[line.chain] = dataclasses.replace(earlier, events=earlier.events + 1)
        elif line.n <= reached.get(line.chain, -1):
            found[line.chain] = Aside(f"{folder}/{line.chain}.jsonl", 1, line.agent, line.at)
        reached[line.chain] = max(line.n, reached.get(line.chain, -1))
    return [found[chain] for chain in sorted(found)]
