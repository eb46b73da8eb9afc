"""Complete small cases, built from the raw files of the fictional case: every kind of file that a case can hold."""

import csv
import dataclasses
import shutil
from pathlib import Path

from workbench.casefile import Case, create, create_sealed, seeded_door
from workbench.casefile.counsel import note_aside
from workbench.coding.registers import register
from workbench.demo import shipped
from workbench.intake import add
from workbench.records import Agent, CaseInfo, CounselNote

PASSPHRASE = "five words that nobody knows"
CLOCK = "2026-01-15T09:00:00Z"
# About a megabyte: letters in three scripts and five formats, payslips, photographs with and without positions.
COMPLETE = (
    "testimonies/W-01_2024-05-11_vi.txt", "testimonies/W-02_2024-05-11_vi_windows1258.txt",
    "testimonies/L-03_2024-07-03_sr-Cyrl.txt", "testimonies/W-03_2024-05-11_vi.docx", "chat",
    "company/velmora_statement_2024-06-12.html", "company/reply_ravnica_tyre_2024-06-03.pdf", "forms", "gate",
    "payslips/W-02_payslips_2024.pdf", "photos/TL_gate_outside_web.jpg", "photos/W-02_kitchen_shed_small.jpg",
    "photos/W-01_room_a1_forwarded.jpg", "photos/W-12_from_messenger.jpg", "press", "rules",
)  # fmt: skip
# A tenth of that, for proofs that look at all of it ten thousand times.
SLIGHT = ("testimonies/W-01_2024-05-11_vi.txt", "testimonies/L-03_2024-07-03_sr-Cyrl.txt", "chat", "press", "rules",
          "photos/TL_gate_outside_web.jpg")  # fmt: skip
BEFORE, AFTER = ("agents", "entities", "sources", "consents"), ("relations", "places", "events", "counts")


def build(folder: Path, files: tuple[str, ...], seed: str, *, rows: int = 1000, sealed: bool = False) -> Case:
    """A case with items, registers, codings by two people, a note of counsel and a look that left a copy.

    An unsealed one has the same bytes each time that it is built from the same seed.
    """
    custodian, info = Agent(key="MJ", kind="person", name="Mila Jovin"), CaseInfo(title=f"Proof {seed}")
    place = folder / "case"
    if sealed:
        return fill(create_sealed(place, info, custodian, PASSPHRASE).case, folder, files, rows)
    info = dataclasses.replace(info, nature="synthetic", seeded=True)
    return fill(create(place, info, custodian, door=seeded_door(seed, CLOCK)), folder, files, rows)


def fill(case: Case, folder: Path, files: tuple[str, ...], rows: int) -> Case:
    """Puts everything into a case that was begun."""
    home = shipped("demo_synthetic")
    who = case.agent("MJ")
    for kind in BEFORE:
        register(case, kind, home / "register" / f"{kind}.csv", agent=who)
    stage = folder / "stage"
    for name in files:
        _copy(home / "raw" / name, stage / name)
    sources = {name: _source(case, key) for name, key in _homes(home / "register" / "sources.csv").items()}
    add(case, [stage], agent=who, source=sources.get)
    for kind in AFTER:
        register(case, kind, _shortened(home / "register" / f"{kind}.csv", folder, rows), agent=who)
    for coder in ("mj", "ak"):
        sheet = _shortened(home / "register" / f"codings_{coder}.csv", folder, rows)
        register(case, "codings", sheet, agent=case.agent(coder.upper()))
    coding = case.state().of("coding")[0].id
    note_aside(case, who, [CounselNote(coding=coding, text="To be put to the witness.")])
    case.log_access(who, [("matrix.csv", "0" * 64)])
    case.log_access(case.agent("AK"), [("network.csv", "1" * 64)])
    return case


def _copy(path: Path, into: Path) -> None:
    into.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, into)
    else:
        shutil.copyfile(path, into)


def _shortened(sheet: Path, folder: Path, rows: int) -> Path:
    with sheet.open(encoding="utf-8", newline="") as file:
        kept = list(csv.reader(file))[: rows + 1]
    short = folder / sheet.name
    with short.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(kept)
    return short


def _homes(sheet: Path) -> dict[str, str]:
    with sheet.open(encoding="utf-8", newline="") as file:
        return {name.strip(): row["key"] for row in csv.DictReader(file) for name in row["files"].split(";")}


def _source(case: Case, key: str | None) -> str | None:
    return next((live.id for live in case.state().of("source") if live.record.key == key), None)
