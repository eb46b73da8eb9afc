"""Verifying a case against a seal in a file: whole or only what is new, and the seal's time stamp with it."""

import dataclasses
from pathlib import Path

from workbench.casefile.against import OtherCase, belongs
from workbench.casefile.anchor import stamped
from workbench.casefile.audit import Audit, verify
from workbench.casefile.case import Case
from workbench.casefile.measured import Rehash, all_found
from workbench.casefile.seal import SealForged, read
from workbench.casefile.since import verify_since
from workbench.casefile.walked import problem
from workbench.errors import Refused


def verify_with(
    case: Case,
    *,
    against: Path | str | None = None, since: Path | str | None = None, certificate: Path | str | None = None,
    without_key: bool = False, rehash: Rehash = all_found,
) -> Audit:  # fmt: skip
    """Rechecks a case: all of it and `against` a seal, or only what is new `since` one; with neither, as `verify`.

    `certificate` (PEM) is what the time stamp that lies beside the seal is checked with. A seal that is forged or of
    another case is a problem of the audit; there is nothing to go on `since` such a one, so that it is refused.
    `rehash` as in `verify`; what is new since a seal is rehashed here.

    Raises:
        Refused: both seals are named, or a certificate without a seal.
        SealForged, OtherCase: what is to be rechecked `since` is no seal of this case.
        Missing, Unreadable: a file that is named is not there, or may not be read.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.casefile.anchor import seal
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> made = seal(case, folder / "head.json")
        >>> audit = verify_with(case, against=folder / "head.json")
        >>> audit.ok, audit.seal == made
        (True, True)
    """
    if against is not None and since is not None:
        raise Refused("verify", "it is against a seal or since one", "Name one of --against and --since")
    if against is None and since is None:
        if certificate is not None:
            raise Refused("verify", "a certificate is for the time stamp of a seal", "Name the seal with --against")
        return verify(case, without_key=without_key, rehash=rehash)
    file = Path(str(against if since is None else since))
    try:
        made = read(file)
        belongs(made, case.path, file)
    except (SealForged, OtherCase) as error:
        if since is not None:
            raise
        audit = verify(case, without_key=without_key, rehash=rehash)
        return dataclasses.replace(audit, problems=(*audit.problems, problem(error.code, file.name, error.cause)))
    stamp, said = stamped(file, made, None if certificate is None else Path(certificate))
    audit = (verify(case, without_key=without_key, seal=made, rehash=rehash) if since is None
             else verify_since(case, made, without_key=without_key))  # fmt: skip
    more = () if said is None else (problem(*said),)
    return dataclasses.replace(audit, stamp=stamp, problems=(*audit.problems, *more))
