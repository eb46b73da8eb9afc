"""What was asked about dangers to a worker, before anything else is done with what the worker told."""

from workbench.records.noun import noun

# In the order in which they are asked.
FLAGS = ("child", "violence", "confinement", "suicide", "deportation", "reprisal")


@noun(frozen=True, kw_only=True)
class Danger:
    """Dangers to one worker as they were asked about on a day, what was done, how the worker may safely be reached.

    `flags` are of `FLAGS`; none means that all were asked and none applies, which only a record can say. `referral` is
    what was done and to whom the worker was referred; `channel`, `hours` and `may_say` are how to reach the worker,
    when, and what may be said if somebody else hears it. Nothing of this ever leaves the team.

    Example:
        >>> Danger(subject="a" * 64, asked="2024-05-18", flags=("confinement",), channel="none").hours is None
        True
    """

    subject: str
    asked: str
    flags: tuple[str, ...] = ()
    referral: str | None = None
    channel: str | None = None
    hours: str | None = None
    may_say: str | None = None
    note: str | None = None
