"""What is known of one person's items: the file that `determine` reads, checked, with every silence kept open."""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.codebook import Indicator, near
from workbench.errors import BadValue, Unknown

# How each state of a cell is read (docs/cli.md): whatever is neither shown nor spoken against stays open.
READ = {
    "supported": "supported", "contradicted": "contradicted", "denied": "contradicted", "conflicting": "open",
    "unclear": "open", "alleged": "open", "not_assessed": "open", "sealed": "open", "withheld": "open",
}  # fmt: skip
# Forms of exploitation that need another service and another instrument: referred, never assessed, never a negative.
OUTSIDE = {
    "sexual_exploitation": ("sexual", "prostitution", "exploitation_of_prostitution"),
    "forced_begging": ("begging",),
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stated:
    """The items of one person, or of one actor: shown, spoken against, open; `conflicting` were stated both ways.

    `states` has the state of every item as a matrix names it, in the order of the framework.
    """

    supported: frozenset[str]
    contradicted: frozenset[str]
    open: frozenset[str]
    states: Mapping[str, str]
    conflicting: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()


class _Names:
    """Items by what a file may call them: id, id within the group, other names; hyphens and underscores alike."""

    def __init__(self, items: Sequence[Indicator]) -> None:
        self.items = [item for item in items if not item.outside]
        self.groups = {item.group for item in items}
        self._known: dict[str, dict[str, str]] = {}
        for item in items:
            for called in (*item.aliases, item.name):  # a name of one item's own wins over another's alias
                self._known.setdefault(item.group, {})[plain(called)] = "" if item.outside else item.id

    def find(self, group: str, name: str, file: object, at: str) -> str:
        """The id of an item, or the empty text where it is referred to others."""
        known, name = self._known[group], name.removeprefix(f"{group}.") if group else name
        if outside(name) and not known.get(plain(name)):
            return ""
        if plain(name) not in known:
            own = [item.name for item in self.items if item.group == group]
            raise Unknown(file, at, name, near(name, own) or [one for one in own if plain(name) in plain(one)][:3])
        return known[plain(name)]

    def group(self, name: str, file: object, at: str) -> str:
        """The id of a group."""
        if name not in self.groups:
            raise Unknown(file, at, name, near(name, self.groups) or sorted(self.groups))
        return name


def stated(
    items: Sequence[Indicator], given: Mapping[str, Any], *, complete: bool, file: object, at: str = ""
) -> Stated:
    """What a file says of these items; with `complete`, what it does not list was assessed and is absent.

    `given` maps states to lists of ids, or to a table from groups to lists of the ids within them. An item that is
    listed both for and against, and one that is unclear, stays open.

    Raises:
        BadValue: a list is no list, or holds something else than text.
        Unknown: there is no such group or item.

    Example:
        >>> from workbench.codebook import framework
        >>> said = stated(framework("ilo-11").indicators, {"denied": ["isolation"]}, complete=False, file="w.json")
        >>> sorted(said.contradicted), len(said.open)
        (['isolation'], 10)
    """
    names, read = _Names(items), {"supported": set[str](), "contradicted": set[str](), "open": set[str]()}
    repeated, beyond, said = set[str](), set[str](), dict[str, str]()
    for state, reading in READ.items():
        listed = set[str]()
        for group, name, where in _listed(given.get(state), names, file, f"{at}/{state}"):
            found = names.find(group, name, file, where)
            if not found:
                beyond |= {outside(name) or plain(name)} if reading != "contradicted" else set()
                continue
            repeated |= {found} & listed
            listed.add(found)
        read[reading] |= listed
        said |= dict.fromkeys(listed, state.replace("_", "-"))
    conflicting = read["supported"] & read["contradicted"]
    supported, contradicted = read["supported"] - read["open"] - conflicting, read["contradicted"] - read["open"]
    left = {item.id for item in names.items} - supported - (contradicted - conflicting)
    unsaid = left - read["open"] - conflicting
    absent = unsaid if complete else set()
    said |= dict.fromkeys(conflicting, "conflicting") | dict.fromkeys(absent, "contradicted")
    return Stated(
        supported=frozenset(supported), contradicted=frozenset((contradicted - conflicting) | absent),
        open=frozenset(left - absent), conflicting=frozenset(conflicting), repeated=frozenset(repeated),
        outside=frozenset(beyond), states={item.id: said.get(item.id, "not-assessed") for item in names.items},
    )  # fmt: skip


def outside(name: str) -> str:
    """The form of exploitation outside all frameworks here that a name means, or the empty text.

    Example:
        >>> outside("Sexual exploitation"), outside("forced-begging"), outside("deception")
        ('sexual_exploitation', 'forced_begging', '')
    """
    for form, aliases in OUTSIDE.items():
        if plain(name) in {plain(called) for called in (form, *aliases)}:
            return form
    return ""


def plain(name: str) -> str:
    """A name as it is compared: small letters, words joined by underscores.

    Example:
        >>> plain("Threat/use of force")
        'threat_use_of_force'
    """
    return "_".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _listed(value: Any, names: _Names, file: object, at: str) -> Iterable[tuple[str, str, str]]:
    """(group, name within it, place in the file) of each item listed."""
    if value is None:
        return
    if isinstance(value, Mapping) and names.groups != {""}:
        for group, entries in value.items():
            known = names.group(group, file, f"{at}/{group}")
            here = f"{at}/{group}"
            yield from ((known, name, f"{here}/{number}") for number, name in enumerate(texts(entries, file, here)))
        return
    for number, name in enumerate(texts(value, file, at)):
        group, _, rest = name.rpartition(".")
        yield names.group(group, file, f"{at}/{number}"), rest, f"{at}/{number}"


def texts(value: Any, file: object, at: str) -> list[str]:
    """A list of text, or it is refused.

    Raises:
        BadValue: it is something else.

    Example:
        >>> texts(["a"], "w.json", "/supported")
        ['a']
    """
    if not isinstance(value, list | tuple):
        raise BadValue(file, at, value, "a list of ids of items")
    for number, entry in enumerate(value):
        if not isinstance(entry, str):
            raise BadValue(file, f"{at}/{number}", entry, "the id of an item")
    return list(value)


def states_of(text: str | bytes, file: object = "states") -> Any:
    """The value of a JSON text; a key that stands twice is refused, because one of the two would be lost.

    Raises:
        BadValue: it is no JSON, or an object has a key twice.

    Example:
        >>> states_of('{"complete": false}')
        {'complete': False}
    """

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in entries]
        for key, times in Counter(keys).items():
            if times > 1:
                raise BadValue(file, f"the key {key}", "it twice", "each key once in an object")
        return dict(entries)

    def constant(name: str) -> Any:
        raise BadValue(file, "a number", name, "a number that JSON has")

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except UnicodeDecodeError as error:
        raise BadValue(file, f"byte {error.start}", error.object[error.start : error.end], "text in UTF-8") from None
    except RecursionError:
        raise BadValue(file, "the file", "too many brackets", "an object as docs/cli.md describes it") from None
    except json.JSONDecodeError as error:
        raise BadValue(file, f"line {error.lineno}, column {error.colno}", error.msg, "JSON") from None
    except ValueError as error:  # a number longer than Python reads
        raise BadValue(file, "a number", str(error), "a number of usual length") from None
