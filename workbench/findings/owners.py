"""Who owns how much of a company, directly and through others: shares multiplied along every chain, circles solved."""

import dataclasses
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench import markup
from workbench.errors import BadValue
from workbench.findings.said import records
from workbench.findings.way import STRENGTH

if TYPE_CHECKING:
    from workbench.findings.network import Network

Matrix = npt.NDArray[np.float64]
MOST = 4000  # owners behind one company: beyond that the system of equations no longer fits a laptop's memory
SETTLED = 1 - 1e-9  # a circle of shares that gives back less than this of what goes round has a solution
RULE = (
    "A share through others is the product of the shares along the chain, added up over all chains. Where companies "
    "hold shares in each other, the chains are endless; they are the solution of the linear system N = (I - A)^-1, "
    "and what an owner holds of itself is taken out again: N[i,j] / N[i,i]."
)
COLUMNS = ["owner", "share", "low", "high", "direct", "steps", "ultimate", "status", "source", "sources", "passages",
           "relations", "owner_id"]  # fmt: skip
SHOWN = ["owner", "share", "direct", "steps", "ultimate", "status", "source"]


@dataclasses.dataclass(frozen=True, repr=False)
class Owners:
    """The owners behind a company; `df` has a row each, nearest first, `low` to `high` in per cent.

    Where a source gives no share, or denies it, the least is nothing and the most what the others leave. `beyond` names
    companies whose owners' shares add up to more than 100 per cent on record, `circles` those in a circle of shares.
    """

    of: str
    df: pd.DataFrame
    beyond: tuple[str, ...]
    circles: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Owners of {self.of}: {len(self.df)} on record, {int(self.df['ultimate'].sum())} at the end of a chain"

    def _repr_html_(self) -> str:
        rows = [[row[name] for name in SHOWN] for row in records(self.df)]
        return markup.table(rows, SHOWN, " ".join([f"{self!r}.", *self.remarks()]))

    def remarks(self) -> list[str]:
        """What has to be said beside the table, in sentences."""
        circle = f"In a circle of shares, solved as a linear system: {', '.join(self.circles)}." if self.circles else ""
        over = f"More than 100 per cent on record: {', '.join(self.beyond)}." if self.beyond else ""
        return [one for one in (circle, over) if one]

    def document(self) -> dict[str, Any]:
        """The table as plain values, for JSON, with the rule."""
        rows = [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
                for row in records(self.df)]  # fmt: skip
        return {"of": self.of, "owners": rows, "circles": list(self.circles), "beyond": list(self.beyond), "rule": RULE}


@dataclasses.dataclass(frozen=True)
class Holding:
    """One owner of one company: the least and the most of it (None: no source says), and the rows that say so."""

    owner: str
    asset: str
    low: float
    high: float | None
    rows: tuple[dict[str, Any], ...]


def owners(network: "Network", of: str) -> Owners:
    """The owners of a node of the network, by its id, directly and through others.

    Source: Brioschi, Buzzacchi and Colombo, Journal of Banking and Finance 13 (1989), for the linear system; Baldone,
    Brioschi and Paleari (1998) for taking out what an owner holds of itself; verified = false.

    Raises:
        BadValue: more owners stand behind the company than the system of equations can hold.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> owners(network(tabulate([("f", Entity(key="F", schema="Company", label="Firm"))], "h", bytes)), "f")
        Owners of Firm: 0 on record, 0 at the end of a chain
    """
    holdings = network.holdings
    behind = _steps(of, {}, holdings)
    if len(behind) > MOST:
        raise BadValue("network", "owners", f"{len(behind)} owners", f"at most {MOST} owners behind one company")
    chain = [one for asset in behind for one in holdings.get(asset, ()) if one.owner != asset]
    nodes = list(behind)
    low, high = _matrix(nodes, chain, "low"), _matrix(nodes, chain, "high")
    least, most = _cumulative(low), np.minimum(_cumulative(high), 1.0)
    ultimate = np.array([not holdings.get(node) for node in nodes])
    at = nodes.index(of)
    shares = [np.minimum(least[:, at], 1.0), _left_over(least[:, at], most[:, at], ultimate, at)]
    labels = dict(network.graph.nodes(data="label"))
    rows = [_row(node, of, behind, chain, (shares[0][n], shares[1][n], bool(ultimate[n])), labels)
            for n, node in enumerate(nodes) if node != of]  # fmt: skip
    rows.sort(key=lambda row: (row["steps"], row["owner"], row["owner_id"]))
    beyond = sorted(labels[node] for node, total in zip(nodes, low.sum(axis=0), strict=True) if total > 1 + 1e-9)
    circles = sorted(labels[nodes[n]] for n in _in_circles(low + high))
    return Owners(labels[of], pd.DataFrame(rows, columns=COLUMNS, dtype="object"), tuple(beyond), tuple(circles))


