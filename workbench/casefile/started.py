"""Another process of this Python that runs a program of ours."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


def started(program: str, *arguments: str, also: tuple[int, ...] = ()) -> "subprocess.Popen[bytes]":
    """Another process of this Python that runs a program of ours; it is asked and answers in lines.

    It has the arguments, and the descriptors `also`, from the beginning.

    Example:
        >>> with started("print(input())") as child:
        ...     child.communicate(b"a letter")[0].strip()
        b'a letter'
    """
    import subprocess  # whoever is begun in this way begins nobody

    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    # -P: a file that happens to lie in the working folder is never imported.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=dict(os.environ, PYTHONPATH=path), pass_fds=also,
    )  # fmt: skip
