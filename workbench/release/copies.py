"""One copy of a release, and the bands in which it says how much was kept back."""

import base64
import dataclasses
from collections.abc import Callable

from workbench.errors import Refused

MOST_DRAWS = 100
PROGRAM = "0.1.0"  # the version that a dossier names; a test holds it to the package's own
# Upper ends of the bands in which a release says how much was kept back.
BANDS = ((0, "none"), (4, "fewer than 5"), (19, "5 to 19"), (99, "20 to 99"))


@dataclasses.dataclass(frozen=True)
class Copy:
    """One copy of a release: its id, which stands on each page and by which a leak can be traced, and who receives it.

    Example:
        >>> Copy.of("public", None, "0f" * 32, "2024-07-01").id
        'B4HQ-6DYP'
    """

    id: str
    audience: str
    recipient: str | None
    day: str

    @classmethod
    def of(cls, audience: str, recipient: str | None, salt: str, day: str) -> "Copy":
        """A copy with a random id, drawn from a salt."""
        drawn = base64.b32encode(bytes.fromhex(salt)).decode()[:8]
        return cls(f"{drawn[:4]}-{drawn[4:]}", audience, recipient, day)

    @classmethod
    def drawn(
        cls, audience: str, recipient: str | None, salt: Callable[[], str], day: str, names: Callable[[str], object]
    ) -> "Copy":
        """A copy whose random id spells nobody's name or mark: `names` tells what of the sort stands in a text.

        Eight random letters do so once in some hundred copies, and the last look would take it for a leak.

        Raises:
            Refused: whoever receives it bears such a name.

        Example:
            >>> draws = iter(["0f" * 32, "a0" * 32])
            >>> Copy.drawn("public", None, lambda: next(draws), "2024-07-01", lambda text: "B4HQ" in text).id
            'UCQK-BIFA'
        """
        if recipient and names(recipient):
            raise Refused("recipient", f"{recipient!r} holds a name or mark that is protected in this copy",
                          "Write it otherwise with --recipient, or leave it out")  # fmt: skip
        made = cls.of(audience, recipient, salt(), day)
        for _ in range(MOST_DRAWS):
            if not names(made.id):
                break
            made = cls.of(audience, recipient, salt(), day)
        return made


def band_of_people(count: int, k: int) -> str:
    """How many people, as a band: below the threshold of an audience it says no more than that.

    Example:
        >>> [band_of_people(count, 11) for count in (0, 2, 10, 11, 20)]
        ['none', 'fewer than 11', 'fewer than 11', '11 to 19', '20 to 99']
        >>> band_of_people(2, 5)
        'fewer than 5'
    """
    if not 0 < count <= BANDS[2][0] or k <= BANDS[1][0] + 1:
        return band(count)
    return f"fewer than {k}" if count < k else f"{k} to {BANDS[2][0]}"


def band(count: int) -> str:
    """How much was kept back, as a band: an exact number would say when it changes by one.

    Example:
        >>> [band(count) for count in (0, 3, 19, 250)]
        ['none', 'fewer than 5', '5 to 19', '100 or more']
    """
    return next((words for most, words in BANDS if count <= most), "100 or more")
