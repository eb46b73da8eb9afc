"""Shares through others: by hand, against all chains one by one, and on the media ownership of the corpus."""

import itertools
import os
import random
import sqlite3
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from workbench.findings.network import Network, network
from workbench.findings.owners import percent, words
from workbench.records import Entity, Period, Relation, Source
from workbench.tables import tabulate

Holding = tuple[str, str, str | None]


def firms(holdings: list[Any], **more: Any) -> Network:
    """A network of holdings: owner, company, share in per cent (None: no source says), further fields."""
    names = sorted({name for one in holdings for name in one[:2]})
    records: list[tuple[str, Any]] = [
        (name, Entity(key=name, schema="Company", label=f"Firm {name}")) for name in names
    ]
    records += [(name, Source(key=name, label=f"Register {name}", kind="official")) for name in ("s", "t")]
    for at, (owner, asset, share, *rest) in enumerate(holdings):
        fields = {"source": "s", "share": share, **(rest[0] if rest else {})}
        records.append((f"r{at:04}", Relation(schema="Ownership", source_entity=owner, target_entity=asset, **fields)))
    return network(tabulate(records, "h", bytes), **more)


def shares(found: Network, of: str) -> dict[str, str]:
    return {row["owner_id"]: row["share"] for row in found.owners(of).df.to_dict("records")}


def test_a_chain_multiplies_and_two_chains_add_up() -> None:
    found = firms([("top", "a", "80"), ("top", "b", "50"), ("a", "x", "50"), ("b", "x", "40")])
    assert shares(found, "x") == {"a": "50 %", "b": "40 %", "top": "60 %"}  # .8 * .5 + .5 * .4
    owners = found.owners("Firm x")
    assert owners.df.set_index("owner_id")["steps"].to_dict() == {"a": 1, "b": 1, "top": 2}
    assert owners.df.set_index("owner_id")["ultimate"].to_dict() == {"a": False, "b": False, "top": True}
    assert set(owners.df.set_index("owner_id").at["top", "relations"]) == {"r0000", "r0001", "r0002", "r0003"}


def test_a_cross_holding_is_solved_as_a_linear_system() -> None:
    # By hand: top has .5 of a; a has .4 of b, b has .2 of a. Of what a earns b gets .2, of which a gets .4 back:
    # the rounds add up to 1 / (1 - .08). So top has .5 * .4 / .92 of b and .5 / .92 of a.
    found = firms([("top", "a", "50"), ("a", "b", "40"), ("b", "a", "20")])
    assert shares(found, "b") == {"a": "40 %", "top": f"{percent(0.2 / 0.92)} %"}
    assert shares(found, "a") == {"b": "20 %", "top": f"{percent(0.5 / 0.92)} %"}
    assert found.owners("a").circles == ("Firm a", "Firm b")
    assert (
        "linear system" in found.owners("a")._repr_html_() and "linear system" in found.owners("a").document()["rule"]
    )


def test_a_circle_that_nobody_outside_owns_says_how_little_is_known() -> None:
    found = firms([("a", "b", "100"), ("b", "a", "100")])
    assert shares(found, "a") == {"b": "0 to 100 %"} or shares(found, "a") == {"b": "100 %"}
    assert found.owners("a").circles == ("Firm a", "Firm b")


def test_a_missing_share_is_a_range_and_the_others_bound_it() -> None:
    found = firms([("p", "a", None), ("q", "a", "60"), ("a", "x", "50")])
    assert shares(found, "x") == {"a": "50 %", "p": "0 to 20 %", "q": "30 %"}
    alone = firms([("p", "a", None)])
    assert shares(alone, "a") == {"p": "0 to 100 %"}


def test_sources_that_differ_make_a_range_and_a_denial_opens_it_down() -> None:
    rival = firms([("p", "a", "51"), ("p", "a", "49.5", {"source": "t"}), ("p", "a", None)])
    assert shares(rival, "a") == {"p": "49.5 to 51 %"}
    told = firms([("p", "a", "30", {"share_high": "40"})])
    assert shares(told, "a") == {"p": "30 to 40 %"}
    denied = firms([("p", "a", "51"), ("p", "a", None, {"source": "t", "stance": "contradicts"})])
    assert shares(denied, "a") == {"p": "0 to 51 %"}
    assert denied.owners("a").df["status"].tolist() == ["contradicted"]


def test_a_share_holds_in_its_time() -> None:
    bought = {"period": Period(start="2022")}
    held = [("p", "a", "60", {"period": Period(end="2020")}), ("q", "a", "70", bought)]
    assert shares(firms(held, as_of="2019-06"), "a") == {"p": "60 %"}
    assert shares(firms(held, as_of="2023"), "a") == {"q": "70 %"}


