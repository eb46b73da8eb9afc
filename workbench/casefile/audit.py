"""Recomputing everything that can be recomputed, and saying what could not be."""

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from workbench import codebook
from workbench.casefile.against import compare
from workbench.casefile.beside import meanwhile
from workbench.casefile.branched import lying_aside
from workbench.casefile.case import Case
from workbench.casefile.chains import head_of, tips_of
from workbench.casefile.cipher import NotOpened
from workbench.casefile.key_check import key_problems
from workbench.casefile.let_in import LetIn, let_in
from workbench.casefile.line import Line
from workbench.casefile.mapping_check import mapping_problems
from workbench.casefile.measured import Rehash, all_found
from workbench.casefile.members import WrongPassphrase
from workbench.casefile.recheck import from_outside, moved_quotes, names_of, recheck, recheck_stored
from workbench.casefile.reread import BESIDE, reread
from workbench.casefile.ring_lines import BrokenRing, KeysLost
from workbench.casefile.seal import Seal
from workbench.casefile.sealed_vault import Locked, SealedVault
from workbench.casefile.signatures import keys_of, unsound
from workbench.casefile.stamp import Stamp
from workbench.casefile.state import State
from workbench.casefile.strangers import strangers
from workbench.casefile.walked import Problem, problem, refold, uncollected, walk
from workbench.errors import BadValue
from workbench.markup import table

if TYPE_CHECKING:
    import pandas as pd


# One lost key ring, or a shorter one, leaves every record without its key; one intake that was cut off leaves many
# objects that nothing names: that is one thing to be told.
OF_ONE_LOSS = ("key-missing", "unreferenced")


@dataclasses.dataclass(frozen=True, repr=False)
class Audit:
    """What `verify` found: items ok, changed, missing, unverifiable or withdrawn, the ledger, and each problem.

    `depth` is `whole`, or `stored` where a sealed case was looked at without a key: then chains, digests, stored bytes
    and key files were rechecked, and contents, quotes and links were not; or `since`: only what a seal does not hold,
    which is so many events as `rechecked` says. `seal` is what the ledger was compared with, `stamp` its time stamp.
    `recovered` are the signing keys that were made with the recovery key: no fault, and told to whoever relies on them.

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
    seal: Seal | None = None
    stamp: Stamp | None = None
    rechecked: int | None = None
    recovered: tuple[LetIn, ...] = ()

    @property
    def ok(self) -> bool:
        """True only where nothing is wrong and nothing stayed unchecked."""
        serious = [one for one in self.problems if codebook.severity(one.code) != "notice"]
        return self.ledger_ok and not serious

    @property
    def shown(self) -> tuple[Problem, ...]:
        """The problems as a person reads them: those of one code that stand for one loss are one, with how many.

        Example:
            >>> lost = [problem("key-missing", f"record {n}") for n in range(3)]
            >>> [one.subject for one in Audit({}, 3, "h", ledger_ok=True, problems=(*lost,)).shown]
            ['record 0 and 2 more']
        """
        found: list[Problem] = []
        alike, said = Counter(one.code for one in self.problems), set[str]()
        for one in self.problems:
            if one.code not in OF_ONE_LOSS or alike[one.code] == 1:
                found.append(one)
            elif one.code not in said:
                found.append(problem(one.code, f"{one.subject} and {alike[one.code] - 1} more"))
                said.add(one.code)
        return tuple(found)

    @property
    def df(self) -> "pd.DataFrame":
        """One row a problem: code, subject, message."""
        import pandas as pd  # a check needs none

        rows = [[one.code, one.subject, one.message] for one in self.problems]
        return pd.DataFrame(rows, columns=["code", "subject", "message"])

    def __repr__(self) -> str:
        tally = ", ".join(f"{count} {name}" for name, count in self.items.items() if count)
        whole = "whole" if self.ledger_ok else "BROKEN"
        told = f"{tally or 'no items'}; ledger of {self.events} events {whole}, {len(self.problems)} problems"
        return f"Audit({'ok' if self.ok else 'NOT ok'}: {told})"

    def _repr_html_(self) -> str:
        rows = [*self.items.items(), ("ledger", f"{self.events} events, {'whole' if self.ledger_ok else 'BROKEN'}")]
        rows += [(one.code, f"{one.subject}: {one.message}") for one in self.shown]
        rows += [("recovery key", one.told()) for one in self.recovered]
        how = {"whole": "", "stored": ", without keys", "since": f", {self.rechecked} events since a seal"}[self.depth]
        return table(rows, ["what", "found"], f"Audit at head {self.head[:12]}{how}: {'ok' if self.ok else 'NOT ok'}")


@uncollected()
def verify(case: Case, *, without_key: bool = False, seal: Seal | None = None, rehash: Rehash = all_found) -> Audit:
    """Rechecks every byte of a case: chains, record ids, originals, derivatives, quotes, and files nobody recorded.

    What cannot be read is `unverifiable`, never ok. Nothing is written. A sealed case for which no passphrase is to be
    had, or whose keys are gone or changed, is rechecked as far as anyone can, and so it is `without_key`: `depth` says
    so. With a `seal` of this case, the ledger is compared with it too. `rehash` reads the stored bytes on behalf of
    this process; where others do that, what is inside sealed ones is looked at here alone.

    Raises:
        WrongPassphrase: a passphrase was given, it is nobody's, and no member's file is lost or changed.

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
            return _from_outside(case, seal, rehash)
        case.vault.touch()
    except (Locked, KeysLost):
        return _from_outside(case, seal, rehash)
    except (BrokenRing, NotOpened, BadValue, WrongPassphrase) as error:
        seen = _from_outside(case, seal, rehash)
        if seen.ok or (isinstance(error, WrongPassphrase) and not _lost_member(seen)):
            raise  # the key files are as they were recorded: something else is the matter
        return seen
    keys = case.vault.ring.keys if isinstance(case.vault, SealedVault) else None
    with meanwhile(case.objects, rehash, keys) as rehashed:
        read = reread(case, seal)
        state, problems = read.state, read.problems
        problems += _keys(case, read.walked, state, seal)
        whole = not any(_of_the_ledger(one) for one in problems)
        problems += _branches(case, read.walked)
        # Before anything is waited for: the other process rehashes meanwhile.
        strange = [problem(code, subject) for code, subject in strangers(case.path, names_of(state))]
        head, told = head_of(tips_of(read.walked["ledger"])), _recovered(read.walked["ledger"], state)
        read.walked.clear()  # letting go of many lines takes a while, too
        items, found = recheck(case, state, rehashed)
    problems += [problem(*one) for one in found]
    problems += [problem("quote-moved", subject) for subject in moved_quotes(case, state)]
    problems += [*strange, *(problem(*one) for one in mapping_problems(case))]
    return Audit(items, read.events, head, whole, tuple(problems), seal=seal, recovered=told)


