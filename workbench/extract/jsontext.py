"""JSON: kept as the text that it is, a place for each line; said when a key stands twice or the syntax is broken."""

import collections
import json
from typing import Any

from workbench.extract.encoding import decode
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, Reason, reason


def read(file: File) -> Reading:
    """Reads a JSON file as text; the values are not interpreted.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.json"
        >>> _ = path.write_text('[7]')
        >>> read(File(path, "a.json", "application/json")).made[0].data
        b'[7]'
    """
    text, encoding, doubts = decode(file.data())
    layout = Layout("line")
    layout.lines(text)
    layout.facts["encoding"] = encoding
    remarks, made = layout.made("jsontext", "charset-normalizer")
    return Reading("table", (*doubts, *_check(text), *remarks), made)


def _check(text: str) -> list[Reason]:
    twice: set[str] = set()

    def pairs(found: list[tuple[str, Any]]) -> None:
        twice.update(key for key, times in collections.Counter(key for key, _ in found).items() if times > 1)

    try:
        json.loads(text, object_pairs_hook=pairs, parse_int=str, parse_float=str)
    except RecursionError:
        return [reason("not-valid-json", "nested too deep to be checked")]
    except ValueError as error:
        if _each_line(text):
            return []
        return [reason("not-valid-json", str(error)[:120])]
    return [reason("duplicate-keys", ", ".join(sorted(twice)[:10]))] if twice else []


def _each_line(text: str) -> bool:
    """Whether the file is JSON lines: one value a line."""
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        for line in lines:
            json.loads(line, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return len(lines) > 1
