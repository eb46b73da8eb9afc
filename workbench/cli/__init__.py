"""The command line: 3 to 6 lines a command over the same verbs that notebooks use."""

import sys

from workbench.errors import WorkbenchError
from workbench.markup import visible


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 done with problems that are listed, 2 not done.

    Example:
        >>> main(["items", "no-such-folder"])
        2
    """
    import atexit
    import gc

    from workbench.cli.parser import parser
    from workbench.cli.terminal import harmless

    atexit.register(gc.freeze)  # the system takes all memory back: nothing is searched for circles at the very end
    options = parser().parse_args(arguments)
    try:
        with harmless(document=options.json):
            code: int = options.run(options)
    except WorkbenchError as error:
        print(f"workbench: {visible(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        print("workbench: stopped; what was acknowledged is kept, and the command can be run again", file=sys.stderr)
        return 2
    return code
