"""The matrix of both shipped cases: no blank cell, every id resolves, the model case reads as its sources have it."""

from typing import Any

import pytest

from workbench.errors import BadValue, Unknown
from workbench.findings.assessment import STATES
from workbench.findings.matrix import BY, Matrix, matrix
from workbench.records import Entity
from workbench.tables import tabulate

SEVEN = {
    "retention-of-identity-documents", "restriction-of-movement", "isolation", "intimidation-and-threats",
    "withholding-of-wages", "excessive-overtime", "abusive-working-and-living-conditions",
}  # fmt: skip


@pytest.fixture(scope="module", params=BY)
def each(request: pytest.FixtureRequest, demo_case: Any) -> Matrix:
    return matrix(demo_case.tables(), by=request.param)


def test_no_cell_is_blank_and_the_columns_stand_in_the_order_of_the_instrument(each: Matrix) -> None:
    assert [column.number for column in each.columns] == list(range(1, 12))
    assert each.df.isin(STATES).all(axis=None)
    assert len(each.df) == len(each.rows) > 3


def test_every_id_of_a_cell_is_a_coding_that_counts(each: Matrix, demo_case: Any) -> None:
    codings = set(demo_case.tables().codings.index)
    listed = [one for cell in each.cells.values() for one in (*cell.for_, *cell.against, *cell.unclear, *cell.disputed)]
    assert set(listed) == codings
    # A coding that lasts stands in each month of its time, everywhere else in one row.
    assert len(listed) == len(codings) if each.by != "period" else len(listed) > len(codings)


def test_every_worker_has_a_row_and_nobody_is_named(demo_case: Any) -> None:
    tables = demo_case.tables()
    found = matrix(tables, by="worker")
    workers = tables.entities[tables.entities["schema"] == "Worker"]
    assert set(workers["key"]) <= {row.id for row in found.rows}
    page = found._repr_html_()
    for names in workers["names"]:
        for name in names:
            assert name not in page


def test_a_worker_never_asked_about_debt_reads_not_assessed(demo_case: Any) -> None:
    found = matrix(demo_case.tables())
    states = {row.id: found.cell(row.id, "debt-bondage").state for row in found.rows}
    assert "not-assessed" in states.values()
    assert "denied" in states.values()


def test_totals_count_every_row_once(each: Matrix) -> None:
    for column in each.columns:
        assert sum(each.total(column.id).values()) == len(each.rows)


def test_as_of_leaves_out_what_began_later(demo_case: Any) -> None:
    tables = demo_case.tables()
    whole, early = matrix(tables), matrix(tables, as_of="2024-03-10")
    assert sum(len(cell.for_) for cell in early.cells.values()) < sum(len(cell.for_) for cell in whole.cells.values())
    begun = {one for cell in early.cells.values() for one in (*cell.for_, *cell.against)}
    starts = tables.codings.loc[sorted(begun), "period_start"].dropna()
    assert (starts <= "2024-03-10").all()


def test_a_removed_source_removes_exactly_its_codings(demo_case: Any) -> None:
    tables = demo_case.tables()
    found = matrix(tables, by="source")
    sources = {row.id for row in found.rows}
    items = tables.items.set_index(tables.items.index)["source"]
    keys = tables.sources["key"]
    for key in sorted(sources)[:5]:
        own = {
            one
            for (row, _), cell in found.cells.items()
            if row == key
            for one in (*cell.for_, *cell.against, *cell.unclear, *cell.disputed)
        }
        passages = tables.codings.loc[sorted(own), "passage"]
        assert {keys[items[tables.passages.loc[one, "item"]]] for one in passages} == {key}


def test_the_seven_alleged_indicators_of_the_model_case(public_case: Any) -> None:
    found = matrix(public_case.tables())
    all_of_them = next(row.id for row in found.rows if "500" in row.label)
    states = {column.id: found.cell(all_of_them, column.id) for column in found.columns}
    for indicator in SEVEN:
        assert states[indicator].state in ("alleged", "conflicting"), indicator
        assert states[indicator].for_
        assert bool(states[indicator].against) == (states[indicator].state == "conflicting")
    assert states["physical-and-sexual-violence"].state == "not-assessed"
    assert {states[one].state for one in ("deception", "debt-bondage", "abuse-of-vulnerability")} == {"alleged"}


