"""What another program recorded, as a derivative of the file that holds it: alone, or inside an export."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.extract import signature
from workbench.extract.claims import MOST_BYTES, Claim, claim_of
from workbench.extract.outcome import File, Made, Reading, Reason, Unread, reason, version_of

KIND = "sidecar"
READER = "workbench.extract.sidecar"
MOST_ENTRIES, MOST_INSIDE, MOST_RATIO, MOST_RECORDS = 2000, 300_000_000, 200, 200
WRITTEN = (".csv", ".json", ".xml")
UNTRIED = "this reader follows the program's description and was not tried on its real exports"


def beside(file: File, reading: Reading) -> Reading:
    """A reading with what the file records of another file, where it does; otherwise the reading as it was.

    Example:
        >>> import pathlib
        >>> beside(File(pathlib.Path("none.csv"), "none.csv", "text/csv"), Reading("table")).made
        ()
    """
    if not file.path.exists() or file.path.stat().st_size > MOST_BYTES:
        return reading
    claim = claim_of(file.data(), file.name)
    if claim is None:
        return reading
    told = {"program": claim.program, "claims": [_claim(claim, file.name, None)], "signatures": [], "media": []}
    said = reason("sidecar-read", f"{claim.program}; {UNTRIED}")
    return Reading(reading.kind, (*reading.reasons, said), (*reading.made, _made(told)))


def export(file: File) -> Reading | None:
    """The reading of an archive that is an export of one of these programs, or None where it is not.

    Each digest is compared and each signature checked inside the archive; nothing is unpacked.

    Raises:
        Unread: it unpacks to far more than its size.
    """
    try:
        with zipfile.ZipFile(file.path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            records = dict(_records(archive, entries))
            if not records:
                return None
            if not _bounded(entries):
                return None
            return _read(archive, entries, records)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return None  # damaged, locked, or packed in a way that is not known: kept like any other archive


def _records(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, Claim]]:
    small = [one for one in entries if one.filename.lower().endswith(WRITTEN) and one.file_size <= MOST_BYTES]
    for entry in small[:MOST_RECORDS]:
        claim = claim_of(archive.read(entry), entry.filename)
        if claim is not None:
            yield entry.filename, claim


def _bounded(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether an archive is small enough to be looked through."""
    size, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if size > MOST_RATIO * max(packed, 1):
        raise Unread("archive-bomb", f"{len(entries)} files, {size} bytes from {packed}")
    return len(entries) <= MOST_ENTRIES and size <= MOST_INSIDE


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], records: dict[str, Claim]) -> Reading:
    digests = {one.filename: _digest(archive, one) for one in entries}
    texts = {one.filename: archive.read(one) for one in entries
             if one.filename.lower().endswith(".asc") and one.file_size <= MOST_BYTES}  # fmt: skip
    media = {name: sha for name, sha in digests.items() if name not in records and name not in texts}
    claims = [_claim(claim, name, media) for name, claim in records.items()]
    signatures = list(_signatures(archive, digests, texts))
    program = next(iter(records.values())).program
    told = {"program": program, "claims": claims, "signatures": signatures,
            "media": [{"name": name, "sha256": sha} for name, sha in sorted(media.items())]}  # fmt: skip
    said = {one["status"]: one["from"] for one in claims if one["status"]}
    reasons = [reason("sidecar-read", f"{program}; {UNTRIED}")]
    reasons += [reason(status, name) for status, name in said.items()]
    reasons += [Reason(one["code"], one["message"]) for one in signatures]
    return Reading("archive", tuple(reasons), (_made(told),))


def _digest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    with archive.open(entry) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def _claim(claim: Claim, name: str, media: dict[str, str] | None) -> dict[str, Any]:
    """A claim as plain values; `status` is None where there is nothing beside it to compare with."""
    status = None
    if media is not None:
        named = [sha for path, sha in media.items() if claim.file and path.rpartition("/")[2] == claim.file]
        if claim.sha256 in media.values():
            status = "sidecar-matches"
        else:
            status = "sidecar-differs" if named and claim.sha256 else "sidecar-alone"
    return {"program": claim.program, "from": name, "sha256": claim.sha256, "file": claim.file, "status": status,
            "facts": claim.facts}  # fmt: skip


def _signatures(archive: zipfile.ZipFile, digests: dict[str, str], texts: dict[str, bytes]) -> Iterator[dict[str, str]]:
    keys = [text for text in texts.values() if text.lstrip().startswith(signature.KEY)]
    by_digest = {sha: name for name, sha in digests.items()}
    for name, text in sorted(texts.items()):
        if not text.lstrip().startswith(signature.SIGNATURE):
            continue
        signed = name.removesuffix(".asc")
        target = signed if signed in digests else by_digest.get(signed.rpartition("/")[2].lower())
        if target is None:
            told = reason(signature.NOT_CHECKED, f"{name}: the file that it signs is not in the export")
        elif len(keys) != 1:
            told = reason(signature.NOT_CHECKED, f"{name}: there are {len(keys)} keys in the export")
        else:
            told = signature.check(archive.read(target), text, keys[0], target)
        yield {"of": target or "", "sha256": digests.get(target or "", ""), "code": told.code, "message": told.message}


def _made(told: dict[str, Any]) -> Made:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
    return Made(KIND, "application/json", text.encode("utf-8", "replace") + b"\n", READER, version_of("pysequoia"))
