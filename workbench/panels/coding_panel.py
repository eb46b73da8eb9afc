"""What panels share in which one codes: whose framework, one's own reading beside another's, what was read in full."""

from typing import Any

from workbench import codebook
from workbench.casefile import Case, Live
from workbench.coding import worksheet
from workbench.coding.by_hand import DESK, code
from workbench.coding.entry import Entry
from workbench.coding.export import codings as rows
from workbench.errors import Refused
from workbench.panels import opened
from workbench.panels.panel import Panel, act
from workbench.panels.twins import marked_doubt

STANCES = ("supports", "contradicts", "unclear")
MEANS = ("first-hand", "hearsay", "document", "observed", "official-finding")
ELICITED = ("spontaneous", "open", "closed")
SAID = ("stance", "subject", "means", "scope", "site", "actor", "phase", "question", "elicited", "memo")


class CodingPanel(Panel):
    """A panel in which codings are made; `blind` keeps away what others made of the same.

    Example:
        >>> CodingPanel.agree.of_a_page, CodingPanel.page
        (True, '')
    """

    def __init__(self, case: Case, at_item: str | None, *, framework: str, blind: bool = False,
                 agent: str | None = None, lang: str = "en") -> None:  # fmt: skip
        self.at_item, self.framework, self.blind = at_item, codebook.framework(framework).id, blind
        super().__init__(case, agent=agent, lang=lang)

    @act
    def under(self, framework: str) -> str:
        """Takes another framework in hand.

        Raises:
            Unknown: there is no such framework.
        """
        self.framework = codebook.framework(framework).id
        return self.t("coder.under", framework=framework)

    @act
    def agree(self, coding: str, stance: str | None = None) -> str:
        """Says of the same words what another coder said, or with `stance` the opposite: a reading of one's own.

        Raises:
            Refused: no coding of that id counts, or this is a blind reading.
        """
        if self.blind:
            raise Refused(DESK, "this is a blind reading", "Code the words yourself")
        row = self._row(coding)
        return self._record({**row, "coder": "", "memo": "", "stance": stance or row["stance"]})

    @act
    def read_through(self, subject: str, **where: str) -> str:
        """Declares that every indicator of the framework was considered for a passage and a worker or group.

        `where` are the columns of the register that name the passage. Only then is what was left empty `nothing seen`.

        Raises:
            WorkbenchError: whatever keeps a reading from being recorded.
        """
        given = {name: value for name, value in where.items() if name in worksheet.GIVEN}
        declared = {"blind": "yes" if self.blind else "no", "done": "yes"}
        row = Entry(DESK, 0, {**given, **declared, "framework": self.framework, "subject": subject})
        done = worksheet.take_rows(self.case, [row], agent=self.acting("code"))
        if done.problems:
            raise done.problems[0]
        if not done.recorded:
            raise Refused(DESK, "you have declared this before", "Take the next passage")
        self.done.append((done.recorded[-1],))
        return self.t("coder.read-through", subject=subject)

    @act
    def read_coded(self, coding: str) -> str:
        """The same for the passage of a coding that stands in the list.

        Raises:
            Refused: no coding of that id counts.
        """
        row = self._row(coding)
        return self.read_through(**{name: row[name] for name in worksheet.GIVEN if name != "framework" and row[name]})

    def fixed(self) -> dict[str, Any]:
        """What may be said in a coding, and how this panel is set."""
        return {"stances": STANCES, "means": MEANS, "elicited": ELICITED, "framework": self.framework,
                "blind": self.blind}  # fmt: skip

    def coded(self, live: Live | None) -> list[dict[str, Any]]:
        """The codings in an item that this panel may show."""
        only = self.acting("code") if self.blind else None
        return opened.codings(self.case, live, self.t, only=only) if live else []

    def _say(self, where: dict[str, str], indicator: str, period: dict[str, str] | None, said: dict[str, str]) -> str:
        told = {name: value for name, value in said.items() if name in SAID}
        return self._record({**where, **told, **(period or {}), "framework": self.framework, "indicator": indicator})

    def _record(self, row: dict[str, str]) -> str:
        made = code(self.case, row, agent=self.acting("code"))
        self.done.append((made,))
        label = self.t.of(codebook.framework(row["framework"]).indicator(row["indicator"]).labels)
        where = row.get("quote") or row.get("region") or self.t("coder.whole")
        said = self.t("coder.saved", indicator=label, stance=self.t(f"coder.stance-{row['stance']}"), words=where)
        return " ".join(filter(None, (said, marked_doubt(self.t, self._doubts(made)))))

    def _doubts(self, coding: str) -> list[str]:
        """The words of a coding's passage that a machine read below the stated confidence."""
        state = self.case.state()
        made = state.get(coding)
        passage = state.get(made.record.passage) if made else None
        return opened.doubts(opened.texts_of(self.case, passage.record.item), passage.record) if passage else []

    def _row(self, coding: str) -> dict[str, str]:
        numbered = dict(zip([live.id for live in self.case.state().of("coding")], rows(self.case), strict=True))
        if coding not in numbered:
            raise Refused(f"coding {coding[:12]}", "it does not count any more", "Refresh the panel")
        return numbered[coding]

    def _live(self) -> Live | None:
        return self.case.state().get(self.at_item) if self.at_item else None

    def _need(self) -> Live:
        live = self._live()
        if live is None:
            raise Refused(DESK, "nothing is open", "Open one of the list")
        return live
