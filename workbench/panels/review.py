"""Disclosure review: what a release would reveal, of whom and by which path, and what a person decides about it."""

from typing import Any

from workbench import codebook, sharing
from workbench.casefile import Case
from workbench.markup import escape, table
from workbench.panels.panel import Panel, act
from workbench.release.checked import Checked
from workbench.release.protected import apply, preflight


class Review(Panel):
    """Shows what the check before a release finds for an audience, and records decisions; it never releases anything.

    Example:
        >>> Review.page, Review.decide.of_a_page
        ('review', True)
    """

    page = "review"
    groups = ("review",)

    def __init__(self, case: Case, audience: str = "public", *, purpose: str | None = None, agent: str | None = None,
                 lang: str = "en") -> None:  # fmt: skip
        self.audience, self.purpose = codebook.audience(audience).id, purpose
        self._held: tuple[Any, Checked] | None = None
        super().__init__(case, agent=agent, lang=lang)

    def checked(self) -> Checked:
        """The check at the head that the case has now; it is made anew when the case has grown."""
        asked = (self.case.head(), self.audience, self.purpose)
        if self._held is None or self._held[0] != asked:
            self._held = (asked, preflight(self.case, self.audience, purpose=self.purpose))
        return self._held[1]

    def shown(self) -> dict[str, Any]:
        """The findings, the gravest first, the notices counted, and the decisions that stand for this audience."""
        checked = self.checked()
        findings = [one.values() for one in checked.findings]
        noticed: dict[str, int] = {}
        for one in findings:
            if one["severity"] == "notice":
                noticed[one["message"]] = noticed.get(one["message"], 0) + 1
        return {
            "audiences": [[one.id, one.title] for one in sharing.audiences()], "audience": self.audience,
            "purpose": self.purpose or "", "ok": checked.ok, "sentence": checked.sentence(), "acts": sharing.ACTS,
            "findings": [{**one, "n": n} for n, one in enumerate(findings) if one["severity"] != "notice"],
            "noticed": sorted(noticed.items()), "decisions": self._decisions(),
        }  # fmt: skip

    def _decisions(self) -> list[dict[str, Any]]:
        state = self.case.state()
        keys = {live.id: live.record.key for kind in ("entity", "source", "agent") for live in state.of(kind)}
        return [
            {"id": live.id, "act": live.record.act, "target": keys.get(live.record.target, live.record.target[:12]),
             "reason": live.record.reason, "audience": live.record.audience, "by": keys.get(live.agent, "")}
            for live in state.of("protection") if live.record.audience in (None, self.audience)
        ]  # fmt: skip

    @act
    def ask_for(self, audience: str, purpose: str = "") -> str:
        """Checks for another audience, or another purpose.

        Raises:
            Unknown: there is no such audience.
        """
        self.audience, self.purpose = codebook.audience(audience).id, purpose or None
        return self.checked().sentence()

    @act
    def remedy(self, n: int | None = None) -> str:
        """Records the remedy of one finding (its number) as a decision, or without one those of all errors.

        Raises:
            Refused: only a person can carry the remedy out.
        """
        checked = self.checked()
        only = None if n is None else [checked.findings[n]]
        made = apply(self.case, checked, agent=self.acting("preflight"), only=only)
        if made:
            self.done.append(tuple(reversed(made)))
        return self.t("review.applied", count=len(made), sentence=self.checked().sentence())

    @act
    def decide(self, target: str, act: str, reason: str, everybody: bool = False) -> str:
        """Records what releases for this audience (or for everybody) do with one record.

        Raises:
            BadValue: no reason is given, there is no such act, or the record is of no kind that it fits.
            Unknown: no record is called so.
        """
        before = {live.id for live in self.case.state().of("protection")}
        made = sharing.decide(self.case, target, act, agent=self.acting("decide"), reason=reason,
                              audience=None if everybody else self.audience)  # fmt: skip
        if made not in before:
            self.done.append((made,))
        return self.t("review.decided", target=target, sentence=self.checked().sentence())

    def twin(self) -> str:
        """The findings but for the notices, with paths and remedies."""
        shown = self.shown()
        heads = [self.t(f"review.{name}") for name in ("severity", "subject", "finding", "path", "remedy")]
        rows = [[one["severity"], one["subject"], one["message"], " → ".join(one["path"]), one["remedy"]["words"]]
                for one in shown["findings"]]  # fmt: skip
        caption = f"{self.audience}: {shown['sentence']}"
        return f'<div lang="{escape(self.lang)}">{table(rows, heads, caption)}</div>'
