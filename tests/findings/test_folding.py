"""The fold of columns says what the readable fold says: on any records, in every layout, and after one more coding."""

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.findings.random_case import COLUMNS, DATES, INDICATORS, cases, codings
from workbench.findings.assessment import STATES, Cell, Statement, assess
from workbench.findings.columns import Vocabulary, coded
from workbench.findings.folding import distinct
from workbench.findings.origins import Origins
from workbench.findings.placing import BY, stretches
from workbench.findings.standing import Standing, View
from workbench.records import Entity, Item, Passage, Period, Source, last_day
from workbench.tables import Tables, tabulate


def by_hand(tables: Tables, view: View) -> dict[tuple[str, str], Cell]:
    """The matrix as one would write it down: each coding a statement in its pile, and each pile assessed."""
    keys = tables.entities["key"].to_dict()
    groups = set(tables.entities.index[tables.entities["schema"] == "Group"])
    source_of = {
        passage: tables.items["source"].get(item) or "" for passage, item in tables.passages["item"].to_dict().items()
    }
    limit = last_day(view.as_of)
    piles: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for row in tables.codings.itertuples():
        source, span = source_of[row.passage], Period(start=row.period_start, end=row.period_end)
        begun = span.first_day()
        if limit and begun and begun > limit:
            continue
        one = Statement(row.Index, row.passage, row.indicator, row.stance, row.subject, row.subject in groups,
                        row.coder, row.means, source, span)  # fmt: skip
        homes = {"worker": keys.get(row.subject), "employer": keys.get(row.actor), "site": keys.get(row.site)}
        homes["source"] = tables.sources["key"].to_dict().get(source)
        rows = stretches(span.start, span.end, view.granularity) if view.by == "period" else [homes[view.by]]
        for home in rows:
            piles[home or "unknown", row.indicator].append(one)
    origins = Origins(tables.sources)
    return {key: assess(pile, origins) for key, pile in piles.items()}


VIEWS = st.builds(View, st.sampled_from(BY), st.sampled_from(["month", "quarter", "year"]),
                  st.sampled_from([None, None, "2021-11", "2021-03-05"]))  # fmt: skip


def standing(tables: Tables, view: View) -> Standing:
    return Standing.of(coded(tables.codings, "ilo-11", Vocabulary(tables, tuple(INDICATORS))), view)


