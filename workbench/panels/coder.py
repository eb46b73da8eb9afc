"""The testimony reader and coder: mark words, press an indicator, and it is in the ledger.

Whoever reads blind is sent nothing of what others made of the words: it does not leave the kernel.
"""

from typing import Any

from workbench import verbs
from workbench.casefile import Case, Live
from workbench.coding import drafts as drafting
from workbench.coding import worksheet
from workbench.coding.by_hand import DESK, marked
from workbench.coding.entry import Entry
from workbench.coding.verdicts import judge_rows
from workbench.errors import Refused
from workbench.markup import escape, table
from workbench.panels import opened
from workbench.panels.coding_panel import SAID, CodingPanel
from workbench.panels.panel import act
from workbench.panels.twins import danger, doubtful, marked_doubt, marked_words

LONGEST = 20_000_000


class Coder(CodingPanel):
    """Reads and codes the texts of a case; `item` is the one that is open first, `blind` keeps what others coded away.

    Example:
        >>> Coder.page, Coder.code.of_a_page
        ('coder', True)
    """

    page = "coder"
    groups = ("coder", "danger")

    def __init__(self, case: Case, item: str | None = None, *, framework: str = "ilo-11", blind: bool = False,
                 agent: str | None = None, lang: str = "en") -> None:  # fmt: skip
        self.suggesting = False
        named = verbs.item_of(case, item).id if item else next((one["id"] for one in opened.texts(case)), None)
        super().__init__(case, named, framework=framework, blind=blind, agent=agent, lang=lang)

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
            "codings": self.coded(live),
            "choices": opened.choices(self.case, self.framework, self.t),
            "fixed": self.fixed() | {"suggesting": self.suggesting},
            "waiting": self._waiting(live, only) if live and only else [],
            "drafts": self._drafts(live) if live and self.suggesting else [],
        }  # fmt: skip

    @act
    def turn(self, item: str) -> str:
        """Opens another text, by its id or its name."""
        self.at_item = verbs.item_of(self.case, item).id
        return self.t("coder.opened", name=verbs.item_of(self.case, item).record.name)

    @act
    def code(self, start: int, end: int, indicator: str, *, period: dict[str, str] | None = None, **said: str) -> str:
        """Records that the words from `start` to `end` (code points) speak to an indicator, as `said` has it.

        `said` are columns of the register of codings: `stance`, `subject`, `means`, and what else is known; `period`
        has its columns `start`, `end` and `as_written`.

        Raises:
            WorkbenchError: whatever keeps a row of the register from being taken.
        """
        return self._say(marked(self.case, self._need().id, start, end), indicator, period, said)

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

    @act
    def judge(self, draft: dict[str, Any], decision: str, **said: str) -> str:
        """Accepts a draft as a coding of one's own, of whom and known how `said` has it, or rejects it.

        Raises:
            WorkbenchError: whatever keeps a verdict from being recorded.
        """
        given = {name: str(draft[name]) for name in ("item", "quote", "framework", "indicator", "polarity", "cue")}
        spot = {"from_code_point": str(draft["start"]), "to_code_point": str(draft["end"])}
        told = {name: value for name, value in said.items() if name in SAID or name == "reason"}
        before = {live.id for live in self.case.state().of("coding")}
        row = Entry(DESK, 0, {**given, **spot, "decision": decision, **told})
        done = judge_rows(self.case, [row], agent=self.acting("drafts"))
        if done.problems:
            raise done.problems[0]
        if done.already:
            raise Refused(DESK, "this draft is judged already", "Refresh the panel")
        verdict = self.case.state().of("verdict")[-1]
        made = verdict.record.coding
        self.done.append((verdict.id, made) if made and made not in before else (verdict.id,))
        return self.t(f"coder.{decision}", indicator=draft["indicator"])

    @act
    def listen(self) -> str:
        """Sends the recording that is open to the page, which plays it from memory.

        Raises:
            Refused: the item is no recording, or too long to be held in memory.
        """
        live = self._need()
        if live.record.media_type.partition("/")[0] not in ("audio", "video"):
            raise Refused(live.record.name, "it is no recording", "Open one")
        if live.record.size > LONGEST:
            raise Refused(
                live.record.name, f"it has {live.record.size} bytes, too many for a page", "Play it elsewhere"
            )
        self.attached = [self.case.objects.read(live.record.object)]
        return self.t("coder.playing")

    def twin(self) -> str:
        """The words with what was coded marked in them, and a table of the codings."""
        live = self._live()
        if live is None:
            return f"<p>{escape(self.t('coder.none'))}</p>"
        shown, found = opened.item(self.case, live), self.coded(live)
        heads = [
            self.t(f"coder.{name}") for name in ("number", "indicator", "stance", "means", "subject", "coder", "words")
        ]
        cells = [[n, one["label"], one["stance"], one["means"], one["subject"], one["coder"],
                  " ".join(filter(None, (one["quote"], marked_doubt(self.t, one["doubtful"]))))]
                 for n, one in enumerate(found, 1)]  # fmt: skip
        return (
            f'<div lang="{escape(self.lang)}">{danger(self.t, shown["dangers"])}'
            f"{doubtful(self.t, shown['doubtful'])}"
            f'<p lang="{escape(shown["lang"])}" style="white-space:pre-wrap">{marked_words(shown["text"], found)}</p>'
            f"{table(cells, heads, self.t('coder.codings', name=shown['name']))}</div>"
        )

    def _waiting(self, live: Live, coder: str) -> list[dict[str, str]]:
        """What this coder is still to read blind in the text that is open."""
        found = worksheet.to_code(self.case, coder, self.framework)
        return [one for one in found if one["file"] in (live.id, live.record.name)]

    def _drafts(self, live: Live) -> list[dict[str, Any]]:
        found = drafting.drafts(self.case, self.framework, live.id)
        texts = opened.texts_of(self.case, live.id)
        return [{**one.document(), "doubtful": opened.doubts(texts, one)} for one in found]
