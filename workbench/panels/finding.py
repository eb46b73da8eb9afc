"""What the panels of findings share: tables kept for one head, a day to look as of, and the way back to the words.

No rule of a finding stands here: a panel shows what `workbench.findings` gives, and asks for it again where the case
has grown.
"""

import base64
import dataclasses
from collections.abc import Iterable
from typing import Any

from workbench.casefile import Case
from workbench.panels.panel import Panel, act
from workbench.records import first_day
from workbench.release.evidence import Evidence, Found, evidence, found
from workbench.tables import Tables

MOST = 100  # passages that are shown of one thing at once; the others are counted


class Finding(Panel):
    """A panel of a finding; `as_of` a day (YYYY, YYYY-MM or YYYY-MM-DD), None for everything.

    A subclass gives what its page shows, and opens with `leads` what one part of it rests on.

    Example:
        >>> Finding.trace.of_a_page, Finding.until.of_a_page
        (True, True)
    """

    as_of: str | None = None

    def __init__(self, case: Case, *, as_of: str | None = None, agent: str | None = None, lang: str = "en") -> None:
        self.as_of = as_of
        self._tables: Tables | None = None
        self._trail: dict[str, Any] | None = None
        super().__init__(case, agent=agent, lang=lang)

    def tables(self) -> Tables:
        """The tables of the case at its head; read again only where it has grown."""
        if self._tables is None or self._tables.head != self.case.head():
            self._tables = self.case.tables()
        return self._tables

    def leads(self, title: str, passages: Iterable[str], codings: Iterable[str] = (), **more: Any) -> None:
        """Opens the way back: from a thing called `title` to its passages, or to codings with theirs."""
        self._trail = {"title": title, "passages": [*dict.fromkeys(passages)], "codings": [*codings], **more}

    def trail(self) -> dict[str, Any] | None:
        """What is open: words, what stands around them, source, file, place and digest of the file; None if nothing."""
        if self._trail is None:
            return None
        tables, held = self.tables(), self._trail
        codings = [one for one in held["codings"] if one in tables.codings.index]
        passages = [one for one in held["passages"] if one in tables.passages.index]
        steps = _agreed(tables, evidence(tables, codings[:MOST]))
        steps += [_step(tables, one) for one in found(tables, passages[:MOST]).values()]
        rest = max(0, len(codings) - MOST) + max(0, len(passages) - MOST)
        return {**held, "codings": len(codings), "passages": len(passages), "steps": steps, "rest": rest}

    @act
    def trace(self, passages: list[str], title: str) -> str:
        """Opens what stands at some passages, as a line of the page names them."""
        self.leads(title, passages)
        return self.t("finding.opened", title=title)

    @act
    def close(self) -> str:
        """Closes the way back."""
        self._trail = None
        return self.t("finding.closed")

    @act
    def until(self, day: str | None = None) -> str:
        """Looks at what had begun by a day; without one, at everything.

        Raises:
            BadValue: it is no day, as the finding says.
        """
        self.as_of = day or None
        return self.t("finding.as-of", day=day) if day else self.t("finding.all-times")

    def months(self, dates: Iterable[Any]) -> list[str]:
        """The months in which something begins, for a slider; partial dates of a year alone are left out."""
        return sorted({str(one)[:7] for one in dates if isinstance(one, str) and len(one) >= 7 and first_day(one[:7])})


def _agreed(tables: Tables, codings: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The codings as steps; what several coders read alike in the same words is one step that names them all."""
    steps: dict[tuple[str, ...], dict[str, Any]] = {}
    for one in codings:
        said = {"stance": one.stance, "when": one.when, "means": one.means, "of": one.subject}
        same = steps.setdefault((one.found.passage, *map(str, said.values())), _step(tables, one.found) | said)
        same["coders"] = ", ".join(sorted({*same.get("coders", "").split(", "), one.coder} - {""}))
    return list(steps.values())


def _step(tables: Tables, one: Found) -> dict[str, Any]:
    shown = dataclasses.asdict(one)
    return shown | {"picture": picture(tables, one.item) if one.media_type.startswith("image/") else None}


def picture(tables: Tables, item: str) -> str | None:
    """The small working copy of a photograph as a page can show it; None where there is none.

    No original is decoded here: that is for limited child processes.
    """
    small = tables.derived(item, "thumbnail")
    if small is None:
        return None
    kind = "image/png" if small.startswith(b"\x89PNG") else "image/jpeg"
    return f"data:{kind};base64,{base64.b64encode(small).decode('ascii')}"
