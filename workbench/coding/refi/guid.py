"""The GUIDs of a REFI-QDA file, derived: the same thing has the same GUID in every export."""

import uuid

SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "forced-labour-workbench")


def guid(*parts: str) -> str:
    """A GUID made of words, such as a kind and an id (UUID version 5), in capital letters.

    An indicator's GUID is the same in every case, so that codebooks exchanged between teams agree.

    Example:
        >>> guid("indicator", "ilo-11", "debt-bondage") == guid("indicator", "ilo-11", "debt-bondage")
        True
    """
    return str(uuid.uuid5(SPACE, "\n".join(parts))).upper()


def same(value: str | None) -> str:
    """A GUID as it can be compared: without braces, in capital letters; empty where none is given.

    Example:
        >>> same("{0f8a1907-7e42-4739-8610-a676b4d1b69f}")
        '0F8A1907-7E42-4739-8610-A676B4D1B69F'
    """
    return (value or "").strip().strip("{}").upper()
