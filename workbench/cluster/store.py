"""A store of one's own that several machines see: a folder, SFTP, SMB, or a server that speaks S3; by fsspec."""

import contextlib
import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.cluster.address import own_store
from workbench.errors import Missing, NotWritten, Refused, Unreadable

PIECE = 1 << 20
# Anything else would be a service of strangers, or can only be read from.
PROTOCOLS = ("file", "local", "s3", "sftp", "smb")
# Seconds until a server that says nothing is given up, each time that it is asked.
CONNECTING, ANSWERING = 5, 60
UNFINISHED = ".unfinished"
SETTINGS = "FSSPEC_S3_ENDPOINT_URL, FSSPEC_S3_KEY and FSSPEC_S3_SECRET"


class Store:
    """Named files in a store: each appears under its name whole, or not at all.

    Example:
        >>> import tempfile
        >>> store = store_at(tempfile.mkdtemp())
        >>> _ = store.put("a/note", [b"ca", b"rds"])
        >>> b"".join(store.pieces("a/note")), store.sizes("a")
        (b'cards', {'note': 5})
    """

    def __init__(self, url: str, system: Any, root: str) -> None:
        self.url, self._system, self._root = url.rstrip("/"), system, root.rstrip("/")
        # A store that speaks S3 shows a file when all of it has come; anywhere else one is renamed when it is whole.
        self._at_once = url.startswith("s3://")

    def put(self, name: str, pieces: Iterable[bytes]) -> int:
        """Lays pieces under a name, in the place of what stood there; gives their size.

        Raises:
            NotWritten: the store does not take them; and whatever the pieces raise. Nothing is left under the name.
        """
        with self.writing(name) as out:
            for piece in pieces:
                out.write(piece)
            size: int = out.tell()
        return size

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """A file to write into, which appears under its name at the end; where this breaks off, nothing does.

        Raises:
            NotWritten: the store does not take it.
        """
        place = f"{self._root}/{name}"
        written = place if self._at_once else place + UNFINISHED
        try:
            self._system.makedirs(place.rpartition("/")[0], exist_ok=True)
            out, whole = self._system.open(written, "wb"), False
            try:
                yield out
                whole = True
            finally:
                try:
                    out.close()
                finally:
                    if not whole:
                        self._system.rm_file(written)
            if not self._at_once:
                self._in_place(written, place)
        except OSError as error:
            raise NotWritten(f"{self.url}/{name}", error.strerror or str(error)[:200]) from error

    def _in_place(self, written: str, place: str) -> None:
        if os.path.exists(written):  # a folder that this machine sees: durable before it has its name
            with open(written, "rb") as done:
                os.fsync(done.fileno())
            os.replace(written, place)
            return
        with contextlib.suppress(FileNotFoundError):
            self._system.rm_file(place)
        self._system.mv(written, place)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What lies under a name, piece by piece.

        Raises:
            Missing: nothing does.
            Unreadable: the store does not give it.
        """
        try:
            with self._system.open(f"{self._root}/{name}".rstrip("/"), "rb") as source:
                while piece := source.read(PIECE):
                    yield piece
        except FileNotFoundError as error:
            raise Missing(f"{self.url}/{name}") from error
        except OSError as error:
            raise Unreadable(f"{self.url}/{name}", error.strerror or str(error)[:200]) from error

    def digest(self, name: str) -> tuple[str, int]:
        """The SHA-256 (hex) and the size of what lies under a name.

        Raises:
            Missing, Unreadable: as `pieces`.
        """
        digest, size = hashlib.sha256(), 0
        for piece in self.pieces(name):
            digest.update(piece)
            size += len(piece)
        return digest.hexdigest(), size

    def sizes(self, under: str = "") -> dict[str, int]:
        """The names of all files, or of those in a folder, with their sizes; what was never finished is no file.

        Raises:
            Unreadable: the store does not say.
        """
        root = f"{self._root}/{under}".rstrip("/")
        try:
            self._system.invalidate_cache()
            found = self._system.find(root, detail=True, on_error=_raised)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise Unreadable(f"{self.url}/{under}", error.strerror or str(error)[:200]) from error
        names = {place[len(root) :].lstrip("/"): int(one["size"]) for place, one in sorted(found.items())}
        return {name: size for name, size in names.items() if not name.endswith(UNFINISHED)}

    def listed(self) -> list[tuple[str, str, int, str | None]]:
        """Of each file, by its name: its address, its name, its size, and when it was laid there (UTC) if it is told.

        Where the address of the store is that of one file, its last part is the name.

        Raises:
            Unreadable: the store does not say.
        """
        try:
            self._system.invalidate_cache()
            here = self._system.info(self._root)
            found = {self._root: here}
            if here["type"] != "file":
                found = self._system.find(self._root, detail=True, on_error=_raised)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Unreadable(self.url, error.strerror or str(error)[:200]) from error
        files = []
        for place, one in sorted(found.items()):
            name = place[len(self._root) :].lstrip("/")
            files.append((f"{self.url}/{name}".rstrip("/"), name, int(one["size"]), _changed(one.get("mtime"))))
        return files

    def remove(self, name: str) -> None:
        """Takes a file out of the store; what is not there is gone already.

        Raises:
            NotWritten: the store keeps it.
        """
        try:
            self._system.rm_file(f"{self._root}/{name}")
        except FileNotFoundError:
            pass
        except OSError as error:
            raise NotWritten(f"{self.url}/{name}", error.strerror or str(error)[:200]) from error


def _raised(error: OSError) -> None:
    """A folder that went meanwhile holds nothing; any other fault would be passed over in silence."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _changed(told: Any) -> str | None:
    """A time as a store tells it: what speaks S3 gives a date, a server of files seconds since 1970."""
    with contextlib.suppress(OSError, OverflowError, ValueError, TypeError):
        at = told if isinstance(told, datetime.datetime) else datetime.datetime.fromtimestamp(told, datetime.UTC)
        return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return None


