"""The columns that findings are computed from: as the nouns have them, nothing guessed, nothing lost."""

import dataclasses
import gc
import json
import weakref

import pandas as pd
import pytest

from workbench.errors import NoStart
from workbench.records import (
    KINDS,
    Agent,
    CaseInfo,
    Coding,
    Count,
    CustodyEvent,
    Derivative,
    Entity,
    Item,
    Passage,
    Period,
    Relation,
    Source,
)
from workbench.tables import PERIOD_COLUMNS, PHOTO_COLUMNS, Tables, tabulate

TABLES = {
    "agent": "agents", "source": "sources", "item": "items", "custody": "custody", "derivative": "derivatives",
    "coding": "codings", "entity": "entities", "relation": "relations", "place": "places", "event": "events",
    "count": "counts", "consent": "consents", "passage": "passages",
    "reading": "readings", "adjudication": "adjudications", "difference": "differences",
    "verdict": "verdicts", "pay": "pay", "term": "terms", "rate": "rates", "act": "acts", "sameness": "samenesses",
    "measure": "measures",
    "step": "steps", "approval": "approvals", "incident": "incidents",
    "statement": "statements", "completion": "completions",
}  # fmt: skip
LAYOUT = {
    "unit": "page",
    "places": [{"label": "page 1", "start": 0, "end": 10}, {"label": "page 2", "start": 10, "end": 30}],
}
EXIF = {
    "position": {"latitude": -33.5, "longitude": -70.25, "radius_m": None, "altitude_m": 12.5, "direction_deg": 270.0},
    "position_reason": None, "taken": {"as_written": "2021:11:15 08:00:00", "offset": None}, "device": "Phone",
    "pixels": [4, 3], "orientation": 1, "tags": {}, "errors": [],
}  # fmt: skip
BARE = {"position": None, "position_reason": "no-gps", "taken": None, "device": None}


def item(name: str, **more) -> Item:
    return Item(
        sha256="a" * 64, size=3, object=f"object of {name}", name=name, media_type="text/plain", kind="text", **more
    )


def derivative(of: str, kind: str, stored: str) -> Derivative:
    return Derivative(
        item=of, kind=kind, media_type="text/plain", object=stored, sha256="a" * 64, tool="t", version="1"
    )


STORE = {
    "old text": b"old", "text": "họ giữ hộ chiếu của tôi".encode(), "layout": json.dumps(LAYOUT).encode(),
    "exif": json.dumps(EXIF).encode(), "bare": json.dumps(BARE).encode(), "object of a.txt": b"raw",
}  # fmt: skip
RECORDS = [
    ("case", CaseInfo(title="A")),
    ("mj", Agent(key="MJ", kind="person", name="M.")),
    ("s1", Source(key="S1", label="Worker one", kind="worker", retells=("s2", "s3"))),
    ("e1", Entity(key="W-01", schema="Worker", label="W-01", names=("N", "M"))),
    ("i1", item("a.txt", source="s1")),
    ("i2", item("b.jpg")),
    ("i3", item("a.jpg")),
    ("d0", derivative("i1", "text", "old text")),
    ("d1", derivative("i1", "text", "text")),
    ("d2", derivative("i1", "layout", "layout")),
    ("d3", derivative("i2", "exif", "exif")),
    ("d4", derivative("i3", "exif", "bare")),
    ("d5", derivative("gone", "exif", "exif")),
    ("p1", Passage(item="i1", derivative="d1", quote="hộ chiếu", start=7, end=15)),
    ("p2", Passage(item="i1", derivative="d1", quote="tôi", start=20, end=23)),
    ("p3", Passage(item="i2", region=(0, 0, 2, 2))),
    ("p4", Passage(item="gone", region=(0, 0, 2, 2))),
    ("c1", Coding(passage="p1", framework="ilo-11", indicator="isolation", stance="supports", subject="e1", coder="mj",
                  means="first-hand", period=Period(start="2021-03", as_written="in March"))),
    ("r1", Relation(schema="Fee", source_entity="e1", target_entity="e1", source="s1", amount="2200.50")),
    ("n1", Count(what="present", label="workers", low=400, high=500, source="s1")),
]  # fmt: skip


@pytest.fixture
def tables() -> Tables:
    return tabulate(RECORDS, "head", STORE.__getitem__)


@pytest.mark.parametrize("kind", TABLES)
def test_each_table_has_the_fields_of_its_noun_and_the_id_as_index(tables: Tables, kind: str) -> None:
    frame = getattr(tables, TABLES[kind])
    expected = []
    for field in dataclasses.fields(KINDS[kind]):
        expected += PERIOD_COLUMNS if field.name == "period" else [field.name]
    extra = ["file", "item_sha256", "place"] if kind == "passage" else []
    assert list(frame.columns) == expected + extra
    assert frame.index.name == "id"
    assert list(frame.index) == [identity for identity, record in RECORDS if isinstance(record, KINDS[kind])]


@pytest.mark.parametrize("kind", TABLES)
def test_an_empty_case_has_the_same_columns(tables: Tables, kind: str) -> None:
    empty = getattr(tabulate([], "head", STORE.__getitem__), TABLES[kind])
    assert list(empty.columns) == list(getattr(tables, TABLES[kind]).columns)
    assert empty.empty


def test_every_kind_but_the_case_and_its_acts_has_a_table() -> None:
    keeping = {"danger", "member", "withdrawal", "hold", "tombstone", "preliminary", "redaction", "protection"}
    assert set(KINDS) - set(TABLES) == {"case", "correction", "access", "counsel"} | keeping


