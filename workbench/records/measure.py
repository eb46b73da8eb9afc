"""What is said of how far, how large or how many: a measure of a place, as a range and never as a point."""


from workbench.records.noun import noun
from workbench.records.period import Period


@noun(frozen=True, kw_only=True)
class Measure:
    """A measure of a place as one source gives it: how far from another, how large a room, how many beds or toilets.

    `measure` says what is measured, `value` to `high` how much, in `unit`. A distance or a journey leads from `other`
    (an entity) or from `town` (a number of GeoNames); a journey goes `by` some means. `part` is a room or a building.

    Example:
        >>> Measure(entity="a" * 64, measure="journey", value="60", unit="min", by="foot", town="783814",
        ...         source="b" * 64).high is None
        True
    """

    entity: str
    measure: str
    value: str
    source: str
    high: str | None = None
    unit: str | None = None
    other: str | None = None
    town: str | None = None
    by: str | None = None
    part: str | None = None
    period: Period | None = None
    passage: str | None = None
    note: str | None = None
