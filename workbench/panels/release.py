"""The release desk: for whom, what the check says, what the dossier would say, and the release itself."""

from typing import Any

from workbench import codebook, sharing
from workbench.casefile import Case
from workbench.codebook.messages import languages
from workbench.errors import BadValue
from workbench.markup import escape, table
from workbench.panels.panel import Panel, act
from workbench.release.protected import preflight, release

EXPORTS = "exports"


class Release(Panel):
    """Makes a protected release for an audience: check, preview, write; refused while it would point to somebody.

    The key of the pseudonyms is thrown away here; whoever is to keep it uses `workbench release --keep-key`.

    Example:
        >>> Release.page, Release.write.of_a_page
        ('release', True)
    """

    page = "release"
    groups = ("release",)

    def __init__(self, case: Case, audience: str = "public", *, agent: str | None = None, lang: str = "en") -> None:
        self.audience, self.purpose = codebook.audience(audience).id, ""
        self.told: dict[str, Any] | None = None
        self.made: list[list[str]] = []
        super().__init__(case, agent=agent, lang=lang)

    def shown(self) -> dict[str, Any]:
        """For whom, what the last check said and of which head, and who got which release before."""
        if self.told and self.told["head"] != self.case.head()[:12]:
            self.told = None  # what was checked then says nothing of the case as it is now
        return {
            "audiences": [[one.id, one.title] for one in sharing.audiences()], "audience": self.audience,
            "purpose": self.purpose, "languages": languages(), "told": self.told, "made": self.made,
            "receipts": [_receipt(one) for one in sharing.receipts(self.case)],
        }  # fmt: skip

    @act
    def check(self, audience: str, purpose: str = "") -> str:
        """Checks what a release for an audience would reveal.

        Raises:
            Unknown: there is no such audience.
        """
        self.audience, self.purpose = codebook.audience(audience).id, purpose
        checked = preflight(self.case, self.audience, purpose=purpose or None)
        errors = [{"message": one.message, "remedy": one.remedy.words} for one in checked.findings
                  if one.severity == "error"]  # fmt: skip
        self.told = {"ok": checked.ok, "sentence": checked.sentence(), "errors": errors, "head": checked.head[:12]}
        return checked.sentence()

    @act
    def preview(self, audience: str, purpose: str = "", language: str = "en") -> str:
        """Sends the page what the dossier would say; nothing is written, nothing is logged.

        Raises:
            Unknown: there is no such audience or language.
        """
        self.audience, self.purpose = codebook.audience(audience).id, purpose
        found = sharing.preview(self.case, self.audience, purpose=purpose or None, lang=language)
        self.attached = [found._repr_html_().encode("utf-8")]
        return self.t("release.previewed", sentence=found.sentence)

    @act
    def write(self, audience: str, out: str, purpose: str = "", recipient: str = "", language: str = "en") -> str:
        """Makes the release in a new folder (a bare name: below the `exports` of the case), and logs who receives it.

        Raises:
            BadValue: no folder is named.
            Refused: it would point to somebody, or something stands in the folder.
        """
        if not out.strip():
            raise BadValue("release", "folder", out, "the name of a new folder")
        self.audience, self.purpose = codebook.audience(audience).id, purpose
        folder = self.case.path / EXPORTS / out.strip()  # an absolute path stays what it is
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = release(
            self.case, self.audience, out=folder, agent=self.acting("release"), purpose=purpose or None,
            recipient=recipient or None, lang=language, progress=self._far,
        )  # fmt: skip
        self.made = [[one["path"], one["sha256"]] for one in made["files"]]
        words = self.t("release.written", release=made["release"][:12], count=len(self.made), folder=str(folder))
        left = ", ".join(made["taken_away"])
        return f"{words}. {self.t('release.taken-away', folders=left)}" if left else words

    def _far(self, what: str, done: int, found: int) -> None:
        self.tell(self.t("release.progress", what=what, done=done, found=found))

    def twin(self) -> str:
        """Who got which release, and whom to tell of a withdrawal."""
        heads = [self.t(f"release.{name}") for name in ("id", "for", "recipient-of", "at", "tell")]
        rows = [[one["id"], one["audience"], one["recipient"], one["at"], ", ".join(one["tell"])]
                for one in self.shown()["receipts"]]  # fmt: skip
        return f'<div lang="{escape(self.lang)}">{table(rows, heads, self.t("release.receipts"))}</div>'


def _receipt(one: sharing.Receipt) -> dict[str, Any]:
    told = one.released
    return {"id": told.id[:12], "audience": told.audience, "recipient": told.recipient or "", "at": told.at,
            "tell": list(one.tell)}  # fmt: skip
