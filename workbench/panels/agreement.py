"""Agreement of coders: how far they agree, where they differ, and a third person's decision."""

from typing import Any

from workbench import codebook
from workbench.adjudicating import adjudicate
from workbench.casefile import Case
from workbench.coding.decisions import STANCES
from workbench.findings.agreement import agreement
from workbench.findings.disputes import disputes
from workbench.markup import escape, table
from workbench.panels.panel import Panel, act

DISPUTE = ("readings", "quote", "file", "place", "blind", "open", "decisions")


class Agreement(Panel):
    """Shows the agreement of two or more coders (keys), and lets a third person decide where they differ.

    Example:
        >>> Agreement.page, Agreement.decide.of_a_page
        ('agreementpanel', True)
    """

    page = "agreementpanel"
    groups = ("agreementpanel", "coder")

    def __init__(self, case: Case, coders: list[str] | tuple[str, ...] = (), *, framework: str = "ilo-11",
                 agent: str | None = None, lang: str = "en") -> None:  # fmt: skip
        self.framework = codebook.framework(framework).id
        self.coders = list(coders)
        super().__init__(case, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """The coders there are, the agreement of those chosen, and every dispute of the framework."""
        tables = self.case.tables()
        everybody = [tables.label(one) for one in dict.fromkeys(tables.codings["coder"])]
        found = agreement(tables, self.coders, self.framework) if len(set(self.coders)) > 1 else None
        rows = [] if found is None else [[str(one) for one in row] for row in found.df.itertuples(index=False)]
        return {
            "everybody": everybody, "coders": self.coders, "framework": self.framework, "stances": STANCES,
            "frameworks": [[name, codebook.framework(name).name] for name in codebook.frameworks()],
            "heads": [] if found is None else [str(name) for name in found.df.columns], "rows": rows,
            "notes": [] if found is None else list(found.notes), "disputes": self._disputes(tables),
        }  # fmt: skip

    def _disputes(self, tables: Any) -> list[dict[str, Any]]:
        keys = tables.entities["key"]
        found = []
        for one in disputes(tables, self.framework):
            told = one.document()
            label = self.t.of(codebook.framework(one.framework).indicator(one.indicator).labels)
            where = {"framework": one.framework, "passage": one.passage, "subject": str(keys[one.subject]),
                     "indicator": one.indicator}  # fmt: skip
            kept = {name: told[name] for name in DISPUTE}
            found.append({**kept, "label": label, "about": one.about, "where": where, "region": told["region"] or []})
        return sorted(found, key=lambda one: not one["open"])

    @act
    def choose(self, coders: list[str], framework: str | None = None) -> str:
        """Takes other coders, or another framework.

        Raises:
            Unknown: there is no such framework.
        """
        self.coders = coders
        self.framework = codebook.framework(framework or self.framework).id
        return self.t("agreementpanel.chosen", coders=", ".join(coders))

    @act
    def decide(self, where: dict[str, str], stance: str, reason: str) -> str:
        """Records a third person's decision of one dispute; all readings stay.

        Raises:
            Refused: whoever decides coded it, or is no person, or it is decided.
            BadValue: no reason is given.
        """
        made = adjudicate(self.case, where, stance, reason, agent=self.acting("adjudicate"))
        self.done.append((made,))
        return self.t("agreementpanel.decided", stance=self.t(f"agreementpanel.stance-{stance}"))

    def twin(self) -> str:
        """The numbers, what has to be said beside them, and the disputes."""
        shown = self.shown()
        heads = [self.t(f"agreementpanel.{name}") for name in ("indicator", "about", "readings", "words", "state")]
        state = {True: self.t("agreementpanel.open"), False: self.t("agreementpanel.closed")}
        listed = [[one["label"], one["about"], "; ".join(f"{key}: {value}" for key, value in one["readings"].items()),
                   one["quote"] or one["file"], state[one["open"]]] for one in shown["disputes"]]  # fmt: skip
        numbers = table(shown["rows"], shown["heads"], self.t("agreementpanel.numbers", coders=", ".join(self.coders)))
        notes = "".join(f"<li>{escape(line)}</li>" for line in shown["notes"])
        disputed = table(listed, heads, self.t("agreementpanel.disputes"))
        return f'<div lang="{escape(self.lang)}">{numbers if shown["rows"] else ""}<ul>{notes}</ul>{disputed}</div>'
