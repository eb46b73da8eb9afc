"""What an instrument makes of one worker's record, and what would decide it; it stays inside the team."""

from typing import Any

from workbench import codebook
from workbench.casefile import Case
from workbench.findings.determination import Determination as Found
from workbench.findings.matrix import matrix
from workbench.findings.of_worker import of_worker
from workbench.markup import escape, table
from workbench.panels.finding import Finding
from workbench.panels.panel import act
from workbench.release.matrix import codings

TRIED = ("supported", "contradicted", "unclear")


class Determination(Finding):
    """One worker under one framework: the answer, what is shown, what is open, and which open items would change it.

    What is tried out (`suppose`) is recorded nowhere, and marked wherever it stands.

    Example:
        >>> Determination.page, Determination.suppose.of_a_page
        ('determinationpanel', True)
    """

    page = "determinationpanel"
    groups = ("determinationpanel", "finding", "state", "stance", "means")

    def __init__(self, case: Case, worker: str | None = None, *, framework: str = "ilo-hts-2012-adult",
                 **options: Any) -> None:  # fmt: skip
        self.framework, self.worker = framework, worker
        self.assumed: dict[str, str] = {}
        super().__init__(case, **options)
        self.worker = worker or next(iter(self.workers()), None)

    def workers(self) -> list[str]:
        """The keys of the workers on record, sorted."""
        entities = self.tables().entities
        return sorted(entities.loc[entities["schema"] == "Worker", "key"])

    def found(self) -> Found | None:
        """The answer as it stands; None where the case knows no worker."""
        if self.worker is None:
            return None
        return of_worker(self.tables(), self.worker, self.framework, as_of=self.as_of, assumed=self.assumed)

    def shown(self) -> dict[str, Any]:
        """The answer, every item with its state and whether it would decide, and what may be chosen."""
        found = self.found()
        return {
            "answer": self._answer(found) if found else None,
            "items": self._items(found) if found else [],
            "choices": {"worker": self.worker, "workers": self.workers(), "framework": self.framework,
                        "frameworks": [[one, codebook.framework(one).name] for one in codebook.frameworks()],
                        "tried": list(TRIED)},
            "time": {"as_of": self.as_of, "months": self.months(self.tables().codings["period_start"])},
            "trail": self.trail(),
        }  # fmt: skip

    def _answer(self, found: Found) -> dict[str, Any]:
        said = found.document()
        verdict = said["determination"]
        return {
            "verdict": self.t(f"determinationpanel.{verdict}" if verdict else "determinationpanel.no-threshold"),
            "sets": [[name, self.t(f"determinationpanel.{value}")] for name, value in found.sets.items()],
            "deciding": len(found.deciding), "assumed": len(self.assumed),
            "rule": found.rule, "sources": list(found.sources), "notes": list(found.notes),
        }  # fmt: skip

    def _items(self, found: Found) -> list[dict[str, Any]]:
        read = self._read()
        cells = matrix(self.tables(), framework=read, as_of=self.as_of)
        rows = []
        for one in codebook.framework(read).indicators:
            cell = cells.cell(str(self.worker), one.id)
            # Where actors are judged apart, an item bears its actor's name before its own.
            decides = any(name == one.id or name.endswith(f".{one.id}") for name in found.deciding)
            said = {"id": one.id, "label": one.label(self.lang), "group": one.group or ""}
            stands = {"state": cell.state, "origins": cell.origins, "decides": decides}
            rows.append({**said, **stands, "assumed": self.assumed.get(one.id)})
        return rows

    def _read(self) -> str:
        """The framework whose items the instrument reads."""
        return codebook.framework(self.framework).rule.reads or self.framework

    @act
    def person(self, worker: str) -> str:
        """Turns to another worker; what was tried out is forgotten.

        Raises:
            Unknown: no worker is called so.
        """
        of_worker(self.tables(), worker, self.framework)
        self.worker, self.assumed, self._trail = worker, {}, None
        return self.t("determinationpanel.turned", worker=worker)

    @act
    def under(self, framework: str) -> str:
        """Asks another instrument; what was tried out is forgotten.

        Raises:
            Unknown: there is no such framework.
        """
        self.framework, self.assumed, self._trail = codebook.framework(framework).id, {}, None
        return self.t("determinationpanel.under", framework=codebook.framework(framework).name)

    @act
    def suppose(self, item: str, state: str = "") -> str:
        """Tries out a state of an item, or takes the trial back with an empty one; nothing is recorded.

        Raises:
            Unknown: the instrument has no such item, or there is no such state to try.
        """
        tried = {**self.assumed, item: state}
        if not state:
            tried.pop(item)
        if self.worker is not None:
            of_worker(self.tables(), self.worker, self.framework, as_of=self.as_of, assumed=tried)
        self.assumed = tried
        return self.t("determinationpanel.supposed" if state else "determinationpanel.forgotten")

    @act
    def item(self, item: str) -> str:
        """Opens what is coded on an item of this worker."""
        read = self._read()
        cell = matrix(self.tables(), framework=read, as_of=self.as_of).cell(str(self.worker), item)
        title = f"{self.worker} · {codebook.framework(read).indicator(item).label(self.lang)}"
        self.leads(title, (), [one for ids in codings(cell).values() for one in ids])
        return self.t("finding.opened", title=title)

    def twin(self) -> str:
        """The answer and the items as a table."""
        found = self.found()
        if found is None:
            return f"<p>{escape(self.t('determinationpanel.nobody'))}</p>"
        answer, items = self._answer(found), self._items(found)
        yes = self.t("determinationpanel.decides")
        rows = [
            [one["group"], one["label"], self.t(f"state.{one['state']}"), yes if one["decides"] else ""]
            for one in items
        ]
        heads = [self.t(f"determinationpanel.{name}") for name in ("group", "item", "state", "decides")]
        name = codebook.framework(self.framework).name
        told = "".join(f"<p>{escape(line)}</p>" for line in (self.t("determinationpanel.inside"), answer["rule"]))
        verdict = f"<p><strong>{escape(self.worker)}: {escape(answer['verdict'])}</strong></p>"
        return verdict + told + table(rows, heads, name)
