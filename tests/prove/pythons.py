"""Other Pythons with this project's packages: which there are; a release, and the exports of a case, made by one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ("3.11", "3.12", "3.13")
LOCALES = {"tr_TR": "UTF-8", "sr_RS": "UTF-8", "ar_EG": "UTF-8", "fr_FR": "ISO-8859-1"}
# One child: a release of invented people, every file of it, its digests on standard output.
CHILD = """
import hashlib, json, pathlib, sys, tempfile
from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.release.contents import write_contents
from workbench.release.copies import Copy
made = {}
for to, lang in (one.split(":") for one in sys.argv[1:]):
    with tempfile.TemporaryDirectory() as place:
        write_contents(prepared(records(to=to), to), Copy.of(to, "An office", "0f" * 32, "2024-07-01"),
                       pathlib.Path(place), lang=lang)
        for file in sorted(pathlib.Path(place).iterdir()):
            made[f"{to} {lang} {file.name}"] = hashlib.sha256(file.read_bytes()).hexdigest()
print(json.dumps(made, sort_keys=True))
"""
# Another child: a copy of a case, every command asked for, every file that they wrote, its digests on standard output.
EXPORTING = """
import contextlib, hashlib, io, json, pathlib, shutil, sys, tempfile
from workbench.cli import main
with tempfile.TemporaryDirectory() as place:
    case, out = pathlib.Path(place, "case"), pathlib.Path(place, "out")
    shutil.copytree(sys.argv[1], case)
    out.mkdir()
    for line in sys.argv[2:]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main([word.format(case=case, out=out) for word in line.split()])
        assert code in (0, 1), line + ": " + said.getvalue()[-500:]
    made = {file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(out.rglob("*")) if file.is_file()}
    print(json.dumps(made))
"""
FINDING = ("csv", "xlsx", "html", "json", "svg")
# Every form in which a case of its own accord leaves for a file: docs/cli.md lists the commands.
FORMS: dict[str, tuple[str, ...]] = {
    **{f"matrix {{case}} --by {by}": FINDING for by in ("worker", "source", "employer", "site", "period")},
    "network {case}": ("svg", "html", "graphml", "json", "csv", "dot"),
    "sites {case}": ("svg", "html", "geojson", "gpkg"),
    "chronology {case}": FINDING, "wages {case}": FINDING, "responses {case}": FINDING,
    "relocation {case}": ("svg",),
    "reminders {case} --as-of 2024-06-01": ("csv", "xlsx", "json", "ics"),
    "person {case} W-01 --as-of 2024-06-01": ("csv", "xlsx", "html", "json"),
    "incidents {case}": ("csv", "xlsx", "json"),
}  # fmt: skip
SHEETS = tuple(
    f"reply-sheet {{case}} --as-of 2024-06-20 --lang {lang} --out {{out}}/reply-{lang}.{ending}"
    for lang in ("en", "sr-Cyrl") for ending in ("csv", "xlsx", "docx")
)  # fmt: skip
CODED = tuple(
    f"code {{case}} export {{out}}/codings.{ending}" for ending in ("csv", "jsonl", "qdpx", "qdc", "json", "jsonld")
)
TO_FILL = (
    "code {case} export {out}/blind.csv --blind-for MJ", "adjudicate {case} --out {out}/disputes.csv",
    "versions {case} --out {out}/versions.csv", "resolve {case} --out {out}/pairs.csv",
    "drafts {case} --item {item} --out {out}/drafts.csv", "prepare {case} mandate --out {out}/mandate.toml",
    "forms interview --out {out}/form.xlsx --lang sr-Cyrl",
)  # fmt: skip
CUSTODY = ("custody {case} {item} --agent MJ " + " ".join(f"--out {{out}}/custody.{ending}" for ending in
           ("html", "pdf", "jsonld", "json")), "custody {case} {other} --agent MJ --bag {out}/bag")  # fmt: skip


def exports(item: str, other: str) -> list[str]:
    """Every export of a case as a command line, with places left for the case and the folder to write into.

    Custody comes first, of one item as sheets, of another as a bag: what leaves is logged with its time, which a sheet
    of custody that is written later would list.
    """
    findings = [
        " ".join([line, *(f"--out {{out}}/{_named(line)}.{ending}" for ending in endings)])
        for line, endings in FORMS.items()
    ]
    made = (*CUSTODY, *findings, *SHEETS, *CODED, *TO_FILL)
    return [line.replace("{item}", item).replace("{other}", other) for line in made]


def _named(line: str) -> str:
    return "-".join(word for word in line.split() if word[0].isalpha())


def found() -> dict[str, str]:
    """The Pythons with this project's packages, by version: this one, and those that `make pythons` made."""
    made = {".".join(map(str, sys.version_info[:2])): sys.executable}
    for version in VERSIONS:
        path = ROOT / ".pythons" / version / "bin" / "python"
        if path.exists():
            made.setdefault(version, str(path))
    return {version: made[version] for version in VERSIONS if version in made}


def locales(place: Path) -> list[str]:
    """Locales made for this run in a folder, from Debian's definitions; C.UTF-8 alone where there are none."""
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales").is_dir():
        return ["C.UTF-8"]
    made = []
    for name, letters in LOCALES.items():
        called = f"{name}.{letters.lower().replace('-', '')}"
        subprocess.run(["localedef", "-i", name, "-f", letters, str(place / called)], capture_output=True, check=False)
        made += [called] if (place / called).is_dir() else []
    return [*made, "C.UTF-8"]


def exported(python: str, env: dict[str, str], case: Path, asked: Sequence[str]) -> dict[str, str]:
    """The digests of every file of these exports of a case, made by a Python elsewhere."""
    return _told([python, "-c", EXPORTING, str(case), *asked], env)


def released(python: str, env: dict[str, str], asked: Sequence[str]) -> dict[str, str]:
    """The digests of every file of the releases asked for (`audience:language`), made by a Python elsewhere."""
    return _told([python, "-c", CHILD, *asked], env)


def _told(command: Sequence[str], env: dict[str, str]) -> dict[str, str]:
    child = subprocess.run(command, env=os.environ | env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, f"{command[0]} {env}: {child.stderr[-2000:]}"
    told: dict[str, str] = json.loads(child.stdout)
    return told
