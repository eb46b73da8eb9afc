"""A sealed case kept in a store as well: its objects one by one, as they are stored, and a record of the rest.

The store gets `objects/ab/<sha256>`, each once, and `records/<head>.tar`: the chains, the keys, and a list of the
SHA-256 of everything. The record comes last: without it nothing counts that a broken-off run has left.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from workbench.casefile import Case
from workbench.casefile.archived import Listed, Take, listed_in, packed, record_of
from workbench.casefile.backup import BackedUp, put_back
from workbench.casefile.disk import opened
from workbench.casefile.finishing import finish_merging
from workbench.casefile.lock import locked
from workbench.cluster.store import PIECE, Store, store_at
from workbench.errors import Damaged, Missing, Refused

OBJECTS, RECORDS = "objects/", "records/"


def send(case: Case, url: str) -> BackedUp:
    """Lays in a store what it lacks of a sealed case; gives its head and how many files it has.

    Nobody writes to the case meanwhile. No passphrase is needed. What the store holds already is not sent again, nor
    reread: `verify --scheduler --store` has it rehashed.

    Raises:
        Refused: the case is not sealed.
        Damaged: an object is not the one that its name states.
        NotWritten, Unreadable: the store or the case does not let it.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> path, custodian = Path(tempfile.mkdtemp()) / "case", Agent(key="M", kind="person", name="M")
        >>> send(create(path, CaseInfo(title="A"), custodian), "s3://bucket/site-a")
        Traceback (most recent call last):
            ...
        workbench.errors.Refused: s3://bucket/site-a: this case is not sealed, and nothing lies in clear in a store...
    """
    if not case.sealed:
        raise Refused(url, "this case is not sealed, and nothing lies in clear in a store",
                      "Keep it as a file: workbench backup CASE --out FILE")  # fmt: skip
    store = store_at(url)
    with locked(case.path / ".lock"):
        case.objects.clear_unfinished()
        finish_merging(case.path)
        there, head, listed = store.sizes(), case.head(), dict[str, str]()
        names = list(record_of(case.path))
        for name in (name for name in names if name.startswith(OBJECTS)):
            listed[name] = name.rpartition("/")[2]
            if there.get(name) != (case.path / name).stat().st_size:
                _send(case.path / name, store, name, listed[name])
        with tempfile.TemporaryFile() as file:
            rest = (name for name in names if not name.startswith(OBJECTS))
            files = packed(case.path, file, head, rest, also=listed)
            file.seek(0)
            store.put(f"{RECORDS}{head}.tar", iter(lambda: file.read(PIECE), b""))
    return BackedUp(head, len(files))


def _send(path: Path, store: Store, name: str, sha256: str) -> None:
    digest = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        with opened(path) as source:
            while piece := source.read(PIECE):
                digest.update(piece)
                yield piece
        if digest.hexdigest() != sha256:
            raise Damaged(path, expected=sha256, found=digest.hexdigest())

    store.put(name, pieces())


def fetch(url: str, path: Path, *, damaged: bool = False) -> BackedUp:
    """Puts a case back from a store as a new folder, verified before it appears there.

    `url` is that of the store where it has one record, or of a record in it.

    Raises:
        Refused: something stands at the path; the store has several records, or none; the case is damaged.
        BadValue, Damaged, Missing: the record is none, or an object is not there, or is another.

    Example:
        >>> import tempfile
        >>> fetch(tempfile.mkdtemp(), Path("site-a"))
        Traceback (most recent call last):
            ...
        workbench.errors.Missing: ...records/: there is nothing at this path...
    """
    root, _, name = url.rpartition(f"/{RECORDS}") if url.endswith(".tar") else (url.rstrip("/"), "", "")
    store = store_at(root)
    if not name:
        name = _only(store)

    def fill(take: Take) -> Listed:
        with tempfile.TemporaryFile() as file:
            for piece in store.pieces(f"{RECORDS}{name}"):
                file.write(piece)
            file.seek(0)
            return listed_in(file, f"{store.url}/{RECORDS}{name}", take, store.pieces)

    return put_back(f"{store.url}/{RECORDS}{name}", path, fill, damaged=damaged)[0]


def _only(store: Store) -> str:
    names = [name for name in store.sizes(RECORDS.rstrip("/")) if name.endswith(".tar")]
    if not names:
        raise Missing(f"{store.url}/{RECORDS}")
    if len(names) > 1:
        raise Refused(store.url, f"it holds {len(names)} states of a case",
                      f"Name one of them: {store.url}/{RECORDS}{names[0][:12]}...")  # fmt: skip
    return names[0]