def _from_outside(case: Case, seal: Seal | None, rehash: Rehash) -> Audit:
    """What anyone can recheck of a sealed case: chains, digests, stored bytes, key files."""
    with meanwhile(case.objects, rehash) as rehashed:
        return _stored(case, seal, rehashed)


def _stored(case: Case, seal: Seal | None, rehash: Rehash) -> Audit:
    problems: list[Problem] = []
    lines = list(walk(case.path / "ledger", problems))
    walked = {"ledger": lines} | {folder: list(walk(case.path / folder, problems)) for folder in BESIDE}
    clear = refold(case, [line for line in lines if line.kind in case.vault.in_clear], problems)
    if not any(line.kind == "case" for line in lines):
        problems.append(problem("ledger-broken", "ledger", "it does not say what this case is"))
    problems += _keys(case, walked, clear, seal)
    whole = not any(_of_the_ledger(one) for one in problems)
    problems += _branches(case, walked)
    # Before anything is waited for, as where there is a key.
    outside, events = from_outside(case, lines, clear), len(lines)
    strange = [problem(code, subject) for code, subject in strangers(case.path, outside.named)]
    head, told = head_of(tips_of(lines)), _recovered(lines, clear)
    walked.clear()
    lines.clear()
    items, found = recheck_stored(case, outside, rehash)
    problems += [*(problem(*one) for one in found), *strange, problem("not-opened", "contents")]
    return Audit(items, events, head, whole, tuple(problems), depth="stored", seal=seal, recovered=told)


def _lost_member(seen: Audit) -> bool:
    """Whether the file of a member's keys is not as it was recorded: the passphrase may be the one of that file."""
    return any(one.subject.startswith("keys/member-") and codebook.severity(one.code) != "notice"
               for one in seen.problems)  # fmt: skip


def _keys(case: Case, walked: dict[str, list[Line]], state: State, seal: Seal | None) -> list[Problem]:
    """What is wrong with signatures and keys, and with the ledger against a seal: without opening anything."""
    members = {live.id: live.record for live in state.all if live.kind == "member"}
    keys = keys_of(walked["ledger"], members)
    found = [one for folder, lines in walked.items() for one in unsound(folder, lines, keys, members_only=case.sealed)]
    if case.sealed:
        found += key_problems(case.path / "keys", [line for lines in walked.values() for line in lines], state.all)
    if seal is not None:
        found += compare(seal, walked)
        revoked = keys.get(seal.key)
        if seal.key not in keys and not any(line.key == seal.key for lines in walked.values() for line in lines):
            found.append(("seal-key-unknown", f"key {seal.key[:16]}", ""))
        elif revoked is not None and seal.at[:10] >= revoked[:10]:
            found.append(("seal-key-revoked", f"key {seal.key[:16]}", f"sealed {seal.at}, revoked from {revoked}"))
    return [problem(*one) for one in found]


def _branches(case: Case, walked: dict[str, list[Line]]) -> list[Problem]:
    """What a merge laid aside: no fault, and named for as long as it lies there."""
    there = {folder: lines for folder, lines in walked.items() if lines}  # a folder that cannot be listed has none
    return [problem("branch-aside", one.chain, f"{one.events} events, from {one.since} on")
            for one in lying_aside(case.path, there)]  # fmt: skip


def _recovered(lines: list[Line], state: State) -> tuple[LetIn, ...]:
    members = {live.id: live.record for live in state.all if live.kind == "member"}
    return tuple(one for one in let_in(lines, members).values() if one.recovery) if members else ()


def _of_the_ledger(found: Problem) -> bool:
    """A last batch that was cut off was never acknowledged: the ledger before it is whole; no key file breaks one."""
    spared = ("ledger-torn-tail", "unfinished", "seal-key-unknown", "seal-key-revoked", "key-missing")
    return found.code not in spared and not found.subject.startswith("keys/")
