"""What set a duty of an institution off, what it was told, what it did, and what a check on a day found."""


from workbench.records.noun import noun
from workbench.records.period import Period


@noun(frozen=True, kw_only=True)
class Act:
    """One step in the life of a duty, as one source has it.

    `duty` is an entry of `evidence_schema/duties`; `role` is trigger (what set it off), notice (the institution was
    told), act (it did something) or check (somebody looked whether it had); `finds` says how far it was done. `due` is
    the last day that a notice itself sets; `about` tells several runs of one duty apart, such as a year or a request.

    Example:
        >>> Act(duty="un-answer", bearer="a" * 64, role="check", title="No answer by then", source="b" * 64,
        ...     finds="not-done", period=Period(start="2022-06-10", end="2022-06-10")).stance
        'supports'
    """

    duty: str
    bearer: str
    role: str
    title: str
    source: str
    about: str | None = None
    finds: str | None = None
    by: str | None = None
    due: str | None = None
    stance: str = "supports"
    period: Period | None = None
    passage: str | None = None
    note: str | None = None
