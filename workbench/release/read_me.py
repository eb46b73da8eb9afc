"""The page that a reviewer opens first: what the bundle is, what to do with it, what can be made again from it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.markup import escape
from workbench.release.page import Html, facts, grid, join, listed, markup, page, section
from workbench.tables import Tables

FILE = "read-me-first.html"
BEGINS = f"Begin with data/{FILE}"  # what the tags of the bag say of it
VERIFY = "python3 -I verify_bundle.py BUNDLE"
RERUN = "workbench rerun BUNDLE"
EXITS = (
    "It prints what it found, and then PASS (exit code 0), FAIL (1), ERROR (2: no bundle) or COULD NOT BE CHECKED (3)."
)
DOES_NOT_SHOW = (
    "That the figures come out again shows that they follow from the record. It does not show that the record is true, "
    "nor that it is complete.",
    "Whoever makes a bundle anew, with other content, makes a whole bundle, too, with another release id: compare the "
    "id above with one that you got by another way.",
    "A state (supported, alleged, contradicted ...) says what the coded words make of one indicator. It is no score, "
    "no finding of a court, and whoever was heard is no sample of all workers.",
)  # fmt: skip
PLACES = (
    ("verify_bundle.py", "the verifier, beside this folder: one file that needs nothing but Python"),
    ("figures/", "what was published: tables as CSV and JSON, pictures as SVG"),
    ("codings.csv", "each coding with its words, as a table"),
    ("csv-metadata.json", "what each column of these tables means, for people and for programs (CSVW)"),
    ("notebooks/", "the notebooks that make figures"),
    ("case/", "the record itself: the ledger, one event a line, and every original under its SHA-256"),
    ("rows.jsonl", "the records that may leave, each field with its commitment"),
    ("commitments.json, leaves.txt", "the signed root, and the commitments to everything that is withheld"),
    ("seal.json", "the signed head of the ledger"),
    ("codebook/", "what indicators, kinds and fields mean"),
    ("environment/", "the versions of Python and of every package"),
    ("release.json, figures.json, ro-crate-metadata.json", "the same as on this page, for programs"),
)  # fmt: skip


def write_read_me(data: Path, about: Mapping[str, Any], tables: Tables, *, day: str, description: str) -> Path:
    """Writes the page of a bundle whose other content stands in `data`; gives the file.

    It says nothing that `release.json`, `figures.json` and `commitments.json` do not say: those decide.
    """
    figures = json.loads((data / "figures.json").read_bytes())
    groups = _groups(data)
    parts = [
        section("what", "What this is", Html(f"<p>{escape(description)}</p>"), _identity(about, day)),
        section("do", "What to do", _steps(about)),
        section("again", "What can be made again, and what rests on sealed records", *_again(figures, groups)),
        section("figures", "The figures", _list(figures)),
        section("files", "What lies where", _places(data)),
        section("not", "What this does not show", listed(DOES_NOT_SHOW)),
    ]
    file = data / FILE
    file.write_bytes(page(tables, "Reviewer's bundle: read me first", "", parts))
    return file


def _code(words: str) -> Html:
    return Html(f"<code>{escape(words)}</code>")


def _groups(data: Path) -> dict[str, int]:
    """How many commitments at most stand behind each group of what is withheld; none of a whole case."""
    file = data / "commitments.json"
    told = json.loads(file.read_bytes())["groups"] if file.is_file() else {}
    return {name: len(leaves) for name, leaves in told.items()}


def _identity(about: Mapping[str, Any], day: str) -> Html:
    return facts([("Release id", about["release"]), ("Head of the ledger", about["head"]), ("Root", about.get("root")),
                  ("Day", day), ("Python", about["environment"]["python"]),
                  ("SHA-256 of verify_bundle.py", about["verifier"])])  # fmt: skip


def _steps(about: Mapping[str, Any]) -> Html:
    version = about["environment"]["packages"]["forced-labour-workbench"]
    steps = [
        join(["Check that nothing was altered; no program of ours is needed: ", _code(VERIFY), ". Take that file from "
              "elsewhere than this bundle, and read it: it has fewer than 500 lines. ", EXITS]),
        "Compare the release id with one that you got by another way.",
        join([f"Make the figures again, offline, with version {version} of the workbench: ", _code(RERUN), ". It "
              "checks the bundle once more, runs the notebooks on a copy and compares each figure byte for byte: "
              "same, sealed, changed (then cell by cell), withdrawn or failed."]),
        "Count yourself: codings.csv and the tables under figures/ open in any program for statistics.",
    ]  # fmt: skip
    if about["holds"] == "rows":
        opened = ("Doubt what is withheld: name a commitment by its number. Somebody neutral who may open the case can "
                  "open that one alone; ")  # fmt: skip
        steps.append(join([opened, _code(f"{VERIFY} --opening FILE"), " checks the answer."]))
    return Html(f"<ol>{''.join(f'<li>{markup(step)}</li>' for step in steps)}</ol>")


def _again(figures: Sequence[Mapping[str, str]], groups: Mapping[str, int]) -> list[Html]:
    made = Counter(one["notebook"] for one in figures if one["notebook"])
    sealed = Counter(one["rests_on"] for one in figures if not one["notebook"])
    told = f"A rerun makes {sum(made.values())} of {len(figures)} figures again"
    rows = [[name, "made again", number, "nothing that is sealed"] for name, number in made.items()]
    for rests_on, number in sorted(sealed.items()):
        names = rests_on.split("+")
        most = sum(groups.get(name, 0) for name in names)
        rows.append([f"the whole view: {', '.join(names)}", "sealed", number, f"at most {most:,} sealed records"])
    table = grid(["made by", "in a rerun", "figures", "rests on"], rows, "What a rerun does with the figures")
    if not sealed:
        return [Html(f"<p>{told}. None rests on sealed records.</p>"), table]
    rest = (f"{sum(sealed.values())} rest on sealed records: whoever checks sees that they are as they were published, "
            "and cannot make them again")  # fmt: skip
    most_ = ("At most: the commitments of each group are filled up, to 128, 512 and so on, so that nobody can count "
             "what is withheld. Their numbers stand in commitments.json.")  # fmt: skip
    return [Html(f"<p>{told}; {rest}.</p>"), table, Html(f"<p>{most_}</p>")]


def _list(figures: Sequence[Mapping[str, str]]) -> Html:
    rows = [[Html(f'<a href="{escape(one["path"])}">{escape(one["id"])}</a>'),
             one["notebook"] or "sealed: rests on " + one["rests_on"].replace("+", ", "), _code(one["sha256"][:16])]
            for one in figures]  # fmt: skip
    return grid(["figure", "made by", "SHA-256 begins"], rows, "Every published figure, with its file")


def _places(data: Path) -> Html:
    rows = [[name, words] for name, words in PLACES
            if name == "verify_bundle.py" or (data / name.split(",")[0]).exists()]  # fmt: skip
    return grid(["in this folder", "what"], rows, "The files of the bundle")
