"""A case whose every text is a payload: file names, chat, quotes, labels, titles, notes, memos, custody."""

import csv
from pathlib import Path

from tests.browser.payloads import PAYLOADS
from workbench import custody
from workbench.casefile import Case, create, seeded_door
from workbench.codebook import framework
from workbench.coding.registers import register
from workbench.intake import add
from workbench.records import Agent, CaseInfo

SITES = 16  # a map of eighty takes its time; each label holds five payloads
CHAT = "WhatsApp Chat with W-01.txt"


def name(number: int) -> str:
    """A file name that is a payload, as far as a file system holds it."""
    held = PAYLOADS[number].replace("/", "\u2215").replace("\n", " ")
    return f"{number:02} {held}.txt"


def build(home: Path) -> Case:
    """The case, built by the real intake and registers in a folder of its own."""
    raw = home / "raw"
    raw.mkdir()
    chat = []
    for number, payload in enumerate(PAYLOADS):
        (raw / name(number)).write_text(f"Told by {number}.\n\n{payload}\n", encoding="utf-8")
        chat.append(f"15/11/2021, 08:{number % 60:02} - W-01: said {number} {payload}")
    (raw / CHAT).write_text("\n".join(chat) + "\n", encoding="utf-8")
    info = CaseInfo(title=" ".join(PAYLOADS), nature="confidential")
    door = seeded_door("payloads", "2026-01-15T09:00:00Z")
    case = create(home / "case", info, Agent(key="MJ", kind="person", name=PAYLOADS[0]), door=door)
    agent = case.agent("MJ")
    _register(case, home, "entities", _entities())
    _register(case, home, "sources", _sources())
    source = next(live.id for live in case.state().of("source"))
    add(case, [raw], agent=agent, source=source)
    for kind, rows in (("relations", _relations()), ("places", _places()), ("events", _events()),
                       ("codings", _codings())):  # fmt: skip
        _register(case, home, kind, rows)
    for payload in PAYLOADS:
        custody.tell(case, name(0), "transfer", agent="MJ", received_from=payload, method=payload, detail=payload)
    return case


def _register(case: Case, home: Path, kind: str, rows: list[dict[str, object]]) -> None:
    file = home / f"{kind}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    found = register(case, kind, file, agent=case.agent("MJ"))
    assert not found.problems, found.problems[:3]


def _entities() -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for number, payload in enumerate(PAYLOADS):
        told = {"label": payload, "names": payload, "note": payload}
        made += [{"key": f"{letter}-{number}", "schema": schema, **told}
                 for letter, schema in (("W", "Worker"), ("E", "Company"))]  # fmt: skip
    for number in range(SITES):
        told = dict.fromkeys(("label", "names", "note"), " ".join(PAYLOADS[number::SITES]))
        made.append({"key": f"S-{number}", "schema": "Site", **told})
    return made


def _sources() -> list[dict[str, object]]:
    return [{"key": f"T-{number}", "label": payload, "kind": "worker", "worker": f"W-{number}", "interpreter": payload,
             "session": payload, "note": payload} for number, payload in enumerate(PAYLOADS)]  # fmt: skip


def _rested(number: int) -> dict[str, object]:
    return {"source": f"T-{number}", "file": name(number), "quote": PAYLOADS[number], "note": PAYLOADS[number]}


def _relations() -> list[dict[str, object]]:
    of = ("WageOwed", "DocumentCustody", "Employment")
    return [{"schema": of[number % 3], "from": f"E-{number}", "to": f"W-{number}", "stance": "supports",
             "as_written": payload, **_rested(number)} for number, payload in enumerate(PAYLOADS)]  # fmt: skip


def _places() -> list[dict[str, object]]:
    return [{"entity": f"S-{number}", "latitude": 45.3 + number % 9 / 100, "longitude": 20.3 + number // 9 / 100,
             "precision_m": 50, "how": "testimony", "as_written": payload, **_rested(number)}
            for number, payload in enumerate(PAYLOADS[:SITES])]  # fmt: skip


def _events() -> list[dict[str, object]]:
    return [{"track": "pay", "title": payload, "start": "2021-11", "as_written": payload, "site": f"S-{number % SITES}",
             "status": "disputed", **_rested(number)} for number, payload in enumerate(PAYLOADS)]  # fmt: skip


def _codings() -> list[dict[str, object]]:
    indicators = [one.id for one in framework("ilo-11").indicators]
    shared = {"framework": "ilo-11", "stance": "supports", "means": "first-hand"}
    made = []
    for number, payload in enumerate(PAYLOADS):
        told = {"indicator": indicators[number % 11], "subject": f"W-{number}", "memo": payload,
                "site": f"S-{number % SITES}",
                "actor": f"E-{number}", "question": payload, "as_written": payload, **shared}  # fmt: skip
        made.append({"file": name(number), "quote": payload, **told})
        made.append({"file": CHAT, "quote": f"said {number} {payload}", **told})
    return made
