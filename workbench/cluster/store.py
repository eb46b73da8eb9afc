"""Where the workers of a cluster find the files: a folder that they share, or a store that speaks S3, by fsspec."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.errors import NotWritten, Refused

PIECE, MOST_SENT = 1 << 20, 300_000_000
# Anything else would be a service of strangers, or can only be read from.
PROTOCOLS = ("file", "local", "s3", "sftp", "smb")


@contextlib.contextmanager
def lending(store: str | None, paths: list[Path]) -> Iterator[list[str]]:
    """For each file a place at which workers read it while this lasts: itself, or a copy in a store.

    Raises:
        Refused: the store is none that may hold evidence, or its package is missing.
        NotWritten: the store does not take a file.

    Example:
        >>> with lending(None, [Path("/shared/case/objects/ab/abc")]) as places:
        ...     places
        ['/shared/case/objects/ab/abc']
    """
    if store is None:
        yield [str(path.absolute()) for path in paths]
        return
    system, root = _opened(store)
    sent: list[str] = []
    try:
        for path in paths:
            place = f"{root}/{os.getpid()}-{path.name}"
            sent.append(place)
            try:
                system.put_file(str(path), place)
            except OSError as error:
                raise NotWritten(f"{store}/{path.name}", error.strerror or type(error).__name__) from error
        yield [system.unstrip_protocol(place) for place in sent]
    finally:
        for place in sent:
            with contextlib.suppress(OSError):
                system.rm_file(place)


def _opened(store: str) -> tuple[Any, str]:
    protocol = store.partition("://")[0] if "://" in store else "file"
    if protocol not in PROTOCOLS:
        raise Refused(
            store, f"`{protocol}` is no kind of store that evidence is sent to", f"Use {', '.join(PROTOCOLS)}"
        )
    import fsspec

    if protocol == "s3" and not fsspec.config.conf.get("s3", {}).get("endpoint_url"):
        raise Refused(store, "no address of an S3 store of your own is set, and the usual one is a public cloud",
                      "Set FSSPEC_S3_ENDPOINT_URL here and for every worker")  # fmt: skip
    try:
        system, root = fsspec.core.url_to_fs(store)
        system.makedirs(root, exist_ok=True)
    except ImportError as error:
        why = f"the package for this store is missing ({error})"
        raise Refused(store, why, "Install it here and on every worker") from error
    except OSError as error:
        raise NotWritten(store, error.strerror or type(error).__name__) from error
    return system, root.rstrip("/")


@contextlib.contextmanager
def borrowed(place: str, sha256: str) -> Iterator[Path]:
    """A path at which a child process reads what lies at a place, after it was seen to be the very bytes.

    What comes out of a store is held in memory while this lasts, and never written to a disk of the worker.

    Raises:
        OSError: it is not there, cannot be read, or holds other bytes.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "note"
        >>> _ = path.write_bytes(b"cards")
        >>> with borrowed(str(path), hashlib.sha256(b"cards").hexdigest()) as found:
        ...     found == path
        True
    """
    digest = hashlib.sha256()
    if "://" not in place:
        with open(place, "rb") as source:
            while piece := source.read(PIECE):
                digest.update(piece)
        _same(digest.hexdigest(), sha256)
        yield Path(place)
        return
    import fsspec

    with os.fdopen(os.memfd_create("borrowed", os.MFD_CLOEXEC), "r+b", buffering=0) as held:
        with fsspec.open(place, "rb") as source:
            while piece := source.read(PIECE):
                digest.update(piece)
                held.write(piece)
        _same(digest.hexdigest(), sha256)
        yield Path(f"/proc/{os.getpid()}/fd/{held.fileno()}")


def _same(found: str, sha256: str) -> None:
    if found != sha256:
        raise OSError("other bytes stand there")
