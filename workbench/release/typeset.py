"""Pages that are printed: a template and plain values in, one PDF/A out, the same bytes each time."""

import datetime
import functools
import json
from importlib.resources import files
from typing import Any, Literal

import typst

from workbench.errors import WorkbenchError
from workbench.figures.style import drawable, fonts

STANDARD: Literal["a-2u"] = "a-2u"  # an archive can open it in fifty years, and its words can be searched and copied


class NotSet(WorkbenchError):
    """A page could not be set: a fault of the template, never of what it was given.

    Example:
        >>> NotSet("custody.typ", "unknown variable").code
        'not-set'
    """

    code = "not-set"

    def __init__(self, template: str, cause: str) -> None:
        super().__init__(template, f"the page could not be set ({cause})", "Write it as .html, and report this")


def typeset(template: str, values: dict[str, Any], *, at: str) -> tuple[bytes, int]:
    """A template of `workbench/release` with values put in as text: the PDF, and how many pages it has.

    `at` is a time of the ledger (`YYYY-MM-DDTHH:MM:SSZ`): it stands as the document's date, for no clock is read. The
    values never become markup. Fonts are those that come with the workbench, whatever the machine has; a letter that
    they lack becomes an open box.

    Raises:
        NotSet: the template does not compile.
    """
    source = files("workbench.release").joinpath(template).read_bytes()
    written = json.dumps(_drawable(values), ensure_ascii=False, sort_keys=True)
    given = {"data": written}
    day = datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    try:
        pages = int(json.loads(typst.query(source, "<pages>", field="value", one=True, sys_inputs=given,
                                       font_paths=_fonts())))  # fmt: skip
        pdf = typst.compile(source, format="pdf", pdf_standards=STANDARD, timestamp=day, sys_inputs=given,
                            font_paths=_fonts())  # fmt: skip
    except RuntimeError as error:  # the library's own error is one, and it does not always raise its own
        raise NotSet(template, str(error).splitlines()[0][:300]) from None
    return pdf, pages


def missing(text: str) -> bool:
    """Whether the fonts lack a letter of a text.

    Example:
        >>> missing("Nguyễn, Ћирилица"), missing("玲珑")
        (False, True)
    """
    return drawable(text) != text


def _drawable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _drawable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(entry) for entry in value]
    return drawable(value) if isinstance(value, str) else value


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts())])
