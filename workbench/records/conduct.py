"""Who acts in a case and under which rules: case, agents, preliminary steps, consents, corrections, looks."""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class CaseInfo:
    """What the case is: its title, mandate and custodian, and whether it is synthetic, public record or confidential.

    `sealed`: content is closed under keys; `seeded`: its salts come from a public seed (shipped cases only);
    `destroy_after_days`: how long a wish to destroy waits before it may be carried out.

    Example:
        >>> CaseInfo(title="Site A").nature
        'confidential'
    """

    title: str
    nature: str = "confidential"
    mandate: str | None = None
    custodian: str | None = None
    sealed: bool = False
    seeded: bool = False
    destroy_after_days: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agent:
    """A person, organisation or software that acts (PREMIS Agent); `member` names whose keys the agent holds.

    Example:
        >>> Agent(key="MJ", kind="person", name="M. J.").key
        'MJ'
    """

    key: str
    kind: str
    name: str
    role: str | None = None
    member: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class PreliminaryStep:
    """A form of the Berkeley Protocol's annexes as it was filled in before, or while, material was collected.

    `form` and `version` name it in `evidence_schema/forms/preliminary`; `answers` pairs a question's id with the words
    that answer it, and a question that nobody answered is not among them. `written` is a partial date.

    Example:
        >>> step = PreliminaryStep(form="mandate", version="1", answers=(("scope", "Site A, from March 2024 on"),))
        >>> dict(step.answers)["scope"]
        'Site A, from March 2024 on'
    """

    form: str
    version: str
    answers: tuple[tuple[str, str], ...] = ()
    written: str | None = None
    written_by: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Consent:
    """What a worker allowed, to which audience, for what, until when; what is missing is no.

    Example:
        >>> Consent(worker="a" * 64, audience="ombudsman", purpose="complaint", form="oral", given="2024-05").naming
        False
    """

    worker: str
    audience: str
    purpose: str
    form: str
    given: str
    until: str | None = None
    submit: bool = False
    letter: bool = False
    summary: bool = False
    naming: bool = False
    language: str | None = None
    interpreter: str | None = None
    note: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Correction:
    """An earlier record no longer counts; `replacement` takes its place, or nothing does (undo).

    Example:
        >>> Correction(target="a" * 64, reason="typed twice").replacement is None
        True
    """

    target: str
    reason: str
    replacement: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Access:
    """A look that left a copy outside the store: which files, with which digests, from which head of the case.

    A release also says its id and for which audience it was made.
    `items` are the items that the copy is of; empty where it is of the case as a whole.

    Example:
        >>> Access(action="export", head="a" * 64, files=(("matrix.csv", "b" * 64),)).files[0][0]
        'matrix.csv'
    """

    action: str
    head: str
    files: tuple[tuple[str, str], ...] = ()
    release: str | None = None
    audience: str | None = None
    items: tuple[str, ...] = ()
