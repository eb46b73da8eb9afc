"""Bundles that somebody harmed: one for each code that a verifier must give, made from a copy of a good one.

A forger makes everything new over what was changed: where a harm lies deep, ids, crate, bag and signatures are made
again by the code that makes good ones, so that nothing but the harm is wrong.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.casefile.cipher import Signer
from workbench.records import canonical
from workbench.release.bag import seal_bag, sha256
from workbench.release.claimed import release_id
from workbench.release.crate import write_crate

CASE = "data/case/format.json"
Harm = Callable[[Path], object]
DAY, SIGNER = "2026-11-20", Signer(bytes(range(32)))
MANIFEST, TAGS, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
CRATE, RELEASE, FIGURES, SEAL = "ro-crate-metadata.json", "release.json", "figures.json", "seal.json"


def bagged(b: Path) -> None:
    """The bag made again."""
    seal_bag(b, {"Bagging-Date": DAY})


def crated(b: Path, change: Callable[[dict[str, Any]], object] | None = None) -> None:
    """The crate made again, changed, and the bag around it."""
    (b / "data" / CRATE).unlink(missing_ok=True)
    about = json.loads((b / "data" / RELEASE).read_bytes()) if (b / "data" / RELEASE).exists() else {}
    write_crate(b / "data", {"title": "t", "release": "r", **(about if isinstance(about, dict) else {})}, day=DAY,
                description="d")  # fmt: skip
    if change:
        rewritten(b / "data" / CRATE, change)
    bagged(b)


def rewritten(file: Path, change: Callable[[Any], object]) -> None:
    """A file of canonical JSON changed; a change that gives a value gives what is to stand there."""
    value = json.loads(file.read_bytes())
    given = change(value)
    file.write_bytes(canonical(value if given is None else given) + b"\n")


def released(b: Path, change: Callable[[Any], object] | None = None, *, own_id: bool = True) -> None:
    """`release.json` changed, its id made again, and crate and bag."""

    def changed(about: Any) -> object:
        given = (change(about) if change else None) or about
        if own_id and isinstance(given, dict):
            given["release"] = release_id(given)
        return given

    rewritten(b / "data" / RELEASE, changed)
    crated(b)


def put(name: str, data: bytes | str) -> Harm:
    """Writes a file."""
    return lambda b: (b / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def gone(name: str) -> Harm:
    """Takes a file away."""
    return lambda b: (b / name).unlink()


def then(*harms: Harm) -> Harm:
    """One thing after the other."""

    def all_of(b: Path) -> None:
        for harm in harms:
            harm(b)

    return all_of


def line_of(text: bytes, name: str = MANIFEST) -> Harm:
    """Puts a line before those of a manifest."""
    return lambda b: (b / name).write_bytes(text + b"\n" + (b / name).read_bytes())


def listed_again(b: Path) -> None:
    """The manifest of the tag files, for a `bag-info.txt` that was written by hand."""
    lines = (b / TAGS).read_text().splitlines(keepends=True)
    mine = [f"{sha256(b / INFO)}  {INFO}\n" if line.endswith(INFO + "\n") else line for line in lines]
    (b / TAGS).write_text("".join(mine))


def chain_of(b: Path) -> Path:
    """The longest chain."""
    return max((b / "data/case/ledger").glob("*.jsonl"), key=lambda path: path.stat().st_size)


def lined(change: Callable[[list[dict[str, Any]]], object], *, made: tuple[str, ...] = ("sig", "digest")) -> Harm:
    """The lines of a chain changed, and what each line states of itself and of the one before made again."""

    def harm(b: Path) -> None:
        chain = chain_of(b)
        lines = [json.loads(line) for line in chain.read_bytes().splitlines()]
        before = [line["digest"] for line in lines]
        change(lines)
        prev: dict[str, str] = {}
        for line, old in zip(lines, before, strict=False):
            line["prev"] = prev.get(line["prev"], line["prev"])
            if "sig" in line and "sig" in made:
                line["key"] = SIGNER.public
                bare = {name: line[name] for name in line if name not in ("digest", "key", "sig")}
                line["sig"] = SIGNER.sign(hashlib.sha256(canonical(bare)).digest())
            if "digest" in made:
                bare = {name: line[name] for name in line if name != "digest"}
                line["digest"] = hashlib.sha256(canonical(bare)).hexdigest()
            prev[old] = line["digest"]
        chain.write_bytes(b"".join(canonical(line) + b"\n" for line in lines))
        crated(b)

    return harm


def signed_ends(lines: list[dict[str, Any]]) -> list[int]:
    """Which lines end a batch."""
    return [at for at, line in enumerate(lines) if line["rest"] == 0]


def record_of_another(lines: list[dict[str, Any]]) -> None:
    """The content of a record exchanged under the id of another."""
    lines[0]["body"]["content"] = {**lines[0]["body"]["content"], "note": "another"}


def unsigned_end(lines: list[dict[str, Any]]) -> None:
    """The last batch as a version wrote it that did not sign."""
    last = lines[signed_ends(lines)[-1]]
    del last["key"], last["sig"]
    last["v"] = 1


def middle_of_a_batch(lines: list[dict[str, Any]]) -> int:
    """A line of which another of its batch stands before it and two behind."""
    return next(at for at, line in enumerate(lines) if line["rest"] > 2 and at and lines[at - 1]["rest"] > 2)


def first_object(b: Path) -> Path:
    """An object of the case."""
    return min(path for path in (b / "data/case/objects").rglob("*") if path.is_file())


def object_elsewhere(b: Path) -> None:
    (b / "data/case/objects/zz").mkdir()
    first_object(b).rename(b / "data/case/objects/zz" / first_object(b).name)
    crated(b)


def figure(b: Path) -> Path:
    """A published figure."""
    return min((b / "data/figures").rglob("*.json"))


def in_list(change: Callable[[list[dict[str, str]]], object]) -> Harm:
    """The manifest of figures changed."""
    return then(lambda b: rewritten(b / "data" / FIGURES, change), crated)


def in_crate(change: Callable[[dict[str, Any]], object]) -> Harm:
    """The crate changed."""
    return lambda b: crated(b, change)


def thing(told: dict[str, Any], name: str) -> dict[str, Any]:
    """One thing of a crate."""
    return next(one for one in told["@graph"] if one["@id"] == name)


def in_seal(change: Callable[[dict[str, Any]], object], *, sign: bool = True) -> Harm:
    """The seal changed, and signed again."""

    def changed(told: dict[str, Any]) -> object:
        given = change(told)
        if sign:
            told["key"], told["signature"] = SIGNER.public, ""
            told["signature"] = SIGNER.sign(b"forced-labour-workbench-seal\n" + canonical(told))
        return given

    return then(lambda b: rewritten(b / "data" / SEAL, changed), crated)


def put_json(name: str, data: bytes) -> Harm:
    """Bytes in the place of a file of the payload, under a new crate and bag."""
    return then(put(f"data/{name}", data), crated)


def deep(b: Path) -> None:
    (b / "data" / "/".join("abcdefghijklm")).mkdir(parents=True)
    (b / "data" / "/".join("abcdefghijklm") / "x").write_text("x")


def twins(b: Path) -> None:
    (b / "data" / "Figures.json").write_text("x")


def large(b: Path) -> None:
    (b / "data" / "large").touch()
    os.truncate(b / "data" / "large", (1 << 33) + 1)  # a hole: it takes no room


def replaced(b: Path) -> None:
    shutil.rmtree(b)
    b.write_text("a file")


def notebook(b: Path) -> Path:
    """A published notebook."""
    return min((b / "data/notebooks").glob("*.ipynb"))


SHAPE: dict[str, Harm] = {
    "nothing-there": shutil.rmtree,
    "no-folder": replaced,
    "no-declaration": gone("bagit.txt"),
    "link": lambda b: (b / "data" / "link").symlink_to("/etc/hostname"),
    "special-file": lambda b: os.mkfifo(b / "data" / "pipe"),
    "name-odd": put("data/a b", "x"),
    "names-collide": twins,
    "too-deep": deep,
    "too-large": large,
    "fetch": put("fetch.txt", "http://127.0.0.1/x 1 data/x\n"),
    "no-manifest-sha256": gone(MANIFEST),
    "no-tagmanifest-sha256": gone(TAGS),
    "no-bag-info": gone(INFO),
    "other-manifest": put("manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  data/x\n"),
    "declaration": put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"),
    "manifest-empty": put(MANIFEST, ""),
    "manifest-bom": lambda b: (b / MANIFEST).write_bytes(b"\xef\xbb\xbf" + (b / MANIFEST).read_bytes()),
    "manifest-torn": lambda b: (b / MANIFEST).write_bytes((b / MANIFEST).read_bytes()[:-1]),
    "manifest-line": line_of(b"0" * 64 + b" data/x"),
    "manifest-digest": line_of(b"0" * 63 + b"  data/x"),
    "path-absolute": line_of(b"0" * 64 + b"  /etc/passwd"),
    "path-home": line_of(b"0" * 64 + b"  ~/x"),
    "path-backslash": line_of(b"0" * 64 + b"  data\\x"),
    "path-drive": line_of(b"0" * 64 + b"  C:/x"),
    "path-percent": line_of(b"0" * 64 + b"  data/a%0Ab"),
    "path-parent": line_of(b"0" * 64 + b"  data/../../x"),
    "path-twisted": line_of(b"0" * 64 + b"  data/./x"),
    "manifest-tag": line_of(b"0" * 64 + b"  bagit.txt"),
    "tagmanifest-payload": line_of(b"0" * 64 + b"  data/figures.json", TAGS),
    "manifest-twice": lambda b: line_of((b / MANIFEST).read_bytes().splitlines()[0])(b),
    "missing": gone("data/codings.csv"),
    "unknown": put("data/more.txt", "x"),
    "changed": put("data/codings.csv", "x"),
    "tag-missing": gone("verify_bundle.py"),
    "tag-unknown": put("more.txt", "x"),
    "tag-changed": put("verify_bundle.py", "import os\n"),
    "bag-info": then(put(INFO, "no colon\n"), listed_again),
    "oxum": then(put(INFO, "Payload-Oxum: 1.1\n"), listed_again),
}
CLAIMS: dict[str, Harm] = {
    "release-missing": then(gone("data/release.json"), crated),
    "release-json": put_json(RELEASE, b'{"format": 2}\n'),
    "release-form": lambda b: released(b, lambda about: about.pop("title") and None),
    "release-format": lambda b: released(b, lambda about: about.update(format=99)),
    "release-id": lambda b: released(b, lambda about: about.update(audience="public"), own_id=False),
    "verifier": then(put("verify_bundle.py", "import os\n"), bagged),
    "notebook-missing": lambda b: then(gone(notebook(b).relative_to(b).as_posix()), crated)(b),
    "notebook-unlisted": then(put("data/notebooks/more.ipynb", "{}"), crated),
    "notebook-changed": lambda b: then(put(notebook(b).relative_to(b).as_posix(), "{}"), crated)(b),
    "crate-missing": then(gone(f"data/{CRATE}"), bagged),
    "crate-json": then(put(f"data/{CRATE}", '{"@context": 1.5}\n'), bagged),
    "crate-form": in_crate(lambda told: told["@graph"].append("a text")),
    "crate-context": in_crate(lambda told: told.update({"@context": "https://w3id.org/ro/crate/1.1/context"})),
    "crate-twice": in_crate(lambda told: told["@graph"].append(told["@graph"][0])),
    "crate-descriptor": in_crate(lambda told: thing(told, CRATE).pop("about") and None),
    "crate-version": in_crate(
        lambda told: thing(told, CRATE).update(conformsTo={"@id": "https://w3id.org/ro/crate/1.1"})
    ),
    "crate-root": in_crate(lambda told: thing(told, "./").pop("license") and None),
    "crate-unlisted": in_crate(lambda told: told["@graph"].remove(thing(told, "codings.csv"))),
    "crate-absent": in_crate(lambda told: told["@graph"].append({"@id": "../../x", "@type": "File"})),
    "crate-size": in_crate(lambda told: thing(told, "codings.csv").update(contentSize="1")),
    "crate-digest": in_crate(lambda told: thing(told, "codings.csv").update(sha256="0" * 64)),
    "crate-parts": in_crate(lambda told: thing(told, "./")["hasPart"].pop() and None),
    "figures-missing": then(gone("data/figures.json"), crated),
    "figures-json": put_json(FIGURES, b"[]"),
    "figures-form": in_list(lambda told: told[0].pop("id") and None),
    "figure-outside": in_list(lambda told: told[0].update(id="../../x", path="figures/../../x")),
    "figure-twice": in_list(lambda told: told.append(told[0])),
    "figure-missing": lambda b: then(gone(figure(b).relative_to(b).as_posix()), crated)(b),
    "figure-changed": lambda b: then(put(figure(b).relative_to(b).as_posix(), "[]"), crated)(b),
    "figure-notebook": in_list(lambda told: told[0].update(notebook="99_other.ipynb")),
    "figure-unlisted": in_list(lambda told: told.pop() and None),
}
RECORD: dict[str, Harm] = {
    "case-missing": then(gone(CASE), crated),
    "case-json": then(put(CASE, '{"version": 2}\n'), crated),
    "case-form": then(lambda b: rewritten(b / CASE, lambda told: told.update(sealed=True)), crated),
    "case-format": then(lambda b: rewritten(b / CASE, lambda told: told.update(version=9, more="x")), crated),
    "ledger-missing": then(lambda b: shutil.rmtree(b / "data/case/ledger"), crated),
    "chain-name": then(lambda b: chain_of(b).rename(b / "data/case/ledger/other.jsonl"), crated),
    "line-torn": then(lambda b: chain_of(b).write_bytes(chain_of(b).read_bytes()[:-1]), crated),
    "line-json": then(lambda b: chain_of(b).write_bytes(b" " + chain_of(b).read_bytes()), crated),
    "line-form": lined(lambda lines: lines[0].update(kind="Case")),
    "line-format": lined(lambda lines: lines[0].update(v=9)),
    "line-digest": lined(lambda lines: lines[0].update(at="2020-01-01T00:00:00Z"), made=()),
    "line-chain": lined(lambda lines: [line.update(chain="0" * 32) for line in lines] and None),
    "line-number": lined(lambda lines: [line.update(n=line["n"] + 1) for line in lines] and None),
    "line-link": lined(lambda lines: lines[1].update(prev="0" * 64)),
    "line-batch": lined(lambda lines: lines[middle_of_a_batch(lines)].update(rest=1)),
    "record-id": lined(record_of_another),
    "signature-missing": lined(unsigned_end),
    "signature-wrong": lined(
        lambda lines: lines[signed_ends(lines)[0]].update(at="2020-01-01T00:00:00Z"), made=("digest",)
    ),
    "batch-open": lined(lambda lines: lines.pop() and None),
    "head": lambda b: released(b, lambda about: about.update(head="0" * 64)),
    "object-name": object_elsewhere,
    "object-changed": then(lambda b: (first_object(b).chmod(0o600), first_object(b).write_bytes(b"x")), crated),
    "object-missing": then(lambda b: first_object(b).unlink(), crated),
    "seal-missing": then(gone("data/seal.json"), crated),
    "seal-json": put_json(SEAL, b"{}"),
    "seal-form": in_seal(lambda told: told.update(version=2)),
    "seal-signature": in_seal(lambda told: told.update(at="2020-01-01T00:00:00Z"), sign=False),
    "seal-head": in_seal(lambda told: told.update(head="0" * 64)),
    "seal-chains": in_seal(lambda told: told["chains"][0].update(lines=1)),
}  # fmt: skip
COMMITMENTS, LEAVES, ROWS = "data/commitments.json", "data/leaves.txt", "data/rows.jsonl"


def in_statement(change: Callable[[dict[str, Any]], object], *, sign: bool = True) -> Harm:
    """The statement of what is withheld changed, and signed again by somebody."""

    def changed(told: dict[str, Any]) -> object:
        given = change(told)
        if sign:
            told["key"], told["signature"] = SIGNER.public, ""
            told["signature"] = SIGNER.sign(b"forced-labour-workbench-commitments\n" + canonical(told))
        return given

    return then(lambda b: rewritten(b / COMMITMENTS, changed), crated)


def in_leaves(change: Callable[[list[bytes]], list[bytes]]) -> Harm:
    """The lines of `leaves.txt` changed."""
    return then(
        lambda b: (b / LEAVES).write_bytes(b"".join(change((b / LEAVES).read_bytes().splitlines(keepends=True)))),
        crated,
    )


def in_rows(change: Callable[[list[dict[str, Any]]], object]) -> Harm:
    """The protected rows changed."""

    def harm(b: Path) -> None:
        rows = [json.loads(line) for line in (b / ROWS).read_bytes().splitlines()]
        change(rows)
        (b / ROWS).write_bytes(b"".join(canonical(row) + b"\n" for row in rows))
        crated(b)

    return harm


def coded(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The row of a coding."""
    return next(row for row in rows if row["kind"] == "coding")


