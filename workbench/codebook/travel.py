"""How fast people get on and how far a told number may be off: assumptions as data, each with its source."""

import dataclasses
import functools

from workbench.codebook.ground import place, toml
from workbench.errors import BadValue


@dataclasses.dataclass(frozen=True)
class Assumption:
    """A pair of bounds with where it comes from: kilometres an hour, or a factor."""

    name: str
    low: float
    high: float
    source: str
    verified: bool

    def words(self) -> str:
        """The assumption as a reader may question it.

        Example:
            >>> speeds()["foot"].words()
            'foot: 3 to 6.5 km/h (assumed, not verified)'
        """
        doubt = "" if self.verified else ", not verified"
        return f"{self.name}: {self.low:g} to {self.high:g} km/h (assumed{doubt})"


@functools.cache
def speeds() -> dict[str, Assumption]:
    """Speeds by the means of a journey, least and greatest.

    Raises:
        BadValue: a speed of the file is negative, or its bounds are the wrong way round.

    Example:
        >>> speeds()["foot"].high
        6.5
    """
    found = {}
    for name, entry in toml(place("geography", "speeds.toml"))["speeds"].items():
        if not 0 <= entry["low"] < entry["high"]:
            raise BadValue("geography/speeds.toml", name, entry, "low from 0 on, and below high")
        found[name] = Assumption(name, float(entry["low"]), float(entry["high"]), entry["source"], entry["verified"])
    return found


def detour() -> Assumption:
    """How much longer a way is than the straight line: from once to so many times.

    Example:
        >>> detour().low
        1.0
    """
    entry = toml(place("geography", "speeds.toml"))["detour"]
    return Assumption("detour", 1.0, float(entry["most"]), entry["source"], entry["verified"])


def told() -> Assumption:
    """Between which shares of a told number the true one may lie.

    Example:
        >>> told().low, told().high
        (0.75, 1.25)
    """
    entry = toml(place("geography", "speeds.toml"))["told"]
    return Assumption("told", 1 - entry["off"], 1 + entry["off"], entry["source"], entry["verified"])
