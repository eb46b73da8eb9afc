"""A panel on a stage: its real script in a real browser, its real Python, and nothing of Jupyter in between.

Messages go as they would through a kernel: JSON one way, JSON back. What Lab itself does to a panel is tested in
tests/browser.
"""

import base64
import json
from pathlib import Path
from typing import Any

PAGE = """<!doctype html><html lang="en"><head><title>A panel on a stage</title></head>
<body style="margin:8px;font-family:sans-serif"><main id="here"></main></body></html>"""
OPEN = """async ([script, style]) => {
  const sheet = document.createElement("style");
  sheet.textContent = style;
  document.head.append(sheet);
  const heard = new Set();
  window.stage = { busy: 0 };
  const model = {
    on: (name, heeds) => heard.add(heeds), off: (name, heeds) => heard.delete(heeds), get: () => null,
    send: async (content) => {
      window.stage.busy += 1;
      const answers = JSON.parse(await window.toKernel(JSON.stringify(content)));
      const bytes = (text) => new DataView(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer);
      answers.forEach(([one, brought]) => heard.forEach((heeds) => heeds(one, brought.map(bytes))));
      window.stage.busy -= 1;
    },
  };
  const made = await import(`data:text/javascript;base64,${script}`);
  const here = document.getElementById("here");
  here.replaceChildren();
  made.default.render({ model, el: here });
}"""
IDLE = "() => window.stage && window.stage.busy === 0"


class Stage:
    """One panel in one page; `errors` are those of the console, `outside` what the page asked the network for."""

    def __init__(self, page: Any, panel: Any) -> None:
        self.page, self.panel = page, panel
        self.errors: list[str] = []
        self.outside: list[str] = []
        self._answers: list[Any] = []
        panel.send = self._sent
        page.route("**/*", self._judge)
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.expose_function("toKernel", self._asked)
        page.set_content(PAGE)
        script = base64.b64encode(str(panel._esm).encode()).decode()
        page.evaluate(OPEN, [script, str(panel._css)])
        self.root = page.locator("section.wb-desk")
        self.root.locator(".wb-body > *").first.wait_for()
        self.idle()

    def _judge(self, route: Any) -> None:
        if route.request.url.startswith(("data:", "blob:", "about:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _sent(self, content: Any, buffers: Any = None) -> None:
        self._answers.append([content, [base64.b64encode(one).decode() for one in buffers or ()]])

    def _asked(self, text: str) -> str:
        self._answers = []
        self.panel._asked(self.panel, json.loads(text), [])
        return json.dumps(self._answers, ensure_ascii=False)

    def idle(self) -> None:
        """Waits until every request has its answer and is drawn."""
        self.page.wait_for_function(IDLE)
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def press(self, key: str) -> None:
        """Presses what bears a key."""
        self.root.locator(f'[data-key="{key}"]').click()
        self.idle()

    def keys(self, *names: str) -> None:
        """Presses keys one after the other, as a person without a mouse does."""
        for name in names:
            self.page.keyboard.press(name)
        self.idle()

    def focused(self) -> str:
        """The key of what has the focus."""
        return str(self.page.evaluate("() => document.activeElement.dataset.key || ''"))

    def picture(self, name: str, folder: Path) -> Path:
        """Keeps what the panel looks like."""
        folder.mkdir(parents=True, exist_ok=True)
        self.root.screenshot(path=folder / f"{name}.png")
        return folder / f"{name}.png"

    def axe(self) -> list[str]:
        """What axe finds serious or critical."""
        from tests.browser.axe import serious

        return serious(self.page)
