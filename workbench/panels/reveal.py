"""Who stands behind a pseudonym: asked for with a reason, logged first, and shown on the open page alone."""

from typing import Any

from workbench.casefile import Case
from workbench.danger import of_workers
from workbench.markup import escape, table
from workbench.panels.panel import Panel, act
from workbench.panels.twins import danger
from workbench.records import Entity
from workbench.revealing import Revealed, reveal, revealed

COLUMNS = ("at", "by", "whom", "reason")
# What stands in an output, which is saved: a reason is somebody's own words, and a name may be among them.
KEPT = COLUMNS[:-1]


class Reveal(Panel):
    """Asks for one name at a time; `key` is whose, where `reason` is given too it is asked for at once.

    The name is sent to the page that asked and stands nowhere else: not in the output, not in what is saved. It is gone
    when it is hidden, when somebody else is asked for, and when the notebook is opened anew.

    Raises:
        WorkbenchError: as `workbench.revealing.reveal`, where a reason is given.

    Example:
        >>> Reveal.page, Reveal.ask_for.of_a_page, Reveal.hide.of_a_page
        ('reveal', True, True)
    """

    page = "reveal"
    groups = ("reveal", "coder", "danger")

    def __init__(
        self, case: Case, key: str | None = None, *, reason: str | None = None, agent: str | None = None,
        lang: str = "en",
    ) -> None:  # fmt: skip
        self.key = key
        self._who: Revealed | None = None
        super().__init__(case, agent=agent, lang=lang)
        if key is not None and reason is not None:
            self.ask_for(key, reason)

    def shown(self) -> dict[str, Any]:
        """Who may be asked for (by key), whose name is shown, dangers to that worker, and every look before."""
        state = self.case.state()
        known = {live.record.key: live for live in state.of("entity")}
        told = of_workers(self.case)
        asked = known.get(self._who.key) if self._who else None
        return {
            "people": [self._choice(live.record) for live in known.values()],
            "asked": self.key or "",
            "named": {"key": self._who.key, "names": list(self._who.names)} if self._who else None,
            "item": {"dangers": [told[asked.id]] if asked and asked.id in told else []},
            "looks": [[one[name] for name in COLUMNS] for one in revealed(self.case)],
        }

    def _choice(self, entity: Entity) -> list[str]:
        return [entity.key, f"{entity.key} ({entity.schema})"]

    @act
    def look(self) -> None:
        """Sends everything but a name: whoever opens the notebook anew asks anew."""
        if self._sent:
            self._who = None
        super().look()

    @act
    def ask_for(self, key: str, reason: str) -> str:
        """Shows the names of one entity (by key), after the look was logged with its reason.

        Raises:
            WorkbenchError: as `workbench.revealing.reveal`.
        """
        self._who = reveal(self.case, key, reason=reason, agent=self.agent)
        self.key = key
        return self.t("reveal.told", whom=key)

    @act
    def hide(self) -> str:
        """Takes the name off the page."""
        self._who = None
        return self.t("reveal.hidden")

    def twin(self) -> str:
        """Every look: when, by whom, of whom (by key); why stands on the open page alone."""
        heads = [self.t(f"reveal.{name}") for name in KEPT]
        rows = [[one[name] for name in KEPT] for one in revealed(self.case)]
        whose = next((live.id for live in self.case.state().of("entity") if live.record.key == self.key), "")
        told = of_workers(self.case)
        first = danger(self.t, [told[whose]] if whose in told else [])
        where = f"<p>{escape(self.t('reveal.where'))}</p>"
        caption = self.t("reveal.looks")
        return f'<div lang="{escape(self.lang)}">{first}{where}{table(rows, heads, caption)}</div>'
