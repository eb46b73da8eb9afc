"""Cases of chance for the laws of the matrix: sources, codings and dates in every combination that the rules know."""

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from workbench.records import CaseInfo, Count, Entity, Item, Passage, Source
from workbench.tables import Tables, tabulate

PEOPLE = ["w1", "w2", "w3", "g1", "e1", "e2"]
SCHEMAS = {"w": "Worker", "g": "Group", "e": "Company"}
KINDS = ["worker", "colleague", "chat", "document", "press", "ngo-report", "institution", "company", "unstated"]
DATES = [None, "2021", "2021-03", "2021-11", "2021-11-15", "2021-11-23", "2022"]
INDICATORS = ["deception", "isolation", "debt-bondage"]
COLUMNS = [
    "passage", "framework", "indicator", "stance", "subject", "coder", "means", "scope", "period_start", "period_end",
    "period_as_written", "site", "actor", "phase", "question", "elicited", "memo",
]  # fmt: skip
NAMES = [f"s{number}" for number in range(6)]


@st.composite
def sources(draw: st.DrawFn) -> list[tuple[str, Source]]:
    """Up to six sources that may retell each other, also in circles, share origins, or name somebody not on record."""
    made = []
    for name in NAMES:
        kind = draw(st.sampled_from(KINDS))
        links = [draw(st.lists(st.sampled_from([*NAMES, "gone"]), max_size=2, unique=True)) for _ in range(2)]
        worker = draw(st.sampled_from([None, None, "w1", "w2", "w9"]))
        told = tuple(one for one in links[0] if one != name) if draw(st.booleans()) else ()
        alike = tuple(one for one in links[1] if one != name) if draw(st.integers(0, 3)) == 0 else ()
        made.append((name, Source(key=name.upper(), label=name, kind=kind, worker=worker, retells=told,
                                  same_origin_as=alike)))  # fmt: skip
    return made


@st.composite
def cases(draw: st.DrawFn) -> Tables:
    """A case with some codings; passages are shared between coders, subjects and indicators."""
    records: list[tuple[str, Any]] = [("case", CaseInfo(title="Chance", nature="synthetic")), *draw(sources())]
    records += [(one, Entity(key=one.upper(), schema=SCHEMAS[one[0]], label=one)) for one in PEOPLE]
    records += [(f"i-{one}", Item(sha256="0", size=1, object="0", name=one or "-", media_type="t", kind="text",
                                  source=one)) for one in [*NAMES, None]]  # fmt: skip
    records += [(f"p-{one}-{number}", Passage(item=f"i-{one}")) for one in [*NAMES, None] for number in range(2)]
    records += [("n1", Count(what="estimated", label="workers", low=4, high=5, source="s0"))]
    tables = tabulate(records, "0" * 64, lambda name: b"")
    tables.__dict__["codings"] = draw(codings())
    return tables


@st.composite
def codings(draw: st.DrawFn, least: int = 0, most: int = 14, first: int = 0) -> pd.DataFrame:
    """Codings as `Tables.codings` gives them."""
    rows = [
        [
            f"p-{draw(st.sampled_from([*NAMES, None]))}-{draw(st.integers(0, 1))}", "ilo-11",
            draw(st.sampled_from(INDICATORS)), draw(st.sampled_from(["supports", "contradicts", "unclear"])),
            draw(st.sampled_from([*PEOPLE, "stranger"] if first == 0 else PEOPLE)), draw(st.sampled_from("ABC")),
            draw(st.sampled_from(["first-hand", "hearsay", "document", "observed"])), None,
            draw(st.sampled_from(DATES)), draw(st.sampled_from(DATES)), None, draw(st.sampled_from([None, "e2"])),
            draw(st.sampled_from([None, "unknown", "e1"])), None, None, None, None,
        ]
        for _ in range(draw(st.integers(least, most)))
    ]  # fmt: skip
    index = pd.Index([f"c{first + number}" for number in range(len(rows))], name="id", dtype="object")
    return pd.DataFrame(rows, index=index, columns=COLUMNS, dtype="object")
