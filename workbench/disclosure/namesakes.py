"""Two people of one name, of whom one may be named: the name of the one would be read as the name of the other."""

from collections.abc import Iterable, Mapping

from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.view import Names
from workbench.records import Record

CODE = "name-shared"


def findings(shared: Mapping[str, tuple[str, ...]], records: Mapping[str, Record]) -> Iterable[Finding]:
    """A finding for each worker (id) who may be named and whose name is that of others (ids), who may not.

    Example:
        >>> from workbench.records import Entity
        >>> one, other = (Entity(key=key, schema="Worker", label=key) for key in ("W-09", "W-10"))
        >>> [found.path for found in findings({"a": ("b",)}, {"a": one, "b": other})]
        [('W-09 may be named, and W-10 of the same name may not',)]
    """
    for worker, others in sorted(shared.items()):
        key = _key(records.get(worker))
        path = tuple(sorted(f"{key} may be named, and {_key(records.get(one))} of the same name may not"
                            for one in others))  # fmt: skip
        yield Finding(CODE, key, path, Remedy("unname", worker, (), f"Let {key} go by a pseudonym"), "consents")


def put_in(names: Names) -> frozenset[str]:
    """What is said to be left in words where the name of the one was put in: the remedy of `findings` takes it out.

    Example:
        >>> from types import SimpleNamespace
        >>> sorted(put_in(SimpleNamespace(shared={"a": ("b",)}, label=lambda key: "Worker D5")))
        ['a name of Worker D5']
    """
    return frozenset(a_name(names.label(one)) for others in names.shared.values() for one in others)


def a_name(label: str) -> str:
    """How it is said of words that a name is left in them.

    Example:
        >>> a_name("Worker D5")
        'a name of Worker D5'
    """
    return f"a name of {label}"


def _key(record: Record | None) -> str:
    return getattr(record, "key", "somebody protected")
