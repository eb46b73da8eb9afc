"""The resolution queue: entities that may be one, with every reason, and what a person says of them."""

from typing import Any

from workbench.casefile import Case
from workbench.coding.by_hand import DESK
from workbench.coding.entry import Entry
from workbench.coding.resolutions import DECISIONS, decide_rows
from workbench.errors import Refused
from workbench.markup import escape, table
from workbench.matching.listing import listed
from workbench.panels.panel import Panel, act


class Pairs(Panel):
    """Asks of each two entities that may be one whether they are; both stay, whatever is said.

    Names stand in this panel, as the register has them: it is for the team, and its twin has keys alone.

    Example:
        >>> Pairs.page, Pairs.say.of_a_page
        ('pairs', True)
    """

    page = "pairs"
    groups = ("pairs",)

    def __init__(self, case: Case, *, agent: str | None = None, lang: str = "en") -> None:
        self._held: tuple[str, list[dict[str, Any]]] | None = None
        super().__init__(case, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """The pairs, those that nobody has decided first, then by their scores."""
        head = self.case.head()
        if self._held is None or self._held[0] != head:
            self._held = (head, listed(self.case.tables()))
        found = sorted(self._held[1], key=lambda one: (one["decision"] is not None, -(one["score"] or 0.0)))
        return {"pairs": found, "decisions": DECISIONS, "open": sum(one["decision"] is None for one in found)}

    @act
    def say(self, a: str, b: str, decision: str, note: str = "") -> str:
        """Records that two entities (keys) are the same, different, or that one cannot tell.

        Raises:
            Refused: who decides is no person, or has said something of these two before.
            Unknown: there is no entity of that key.
        """
        row = Entry(DESK, 0, {"a": a, "b": b, "decision": decision, "note": note})
        done = decide_rows(self.case, [row], agent=self.acting("resolve"))
        if done.problems:
            raise done.problems[0]
        if not done.recorded:
            raise Refused(DESK, "you have said this before", "Take the next pair")
        self.done.append((done.recorded[0],))
        return self.t("pairs.told", a=a, b=b, decision=self.t(f"pairs.is-{decision}"))

    @act
    def take_back(self, a: str, b: str) -> str:
        """Takes back what whoever acts has said of two entities (keys).

        Raises:
            Refused: nothing was said by this person.
        """
        state, who = self.case.state(), self.acting("undo")
        ids = {live.record.key: live.id for live in state.of("entity")}
        for live in state.of("sameness"):
            if live.record.agent == who and {live.record.entity_a, live.record.entity_b} == {ids.get(a), ids.get(b)}:
                return self.undo(live.id)
        raise Refused(DESK, f"you have said nothing of {a} and {b}", "Whoever said it takes it back")

    def twin(self) -> str:
        """The pairs by key, with scores and decisions; no name stands in it."""
        heads = [self.t(f"pairs.{name}") for name in ("one", "other", "score", "decision")]
        rows = [[one["a"], one["b"], "" if one["score"] is None else f"{one['score']:.2f}",
                 self.t(f"pairs.is-{one['decision'] or 'open'}")] for one in self.shown()["pairs"]]  # fmt: skip
        return f'<div lang="{escape(self.lang)}">{table(rows, heads, self.t("pairs.caption"))}</div>'
