"""Each kind of row makes its record, and a wrong cell is named."""

import pytest

from workbench.casefile import Case
from workbench.coding.cells import Context
from workbench.coding.keys import Keys
from workbench.coding.rows import COLUMNS, MAKERS
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Unknown
from workbench.records import Period

GOOD = {
    "agents": {"key": "X", "kind": "person", "name": "X"},
    "entities": {"key": "C", "schema": "Company", "label": "C", "names": "C ; Ц"},
    "sources": {"key": "S2", "label": "S2", "kind": "press", "retells": "S1", "worker": "W-01"},
    "consents": {"worker": "W-01", "audience": "ombudsman", "purpose": "complaint", "form": "oral", "given": "2024",
                 "submit": "yes"},
    "relations": {"schema": "WorksAt", "from": "W-01", "to": "SITE", "source": "S1", "amount": "2200.50",
                  "currency": "USD", "start": "2021"},
    "places": {"entity": "SITE", "latitude": "45.5", "longitude": "-20.25", "how": "map", "source": "S1"},
    "events": {"track": "travel", "title": "Arrival", "source": "S1", "actors": "W-01 ; SITE",
               "as_written": "in March"},
    "counts": {"what": "present", "label": "workers", "low": "400", "high": "500", "source": "S1"},
    "pay": {"subject": "W-01", "line": "paid", "value": "310.00", "currency": "USD", "source": "S1"},
    "terms": {"subject": "W-01", "version": "signed", "clause": "wage", "value": "750", "source": "S1"},
    "rates": {"base": "USD", "currency": "RSD", "value": "109.25", "day": "2024-04-30", "source": "S1"},
    "acts": {"duty": "un-answer", "bearer": "SITE", "role": "notice", "title": "A letter", "source": "S1"},
    "measures": {"entity": "SITE", "measure": "floor-area", "value": "18", "unit": "m2", "source": "S1"},
    "statements": {"entity": "SITE", "property": "address", "value": "Kod vašarišta bb", "source": "S1"},
    "steps": {"subject": "W-01", "kind": "referral", "title": "Referred", "source": "S1"},
    "approvals": {"worker": "W-01", "file": "a.txt", "quote": "Họ giữ", "decision": "approved", "day": "2024-06-02",
                  "how": "by telephone"},
    "incidents": {"kind": "leak", "title": "A list was shown", "source": "S1"},
    "codings": {"file": "a.txt", "framework": "ilo-11", "indicator": "isolation", "stance": "supports",
                "subject": "W-01", "means": "first-hand"},
}  # fmt: skip


def make(case: Case, kind: str, /, **changes: str):
    keys = Keys(case.state())
    return MAKERS[kind](Row("r.csv", 4, GOOD[kind] | changes), Context(keys, "me", "p" * 64))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_good_row_makes_a_record_and_needs_what_it_says(case: Case, kind: str) -> None:
    assert make(case, kind)
    assert set(COLUMNS[kind][1]) <= set(COLUMNS[kind][0])
    for column in set(COLUMNS[kind][1]) - {"file", "quote"}:
        with pytest.raises(BadValue) as raised:
            make(case, kind, **{column: " "})
        assert raised.value.place == f"line 4, column {column}"


def test_cells_become_what_the_noun_holds(case: Case) -> None:
    ids = {live.record.key: live.id for kind in ("entity", "source", "agent") for live in case.state().of(kind)}
    assert make(case, "entities").names == ("C", "Ц")
    assert make(case, "sources").retells == (ids["S1"],)
    assert (make(case, "consents").submit, make(case, "consents").letter) == (True, False)
    relation = make(case, "relations")
    assert (relation.amount, relation.status, relation.period, relation.passage) == (
        "2200.50",
        "alleged",
        Period(start="2021"),
        "p" * 64,
    )
    assert make(case, "places").geometry == "POINT (-20.25 45.5)"
    assert make(case, "places", latitude="", longitude="", wkt="POINT (1 2)").geometry == "POINT (1 2)"
    assert make(case, "events").actors == (ids["W-01"], ids["SITE"])
    assert (make(case, "counts").low, make(case, "counts").high) == (400, 500)
    assert make(case, "codings").coder == "me"
    assert make(case, "codings", coder="AK").coder == ids["AK"]
    assert make(case, "codings", actor="unknown").actor == "unknown"
    assert make(case, "codings").period is None


@pytest.mark.parametrize(
    ("kind", "column", "value", "error"),
    [
        ("entities", "schema", "Robot", Unknown),
        ("sources", "retells", "S9", Unknown),
        ("sources", "worker", "W-99", Unknown),
        ("consents", "submit", "maybe", BadValue),
        ("relations", "schema", "Friendship", Unknown),
        ("relations", "amount", "2,200", BadValue),
        ("relations", "amount", "2.800", BadValue),
        ("relations", "amount", "2e3", BadValue),
        ("relations", "share", "100.5", BadValue),
        ("relations", "share_high", "half", BadValue),
        ("statements", "property", "adress", Unknown),
        ("statements", "entity", "S1", Unknown),
        ("statements", "property", "phone", BadValue),
        ("relations", "amount", "NaN", BadValue),
        ("relations", "amount", "٢٢", BadValue),
        ("relations", "start", "March", BadValue),
        ("relations", "end", "2021-02-30", BadValue),
        ("places", "latitude", "91", BadValue),
        ("places", "longitude", "20° 30'", BadValue),
        ("events", "actors", "W-01 ; W-99", Unknown),
        ("counts", "low", "about 400", BadValue),
        ("acts", "duty", "un-answers", Unknown),
        ("acts", "bearer", "W-99", Unknown),
        ("codings", "indicator", "debt-bondages", Unknown),
        ("codings", "subject", "W-02", Unknown),
        ("codings", "actor", "nobody", Unknown),
        ("codings", "coder", "ZZ", Unknown),
    ],
)
def test_a_wrong_cell_is_named_with_its_column(case: Case, kind: str, column: str, value: str, error: type) -> None:
    with pytest.raises(error) as raised:
        make(case, kind, **{column: value})
    place = "latitude" if kind == "places" and column == "latitude" else column
    assert raised.value.place == f"line 4, column {place}"
    assert raised.value.file == "r.csv"
