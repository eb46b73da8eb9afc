"""What a commitment of a bundle stands for: opened one by one, for somebody neutral, by whoever can open the case."""

import dataclasses
from pathlib import Path
from typing import Any

from workbench.casefile import Case
from workbench.errors import BadValue, Refused
from workbench.release.checking import check_bundle
from workbench.release.committing import PADDING, commitments


@dataclasses.dataclass(frozen=True)
class Opening:
    """One commitment and what it is to: with its salt anybody can compute it again, and nothing else.

    Example:
        >>> Opening(3, "00" * 32, "padding", "padding", "padding", 0).sentence()
        'Commitment 3 stands for nothing: it is padding.'
    """

    leaf: int
    salt: str
    kind: str
    row: str
    field: str
    value: Any

    def values(self) -> dict[str, Any]:
        """As it is handed over: `verify_bundle.py BUNDLE --opening FILE` checks it."""
        return dataclasses.asdict(self)

    def sentence(self) -> str:
        """What it stands for, in words."""
        if self.kind == PADDING:
            return f"Commitment {self.leaf} stands for nothing: it is padding."
        return (
            f"Commitment {self.leaf} is to the field {self.field} of a record of the kind {self.kind}: {self.value!r}."
        )


def open_commitment(case: Case, bundle: Path, leaf: int) -> Opening:
    """Opens one commitment of a bundle that was made of this case; it says nothing of any other.

    The case is asked again for what it has recorded, and the commitment is computed anew from it: that it comes out the
    same proves that what is withheld stands in this ledger. Where the key of a record was destroyed nobody can.

    Raises:
        Refused: the bundle does not pass, holds nothing withheld, or was made of something that this copy cannot open.
        BadValue: the bundle has no commitment of that number.
        Locked: the case is sealed, and nobody opened it.
    """
    verdict = check_bundle(bundle)
    if not verdict.ok:
        wrong = verdict.problems[0]
        raise Refused(bundle, f"it does not pass ({wrong.code}: {wrong.subject})", "Ask for a whole one")
    if verdict.about["holds"] != "rows":
        raise Refused(bundle, "nothing is withheld in this bundle: it holds the whole record", "Read the record")
    if not 0 <= leaf < len(verdict.leaves):
        raise BadValue(bundle.name, "commitment", leaf, f"a number from 0 to {len(verdict.leaves) - 1}")
    made = commitments(case, verdict.nonce)
    sought = verdict.leaves[leaf]
    padding = (made.padding(number) for number in range(len(verdict.leaves)))
    for one in [*(one for sealed in made.of.values() for one in sealed), *padding]:
        if one.leaf == sought:
            return Opening(leaf, one.salt, one.kind, one.row, one.field, one.value)
    raise Refused(
        f"commitment {leaf}", "nothing that this copy of the case can open makes it: its key was destroyed, or the "
        "bundle is of another case", "Open the case from which the bundle was made",
    )  # fmt: skip
