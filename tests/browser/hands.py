"""Two ways to use a panel: by mouse, and by keyboard alone, where nothing is focused from outside."""

from typing import Any

from tests.browser.conftest import Desk

FOCUS = """() => {
  const held = document.activeElement;
  const cells = [...document.querySelectorAll(".jp-CodeCell")];
  return [cells.findIndex((one) => one.contains(held)), held.dataset.key || "", held.getAttribute("aria-label") || ""];
}"""
PLACE = """(root, words) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const box = range.getBoundingClientRect();
    return [box.left, box.right, box.top + box.height / 2];
  }
}"""
FAR = 400


class Mouse:
    """Presses by the mouse; only a field is typed into."""

    name = "mouse"

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page = desk, desk.page

    def turn_to(self, panel: str) -> Any:
        """The panel of a name, in sight."""
        self.panel = self.desk.panel(panel)
        return self.panel

    def press(self, key: str) -> None:
        """Presses what bears a key."""
        self.panel.locator(f'[data-key="{key}"]').click()

    tick = press

    def write(self, key: str, words: str) -> None:
        """Writes into a field."""
        self.press(key)
        self.page.keyboard.type(words)

    def choose(self, key: str, label: str) -> None:
        """Takes one of a list by its words."""
        self.panel.locator(f'[data-key="{key}"]').select_option(label=label)

    def mark(self, words: str, _steps: int) -> None:
        """Draws the mouse over words."""
        self.panel.locator(".wb-words").scroll_into_view_if_needed()
        left, right, middle = self.panel.locator(".wb-words").evaluate(PLACE, words)
        self.page.mouse.move(left + 1, middle)
        self.page.mouse.down()
        self.page.mouse.move(right - 1, middle, steps=8)
        self.page.mouse.up()

    def undo(self) -> None:
        """Takes back what was done last in the panel."""
        self.press("undo")

    def redo(self) -> None:
        """Brings it back."""
        self.press("redo")

    def open_cell(self, row: str, column: str) -> None:
        """Opens a cell of the matrix."""
        self.panel.locator(f'td[aria-label^="{row}, {column}"]').click()

    def run_cell(self, name: str) -> None:
        """Runs a cell by the button of Lab's own bar."""
        self.desk.cell(name).locator(".jp-InputPrompt").click()
        self.page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:run-cell-and-select-next"]').first.click()


class Keys:
    """Presses keys and nothing else; Tab goes on until the place is reached, or the test fails."""

    name = "keyboard"

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page, self.at = desk, desk.page, 0
        self.keys = desk.page.keyboard

    def focus(self) -> tuple[int, str, str]:
        """The cell of what has the focus, its key, and its label."""
        cell, key, label = self.page.evaluate(FOCUS)
        return int(cell), str(key), str(label)

    def turn_to(self, panel: str) -> Any:
        """The panel of a name; Tab will lead to it."""
        self.at, found = 1 + list(self.desk.cells).index(panel), self.desk.panel(panel)
        return found

    def to_cell(self, wanted: int) -> None:
        """Out of a panel backwards by Tab, then from cell to cell by the arrows, as Lab has it."""
        for _ in range(FAR):
            if self.page.evaluate("() => !document.activeElement.closest('section.wb-desk')"):
                break
            self.keys.press("Shift+Tab")
        self.keys.press("Escape")
        for _ in range(FAR):
            at = self.focus()[0]
            if at == wanted:
                return
            self.keys.press("ArrowUp" if at > wanted else "ArrowDown")
        raise AssertionError(f"cell {wanted} is never reached: {self.focus()}")

    def go(self, key: str, by: str = "Tab") -> None:
        """Tab until what bears a key in this panel has the focus."""
        for _ in range(FAR):
            if self.focus()[:2] == (self.at, key):
                return
            self.keys.press(by)
        raise AssertionError(f"no way by {by} to {key} in cell {self.at}; now at {self.focus()}")

    def press(self, key: str) -> None:
        """Goes to a button and presses Enter."""
        self.go(key)
        self.keys.press("Enter")

    def tick(self, key: str) -> None:
        """Goes to a group of radio buttons by Tab and on in it by the arrows, then chooses by Space."""
        group = key.partition("-")[0]
        while not self.focus()[1].startswith(f"{group}-"):
            self.keys.press("Tab")
        self.go(key, "ArrowDown")
        self.keys.press("Space")

    def write(self, key: str, words: str) -> None:
        """Goes to a field and writes."""
        self.go(key)
        self.keys.press("Control+a")
        self.keys.type(words)

    def choose(self, key: str, label: str) -> None:
        """Goes to a list and types the words of one of it."""
        self.go(key)
        self.keys.type(label)

    def mark(self, words: str, steps: int) -> None:
        """From the first letter so many steps to the right, then marks the words."""
        self.go("words")
        self.keys.press("Control+Home")
        for _ in range(steps):
            self.keys.press("ArrowRight")
        for _ in words:
            self.keys.press("Shift+ArrowRight")

    def undo(self) -> None:
        """Takes back what was done last in the panel."""
        self.keys.press("Control+z")

    def redo(self) -> None:
        """Brings it back."""
        self.keys.press("Control+Shift+Z")

    def open_cell(self, row: str, column: str) -> None:
        """Into the grid by Tab, then by arrows."""
        while not self.focus()[1].startswith("cell-"):
            self.keys.press("Tab")
        for key, there in (("ArrowDown", lambda told: told.startswith(f"{row}, ")),
                           ("ArrowRight", lambda told: told.startswith(f"{row}, {column}"))):  # fmt: skip
            for _ in range(FAR):
                if there(self.focus()[2]):
                    break
                self.keys.press(key)
        assert self.focus()[2].startswith(f"{row}, {column}")
        self.keys.press("Enter")

    def run_cell(self, name: str) -> None:
        """Goes to a cell, then Control and Enter."""
        self.to_cell(1 + list(self.desk.cells).index(name))
        self.keys.press("Control+Enter")
