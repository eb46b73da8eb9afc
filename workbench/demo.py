"""The shipped cases: from raw files and registers to a case, the same bytes each time."""

import dataclasses
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.casefile import Case, create, open_case, seeded_door
from workbench.coding.filled import Imported
from workbench.coding.registers import register
from workbench.coding.rows import COLUMNS
from workbench.coding.sheet import read_sheet
from workbench.errors import BadValue, Missing, Refused, WorkbenchError
from workbench.intake import add
from workbench.outputs import write_all
from workbench.records import Agent, CaseInfo
from workbench.taken import Intake

SHIPPED = ("demo_synthetic", "zrenjanin_public_record")
BEFORE_INTAKE = ("agents", "entities", "sources", "consents")
AFTER_INTAKE = ("relations", "places", "events", "counts")
# Registers that a folder may do without.
WHERE_THERE = ("pay", "terms", "rates", "acts", "measures", "steps", "approvals", "incidents", "statements")
Progress = Callable[[str, int, int], None]


@dataclasses.dataclass(frozen=True)
class Built:
    """A case that was built from its raw folder, with what its intake and each of its registers gave."""

    case: Case
    intake: Intake
    registers: dict[str, Imported]

    @property
    def problems(self) -> list[WorkbenchError]:
        """Every row that was not taken."""
        return [problem for imported in self.registers.values() for problem in imported.problems]


def shipped(name: str) -> Path:
    """The folder of a shipped case, in the installed package or beside it.

    Raises:
        Missing: no shipped case has that name.

    Example:
        >>> shipped("demo_synthetic").name
        'demo_synthetic'
    """
    here = Path(__file__).resolve().parent
    for root in (here / "shipped" / "casefiles", here.parent / "casefiles"):
        if name in SHIPPED and (root / name / "case.toml").is_file():
            return root / name
    raise Missing(f"shipped case {name} (there are {', '.join(SHIPPED)})")


def build(home: Path, into: Path, *, progress: Progress | None = None) -> Built:
    """A case from a folder that holds `case.toml`, `raw/` and `register/`.

    The clock and the salts come from `case.toml`, so that everybody who builds it has the same ledger; only synthetic
    and public-record cases may be built so. A folder that an earlier build of the same case left is replaced.

    Raises:
        Refused: `into` holds something else, or the case is confidential.
        BadValue: `case.toml` or a register is not of its form.
    """
    plan = _plan(home)
    _make_room(into, str(plan["title"]))
    agents = read_sheet(home / "register" / "agents.csv", *COLUMNS["agents"][:1], required=COLUMNS["agents"][1])
    first = next((row for row in agents if row.text("key") == plan["custodian"]), None)
    if first is None:
        raise BadValue(home / "case.toml", "custodian", plan["custodian"], "a key of register/agents.csv")
    custodian = Agent(key=first.need("key"), kind=first.need("kind"), name=first.need("name"), role=first.text("role"))
    info = CaseInfo(
        title=plan["title"], nature=plan["nature"], mandate=plan.get("mandate"), custodian=custodian.key, seeded=True
    )
    case = create(into, info, custodian, door=seeded_door(str(plan["seed"]), str(plan["clock"])))
    registers: dict[str, Imported] = {}
    for kind in BEFORE_INTAKE:
        registers[kind] = _register(case, kind, home / "register" / f"{kind}.csv", custodian.key, progress)
    taken = _take_in(case, home, custodian.key, progress)
    for kind in AFTER_INTAKE:
        registers[kind] = _register(case, kind, home / "register" / f"{kind}.csv", custodian.key, progress)
    for kind in WHERE_THERE:
        if (file := home / "register" / f"{kind}.csv").is_file():
            registers[kind] = _register(case, kind, file, custodian.key, progress)
    for file in sorted((home / "register").glob("codings_*.csv")):
        coder = file.stem.removeprefix("codings_").upper()
        registers[file.stem] = _register(case, "codings", file, coder, progress)
    return Built(case, taken, registers)


def _plan(home: Path) -> dict[str, Any]:
    file = home / "case.toml"
    if not file.is_file():
        raise Missing(file)
    plan = tomllib.loads(file.read_text(encoding="utf-8"))
    for name in ("title", "nature", "custodian", "clock", "seed"):
        if name not in plan:
            raise BadValue(file, name, None, "a value for this field")
    if plan["nature"] not in ("synthetic", "public-record"):
        raise Refused(file, f"a {plan['nature']} case cannot have salts from a seed", "Begin it with `workbench init`")
    return plan


def _make_room(into: Path, title: str) -> None:
    if not into.exists() or not any(into.iterdir()):
        return
    try:
        info = open_case(into).info
    except WorkbenchError:
        info = None
    if info is None or not info.seeded or info.title != title:
        raise Refused(into, "the folder holds something else", "Name another folder with --into")
    shutil.rmtree(into)


def _register(case: Case, kind: str, file: Path, agent: str, progress: Progress | None) -> Imported:
    def tell(done: int, total: int) -> None:
        if progress:
            progress(file.stem, done, total)

    return register(case, kind, file, agent=case.agent(agent), progress=tell)


def _take_in(case: Case, home: Path, agent: str, progress: Progress | None) -> Intake:
    """Every raw file, under the source that `sources.csv` names for it."""
    source_ids = {live.record.key: live.id for live in case.state().of("source")}
    owner: dict[str, str | None] = {}
    rows = read_sheet(home / "register" / "sources.csv", *COLUMNS["sources"][:1], required=COLUMNS["sources"][1])
    for row in rows:
        for pattern in row.many("files"):
            for file in sorted((home / "raw").glob(pattern)):
                owner[file.relative_to(home / "raw").as_posix()] = source_ids.get(row.need("key"))

    def tell(done: int, total: int) -> None:
        if progress:
            progress("raw files", done, total)

    return add(case, [home / "raw"], agent=case.agent(agent), source=owner.get, progress=tell)


def demo(into: Path | str = "casefiles/demo", *, case: str = "demo_synthetic") -> Case:
    """Builds a shipped case with its outputs, and gives it.

    Raises:
        Refused: the folder holds something else.
        Missing: no shipped case has that name.
    """
    built = build(shipped(case), Path(into))
    write_all(built.case)
    return built.case
