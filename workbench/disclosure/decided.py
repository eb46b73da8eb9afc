"""What was decided by hand of a record, for one audience or for all."""

from collections.abc import Iterable, Mapping

from workbench.findings.sameness import of_records
from workbench.records import Protection, Record


def decisions(records: Iterable[tuple[str, Record]], audience: str) -> dict[str, frozenset[str]]:
    """What was decided of which record for an audience, or for all.

    Example:
        >>> decisions([("d", Protection(act="withhold", target="r", reason="by hand"))], "public")
        {'r': frozenset({'withhold'})}
    """
    told = list(records)
    found: dict[str, set[str]] = {}
    for _, record in told:
        if isinstance(record, Protection) and record.audience in (None, audience):
            found.setdefault(record.target, set()).add(record.act)
    _follow(found, of_records(told))
    return {target: frozenset(acts) for target, acts in found.items()}


def _follow(acts: dict[str, set[str]], same: Mapping[str, frozenset[str]]) -> None:
    """Lets what protects an entity protect all who are one with it; showing one shows no other."""
    for group in set(same.values()):
        protecting = {act for one in group for act in acts.get(one, ()) if act != "show"}
        for one in group if protecting else ():
            acts[one] = (acts.get(one, set()) | protecting) - {"show"}
