"""The words that mark a safe house: no case holds where one is, so that nobody can be found there through it."""

import re

from workbench.errors import WorkbenchError

# A house where people hide from whoever exploited them; hospitals, hostels, barracks and bus shelters are none.
MARKS = (
    r"safe[\s_-]?(?:house|place|home)s?(?![a-z])", r"women'?s (?:shelter|refuge)", r"(?<!bus )(?<!bike )\bshelters?\b",
    r"\brefuge\b", r"sigurn[aeu]? ku[ćc]", "skloništ", "skloniste", r"сигурн[аеу]? кућ", "склоништ",
    "nhà tạm lánh", "nhà an toàn", "安全屋", "庇护所", "庇護所", "संरक्षण गृह", "आश्रय गृह", r"sığınma ?evi", "sığınak",
)  # fmt: skip
SAFE = re.compile("|".join(MARKS), re.IGNORECASE)


class SafePlace(WorkbenchError):
    """Something was to be recorded that is marked as a safe house: whoever lives there could be found through the case.

    Example:
        >>> SafePlace("places.csv, line 4", "safe house").code
        'safe-place'
    """

    code = "safe-place"

    def __init__(self, place: object, words: str) -> None:
        super().__init__(
            place,
            f"'{words}' marks a safe place, and no case holds where one is",
            "Leave it out: keep such an address on paper with whoever runs the place; a person may be recorded as "
            "lodged elsewhere without a place",
        )


def safe_place_in(words: str | None) -> str | None:
    """The words in a text that mark a safe house, or None.

    Example:
        >>> safe_place_in("Sigurna kuća, Novi Sad"), safe_place_in("bus shelter by the gate")
        ('Sigurna kuć', None)
    """
    found = SAFE.search(words or "")
    return None if found is None else found.group()
