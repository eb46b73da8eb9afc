"""The reading child: `python -m workbench.extract.worker SECONDS` answers requests on standard input to its end."""

import base64
import contextlib
import os
import sys
from pathlib import Path
from typing import Any

from workbench.extract.door import extract, not_read
from workbench.extract.message import receive, send
from workbench.extract.outcome import Extraction, reason

MEMORY, FILES = 2_000_000_000, 64


def main(seconds: float) -> None:
    """Limits this process, then answers one message after the other: `{"path", "name"}` in, an extraction out.

    With `signature` and `key` in the message, what checking that signature came to is answered instead; with `draw`,
    the pixels of a page or a picture.
    """
    pipe_in = os.fdopen(os.dup(0), "rb")
    pipe_out = os.fdopen(os.dup(1), "wb")
    # A library that prints must not disturb the answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    limit()
    while (asked := receive(pipe_in)) is not None:
        allow(seconds)
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
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_NOFILE, FILES),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def allow(seconds: float) -> None:
    """Allows so much more processor time from now: a child whose parent was killed ends by itself."""
    with contextlib.suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main(float(sys.argv[1]))
