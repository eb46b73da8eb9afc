"""The response tracker: what institutions owed, were told and did, how it stands on a day, what is due next; and more
of it recorded: a letter, an answer, a look, and what an answer says of an allegation.
"""

from typing import Any

from workbench import codebook
from workbench.casefile import Case
from workbench.coding.by_hand import code, written
from workbench.drawn import picture
from workbench.findings import responses as findings
from workbench.panels import opened
from workbench.panels.coding_panel import MEANS, STANCES
from workbench.panels.finding import Finding
from workbench.panels.panel import act

SHOWN = ("number", "duty", "bearer", "force", "set_off", "due", "falls_due", "done", "days", "status", "why")
STEPS = ("role", "when", "title_", "finds", "source")  # `title` is the name of the panel itself
DAYS = 30
ROLES = ("notice", "act", "check", "trigger")
FINDS = ("done", "partly", "refused", "not-done", "not-clear")
SAID = ("about", "finds", "by", "due", "stance", "file", "quote", "as_written", "note")
FRAMEWORK = "ilo-11"


class Responses(Finding):
    """What institutions owed and did as of a day; a duty opens into every step on record and its words.

    Example:
        >>> Responses.page, Responses.duty.of_a_page
        ('responsespanel', True)
    """

    page = "responsespanel"
    groups = ("responsespanel", "finding", "coder")

    def __init__(self, case: Case, **options: Any) -> None:
        self._found: tuple[Any, findings.Responses] | None = None
        super().__init__(case, **options)

    def found(self) -> findings.Responses:
        """The table as it stands."""
        key = (self.tables().head, self.as_of)
        if self._found is None or self._found[0] != key:
            self._found = key, findings.responses(self.tables(), as_of=self.as_of)
        return self._found[1]

    def shown(self) -> dict[str, Any]:
        """The rows, what falls due within thirty days of the day, the duties of which nothing is on record."""
        found = self.found()
        next_ = [(one, {"number": one.number, "bearer": one.bearer, "duty": one.duty.title}) for one in
                 found.reminders(DAYS)]  # fmt: skip
        due = [self.t("responsespanel.reminder", day=str(one.due), **said) for one, said in next_]
        return {
            "rows": [[str(one) for one in row] for row in found.df[list(SHOWN)].itertuples(index=False)],
            "names": SHOWN, "as_of": found.as_of, "reminders": due,
            "untouched": [f"{one.title} ({one.instrument})" for one in found.untouched],
            "time": {"as_of": self.as_of, "months": self.months(self.tables().acts["period_start"])},
            "trail": self.trail(), "runs": [_run(self.case, one) for one in found.rows], "choices": self._choices(),
        }  # fmt: skip

    def _choices(self) -> dict[str, Any]:
        """What a step can be about, and whose word it is."""
        state = self.case.state()
        bodies = [[live.record.key, live.record.label] for live in state.of("entity")
                  if live.record.schema not in ("Worker", "Group")]  # fmt: skip
        shown = opened.choices(self.case, FRAMEWORK, self.t)
        return {
            "duties": [[one.id, f"{one.title} ({one.instrument})"] for one in codebook.duties().values()],
            "bodies": bodies, "sources": [[live.record.key, live.record.label] for live in state.of("source")],
            "files": [[one["id"], one["name"]] for one in opened.texts(self.case)], "roles": ROLES, "finds": FINDS,
            "indicators": [[one["id"], one["label"]] for one in shown["indicators"]],
            "stances": STANCES, "means": MEANS,
            "subjects": [[one["key"], one["label"]] for one in shown["subjects"]],
        }  # fmt: skip

    @act
    def record(self, *, duty: str, bearer: str, role: str, title: str, source: str, on: str = "", **said: str) -> str:
        """Records a step of a duty: a letter sent (`notice`), an answer (`act`), a look whether it was done (`check`).

        `on` is its date; `said` are the other columns of the register `acts`, such as `finds`, `due`, `file`, `quote`.

        Raises:
            WorkbenchError: whatever keeps a row of the register from being taken.
        """
        more = {name: said[name] for name in SAID if said.get(name)}
        told = {"duty": duty, "bearer": bearer, "role": role, "title": title, "source": source, "start": on, "end": on}
        self.done.append((written(self.case, "acts", told | more, agent=self.acting("register")),))
        row = next(one for one in self.found().rows if (one.duty.id, _key(self.case, one.bearer_id)) == (duty, bearer)
                   and one.about == (said.get("about") or None))  # fmt: skip
        return self.t("responsespanel.recorded", number=row.number, duty=row.duty.title, status=row.status)

    @act
    def answered(self, *, file: str, quote: str, indicator: str, stance: str, subject: str, means: str) -> str:
        """Records what the words of an answer say of an allegation: for it, against it, unclear; a coding of one's own.

        Raises:
            WorkbenchError: whatever keeps a row of the register of codings from being taken.
        """
        row = {"file": file, "quote": quote, "framework": FRAMEWORK, "indicator": indicator, "stance": stance,
               "subject": subject, "means": means}  # fmt: skip
        self.done.append((code(self.case, row, agent=self.acting("code")),))
        return self.t("responsespanel.said", stance=self.t(f"coder.stance-{stance}"), words=quote)

    @act
    def duty(self, number: int) -> str:
        """Opens every step of a duty: what set it off, what was told, done, and found by a check."""
        row = self.found().rows[int(number) - 1]
        title = f"{row.bearer}: {row.duty.title}"
        cells = [
            [self.t(f"responsespanel.role-{one.role}"), one.when, one.title, one.finds or "", one.source]
            for one in row.steps
        ]
        heads = [self.t(f"responsespanel.{name}") for name in STEPS]
        self.leads(title, row.passages, told=[row.why], rows={"headers": heads, "cells": cells})
        return self.t("finding.opened", title=title)

    def twin(self) -> str:
        """The table of responses as its picture and in words."""
        return picture(self.found())._repr_html_() + self.found()._repr_html_()


def _key(case: Case, entity: str) -> str:
    live = case.state().get(entity)
    return str(live.record.key) if live else entity


def _run(case: Case, row: findings.Response) -> dict[str, Any]:
    return {"number": row.number, "duty": row.duty.id, "bearer": _key(case, row.bearer_id), "about": row.about or ""}
