"""A seal: the signed head of a case, small enough to be kept elsewhere, against which its ledger is compared later.

A ledger alone cannot prove that its tail is missing, or that it was not written anew as a whole. A seal can: it states
for each chain how many lines it had, how many bytes, and the digest of the last, which stands for all lines before it.
"""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in, head_of, is_fork
from workbench.casefile.cipher import Signer, signed
from workbench.casefile.disk import whole_bytes
from workbench.casefile.ledger import examine, first_event
from workbench.casefile.new_file import write_new
from workbench.errors import NoStart, Refused, WorkbenchError
from workbench.records import canonical

FORMAT_NAME, VERSION = "forced-labour-workbench-seal", 1
# What counsel noted is nobody else's business, not even how often: those chains are not sealed.
FOLDERS = ("access", "ledger")
# One line in `every` leaves a mark of 16 digits, so that the first line that differs is found without keeping them all.
MARKS, MARK = 1024, 16
FORMS = {
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    "case": re.compile(r"[0-9a-f]{64}"),
    "head": re.compile(r"[0-9a-f]{64}"),
    "key": re.compile(r"[0-9a-f]{64}"),
    "nonce": re.compile(r"[0-9a-f]{16}"),
    "signature": re.compile(r"[0-9a-f]{128}"),
}
CHAIN = re.compile(r"(access|ledger)/[0-9a-f]{32}(~[0-9a-f]{16})?")  # a fork is named as in the head of a case


class SealForged(WorkbenchError):
    """A file is no seal, or not the one that was signed: nothing may be concluded from it.

    Example:
        >>> SealForged("head.json", "it is no seal").code
        'seal-forged'
    """

    code = "seal-forged"

    def __init__(self, file: object, cause: str) -> None:
        super().__init__(file, cause, "Take the seal from where it was kept, as it was written")


