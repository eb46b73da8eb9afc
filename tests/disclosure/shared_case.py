"""A small case of invented people: six adults, a child, a brother who told something, a press piece, a contract."""

import hashlib
from typing import Any

from workbench.codebook import audience
from workbench.disclosure.consent import allowances
from workbench.disclosure.decided import decisions
from workbench.disclosure.leaving import Terms
from workbench.disclosure.view import Hand
from workbench.records import (
    KIND_OF,
    Agent,
    CaseInfo,
    Coding,
    Consent,
    Count,
    Entity,
    Event,
    Item,
    Passage,
    Period,
    Place,
    Record,
    Relation,
    Source,
)

DAY = "2024-07-01"
NAMES = ("", "Phạm Văn Mẫu", "Lò Thị Ví", "Tăng Hữu Dụ", "Khổng Bá Thử", "Nghiêm Đức Giả", "Viên Quốc Bịa",
         "Uông Minh Đặt", "Mạc Sĩ Nặn", "Giáp Tiến Bày", "Ứng Văn Vẽ", "Đào Công Kể", "Thẩm Duy Tả",
         "Lều Trọng Nghĩ")  # fmt: skip


def worker(n: int, **more: Any) -> tuple[str, Record]:
    told = {"key": f"W-{n:02}", "schema": "Worker", "label": f"W-{n:02}", "names": (NAMES[n % len(NAMES)],),
            "country": "VN", "role": "welder", "born": "1990-05", "group_of": "G", "note": "from Nghệ An"}  # fmt: skip
    return f"w{n}", Entity(**(told | more))


def account(n: int, quote: str = "", **more: Any) -> list[tuple[str, Record]]:
    """What worker n told, with one passage and one coding: passports kept by the branch."""
    told = {"passage": f"p{n}", "framework": "ilo-11", "indicator": "retention-of-identity-documents",
            "stance": "supports", "subject": f"w{n}", "coder": "mj", "means": "first-hand", "site": "site",
            "period": Period(start="2024-03-04", end="2024-05-23", as_written="from March on"), "actor": "branch",
            "question": "Who has your passport?", "memo": "speaks low"}  # fmt: skip
    return [
        (f"s{n}", Source(key=f"T-{n:02}", label=f"W-{n:02}, first interview", kind="worker", worker=f"w{n}",
                         language="vi", interpreter="LT", session="A", note="in his room")),
        (f"i{n}", item(f"testimonies/W-{n:02}.txt", f"s{n}")),
        (f"p{n}", Passage(item=f"i{n}", quote=quote or f"they kept passport number {n}", start=5, end=30)),
        (f"c{n}", Coding(**(told | more))),
        (f"e{n}", Relation(schema="Employment", source_entity="branch", target_entity=f"w{n}", source=f"s{n}",
                           period=Period(start="2024-03"), amount="750", currency="EUR", note="as promised")),
    ]  # fmt: skip


def item(name: str, source: str | None) -> Item:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Item(sha256=digest, size=9, object=digest, name=name, media_type="text/plain", kind="text", source=source)


def consent(n: int, to: str = "ombudsman", **more: Any) -> tuple[str, Record]:
    told = {"worker": f"w{n}", "audience": to, "purpose": "inquiry", "form": "signed", "given": "2024-05-11",
            "submit": True, "letter": True, "summary": True}  # fmt: skip
    return f"consent-{to}-{n}", Consent(**(told | more))


PUBLIC: list[tuple[str, Record]] = [
    ("press", Source(key="PR-1", label="Kurir Ravnice, 29 May 2024", kind="press", published="2024-05-29",
                     address="https://kurir.example/1", reliability="C", information="3")),
    ("i-press", item("press/kurir.html", "press")),
    ("p-press", Passage(item="i-press", quote="the workers' passports are locked away", start=0, end=9)),
    ("c-press", Coding(passage="p-press", framework="ilo-11", indicator="isolation", stance="supports", subject="g",
                       coder="mj", means="hearsay", site="site", actor="branch")),
]  # fmt: skip
GROUND: list[tuple[str, Record]] = [
    ("case", CaseInfo(title="Ravnica site", mandate="statute", custodian="Fenjer")),
    ("mj", Agent(key="MJ", kind="person", name="Milica Jovanović", role="coder")),
    ("branch", Entity(key="CO-BR", schema="Branch", label="Tessaron branch", names=("Тесарон",), note="paper")),
    ("g", Entity(key="G", schema="Group", label="Team C", scope="all on the site")),
    ("site", Entity(key="SITE", schema="Site", label="Ravnica building site")),
    ("barracks", Entity(key="DW-A", schema="Dwelling", label="Barracks A")),
    ("boss", Entity(key="F-2", schema="Person", label="Camp manager Reyd", names=("Mr. Reyd",), role="manager")),
    ("place", Place(entity="barracks", geometry="POINT (20.5 45.25)", how="map", source="press", precision_m="15")),
    ("event", Event(track="work", title="W-01 stopped work", source="s1", actors=("w1", "boss"), site="site",
                    period=Period(start="2024-05-13"), note="he was alone")),
    ("count", Count(what="present", label="workers", low=400, high=500, source="press")),
]  # fmt: skip


def records(*, consents: int = 6, to: str = "ombudsman", more: list[tuple[str, Record]] | None = None):
    made = [*GROUND, *PUBLIC, *(more or [])]
    for n in range(1, 7):
        made += [worker(n), *account(n)]
    return made + [consent(n, to) for n in range(1, consents + 1)]


def terms(made: list[tuple[str, Record]], to: str = "ombudsman") -> Terms:
    one = audience(to)
    return Terms(one, allowances(made, one, DAY), decisions(made, to))


def kinds(made: list[tuple[str, Record]]) -> list[tuple[str, str, Record]]:
    return [(KIND_OF[type(record)], key, record) for key, record in made]


def hand() -> Hand:
    return Hand(
        identity=lambda key: hashlib.sha256(b"salt" + key.encode()).hexdigest(),
        label=lambda key: f"label of {hashlib.sha256(key.encode()).hexdigest()[:6]}",
        words=lambda text: text.replace("W-01", "a worker"),
        told=lambda text: text.replace("W-01", "a worker"),
        quote=lambda key, text: None if "secret" in text else text.replace("Tăng", "[name]"),
        digest=lambda digest: hashlib.sha256(b"salt" + digest.encode()).hexdigest(),
        place=lambda geometry, grid: f"POINT (20 {grid / 1000:g})",
        period=lambda period: period and Period(start=period.start and period.start[:7]),
    )
