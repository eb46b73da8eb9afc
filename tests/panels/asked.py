"""A panel as its page asks it, without a page: what it answers is kept."""

from typing import Any

from workbench.panels.panel import Panel


class Page:
    """Asks a panel for acts by name, and keeps the state that it was sent, as the script in a browser does."""

    def __init__(self, panel: Panel) -> None:
        self.panel, self.state = panel, dict[str, Any]()
        self.answers: list[dict[str, Any]] = []
        self.brought: list[bytes] = []
        panel.send = self._hear  # type: ignore[method-assign]
        self.ask("look")

    def _hear(self, content: dict[str, Any], buffers: Any = None) -> None:
        self.answers.append(content)
        self.brought = list(buffers or [])
        self.state |= content.get("state") or {}

    def ask(self, name: str, /, *files: bytes, **given: Any) -> str:
        """The sentence that an act gave, or the words of its error."""
        self.panel._asked(None, {"n": len(self.answers), "do": name, "given": given}, list(files))
        last = self.answers[-1]
        return str(last.get("wrong") or last.get("said"))
