"""The camera data of many pictures at once, from their heads alone: no pixel is decoded and no copy is made.

For a look at where and when thousands of pictures were taken; what is taken into a case is read in full by `photo`.
"""

import contextlib
import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from workbench.extract import photo, pixels, sniff
from workbench.extract.message import receive
from workbench.extract.outcome import REASONS
from workbench.extract.reader import Reader, Talk

AT_ONCE, SHARE, TOGETHER = 64, 256, 8
# The segments before a picture's own data; what a camera writes stands in the first 64 KB of nearly all of them.
HEAD = 1 << 16
FAULTS = (OSError, ValueError, OverflowError)


def cameras(reader: Reader, files: Sequence[tuple[Path, str]]) -> Iterator[dict[str, Any]]:
    """The facts of each picture in turn, as the derivative `exif` has them without `tags`, read in a limited child.

    A picture on which the child hangs or dies gives only `errors`, and the next one meets a fresh child.

    Example:
        >>> with Reader() as reader:
        ...     list(cameras(reader, []))
        []
    """
    at, together = 0, TOGETHER
    while at < len(files):
        part = files[at : at + (AT_ONCE if together > 1 else TOGETHER)]
        heard = 0
        asked = {"path": "", "cameras": [[str(path), name] for path, name in part], "together": together}
        with reader.conversation(asked) as talk:
            while heard < len(part) and (told := _told(talk)):
                heard += len(told)
                yield from told
            talk.ended = heard == len(part)
        at += heard
        if talk.ended:
            together = TOGETHER
        elif together > 1:
            together = 1  # one of the next few it is: they are asked for one by one
        else:
            yield {"errors": [REASONS["reader-timeout"][1]]}
            at += 1


def _told(talk: Talk) -> list[dict[str, Any]]:
    """The next answers; none where the child hung or died."""
    try:
        told = receive(talk.pipe)
    except FAULTS:
        told = None
    talk.heard += 1
    return told["facts"] if told else []


def by_several(files: Sequence[tuple[Path, str]], jobs: int = 2) -> Iterator[dict[str, Any]]:
    """The same from several children at once, in the order of the files.

    Example:
        >>> list(by_several([]))
        []
    """
    idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
    parts = [files[at : at + SHARE] for at in range(0, len(files), SHARE)]

    def one(part: Sequence[tuple[Path, str]]) -> list[dict[str, Any]]:
        reader = idle.get()
        try:
            return list(cameras(reader, part))
        finally:
            idle.put(reader)

    with contextlib.ExitStack() as stack:
        for _ in range(jobs):
            idle.put(stack.enter_context(Reader()))
        with ThreadPoolExecutor(jobs) as pool:
            for told in pool.map(one, parts):
                yield from told


def facts(path: Path, name: str) -> dict[str, Any]:
    """The facts of one picture from its head; only `errors` for a file that is no picture or cannot be read.

    Example:
        >>> facts(Path("none.jpg"), "none.jpg")["errors"]
        ['FileNotFoundError']
    """
    try:
        with path.open("rb", buffering=0) as stream:
            head = stream.read(HEAD) or b""
        media = sniff.media_type(head, head[-sniff.TAIL :], name)
        if media not in pixels.FORMATS:
            return {"errors": [f"no picture that is read here: {media}"]}
        if media != "image/jpeg" or not whole_head(head):
            head = path.read_bytes()
        return photo.of_camera(pixels.camera_data(head, media))
    except Exception as error:
        # The boundary, as at the door: libraries raise what they like on broken files.
        return {"errors": [f"{type(error).__name__}"]}


def whole_head(head: bytes) -> bool:
    r"""Whether all segments before a JPEG's own data stand in these bytes (ITU T.81, B.1.1).

    Example:
        >>> whole_head(b"\xff\xd8\xff\xda\0\x08"), whole_head(b"\xff\xd8\xff\xe1\xff\xff")
        (True, False)
    """
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF and head[at + 1] not in (0xDA, 0xD9):
        at += 2 + max(int.from_bytes(head[at + 2 : at + 4], "big"), 2)
    return at + 2 <= len(head)
