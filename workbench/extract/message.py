"""Messages between the parent and the reading child: eight bytes of length, then JSON. Nothing else crosses."""

import base64
import json
import struct
from typing import IO, Any

from workbench.extract.outcome import Extraction, Made, Reason

MOST = 600_000_000


def send(pipe: IO[bytes], content: dict[str, Any]) -> None:
    """Writes one message.

    Example:
        >>> import io
        >>> pipe = io.BytesIO()
        >>> send(pipe, {"name": "note.txt"})
        >>> _ = pipe.seek(0)
        >>> receive(pipe)
        {'name': 'note.txt'}
    """
    data = json.dumps(content).encode("ascii")
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> dict[str, Any] | None:
    """Reads one message; None at the end of the pipe.

    Raises:
        OverflowError: the message is longer than 600 MB.
        ValueError, struct.error: what came is no message.

    Example:
        >>> import io
        >>> receive(io.BytesIO()) is None
        True
    """
    head = pipe.read(8)
    if not head:
        return None
    (length,) = struct.unpack(">Q", head)
    if length > MOST:
        raise OverflowError(length)
    content = json.loads(pipe.read(length))
    if not isinstance(content, dict):
        raise ValueError("no message")
    return content


def send_bytes(pipe: IO[bytes], data: bytes) -> None:
    """Writes a piece of a file as it is; an empty one says that there is no more.

    Example:
        >>> import io
        >>> send_bytes(pipe := io.BytesIO(), b"words")
        >>> _ = pipe.seek(0)
        >>> receive_bytes(pipe)
        b'words'
    """
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def receive_bytes(pipe: IO[bytes]) -> bytes:
    """Reads one piece of a file; empty when there is no more.

    Raises:
        OverflowError: the piece is longer than 600 MB.
        EOFError: the pipe ended within it.

    Example:
        >>> import io
        >>> receive_bytes(io.BytesIO(bytes(8)))
        b''
    """
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError("the pipe ended")
    (length,) = struct.unpack(">Q", head)
    if length > MOST:
        raise OverflowError(length)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError("the pipe ended")
    return data


def unpacked(answer: dict[str, Any]) -> Extraction:
    """An extraction out of its plain JSON, as `worker.packed` made it.

    Example:
        >>> plain = {"kind": "text", "media_type": "text/plain", "outcome": "parsed", "reasons": [], "made": []}
        >>> unpacked(plain).outcome
        'parsed'
    """
    made = tuple(Made(**(part | {"data": base64.b64decode(part["data"])})) for part in answer["made"])
    reasons = tuple(Reason(code, message) for code, message in answer["reasons"])
    return Extraction(answer["kind"], answer["media_type"], answer["outcome"], reasons, made)
