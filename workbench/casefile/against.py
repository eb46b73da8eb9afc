"""Comparing a ledger with a seal that was kept elsewhere: what is gone, and the first line that is not as sealed."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from workbench.casefile.chains import chains_in, line_before
from workbench.casefile.line import Line, parse
from workbench.casefile.seal import FOLDERS, MARK, Seal, Tail, begins
from workbench.errors import WorkbenchError

Found = tuple[str, str, str]


class OtherCase(WorkbenchError):
    """A seal was made of another case than the one it is compared with.

    Example:
        >>> OtherCase("head.json", "site-a").code
        'seal-of-another-case'
    """

    code = "seal-of-another-case"

    def __init__(self, file: object, case: str) -> None:
        super().__init__(file, f"this seal was made of another case than {case}", "Name the seal of this case")


def belongs(seal: Seal, case: Path, file: object) -> None:
    """Refuses a seal of another case: neither the record with which it began nor any chain of it stands here.

    Where nothing at all stands here, nothing says that it is another case: then `compare` names what is gone.

    Raises:
        OtherCase: the seal speaks of another case.
    """
    here = {f"{folder}/{chain.stem}" for folder in FOLDERS for chain in chains_in(case / folder)}
    begun = begins(case)
    if begun and seal.case not in begun and not here & {tail.chain for tail in seal.chains}:
        raise OtherCase(file, case.name)


def compare(seal: Seal, walked: Mapping[str, Iterable[Line]]) -> Iterator[Found]:
    """What is not as it was sealed: code, chain and first line, and how it stood; nothing where all stands.

    `walked` holds the sound lines of `ledger` and `access`. A line that is damaged by itself is named by who walked the
    chain, and not again here. What was added since is not spoken of.

    Example:
        >>> tail = Tail("ledger/" + "3f" * 16, 2, 900, "c" * 64, 1, "b" * 16 + "c" * 16)
        >>> seal = Seal("2026-01-15T09:00:00Z", "", "", 2, (tail,), "", "")
        >>> [(code, how) for code, _, how in compare(seal, {"ledger": []})]
        [('rolled-back', 'it had 2 lines when it was sealed, now none')]
    """
    for folder in FOLDERS:
        tails = seal.tails(folder)
        wanted = {(name.partition("~")[0], line) for name, tail in tails.items() for line, _ in tail.marked()}
        digests: dict[tuple[str, int], list[str]] = {}
        reach: dict[str, int] = {}
        for line in walked.get(folder, ()):
            here = (line.chain, line.n + 1)
            reach[line.chain] = max(line.n + 1, reach.get(line.chain, 0))
            if here in wanted:  # of a chain with forks, the sealed line may stand in any branch
                digests.setdefault(here, []).append(line.digest)
        for name, tail in tails.items():
            chain = name.partition("~")[0]
            yield from _first(tail, chain, digests, reach.get(chain, 0))


def _first(tail: Tail, chain: str, digests: dict[tuple[str, int], list[str]], reach: int) -> Iterator[Found]:
    """The first line of a chain that is not as sealed; `digests` holds those of sound lines by number, from 1."""
    before = 0
    for line, mark in tail.marked():
        stands = digests.get((chain, line))
        if stands is None and line > reach:
            subject, had = f"{tail.chain}.jsonl, line {reach + 1}", f"it had {tail.lines} lines when it was sealed"
            yield "rolled-back", subject, f"{had}, now {reach or 'none'}"
            return
        if stands is not None and not any(digest.startswith(mark) for digest in stands):
            place = f"line {line}" if line == before + 1 else f"a line from {before + 1} to {line}"
            code = "ledger-replaced" if before == 0 else "ledger-forked"
            sealed = f"digest {stands[0][:MARK]} where {mark[:MARK]} was sealed"
            yield code, f"{tail.chain}.jsonl, {place}", sealed
            return
        before = line


def sealed_line(tail: Tail, case: Path) -> Line | Found:
    """The line with which a sealed chain ended, where it still stands there; else what is not so.

    Only that line is read. Each line holds the digest of the one before it, so that the sealed digest stands for all of
    them; whether they are still there to be read it does not say.
    """
    folder, _, name = tail.chain.partition("/")
    found: Line | Found = ("rolled-back", f"{tail.chain}.jsonl", "the chain is gone")
    for file in [one for one in chains_in(case / folder) if one.stem == name.partition("~")[0]]:
        found = _sealed_line(tail, file)
        if isinstance(found, Line):
            break
    return found


def _sealed_line(tail: Tail, file: Path) -> Line | Found:
    """The same of one file: the chain's own, or a fork of it."""
    subject = f"{tail.chain}.jsonl"
    try:
        raw, size = line_before(file, tail.size)
    except WorkbenchError as error:
        return "rolled-back" if error.code == "missing" else "unverifiable", subject, error.cause
    if size < tail.size:
        return "rolled-back", subject, f"it had {tail.size} bytes when it was sealed, now {size}"
    try:
        line = parse(file, tail.lines - 1, raw)
    except WorkbenchError:
        line = None
    if line is not None and (line.n, line.digest, line.rest) == (tail.lines - 1, tail.digest, 0):
        return line
    return "ledger-forked", f"{subject}, line {tail.lines} or one before it", "verify --against names the first"