def folded(found: Standing) -> dict[tuple[str, str], tuple[str, int, int, int, bool]]:
    """What the arrays say of each cell in which something is coded."""
    arrays, names = found.folded, list(found.number)
    return {
        (names[cell // found.wide], INDICATORS[cell % found.wide]): (
            STATES[arrays.state[cell]], int(arrays.origins[cell]), int(arrays.statements[cell]),
            int(arrays.codings[cell]), bool(arrays.speaks[cell]),
        )
        for cell in np.flatnonzero(arrays.codings).tolist()
    }  # fmt: skip


def said(cell: Cell) -> tuple[str, int, int, int, bool]:
    sides = (cell.for_, cell.against, cell.unclear, cell.disputed)
    return cell.state, cell.origins, cell.statements, sum(map(len, sides)), bool(cell.for_)


@settings(max_examples=200, deadline=None)
@given(cases(), VIEWS)
def test_columns_and_readable_fold_agree(tables: Tables, view: View) -> None:
    expected = {key: said(cell) for key, cell in by_hand(tables, view).items()}
    assert folded(standing(tables, view)) == expected


def same(after: Standing, again: Standing) -> None:
    """Two standings hold the same cells, in the arrays and in words."""
    assert folded(after) == folded(again)
    names = list(again.number)
    for cell in np.flatnonzero(again.folded.codings).tolist():
        there = after.number[names[cell // again.wide]] * again.wide + cell % again.wide
        assert after.look(there) == again.look(cell) and after.held(there) == again.held(cell)


@settings(max_examples=100, deadline=None)
@given(cases(), VIEWS, codings(least=1, most=3, first=100))
def test_an_update_is_the_fold_from_scratch(tables: Tables, view: View, more: pd.DataFrame) -> None:
    before = standing(tables, view)
    kept = folded(before)
    after = before
    for number in range(len(more)):
        after = after.update(coded(more.iloc[[number]], "ilo-11", before.coded.vocabulary))
    tables.__dict__["codings"] = pd.concat([tables.codings, more])
    same(after, standing(tables, view))
    assert folded(before) == kept


@settings(max_examples=80, deadline=None)
@given(cases(), VIEWS, codings(least=1, most=3, first=100), st.booleans(), st.data())
def test_what_is_superseded_undone_or_withdrawn_leaves_no_trace(
    tables: Tables, view: View, more: pd.DataFrame, looked: bool, data: st.DataObject
) -> None:
    """In steps: codings come, each in the place of some that go; then some go that came, and all of one person."""
    before = standing(tables, view)
    if looked:
        assert before._order is before._order
    kept, voc, every, after = folded(before), before.coded.vocabulary, tables.codings, before
    for number in range(len(more)):
        gone = data.draw(st.sets(st.sampled_from(every.index.tolist()), max_size=2)) if len(every) else set()
        after = after.update(coded(more.iloc[[number]], "ilo-11", voc), gone)
        every = pd.concat([every[~every.index.isin(gone)], more.iloc[[number]]])
    person = data.draw(st.sampled_from(sorted(set(every["subject"]))))
    gone = set(every.index[every["subject"] == person])
    after = after.update(coded(more.iloc[:0], "ilo-11", voc), gone)
    tables.__dict__["codings"] = every[~every.index.isin(gone)]
    same(after, standing(tables, view))
    assert folded(before) == kept


@settings(max_examples=60, deadline=None)
@given(cases(), VIEWS)
def test_a_cell_that_is_looked_at_is_the_readable_one(tables: Tables, view: View) -> None:
    found = standing(tables, view)
    for (row, column), cell in by_hand(tables, view).items():
        assert found.look(found.number[row] * found.wide + INDICATORS.index(column)) == cell


def crowd() -> Tables:
    """Some hundred people, two of them on no record, and thousands of codings that share their words as objects."""
    random = np.random.default_rng(4)
    kinds = [*("worker",) * 20, *("ngo-report",) * 5, *("chat",) * 5]
    told = {number: (f"s{number - 20}",) for number in (20, 21, 22)} | {23: ("s22",), 24: ("s1", "s2"), 28: ("gone",)}
    records: list[tuple[str, Any]] = [
        (f"s{number}", Source(key=f"S-{number}", label="-", kind=kind, worker=f"w{number}" if number < 20 else None,
                              retells=told.get(number, ()), same_origin_as=("s3",) if number in (4, 5) else ()))
        for number, kind in enumerate(kinds)
    ]  # fmt: skip
    people = [*(f"w{number}" for number in range(280)), *(f"g{number}" for number in range(20))]
    schemas = {"w": "Worker", "g": "Group"}
    records += [(one, Entity(key=one.upper(), schema=schemas[one[0]], label=one)) for one in people]
    records += [(f"i{number}", Item(sha256="0", size=1, object="0", name="-", media_type="t", kind="text",
                                    source=f"s{number}")) for number in range(30)]  # fmt: skip
    records += [(f"p{number}", Passage(item=f"i{number % 30}")) for number in range(2600)]
    tables = tabulate(records, "0" * 64, lambda name: b"")
    size = 4000
    words = {"framework": ["ilo-11"], "indicator": INDICATORS, "subject": [*people, "stranger", "another"],
             "stance": ["supports", "supports", "contradicts", "unclear"], "coder": ["A", "B"], "site": ["g1", None],
             "means": ["first-hand", "hearsay", "document"], "actor": ["unknown", None], "period_start": DATES,
             "period_end": DATES}  # fmt: skip
    frame = pd.DataFrame(dict.fromkeys(COLUMNS), index=[f"c{number}" for number in range(size)], dtype="object")
    for name, drawn in words.items():
        words_of_rows = np.array(drawn, dtype=object)[random.integers(0, len(drawn), size)]
        frame[name] = pd.Series(words_of_rows, frame.index, object)
    passage = np.where(random.random(size) < 0.2, random.integers(0, 9, size), np.arange(size) % 2600)
    frame["passage"] = pd.Series([f"p{number}" for number in passage], frame.index, object)
    tables.__dict__["codings"] = frame
    return tables


@pytest.mark.parametrize("by", BY)
def test_many_people_are_folded_as_each_of_them_would_be(by: str) -> None:
    tables, view = crowd(), View(by, as_of="2021-11" if by == "source" else None)
    expected = {key: said(cell) for key, cell in by_hand(tables, view).items()}
    assert len(expected) > (500 if by == "worker" else 2)
    assert folded(standing(tables, view)) == expected


@pytest.mark.parametrize("cells", [1, 3])
def test_no_codings_no_states(cells: int) -> None:
    assert distinct(np.empty(0, dtype=int), np.empty(0, dtype=int), cells).tolist() == [0] * cells


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9))))
def test_distinct_counts_as_sets_do(pairs: list[tuple[int, int]]) -> None:
    cell, value = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    assert distinct(cell, value, 5).tolist() == [len({other for one, other in pairs if one == at}) for at in range(5)]
