"""Recomputing everything that can be recomputed, and saying what could not be."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from workbench import codebook
from workbench.casefile.case import Case
from workbench.casefile.key_check import key_problems
from workbench.casefile.ledger import chains_in, examine, head_of, is_fork, tips_of
from workbench.casefile.line import Line
from workbench.casefile.recheck import moved_quotes, names_of, recheck, recheck_stored
from workbench.casefile.sealed_vault import Locked
from workbench.casefile.state import State, fold
from workbench.casefile.strangers import strangers
from workbench.errors import Damaged, WorkbenchError
from workbench.markup import table
from workbench.records import content, references


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is not as it was recorded: a code of `checks.toml`, the thing, and what it means.

    Example:
        >>> Problem("missing", "item a.jpg", "Nothing lies where something was recorded or named").code
        'missing'
    """

    code: str
    subject: str
    message: str


@dataclasses.dataclass(frozen=True)
class Audit:
    """What `verify` found: items ok, changed, missing, unverifiable or withdrawn, the ledger, and each problem.

    `depth` is `whole`, or `stored` where a sealed case was looked at without a key: then chains, digests, stored bytes
    and key files were rechecked, and contents, quotes and links were not.

    Example:
        >>> Audit(items={"ok": 1}, events=3, head="h", ledger_ok=True, problems=()).ok
        True
    """

    items: dict[str, int]
    events: int
    head: str
    ledger_ok: bool
    problems: tuple[Problem, ...]
    depth: str = "whole"

    @property
    def ok(self) -> bool:
        """True only where nothing is wrong and nothing stayed unchecked."""
        serious = [problem for problem in self.problems if codebook.severity(problem.code) != "notice"]
        return self.ledger_ok and not serious

    def _repr_html_(self) -> str:
        rows = [*self.items.items(), ("ledger", f"{self.events} events, {'whole' if self.ledger_ok else 'BROKEN'}")]
        rows += [(problem.code, f"{problem.subject}: {problem.message}") for problem in self.problems]
        how = {"whole": "", "stored": ", without keys"}[self.depth]
        return table(rows, ["what", "found"], f"Audit at head {self.head[:12]}{how}: {'ok' if self.ok else 'NOT ok'}")


def verify(case: Case, *, without_key: bool = False) -> Audit:
    """Rechecks every byte of a case: chains, record ids, originals, derivatives, quotes, and files nobody recorded.

    What cannot be read is `unverifiable`, never ok. Nothing is written. A sealed case for which no passphrase is to be
    had is rechecked as far as anyone can, and so it is `without_key`: `depth` says so.

    Raises:
        WrongPassphrase: a passphrase was given, and it is nobody's.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> verify(case).ok
        True
    """
    try:
        if case.sealed and without_key:
            return _from_outside(case)
        case.vault.touch()
    except Locked:
        return _from_outside(case)
    problems: list[Problem] = []
    lines = list(_walk(case.path / "ledger", problems))
    state = _fold(case, lines, problems)
    beside = [list(_walk(case.path / folder, problems)) for folder in ("access", "counsel")]
    looks, aside = (_fold(case, one, problems) for one in beside)
    if not state.of("case"):
        problems.append(_problem("ledger-broken", "ledger", "it does not say what this case is"))
    problems += _dangling(state, looks, aside)
    problems += _keys(case, [*lines, *beside[0], *beside[1]], state)
    whole = not any(_of_the_ledger(problem) for problem in problems)
    items, found = recheck(case, state)
    problems += [_problem(*one) for one in found]
    problems += [_problem("quote-moved", subject) for subject in moved_quotes(case, state)]
    problems += [_problem(code, subject) for code, subject in strangers(case.path, names_of(state))]
    return Audit(items, len(lines), head_of(tips_of(lines)), whole, tuple(problems))


