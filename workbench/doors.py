"""The names that stand at a front door and are fetched when first used."""

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def fetching(package: str, home: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """The `__getattr__` of a package whose modules (`home`: the names that each has) are loaded when first used.

    Example:
        >>> fetching("workbench.codebook", {"ground": ["near"]})("near").__module__
        'workbench.codebook.ground'
        >>> fetching("workbench.codebook", {"ground": ["near"]})("far")
        Traceback (most recent call last):
            ...
        AttributeError: workbench.codebook has no 'far'
    """

    def fetched(name: str) -> Any:
        for module, names in home.items():
            if name in names:
                value = getattr(importlib.import_module(f"{package}.{module}"), name)
                setattr(sys.modules[package], name, value)
                return value
        raise AttributeError(f"{package} has no '{name}'")

    return fetched


class NoSuchVerb(AttributeError):
    """The package has no verb of a name; what comes near is looked for when somebody reads it.

    Python asks a package for each of its modules as for a name first, and nobody reads what it says then.

    Example:
        >>> str(NoSuchVerb("matrx", ["matrix", "network"]))
        "workbench has no 'matrx'; did you mean wb.matrix?"
    """

    def __str__(self) -> str:
        import difflib

        name, verbs = self.args
        near = ", ".join(f"wb.{one}" for one in difflib.get_close_matches(name, verbs, n=3))
        return f"workbench has no '{name}'; " + (f"did you mean {near}?" if near else ", ".join(verbs))
