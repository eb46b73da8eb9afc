"""The commands, their options and the examples that `--help` shows."""

import argparse
import importlib
from collections.abc import Callable
from typing import Any

from workbench.cli import reading, sealing

# Modules that declare their own commands.
ROOMS = ("finding", "coding", "agreeing", "drafting", "comparing", "resolving", "joining", "preparing", "keeping",
         "reading", "redacting", "keys", "sealing", "searching", "forming", "danger", "withdrawing", "sharing",
         "releasing", "reviewing", "reckoning", "importing", "people", "institutions", "placing")  # fmt: skip
COMMON = "Exit codes: 0 done, nothing wrong; 1 done, problems are listed; 2 not done, one line says what to do."


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The command, imported only when it runs: `--help` must not wait for pandas."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(f"workbench.cli.{module}"), name)
        return command(options)

    return run


def parser() -> argparse.ArgumentParser:
    """The whole command line, with tab completion where `argcomplete` is switched on in the shell.

    Example:
        >>> parser().parse_args(["verify", "case"]).case
        'case'
    """
    top = argparse.ArgumentParser(
        prog="workbench",
        formatter_class=AS_WRITTEN,
        description="Forced-labour evidence: raw files in; indicator matrix, network, site map and a rerun out.",
        epilog=f"{COMMON}\nEach command has its own --help with an example. No command uses the network.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=_Waiting)
    for declare in (_demo, _init, _add, _items, _copies, _verify, _register,
                    _determine, _frameworks, _suggest, _doctor, _lab):  # fmt: skip
        declare(commands)
    for room in ROOMS:
        importlib.import_module(f"workbench.cli.{room}").declare(commands, _command, _agent)
    _complete(top)
    return top


class _Version(argparse.Action):
    """Says which version is installed: looked up only when somebody asks, for that takes as long as `--help`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Ends the run with exit code 0."""
        import importlib.metadata

        print(f"workbench {importlib.metadata.version('forced-labour-workbench')}")
        parser.exit()


class _Waiting(argparse.ArgumentParser):
    """The parser of one command, built when it is first needed: of more than seventy at most one is, in each run."""

    def __init__(self, **named: Any) -> None:
        self._named = named
        self._asked: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] | None = []

    def __getattr__(self, name: str) -> Any:
        """Whatever a built parser has; until then nothing but what is kept here is there."""
        asked = self.__dict__.pop("_asked", None)
        if asked is None:
            raise AttributeError(name)
        self._asked = None
        super().__init__(**self._named)
        for act, given, named in asked:
            act(self, *given, **named)
        return getattr(self, name)

    def add_argument(self, *given: Any, **named: Any) -> Any:
        """As the library's; gives nothing as long as it waits."""
        if self._asked is None:
            return super().add_argument(*given, **named)
        self._asked.append((argparse.ArgumentParser.add_argument, given, named))

    def set_defaults(self, **named: Any) -> None:
        """As the library's."""
        if self._asked is None:
            super().set_defaults(**named)
        else:
            self._asked.append((argparse.ArgumentParser.set_defaults, (), named))


def _complete(top: argparse.ArgumentParser) -> None:
    import os

    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(top)


AS_WRITTEN = argparse.RawDescriptionHelpFormatter  # the examples keep their line breaks


def _command(
    commands: Any, name: str, module: str, told: str, example: str, *, case: bool = True
) -> argparse.ArgumentParser:
    epilog = f"Example:\n  {example}\n\n{COMMON}"
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=told, description=told, epilog=epilog, formatter_class=AS_WRITTEN
    )
    made.set_defaults(run=_later(module, name.replace("-", "_")))
    if case:
        made.add_argument("case", metavar="CASE", help="the folder of the case")
    made.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else there")
    return made


def _agent(command: argparse.ArgumentParser) -> None:
    command.add_argument("--agent", metavar="A", help="the key of who acts (default: $WORKBENCH_AGENT)")


def _demo(commands: Any) -> None:
    made = _command(commands, "demo", "making", "Build a shipped case from its raw files and show its matrix.",
                    "workbench demo --into casefiles/demo", case=False)  # fmt: skip
    made.add_argument("--into", metavar="DIR", default="casefiles/demo",
                      help="where the case is built (default: %(default)s)")  # fmt: skip
    made.add_argument("--case", metavar="NAME", default="demo_synthetic",
                      choices=["demo_synthetic", "zrenjanin_public_record"],
                      help="demo_synthetic (fictional) or zrenjanin_public_record")  # fmt: skip


