"""How long each reader was fuzzed: on its code as it stands (a round), and in all rounds together.

A reader's round ends when one of the modules that it reads with changes, and not when another reader's do. What is done
is kept in `.state/`, and published after every run, finished or not: so a proof of hours can be done in pieces.
"""

import ast
import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.prove.progress import RESULTS, ROOT, STATE, Progress, code

EXTRACT = ROOT / "workbench" / "extract"
# The modules with which each reader begins; what these import belongs to it, too.
BEGINS = {
    "text": ("plain",), "xml": ("plain", "marked", "sidecar"), "html": ("html",), "tables": ("delimited", "sidecar"),
    "json": ("jsontext", "geojson", "sidecar"), "mail": ("mail",), "mailbox": ("mbox",), "outlook": ("outlook",),
    "web archives": ("warc",), "pdf": ("pdf",), "docx": ("docx", "office"), "xlsx": ("spreadsheet", "office"),
    "odf": ("odf", "office"), "rtf": ("rtf",), "old office": ("oldoffice",),
    "jpeg": ("photo",), "png": ("photo",), "heic": ("photo",), "webp": ("photo",), "tiff": ("photo",),
    "gif, bmp": ("photo",), "zip": ("archive", "sidecar"), "7z": ("sevenzip",), "tar": ("packed",),
    "packed streams": ("packed",), "sound": ("recording",), "film": ("recording",),
}  # fmt: skip
# The register of all readers is left out: through it every reader would stand on every other.
REGISTER = "registry"
COUNTED = ("inputs", "parsed", "partial", "opaque", "quarantined", "stopped by the limits", "findings")


def modules(reader: str) -> set[str]:
    """The modules of `workbench/extract` that a reader reads with, found by their imports."""
    found, left = set[str](), list(BEGINS[reader])
    while left:
        name = left.pop()
        if name in found or name == REGISTER:
            continue
        found.add(name)
        for node in ast.walk(ast.parse((EXTRACT / f"{name}.py").read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("workbench.extract"):
                continue
            below = (node.module or "").removeprefix("workbench.extract").strip(".")
            left += [below] if below else [one.name for one in node.names if (EXTRACT / f"{one.name}.py").exists()]
    return found


def digest(reader: str) -> str:
    """What a reader's round stands for: its modules and the program that changes the files."""
    return code("fuzz", proven=[f"workbench/extract/{name}.py" for name in sorted(modules(reader))])


class Rounds:
    """What every reader's present round counted, with the seconds of the rounds before it."""

    def __init__(self, file: Path = STATE / "fuzzing by reader.json", results: Path = RESULTS) -> None:
        self.file, self.results = file, results
        self.held: dict[str, Any] = {}
        if file.exists():
            self.held = json.loads(file.read_text("utf-8"))
        elif results.exists():  # a fresh checkout goes on from what was published
            self.held = json.loads(results.read_text("utf-8")).get("fuzzing", {}).get("readers", {})
        for name in BEGINS:
            told = self.held.setdefault(name, {"code": digest(name), "next": 0, "counts": {}, "round_s": 0, "all_s": 0})
            if told["code"] != digest(name):  # the slices are counted on: a new round draws inputs of its own
                told.update(code=digest(name), counts={}, round_s=0)

    def least(self, seconds: float) -> str | None:
        """The name of the next slice: of the reader that had least time in its round; None when all had so much."""
        left = [name for name in BEGINS if self.held[name]["round_s"] < seconds]
        if not left:
            return None
        name = min(left, key=lambda one: (self.held[one]["round_s"], self.held[one]["all_s"]))
        return f"{name} {self.held[name]['next']}"

    def add(self, part: str, counts: dict[str, int], seconds: float) -> None:
        """Keeps what one slice counted, durably."""
        told = self.held[part.rpartition(" ")[0]]
        told["counts"] = dict(Counter(told["counts"]) + Counter(counts))
        told["next"] += 1
        told["round_s"] = round(told["round_s"] + seconds)
        told["all_s"] = round(told["all_s"] + seconds)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(self.held), "utf-8")
        fresh.replace(self.file)

    def total(self) -> Counter[str]:
        """The counts of the present rounds together."""
        whole = Counter[str]()
        for told in self.held.values():
            whole.update(told["counts"])
        return whole

    def publish(self, claim: str, figures: dict[str, Any]) -> None:
        """Writes the minutes of every reader, and what was counted, beside the other proofs."""
        spent = [
            (name, round(told["round_s"] / 60), round(told["all_s"] / 60)) for name, told in sorted(self.held.items())
        ]
        counted = self.total()
        progress = Progress("fuzzing", "fuzz", proven=("workbench/extract",))
        progress.held["seconds"] = sum(told["round_s"] for told in self.held.values())
        progress.publish(claim, {
            "readers": len(BEGINS), **figures, **{what: counted[what] for what in COUNTED},
            "minutes on the code as it stands": sum(one for _, one, _ in spent),
            "minutes in all": sum(one for _, _, one in spent),
            "minutes in all of the reader that had least": min(one for _, _, one in spent),
            "by reader": ", ".join(f"{name} {here} ({whole})" for name, here, whole in spent),
        }, readers=self.held)  # fmt: skip
