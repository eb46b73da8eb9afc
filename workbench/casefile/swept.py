"""The whole ledger of an unsealed case, judged stretch by stretch: here and, where it is long, elsewhere at once."""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from workbench.casefile.chains import chains_in, is_fork
from workbench.casefile.line import ROOT_DIGEST, Line, parse
from workbench.casefile.started import started
from workbench.casefile.stretch import Judged, Met, Stretch, as_text, judge
from workbench.errors import WorkbenchError
from workbench.records import rewritten

# Each process takes so many bytes at least; beginning one takes as long as judging so many.
WORTH, BEGINNING = 1 << 24, 1 << 23
MOST = 4
PROGRAM = "from workbench.casefile.stretch import main; main()"


class Swept(NamedTuple):
    """A ledger that is sound beyond doubt: how many events it has, and those that are wanted whole, chain by chain."""

    events: int
    lines: list[Line]


def swept(folder: Path, *, also: Mapping[str, frozenset[int]] | None = None, named: Iterable[str] = ()) -> Swept | None:
    """Judges the chains of an unsealed case; None where they have branches, or something is not sound beyond doubt.

    `also` says by chain which further lines are wanted whole, by their numbers from 0. Whatever the records and `named`
    name must be a record of it.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> place = pathlib.Path(tempfile.mkdtemp()) / "c"
        >>> case = create(place, CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> swept(place / "ledger").events, swept(place / "ledger", named=["0" * 64])
        (2, None)
    """
    others: list[_Other] = []
    with contextlib.ExitStack() as ending:
        try:
            shares = _shares(_whole(folder, also or {}))
            for share in shares[1:]:
                others.append(_Other(share))
                ending.callback(others[-1].end)
            met = Met()
            judged = [judge(one, met) for one in shares[0]]
            for other in others:
                judged += other.judged()
            left = (met.named | set(named)).union(*(other.named for other in others)) - met.ids - {""}
            for other in others:
                left = other.unmet(left)
            return None if left else _joined([one for share in shares for one in share], judged)
        except (OSError, ValueError, TypeError, KeyError, WorkbenchError):
            return None  # whatever it is, who walks line by line says what


def _whole(folder: Path, also: Mapping[str, frozenset[int]]) -> list[Stretch]:
    files = chains_in(folder)
    if not files or any(is_fork(file) for file in files):
        raise ValueError("what stands in several branches is walked line by line")
    if not all(file.is_file() and not file.is_symlink() and file.stat().st_size for file in files):
        raise ValueError("what is no plain file, or an empty one, is walked line by line")
    return [Stretch(str(file), 0, file.stat().st_size, also.get(file.stem, frozenset())) for file in files]


def _shares(whole: list[Stretch]) -> list[list[Stretch]]:
    """The chains cut, between two lines, into parts of about the same length: one for each process."""
    total = sum(one.end for one in whole)
    count = max(1, min(MOST, os.cpu_count() or 1, total // WORTH))
    shares: list[list[Stretch]] = [[]]
    each = -(-(total - BEGINNING) // count) if count > 1 else total
    room = each + BEGINNING  # here it begins at once
    for one in whole:
        begin = one.begin
        while one.end - begin > room and len(shares) < count:
            cut = _next_line(one.file, begin + room)
            shares[-1].append(one._replace(begin=begin, end=cut))
            shares.append([])
            begin, room = cut, each
        if begin < one.end:
            shares[-1].append(one._replace(begin=begin))
            room -= one.end - begin
    return shares


def _next_line(file: str, at: int) -> int:
    with open(file, "rb") as lines:
        lines.seek(at)
        lines.readline()
        return lines.tell()


def _joined(stretches: list[Stretch], judged: list[Judged | None]) -> Swept | None:
    """The stretches of each chain, if each begins where the one before it ended, and a batch ends with the last."""
    before, events, lines = ("", -1, "", 0), 0, list[Line]()
    for stretch, one in zip(stretches, judged, strict=True):
        if one is None:
            return None
        file, number, digest, rest = before
        if file != stretch.file:
            if rest:
                return None  # the last batch of the chain before is not whole
            number, digest = -1, ROOT_DIGEST
        n, prev, more = one.first
        if n != number + 1 or prev != digest or (rest and more != rest - 1):
            return None
        before = (stretch.file, *one.last)
        events += one.events
        read = one.read or [None] * len(one.kept)
        lines += [line or _line(stretch, raw) for raw, line in zip(one.kept, read, strict=True)]
    return None if before[3] else Swept(events, lines)


def _line(stretch: Stretch, raw: bytes) -> Line:
    """The event of a line that was judged a moment ago; of what ends a batch also what was signed."""
    event = rewritten(raw) or {}
    return Line(**event) if event.get("rest") else parse(Path(stretch.file), 0, raw[:-1])


class _Other:
    """Another process that judges a share of the ledger, begun at once and asked later."""

    def __init__(self, share: list[Stretch]) -> None:
        self._child = started(PROGRAM)
        self.named: set[str] = set()
        self._say([as_text(one) for one in share])

    def _say(self, value: object) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(value).encode("ascii") + b"\n")
        self._child.stdin.flush()

    def judged(self) -> list[Judged | None]:
        """What it found; raises ValueError, TypeError or KeyError where it did not answer."""
        assert self._child.stdout is not None
        told = json.loads(self._child.stdout.readline())
        if told is None:
            return [None]
        self.named = set(told["named"])
        return [
            Judged(events, tuple(first), tuple(last), [self._child.stdout.readline() for _ in range(kept)])
            for events, first, last, kept in told["judged"]
        ]

    def unmet(self, ids: set[str]) -> set[str]:
        """Of these ids the ones that no record of its share has; raises ValueError where it does not answer."""
        assert self._child.stdout is not None
        self._say(sorted(ids))
        return set(json.loads(self._child.stdout.readline()))

    def end(self) -> None:
        """Ends the process."""
        self._child.kill()
        self._child.communicate()