def _init(commands: Any) -> None:
    made = _command(
        commands,
        "init",
        "making",
        "Begin a case, sealed under a passphrase.",
        'workbench init casefiles/site-a --title "Site A" --agent MJ --name "Mila Jovin"',
    )
    made.add_argument("--title", required=True, help="the title of the case")
    made.add_argument(
        "--sealed",
        dest="sealed",
        action="store_true",
        default=True,
        help="content opens only for a passphrase: $WORKBENCH_NEW_PASSPHRASE, or $WORKBENCH_PASSPHRASE, or asked for "
        "on the terminal (the default)",
    )
    made.add_argument(
        "--unsealed", dest="sealed", action="store_false", help="content can be read by whoever has the disk"
    )
    made.add_argument("--destroy-after", metavar="DAYS", type=int, help="how long a wish to destroy waits (30)")
    made.add_argument("--name", help="the name of whoever begins it, as custody sheets print it (the key of --agent)")
    _agent(made)


def _add(commands: Any) -> None:
    made = _command(commands, "add", "making", "Take files and folders in: preserve, extract, record.",
                    "workbench add casefiles/site-a inbox/ --agent MJ --source S-01")  # fmt: skip
    made.add_argument("paths", metavar="PATH", nargs="+", help="files, folders, addresses of your own store (s3://...)")
    made.add_argument("--source", metavar="S", help="the key of the source that these come from")
    made.add_argument("--consent", metavar="C", help="the reference of the consent under which they were given")
    made.add_argument("--jobs", metavar="N", type=int, default=1, help="how many readers work at once (default: 1)")
    made.add_argument(
        "--scheduler", metavar="ADDR", help="have the workers of your own Dask cluster read (tcp://HOST:PORT)"
    )
    made.add_argument("--store", metavar="URL", help="where those workers find the files, if they do not see the case")
    reading.words_in_pictures(made)
    _agent(made)


def _items(commands: Any) -> None:
    _command(commands, "items", "looking", "List the items of a case.", "workbench items casefiles/demo --json")


def _copies(commands: Any) -> None:
    made = _command(
        commands, "copies", "looking", "List photographs that look alike, in groups.", "workbench copies casefiles/demo"
    )
    made.add_argument("--scheduler", metavar="ADDR", help="have your own Dask cluster compare them (tcp://HOST:PORT)")


def _verify(commands: Any) -> None:
    made = _command(
        commands, "verify", "sealing", "Recompute everything that can be recomputed.", "workbench verify casefiles/demo"
    )
    made.add_argument("--without-key", action="store_true", help="of a sealed case, what anyone can recheck")
    made.add_argument(
        "--scheduler", metavar="ADDR", help="have your own Dask cluster rehash the store (tcp://HOST:PORT)"
    )
    made.add_argument("--store", metavar="URL", help="rehash there what `backup --out URL` laid, by those workers")
    sealing.declare_verify(made)


def _register(commands: Any) -> None:
    made = _command(commands, "register", "making", "Record the rows of a CSV register: who, what, where, when.",
                    "workbench register casefiles/site-a sources sources.csv --agent MJ")  # fmt: skip
    made.add_argument("kind", metavar="KIND", help="agents, entities, sources, consents, relations, places, events, "
                      "counts, codings, differences, pay, terms, rates, acts, "
                      "measures, steps, approvals, incidents, statements")  # fmt: skip
    made.add_argument("file", metavar="FILE", help="a CSV file in UTF-8 with a header line")
    _agent(made)


def _determine(commands: Any) -> None:
    made = _command(commands, "determine", "judging", "What an instrument makes of one person's record; needs no case.",
                    "workbench determine --framework ilo-hts-2012-adult w07.json --json", case=False)  # fmt: skip
    made.add_argument("--framework", metavar="ID", required=True, help="the instrument, such as palermo or icls-2018")
    made.add_argument("file", metavar="FILE.json", help="the states of one person's items; - reads standard input")


def _frameworks(commands: Any) -> None:
    made = _command(commands, "frameworks", "judging", "The frameworks of the codebook, or the items of one.",
                    "workbench frameworks ilo-11 --lang vi", case=False)  # fmt: skip
    made.add_argument("id", metavar="ID", nargs="?", help="a framework; without it all are listed")
    made.add_argument("--lang", metavar="TAG", default="en", help="language of the labels (default: en)")


def _suggest(commands: Any) -> None:
    made = _command(commands, "suggest", "suggesting", "Draft codings from words; drafts count for nothing.",
                    "workbench suggest --framework ilo-11 texts.jsonl", case=False)  # fmt: skip
    made.add_argument("--framework", metavar="ID", default="ilo-11", help="the framework (default: ilo-11)")
    made.add_argument("file", metavar="FILE", help="JSON Lines: id, text, and lang where known; - is standard input")


def _doctor(commands: Any) -> None:
    _command(commands, "doctor", "looking", "Check the installation: versions, fonts, base data, readers.",
             "workbench doctor", case=False)  # fmt: skip


def _lab(commands: Any) -> None:
    made = _command(commands, "lab", "making", "JupyterLab on the loopback address, with nothing that calls out.",
                    "workbench lab casefiles/demo")  # fmt: skip
    made.add_argument("--no-browser", action="store_true", help="only print the address")
