"""Reading the data of `evidence_schema`, and naming what comes near to a misspelt word."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import evidence_schema
from workbench.errors import BadValue, Missing

# An installed package lies in a folder: the library that also finds it in an archive takes longer to load than to ask.
SCHEMA = Path(evidence_schema.__file__).parent


def place(*parts: str) -> Path:
    """Where a file of `evidence_schema` lies, also when the package is installed.

    Raises:
        Missing: there is no such file.

    Example:
        >>> place("frameworks", "ilo-11.toml").name
        'ilo-11.toml'
    """
    found = SCHEMA.joinpath(*parts)
    if not found.exists():
        raise Missing("/".join(("evidence_schema", *parts)))
    return found


def stems(folder: Path, suffix: str) -> list[str]:
    """The names of the files of one suffix in a folder, without it, sorted.

    Example:
        >>> stems(place("frameworks"), ".toml")[:2]
        ['icls-2018', 'ilo-11']
    """
    return sorted(entry.name.removesuffix(suffix) for entry in folder.iterdir() if entry.name.endswith(suffix))


def toml(file: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        BadValue: the file is not UTF-8, or no TOML.

    Example:
        >>> toml(place("frameworks", "ilo-11.toml"))["id"]
        'ilo-11'
    """
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadValue(file, f"byte {error.start}", error.object[error.start : error.end], "text in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadValue(file, "the file", str(error), "TOML") from None


def json_of(*parts: str) -> dict[str, Any]:
    """The content of a JSON file of `evidence_schema`.

    Example:
        >>> json_of("records", "agent.json")["title"]
        'Agent'
    """
    value: dict[str, Any] = json.loads(place(*parts).read_bytes())
    return value


def near(value: str, known: Iterable[str]) -> list[str]:
    """The known names that come nearest to a misspelt one, at most three, the nearest first.

    Example:
        >>> near("debt_bondge", ["deception", "debt-bondage"])
        ['debt-bondage']
        >>> near("debt", ["deception", "debt-bondage"])
        ['debt-bondage']
    """
    import difflib  # of no use until somebody misspells a name

    plain, asked = {_plain(name): name for name in sorted(known, reverse=True)}, _plain(value)
    close = difflib.get_close_matches(asked, plain, n=3, cutoff=0.6)
    # A part of a name is no misspelling, and is meant more often than not.
    whole = sorted(name for name in plain if len(asked) > 2 and asked in name and name not in close)
    return [plain[match] for match in [*close, *whole][:3]]


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")
