"""Two versions of one account, side by side: what a person says of the difference between them."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
class Difference:
    """A person compared two passages of one account: whether they differ in what matters, or only in words.

    Both versions stay as they are. `agent` is who compared them; nothing here is computed from the words.

    Example:
        >>> Difference(passage_a="a" * 64, passage_b="b" * 64, material=False, agent="c" * 64).material
        False
    """

    passage_a: str
    passage_b: str
    material: bool
    agent: str
    note: str | None = None