def test_more_than_all_is_said() -> None:
    found = firms([("p", "a", "80"), ("q", "a", "30")])
    assert found.owners("a").beyond == ("Firm a",) and "More than 100 per cent" in found.owners("a")._repr_html_()


def test_owners_stand_nearest_first_and_then_by_name_whatever_they_hold() -> None:
    found = firms([("b", "x", "90"), ("a", "x", "1"), ("z", "a", "100"), ("c", "b", "100")])
    assert found.owners("x").df["owner_id"].tolist() == ["a", "b", "c", "z"]
    changed = firms([("b", "x", "1"), ("a", "x", "90"), ("z", "a", "100"), ("c", "b", "100")])
    assert changed.owners("x").df["owner_id"].tolist() == ["a", "b", "c", "z"]


def test_words() -> None:
    assert (words(0.3333333, 0.3333333), words(0.0, 0.5)) == ("33.3333 %", "0 to 50 %")


def chains(into: dict[str, dict[str, Fraction]], owner: str, of: str) -> Fraction:
    """The share of an owner through all chains, by walking each one; in a circle that would not end."""
    return sum(
        (share if one == owner else share * chains(into, owner, one) for one, share in into.get(of, {}).items()),
        Fraction(0),
    )


@pytest.mark.parametrize("seed", range(25))
def test_it_is_the_sum_over_all_chains_walked_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    nodes = [f"n{at}" for at in range(chance.randint(2, 9))]
    into: dict[str, dict[str, Fraction]] = {}
    for one, other in itertools.combinations(nodes, 2):
        left = 100 - sum(into.get(other, {}).values()) * 100
        if chance.random() < 0.5 and left > 1:
            into.setdefault(other, {})[one] = Fraction(chance.randint(1, int(left)), 100)
    held = [(one, of, str(float(share * 100))) for of, owners in into.items() for one, share in owners.items()]
    if not held:
        return
    found, last = firms(held), max(into)
    for row in found.owners(last).df.to_dict("records"):
        assert row["low"] == row["high"] == percent(float(chains(into, row["owner_id"], last)))


@pytest.mark.parametrize("seed", range(15))
def test_a_range_holds_whatever_the_missing_shares_are(seed: int) -> None:
    """Shares are taken away from a whole network, circles and all; what the whole one says lies in the ranges."""
    chance = random.Random(seed)
    nodes = [f"n{at}" for at in range(6)]
    held: list[Holding] = []
    for of in nodes:
        left = 95
        for one in chance.sample([node for node in nodes if node != of], chance.randint(0, 3)):
            share = chance.randint(1, max(1, left // 2))
            left -= share
            held.append((one, of, str(share)))
    if not held:
        return
    hidden = [(one, of, None if chance.random() < 0.4 else share) for one, of, share in held]
    of = chance.choice([of for _, of, _ in held])
    whole, ranged = firms(held).owners(of).df, firms(hidden).owners(of).df.set_index("owner_id")
    for row in whole.to_dict("records"):
        low, high = (float(ranged.at[row["owner_id"], name]) for name in ("low", "high"))
        assert low - 1e-6 <= float(row["low"]) == float(row["high"]) <= high + 1e-6


def corpus() -> Path | None:
    root = os.environ.get("WORKBENCH_CORPUS")
    return Path(root) / "entities" / "ftm-kek" / "kek.sqlite" if root else None


@pytest.mark.skipif(corpus() is None, reason="WORKBENCH_CORPUS is not set")
def test_media_ownership_of_the_corpus_against_all_chains() -> None:
    file = corpus()
    assert file is not None
    rows = sqlite3.connect(f"file:{file}?immutable=1", uri=True).execute("select shareholder, owns, share from shares")
    table = sorted((str(owner), str(asset), None if share is None else str(share)) for owner, asset, share in rows)
    found = firms(list(table))
    into: dict[str, dict[str, Fraction]] = {}
    open_ = {asset for _, asset, share in table if share is None}
    told = {(owner, asset) for owner, asset, _ in table}
    for owner, asset, share in table:
        if share is not None:
            into.setdefault(asset, {}).setdefault(owner, Fraction(share) / 100)
    checked = 0
    for asset in sorted(into)[::25]:
        owners = found.owners(asset)
        behind = {asset, *owners.df["owner_id"]}
        if (
            owners.circles
            or behind & open_
            or len([pair for pair in told if pair[1] in behind]) != len([row for row in table if row[1] in behind])
        ):
            continue
        for row in owners.df.to_dict("records"):
            checked += 1
            exact = min(Fraction(1), chains(into, row["owner_id"], asset))
            assert float(row["low"]) == pytest.approx(float(exact) * 100, abs=1e-3)
            assert row["sources"] == 1 and row["relations"]
    assert checked > 80
