"""How far apart two places are: in metres with the range of their precision, in a protected copy by its squares alone.

A protected copy has each place in the middle of a square of a grid (`workbench.disclosure.places`), and says as its
precision how wide the square is. From middle to middle is no distance that anybody recorded.
"""

import math
from typing import Any

FINE_M = 1000  # the fine grid from whose middles the squares of a coarse one are found
# How much longer than promised the sides of a square are at most, up to a latitude: rows narrow towards the pole, and
# a degree grows longer. Nobody is known to be made to work beyond the last one, and nothing is promised there.
STRETCHED = ((60.0, 1.008), (75.0, 1.016), (82.0, 1.035))
STEP_M = 500


def within(width_m: float, latitude: float = 0.0) -> float:
    """Two places in one square of a grid are less than so many metres apart: corner to corner, in half kilometres.

    The square of a wide grid takes in what its fine squares reach over its edge: to the east, and to the north where
    its rows are no whole kilometres. `latitude` is that of the place nearest to a pole, up to 82 degrees.

    Example:
        >>> within(1000), within(10_000), within(10_000, -71.2)
        (1500.0, 15000.0, 15500.0)
    """
    stretched = next((by for to, by in STRETCHED if abs(latitude) <= to), STRETCHED[-1][1])
    over = FINE_M if width_m > FINE_M else 0
    corner = stretched * math.hypot(width_m + over, width_m + (over if width_m % FINE_M else 0))
    return float(math.ceil(corner / STEP_M) * STEP_M)


def apart(one: Any, other: Any, metres: float, *, squares: bool, latitude: float = 0.0) -> dict[str, Any]:
    """The line of two places in the table of distances, from their rows and the metres between their nearest edges.

    With `squares` the metres are between middles of squares: rounded to the width of one, the range outwards; of two
    places in one square there are none (NaN), and the range ends where `within` does. The place of a fine grid is in
    the square of a wide one where it is less than half a width from its middle. `latitude` is as in `within`.

    Example:
        >>> here = {"site": "A", "precision_m": 1000.0, "source": "S", "place": "p", "geometry": 1}
        >>> row = apart(here, here, 0.0, squares=True)
        >>> row["metres"], row["low_m"], row["high_m"]
        (nan, 0.0, 1500.0)
    """
    slack = one["precision_m"] + other["precision_m"]
    told = metres, max(0.0, metres - slack), metres + slack
    if squares and not math.isnan(slack):
        told = _between(one, other, told, latitude)
    else:
        told = round(metres), _whole(told[1], slack), _whole(told[2], slack)
    return {
        "from": one["site"], "to": other["site"], "metres": told[0], "low_m": told[1], "high_m": told[2],
        "from_source": one["source"], "to_source": other["source"],
        "from_place": one["place"], "to_place": other["place"],
    }  # fmt: skip


def _between(one: Any, other: Any, told: tuple[float, float, float], latitude: float) -> tuple[float, float, float]:
    wide, fine = sorted((one["precision_m"], other["precision_m"]), reverse=True)
    metres, low, high = told
    if one["geometry"] == other["geometry"] or (fine < wide and metres < wide / 2):
        return math.nan, 0.0, within(wide, latitude)
    about = max(1.0, float(round(metres / wide))) * wide  # of two squares beside each other never "0"
    return about, math.floor(low / wide) * wide, math.ceil(high / wide) * wide


def _whole(metres: float, slack: float) -> float:
    return math.nan if math.isnan(slack) else float(round(metres))
