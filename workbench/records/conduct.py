"""Who acts in a case and under which rules: case, agents, preliminary steps, consents, corrections, looks."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
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


@noun(frozen=True, kw_only=True)
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


@noun(frozen=True, kw_only=True)
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


@noun(frozen=True, kw_only=True)
class Consent:
    """What a worker allowed, to which audience, for what, until when; what is missing is no.

    The four switches are those of the form of the UN Special Rapporteur on contemporary forms of slavery: `submit` the
    account, know that a `letter` goes to the authorities, know of a public `summary`, `naming`. `shown_as` is name,
    initials, pseudonym or totals; `recipient` the one official who may learn the name. For a worker under 18,
    `guardian` (an entity's id) agreed beside the child, whose own `assent` has its date.

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
    shown_as: str | None = None
    recipient: str | None = None
    guardian: str | None = None
    assent: str | None = None


@noun(frozen=True, kw_only=True)
class Protection:
    """A named agent's decision on what releases for one audience do with one record.

    `act` is withhold (it does not leave), pseudonymise (an entity leaves without its name), generalise (an entity
    leaves with its kind alone) or show (what is withheld by default leaves, where consent allows); `target` is the
    record's id, `reason` the code of the finding that led to it, or words. Without `audience` it holds for all.

    Example:
        >>> Protection(act="pseudonymise", target="a" * 64, reason="near-protected").audience is None
        True
    """

    act: str
    target: str
    reason: str
    audience: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Correction:
    """An earlier record no longer counts; `replacement` takes its place, or nothing does (undo).

    Example:
        >>> Correction(target="a" * 64, reason="typed twice").replacement is None
        True
    """

    target: str
    reason: str
    replacement: str | None = None


@noun(frozen=True, kw_only=True)
class Access:
    """A look that left a copy outside the store: which files, with which digests, from which head of the case.

    A release also says its id, for which audience it was made, who received it (`recipient`), the id that stands on
    that copy (`copy`), the digest of its sealed key (`mapping`), and the numbers that it published (`published`,
    canonical JSON): what is published later is held against them.
    `items` are the items that the copy is of, or the worker who was named; empty where it is of the case as a whole.
    `reason` is what a person said for looking up a name.

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
    recipient: str | None = None
    copy: str | None = None
    mapping: str | None = None
    published: str | None = None
    reason: str | None = None
