"""What axe, a checker of accessibility, finds in a page; its script comes with a package and asks for nothing."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe


def serious(page: Any, within: str | None = None) -> list[str]:
    """Findings that are serious or critical, in the whole page or within a selector."""
    found = Axe().run(page, context=within).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")
            for node in one["nodes"]]  # fmt: skip
