"""A new file outside the chains, such as a seal: durable and whole, or not there."""

import os
from pathlib import Path

from workbench.casefile.disk import changing, not_written, sync_folder, write_all


def write_new(file: Path, data: bytes) -> None:
    """Writes a file that is not there yet; where the system refuses, nothing of it is left.

    Raises:
        FileExistsError: something stands there; it is not touched.
        NotWritten: the system refused.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "head.json"
        >>> write_new(file, b"{}")
        >>> file.read_bytes()
        b'{}'
    """
    try:
        out = file.open("xb", buffering=0)
    except FileExistsError:
        raise
    except OSError as error:
        raise not_written(file, error) from error
    with changing(file):
        try:
            with out:
                write_all(out, data)
                os.fsync(out.fileno())
            sync_folder(file.parent)
        except OSError:
            file.unlink(missing_ok=True)
            raise
