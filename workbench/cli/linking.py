"""What the network command shows beside its edges: control, shared, documented, stated, holders, owed, owners, path."""

import argparse
from typing import Any

from workbench.cli import say
from workbench.errors import BadValue

# What a person reads on a screen; `--json` gives every column.
SHOWN = {
    "control": ["who", "matter", "workers", "documented", "alleged", "contradicted", "against", "source"],
    "shared": ["number", "what", "value", "of", "as_written", "status", "when", "source"],
    "documented": ["what", "pairs", "documented", "alleged", "contradicted", "claims", "denials", "one_source"],
    "stated": ["number", "of", "property", "value", "status", "when", "source"],
    "holders": ["of", "holder", "when", "status", "stance", "source"],
    "owed": ["creditor", "debtor", "what", "amount", "currency", "when", "status", "source"],
    "owners": ["owner", "share", "direct", "steps", "ultimate", "status", "source"],
    "path": ["step", "from", "verb", "to", "status", "when", "source"],
}
# Parts that need names, and how many.
NAMES = {"owners": 1, "path": 2}
PARTS = tuple(SHOWN)


def part(network: Any, options: argparse.Namespace, frame: Any) -> int:
    """Shows one part of a network; `frame` shows some columns of a table on the screen."""
    found = _found(network, options.what, options.names)
    table = getattr(found, "df", found)
    if options.json:
        say.document(found.document() if hasattr(found, "document") else rows(table))
        return 0
    frame(table, SHOWN[options.what])
    for line in [repr(found)] if options.what in NAMES else []:
        print(line)
    for line in found.remarks() if options.what == "owners" else []:
        say.note(line)
    return 0


def rows(table: Any) -> list[dict[str, Any]]:
    """The rows of a table as plain values.

    Example:
        >>> import pandas as pd
        >>> rows(pd.DataFrame({"passages": [("p",)], "when": [None]}, dtype="object"))
        [{'passages': ['p'], 'when': None}]
    """
    return [
        {str(name): list(value) if isinstance(value, tuple) else value for name, value in row.items()}
        for row in table.astype(object).to_dict("records")
    ]


def _found(network: Any, what: str, names: list[str]) -> Any:
    wanted = NAMES.get(what, 0)
    if len(names) != wanted:
        raise BadValue("network", what, " ".join(names), ("no name", "one name", "two names")[wanted])
    found = getattr(network, what)
    return found(*names) if callable(found) else found
