"""Two entities, side by side: what a person says of whether they are one."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
class Sameness:
    """A person looked at two entities and says: `same`, `different` or `unsure`.

    Both stay as they are, with everything that was said of each; taking the decision back takes them apart again.

    Example:
        >>> Sameness(entity_a="a" * 64, entity_b="b" * 64, decision="unsure", agent="c" * 64).decision
        'unsure'
    """

    entity_a: str
    entity_b: str
    decision: str
    agent: str
    note: str | None = None
