"""What the check before a release has found, as it shows itself to the team."""

import dataclasses
from typing import Any

import pandas as pd

from workbench.disclosure.finding import Finding
from workbench.disclosure.naming import Naming
from workbench.disclosure.preparing import Prepared
from workbench.markup import table


@dataclasses.dataclass(frozen=True, repr=False)
class Checked:
    """What a release for an audience would hold and reveal, at one head of the case; `df` has what was found.

    Example:
        >>> {"prepared", "naming", "head"} == {field.name for field in dataclasses.fields(Checked)}
        True
    """

    prepared: Prepared
    naming: Naming
    head: str

    @property
    def ok(self) -> bool:
        """True where nothing forbids the release."""
        return self.prepared.ok

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, the gravest first."""
        return self.prepared.findings

    def values(self) -> dict[str, Any]:
        """The check as plain values, as `--json` prints it."""
        allowed = self.prepared.allowed.values()
        return {
            "ok": self.ok, "audience": self.prepared.audience.id, "head": self.head,
            "findings": [one.values() for one in self.findings],
            "workers": {"known": len(allowed), "counted": sum(one.counted for one in allowed),
                        "with_account": sum(one.account for one in allowed)},
        }  # fmt: skip

    @property
    def df(self) -> pd.DataFrame:
        """One row a finding, the gravest first."""
        return pd.DataFrame([one.values() for one in self.findings])

    def __repr__(self) -> str:
        return f"Checked({self.sentence()})"

    def _repr_html_(self) -> str:
        shown = ("severity", "code", "message", "path", "remedy")
        rows = [[_told(one.values()[name]) for name in shown] for one in self.findings]
        return table(rows, shown, f"For {self.prepared.audience.id}: {self.sentence()}")

    def sentence(self) -> str:
        """The check in one sentence."""
        errors = [one for one in self.findings if one.severity == "error"]
        counted = self.values()["workers"]
        who = f"{counted['counted']} of {counted['known']} workers counted, {counted['with_account']} accounts"
        if not errors:
            return f"Nothing forbids this release: {who}."
        return f"Refused: {len(errors)} would point to somebody. {who}."


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("words", ""))
    return " -> ".join(value) if isinstance(value, list | tuple) else str(value)
