"""RO-Crate 1.2: one JSON-LD file beside the payload of a bundle that says what each of its files is."""

from pathlib import Path
from typing import Any

from workbench.records import canonical
from workbench.release.bag import sha256

FILE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
FORMATS = {
    ".csv": "text/csv", ".geojson": "application/geo+json", ".graphml": "application/graphml+xml", ".html": "text/html",
    ".ipynb": "application/x-ipynb+json", ".json": "application/json", ".jsonl": "application/jsonl",
    ".lock": "text/plain", ".svg": "image/svg+xml", ".toml": "application/toml", ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
# What a file is, by the beginning of its path; the first that fits.
ROLES = (
    ("case/ledger/", "A chain of the ledger of the case: one event a line, each stating the digest of the one before"),
    ("case/objects/", "An original or a derivative, under the SHA-256 of its bytes"),
    ("case/format.json", "The version of the format of the case"),
    ("codebook/", "Codebook: what the indicators, kinds and fields mean"),
    ("codings.csv", "Codings: which words speak for or against which indicator, by whom"),
    ("commitments.json", "The signed root of the commitments to everything that is withheld"),
    ("csv-metadata.json", "Description (CSVW) of the tables: what each column means, and what stands in it"),
    ("environment/requirements.lock", "Lock file: every package of the environment with its digest"),
    ("environment/", "Versions of Python and of every package with which the figures were made"),
    ("figures/", "A published figure or table"),
    ("figures.json", "Manifest of the figures: digest, notebook, and what each rests on"),
    ("leaves.txt", "Salted commitments to each field of each record, padded and sorted"),
    ("notebooks/", "Notebook that makes figures"),
    ("read-me-first.html", "What the bundle is, what to do with it, and what can be made again from it"),
    ("release.json", "What this release was made from, and its id"),
    ("rows.jsonl", "Protected data: the rows that may leave, each field with its commitment"),
    ("seal.json", "Seal: the signed head of the ledger"),
)
TERMS = "For review of the named release by its recipient. No licence to publish persons' data is given."


def write_crate(data: Path, about: dict[str, Any], *, day: str, description: str) -> Path:
    """Writes the crate of a folder that is otherwise complete; gives the file.

    `about` is what `release.json` holds, `day` the day of the release: there is no clock here. Each file is a part of
    the root under its relative path, with size, digest and form.

    Source: RO-Crate 1.2 (https://w3id.org/ro/crate/1.2): a descriptor, a root data entity with name, description,
    datePublished and license, and one data entity a file.

    Example:
        >>> import tempfile, json
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "leaves.txt").write_bytes(b"")
        >>> made = write_crate(folder, {"title": "A", "release": "0" * 64}, day="2026-11-20", description="One file.")
        >>> [one["@id"] for one in json.loads(made.read_bytes())["@graph"]]
        ['#codebook', '#terms', './', 'leaves.txt', 'ro-crate-metadata.json']
    """
    paths = sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    graph = [
        {"@id": FILE, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": SPECIFICATION}},
        {
            "@id": "./", "@type": "Dataset", "name": f"Reviewer's bundle: {about['title']}", "description": description,
            "datePublished": day, "identifier": about["release"], "license": {"@id": "#terms"},
            "hasPart": [{"@id": path} for path in paths], "about": {"@id": "#codebook"},
        },
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms of this copy", "description": TERMS},
        {"@id": "#codebook", "@type": "DefinedTermSet", "name": "Codebook of the workbench"},
        *(_file(data, path) for path in paths),
    ]  # fmt: skip
    told = {"@context": f"{SPECIFICATION}/context", "@graph": sorted(graph, key=lambda one: str(one["@id"]))}
    (data / FILE).write_bytes(canonical(told) + b"\n")
    return data / FILE


def _file(data: Path, path: str) -> dict[str, Any]:
    role = next((words for begin, words in ROLES if path.startswith(begin)), "A file of the bundle")
    return {
        "@id": path, "@type": "File", "name": path.rpartition("/")[2], "description": role,
        "contentSize": str((data / path).stat().st_size), "sha256": sha256(data / path),
        "encodingFormat": FORMATS.get(Path(path).suffix, "application/octet-stream"),
    }  # fmt: skip
