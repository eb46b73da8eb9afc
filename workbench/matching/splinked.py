"""More entities than memory takes: Splink on DuckDB scores them, by the same parts, dates and numbers. Optional.

Splink (https://moj-analytical-services.github.io/splink, MIT) and DuckDB are the extra `er`. Nothing of them is loaded
before somebody asks, and neither asks the network.
"""

import importlib
import importlib.util
import logging
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.errors import Refused
from workbench.matching.columns import address, plain_number
from workbench.matching.named import Named
from workbench.matching.parts import parts

HOW = "pip install 'forced-labour-workbench[er]'"
# Two are compared where they share one of these: parts of names that few bear, a date, a number, an address.
BLOCKS = (("born",), ("number",), ("phone",), ("first", "last"), ("address",), ("last", "year"), ("first", "year"))
# Pairs taken blindly to count what agrees by chance.
BLIND = 200_000
# What is fitted while one of these is held equal.
TRAINED = (("born",), ("first", "last"))


def missing() -> str:
    """What is not installed of the two libraries, in words; empty where nothing is.

    Example:
        >>> missing() in ("", "splink", "duckdb", "splink and duckdb")
        True
    """
    return " and ".join(name for name in ("splink", "duckdb") if importlib.util.find_spec(name) is None)


def prepared(entities: Sequence[Named]) -> pd.DataFrame:
    """One row an entity, with what is compared brought to one spelling; the names' first and last parts apart.

    Example:
        >>> prepared([Named(key="a", schema="Person", names=("Ђорђе Илић",), born="1990")]).iloc[0]["first"]
        'dorde'
    """
    rows = []
    for one in entities:
        told = [part.coarse for name in one.names[:1] for part in parts(name, one.kind == "body")]
        born = "".join(letter for letter in one.born or "" if letter.isdigit())
        rows.append({
            "unique_id": one.key, "first": told[0] if len(told) > 1 else None, "last": told[-1] if told else None,
            "born": born or None, "year": born[:4] or None,
            "number": next((plain_number(text) for text in one.numbers), None),
            "phone": next((plain_number(text)[-8:] for text in one.phones), None),
            "address": next((" ".join(address(text)) for text in one.addresses), None),
        })  # fmt: skip
    return pd.DataFrame(rows, dtype="object")


def splinked(entities: Sequence[Named], *, least: float = 0.05) -> list[tuple[str, str, float]]:
    """Pairs of entities of one kind with the probability that Splink gives them, the likeliest first; by key.

    A field that nobody has is left out. Unsupervised: chance from random pairs, the rest by expectation maximisation.

    Raises:
        Refused: Splink or DuckDB is not installed.
    """
    if lacking := missing():
        raise Refused(
            lacking, "more than 10,000 names are compared with it, and it is not installed", f"Install it: {HOW}"
        )
    frame = prepared(entities)
    known = [name for name in frame.columns if frame[name].notna().any()]
    frame = frame[known]
    lib, asked = importlib.import_module("splink.comparison_library"), []
    makers: dict[str, Any] = {
        "first": lambda: lib.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        "last": lambda: lib.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        "born": lambda: lib.DamerauLevenshteinAtThresholds("born", [1, 2]),
        "number": lambda: lib.DamerauLevenshteinAtThresholds("number", [1, 2]),
        "phone": lambda: lib.DamerauLevenshteinAtThresholds("phone", [1]),
        "address": lambda: lib.JaroWinklerAtThresholds("address", [0.9, 0.7]),
    }
    asked = [maker() for name, maker in makers.items() if name in known]
    blocks = [block for block in BLOCKS if set(block) <= set(known)]
    trained = [block for block in TRAINED if set(block) <= set(known)]
    found = scored(frame, asked, blocks, trained)
    pairs = zip(found["unique_id_l"], found["unique_id_r"], found["match_probability"], strict=True)
    told = [(min(a, b), max(a, b), round(float(chance), 4)) for a, b, chance in pairs if chance >= least]
    return sorted(told, key=lambda one: (-one[2], one[0], one[1]))


def scored(
    frame: pd.DataFrame, asked: Sequence[Any], blocks: Sequence[tuple[str, ...]], trained: Sequence[tuple[str, ...]]
) -> pd.DataFrame:
    """What Splink makes of a frame: comparisons, what two must share to be compared, what is held equal in training.

    Example:
        >>> callable(scored)
        True
    """
    splink, duckdb = importlib.import_module("splink"), importlib.import_module("duckdb")
    logging.getLogger("splink").setLevel(logging.ERROR)
    rules = [splink.block_on(*block) for block in blocks]
    settings = splink.SettingsCreator(
        link_type="dedupe_only", comparisons=list(asked), blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )  # fmt: skip
    base = splink.DuckDBAPI(duckdb.connect(":memory:"))
    linker = splink.Linker(base.register(frame), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(rules[:2], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=BLIND, seed=1)
    for block in trained:
        linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on(*block))
    table: pd.DataFrame = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    return table
