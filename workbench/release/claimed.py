"""What a bundle says of itself: what it was made from, what each file is, which figures it publishes."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from workbench.records import canonical
from workbench.release.crate import FILE, SPECIFICATION
from workbench.release.listing import Listing, Wrong

FORMAT = 2
MADE_FROM = ("audience", "environment", "format", "head", "holds", "notebooks", "root", "verifier")
HOLDS = {"case": set[str](), "rows": {"root"}}
DIGEST, NOTEBOOK = re.compile(r"[0-9a-f]{64}"), re.compile(r"notebooks/[A-Za-z0-9._-]+")
TEXTS, DIGESTS = ("audience", "nature", "title"), {"head", "release", "verifier"}
OTHERS = {"environment", "format", "holds", "notebooks"}
FIGURE = {"id", "notebook", "path", "rests_on", "sha256"}


def release_id(about: dict[str, Any]) -> str:
    """The id of a release: the SHA-256 of what it was made from.

    Example:
        >>> release_id({"head": "h", "title": "one"}) == release_id({"head": "h", "title": "another"})
        True
    """
    made_from = {name: about[name] for name in MADE_FROM if name in about}
    return hashlib.sha256(canonical(made_from)).hexdigest()


def is_digest(value: object) -> bool:
    """True for a SHA-256 in small hexadecimal letters.

    Example:
        >>> is_digest("0f" * 32), is_digest("0F" * 32)
        (True, False)
    """
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def claimed(there: Listing, listed: dict[str, str]) -> dict[str, Any]:
    """What `release.json` says, held against the verifier and the notebooks of the bundle.

    Raises:
        Wrong: it does not say what it must, or something that is not so.
    """
    where = "data/release.json"
    about = there.value(where, "release")
    if not isinstance(about, dict) or type(about.get("format")) is not int:
        raise Wrong("release-form", where, "it does not say its format")
    if about["format"] != FORMAT:
        raise Wrong("release-format", where, f"written in format {about['format']}, this version reads {FORMAT}")
    if not _complete(about):
        raise Wrong("release-form", where, "it does not say what it must")
    if release_id(about) != about["release"]:
        raise Wrong("release-id", where, "the release id is not that of what the bundle says it holds")
    if listed.get("verify_bundle.py") != about["verifier"]:
        raise Wrong("verifier", "verify_bundle.py", "it is not the verifier that the release names")
    published = {f"data/{one['path']}": one["sha256"] for one in about["notebooks"]}
    for path in sorted({*published, *there.beneath("data/notebooks/")}):
        if path not in there.sizes:
            raise Wrong("notebook-missing", path, "a published notebook is not there")
        if path not in published:
            raise Wrong("notebook-unlisted", path, "this notebook is not among those that were published")
        if there.digest(path) != published[path]:
            raise Wrong("notebook-changed", path, "this is not the notebook that was published")
    return about


def _complete(about: dict[str, Any]) -> bool:
    holds = about.get("holds")
    own = HOLDS.get(holds) if isinstance(holds, str) else None
    if own is None or set(about) != {*TEXTS, *DIGESTS, *OTHERS, *own}:
        return False
    books = about["notebooks"]
    return (
        all(isinstance(about[name], str) for name in TEXTS)
        and all(is_digest(about[name]) for name in DIGESTS | own)
        and isinstance(about["environment"], dict)
        and isinstance(books, list)
        and all(isinstance(one, dict) and set(one) == {"path", "sha256"} for one in books)
        and all(is_digest(one["sha256"]) and isinstance(one["path"], str) for one in books)
        and all(NOTEBOOK.fullmatch(one["path"]) for one in books)
    )


def described(there: Listing) -> None:
    """Holds the RO-Crate against the payload: each file is described once, with its size and digest.

    Raises:
        Wrong: the crate is not of RO-Crate 1.2, or describes something else.

    Source: RO-Crate 1.2, the metadata descriptor, the root data entity and the data entities.
    """
    where = f"data/{FILE}"
    told = there.value(where, "crate")
    graph = told.get("@graph") if isinstance(told, dict) else None
    if not isinstance(graph, list) or not all(_thing(one) for one in graph):
        raise Wrong("crate-form", where, "it is no graph of things with an id and a type")
    if told.get("@context") != f"{SPECIFICATION}/context":
        raise Wrong("crate-context", where, "its context is not that of RO-Crate 1.2")
    things: dict[str, Any] = {}
    for one in graph:
        if one["@id"] in things:
            raise Wrong("crate-twice", where, "two things have one id")
        things[one["@id"]] = one
    itself, root = things.get(FILE, {}), things.get("./", {})
    if (itself.get("@type"), itself.get("about")) != ("CreativeWork", {"@id": "./"}):
        raise Wrong("crate-descriptor", where, "it does not say what it describes")
    if itself.get("conformsTo") != {"@id": SPECIFICATION}:
        raise Wrong("crate-version", where, "it does not conform to RO-Crate 1.2")
    if root.get("@type") != "Dataset" or not all(root.get(one) for one in ("name", "description", "datePublished",
                                                                          "license")):  # fmt: skip
        raise Wrong("crate-root", where, "its root lacks a name, a description, a date or a licence")
    files = sorted(name.removeprefix("data/") for name in there.beneath("data/") if name != where)
    _files(there, files, {name: one for name, one in things.items() if one["@type"] == "File"})
    if root.get("hasPart") != [{"@id": name} for name in files]:
        raise Wrong("crate-parts", where, "its root does not have each file as a part, in order")


def _thing(one: object) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(name), str) for name in ("@id", "@type"))


def _files(there: Listing, files: list[str], named: dict[str, Any]) -> None:
    for name in sorted({*files, *named}):
        if name not in named:
            raise Wrong("crate-unlisted", name, "the crate does not list this file")
        if name not in files:
            raise Wrong("crate-absent", ascii(name)[:200], "the crate lists a file that is not there")
        if named[name].get("contentSize") != str(there.sizes[f"data/{name}"]):
            raise Wrong("crate-size", name, "the crate gives another size")
        if named[name].get("sha256") != there.digest(f"data/{name}"):
            raise Wrong("crate-digest", name, "the crate gives another digest")


def published(there: Listing, notebooks: Iterable[str]) -> list[dict[str, str]]:
    """The manifest of figures, each held against its file; `notebooks` are the names of those that were published.

    Raises:
        Wrong: the manifest is none, or a figure is not as it says.
    """
    where, books = "data/figures.json", set(notebooks)
    told = there.value(where, "figures")
    if not isinstance(told, list) or not all(_figure(one) for one in told):
        raise Wrong("figures-form", where, "it is no list of figures")
    seen: set[str] = set()
    for one in told:
        path = f"data/{one['path']}"
        if one["path"] != f"figures/{one['id']}" or ".." in path.split("/"):
            raise Wrong("figure-outside", ascii(one["id"])[:200], "it does not lie where it says")
        if path in seen:
            raise Wrong("figure-twice", path, "it is listed twice")
        if path not in there.sizes:
            raise Wrong("figure-missing", path, "a published figure is not there")
        if there.digest(path) != one["sha256"]:
            raise Wrong("figure-changed", path, "this is not the figure that was published")
        if one["notebook"] not in books and (one["notebook"] or not one["rests_on"]):
            raise Wrong("figure-notebook", path, "the notebook that made it was not published")
        seen.add(path)
    for path in there.beneath("data/figures/"):
        if path not in seen:
            raise Wrong("figure-unlisted", path, "it is not on the list of figures")
    return told


def groups_of(figure: dict[str, str]) -> list[str]:
    """The groups of sealed records that a figure rests on.

    Example:
        >>> groups_of({"rests_on": "events+relations"}), groups_of({"rests_on": ""})
        (['events', 'relations'], [])
    """
    return [group for group in figure["rests_on"].split("+") if group]


def _figure(one: object) -> bool:
    return isinstance(one, dict) and set(one) == FIGURE and all(isinstance(value, str) for value in one.values())
