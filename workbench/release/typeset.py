"""Pages that are printed: a template and plain values in, one PDF/A out, the same bytes each time."""

import contextlib
import dataclasses
import datetime
import functools
import json
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from typing import Any, Literal, cast

import typst

from workbench.errors import WorkbenchError
from workbench.figures.style import drawable, fonts

Standard = Literal["a-2u", "a-2a", "ua-1"]
STANDARD: Standard = "a-2u"  # an archive can open it in fifty years, and its words can be searched and copied

CIRCLE = "did not converge"


class NotSet(WorkbenchError):
    """A page could not be set: a fault of the template, never of what it was given.

    Example:
        >>> NotSet("custody.typ", "unknown variable").code
        'not-set'
    """

    code = "not-set"

    def __init__(self, template: str, cause: str) -> None:
        super().__init__(template, f"the page could not be set ({cause})", "Write it as .html, and report this")


def typeset(
    template: str, values: dict[str, Any], *, at: str, standard: Standard | Sequence[Standard] = STANDARD,
    count: str = "<pages>",
) -> tuple[bytes, int]:  # fmt: skip
    """A template of `workbench/release` with values put in as text: the PDF, and the number that its
    label `count` has: how many pages there are, unless another label is asked for; 0 with none.

    `standard` is PDF/A-2, for an archive, or PDF/UA-1, which a screen reader can read, or both. `at` is a
    time of the ledger (`YYYY-MM-DDTHH:MM:SSZ`): it stands as the document's date, for no clock is read. The values
    never become markup. Fonts are those that come with the workbench, whatever the machine has; a letter that
    they lack becomes an open box.

    Raises:
        NotSet: the template does not compile, or what stands on its pages depends on itself in a circle, so that their
            numbers would be wrong.
    """
    with laid(template, values) as made:
        return made.pdf(at, standard), int(made.says(count)) if count else 0


@dataclasses.dataclass(frozen=True)
class Laid:
    """A template that is set with its values: pages, from which a PDF is made and of which a label tells something."""

    template: str
    compiler: typst.Compiler

    def says(self, label: str) -> Any:
        """What a label says.

        Raises:
            NotSet: the template does not compile, or has no such label.
        """
        with _named(self.template):
            return json.loads(self.compiler.query(label, field="value", one=True))

    def pdf(self, at: str, standard: Standard | Sequence[Standard] = STANDARD) -> bytes:
        """The PDF, as `typeset` gives it.

        Raises:
            NotSet: the template does not compile, or its pages depend on themselves in a circle.
        """
        day = datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
        kept: list[Any] = [standard] if isinstance(standard, str) else list(standard)
        with _named(self.template):
            pdf, warnings = self.compiler.compile_with_warnings(format="pdf", pdf_standards=kept, timestamp=day)
        if any(CIRCLE in str(warning.message) for warning in warnings):
            raise NotSet(self.template, CIRCLE)
        return cast(bytes, pdf)


@contextlib.contextmanager
def laid(template: str, values: dict[str, Any]) -> Iterator[Laid]:
    """A template of `workbench/release` with values put in as text. Its pages are set once, however often it is asked:
    the library keeps in memory whatever it has set.

    Raises:
        NotSet: the template cannot be read by the library.
    """
    written = json.dumps(_drawable(values), ensure_ascii=False, sort_keys=True)
    with as_file(files("workbench.release").joinpath(template)) as path, _named(template):
        compiler = typst.Compiler(str(path), sys_inputs={"data": written}, font_paths=_fonts())
        yield Laid(template, compiler)


@contextlib.contextmanager
def _named(template: str) -> Iterator[None]:
    """A fault of the library with the name of the template: its own error is a RuntimeError, but not always its own."""
    try:
        yield
    except RuntimeError as error:
        raise NotSet(template, str(error).splitlines()[0][:300]) from None


def drawn(svg: bytes, *, dpi: int = 150) -> bytes:
    """A drawing as PNG, for files that hold no SVG; the same bytes each time.

    Raises:
        NotSet: the drawing cannot be set.
    """
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")\n'
    try:
        made = typst.compile(
            source, format="png", ppi=dpi, sys_inputs={"svg": svg.decode("utf-8")}, font_paths=_fonts()
        )
    except RuntimeError as error:
        raise NotSet("a drawing", str(error).splitlines()[0][:300]) from None
    return bytes(made)


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
