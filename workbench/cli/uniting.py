"""The network of several cases at once: `network CASE --with OTHER`. Nothing slow loads before it runs."""

import argparse
from pathlib import Path
from typing import Any


def united(options: argparse.Namespace) -> int:
    """Shows or writes the network of several cases, and what they say against each other; no case is changed."""
    from workbench import verbs
    from workbench.cli import say
    from workbench.findings.network import network
    from workbench.findings.union import against, together
    from workbench.release import write

    cases = {_name(path): verbs.open(path) for path in (options.case, *options.other)}
    tables = {name: case.tables() for name, case in cases.items()}
    both = together(tables)
    found = network(both, as_of=options.as_of)
    split = against(tables, found)
    written = [path for file in options.out for path in write(found, both, Path(file))]
    for case in cases.values():  # what was written holds something of each
        if written:
            case.log_access("", [(path.name, verbs.digest(path)) for path in written])
    if options.json:
        say.document({"cases": sorted(cases), "entities": len(found.graph), "relations": len(found.df),
                      "against": split.to_dict("records"), "files": [str(path) for path in written]})  # fmt: skip
        return 0
    _show(found, split, sorted(cases))
    for path in written:
        say.note(f"wrote {path}")
    return 0


def _name(path: str) -> str:
    return Path(path).resolve().name


def _show(found: Any, split: Any, names: list[str]) -> None:
    from workbench.cli import say

    print(f"{' and '.join(names)}: {len(found.graph)} entities, {len(found.df)} relations; nothing was merged.")
    if len(split):
        rows = [[str(value) for value in row] for row in split.drop(columns="relation").itertuples(index=False)]
        say.rows(list(split.columns[:-1]), rows, "What one claim holds and another denies:")
    else:
        print("No claim of one denies what a claim of another holds.")
