"""What is held against each other: who or what is called how, and the other facts that may tell two apart."""

import dataclasses

PEOPLE = frozenset({"Person", "Worker", "SubAgent"})
BODIES = frozenset({"Company", "Agency", "Association", "Branch", "PublicBody"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Named:
    """One entity as it is compared: names as written in every script, and other facts as far as they are known.

    `born` is YYYY, YYYY-MM or YYYY-MM-DD; `numbers` are those of papers and registers.

    Example:
        >>> Named(key="W-07", schema="Worker", names=("Nguyễn Văn Hùng", "NGUYEN VAN HUNG")).kind
        'person'
    """

    key: str
    schema: str
    names: tuple[str, ...]
    born: str | None = None
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """`person`, `body`, or the schema itself: only entities of one kind are held against each other."""
        return "person" if self.schema in PEOPLE else "body" if self.schema in BODIES else self.schema