def test_values_stay_what_they_are(tables: Tables) -> None:
    coding = tables.codings.loc["c1"]
    assert (coding["period_start"], coding["period_end"], coding["period_as_written"]) == ("2021-03", None, "in March")
    assert coding["site"] is None
    assert tables.relations.loc["r1", "amount"] == "2200.50"
    assert tables.relations.loc["r1", "period_start"] is None
    assert tables.sources.loc["s1", "retells"] == ("s2", "s3")
    assert (tables.counts.loc["n1", "low"], type(tables.counts.loc["n1", "low"])) == (400, int)
    assert type(tables.passages.loc["p1", "start"]) is int
    assert tables.passages.loc["p3", "start"] is None
    assert tables.passages.loc["p3", "region"] == (0, 0, 2, 2)


def test_a_passage_knows_its_file_and_its_page(tables: Tables) -> None:
    passages = tables.passages
    assert list(passages["place"]) == ["page 1", "page 2", None, None]
    assert list(passages["file"][:3]) == ["a.txt", "a.txt", "b.jpg"]
    assert passages.loc["p1", "item_sha256"] == "a" * 64
    assert passages.loc["p4", "file"] is None


def test_a_stretch_of_a_recording_is_a_place() -> None:
    recorded = Passage(item="i9", from_s="65.2", to_s="80")
    assert tabulate([("p9", recorded)], "head", STORE.__getitem__).passages.loc["p9", "place"] == "65.2 to 80 s"


def test_photos_have_numbers_or_nothing_and_the_time_as_written(tables: Tables) -> None:
    photos = tables.photos
    assert list(photos.columns) == PHOTO_COLUMNS
    assert list(photos["name"]) == ["a.jpg", "b.jpg"], "sorted by name; an item that does not count has no row"
    assert (photos.loc[1, "latitude"], photos.loc[1, "longitude"], photos.loc[1, "direction_deg"]) == (
        -33.5,
        -70.25,
        270.0,
    )
    assert photos.loc[1, "taken"] == "2021:11:15 08:00:00"
    assert pd.isna(photos.loc[1, "radius_m"])
    assert photos.loc[1, "offset"] is None
    assert photos.loc[0, "position_reason"] == "no-gps"
    assert all(str(photos[name].dtype) == "float64" for name in ("latitude", "radius_m", "altitude_m"))
    assert tabulate([], "head", STORE.__getitem__).photos.empty


def test_the_newest_text_is_the_text(tables: Tables) -> None:
    assert tables.text("i1") == "họ giữ hộ chiếu của tôi"
    assert tables.text("i2") is None
    assert tables.derived("i2", "exif") == STORE["exif"]
    assert tables.derived("i2", "text") is None
    assert tables.original("i1") == b"raw"


def test_labels_are_for_people(tables: Tables) -> None:
    assert [tables.label(one) for one in ("e1", "s1", "mj", None, "unknown")] == [
        "W-01",
        "Worker one",
        "MJ",
        "unknown",
        "unknown",
    ]


def test_what_the_case_is_is_said_or_the_lack_of_it(tables: Tables) -> None:
    assert tables.info.title == "A"
    assert tables.head == "head"
    with pytest.raises(NoStart):
        tabulate([], "head", STORE.__getitem__).info  # noqa: B018


def test_tables_that_nobody_holds_are_let_go() -> None:
    made = tabulate(RECORDS, "head", STORE.__getitem__)
    made.passages, made.photos, made.text("i1")
    seen = weakref.ref(made)
    del made
    gc.collect()
    assert seen() is None


def test_an_item_stands_under_the_first_source_that_counts_of_all_that_told_it() -> None:
    def again(of: str, source: str | None, action: str = "received-again") -> CustodyEvent:
        return CustodyEvent(item=of, action=action, outcome="duplicate", received_from=source)

    source = Source(key="S", label="S", kind="worker")
    sha = {"i": "1" * 64, "j": "2" * 64, "k": "3" * 64, "in": "4" * 64, "l": "5" * 64}
    items = {name: dataclasses.replace(item(name), sha256=digest) for name, digest in sha.items()}
    rows = [("s", source), ("t", source), ("i", items["i"]), ("j", dataclasses.replace(items["j"], source="s")),
            ("k", items["k"]), ("l", items["l"]), ("in", dataclasses.replace(items["in"], parent="i")),
            ("a", again("i", None)), ("b", again("i", "gone")), ("c", again("i", "t")), ("d", again("i", "s")),
            ("e", again("j", "t")), ("f", again("k", "s", "transfer")), ("0" * 64, source),
            ("g", again("l", "0" * 64, "transfer"))]  # fmt: skip
    found = tabulate(rows, "h", lambda name: b"")
    kept = Tables(found.rows, "h", lambda name: b"", lambda kind: found.recorded(kind) if kind in found.rows else None)
    for tables in (found, kept):
        assert tables.tellers == {"i": ("gone", "t", "s"), "j": ("s", "t"), "in": ("gone", "t", "s"), "l": ("0" * 64,)}
        assert tables.items["source"].to_dict() == {"i": "t", "j": "s", "k": None, "l": "0" * 64, "in": "t"}
        assert tables.recorded("item")["source"].to_dict() == {"i": None, "j": "s", "k": None, "l": None, "in": None}
