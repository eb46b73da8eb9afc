"""One scenario in a process of its own: `python -m tests.prove.one_run NAME FOLDER`; it acknowledges on its output."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.prove.keys_at_work import SCENARIOS
from tests.prove.scenarios import quick_passphrases
from workbench.errors import WorkbenchError

MUTE = 3


def acknowledge(value: Any) -> None:
    """Says what stands; whoever cannot say it any more has acknowledged nothing, and ends."""
    try:
        os.write(1, json.dumps(value).encode() + b"\n")
    except OSError:
        os._exit(MUTE)


def main(name: str, folder: str) -> int:
    """0 done, 2 refused with a reason; anything else is a fault of ours."""
    with quick_passphrases():
        try:
            SCENARIOS[name].run(Path(folder), acknowledge, "first")
        except WorkbenchError:
            return 2
    return 0


if __name__ == "__main__":
    os._exit(main(*sys.argv[1:]))
