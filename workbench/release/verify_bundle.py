"""Checks a reviewer's bundle: one file, the standard library alone; it runs nothing of it, and follows no link.

    python3 -I verify_bundle.py BUNDLE [--opening FILE, which opens one thing that is withheld]

Exit codes: 0 pass, 1 fail, 2 error (no bundle, or it cannot be read), 3 could not be checked (a later format, or more
than this takes). Take this file from elsewhere than the bundle: whoever made that may have changed the copy in it.
"""

# fmt: off
import sys

if not sys.flags.isolated and sys.path and sys.path[0] in ("", __file__.rpartition("/")[0]):
    del sys.path[0]  # what lies beside this file is no library

import contextlib
import hashlib
import json
import os
import re
import stat
from typing import Any

FORMAT, LINE_FORMAT = 2, 2
FILES, DEPTH, FILE, TOTAL, TEXT, LEAVES = 200_000, 12, 1 << 33, 1 << 36, 1 << 28, 1 << 22
ERRORS = {"nothing-there", "no-folder", "not-readable", "no-declaration"}
UNCHECKED = {"too-many-files", "too-deep", "too-large", "leaves-too-many",
             "release-format", "case-format", "line-format"}
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "verify_bundle.py")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CRATE, SPECIFICATION = "ro-crate-metadata.json", "https://w3id.org/ro/crate/1.2"
ABOUT = {"audience", "environment", "format", "head", "holds", "nature", "notebooks", "release", "title", "verifier"}
MADE_FROM = ("audience", "environment", "format", "head", "holds", "notebooks", "root", "verifier")
CASE, SEAL, STATEMENT = (f"forced-labour-workbench-{name}" for name in ("case", "seal", "commitments"))
HEX, ID, AT = r"[0-9a-f]{64}", r"[0-9a-f]{32}", r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
LINE = {"agent": f"({HEX})?", "at": AT, "chain": ID, "digest": HEX, "id": HEX, "kind": "[a-z]+", "prev": HEX}
PATHS = (  # what a path in a manifest must not be
    ("path-absolute", r"/.*"), ("path-home", r"~.*"), ("path-backslash", r".*\\.*"), ("path-drive", r"[A-Za-z]:.*"),
    ("path-percent", r".*%.*"), ("path-parent", r"(.*/)?\.\.(/.*)?"), ("path-twisted", r"(.*/)?\.?(/.*)?"),
)

