"""A program of its own that rehashes a store from its first object on, and tells which objects are sound.

It is run as a file, with the standard library and nothing of this package: a process that had to load the package first
would begin when a part of the store could have been read. Whatever is not sound it passes over, for who asked to judge.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False  # the module of this name takes as long to load as a hundred files take to hash
if TYPE_CHECKING:
    from typing import BinaryIO

# How many objects, or how many bytes of them, are told of at once: so much may be hashed twice.
TOGETHER, ENOUGH = 32, 1 << 23
BLOCK = 1 << 18
# Nothing is followed, and no named pipe waited for.
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def sound(root: str) -> Iterator[tuple[str, str, int]]:
    """The name, its content's SHA-256 (hex) and the size in bytes of each object whose bytes agree with its name.

    In the order of names; in an open store the name is the digest of the content.

    Example:
        >>> import tempfile
        >>> folder, letter = tempfile.mkdtemp(), hashlib.sha256(b"a letter").hexdigest()
        >>> os.mkdir(f"{folder}/{letter[:2]}")
        >>> with open(f"{folder}/{letter[:2]}/{letter}", "wb") as out, open(f"{folder}/{letter[:2]}/{'ab' * 32}", "wb"):
        ...     _ = out.write(b"a letter")
        >>> list(sound(folder)) == [(letter, letter, 8)]
        True
    """
    block = memoryview(bytearray(BLOCK))
    for shelf in sorted(name for name in os.listdir(root) if len(name) == 2):
        for name in sorted(os.listdir(f"{root}/{shelf}")):
            try:
                descriptor = os.open(f"{root}/{shelf}/{name}", FLAGS)
            except OSError:
                continue
            try:
                # A device or a pipe gives bytes, and is no original.
                found, size = digest(descriptor, block) if stat.S_ISREG(os.fstat(descriptor).st_mode) else ("", 0)
            except OSError:
                continue
            finally:
                os.close(descriptor)
            if found == name:
                yield name, found, size


def digest(descriptor: int, block: memoryview) -> tuple[str, int]:
    """The SHA-256 (hex) and the size in bytes of an open file from where it stands, read into `block` piece by piece.

    Raises:
        OSError: the system stops giving its bytes.

    Example:
        >>> with open(os.devnull, "rb") as nothing:
        ...     digest(nothing.fileno(), memoryview(bytearray(8)))[1]
        0
    """
    held, size = hashlib.sha256(), 0
    while count := os.readv(descriptor, (block,)):
        held.update(block[:count])
        size += count
    return held.hexdigest(), size


def tell(objects: Iterable[tuple[str, str, int]], out: "BinaryIO") -> None:
    """Writes of each object name, digest and size, some of them on a line.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> tell([("ab", "cd", 8), ("ef", "01", 9)], out)
        >>> out.getvalue()
        b'ab cd 8 ef 01 9\\n'
    """
    portion: list[str] = []
    read = 0
    for name, content, size in objects:
        portion += [name, content, str(size)]
        read += size
        if len(portion) == 3 * TOGETHER or read >= ENOUGH:
            out.write(" ".join(portion).encode("ascii") + b"\n")
            out.flush()
            portion, read = [], 0
    if portion:
        out.write(" ".join(portion).encode("ascii") + b"\n")
        out.flush()


if __name__ == "__main__":
    tell(sound(sys.argv[1]), sys.stdout.buffer)
