"""Recomputing everything that can be recomputed, and saying what could not be."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from workbench import codebook
from workbench.casefile.case import Case
from workbench.casefile.ledger import chains_in, examine, head_of, tips_of
from workbench.casefile.line import Line
from workbench.casefile.state import Live, State, fold
from workbench.casefile.strangers import strangers
from workbench.errors import Damaged, WorkbenchError
from workbench.markup import table
from workbench.records import Passage, content, references

OUTCOMES = ("ok", "changed", "missing", "unverifiable", "withdrawn")


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

    Example:
        >>> Audit(items={"ok": 1}, events=3, head="h", ledger_ok=True, problems=()).ok
        True
    """

    items: dict[str, int]
    events: int
    head: str
    ledger_ok: bool
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """True only where nothing is wrong and nothing stayed unchecked."""
        serious = [problem for problem in self.problems if codebook.severity(problem.code) != "notice"]
        return self.ledger_ok and not serious

    def _repr_html_(self) -> str:
        rows = [*self.items.items(), ("ledger", f"{self.events} events, {'whole' if self.ledger_ok else 'BROKEN'}")]
        rows += [(problem.code, f"{problem.subject}: {problem.message}") for problem in self.problems]
        return table(rows, ["what", "found"], f"Audit at head {self.head[:12]}: {'ok' if self.ok else 'NOT ok'}")


def verify(case: Case) -> Audit:
    """Rechecks every byte of a case: chains, record ids, originals, derivatives, quotes, and files nobody recorded.

    What cannot be read is `unverifiable`, never ok. Nothing is written.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> verify(case).ok
        True
    """
    problems: list[Problem] = []
    lines = list(_walk(case.path / "ledger", problems))
    state = _fold(case, lines, problems)
    looks = _fold(case, list(_walk(case.path / "access", problems)), problems)
    if not state.of("case"):
        problems.append(_problem("ledger-broken", "ledger", "it does not say what this case is"))
    aside = _fold(case, list(_walk(case.path / "counsel", problems)), problems)
    problems += _dangling(state, looks, aside)
    whole = not any(_of_the_ledger(problem) for problem in problems)
    items = _objects(case, state, problems)
    problems += _quotes(case, state)
    named = {live.record.object for live in _stored(state)}
    problems += [_problem(code, subject) for code, subject in strangers(case.path, named)]
    return Audit(items, len(lines), head_of(tips_of(lines)), whole, tuple(problems))


def _problem(code: str, subject: str, detail: str = "") -> Problem:
    return Problem(code, subject, codebook.message(code) + (f" ({detail})" if detail else ""))


def _of_the_ledger(problem: Problem) -> bool:
    """A last batch that was cut off was never acknowledged: the ledger before it is whole."""
    return problem.code != "ledger-torn-tail"


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Line]:
    """The sound lines of all chains of a folder, chain by chain; what is not sound becomes a problem."""
    try:
        chains = chains_in(folder)
    except WorkbenchError:
        chains = []  # `strangers` names the folder
        problems.append(_problem("unverifiable", folder.name))
    for file in chains:
        subject, end = f"{folder.name}/{file.name}", 0
        try:
            for entry, position in examine(file):
                end = position
                if isinstance(entry, Line):
                    yield entry
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
    for live in (*state.all, *looks.all, *aside.all):
        for identity in (*references(live.kind, live.record), live.agent):
            if identity and state.get(identity) is None and (live not in aside.all or aside.get(identity) is None):
                code = "derivative-unlinked" if live.kind == "derivative" else "reference-missing"
                yield _problem(code, f"{live.kind} {live.id[:12]}", f"record {identity[:12]}")


def _stored(state: State) -> list[Live]:
    return [live for live in state.all if live.kind in ("item", "derivative")]


def _objects(case: Case, state: State, problems: list[Problem]) -> dict[str, int]:
    """Rehashes each stored object once; counts the items that count by what was found."""
    items, seen = dict.fromkeys(OUTCOMES, 0), dict[str, str]()
    for live in _stored(state):
        record = live.record
        subject = f"item {record.name}" if live.kind == "item" else f"{record.kind} of item {record.item[:12]}"
        if record.object not in seen:
            seen[record.object], detail = _found(case, record.object)
        else:
            detail = ""
        outcome = seen[record.object]
        if outcome == "ok" and not _agrees(case, live):
            outcome, detail = "changed", "the record states another digest or size"
        if outcome != "ok":
            problems.append(_problem(outcome, subject, detail))
        if live.kind == "item" and not state.set_aside(live.id):
            items[outcome] += 1
    return items


def _found(case: Case, name: str) -> tuple[str, str]:
    try:
        found = case.objects.digest(name)
    except WorkbenchError as error:
        return ("unverifiable" if error.code == "unreadable" else "changed"), error.cause
    return ("missing" if found is None else "ok" if found == name else "changed"), ""


def _agrees(case: Case, live: Live) -> bool:
    """In an unsealed case the stored bytes are the original's: the record may state no other digest or size."""
    record = live.record
    size = record.size if live.kind == "item" else None
    return record.sha256 == record.object and size in (None, case.objects.path(record.object).stat().st_size)


def _quotes(case: Case, state: State) -> Iterator[Problem]:
    texts: dict[str, str | None] = {}
    for live in state.of("passage"):
        passage: Passage = live.record
        if passage.derivative is None or passage.quote is None:
            continue
        if passage.derivative not in texts:
            texts[passage.derivative] = _text(case, state, passage.derivative)
        text = texts[passage.derivative]
        if text is not None and text[passage.start : passage.end] != passage.quote:
            yield _problem("quote-moved", f"passage {live.id[:12]}")


def _text(case: Case, state: State, derivative: str) -> str | None:
    live = state.get(derivative)
    try:
        # What is no UTF-8 holds no quote: the mark that stands for its bytes is in no words.
        return None if live is None else case.objects.read(live.record.object).decode("utf-8", "replace")
    except WorkbenchError:
        return None  # its own problem already stands in the list
