"""Other Pythons with this project's packages: which there are, and a whole release made by one of them."""

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


def released(python: str, env: dict[str, str], asked: Sequence[str]) -> dict[str, str]:
    """The digests of every file of the releases asked for (`audience:language`), made by a Python elsewhere."""
    child = subprocess.run(
        [python, "-c", CHILD, *asked], env=os.environ | env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, f"{python} {env}: {child.stderr[-2000:]}"
    told: dict[str, str] = json.loads(child.stdout)
    return told
