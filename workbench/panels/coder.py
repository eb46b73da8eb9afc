"""The testimony reader and coder: mark words, press an indicator, and it is in the ledger.

Whoever reads blind is sent nothing of what others made of the words: it does not leave the kernel.
"""

import itertools
from typing import Any

from workbench import verbs
from workbench.casefile import Case, Live
from workbench.coding import drafts as drafting
from workbench.coding.by_hand import code, marked
from workbench.coding.export import codings as rows
from workbench.errors import Refused
from workbench.markup import escape, table
from workbench.panels import opened
from workbench.panels.panel import Panel, act

STANCES = ("supports", "contradicts", "unclear")
MEANS = ("first-hand", "hearsay", "document", "observed", "official-finding")
ELICITED = ("spontaneous", "open", "closed")
SAID = ("stance", "subject", "means", "scope", "site", "actor", "phase", "question", "elicited", "memo")
COLOURS = {"supports": "#d7e9c8", "contradicts": "#f6d2cd", "unclear": "#e6e0f0"}


class Coder(Panel):
    """Reads and codes the texts of a case; `item` is the one that is open first, `blind` keeps what others coded away.

    Example:
        >>> Coder.page, Coder.code.of_a_page
        ('coder', True)
    """

    page = "coder"
    groups = ("coder",)

    def __init__(self, case: Case, item: str | None = None, *, framework: str = "ilo-11", blind: bool = False,
                 agent: str | None = None, lang: str = "en") -> None:  # fmt: skip
        self.framework, self.blind = framework, blind
        self.suggesting = False
        named = verbs.item_of(case, item).id if item else None
        self.at_item = named or next((one["id"] for one in opened.texts(case)), None)
        super().__init__(case, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """The texts, the one that is open, what was coded in it, and what may be chosen."""
        live = self._live()
        only = self.acting("code") if self.blind else None
        texts = opened.texts(self.case)
        if self.blind:
            texts = [{**one, "codings": None} for one in texts]
        return {
            "texts": texts,
            "item": opened.item(self.case, live) if live else None,
            "codings": opened.codings(self.case, live, only=only) if live else [],
            "choices": opened.choices(self.case, self.framework, self.t),
            "fixed": {"stances": STANCES, "means": MEANS, "elicited": ELICITED, "framework": self.framework,
                      "blind": self.blind, "suggesting": self.suggesting},
            "drafts": self._drafts(live) if live and self.suggesting else [],
        }  # fmt: skip

    @act
    def turn(self, item: str) -> str:
        """Opens another text, by its id or its name."""
        self.at_item = verbs.item_of(self.case, item).id
        return self.t("coder.opened", name=verbs.item_of(self.case, item).record.name)

    @act
    def under(self, framework: str) -> str:
        """Takes another framework in hand."""
        opened.choices(self.case, framework, self.t)
        self.framework = framework
        return self.t("coder.under", framework=framework)

    @act
    def code(self, start: int, end: int, indicator: str, *, period: dict[str, str] | None = None, **said: str) -> str:
        """Records that the words from `start` to `end` (code points) speak to an indicator, as `said` has it.

        `said` are columns of the register of codings: `stance`, `subject`, `means`, and what else is known; `period`
        has its columns `start`, `end` and `as_written`.

        Raises:
            WorkbenchError: whatever keeps a row of the register from being taken.
        """
        live = self._need()
        where = marked(self.case, live.id, start, end)
        told = {name: value for name, value in said.items() if name in SAID}
        return self._record({**where, **told, **(period or {}), "framework": self.framework, "indicator": indicator})

    @act
    def agree(self, coding: str, stance: str | None = None) -> str:
        """Says of the same words what another coder said, or with `stance` the opposite: a reading of one's own.

        Raises:
            Refused: no coding of that id counts.
        """
        if self.blind:
            raise Refused("desk", "this is a blind reading", "Code the words yourself")
        numbered = dict(zip([live.id for live in self.case.state().of("coding")], rows(self.case), strict=True))
        if coding not in numbered:
            raise Refused(f"coding {coding[:12]}", "it does not count any more", "Refresh the panel")
        return self._record(
            {**numbered[coding], "coder": "", "memo": "", "stance": stance or numbered[coding]["stance"]}
        )

    @act
    def suggest(self, on: bool) -> str:
        """Shows or hides what the cues suggest: drafts, counted nowhere until a person takes one.

        Raises:
            Refused: this is a blind reading.
        """
        if self.blind and on:
            raise Refused("desk", "this is a blind reading", "Look at drafts after it")
        self.suggesting = on
        return self.t("coder.suggesting" if on else "coder.not-suggesting")

    def twin(self) -> str:
        """The words with what was coded marked in them, and a table of the codings."""
        live = self._live()
        if live is None:
            return f"<p>{escape(self.t('coder.none'))}</p>"
        shown, found = opened.item(self.case, live), self.shown()["codings"]
        heads = [
            self.t(f"coder.{name}") for name in ("number", "indicator", "stance", "means", "subject", "coder", "words")
        ]
        cells = [[n, one["label"], one["stance"], one["means"], one["subject"], one["coder"], one["quote"] or ""]
                 for n, one in enumerate(found, 1)]  # fmt: skip
        return (
            f'<div lang="{escape(self.lang)}">{_danger(self, shown)}'
            f'<p lang="{escape(shown["lang"])}" style="white-space:pre-wrap">{_marked(shown["text"], found)}</p>'
            f"{table(cells, heads, self.t('coder.codings', name=shown['name']))}</div>"
        )

    def _record(self, row: dict[str, str]) -> str:
        made = code(self.case, row, agent=self.acting("code"))
        self.done.append((made,))
        return self.t(
            "coder.saved", indicator=row["indicator"], stance=row.get("stance", ""), words=row.get("quote", "")
        )

    def _live(self) -> Live | None:
        return self.case.state().get(self.at_item) if self.at_item else None

    def _need(self) -> Live:
        live = self._live()
        if live is None:
            raise Refused("desk", "no text is open", "Open one of the list")
        return live

    def _drafts(self, live: Live) -> list[dict[str, Any]]:
        found = drafting.drafts(self.case, self.framework, live.id)
        return [one.document() for one in found]


def _danger(panel: Panel, shown: dict[str, Any]) -> str:
    told = shown["danger"]
    if told is None:
        return ""
    words = ", ".join(told["flags"]) or panel.t("coder.no-danger" if told["asked"] else "coder.danger-unasked")
    return f"<p><strong>{escape(panel.t('coder.danger', worker=told['worker']))}</strong> {escape(words)}</p>"


def _marked(text: str, found: list[dict[str, Any]]) -> str:
    """The words with marks: each stretch bears the numbers of the codings that it belongs to."""
    placed = [(n, one) for n, one in enumerate(found, 1) if one["start"] is not None]
    ends = sorted({0, len(text), *(one[side] for _, one in placed for side in ("start", "end"))})
    out = []
    for begin, end in itertools.pairwise(ends):
        over = [(n, one) for n, one in placed if one["start"] <= begin < one["end"]]
        words = escape(text[begin:end])
        if over:
            colour = COLOURS[over[0][1]["stance"]]
            here = "".join(f"<sup>[{n}]</sup>" for n, one in over if one["end"] == end)
            words = f'<mark style="background:{colour};color:#1a1a1a">{words}</mark>{here}'
        out.append(words)
    return "".join(out)
