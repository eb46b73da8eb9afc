"""Our indicators and questions beside IOM's Human Trafficking Case Data Standard, in both directions."""

import dataclasses
import functools

from workbench.codebook.ground import near, place, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown

FOLDER = ("forms", "interview")
HOW = {"same": "the same", "near": "near", "none": "no counterpart"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Pair:
    """One line of the table: `indicator` (of ilo-11) or `question` (of the interview form), and a `field` of theirs.

    `how` is same, near or none: no counterpart, on whichever side nothing stands.
    """

    how: str
    indicator: str | None = None
    question: str | None = None
    field: str | None = None
    values: tuple[str, ...] = ()
    note: str = ""

    def row(self) -> tuple[str, ...]:
        """The line in words, as the table of the documents has it.

        Example:
            >>> Pair(how="none", indicator="isolation").row()[:3]
            ('isolation', 'no counterpart', 'no counterpart')
        """
        none = HOW["none"]
        theirs = " ".join(filter(None, (self.field, ", ".join(self.values)))) or none
        return self.indicator or self.question or none, theirs, HOW[self.how], self.note


@functools.cache
def pairs() -> tuple[Pair, ...]:
    """Every line of `evidence_schema/forms/interview/htcds.toml`; nobody has verified the pairing.

    Source: International Organization for Migration, Human Trafficking Case Data Standard 2.0, field reference.

    Raises:
        BadValue: the file is not of the shape that its schema asks.

    Example:
        >>> [pair.values for pair in pairs() if pair.indicator == "debt-bondage"]
        [('DebtBondage',)]
    """
    file = place(*FOLDER, "htcds.toml")
    values = toml(file)
    matches(compiled(*FOLDER, "htcds.schema.json"), values, file)
    return tuple(Pair(**{**one, "values": tuple(one.get("values", ()))}) for one in values["pairs"])


def theirs(indicators: set[str]) -> dict[str, list[str]]:
    """What of these indicators can be said in the standard: its fields, each with its values; the others are left out.

    Example:
        >>> theirs({"debt-bondage", "isolation"})
        {'vic_MethodsOfControl': ['DebtBondage']}
    """
    found: dict[str, list[str]] = {}
    for pair in pairs():
        if pair.indicator in indicators and pair.field and pair.values:
            found.setdefault(pair.field, []).extend(pair.values)
    return found


def ours(field: str, value: str) -> tuple[str, ...]:
    """The indicators that a value of the standard may speak of; none where it has no counterpart here.

    What comes back is a hint where to look, never a coding: the standard keeps no words that a person said.

    Raises:
        Unknown: the table has no such field; the nearest are named.

    Example:
        >>> ours("vic_MethodsOfControl", "WithholdsDocuments"), ours("vic_MethodsOfControl", "UsesChildren")
        (('retention-of-identity-documents',), ())
    """
    fields = {pair.field for pair in pairs() if pair.field}
    if field not in fields:
        raise Unknown("htcds", "field", field, near(field, fields) or sorted(fields))
    return tuple(pair.indicator for pair in pairs() if pair.indicator and pair.field == field and value in pair.values)
