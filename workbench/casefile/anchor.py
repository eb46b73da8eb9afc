"""Keeping the head of a case elsewhere: making the seal, asking for its time stamp, bringing the answer home."""

import os
from pathlib import Path

from workbench.casefile.case import Case
from workbench.casefile.cipher import Signer
from workbench.casefile.disk import whole_bytes
from workbench.casefile.in_force import need_key_in_force
from workbench.casefile.new_file import write_new
from workbench.casefile.seal import Seal, make, opened, write
from workbench.casefile.sealed_vault import Locked
from workbench.casefile.stamp import Stamp, StampWrong, attested, request, trusted
from workbench.casefile.strangers import FREE_FOLDERS
from workbench.casefile.writer import Writer
from workbench.errors import Missing, Refused

STAMP = ".tsr"


def seal(case: Case, out: Path | str, *, agent: str | None = None, request_to: Path | str | None = None) -> Seal:
    """Writes the signed head of a case to a new file, to be kept where the case is not; the case itself is not changed.

    It is signed with the key of the member whose passphrase opened the case. In an unsealed one `agent` (a key of the
    case; by default `$WORKBENCH_AGENT`) says with the key of whose chain; without any, and in a sealed case for which
    no passphrase is to be had, it is a key of this device. With `request_to`, a request for a time stamp of the seal
    (RFC 3161, DER) is written there too.

    Raises:
        Refused: something stands at one of the files, or it lies in the case, where it would go whenever the case goes;
            or the key of whoever opened the case was revoked.
        Unknown: no agent of this key is recorded.
        BrokenLine, NoStart: the ledger is damaged; what is damaged is not sealed.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> seal(case, folder / "head.json", agent="M").head == case.head()
        True
    """
    files = [Path(file) for file in (out, request_to) if file is not None]
    for file in files:
        _elsewhere(case, file)
    made = make(case, signer_of(case, agent or os.environ.get("WORKBENCH_AGENT")))
    write(made, files[0])
    if len(files) > 1:
        _write_new(files[1], request(whole_bytes(files[0]), made.nonce))
    return made


def signer_of(case: Case, agent: str | None) -> Signer:
    """The key with which a case is sealed: the member's, that of an agent's chain, or one of this device.

    Raises:
        Unknown: no agent of this key is recorded.
        Refused: the key of whoever opened the case was revoked.
    """
    try:
        need_key_in_force(case)
        return Writer(case, case.agent(agent) if agent else "").signer
    except Locked:
        return case.door.signer(case.door.device()[:32])


def _elsewhere(case: Case, file: Path) -> None:
    home, place = case.path.resolve(), file.resolve()
    if place.is_relative_to(home) and place.relative_to(home).parts[0] not in FREE_FOLDERS:
        raise Refused(file, "it lies in the case itself, and goes where the case goes", "Name a file outside the case")
    if os.path.lexists(file):
        raise Refused(file, "something stands there already, and nothing is written over", "Name a new file")


def stamp(seal_file: Path | str, response: Path | str, certificate: Path | str) -> Stamp:
    """Takes in the answer of a time-stamping authority: checks it, and lays it beside the seal (`SEAL.tsr`).

    `certificate` is a PEM file with the authority's certificate, or with that on which it rests.

    Raises:
        SealForged: the first file is no seal, or was changed.
        StampWrong: the answer does not attest this seal under this certificate; `code` says why.
        Refused: another answer lies beside the seal already.
    """
    seal_file, response = Path(seal_file), Path(response)
    data, answer = whole_bytes(seal_file), whole_bytes(response)
    certificates = trusted(whole_bytes(Path(certificate)), certificate)
    found = attested(answer, data, opened(seal_file, data).nonce, certificates, response)
    beside = stamp_of(seal_file)
    if not (os.path.lexists(beside) and whole_bytes(beside) == answer):
        _write_new(beside, answer)
    return found


def stamp_of(seal_file: Path) -> Path:
    """Where the time stamp of a seal lies.

    Example:
        >>> stamp_of(Path("head.json")).name
        'head.json.tsr'
    """
    return seal_file.with_name(seal_file.name + STAMP)


def _write_new(file: Path, data: bytes) -> None:
    try:
        write_new(file, data)
    except FileExistsError:
        raise Refused(file, "something else stands there already", "Move it away first") from None


def stamped(seal_file: Path, made: Seal, certificate: Path | None) -> tuple[Stamp | None, tuple[str, str, str] | None]:
    """The time stamp that lies beside a seal, or what is to be said of it: code, file, detail.

    Raises:
        Missing, Refused, Unreadable, StampWrong: the certificate cannot be read.
    """
    beside = stamp_of(seal_file)
    if certificate is None:
        return None, ("stamp-unchecked", beside.name, "") if os.path.lexists(beside) else None
    certificates = trusted(whole_bytes(certificate), certificate)
    try:
        return attested(whole_bytes(beside), whole_bytes(seal_file), made.nonce, certificates, beside), None
    except Missing:
        return None, ("stamp-missing", beside.name, "")
    except StampWrong as error:
        return None, (error.code, beside.name, error.detail)
