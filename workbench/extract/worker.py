"""The reading child: `python -m workbench.extract.worker` answers requests on standard input to its end."""

import base64
import contextlib
import math
import os
from pathlib import Path
from typing import IO, Any

from workbench.extract.door import extract, not_read, opened
from workbench.extract.members import Left, plain
from workbench.extract.message import receive, send, send_bytes
from workbench.extract.outcome import Extraction, Unread, reason

# What one file may take, what drawing a page may, and what the process may in all.
MEMORY, DRAWN, MOST_MEMORY, FILES = 480_000_000, 1_500_000_000, 2_000_000_000, 64
# Processor time that one small file may take.
BUSY = 4
# The same for one page on which words are recognised, by a program that inherits every limit of this process.
RECOGNISING = 90
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def main() -> None:
    """Limits this process, then answers one message after the other: `{"path", "name"}` in, an extraction out.

    With `signature` and `key` in the message, what checking that signature came to is answered instead; with `draw`,
    the pixels of a page or a picture; with `recognise`, the words in them; with `open`, the files in it, one by one;
    with `cameras`, what the camera data of many pictures say.
    """
    pipe_in = os.fdopen(os.dup(0), "rb")
    pipe_out = os.fdopen(os.dup(1), "wb")
    # A library that prints must not disturb the answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    limit()
    while (asked := receive(pipe_in)) is not None:
        large = "draw" in asked or "recognise" in asked
        allow(Path(asked["path"]), RECOGNISING if "recognise" in asked else BUSY, DRAWN if large else MEMORY)
        if "cameras" in asked:
            looking(pipe_out, asked["cameras"], asked.get("together", 1))
        elif "open" in asked:
            opening(pipe_out, Path(asked["path"]), asked["name"])
        else:
            send(pipe_out, told(asked))


def told(asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to one message.

    Example:
        >>> told({"path": "nothing.pdf", "name": "nothing.pdf", "draw": "page", "page": 1})["failed"]
        'reader-failed'
    """
    if "signature" in asked:
        return judged(asked)
    if "draw" in asked:
        from workbench.extract import drawing

        return drawing.answer(Path(asked["path"]), asked)
    if "recognise" in asked:
        from workbench.extract import scanned

        return scanned.answer(Path(asked["path"]), asked)
    return answer(Path(asked["path"]), asked["name"])


def answer(path: Path, name: str) -> dict[str, Any]:
    """The extraction of one file as plain JSON, derivatives in base64.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "empty.txt"
        >>> _ = path.write_text("")
        >>> answer(path, "empty.txt")["outcome"]
        'opaque'
    """
    try:
        return packed(extract(path, name))
    except MemoryError:
        return packed(not_read(path, name, "too-large", "the memory allowed was used up"))


def looking(pipe: IO[bytes], files: list[list[str]], together: int) -> None:
    """Answers with the camera data of each picture, so many of them in one message.

    Example:
        >>> import io
        >>> looking(pipe := io.BytesIO(), [["none.jpg", "none.jpg"]], 8)
        >>> pipe.getvalue()[8:]
        b'{"facts": [{"errors": ["FileNotFoundError"]}]}'
    """
    from workbench.extract import cameras

    for at in range(0, len(files), together):
        allow(Path(files[at][0]), 2 * BUSY)
        send(pipe, {"facts": [cameras.facts(Path(path), name) for path, name in files[at : at + together]]})


def opening(pipe: IO[bytes], path: Path, name: str) -> None:
    """Answers with every file that lies in a file: a message with its name, its pieces, and how it ended; then an end.

    Example:
        >>> import io, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
        >>> _ = path.write_text("They keep the cards.")
        >>> opening(pipe := io.BytesIO(), path, "note.txt")
        >>> pipe.getvalue()[8:]
        b'{"end": true}'
    """
    for found in opened(path, name):
        allow(path, BUSY)
        if isinstance(found, Left):
            send(pipe, {"left": found.name, "reason": [found.reason.code, found.reason.message]})
            continue
        send(pipe, {"member": found.name})
        ended: list[str] = []
        try:
            for piece in found.pieces():
                if piece:
                    send_bytes(pipe, piece)
                    allow(path, BUSY)
        except Unread as given_up:
            ended = [given_up.reason.code, given_up.reason.message]
        except (OSError, MemoryError) as error:
            ended = list(vars(reason("member-damaged", f"{plain(found.name)}: {type(error).__name__}")).values())
        send_bytes(pipe, b"")
        send(pipe, {"broken": ended})
    send(pipe, {"end": True})


def judged(asked: dict[str, Any]) -> dict[str, Any]:
    """What checking one signature came to, as plain JSON: `signature` and `key` come in base64.

    Example:
        >>> judged({"path": "photo.jpg", "name": "photo.jpg", "signature": "", "key": ""})["code"]
        'signature-not-checked'
    """
    from workbench.extract import signature

    made, key = (base64.b64decode(asked[name]) for name in ("signature", "key"))
    try:
        return vars(signature.check(Path(asked["path"]), made, key, asked["name"]))
    except (MemoryError, OSError) as error:
        return vars(reason(signature.NOT_CHECKED, f"{asked['name']}: {type(error).__name__}"))


def packed(found: Extraction) -> dict[str, Any]:
    """An extraction as plain JSON.

    Example:
        >>> packed(Extraction("text", "text/plain", "parsed", (), ()))["made"]
        []
    """
    made = [{**vars(part), "data": base64.b64encode(part.data).decode("ascii")} for part in found.made]
    reasons = [[reason.code, reason.message] for reason in found.reasons]
    return {
        "kind": found.kind,
        "media_type": found.media_type,
        "outcome": found.outcome,
        "reasons": reasons,
        "made": made,
    }


def limit() -> None:
    """Bounds memory and open files, and forbids writing files and core dumps (where the system knows such limits)."""
    with contextlib.suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MOST_MEMORY),
            (resource.RLIMIT_NOFILE, FILES),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def allow(path: Path, seconds: float, memory: int = MEMORY) -> None:
    """Allows so much more processor time from now, and a second for each megabyte; and `memory` bytes of memory.

    A child whose parent was killed ends by itself, and a file built to keep a reader busy costs some seconds.
    Nothing happens in a process that `limit` has not bounded: it is somebody's notebook, and not a child to be ended.

    Example:
        >>> import resource
        >>> before = resource.getrlimit(resource.RLIMIT_AS)
        >>> allow(Path("note.txt"), 1)
        >>> resource.getrlimit(resource.RLIMIT_AS) == before
        True
    """
    with contextlib.suppress(ImportError):
        import resource

        if resource.getrlimit(resource.RLIMIT_FSIZE)[0]:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        more = seconds + _size(path) / 1e6
        most = math.ceil(used.ru_utime + used.ru_stime + more)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        with contextlib.suppress(ValueError, OSError):
            # What is only mapped (libraries) takes no memory, and is not counted.
            whole, held = (int(words) * PAGE for words in Path("/proc/self/statm").read_text().split()[:2])
            resource.setrlimit(resource.RLIMIT_AS, (whole - held + memory, MOST_MEMORY))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


if __name__ == "__main__":
    main()