def store_at(url: str, *, to_read: bool = False) -> Store:
    """The store at a URL (`s3://bucket/folder`, `sftp://`, `smb://`, `file://`) or in a folder.

    One that is only read from is left as it is: no folder is made in it, and nobody asks whether it is there.

    Raises:
        Refused: it is none that may hold evidence, or its settings or its package are missing.
        NotWritten: it cannot be reached, or not be written to.
        Unreadable: it is to be read, and cannot be reached.

    Example:
        >>> store_at("gs://bucket/a")
        Traceback (most recent call last):
            ...
        workbench.errors.Refused: gs://bucket/a: `gs` is no kind of store that evidence is sent to...
    """
    protocol = url.partition("://")[0] if "://" in url else "file"
    if protocol not in PROTOCOLS:
        raise Refused(url, f"`{protocol}` is no kind of store that evidence is sent to", f"Use {', '.join(PROTOCOLS)}")
    try:
        import fsspec
    except ImportError as error:
        raise Refused(url, "the package that speaks to stores (fsspec) is not installed",
                      "Install the workbench with its extra `cluster`") from error  # fmt: skip
    try:
        if protocol == "s3":
            system, root = _speaking_s3(url, fsspec.config.conf.get("s3", {})), url.removeprefix("s3://")
        else:
            system, root = fsspec.core.url_to_fs(url)
        if not to_read:
            system.makedirs(root.rstrip("/"), exist_ok=True)
    except ImportError as error:
        why = f"the package for this store is missing ({error})"
        raise Refused(url, why, "Install it here and on every worker") from error
    except OSError as error:
        raise (Unreadable if to_read else NotWritten)(url, error.strerror or str(error)[:200]) from error
    return Store(url, system, root)


def _speaking_s3(url: str, told: dict[str, str]) -> Any:
    """What speaks S3 comes with pyarrow. Everything is stated, so that it asks nobody for what is missing."""
    if not told.get("endpoint_url"):
        raise Refused(url, "no address of an S3 store of your own is set, and the usual one is a public cloud",
                      f"Set {SETTINGS} here and for every worker")  # fmt: skip
    if not (told.get("key") and told.get("secret")):
        raise Refused(url, "the key of the S3 store is not set", f"Set {SETTINGS} here and for every worker")
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow.fs import S3FileSystem

    scheme, host = own_store(told["endpoint_url"])
    more = {"tls_ca_file_path": told["ca_file"]} if told.get("ca_file") else {}
    speaking = S3FileSystem(
        access_key=told["key"], secret_key=told["secret"], region=told.get("region", "us-east-1"), scheme=scheme,
        endpoint_override=host, allow_bucket_creation=True, background_writes=False,
        connect_timeout=CONNECTING, request_timeout=ANSWERING, **more,
    )  # fmt: skip
    return ArrowFSWrapper(speaking)
