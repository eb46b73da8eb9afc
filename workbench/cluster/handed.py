"""Files that lie in a store of one's own, to be taken into a case: listed, and read as they are preserved."""

import functools
from collections.abc import Iterator
from pathlib import Path

from workbench.cluster.store import Store, store_at
from workbench.errors import Missing, Refused, Unreadable
from workbench.inbox import Distant

# So many files are taken from one address: more of them are named folder by folder.
MOST = 200_000


def is_address(path: Path | str) -> bool:
    """True of what names a store and no path of this machine.

    Example:
        >>> is_address("s3://bucket/site-a"), is_address("inbox/note.txt")
        (True, False)
    """
    return isinstance(path, str) and "://" in path and not Path(path).exists()


def handed_over(url: str) -> list[Path | Distant]:
    """The files at an address, in the order of their names; of `file://` the path, which is taken in like any other.

    Nothing is asked for but what the address names: no link is followed, and nothing that a file says is.

    Raises:
        Refused: it is no store that evidence comes from, its settings or its package are missing, or it holds too many.
        Missing: nothing lies there.
        Unreadable: the store does not answer, or not to this key.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> handed_over(f"file://{folder}") == [folder]
        True
    """
    if url.startswith(("file://", "local://")):
        return [Path(url.partition("://")[2])]
    store = store_at(url, to_read=True)
    listed = store.listed()
    if not listed:
        raise Missing(url)
    if len(listed) > MOST:
        raise Refused(url, f"{len(listed)} files lie there, and {MOST} are taken from one address",
                      "Name its folders one by one")  # fmt: skip
    return [
        Distant(address, name or url.rstrip("/").rpartition("/")[2], size, changed,
                functools.partial(_whole, store, name, address, size))
        for address, name, size, changed in listed
    ]  # fmt: skip


def _whole(store: Store, name: str, address: str, size: int) -> Iterator[bytes]:
    """The bytes of a file, as many as were listed: no more are read, and with fewer it breaks off."""
    left = size
    for piece in store.pieces(name):
        left -= len(piece)
        if left < 0:
            break
        yield piece
    if left:
        raise Unreadable(address, f"{size} bytes were listed, and {'more' if left < 0 else size - left} came")
