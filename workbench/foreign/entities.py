"""Entities of FollowTheMoney as a file has them, also those that stand inside others."""

import bisect
import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.codebook import foreign
from workbench.errors import BadValue
from workbench.foreign.spans import Placed
from workbench.foreign.told import Span


@dataclasses.dataclass(frozen=True)
class Foreign:
    """An entity of FollowTheMoney as a file has it: its properties are lists of text, other entities named by id."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    where: str
    span: Span | None

    def first(self, name: str) -> str | None:
        """The first value of a property, or None.

        Example:
            >>> Foreign("a", "Person", {"name": ["A", "B"]}, "line 1", None).first("name")
            'A'
        """
        return next(iter(self.properties.get(name, ())), None)


def entities_of(found: Iterable[Placed], text: str, file: str, problems: list[Any]) -> Iterator[Foreign]:
    """The entities of a JSON text, those inside others (nested exports) as well, each with its line.

    Example:
        >>> from workbench.foreign.spans import objects
        >>> text = '{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}'
        >>> [one.where for one in entities_of(objects(text, "f.json", []), text, "f.json", [])]
        ['line 1']
    """
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    for one in found:
        yield from _opened(one, None, starts, file, problems)


def _opened(found: Placed, parent: str | None, starts: list[int], file: str, problems: list[Any]) -> Iterator[Foreign]:
    where = f"line {bisect.bisect_right(starts, found.start)}"
    held = found.value if isinstance(found.value, dict) else {}
    words = {name: held[name].value for name in ("id", "schema") if name in held}
    properties = held["properties"].value if "properties" in held else {}
    if not all(isinstance(words.get(name), str) and words[name] for name in ("id", "schema")) or not isinstance(
        properties, dict
    ):
        problems.append(BadValue(file, where, str(found.plain())[:60], "an object with id, schema and properties"))
        return
    values: dict[str, list[str]] = {}
    for name, value in properties.items():
        for one in value.value if isinstance(value.value, list) else [value]:
            if isinstance(one.value, dict):
                inner = list(_opened(one, words["id"], starts, file, problems))
                yield from inner
                values.setdefault(name, []).extend(each.id for each in inner[-1:])
            elif one.value is not None and str(one.value).strip():
                values.setdefault(name, []).append(str(one.value).strip())
    yield Foreign(
        words["id"], words["schema"], _joined(words["schema"], values, parent), where, (found.start, found.end)
    )


def _joined(schema: str, values: dict[str, list[str]], parent: str | None) -> dict[str, list[str]]:
    """A link that stands inside an entity names that entity by its place alone: the end that is missing is its own."""
    ends = foreign.ftm_model().ends(schema) or (("entity",) if schema in foreign.ftm_mapping()["events"] else ())
    missing = [end for end in ends if end not in values]
    return values | {missing[0]: [parent]} if parent and len(missing) == 1 else values
