"""What a second and a third pair of eyes say: that a coder read a passage in full, and how a dispute was decided."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
class Reading:
    """A coder has read a passage, for one worker or group, against every indicator of a framework.

    What he left without a coding there, he did not see there: only a Reading turns silence into a statement. `blind`:
    he says that he read without sight of anybody else's codings and of suggestions.

    Example:
        >>> Reading(coder="a" * 64, passage="b" * 64, subject="c" * 64, framework="ilo-11").blind
        False
    """

    coder: str
    passage: str
    subject: str
    framework: str
    blind: bool = False


@noun(frozen=True, kw_only=True)
class Adjudication:
    """A third person's decision where coders read one passage differently; the readings stay as they are.

    `stance` is supports, contradicts, unclear, or `none`: the passage does not speak on the indicator. `codings` are
    those that were weighed; one that comes later and reads otherwise opens the dispute again.

    Example:
        >>> Adjudication(passage="a" * 64, subject="b" * 64, framework="ilo-11", indicator="isolation",
        ...              stance="unclear", agent="c" * 64, reason="He speaks of the village.").codings
        ()
    """

    passage: str
    subject: str
    framework: str
    indicator: str
    stance: str
    agent: str
    reason: str
    codings: tuple[str, ...] = ()
