"""Intake: whose files these are and what was asked about dangers first, then files dropped, and what came of each."""

from typing import Any

from workbench import verbs
from workbench.casefile import Case
from workbench.danger import of_workers, record
from workbench.markup import escape, table
from workbench.panels.panel import Panel, act
from workbench.records import FLAGS, Danger
from workbench.tray import Tray

MOST = 200
TOLD = ("referral", "channel", "hours", "may_say", "note")


class Intake(Panel):
    """Takes files into a case: dropped or chosen, piece by piece through memory, each with its outcome.

    Example:
        >>> Intake.page, Intake.take.of_a_page
        ('intake', True)
    """

    page = "intake"
    groups = ("intake", "coder", "danger")

    def __init__(self, case: Case, *, agent: str | None = None, lang: str = "en") -> None:
        self.tray: Tray | None = None
        self.refused: list[dict[str, str]] = []
        super().__init__(case, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """Dangers first, then the sources, then what is in the case, the newest first."""
        workers = sorted(of_workers(self.case).values(), key=lambda one: str(one["worker"]))
        found = verbs.items(self.case)
        outcomes: dict[str, int] = {}
        for one in found:
            outcomes[one["outcome"]] = outcomes.get(one["outcome"], 0) + 1
        return {
            "workers": workers, "flags": FLAGS, "outcomes": outcomes, "refused": self.refused,
            "sources": [[live.record.key, live.record.label] for live in self.case.state().of("source")],
            "items": [_item(one) for one in reversed(found[-MOST:])], "all": len(found), "most": MOST,
        }  # fmt: skip

    @act
    def asked(self, worker: str, asked: str, flags: list[str], **told: str) -> str:
        """Records what was asked of a worker about dangers, before anything of the worker is taken in.

        Raises:
            Unknown: no worker has that key.
            BadValue: the day or a flag is none.
        """
        given = {name: value for name, value in told.items() if name in TOLD and value}
        danger = Danger(subject="", asked=asked, flags=tuple(flags), **given)
        identity, new = record(self.case, worker, danger, agent=self.acting("danger"))
        if new:
            self.done.append((identity,))
        return self.t("intake.asked", worker=worker)

    @act
    def piece(self, name: str, at: int, changed: float | None = None, files: list[bytes] | None = None) -> None:
        """One piece of a file that is being handed over; it lies in memory until `take`.

        Raises:
            BadValue, Refused: as `Tray.put`.
        """
        self.tray = self.tray or Tray(sealed=self.case.sealed)
        self.tray.put(name, at, (files or [b""])[0], changed=changed)

    @act
    def take(self, source: str | None = None) -> str:
        """Takes in what was handed over, in the name of a source (its key), and says how it went.

        Raises:
            WorkbenchError: as `workbench.verbs.add`.
        """
        tray, self.tray = self.tray or Tray(sealed=self.case.sealed), None
        who = self.case.state().get(self.acting("add"))
        try:
            done = tray.take(self.case, agent=who.record.key if who else "", source=source or None, progress=self._far)
        finally:
            tray.clear()
        self.refused = [{"path": one.path, "message": one.message} for one in done.refused]
        return self.t("intake.taken", added=done.added, duplicates=done.duplicates, refused=len(done.refused))

    def _far(self, done: int, found: int) -> None:
        self.tell(self.t("intake.progress", done=done, found=found))

    def twin(self) -> str:
        """What is in the case with its outcomes, as a table."""
        shown = self.shown()
        heads = [self.t(f"intake.{name}") for name in ("file", "kind", "outcome", "reasons", "digest")]
        rows = [[one["name"], one["kind"], one["outcome"], "; ".join(one["reasons"]), one["sha256"]]
                for one in shown["items"]]  # fmt: skip
        caption = self.t("intake.items", shown=len(rows), all=shown["all"])
        return f'<div lang="{escape(self.lang)}">{table(rows, heads, caption)}</div>'


def _item(one: dict[str, Any]) -> dict[str, Any]:
    reasons = [reason["message"] for reason in one["reasons"]]
    return {name: one[name] for name in ("id", "name", "kind", "outcome", "sha256", "size")} | {"reasons": reasons}
