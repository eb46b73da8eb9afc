"""What a person makes of a machine's draft of a coding: accepted as a coding of his own, or rejected."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
class Verdict:
    """A named person accepts or rejects one draft: the passage, what the draft said of it, and by which cue.

    `polarity` is what the draft said: supports or contradicts. `decision` is accepted, and then `coding` is the id of
    the person's coding, or rejected, and then there is none. A verdict says something of a cue, nothing of a worker.

    Example:
        >>> Verdict(passage="a" * 64, framework="ilo-11", indicator="isolation", polarity="supports",
        ...         cue="en:documents-held", decision="rejected", agent="b" * 64).coding is None
        True
    """

    passage: str
    framework: str
    indicator: str
    polarity: str
    cue: str
    decision: str
    agent: str
    coding: str | None = None
    reason: str | None = None
