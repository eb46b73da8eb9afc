"""Whose name, number or address stands in words that are about to be handed to somebody by the team itself."""

from collections.abc import Iterable

from workbench.disclosure.identifiers import identifiers
from workbench.disclosure.protected import finder, protected
from workbench.tables import Tables


def pointing(
    tables: Tables, texts: Iterable[tuple[str, str]], *, apart: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    """What in texts, given each with where it stands, points to a person: where, and in words; `apart` are not sought.

    Names and numbers of everybody who is protected or is a natural person are sought in every spelling, and numbers
    that no register knows. It is a net with holes: whoever hands something over reads it first.

    Example:
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> told = [("w", Entity(key="W-01", schema="Worker", label="W-01", names=("Sava Ilić",)))]
        >>> pointing(tabulate(told, "h", bytes), [("step 1", "He went with S. Ilic.")])
        [('step 1', '"S. Ilic" is how somebody of the case is named')]
    """
    people = [one for one in protected(tables) if one.id not in apart]
    own = {string for one in protected(tables) if one.id in apart for string in one.strings}
    sought = finder(people)
    found: list[tuple[str, str]] = []
    for where, text in texts:
        for hit in sought.find(text):
            found.append((where, f'"{text[hit.start : hit.end]}" is how somebody of the case is named'))
        for sign in identifiers(text):
            if sign.text not in own:
                found.append((where, f'"{sign.text}" ({sign.kind})'))
    return list(dict.fromkeys(found))
