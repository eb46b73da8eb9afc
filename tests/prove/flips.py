"""Every byte of a case changed, one at a time: is it seen, and is the right thing named?

A full `verify` for each of a million flips would take a day, so each flip is put to the part of `verify` that covers
its file: `walk` and `judge` for a chain, `found` for an object, `key_problems` for keys; for the rest, `verify` itself.
In `walk` the reading of lines that did not change is remembered: `parse` is a function of the line alone. A sample of
the flips goes through the whole `verify`, nothing remembered, and must be judged the same.
"""

import functools
import mmap
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from workbench import codebook
from workbench.casefile import Case, ledger, verify, walked
from workbench.casefile.chains import chains_in
from workbench.casefile.key_check import key_problems
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import Line, parse
from workbench.casefile.measured import found
from workbench.casefile.state import Live
from workbench.casefile.stretch import Met, Stretch, judge

SLICE = 16384
CHAINS = ("ledger", "access", "counsel")


class Said(NamedTuple):
    """A problem by its code and its subject."""

    code: str
    subject: str


def mask_of(at: int) -> int:
    """What is done to the byte at a place: any of the 255 changes, the same each time."""
    return (at * 2654435761 >> 8) % 255 + 1


def slices(case: Case) -> list[str]:
    """Every byte of every file of a case, as names of stretches `file:begin`."""
    found = []
    for file in sorted(path for path in case.path.rglob("*") if path.is_file()):
        inside = file.relative_to(case.path).as_posix()
        found += [f"{inside}:{begin}" for begin in range(0, file.stat().st_size, SLICE)]
    return found


@contextmanager
def flipped(file: Path, raw: bytes) -> Iterator[Callable[[int], None]]:
    """Gives a function that flips the byte at a place and puts the one flipped before right again."""
    mode = file.stat().st_mode
    file.chmod(0o600)
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as mapped:
        before = 0

        def flip(at: int) -> None:
            nonlocal before
            mapped[before] = raw[before]
            mapped[at] = raw[at] ^ mask_of(at)
            before = at

        yield flip
        mapped[before] = raw[before]
    assert file.read_bytes() == raw
    file.chmod(mode)


def prove(case: Case, name: str, *, every: int, step: int = 1) -> Counter[str]:
    """Flips each `step`-th byte of a slice; every `every`-th of these is put to the whole `verify` as well."""
    inside, begin = name.rsplit(":", 1)
    file = case.path / inside
    raw = file.read_bytes()
    stretch = range(int(begin), min(int(begin) + SLICE, len(raw)), step)
    counts: Counter[str] = Counter()
    with flipped(file, raw) as flip, remembered():
        for at in stretch:
            flip(at)
            counts.update(_judge(case, inside, raw, at))
    with flipped(file, raw) as flip:
        for at in stretch[:: max(1, every)]:
            flip(at)
            counts.update(whole(case, inside, raw, at))
    return counts


@contextmanager
def remembered() -> Iterator[None]:
    """`parse` remembers the lines that it accepted."""
    known: dict[bytes, Line] = {}

    def remember(file: Path, number: int, raw: bytes) -> Line:
        line = known.get(raw)
        if line is None:
            line = known[raw] = parse(file, number, raw)  # name and number stand in errors alone
        return line

    try:
        ledger.parse = remember  # type: ignore[assignment]
        yield
    finally:
        ledger.parse = parse  # type: ignore[assignment]


def _judge(case: Case, inside: str, raw: bytes, at: int) -> Counter[str]:
    top, _, rest = inside.partition("/")
    if top in CHAINS:
        problems = _of_one_chain(case.path / inside)
        seen, named = _grave(problems), _names_the_line(problems, inside, raw, at)
        if top == "ledger" and not case.sealed:
            seen = seen and not _is_sound(case.path / inside, raw, at)
    elif top == "objects":
        seen = named = found(case.objects, rest.split("/")[-1], whole=False).outcome == "changed"
    elif top == "keys":
        problems = [Said(code, subject) for code, subject, _ in key_problems(case.path / "keys", *_of_the_ledger(case))]
        seen, named = _grave(problems), any(problem.subject.startswith(inside) for problem in problems)
    else:
        return whole(case, inside, raw, at, also=False)
    return _counted(inside, at, seen=seen, named=named)


