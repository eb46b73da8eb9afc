"""What every panel is: shown from the ledger, acting through the verbs, with a twin that needs no script and no trust.

What is shown never stands in the widget's own state, which Lab may save into a notebook: it is sent when a page asks
for it. An act is a method; a page asks for it by name, and gets a sentence and what has changed.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import anywidget

from workbench import verbs
from workbench.casefile import Case
from workbench.codebook.messages import messages
from workbench.coding.undo import undo
from workbench.errors import Refused, WorkbenchError
from workbench.markup import escape
from workbench.panels.scripts import script, style

Method = TypeVar("Method", bound=Callable[..., str | None])
LOCKED = "this case is sealed and locked"


def act(method: Method) -> Method:
    """Marks a method as one that a page may ask for; it gives the sentence that is read out afterwards.

    Example:
        >>> act(lambda: "done").of_a_page
        True
    """
    method.of_a_page = True  # type: ignore[attr-defined]
    return method


class Panel(anywidget.AnyWidget):
    """A panel on a case; `agent` is the key of who acts in it, `lang` the language of its own words.

    A subclass names its module of JavaScript (`page`) and its groups of messages (`groups`), says in `shown` what its
    page shows and in `twin` the same as HTML without a script. Two kernels on one case see each other's work by
    `refresh`.

    Raises:
        Unknown: there is no table of words in that language.
    """

    page = ""
    groups: tuple[str, ...] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        if "page" in cls.__dict__:
            cls._esm, cls._css = script(cls.page), style()
        super().__init_subclass__(**options)

    def __init__(self, case: Case, *, agent: str | None = None, lang: str = "en") -> None:
        self.case, self.agent, self.lang = case, agent, lang
        self.t = messages(lang)
        self.done: list[tuple[str, ...]] = []
        self.undone: list[tuple[str, ...]] = []
        self.attached: list[bytes] = []
        self._asking: Any = None
        self._sent: dict[str, str] = {}
        super().__init__()
        self.on_msg(self._asked)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.case.path.name!r})"

    def shown(self) -> dict[str, Any]:
        """What the page shows, as plain JSON values: a pure function of the ledger and of what is open."""
        raise NotImplementedError

    def twin(self) -> str:
        """The same facts as HTML that a notebook keeps which nobody has trusted."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Reads the case anew and shows what it holds now, also what another kernel recorded."""
        self.send({"state": self._changed()})

    @act
    def look(self) -> None:
        """Sends everything: a page that has just been opened knows nothing."""
        self._sent = {}

    @act
    def again(self) -> str:
        """Reads the case anew, because somebody asked."""
        return self.t("desk.refreshed")

    @act
    def undo(self, event: str | None = None) -> str:
        """Takes back a record by its id, else what was done last in this panel: one more event, never one less.

        Raises:
            Refused: nothing was done in this panel.
            Unknown: there is no such record.
        """
        if event is None and not self.done:
            raise Refused(self.page, self.t("desk.nothing"), self.t("desk.nothing-remedy"))
        who = self.acting("undo")
        targets = (event,) if event else self.done.pop()
        made = [undo(self.case, one, agent=who) for one in targets]
        self.undone.append(tuple(one.correction for one in reversed(made)))
        return self.t("desk.undone", remark=made[-1].remark)

    @act
    def redo(self) -> str:
        """Brings back what was taken back last in this panel.

        Raises:
            Refused: nothing was taken back.
        """
        if not self.undone:
            raise Refused(self.page, self.t("desk.nothing-undone"), self.t("desk.nothing-remedy"))
        who = self.acting("undo")
        made = [undo(self.case, one, agent=who) for one in self.undone.pop()]
        self.done.append(tuple(one.back for one in reversed(made) if one.back))
        return self.t("desk.redone")

    def tell(self, words: str) -> None:
        """Says in the live region how far the act under way has come."""
        self.send({"n": self._asking, "progress": words})

    def acting(self, action: str) -> str:
        """The id of who acts.

        Raises:
            Unnamed: nobody is named.
        """
        return verbs.acting(self.case, self.agent, action)

    def frame(self) -> dict[str, Any]:
        """What every page shows around its own: whose hand, which case and head, what can be taken back."""
        return {
            "case": self.case.info.title, "nature": self.case.info.nature, "head": self.case.head()[:12],
            "agent": self.agent, "undo": len(self.done), "redo": len(self.undone), "page": self.page,
        }  # fmt: skip

    def words(self) -> dict[str, Any]:
        """The messages of this page's groups, with their language and whether a second speaker has read them."""
        groups = ("desk", *self.groups)
        own = {key: said for key, said in self.t.words.items() if key.partition(".")[0] in groups}
        return {"lang": self.lang, "reviewed": self.t.reviewed, "words": own}

    def _asked(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        """One request of a page: the act, then what changed, or an error's own words."""
        answer = {"n": content.get("n")}
        self._asking = content.get("n")
        try:
            self._opened()
            answer["said"] = self._named(content.get("do"))(**content.get("given", {}), **self._brought(_buffers))
            answer["state"] = self._changed()
        except WorkbenchError as error:
            answer["wrong"] = str(error)
        except Exception as error:
            # A mistake of ours: the page says its kind alone, the words may quote a testimony.
            self.send(answer | {"wrong": self.t("desk.broken", kind=type(error).__name__)})
            raise
        brought, self.attached = self.attached, []
        self.send(answer, brought)

    def _brought(self, buffers: Any) -> dict[str, Any]:
        return {"files": [bytes(one) for one in buffers]} if buffers else {}

    def _named(self, name: Any) -> Callable[..., str | None]:
        method: Callable[..., str | None] | None = getattr(self, str(name), None)
        if method is None or not getattr(method, "of_a_page", False):
            raise Refused(self.page, f"there is no act named {name}", "Reload the page")
        return method

    def _opened(self) -> None:
        if not self.case.is_open:
            raise Refused(self.case.path.name, LOCKED, "Run case.unlock() in a cell, then refresh")

    def _changed(self) -> dict[str, Any]:
        """The parts of what is shown that differ from what was sent last."""
        found = {"frame": self.frame(), "words": self.words(), **self.shown()}
        texts = {name: json.dumps(value, ensure_ascii=False, sort_keys=True) for name, value in found.items()}
        fresh = {name: found[name] for name, text in texts.items() if self._sent.get(name) != text}
        self._sent = texts
        return fresh

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if bundle else ({}, {})
        return data | {"text/html": self._twin(), "text/plain": repr(self)}, metadata

    def _twin(self) -> str:
        if not self.case.is_open:
            return f"<p>{escape(self.case.path.name)}: {LOCKED}</p>"
        # What is done in a panel after its cell has run stands in the ledger, and not in this output.
        stood = self.t("desk.stood", head=self.case.head()[:12])
        return f'{self.twin()}<p lang="{escape(self.lang)}">{escape(stood)}</p>'
