"""What one source says of one property of an entity: a name, an address, a telephone, a number in a register."""


from workbench.records.noun import noun
from workbench.records.period import Period


@noun(frozen=True, kw_only=True)
class Statement:
    """A value of a property of an entity as one source writes it, with its period, its passage and its stance.

    Values that contradict each other stand side by side. FollowTheMoney keeps its data in the same way
    (https://followthemoney.tech/docs/statements/); there a value has a data set, here it has a passage.

    Example:
        >>> Statement(entity="a" * 64, property="name", value="Линглонг", source="b" * 64, language="sr-Cyrl").status
        'alleged'
    """

    entity: str
    property: str
    value: str
    source: str
    language: str | None = None
    stance: str = "supports"
    status: str = "alleged"
    period: Period | None = None
    passage: str | None = None
    note: str | None = None