def _is_sound(file: Path, raw: bytes, at: int) -> bool:
    """What the quick judgement of `verify` says of the line in which a byte was flipped, with the one behind it."""
    end = raw.find(b"\n", raw.find(b"\n", at) + 1) + 1
    return judge(Stretch(str(file), raw.rfind(b"\n", 0, at) + 1, end or len(raw)), Met()) is not None


class _Chain(type(Path())):  # type: ignore[misc]
    """A path that works out its stem once: a million walks ask for it line by line."""

    @functools.cached_property
    def stem(self) -> str:
        return str(super().stem)


def _of_one_chain(file: Path) -> list[Any]:
    """What `walk` says of one chain: it looks at each by itself."""
    problems: list[Any] = []
    chains_in_folder = walked.chains_in
    try:
        walked.chains_in = lambda _: [_Chain(file)]
        for _ in walked.walk(file.parent, problems):
            pass
    finally:
        walked.chains_in = chains_in_folder
    return problems


@functools.lru_cache(maxsize=2)
def _of_the_ledger(case: Case) -> tuple[list[Line], list[Live]]:
    """The events of a case and its records: they do not change while the keys are flipped."""
    chains = [file for folder in CHAINS for file in chains_in(case.path / folder)]
    return [line for file in chains for line in read_chain(file)], list(case.state().all)


def whole(case: Case, inside: str, raw: bytes, at: int, *, also: bool = True) -> Counter[str]:
    """What the whole `verify` says of a flip; `also` where it is asked beside the part that covers the file."""
    counts = Counter({"whole": 1} if also else {"flips": 1})
    for without_key in (False, True) if case.sealed else (False,):
        audit = verify(case, without_key=without_key)
        problems = [
            problem for problem in audit.problems if problem.code != "not-opened" or problem.subject != "contents"
        ]
        if inside.startswith(tuple(f"{folder}/" for folder in CHAINS)):
            named = _names_the_line(problems, inside, raw, at)
        else:
            subjects = names(case).get(inside, set())
            named = any(one.subject in subjects or one.subject.startswith(inside) for one in problems)
        counts += _counted(inside, at, seen=not audit.ok and _grave(problems), named=named) - Counter({"flips": 1})
    return counts


def names(case: Case) -> dict[str, set[str]]:
    """How `verify` calls each stored object: by the records that name it; without a key by their ids."""
    called: dict[str, set[str]] = {}
    for live in case.state().all:
        if live.kind in ("item", "derivative"):
            record = live.record
            subject = f"item {record.name}" if live.kind == "item" else f"{record.kind} of item {record.item[:12]}"
            place = f"objects/{record.object[:2]}/{record.object}"
            called.setdefault(place, set()).update((subject, f"{live.kind} {live.id[:12]}"))
    return called


def _grave(problems: list[Any]) -> bool:
    return any(codebook.severity(problem.code) != "notice" for problem in problems)


def _names_the_line(problems: list[Any], inside: str, raw: bytes, at: int) -> bool:
    number = raw.count(b"\n", 0, at) + 1
    line = f"{inside}, line {number}"
    # A last line that lost its newline, or begins with a zero, is a tail that was cut off: it is named by its file.
    torn = at == len(raw) - 1 or raw[at] == mask_of(at)
    return any(problem.subject == line or (torn and problem.subject == inside) for problem in problems)


def _counted(inside: str, at: int, *, seen: bool, named: bool) -> Counter[str]:
    counts = Counter(flips=1)
    if not seen:
        counts[f"missed {inside} byte {at}"] = 1
    elif not named:
        counts[f"not named {inside} byte {at}"] = 1
    return counts