def test_the_passport_row_of_the_model_case_tells_it_whole(public_case: Any) -> None:
    tables = public_case.tables()
    found = matrix(tables)
    row = next(row.id for row in found.rows if "500" in row.label)
    cell = found.cell(row, "retention-of-identity-documents")
    assert cell.state == "conflicting"
    codings = tables.codings.loc[[*cell.for_, *cell.against]]
    starts, ends = set(codings["period_start"].dropna()), set(codings["period_end"].dropna())
    assert any(start.startswith("2021-03") for start in starts)  # taken on arrival
    assert "2021-11-15" in ends | starts  # reported held
    assert "2021-11-23" in starts | ends  # back, as reported
    assert "2021-11-26" in starts  # taken again from one group
    sources = tables.items.loc[tables.passages.loc[tables.codings.loc[list(cell.against), "passage"], "item"], "source"]
    assert any("Ombudsman" in tables.label(source) for source in sources)


def test_the_official_finding_stands_apart_as_what_it_is(public_case: Any) -> None:
    found = matrix(public_case.tables())
    order = next(row.id for row in found.rows if "US order" in row.label)
    coded = [found.cell(order, column.id) for column in found.columns]
    assert sum(cell.state == "alleged" for cell in coded) == 9
    assert all("official-finding" in cell.basis for cell in coded if cell.for_)
    assert found.cell(order, "restriction-of-movement").state == "not-assessed"