@dataclasses.dataclass(frozen=True)
class Tail:
    """One chain when it was sealed: its lines, its bytes, the digest of its last line, and marks of lines before it.

    `marks` holds the first 16 digits of the digest of each `every`-th line.
    """

    chain: str
    lines: int
    size: int
    digest: str
    every: int
    marks: str

    def marked(self) -> Iterator[tuple[int, str]]:
        """The lines, counted from 1, of which a digest or its beginning is known; the last line comes last.

        Example:
            >>> tail = Tail("ledger/" + "3f" * 16, 3, 900, "c" * 64, 2, "b" * 16)
            >>> list(tail.marked()) == [(2, "b" * 16), (3, "c" * 64)]
            True
        """
        for place in range(len(self.marks) // MARK):
            line = (place + 1) * self.every
            if line < self.lines:
                yield line, self.marks[place * MARK : (place + 1) * MARK]
        yield self.lines, self.digest


@dataclasses.dataclass(frozen=True)
class Seal:
    """The head of a case at a time, with its chains, signed (Ed25519) by who sealed it.

    `case` is the id of the record with which the case began; `nonce` is what a time stamp of this seal has to repeat.
    """

    at: str
    case: str
    head: str
    events: int
    chains: tuple[Tail, ...]
    nonce: str
    key: str
    signature: str = ""

    def tails(self, folder: str) -> dict[str, Tail]:
        """The sealed chains of a folder, each under its own name."""
        return {tail.chain.split("/")[1]: tail for tail in self.chains if tail.chain.startswith(f"{folder}/")}

    def tips(self) -> dict[str, tuple[int, str]]:
        """What the head is made of: for each chain of the ledger its count and its last digest."""
        return {name: (tail.lines, tail.digest) for name, tail in self.tails("ledger").items()}

    def signed_bytes(self) -> bytes:
        """What the signature signs: everything but itself."""
        return FORMAT_NAME.encode() + b"\n" + canonical(_values(dataclasses.replace(self, signature="")))


def make(case: Case, signer: Signer) -> Seal:
    """The seal of a case as it stands, made from its lines alone: no key of its content is needed.

    Raises:
        BrokenLine, NewerFormat, Unreadable: a chain cannot be read; what is damaged is not sealed.
        NoStart: the ledger does not say what the case is.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> make(case, Signer(bytes(32))).events
        2
    """
    files = [file for folder in FOLDERS for file in chains_in(case.path / folder)]
    own: set[str] = set()
    chains = sorted((tail for file in files if (tail := _tail(file, own))), key=lambda tail: tail.chain)
    begun = sorted(begins(case.path))
    if not begun:
        raise NoStart(case.path)
    seal = Seal(case.door.now(), begun[0], "", len(own), tuple(chains), case.door.salt()[:16], signer.public)
    seal = dataclasses.replace(seal, head=head_of(seal.tips()))
    return dataclasses.replace(seal, signature=signer.sign(seal.signed_bytes()))


def begins(case: Path) -> set[str]:
    """The ids of the records with which the chains of a case say what case this is."""
    firsts = [first_event(file) for file in chains_in(case / "ledger")]
    return {line.id for line in firsts if line is not None and line.kind == "case"}


def _tail(file: Path, own: set[str]) -> Tail | None:
    """How a chain stands; `own` gathers the events of the ledger, of which a fork has some in common with its chain."""
    digests, size = [], 0
    for entry, position in examine(file):
        if isinstance(entry, WorkbenchError):
            raise entry
        digests.append(entry.digest)
        size = position
    if not digests:
        return None
    every = -(-len(digests) // MARKS)
    marks = "".join(digest[:MARK] for digest in digests[every - 1 :: every])
    folder, fork = (file.parents[2], f"~{digests[-1][:MARK]}") if is_fork(file) else (file.parent, "")
    own.update(digests if folder.name == "ledger" else ())
    return Tail(f"{folder.name}/{file.stem}{fork}", len(digests), size, digests[-1], every, marks)


def write(seal: Seal, file: Path) -> Path:
    """Writes a seal to a new file, as canonical JSON; durable when this returns.

    Raises:
        Refused: a file stands there already; an older seal is evidence and is not written over.
        NotWritten: the system refused.
    """
    try:
        write_new(file, canonical(_values(seal)) + b"\n")
    except FileExistsError:
        raise Refused(file, "it is there already, and a seal is not written over", "Name a new file") from None
    return file


def _values(seal: Seal) -> dict[str, Any]:
    values = dataclasses.asdict(seal) | {"format": FORMAT_NAME, "version": VERSION}
    return {**values, "chains": [dataclasses.asdict(tail) for tail in seal.chains]}


def read(file: Path) -> Seal:
    """The seal in a file, its signature checked.

    Raises:
        SealForged: it is no seal, not in canonical form, not signed by the key that it names, or at odds with itself.
        Missing, Refused, Unreadable: as for every file that is named.
    """
    return opened(file, whole_bytes(file))


def opened(file: object, data: bytes) -> Seal:
    """The seal that these bytes are; `file` names them in the error.

    Raises:
        SealForged: as `read`.

    Example:
        >>> opened("head.json", b"{}")
        Traceback (most recent call last):
            ...
        workbench.casefile.seal.SealForged: head.json: it is no seal. ...
    """
    try:
        values = json.loads(data)
        chains = tuple(Tail(**entry) for entry in values["chains"])
        fields = {name: value for name, value in values.items() if name not in ("format", "version")}
        seal = Seal(**{**fields, "chains": chains})
        whole = (values["format"], values["version"]) == (FORMAT_NAME, VERSION) and _formed(seal)
        same = whole and canonical(_values(seal)) + b"\n" == data
    except (ValueError, KeyError, TypeError, RecursionError, WorkbenchError):
        whole = same = False
    if not whole:
        raise SealForged(file, "it is no seal")
    if not (same and signed(seal.key, seal.signed_bytes(), seal.signature)):
        raise SealForged(file, "its signature is not of these words: it was changed after it was signed")
    lines, forked = [count for count, _ in seal.tips().values()], any("~" in tail.chain for tail in seal.chains)
    counted = max(lines, default=0) <= seal.events <= sum(lines) if forked else seal.events == sum(lines)
    if seal.head != head_of(seal.tips()) or not counted:
        raise SealForged(file, "its head is not that of the chains that it lists")
    return seal


def _formed(seal: Seal) -> bool:
    named = [tail.chain for tail in seal.chains]
    return (
        all(isinstance(value := getattr(seal, name), str) and form.fullmatch(value) for name, form in FORMS.items())
        and type(seal.events) is int
        and named == sorted(set(named))
        and all(_formed_tail(tail) for tail in seal.chains)
    )


def _formed_tail(tail: Tail) -> bool:
    return (
        CHAIN.fullmatch(tail.chain) is not None
        and all(type(number) is int and 0 < number < 2**53 for number in (tail.lines, tail.size, tail.every))
        and re.fullmatch(r"[0-9a-f]{64}", tail.digest) is not None
        and re.fullmatch(r"([0-9a-f]{16})*", tail.marks) is not None
        and len(tail.marks) // MARK == tail.lines // tail.every
    )
