"""What an intake that was cut off had stored in a sealed case, and no event names: the repeat takes it as its own.

In an unsealed case the same bytes have the same name, and a repeat finds them there. A sealed copy has a name of its
own each time, so that without this what was stored before would lie there for ever, named by nobody.
"""

from collections.abc import Callable, Container

from workbench.casefile.case import Case
from workbench.casefile.objects import Stored
from workbench.casefile.recheck import names_of
from workbench.casefile.sealed_objects import SealedObjects
from workbench.errors import WorkbenchError


class Lying:
    """Stored objects that no event names, by the SHA-256 of their content; each is taken once.

    Under the units `held` something is recorded: with that alone such an object is sealed, and with nothing else.

    Example:
        >>> lying = Lying([Stored("ab", "c0ffee", 8, "0a" * 16)])
        >>> lying.take("c0ffee", "0b" * 16) is None, lying.take("c0ffee").name, lying.take("c0ffee") is None
        (True, 'ab', True)
    """

    def __init__(self, stored: list[Stored], held: Container[str] = ()) -> None:
        self._by_content: dict[str, list[Stored]] = {}
        self._held = held
        for one in stored:
            self._by_content.setdefault(one.sha256, []).append(one)

    def take(self, sha256: str, unit: str | None = None) -> Stored | None:
        """What has this content: under the key of this unit, or where none is named of one that nobody has."""
        found = self._by_content.get(sha256, [])
        for place, one in enumerate(found):
            if one.unit == unit or (unit is None and one.unit not in self._held):
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
        named = names_of(case.state())  # what destroyed records named does not open, where it is still there
        for name in objects.names():
            if name not in named:
                found += _opened(objects, name)
    # What is new gets a key of its own: with another's it could not be destroyed alone.
    return Lying(found, {str(line.body.get("unit", "")) for line in case.lines()} if found else ())


def _opened(objects: SealedObjects, name: str) -> list[Stored]:
    try:
        told = objects.measure(name)
        sound = told.stored == name and told.error is None
        return [Stored(name, told.sha256, told.size, objects.unit_of(name))] if sound else []
    except WorkbenchError:
        return []  # `verify` names it
