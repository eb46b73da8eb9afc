"""Who goes without a name in one release, whoever else may be named."""

from collections.abc import Sequence

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