WITHHELD: dict[str, Harm] = {
    "commitments-missing": then(gone(COMMITMENTS), crated),
    "commitments-json": then(put(COMMITMENTS, "{}"), crated),
    "commitments-form": in_statement(lambda told: told.update(leaves=1000)),
    "commitments-signature": in_statement(lambda told: told.update(at="2020-01-01T00:00:00Z"), sign=False),
    "commitments-head": in_statement(lambda told: told.update(head="0" * 64)),
    "commitments-root": in_statement(lambda told: told.update(root="0" * 64)),
    "leaves-too-many": in_statement(lambda told: told.update(leaves=1 << 23)),
    "leaves-missing": then(gone(LEAVES), crated),
    "leaves-form": in_leaves(lambda lines: [b"no digest\n", *lines[1:]]),
    "leaves-count": in_leaves(lambda lines: lines[1:]),
    "leaves-order": in_leaves(lambda lines: [lines[1], lines[0], *lines[2:]]),
    "leaves-root": in_leaves(lambda lines: [b"0" * 64 + b"\n", *lines[1:]]),
    "groups": in_statement(lambda told: told["groups"].update(places=told["groups"]["events"])),
    "figure-rests": in_list(lambda told: told[0].update(rests_on="nothing")),
    "rows-missing": then(gone(ROWS), crated),
    "rows-json": then(put(ROWS, '{"id": 1}\n'), crated),
    "row-form": in_rows(lambda rows: rows[0].pop("salts") and None),
    "row-order": in_rows(lambda rows: rows.reverse()),
    "row-leaf": in_rows(lambda rows: rows[0]["leaves"].update(more=1 << 40)),
    "row-leaf-twice": in_rows(lambda rows: rows[0]["leaves"].update(more=rows[0]["leaves"]["ledger-id"])),
    "row-opening": in_rows(lambda rows: coded(rows)["fields"].update(stance="contradicts")),
}
OF_A_CASE = SHAPE | CLAIMS | RECORD
