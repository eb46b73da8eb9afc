"""Who goes without a name in one release, whoever else may be named."""

from collections import Counter
from collections.abc import Mapping, Sequence

from workbench.disclosure.leaving import Terms
from workbench.disclosure.view import NATURAL
from workbench.records import Entity, Record


def unnamed(records: Sequence[tuple[str, Record]], terms: Terms, witnesses: frozenset[str]) -> frozenset[str]:
    """Who goes without a name: workers, whoever the audience or a decision says, and who is one with any of them.

    `witnesses` are entities who spoke in confidence without being workers.

    Example:
        >>> from workbench.codebook import audience
        >>> boy = Entity(key="W", schema="Worker", label="W")
        >>> unnamed([("w", boy)], Terms(audience("public"), {}, {}), frozenset())
        frozenset({'w'})
    """
    entities = {key: one for key, one in records if isinstance(one, Entity)}
    hidden = {key for key, one in entities.items() if one.schema == "Worker"}
    for key, one in entities.items():
        if one.schema in NATURAL and not terms.audience.persons:
            hidden.add(key)
        if terms.decided(key, "pseudonymise"):
            hidden.add(key)
    hidden = {one for key in hidden & set(entities) | witnesses for one in terms.one_with(key)}
    return frozenset(hidden)


def small_groups(entities: Mapping[str, Entity], k: int) -> frozenset[str]:
    """The groups of which fewer than k workers are on record, and at least one: their names would say who is in them.

    Example:
        >>> group = Entity(key="G", schema="Group", label="Team C")
        >>> boy = Entity(key="W", schema="Worker", label="W", group_of="G")
        >>> sorted(small_groups({"g": group, "w": boy}, 5))
        ['g']
    """
    members: Counter[str] = Counter()
    for one in entities.values():
        if one.schema == "Worker":
            members.update(part.strip() for part in (one.group_of or "").split(";"))
    return frozenset(key for key, one in entities.items() if one.schema == "Group" and 0 < members[one.key] < k)