def test_no_determination_of_a_person_in_the_model_case(public_case: Any) -> None:
    tables = public_case.tables()
    assert not (tables.entities["schema"] == "Worker").any()
    assert "no worker was heard" in matrix(tables).coverage[0]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"by": "colour"}, BadValue),
        ({"granularity": "week"}, BadValue),
        ({"as_of": "last week"}, BadValue),
        ({"framework": "ilo-12"}, Unknown),
    ],
)
def test_what_cannot_be_asked_is_refused(demo_case: Any, options: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        matrix(demo_case.tables(), **options)  # type: ignore[arg-type]


def test_by_period_rows_stand_in_the_order_of_time(demo_case: Any) -> None:
    found = matrix(demo_case.tables(), by="period", granularity="quarter")
    dated = [row.id for row in found.rows if row.id != "unknown"]
    assert dated == sorted(dated, key=lambda name: f"{name}~") and any("Q" in row for row in dated)
    assert dated.index("2024") > dated.index("2024-Q2")  # a bare year says nothing of its start
    assert found.cell(dated[-1], "withholding-of-wages").state in STATES
    assert matrix(demo_case.tables(), by="period", granularity="year").rows[0].id == dated[0][:4]


def test_a_cell_counts_its_statements_beside_its_origins(each: Matrix, demo_case: Any) -> None:
    kinds = demo_case.tables().sources["kind"]
    item, passage = demo_case.tables().items["source"], demo_case.tables().passages["item"]
    coded = demo_case.tables().codings["passage"]
    for cell in each.cells.values():
        telling = cell.for_ or cell.against
        assert cell.statements == len({coded[one] for one in telling})
        assert all(kinds[item[passage[coded[one]]]] in ("company", "institution", "official") for one in cell.answers)


def test_first_hand_stands_before_hearsay(each: Matrix, demo_case: Any) -> None:
    means = demo_case.tables().codings["means"]
    for cell in each.cells.values():
        for side in (cell.for_, cell.against, cell.unclear, cell.disputed):
            heard = [means[one] == "hearsay" for one in side]
            assert heard == sorted(heard)


def test_denominators_are_of_workers_and_never_fall(demo_case: Any) -> None:
    found = matrix(demo_case.tables())
    assert list(found.denominators) == [column.id for column in found.columns]
    for column, of in found.denominators.items():
        assert (
            0 <= of["said"] <= of["asked"] <= of["known"] == len([row for row in found.rows if row.id.startswith("W-")])
        )
        assert of["interviewed"] <= of["known"] and of["estimated"] == [400, 500]
        states = [found.cell(row.id, column) for row in found.rows if row.id.startswith("W-")]
        assert of["said"] == sum(bool(cell.for_) for cell in states)
        assert of["asked"] == sum(cell.state != "not-assessed" for cell in states)
    assert matrix(demo_case.tables(), by="site").denominators == found.denominators


def test_the_most_by_one_worker_names_nobody(demo_case: Any) -> None:
    found = matrix(demo_case.tables())
    most = found.most_by_one_worker
    assert most is not None and set(most) == {"count", "period", "with_undated"}
    supported = [sum(found.cell(row.id, column.id).state == "supported" for column in found.columns)
                 for row in found.rows if row.id.startswith("W-")]  # fmt: skip
    assert 1 <= most["count"] <= most["with_undated"] <= max(supported)
    assert any("at one time" in line and "W-" not in line for line in found.coverage)


def with_codings(tables: Any, codings: Any) -> Any:
    """The same tables over other codings."""
    other = type(tables)({"case": [("c", tables.info)]}, tables.head, lambda name: b"")
    for name in ("sources", "items", "entities", "counts", "passages"):
        other.__dict__[name] = getattr(tables, name)
    other._recorded["passage"] = tables.recorded("passage")
    other.__dict__["codings"] = codings
    other.__dict__["_labels"] = tables._labels
    return other


def alike(after: Matrix, whole: Matrix) -> None:
    assert (after.rows, list(after.coverage)) == (whole.rows, list(whole.coverage))
    assert after.df.equals(whole.df) and dict(after.cells) == dict(whole.cells)
    assert after.denominators == whole.denominators and after.most_by_one_worker == whole.most_by_one_worker


def test_one_more_coding_is_the_matrix_from_scratch(demo_case: Any) -> None:
    tables = demo_case.tables()
    every = tables.codings
    shorter = with_codings(tables, every.iloc[:-1])
    for by in BY:
        alike(matrix(shorter, by=by).update(every.iloc[-1:]), matrix(tables, by=by))


def test_what_is_undone_superseded_or_withdrawn_is_the_matrix_from_scratch(demo_case: Any) -> None:
    """One source's last coding goes and its row with it; one comes in another's place; one worker's go; by all axes."""
    tables = demo_case.tables()
    every = tables.codings
    sources = tables.items["source"].reindex(tables.recorded("passage")["item"].reindex(every["passage"]))
    alone = every.index[(~sources.duplicated(keep=False)).to_numpy()]
    later, first = every.iloc[-1:], every.index[0]
    of_one = every.index[every["subject"] == every["subject"].iloc[0]]
    before = with_codings(tables, every.iloc[:-1])
    assert len(alone) and len(of_one) > 1
    for by in BY:
        for as_of in (None, "2021-06"):
            found = matrix(before, by=by, as_of=as_of).update(later, gone=[first])
            found = found.update(later.iloc[:0], gone=[*alone, *of_one])
            left = every[~every.index.isin([first, *alone, *of_one])]
            alike(found, matrix(with_codings(tables, left), by=by, as_of=as_of))
            assert found.update(later.iloc[:0], gone=later.index).update(later).df.equals(found.df)


def test_rows_stand_in_the_order_in_which_people_count() -> None:
    keys = ["W-10", "W-9", "W-2b", "W-2", "V-3", "W", "7", "W-10-1", "W-²"]
    records = [(f"e{number}", Entity(key=key, schema="Worker", label=key)) for number, key in enumerate(keys)]
    found = matrix(tabulate(records, "h", lambda name: b""))
    assert [row.id for row in found.rows] == ["7", "V-3", "W", "W-2", "W-2b", "W-9", "W-10", "W-10-1", "W-²"]


def test_an_update_refuses_what_its_tables_do_not_hold(demo_case: Any) -> None:
    tables = demo_case.tables()
    strange = tables.codings.iloc[:1].assign(subject="nobody")
    with pytest.raises(Unknown):
        matrix(tables).update(strange)
    with pytest.raises(Unknown):
        matrix(tables).update(tables.codings.iloc[:1].assign(passage="nowhere"))
    with pytest.raises(Unknown, match="no such"):
        matrix(tables).update(tables.codings.iloc[:0], gone=["no such"])
    bare = Matrix("ilo-11", "worker", None, "h", (), (), {}, ())
    with pytest.raises(BadValue):
        bare.update(strange)
