"""What an intake that was cut off had stored in a sealed case, and no event names: the repeat takes it as its own.

In an unsealed case the same bytes have the same name, and a repeat finds them there. A sealed copy has a name of its
own each time, so that without this what was stored before would lie there for ever, named by nobody.
"""

from collections.abc import Callable

from workbench.casefile.case import Case
from workbench.casefile.objects import Stored
from workbench.casefile.recheck import names_of
from workbench.casefile.sealed_objects import SealedObjects
from workbench.errors import WorkbenchError


class Lying:
    """Stored objects that no event names, by the SHA-256 of their content; each is taken once.

    Example:
        >>> lying = Lying([Stored("ab", "c0ffee", 8, "0a" * 16)])
        >>> lying.take("c0ffee", "0b" * 16) is None, lying.take("c0ffee").name, lying.take("c0ffee") is None
        (True, 'ab', True)
    """

    def __init__(self, stored: list[Stored]) -> None:
        self._by_content: dict[str, list[Stored]] = {}
        for one in stored:
            self._by_content.setdefault(one.sha256, []).append(one)

    def take(self, sha256: str, unit: str | None = None) -> Stored | None:
        """What has this content, under the key of this unit where one is named; it is taken once."""
        found = self._by_content.get(sha256, [])
        for place, one in enumerate(found):
            if unit in (None, one.unit):
                return found.pop(place)
        return None

    def instead(self, kept: Stored, unit: str | None, leave: Callable[[str], None]) -> Stored:
        """What is to be named in the place of a new copy of the same content, which is left; the copy where none is."""
        earlier = self.take(kept.sha256, unit) if kept.name else None
        if earlier:
            leave(kept.name)
        return earlier or kept


def lying(case: Case) -> Lying:
    """What lies in the store of a sealed case that is open, opens, and is named by no event; of others nothing.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> lying(case).take("c0ffee") is None
        True
    """
    objects, found = case.objects, list[Stored]()
    if isinstance(objects, SealedObjects):
        state = case.state()
        named = names_of(state) | {str(line.body.get("object", "")) for line in state.destroyed}
        for name in objects.names():
            if name not in named:
                found += _opened(objects, name)
    return Lying(found)


def _opened(objects: SealedObjects, name: str) -> list[Stored]:
    try:
        told = objects.measure(name)
        sound = told.stored == name and told.error is None
        return [Stored(name, told.sha256, told.size, objects.unit_of(name))] if sound else []
    except WorkbenchError:
        return []  # `verify` names it
