"""Rechecking only what was recorded since a seal: the sealed lines are looked for where they ended, and not reread."""

from collections.abc import Iterator
from pathlib import Path

from workbench.casefile.against import sealed_line
from workbench.casefile.audit import Audit
from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in, head_of, is_fork, tips_of
from workbench.casefile.copied import PIECE, chunks_of
from workbench.casefile.disk import opened
from workbench.casefile.ledger import Place
from workbench.casefile.let_in import LetIn, let_in
from workbench.casefile.line import BrokenLine, Line, parse
from workbench.casefile.recheck import from_outside, moved_quotes, recheck, recheck_stored
from workbench.casefile.seal import FOLDERS, Seal
from workbench.casefile.sealed_vault import Locked
from workbench.casefile.signatures import keys_of, unsound
from workbench.casefile.state import State
from workbench.casefile.walked import Problem, problem, refold, uncollected, walk
from workbench.errors import NewerFormat, Refused

OF_THE_TEAM = b'"kind":"member"'


@uncollected()
def verify_since(case: Case, seal: Seal, *, without_key: bool = False) -> Audit:
    """Rechecks what was added to a case since a seal of it: its work grows with what is new, not with what is there.

    Each sealed chain must still have its sealed line where it ended then. What follows is rechecked: chains,
    signatures, record ids and shapes, the objects that new records name, quotes from new texts. What was there before
    is not reread, nor are links from the new to it, nor what lies in the case beside the ledger; the audit says so.
    Of a sealed case what was there is searched for records of members, which say whether a key was made with the
    recovery key: somebody who relies on what is new has to know that, however old the key is.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.casefile.anchor import seal
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> audit = verify_since(case, seal(case, folder / "head.json"))
        >>> audit.ok, audit.events, audit.rechecked
        (True, 2, 0)
    """
    if any(is_fork(file) for folder in FOLDERS for file in chains_in(case.path / folder)):
        raise Refused(case.path, "its chains have branches, which have to be walked whole", "Use --against")
    problems: list[Problem] = []
    places, signers = _standing(case, seal, problems)
    walked = {folder: list(walk(case.path / folder, problems, places[folder])) for folder in FOLDERS}
    lines = walked["ledger"]
    with_key = _opened(case, without_key)
    state = refold(case, lines if with_key else [line for line in lines if line.kind in case.vault.in_clear], problems)
    problems += _signed(walked, state, signers, seal)
    whole = not any(one.code not in ("ledger-torn-tail", "seal-key-unknown") for one in problems)
    if with_key:
        refold(case, walked["access"], problems)
        items, found = recheck(case, state)
        problems += [problem("quote-moved", subject) for subject in moved_quotes(case, state)]
    else:
        items, found = recheck_stored(case, from_outside(case, lines, state))
        problems.append(problem("not-opened", "contents"))
    problems += [problem(*one) for one in found]
    problems.append(problem("not-rechecked", "ledger", f"{seal.events} events, sealed {seal.at}"))
    head = head_of(seal.tips() | tips_of(lines))
    events = seal.events + len(lines)
    found_in, told = tuple(problems), _recovered(case, places["ledger"], lines)
    return Audit(items, events, head, whole, found_in, depth="since", seal=seal, rechecked=len(lines), recovered=told)


def _recovered(case: Case, places: dict[str, Place | None], fresh: list[Line]) -> tuple[LetIn, ...]:
    """The keys that were made with the recovery key, before the seal or since."""
    if not case.sealed:
        return ()
    lines = [line for name, place in places.items() if place for line in _members(case.path, name, place)] + fresh
    told = refold(case, [line for line in lines if line.kind == "member"], [])
    return tuple(one for one in let_in(lines, {live.id: live.record for live in told.all}).values() if one.recovery)


def _members(path: Path, name: str, place: Place) -> Iterator[Line]:
    """The records of members in front of a place of a chain, each with what follows it in its batch: who signed that.

    A line that is not sound is passed over: what is old is not rechecked here, nor read line by line where none stands.
    """
    chain, inside, left, begun = path / "ledger" / f"{name}.jsonl", False, place.size, b""
    with opened(chain) as file:
        for block in chunks_of(file, chain, PIECE):
            whole, _, begun = (begun + block[:left]).rpartition(b"\n")
            for raw in whole.split(b"\n") if inside or OF_THE_TEAM in whole else ():
                if not inside and OF_THE_TEAM not in raw:
                    continue
                try:
                    line = parse(chain, 0, raw)
                except (BrokenLine, NewerFormat):
                    inside = False
                    continue
                inside = line.rest > 0
                yield line
            left -= len(block)
            if left <= 0:
                return


def _standing(
    case: Case, seal: Seal, problems: list[Problem]
) -> tuple[dict[str, dict[str, Place | None]], dict[str, dict[str, str]]]:
    """By folder, the place behind which each sealed chain is walked, None where it is not as sealed; the signers."""
    places: dict[str, dict[str, Place | None]] = {folder: {} for folder in FOLDERS}
    signers: dict[str, dict[str, str]] = {folder: {} for folder in FOLDERS}
    for folder in FOLDERS:
        for name, tail in seal.tails(folder).items():
            found = sealed_line(tail, case.path)
            if isinstance(found, Line):
                places[folder][name] = Place(tail.size, tail.lines, tail.digest)
                if found.key:
                    signers[folder][name] = found.key
            else:
                places[folder][name] = None
                problems.append(problem(*found))
    return places, signers


def _opened(case: Case, without_key: bool) -> bool:
    if case.sealed and without_key:
        return False
    try:
        case.vault.touch()
    except Locked:
        return False
    return True


def _signed(
    walked: dict[str, list[Line]], state: State, signers: dict[str, dict[str, str]], seal: Seal
) -> list[Problem]:
    """Signatures of what is new: by the key that signed the sealed line, or one that a new record of theirs names."""
    held = {key for of in signers.values() for key in of.values()}
    members = {live.id: live.record for live in state.all if live.kind == "member"}
    keys = keys_of(walked["ledger"], members, trusted=held)
    found = [
        problem(*one) for folder in FOLDERS for one in unsound(folder, walked[folder], keys, before=signers[folder])
    ]
    if seal.key not in held | {line.key for lines in walked.values() for line in lines}:
        found.append(problem("seal-key-unknown", f"key {seal.key[:16]}"))
    return found