def _from_outside(case: Case) -> Audit:
    """What anyone can recheck of a sealed case: chains, digests, stored bytes, key files."""
    problems: list[Problem] = []
    lines = list(_walk(case.path / "ledger", problems))
    beside = [line for folder in ("access", "counsel") for line in _walk(case.path / folder, problems)]
    clear = _fold(case, [line for line in lines if line.kind in case.vault.in_clear], problems)
    if not any(line.kind == "case" for line in lines):
        problems.append(_problem("ledger-broken", "ledger", "it does not say what this case is"))
    problems += _keys(case, [*lines, *beside], clear)
    whole = not any(_of_the_ledger(problem) for problem in problems)
    items, found, named = recheck_stored(case, lines, clear)
    problems += [_problem(*one) for one in found]
    problems += [_problem(code, subject) for code, subject in strangers(case.path, named)]
    problems.append(_problem("not-opened", "contents"))
    return Audit(items, len(lines), head_of(tips_of(lines)), whole, tuple(problems), depth="stored")


def _keys(case: Case, lines: list[Line], state: State) -> list[Problem]:
    if not case.sealed:
        return []
    return [_problem(*found) for found in key_problems(case.path / "keys", lines, state.all)]


def _problem(code: str, subject: str, detail: str = "") -> Problem:
    return Problem(code, subject, codebook.message(code) + (f" ({detail})" if detail else ""))


def _of_the_ledger(problem: Problem) -> bool:
    """A last batch that was cut off was never acknowledged: the ledger before it is whole."""
    return problem.code not in ("ledger-torn-tail", "unfinished")


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Line]:
    """The sound lines of all chains of a folder, chain by chain; what is not sound becomes a problem.

    Of a fork only its own events are given.
    """
    seen: set[str] = set()
    try:
        chains = chains_in(folder)
    except WorkbenchError:
        chains = []  # `strangers` names the folder
        problems.append(_problem("unverifiable", folder.name))
    forked = any(is_fork(file) for file in chains)
    for file in chains:
        subject, end = f"{folder.name}/{file.name}", 0
        try:
            for entry, position in examine(file):
                end = position
                if isinstance(entry, Line):
                    if entry.digest not in seen:
                        yield entry
                    if forked:
                        seen.add(entry.digest)
                else:
                    problems.append(_problem(entry.code, f"{folder.name}/{entry.subject}", entry.cause))
            if end != file.stat().st_size:
                problems.append(_problem("ledger-torn-tail", subject))
        except WorkbenchError as error:
            code = "unverifiable" if error.code == "unreadable" else "ledger-broken"
            problems.append(_problem(code, subject, error.cause))


def _fold(case: Case, lines: list[Line], problems: list[Problem]) -> State:
    def refused(line: Line, error: WorkbenchError) -> None:
        if isinstance(error, Damaged):
            problems.append(_problem("record-changed", error.subject))
        else:
            problems.append(_problem("record-malformed", f"record {line.id[:12]}", error.cause))

    state = fold(lines, case.vault, refused=refused)
    sound = []
    for live in state.all:
        try:
            codebook.check(live.kind, content(live.record))
            sound.append(live)
        except WorkbenchError as error:
            problems.append(_problem("record-malformed", f"record {live.id[:12]}", str(error)))
    return state if len(sound) == len(state.all) else dataclasses.replace(state, all=tuple(sound))


def _dangling(state: State, looks: State, aside: State) -> Iterator[Problem]:
    """Records that name what is not there: another record, or the agent who recorded them."""
    absent = {line.id for line in (*state.sealed, *state.destroyed)}
    for live in (*state.all, *looks.all, *aside.all):
        for identity in (*references(live.kind, live.record), live.agent):
            if identity in absent:
                continue
            if identity and state.get(identity) is None and (live not in aside.all or aside.get(identity) is None):
                code = "derivative-unlinked" if live.kind == "derivative" else "reference-missing"
                yield _problem(code, f"{live.kind} {live.id[:12]}", f"record {identity[:12]}")