def holdings(edges: pd.DataFrame) -> dict[str, list[Holding]]:
    """By company who is said to own how much of it, rivals as a range; `edges` is `Network.df`.

    Example:
        >>> columns = ["schema", "stance", "from_id", "to_id", "share", "share_high", "status"]
        >>> told = pd.DataFrame([["Ownership", "supports", "a", "b", "51", None, "alleged"]], columns=columns)
        >>> holdings(told)["b"][0].low
        0.51
    """
    table = edges[(edges["schema"] == "Ownership") & (edges["stance"] == "supports")]
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(table):
        pairs.setdefault((row["from_id"], row["to_id"]), []).append(row)
    found: dict[str, list[Holding]] = {}
    for (owner, asset), rows in pairs.items():
        found.setdefault(asset, []).append(Holding(owner, asset, *_range(rows), tuple(rows)))
    return {asset: [_bounded(one, held) for one in held] for asset, held in found.items()}


def _range(rows: list[dict[str, Any]]) -> tuple[float, float | None]:
    told = [row for row in rows if row["share"] is not None or row["share_high"] is not None]
    low = min((float(row["share"] or 0) for row in told), default=0.0) / 100
    high = max((float(row["share_high"] or row["share"]) for row in told), default=None)
    denied = any(row["status"] == STRENGTH[0] for row in rows)
    return 0.0 if denied else low, None if high is None else high / 100


def _bounded(one: Holding, held: list[Holding]) -> Holding:
    """Where no source says how much, the most is what the least of the others leaves."""
    if one.high is not None:
        return one
    return dataclasses.replace(one, high=max(0.0, 1.0 - math.fsum(other.low for other in held if other is not one)))


def _steps(start: str, forward: dict[str, list[str]], holdings: dict[str, list[Holding]]) -> dict[str, int]:
    """How many steps each owner stands behind a company, itself included; or what is reached along `forward`."""
    found, waiting = {start: 0}, [start]
    for here in waiting:
        further = forward.get(here, []) if forward else [one.owner for one in holdings.get(here, ())]
        for node in further:
            if node not in found:
                found[node] = found[here] + 1
                waiting.append(node)
    return found


def _matrix(nodes: list[str], chain: list[Holding], bound: str) -> Matrix:
    place = {node: at for at, node in enumerate(nodes)}
    made = np.zeros((len(nodes), len(nodes)))
    for one in chain:
        made[place[one.owner], place[one.asset]] = getattr(one, bound)
    return made


def _cumulative(direct: Matrix) -> Matrix:
    """The share of each in each, through all chains; all that is possible where a circle has no solution."""
    circle = _in_circles(direct)
    inner = direct[np.ix_(circle, circle)]
    if len(circle) and np.abs(np.linalg.eigvals(inner)).max() >= SETTLED:
        return np.ones_like(direct)
    whole = np.linalg.inv(np.eye(len(direct)) - direct)
    return np.asarray(whole / np.diag(whole)[:, None])


def _in_circles(direct: Matrix) -> list[int]:
    """The nodes from which a chain of shares leads back to them; ends of chains are taken off first."""
    left = np.arange(len(direct))
    while True:
        inner = direct[np.ix_(left, left)] > 0
        kept = inner.any(axis=0) & inner.any(axis=1)
        if kept.all():
            break
        left = left[kept]
    reached = inner
    for _ in range(len(left).bit_length()):
        reached = reached | (reached @ reached)
    return [int(at) for at in left[np.diag(reached)]]


def _left_over(low: Matrix, high: Matrix, ultimate: npt.NDArray[np.bool_], at: int) -> Matrix:
    """The most of each owner; at the end of a chain no more than the least of the others at an end leaves."""
    rest = 1.0 - (low[ultimate].sum() - low)
    return np.where(ultimate, np.maximum(np.minimum(high, rest), np.minimum(low, 1.0)), np.maximum(high, low))


def _row(
    node: str, of: str, behind: dict[str, int], chain: list[Holding], found: tuple[float, float, bool],
    labels: dict[str, str],
) -> dict[str, Any]:  # fmt: skip
    forward: dict[str, list[str]] = {}
    for one in chain:
        forward.setdefault(one.owner, []).append(one.asset)
    reached = _steps(node, forward, {})
    along = [one for one in chain if one.owner in reached and one.asset in reached]
    rows = [row for one in along for row in one.rows]
    direct = next((one for one in along if (one.owner, one.asset) == (node, of)), None)
    best = [max((row["status"] for row in one.rows), key=STRENGTH.index) for one in along]
    return {
        "owner": labels[node], "share": words(found[0], found[1]), "low": percent(found[0]), "high": percent(found[1]),
        "direct": words(direct.low, direct.high or 0.0) if direct else "", "steps": behind[node], "ultimate": found[2],
        "status": min(best, key=STRENGTH.index), "source": ", ".join(sorted({row["source"] for row in rows})),
        "sources": len({row["source_id"] for row in rows}), "passages": _passages(rows),
        "relations": tuple(row["relation"] for row in rows), "owner_id": node,
    }  # fmt: skip


def _passages(rows: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage for row in rows for passage in row["passages"]))


def percent(share: float) -> str:
    """A part of one as per cent, to four places, without noughts at the end.

    Example:
        >>> percent(0.5), percent(0.388500000001), percent(1.0)
        ('50', '38.85', '100')
    """
    return f"{share * 100:.4f}".rstrip("0").rstrip(".")


def words(low: float, high: float) -> str:
    """A share in words: one number, or a range.

    Example:
        >>> words(0.5, 0.5), words(0.0, 0.49)
        ('50 %', '0 to 49 %')
    """
    one, other = percent(low), percent(high)
    return f"{one} %" if one == other else f"{one} to {other} %"
