"""A small confidential case through the real intake, whose every text tries to do harm where it is shown."""

import csv
from pathlib import Path

from PIL import Image

from workbench.casefile import create, seeded_door
from workbench.coding.registers import register
from workbench.intake import add
from workbench.records import Agent, CaseInfo

SCRIPT = "<script>document.title='broken into'</script>"
HANDLER = '"><img src=x onerror="document.title=1">'
FORMULAS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", '=HYPERLINK("x","y")',
    "＝1+1", "＋1", "－1", "＠x", " =1+1", "first;=1+1", "first;\t@SUM(A1)",
]  # fmt: skip
TURNED = "right\u202egnp.exe"
FILE = "W-01 \"><img src=x onerror=alert(1)> '=1+1'.txt"
PHOTO = "gate <b>.jpg"
COMMENT = "--><svg onload=alert(1)><!--"
TEXTS = [
    SCRIPT,
    HANDLER,
    TURNED,
    COMMENT,
    "{{7*7}} ${7*7}",
    "javascript:alert(1)",
    "</style></script></mark>",
    *FORMULAS,
]


def build(home: Path) -> Path:
    """The folder of the case."""
    raw = home / "raw"
    raw.mkdir()
    (raw / FILE).write_text("\n\n".join(TEXTS) + "\n\nhộ chiếu 😀 của tôi\n", encoding="utf-8")
    Image.new("RGB", (640, 480), "#88aa88").save(raw / PHOTO, "JPEG", quality=70)
    info = CaseInfo(title=f"Case {SCRIPT}", nature="confidential")
    case = create(
        home / "case", info, Agent(key="MJ", kind="person", name="M."), door=seeded_door("h", "2026-01-15T09:00:00Z")
    )
    agent = case.agent("MJ")
    registers = {
        "entities": (["key", "schema", "label", "names", "role", "note"], ENTITIES),
        "sources": (["key", "label", "kind", "worker", "interpreter", "address"], SOURCES),
    }
    for kind, (head, rows) in registers.items():
        assert not register(case, kind, _sheet(home / f"{kind}.csv", head, rows), agent=agent).problems
    source = next(live.id for live in case.state().of("source"))
    add(case, [raw / FILE, raw / PHOTO], agent=agent, source=source)
    after = {
        "relations": (
            ["schema", "from", "to", "stance", "source", "file", "quote", "amount", "currency", "note"],
            RELATIONS,
        ),
        "places": (
            ["entity", "latitude", "longitude", "precision_m", "how", "source", "file", "quote", "note"],
            PLACES,
        ),
        "events": (
            ["track", "title", "start", "end", "as_written", "status", "source", "file", "quote", "note"],
            EVENTS,
        ),
        "codings": (
            ["file", "quote", "region", "framework", "indicator", "stance", "subject", "means", "memo", "scope"],
            CODINGS,
        ),
    }
    for kind, (head, rows) in after.items():
        found = register(case, kind, _sheet(home / f"{kind}.csv", head, rows), agent=agent)
        assert not found.problems, found.problems
    return case.path


def _sheet(file: Path, head: list[str], rows: list[list[str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return file


ENTITIES = [
    ["W-01", "Worker", f"W-01 {SCRIPT}", "Nguyễn Văn Hư Cấu", "", "=1+1"],
    ["P-01", "Person", "P-01", "Trần Thị Hư Cấu", "", ""],
    ["EMP", "Company", f"Employer {HANDLER}", "Công ty Hư Cấu", "@role", "=note"],
    ["SITE", "Site", f"Site {COMMENT}", "", "", ""],
]
SOURCES = [["T-01", '=HYPERLINK("x","y")', "worker", "W-01", f"Interpreter {SCRIPT}", "https://example.org/a"]]
RELATIONS = [
    ["WageOwed", "EMP", "W-01", "supports", "T-01", FILE, SCRIPT, "-450.50", "EUR", "=1+1"],
    ["DocumentCustody", "EMP", "W-01", "supports", "T-01", FILE, HANDLER, "", "", ""],
    ["DocumentCustody", "EMP", "W-01", "contradicts", "T-01", FILE, TURNED, "", "", ""],
    ["Kinship", "P-01", "W-01", "supports", "T-01", "", "", "", "", "the child of W-01"],
]
PLACES = [["SITE", "45.369", "20.445", "150", "testimony", "T-01", FILE, COMMENT, "=1+1"]]
EVENTS = [
    ["pay", f"Paid {SCRIPT}", "2021-11", "2021-11", "=as written", "disputed", "T-01", FILE, FORMULAS[0], "@note"],
    ["pay", "Never paid", "2021-11-15", "2021-11-15", "", "disputed", "T-01", "", "", ""],
]
CODINGS = [
    *[[FILE, text, "", "ilo-11", "deception", "supports", "W-01", "first-hand", text, ""] for text in TEXTS],
    [PHOTO, "", "320,240,160,120", "ilo-11", "restriction-of-movement", "supports", "W-01", "observed", HANDLER, ""],
    [
        FILE,
        "hộ chiếu 😀 của tôi",
        "",
        "ilo-11",
        "retention-of-identity-documents",
        "contradicts",
        "W-01",
        "first-hand",
        "",
        "=1",
    ],
]
