"""Redaction: words and regions that no copy may show; the copy is looked at as a reader gets it, then recorded."""

import dataclasses
from typing import Any

from workbench import codebook, sharing, verbs, withheld
from workbench.casefile import Case, Live
from workbench.errors import BadValue, Refused
from workbench.markup import escape, table
from workbench.panels import redactable
from workbench.panels.panel import Panel, act
from workbench.redaction.log import Entry, read
from workbench.redaction.looking import Drawn, drawn
from workbench.redaction.pdf import picture_of
from workbench.redaction.places import PDF, Asked
from workbench.redaction.redact import copy_of
from workbench.release.protected import preflight

EXPORTS, GONE = "exports", "[withheld]"


@dataclasses.dataclass(frozen=True)
class Look:
    """A copy that is looked at: its bytes, media type and log; `asked` is None where it stands in the case already."""

    data: bytes
    media_type: str
    entries: tuple[Entry, ...]
    remaining: int
    head: str
    asked: Asked | None = None
    said: dict[str, Any] = dataclasses.field(default_factory=dict)


class Redact(Panel):
    """Withholds words of a text and regions of a picture or a page; `item` is the one that is open first.

    Nothing is recorded before the copy without them was looked at.

    Example:
        >>> Redact.page, Redact.preview.of_a_page, Redact.withhold.of_a_page
        ('redact', True, True)
    """

    page = "redact"
    groups = ("redact", "photos", "coder", "danger")

    def __init__(self, case: Case, item: str | None = None, *, audience: str = "public", agent: str | None = None,
                 lang: str = "en") -> None:  # fmt: skip
        self.audience = codebook.audience(audience).id
        self.at_item = (
            verbs.item_of(case, item).id if item else next((one["id"] for one in redactable.items(case)), None)
        )
        self._drawn: Drawn | None = None
        self._at_page = 1
        self._leaves: dict[str, str] | None = None
        self._look: Look | None = None
        super().__init__(case, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """The items, the one that is open with its words, what is withheld of it, and the copy that is looked at."""
        live = self._live()
        return {
            "items": redactable.items(self.case), "reasons": redactable.REASONS,
            "item": redactable.item(self.case, live, self._drawn, self._at_page) if live else None,
            "audiences": [[one.id, one.title] for one in sharing.audiences()], "audience": self.audience,
            "passages": redactable.passages(self.case, live, self._leaves or {}) if live else [],
            "withheld": redactable.withheld(self.case, live) if live else [],
            "asked": self._leaves is not None, "preview": self._preview(),
        }  # fmt: skip

    @act
    def turn(self, item: str) -> str:
        """Opens another item, by its id or its name."""
        live = verbs.item_of(self.case, item)
        self.at_item, self._drawn, self._at_page, self._look = live.id, None, 1, None
        return self.t("redact.opened", name=live.record.name)

    @act
    def see(self, page: int = 1) -> str:
        """Sends the picture that is open, or a page of it, to the page; it is drawn in a limited child process.

        Raises:
            Refused, Unreadable, BadValue: as `workbench.redaction.looking.drawn`.
        """
        live = self._need()
        self._drawn, self._at_page = drawn(self.case, live, int(page)), int(page)
        self.attached = [self._drawn.data]
        return self.t("redact.seen", name=live.record.name, page=self._at_page, pages=self._drawn.pages)

    @act
    def leaving(self, audience: str) -> str:
        """Looks up which passages would leave for an audience, and in which words.

        Raises:
            Unknown: there is no such audience.
        """
        self.audience = codebook.audience(audience).id
        checked = preflight(self.case, self.audience)
        rows = {key: one.quote for key, one in checked.prepared.tables.rows.get("passage", [])}
        ours = {live.id: rows.get(checked.naming.identity(live.id)) for live in self.case.state().of("passage")}
        self._leaves = {key: words for key, words in ours.items() if words and words != GONE}
        here = [one for one in redactable.passages(self.case, self._need(), self._leaves) if one["leaves"]]
        return self.t("redact.left", count=len(here), audience=self.audience)

    @act
    def preview(self, *, reason: str, note: str = "", as_text: bool = False, **where: Any) -> str:
        """Shows the copy as a reader would get it without what `where` names; nothing is recorded yet.

        `where` is `at` (from and to in code points; with `everywhere` the same words wherever they stand), a `region`
        of the page that is shown (x, y, width, height), a `passage` by its id, or `whole`.

        Raises:
            Refused, BadValue, QuoteNotFound, Unreadable: as `workbench.withheld.redact`.
        """
        live = self._need()
        asked = redactable.asked_for(self.case, live, self._at_page, **where)
        said: dict[str, Any] = {"reason": reason, "note": note or None, "as_text": as_text}
        made = withheld.preview(self.case, live.id, asked, **said)
        head = self.case.head()
        self._look = Look(made.data, made.media_type, made.entries, made.remaining, head, asked, said)
        return self._sent_look("redact.previewed")

    @act
    def copy(self) -> str:
        """Shows the copy that is kept, as `workbench redact CASE ITEM --show` does.

        Raises:
            Refused: there is none, or redactions changed since it was made.
        """
        live = self._need()
        found = copy_of(self.case, live.id)
        if found is None:
            raise Refused(live.record.name, self.t("redact.no-copy"), self.t("redact.no-copy-remedy"))
        entries = tuple(Entry(**one) for one in read(found[2])["entries"])
        self._look = Look(found[1], found[0].record.media_type, entries, 0, self.case.head())
        return self._sent_look("redact.copied")

    @act
    def leaf(self, page: int) -> str:
        """Sends another page of the copy that is looked at.

        Raises:
            Refused: nothing is looked at.
            BadValue: it has no such page.
        """
        if self._look is None or self._look.media_type != PDF:
            raise Refused(self.page, self.t("redact.look-first"), self.t("redact.look-remedy"))
        picture, pages = picture_of(self._look.data, int(page))
        self.attached = [picture]
        return self.t("redact.leaf", page=page, pages=pages)

    @act
    def withhold(self) -> str:
        """Records what was looked at last, and keeps that copy beside the item.

        Raises:
            Refused: nothing new was looked at, or the case has grown since.
        """
        look = self._look
        if look is None or look.asked is None:
            raise Refused(self.page, self.t("redact.look-first"), self.t("redact.look-remedy"))
        if look.head != self.case.head():
            self._look = None
            raise Refused(self.page, self.t("redact.grown"), self.t("redact.look-remedy"))
        done = withheld.redact(self.case, self._need().id, look.asked, agent=self.agent, **look.said)
        if done.redaction:
            self.done.append((done.redaction,))
        self._look = None
        return self.t("redact.done", count=len(done.entries), remaining=done.remaining)

    @act
    def undo(self, event: str | None = None) -> str:
        """Takes a redaction back, and makes the copy anew: the words stand in it again."""
        before = self._standing()
        return self._anew(before, super().undo(event))

    @act
    def redo(self) -> str:
        """Withholds again what was taken back last, and makes the copy anew."""
        before = self._standing()
        return self._anew(before, super().redo())

    @act
    def write(self, out: str) -> str:
        """Writes the copy to a file (a bare name: below the `exports` of the case), and logs that it left.

        Raises:
            BadValue: no file is named, or its ending is not that of the copy.
            Refused: there is no copy, or it is older than a redaction.
        """
        if not out.strip():
            raise BadValue(self.page, "file", out, "the name of a new file")
        path = self.case.path / EXPORTS / out.strip()  # an absolute path stays what it is
        path.parent.mkdir(parents=True, exist_ok=True)
        return self.t("redact.written", file=withheld.write(self.case, self._need().id, path, agent=self.agent).name)

    def twin(self) -> str:
        """What is withheld of the item that is open: how many places, why and by whom; no word of it."""
        live = self._live()
        if live is None:
            return f"<p>{escape(self.t('redact.none'))}</p>"
        heads = [self.t(name) for name in ("redact.places", "redact.reason", "redact.by", "coder.memo")]
        rows = [[one["places"], self.t(f"redact.reason-{one['reason']}"), one["by"], one["note"]]
                for one in redactable.withheld(self.case, live)]  # fmt: skip
        caption = self.t("redact.withheld", name=live.record.name)
        return f'<div lang="{escape(self.lang)}">{table(rows, heads, caption)}</div>'

    def _preview(self) -> dict[str, Any] | None:
        look = self._look
        if look is None:
            return None
        plain = look.media_type.startswith("text/")
        return {
            "text": look.data.decode("utf-8") if plain else None, "paged": look.media_type == PDF,
            "new": look.asked is not None, "remaining": look.remaining,
            "log": [[self.t(f"redact.kind-{one.kind}"), one.place, self.t(f"redact.reason-{one.reason}")]
                    for one in look.entries],
        }  # fmt: skip

    def _sent_look(self, key: str) -> str:
        look = self._look
        assert look is not None
        if look.media_type == PDF:
            self.attached = [picture_of(look.data, self._at_page)[0]]
        elif not look.media_type.startswith("text/"):
            self.attached = [look.data]
        return self.t(key, count=len(look.entries))

    def _standing(self) -> dict[str, str]:
        return {live.id: live.record.item for live in self.case.state().of("redaction")}

    def _anew(self, before: dict[str, str], said: str) -> str:
        self._look = None
        for item in sorted({item for _, item in before.items() ^ self._standing().items()}):
            withheld.anew(self.case, item, agent=self.agent)
        return said

    def _live(self) -> Live | None:
        return self.case.state().get(self.at_item) if self.at_item else None

    def _need(self) -> Live:
        live = self._live()
        if live is None:
            raise Refused(self.page, self.t("redact.none"), self.t("redact.look-remedy"))
        return live