def _like(form: str, value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(form, value) is not None

def _is_hex(value: Any, digits: int = 64) -> bool:
    return _like(f"[0-9a-f]{{{digits}}}", value)

def _whole(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**53

def _has(value: Any, fields: Any) -> bool:
    return isinstance(value, dict) and value.keys() == set(fields)

def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()

def _digest_of(value: Any) -> str:
    return hashlib.sha256(_canonical(value)).hexdigest()

def _plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(str.isascii, value)) and all(map(_plain, value.values()))
    if isinstance(value, list):
        return all(map(_plain, value))
    return isinstance(value, str | bool | None) or (isinstance(value, int) and abs(value) < 2**53)

# Ed25519 (RFC 8032) in extended coordinates: slow and plain, and no secret goes through it.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]

def _added(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def _point_of(raw: bytes) -> Point | None:
    y, sign = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = _point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

def signed(key: str, message: bytes, signature: str) -> bool:
    """True where the signature is of this message, by the private half of this key."""
    raw, sig = bytes.fromhex(key), bytes.fromhex(signature)
    point, s = _point_of(raw), int.from_bytes(sig[32:], "little")
    if point is None or BASE is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(sig[:32] + raw + message).digest(), "little") % L
    minus, found = (P - point[0], point[1], 1, P - point[3]), (0, 1, 1, 0)
    for bit in range(252, -1, -1):
        found = _added(found, found)
        found = _added(found, BASE) if s >> bit & 1 else found
        found = _added(found, minus) if k >> bit & 1 else found
    x, y = (found[at] * pow(found[2], -1, P) % P for at in (0, 1))
    return (y | (x & 1) << 255).to_bytes(32, "little") == sig[:32]

def states(told: dict[str, Any], name: str) -> bool:
    """True where a signed statement bears the signature of its own words."""
    return signed(told["key"], name.encode() + b"\n" + _canonical(told | {"signature": ""}), told["signature"])

def _leaf(salt: str, kind: str, row: str, field: str, value: Any) -> str:
    return hashlib.sha256(b"\0" + bytes.fromhex(salt) + _canonical([kind, row, field, value])).hexdigest()

def root_of(leaves: list[str]) -> str:
    """The root of a Merkle tree over as many leaves as a power of two."""
    level = [bytes.fromhex(one) for one in leaves]
    while len(level) > 1:
        level = [hashlib.sha256(b"\1" + level[at] + level[at + 1]).digest() for at in range(0, len(level), 2)]
    return level[0].hex()

class _Stop(Exception): ...

class _Bundle:
    """A bundle as it is looked through: its files and their sizes, what the manifests list, and what was found."""

    def __init__(self, place: str) -> None:
        self.place, self.about, self.leaves, self.resting = place, dict[str, Any](), list[str](), set[str]()
        self.size, self.listed, self.digests = dict[str, int](), dict[str, str](), dict[str, str]()
        self.tips, self.found = dict[str, tuple[int, str]](), list[tuple[str, str, str]]()

    def need(self, right: Any, code: str, subject: str, message: str) -> None:
        """Notes what is not right, and stops: nothing behind it can be judged."""
        if not right:
            self.found.append((code, subject, message))
            raise _Stop

    def opened(self, path: str) -> Any:
        return open(os.open(f"{self.place}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")

    def read(self, path: str) -> bytes:
        self.need(self.size[path] <= TEXT, "too-large", path, "more than this program reads at once")
        with self.opened(path) as file:
            return bytes(file.read())

    def digest(self, path: str) -> str:
        if path not in self.digests:
            with self.opened(path) as file:
                self.digests[path] = hashlib.file_digest(file, "sha256").hexdigest()
        return self.digests[path]

    def value(self, raw: bytes, code: str, where: str) -> Any:
        """The value of canonical JSON; stops at any other bytes."""
        found, right = None, False
        with contextlib.suppress(ValueError, RecursionError):
            found = json.loads(raw.decode("utf-8"))
            right = _canonical(found) == raw and _plain(found)
        self.need(right, code, where, "it is not in canonical JSON")
        return found

    def json(self, path: str, word: str) -> Any:
        self.need(path in self.size, f"{word}-missing", path, "it is missing")
        raw = self.read(path)
        return self.value(raw[:-1] if raw.endswith(b"\n") else b"", f"{word}-json", path)

    def beneath(self, folder: str) -> list[str]:
        return sorted(path for path in self.size if path.startswith(folder))

def files(b: _Bundle) -> None:
    """Which files there are: plain ones under plain names, within limits."""
    b.need(os.path.lexists(b.place), "nothing-there", b.place, "there is nothing at this path")
    b.need(os.path.isdir(b.place), "no-folder", b.place, "a bundle is a folder")
    waiting, total, small = [""], 0, dict[str, str]()
    while waiting:
        folder = waiting.pop()
        for entry in sorted(os.scandir(f"{b.place}/{folder}"), key=lambda one: one.name):
            path, told = folder + entry.name, entry.stat(follow_symlinks=False)
            plain, is_folder = stat.S_ISREG(told.st_mode), stat.S_ISDIR(told.st_mode)
            total += told.st_size if plain else 0
            b.need(_like(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", entry.name), "name-odd", ascii(path), "no plain ASCII name")
            b.need(not stat.S_ISLNK(told.st_mode), "link", path, "a bundle holds no links")
            b.need(plain or is_folder, "special-file", path, "a bundle holds plain files")
            b.need(path.count("/") < DEPTH, "too-deep", path, "more than this program takes")
            b.need(len(b.size) < FILES, "too-many-files", path, "more than this program takes")
            b.need(told.st_size <= FILE and total <= TOTAL, "too-large", path, "more than this program takes")
            b.need(path.lower() not in small, "names-collide", path, "some systems take it for another name")
            small[path.lower()] = path
            if is_folder:
                waiting.append(path + "/")
            else:
                b.size[path] = told.st_size

def manifests(b: _Bundle) -> None:
    """The tag files of the bag (RFC 8493), and what the two manifests list."""
    b.need("bagit.txt" in b.size, "no-declaration", "bagit.txt", "this is no bag")
    b.need("fetch.txt" not in b.size, "fetch", "fetch.txt", "nothing is fetched for a bundle")
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"):
        b.need(name in b.size, "no-" + name.split(".")[0], name, "it is missing")
    for name in b.beneath(""):
        other = _like(r"(tag)?manifest-.*\.txt", name) and not name.endswith("manifest-sha256.txt")
        b.need(not other, "other-manifest", name, "the digests of a bundle are SHA-256")
    b.need(b.read("bagit.txt") == DECLARATION, "declaration", "bagit.txt", "it is not that of BagIt 1.0 in UTF-8")
    _listed(b, "manifest-sha256.txt", b.read("manifest-sha256.txt"))
    _listed(b, "tagmanifest-sha256.txt", b.read("tagmanifest-sha256.txt"))

def _listed(b: _Bundle, name: str, raw: bytes) -> None:
    b.need(raw, "manifest-empty", name, "it lists nothing")
    b.need(not raw.startswith(b"\xef\xbb\xbf"), "manifest-bom", name, "it begins with a byte order mark")
    b.need(raw.endswith(b"\n"), "manifest-torn", name, "its last line has no end")
    for place, line in enumerate(raw.split(b"\n")[:-1], 1):
        where = f"{name}, line {place}"
        b.need(re.fullmatch(rb"[0-9a-f]+  [ -~]+", line), "manifest-line", where, "not a digest, two blanks and a path")
        digest, _, path = line.decode("ascii").partition("  ")
        b.need(len(digest) == 64, "manifest-digest", where, "a SHA-256 has 64 digits")
        for code, form in PATHS:
            b.need(not _like(form, path), code, where, "the path leads out of the bundle, or is not in its plain form")
        b.need(name[0] == "t" or path.startswith("data/"), "manifest-tag", where, "this file is not of the payload")
        b.need(name[0] == "m" or path in TAGS, "tagmanifest-payload", where, "this file does not belong here")
        b.need(path not in b.listed, "manifest-twice", where, "this path is listed already")
        b.listed[path] = digest

def compared(b: _Bundle) -> None:
    """Each file against its digest, and the sum of the payload."""
    for path in sorted(b.listed.keys() | b.size.keys() - {"tagmanifest-sha256.txt"}):
        tag = "" if path.startswith("data/") else "tag-"
        if path not in b.size:
            b.found.append((f"{tag}missing", path, "the manifest lists this file, it is not there"))
        elif path not in b.listed:
            b.found.append((f"{tag}unknown", path, "no manifest lists this file"))
        elif (found := b.digest(path)) != b.listed[path]:
            told = f"SHA-256 {found[:16]} where the manifest has {b.listed[path][:16]}"
            b.found.append((f"{tag}changed", path, told))
    if b.found:
        return
    tags = b.read("bag-info.txt").split(b"\n")
    formed = all(re.fullmatch(rb"[A-Za-z-]+: [^\x00-\x1f]*", line) for line in tags[:-1])
    b.need(formed and not tags[-1], "bag-info", "bag-info.txt", "a line is a name, a colon, a blank and a value")
    sizes = [b.size[path] for path in b.beneath("data/")]
    sums = [f"{sum(sizes)}.{len(sizes)}".encode()]
    oxum = [line[14:] for line in tags if line.startswith(b"Payload-Oxum: ")]
    b.need(oxum == sums, "oxum", "bag-info.txt", "Payload-Oxum is not what the payload has")

def claims(b: _Bundle) -> None:
    """What `release.json` says the bundle is, and the notebooks and the verifier that it names."""
    where = "data/release.json"
    about = b.json(where, "release")
    said = isinstance(about, dict) and type(about.get("format")) is int
    b.need(said, "release-form", where, "it does not say its format")
    b.need(about["format"] == FORMAT, "release-format", where, f"of another format than {FORMAT}")
    own = ["root"] if about.get("holds") == "rows" else []
    formed = (
        _has(about, [*ABOUT, *own]) and about["holds"] in ("case", "rows")
        and all(_is_hex(about[name]) for name in ("head", "release", "verifier", *own))
        and all(isinstance(about[name], str) for name in ("audience", "nature", "title"))
        and isinstance(about["environment"], dict) and isinstance(about["notebooks"], list)
        and all(_has(one, ("path", "sha256")) and _is_hex(one["sha256"]) for one in about["notebooks"])
        and all(_like("notebooks/[A-Za-z0-9._-]+", one["path"]) for one in about["notebooks"])
    )
    b.need(formed, "release-form", where, "it does not say what it must")
    made = _digest_of({name: about[name] for name in MADE_FROM if name in about})
    b.need(about["release"] == made, "release-id", where, "the release id is not of what the bundle says it holds")
    same = b.listed.get("verify_bundle.py") == about["verifier"]
    b.need(same, "verifier", "verify_bundle.py", "it is not the verifier that the release names")
    named = {f"data/{one['path']}": one["sha256"] for one in about["notebooks"]}
    for path in sorted(named.keys() | set(b.beneath("data/notebooks/"))):
        b.need(path in b.size, "notebook-missing", path, "a published notebook is not there")
        b.need(path in named, "notebook-unlisted", path, "it is not among the notebooks that were published")
        b.need(b.digest(path) == named[path], "notebook-changed", path, "it is not the notebook that was published")
    b.about = about

def crate(b: _Bundle) -> None:
    """The RO-Crate 1.2: a descriptor, a root, and one thing for each file of the payload."""
    where = f"data/{CRATE}"
    told = b.json(where, "crate")
    graph = told.get("@graph") if isinstance(told, dict) else None
    formed = isinstance(graph, list) and all(isinstance(one, dict) for one in graph)
    formed = formed and all(isinstance(one.get(name), str) for one in graph or [] for name in ("@id", "@type"))
    b.need(formed, "crate-form", where, "it is no graph of things with an id and a type")
    b.need(told.get("@context") == SPECIFICATION + "/context", "crate-context", where, "not that of RO-Crate 1.2")
    things: dict[str, Any] = {one["@id"]: one for one in graph or []}
    b.need(len(things) == len(graph or []), "crate-twice", where, "two things have one id")
    itself, root = things.get(CRATE, {}), things.get("./", {})
    about = itself.get("@type") == "CreativeWork" and itself.get("about") == {"@id": "./"}
    b.need(about, "crate-descriptor", where, "it does not say what it describes")
    b.need(itself.get("conformsTo") == {"@id": SPECIFICATION}, "crate-version", where, "it is not of RO-Crate 1.2")
    says = root.get("@type") == "Dataset" and all(map(root.get, ("name", "description", "datePublished", "license")))
    b.need(says, "crate-root", where, "its root lacks something that it must have")
    there = {path.removeprefix("data/"): path for path in b.beneath("data/") if path != where}
    named = {name: one for name, one in things.items() if one["@type"] == "File"}
    for name in sorted(there.keys() | named.keys()):
        b.need(name in named, "crate-unlisted", name, "the crate does not list this file")
        b.need(name in there, "crate-absent", ascii(name)[:200], "the crate lists a file that is not there")
        size, digest = str(b.size[there[name]]), b.digest(there[name])
        b.need(named[name].get("contentSize") == size, "crate-size", name, "the crate gives another size")
        b.need(named[name].get("sha256") == digest, "crate-digest", name, "the crate gives another digest")
    parts = [{"@id": name} for name in sorted(there)]
    b.need(root.get("hasPart") == parts, "crate-parts", where, "its root does not have each file as a part, in order")

def figures(b: _Bundle) -> None:
    """The manifest of figures: each is there as published, and none is beside it."""
    where, fields = "data/figures.json", ("id", "notebook", "path", "rests_on", "sha256")
    told = b.json(where, "figures")
    formed = isinstance(told, list) and all(_has(one, fields) and set(map(type, one.values())) == {str} for one in told)
    b.need(formed, "figures-form", where, "it is no list of figures")
    seen, books = set(), {one["path"].removeprefix("notebooks/") for one in b.about["notebooks"]}
    for one in told:
        path = f"data/{one['path']}"
        outside = one["path"] != f"figures/{one['id']}" or ".." in path.split("/")
        b.need(not outside, "figure-outside", ascii(one["id"])[:200], "it does not lie where it says")
        b.need(path not in seen, "figure-twice", path, "it is listed twice")
        b.need(path in b.size, "figure-missing", path, "a published figure is not there")
        b.need(b.digest(path) == one["sha256"], "figure-changed", path, "it is not the figure that was published")
        made = one["notebook"] in books or (one["notebook"] == "" and one["rests_on"])
        b.need(made, "figure-notebook", path, "the notebook that made it was not published")
        seen.add(path)
    for path in b.beneath("data/figures/"):
        b.need(path in seen, "figure-unlisted", path, "it is not on the list of figures")
    b.resting = {group for one in told for group in one["rests_on"].split("+")} - {""}

def ledger(b: _Bundle) -> None:
    """The case: its format, each line, each chain, each signature, the head; and the objects by their names."""
    told = b.json(where := "data/case/format.json", "case")
    said = isinstance(told, dict) and told.get("format") == CASE and type(told.get("version")) is int
    b.need(said, "case-form", where, "it does not say of which format the case is")
    b.need(told["version"] <= LINE_FORMAT, "case-format", where, "the case was written in a later format")
    b.need(told["version"] > 0 and len(told) == 2, "case-form", where, "it says more than its format, or none")
    chains = sorted(b.beneath("data/case/ledger/"), key=lambda path: (path.count("/"), path))
    b.need(chains, "ledger-missing", "data/case/ledger", "there is no chain")
    objects: dict[str, str] = {}
    for path in chains:
        formed = _like(r"data/case/ledger/(forks/[0-9a-f]+/)?[0-9a-f]{32}\.jsonl", path)
        b.need(formed, "chain-name", path, "this is no chain")
        name = path.rpartition("/")[2].removesuffix(".jsonl")
        lines, digest = chain(b, path, name, objects)
        b.tips[name + (f"~{digest[:16]}" if "/forks/" in path else "")] = (lines, digest)
    head = _digest_of([[name, *b.tips[name]] for name in sorted(b.tips)])
    b.need(head == b.about["head"], "head", "data/case", f"its head is {head[:16]}, another was published")
    there = {path.rpartition("/")[2]: path for path in b.beneath("data/case/objects/")}
    for name, path in sorted(there.items()):
        own = _is_hex(name) and path == f"data/case/objects/{name[:2]}/{name}"
        b.need(own, "object-name", path, "an object lies under its SHA-256")
        b.need(b.digest(path) == name, "object-changed", path, "its SHA-256 is not its name")
    for name, place in sorted(objects.items()):
        b.need(name in there, "object-missing", place, f"it names the object {name[:16]}, which is not there")

def chain(b: _Bundle, path: str, name: str, objects: dict[str, str]) -> tuple[int, str]:
    """How many lines a chain has, and the digest of the last."""
    raw, n, before = b.read(path), -1, dict[str, Any](digest="0" * 64, rest=0, key="")
    b.need(raw.endswith(b"\n"), "line-torn", path, "its last line has no end")
    for n, line in enumerate(raw.split(b"\n")[:-1]):
        where = f"{path}, line {n + 1}"
        one = b.value(line, "line-json", where)
        event(b, where, one)
        b.need(one["chain"] == name, "line-chain", where, "it belongs to another chain")
        b.need(one["n"] == n, "line-number", where, "it has not the number of its place")
        b.need(one["prev"] == before["digest"], "line-link", where, "it does not follow the line before it")
        goes_on = not before["rest"] or one["rest"] == before["rest"] - 1
        b.need(goes_on, "line-batch", where, "it does not go on with the batch before it")
        missing = one["rest"] == 0 and "sig" not in one and before["key"]
        b.need(not missing, "signature-missing", where, "lines before it are signed")
        before = {"key": before["key"], **one}
        held = one["body"].get("content", {}).get("object") if one["kind"] in ("item", "derivative") else None
        objects |= {str(held): where} if held else {}
    b.need(before["rest"] == 0, "batch-open", path, "its last batch is not whole")
    return n + 1, str(before["digest"])

def event(b: _Bundle, where: str, one: Any) -> None:
    """One line by itself: its form, its digest, the id of its record, its signature."""
    b.need(isinstance(one, dict), "line-form", where, "it is no event")
    b.need(type(one.get("v")) is not int or one["v"] <= LINE_FORMAT, "line-format", where, "of a later format")
    last = {"key": HEX, "sig": "[0-9a-f]{128}"} if one.get("v") == LINE_FORMAT and one.get("rest") == 0 else {}
    forms, body = LINE | last, one.get("body")
    formed = (
        _has(one, [*forms, "body", "n", "rest", "v"]) and all(_like(form, one[name]) for name, form in forms.items())
        and all(map(_whole, (one["n"], one["rest"], one["v"]))) and one["v"] > 0 and isinstance(body, dict)
        and (_has(body, ("content", "salt")) and isinstance(body["content"], dict) and _is_hex(body["salt"])
             if "content" in body else True)
    )
    b.need(formed, "line-form", where, "a field is missing, strange or not of its form")
    bare = {name: value for name, value in one.items() if name != "digest"}
    b.need(_digest_of(bare) == one["digest"], "line-digest", where, "it has not the digest that it states")
    if "content" in one["body"]:
        words = _canonical({"content": one["body"]["content"], "kind": one["kind"]})
        made = hashlib.sha256(bytes.fromhex(one["body"]["salt"]) + words).hexdigest()
        b.need(made == one["id"], "record-id", where, "its content is not the one whose id it states")
    if last:
        words = hashlib.sha256(_canonical({name: bare[name] for name in bare if name not in last})).digest()
        b.need(signed(one["key"], words, one["sig"]), "signature-wrong", where, "the signature is not of these words")

def seal(b: _Bundle) -> None:
    """The seal: the signed head of the ledger, with its chains."""
    where = "data/seal.json"
    told = b.json(where, "seal")
    fields = ("at", "case", "chains", "events", "format", "head", "key", "nonce", "signature", "version")
    formed = (
        _has(told, fields) and told["format"] == SEAL and told["version"] == 1 and _is_hex(told["key"])
        and _is_hex(told["signature"], 128) and isinstance(told["chains"], list)
        and all(isinstance(tail, dict) for tail in told["chains"])
    )
    b.need(formed, "seal-form", where, "it is no seal")
    b.need(states(told, SEAL), "seal-signature", where, "its signature is not of these words")
    b.need(told["head"] == b.about["head"], "seal-head", where, "it is of another head")
    listed_ = [(tail.get("chain"), tail.get("lines"), tail.get("digest")) for tail in told["chains"]]
    own = [(f"ledger/{name}", *b.tips[name]) for name in sorted(b.tips)]
    b.need(listed_ == own, "seal-chains", where, "it lists other chains than the bundle has")

def commitments(b: _Bundle) -> None:
    """What is withheld: a signed root over salted commitments to each field of each record, at a head of the ledger."""
    where, leaves = "data/commitments.json", "data/leaves.txt"
    told = b.json(where, "commitments")
    formed = (
        _has(told, ("at", "format", "groups", "head", "key", "leaves", "nonce", "root", "signature", "version"))
        and told["format"] == STATEMENT and told["version"] == 1 and _is_hex(told["signature"], 128)
        and all(_is_hex(told[name]) for name in ("head", "key", "nonce", "root")) and _like(AT, told["at"])
        and _whole(told["leaves"]) and told["leaves"].bit_count() == 1 and isinstance(told["groups"], dict)
        and all(isinstance(one, list) and all(map(_whole, one)) for one in told["groups"].values())
    )
    b.need(formed, "commitments-form", where, "it is no statement of commitments")
    b.need(states(told, STATEMENT), "commitments-signature", where, "its signature is not of these words")
    b.need(told["head"] == b.about["head"], "commitments-head", where, "it is of another head than the release")
    b.need(told["root"] == b.about["root"], "commitments-root", where, "it has another root than the release")
    b.need(told["leaves"] <= LEAVES, "leaves-too-many", where, "more than this program takes")
    b.need(leaves in b.size, "leaves-missing", leaves, "it is missing")
    *b.leaves, torn = b.read(leaves).decode("ascii", "replace").split("\n")
    b.need(not torn and all(map(_is_hex, b.leaves)), "leaves-form", leaves, "a line is a SHA-256")
    b.need(len(b.leaves) == told["leaves"], "leaves-count", leaves, "not as many as the statement says")
    b.need(b.leaves == sorted(set(b.leaves)), "leaves-order", leaves, "they are sorted, and none is there twice")
    b.need(root_of(b.leaves) == told["root"], "leaves-root", leaves, "their root is not the signed one")
    used = [at for group in told["groups"].values() for at in group]
    alone = len(set(used)) == len(used) and all(at < len(b.leaves) for at in used)
    b.need(alone, "groups", where, "a commitment is named twice, or is not there")
    b.need(b.resting <= told["groups"].keys(), "figure-rests", "data/figures.json", "on a group that is not there")

def rows(b: _Bundle) -> None:
    """The released rows: each field that is shown as it was recorded opens its commitment."""
    where, before, used = "data/rows.jsonl", "", set[int]()
    b.need(where in b.size, "rows-missing", where, "it is missing")
    lines = b.read(where).split(b"\n")
    b.need(not lines[-1], "rows-json", where, "its last line has no end")
    for place, line in enumerate(lines[:-1], 1):
        subject = f"{where}, line {place}"
        row = b.value(line, "rows-json", subject)
        formed = (
            _has(row, ("fields", "id", "kind", "leaves", "salts")) and _is_hex(row["id"])
            and _like("[a-z]+", row["kind"]) and {dict} == {type(row[name]) for name in ("fields", "leaves", "salts")}
            and row["fields"].keys() | row["salts"].keys() <= row["leaves"].keys()
            and all(map(_whole, row["leaves"].values())) and all(map(_is_hex, row["salts"].values()))
        )
        b.need(formed, "row-form", subject, "it is no row")
        b.need(row["id"] > before, "row-order", subject, "rows are sorted by id, and none is there twice")
        at = set(row["leaves"].values())
        b.need(max(at, default=0) < len(b.leaves), "row-leaf", subject, "it names a commitment that is not there")
        alone = len(at) == len(row["leaves"]) and not used & at
        b.need(alone, "row-leaf-twice", subject, "it names a commitment that stands for something else")
        for name, salt in sorted(row["salts"].items()):
            made = _leaf(salt, row["kind"], row["id"], name, row["fields"].get(name))
            b.need(made == b.leaves[row["leaves"][name]], "row-opening", f"{subject}, {name}", "not what is committed")
        before, used = row["id"], used | at

def opening(b: _Bundle, file: str) -> None:
    """One opening that was handed over by itself: it has to be of a commitment of this bundle."""
    with open(file, "rb") as held:
        told = b.value(held.read(TEXT).removesuffix(b"\n"), "opening-form", ascii(file))
    formed = _has(told, ("field", "kind", "leaf", "row", "salt", "value")) and _is_hex(told["salt"])
    b.need(formed, "opening-form", ascii(file), "it is no opening")
    made, at = _leaf(*(told[name] for name in ("salt", "kind", "row", "field", "value"))), told["leaf"]
    b.need(_whole(at) and b.leaves[at : at + 1] == [made], "opening-wrong", ascii(file), "it opens no commitment here")

def check(place: str, opened: str = "") -> list[tuple[str, str, str]]:
    """Every problem of the first stage that has one, as (code, subject, message); none where the bundle passes."""
    b = _Bundle(place)
    stages: list[Any] = [files, manifests, compared, claims, crate, figures]
    for stage in stages:
        try:
            stage(b)
        except _Stop:
            pass
        except OSError as error:
            b.found.append(("not-readable", str(error.filename or place), error.strerror or "it cannot be read"))
        if b.found:
            return b.found
        if stage is figures:
            stages += [ledger, seal] if b.about["holds"] == "case" else [commitments, rows]
            stages += [lambda b: opening(b, opened)] if opened else []
    return []

def exit_code(found: list[tuple[str, str, str]]) -> int:
    """What the program ends with: 0 pass, 1 fail, 2 error, 3 could not be checked."""
    codes = {code for code, _, _ in found}
    return 0 if not codes else 2 if codes & ERRORS else 1 if codes - UNCHECKED else 3

def _main(words: list[str]) -> int:
    if len(words) not in (1, 3) or words[1:2] not in ([], ["--opening"]):
        print(__doc__)
        return 2
    found = check(words[0], words[2] if len(words) == 3 else "")
    for code, subject, message in found:
        print(f"{code}: {subject}: {message}")
    print(("PASS", "FAIL", "ERROR", "COULD NOT BE CHECKED")[exit_code(found)])
    return exit_code(found)

if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
