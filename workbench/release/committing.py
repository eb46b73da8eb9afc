"""Committing to every field of every record of a case: what a bundle shows of them can be proved, the rest is sealed.

Everything is derived from the salt of a record, 32 random bytes that stand, sealed, in its ledger line: whoever can
open the record can open what was committed to, nobody else can, and with its key it is destroyed for good.
"""

import dataclasses
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from workbench.casefile import Case
from workbench.casefile.cipher import Signer
from workbench.casefile.vault import NoKey
from workbench.errors import Refused
from workbench.records import KIND_OF, REFERENCES, Record, canonical, content
from workbench.release.committed import MOST, NAME, VERSION, leaf_of, root_of
from workbench.release.recorded import statement

LEDGER_ID, PADDING = "ledger-id", "padding"
LEAST, LEAST_OF_A_GROUP, STEP = 1024, 128, 4


@dataclasses.dataclass(frozen=True)
class Sealed:
    """One commitment, as whoever may open it knows it.

    Example:
        >>> len(Sealed("00" * 32, "coding", "r", "stance", "supports").leaf)
        64
    """

    salt: str
    kind: str
    row: str
    field: str
    value: Any

    @property
    def leaf(self) -> str:
        """The commitment itself."""
        return leaf_of(self.salt, self.kind, self.row, self.field, self.value)


class Commitments:
    """The commitments to the records of a case, for one release: `nonce` makes them others in every release.

    `ids` gives each record its id in this release; no two releases share one.

    Example:
        >>> from workbench.records import Agent
        >>> made = Commitments([("agent", "a" * 64, Agent(key="M", kind="person", name="M"), "0f" * 32)], "00" * 32)
        >>> [one.field for one in made.of["a" * 64]]
        ['key', 'kind', 'name', 'role', 'member', 'ledger-id']
    """

    def __init__(self, told: Iterable[tuple[str, str, Record, str]], nonce: str) -> None:
        told = list(told)
        self.nonce = nonce
        self.ids = {key: self._drawn(salt, "row") for _, key, _, salt in told}
        self.of = {key: self._sealed(kind, key, record, salt) for kind, key, record, salt in told}
        self._base = next((salt for kind, _, _, salt in told if kind == "case"), "")

    def _drawn(self, salt: str, purpose: str) -> str:
        return hmac.new(bytes.fromhex(salt), f"{self.nonce} {purpose}".encode(), hashlib.sha256).hexdigest()

    def _sealed(self, kind: str, key: str, record: Record, salt: str) -> tuple[Sealed, ...]:
        values = renamed(kind, content(record), self.ids)
        names = [field.name for field in dataclasses.fields(record)]
        told = [(name, values.get(name)) for name in names] + [(LEDGER_ID, key)]
        return tuple(
            Sealed(self._drawn(salt, f"field {name}"), kind, self.ids[key], name, value) for name, value in told
        )

    def padding(self, number: int) -> Sealed:
        """A commitment to nothing: it stands among the others so that their number is not known."""
        return Sealed(self._drawn(self._base, f"padding {number}"), PADDING, PADDING, PADDING, number)

    def signed(
        self, groups: Mapping[str, Iterable[str]], *, head: str, at: str, signer: Signer
    ) -> tuple[dict[str, Any], list[str]]:
        """The statement of these commitments, signed at a head of the ledger, and the leaves it is about.

        `groups` names the records that what is published of each kind rests on without showing them. Each group is
        padded to 128, 512, 2,048 and so on, all leaves to 1,024, 4,096 and so on: a size says no more than the bands in
        which a release counts what it kept back, and above a hundred less.

        Raises:
            Refused: there are more than a verifier takes.
        """
        leaves, fresh = {one.leaf for sealed in self.of.values() for one in sealed}, iter(range(MOST))
        held: dict[str, list[str]] = {}
        for name, keys in groups.items():
            held[name] = [self.of[key][-1].leaf for key in keys]
            fill = up_to(len(held[name]), LEAST_OF_A_GROUP) - len(held[name])
            held[name] += [self.padding(next(fresh)).leaf for _ in range(fill)]
            leaves.update(held[name])
        size = up_to(len(leaves), LEAST)
        if size > MOST:
            raise Refused(
                "commitments", f"{size} are more than a verifier takes ({MOST})", "Release a part of the case"
            )
        ordered = sorted([*leaves, *(self.padding(next(fresh)).leaf for _ in range(size - len(leaves)))])
        at_of = {leaf: number for number, leaf in enumerate(ordered)}
        told: dict[str, Any] = {
            "format": NAME, "version": VERSION, "at": at, "head": head, "root": root_of(ordered), "nonce": self.nonce,
            "leaves": size, "groups": {name: sorted(at_of[leaf] for leaf in one) for name, one in held.items()},
            "key": signer.public, "signature": "",
        }  # fmt: skip
        return told | {"signature": signer.sign(statement(NAME, told))}, ordered


def up_to(count: int, least: int) -> int:
    """The size to which so many are padded: `least`, or four times as much until they fit.

    Example:
        >>> up_to(0, 128), up_to(129, 128)
        (128, 512)
    """
    size = least
    while size < count:
        size *= STEP
    return size


def renamed(kind: str, values: dict[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """The content of a record in which other records are named by their ids in this release.

    Example:
        >>> renamed("item", {"source": "s", "name": "s"}, {"s": "new"})
        {'source': 'new', 'name': 's'}
    """
    out = dict(values)
    for name in REFERENCES.get(kind, ()):
        value = out.get(name)
        if isinstance(value, list):
            out[name] = sorted(ids.get(one, one) for one in value)
        elif value is not None:
            out[name] = ids.get(value, value)
    return out


def commitments(case: Case, nonce: str) -> Commitments:
    """The commitments to every record of a case that this copy can open, whether it counts or was set aside.

    Raises:
        Locked: the case is sealed, and nobody opened it.
    """
    records = {live.id: live.record for live in case.state().all}
    told = []
    for line in case.lines():
        if line.id in records:
            record = records.pop(line.id)
            try:
                told.append((KIND_OF[type(record)], line.id, record, case.vault.salt_of(line.kind, line.id, line.body)))
            except NoKey:  # destroyed meanwhile: nobody opens it again
                continue
    return Commitments(told, nonce)


def encoded(statement_: dict[str, Any]) -> bytes:
    """A statement or an opening as it is written to a file.

    Example:
        >>> encoded({"a": 1})
        b'{"a":1}\\n'
    """
    return canonical(statement_) + b"\n"
