"""The script and the style of a panel: plain ES modules beside this file, put together as one text.

Nothing is built and nothing is fetched. A panel's module imports from `./desk.js` alone, and what it imports is put
before it, because a browser gets one text and has no folder to look into.
"""

import functools
import re
from importlib import resources

IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.MULTILINE)


@functools.cache
def script(page: str) -> str:
    """The module of a panel (`coder` of `coder.js`) with what it imports in front of it.

    Example:
        >>> script("coder").count("export ")
        1
    """
    return _joined(f"{page}.js", set())


def _joined(file: str, seen: set[str]) -> str:
    text, before = _read(file), ""
    for imported in IMPORT.findall(text):
        if imported not in seen:
            seen.add(imported)
            before += EXPORT.sub("", _joined(imported, seen)) + "\n"
    return before + IMPORT.sub("", text)


@functools.cache
def style() -> str:
    """The stylesheet that all panels share.

    Example:
        >>> "prefers-reduced-motion" in style()
        True
    """
    return _read("desk.css") + _read("views.css")


def _read(file: str) -> str:
    return resources.files("workbench.panels").joinpath(file).read_text("utf-8")
