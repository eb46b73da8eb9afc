"""One person's file: each step of it, what the person said of quotes, and leaks and reprisals with what was done."""


from workbench.records.noun import noun
from workbench.records.period import Period


@noun(frozen=True, kw_only=True)
class Step:
    """One step of one person's file, as one source has it: a referral, an identification, a permit, a need, an ask.

    `by` is the body or person that took it, `side` whether that is the state, civil society or another; `outcome` how
    it ended and `reason` why, as given (a refusal without one is a refusal without one). `told` is the day on which the
    person was told of the outcome, `told_in` the language. `clock` names an entry of `evidence_schema/clocks` that this
    step sets going, where its kind alone does not.

    Example:
        >>> Step(subject="a" * 64, kind="identification", title="Not identified", source="b" * 64, outcome="refused",
        ...      period=Period(start="2022-02-01", end="2022-02-01")).reason is None
        True
    """

    subject: str
    kind: str
    title: str
    source: str
    by: str | None = None
    side: str | None = None
    outcome: str | None = None
    reason: str | None = None
    told: str | None = None
    told_in: str | None = None
    clock: str | None = None
    period: Period | None = None
    passage: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Approval:
    """What a worker said of words of the worker's own before a release: approved, changed or refused, on a day.

    `how` says how the words were shown or read, and in which language; `wording` is what the worker wants instead.
    Without `audience` it holds for all.

    Example:
        >>> Approval(worker="a" * 64, passage="b" * 64, decision="refused", day="2024-06-02", how="read in vi").audience
    """

    worker: str
    passage: str
    decision: str
    day: str
    how: str
    audience: str | None = None
    wording: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Incident:
    """A leak or a reprisal, as one source has it, with what was done; open until a day of closing is on record.

    Example:
        >>> Incident(kind="leak", title="A list of names in the press", source="a" * 64).closed is None
        True
    """

    kind: str
    title: str
    source: str
    subjects: tuple[str, ...] = ()
    by: str | None = None
    done: str | None = None
    done_by: str | None = None
    closed: str | None = None
    period: Period | None = None
    passage: str | None = None
    note: str | None = None
