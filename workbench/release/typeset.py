"""Pages that are printed: a template and plain values in, one PDF/A out, the same bytes each time."""

import contextlib
import dataclasses
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from typing import IO, Any, Literal, cast

from workbench.errors import WorkbenchError
from workbench.figures.style import drawable, fonts
from workbench.release import press
from workbench.release.press import Asked, Press

Standard = Literal["a-2u", "a-2a", "ua-1"]
STANDARD: Standard = "a-2u"  # an archive can open it in fifty years, and its words can be searched and copied

CIRCLE = "did not converge"


class NotSet(WorkbenchError):
    """A page could not be set: a fault of the template or of the machine, never of what it was given.

    Example:
        >>> NotSet("custody.typ", "unknown variable").code
        'not-set'
    """

    code = "not-set"

    def __init__(self, template: str, cause: str, remedy: str = "Write it as .html, and report this") -> None:
        super().__init__(template, f"the page could not be set ({cause})", remedy)


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
    press: "Press | _Apart"

    def says(self, label: str) -> Any:
        """What a label says.

        Raises:
            NotSet: the template does not compile, or has no such label.
        """
        with _named(self.template):
            return json.loads(self.press.says(label))

    def pdf(self, at: str, standard: Standard | Sequence[Standard] = STANDARD) -> bytes:
        """The PDF, as `typeset` gives it.

        Raises:
            NotSet: the template does not compile, or its pages depend on themselves in a circle.
        """
        with _named(self.template):
            pdf, warned = self.press.pdf(at, [standard] if isinstance(standard, str) else standard)
        if any(CIRCLE in warning for warning in warned):
            raise NotSet(self.template, CIRCLE)
        return pdf


@contextlib.contextmanager
def laid(template: str, values: dict[str, Any], *, apart: bool = False) -> Iterator[Laid]:
    """A template of `workbench/release` with values put in as text. Its pages are set once, however often it is asked.

    What has many pages is set `apart`, by a process of its own: the library keeps in memory whatever it has set.

    Raises:
        NotSet: the template cannot be read by the library.
    """
    written = json.dumps(_drawable(values), ensure_ascii=False, sort_keys=True)
    with as_file(files("workbench.release").joinpath(template)) as path, _named(template):
        asked = Asked(str(path), written, str(fonts()))
        if not apart:
            yield Laid(template, Press(asked))
            return
        with _begun() as other:
            yield Laid(template, _Apart(template, asked, other))


class _Apart:
    """The press in another process: its memory is given back when that ends."""

    def __init__(self, template: str, asked: Asked, other: "subprocess.Popen[bytes]") -> None:
        self._template, self._other = template, other
        self._say(asked)

    def says(self, label: str) -> str:
        return self._asked("says", label)[0].decode("utf-8")

    def pdf(self, at: str, standards: Sequence[str]) -> tuple[bytes, list[str]]:
        return self._asked("pdf", at, list(standards))

    def _say(self, words: object) -> None:
        assert self._other.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended: whoever waits for its answer hears that
            self._other.stdin.write(json.dumps(words).encode("ascii") + b"\n")
            self._other.stdin.flush()

    def _asked(self, *words: object) -> tuple[bytes, list[str]]:
        self._say(words)
        assert self._other.stdout is not None
        head = self._other.stdout.readline()
        told = json.loads(head) if head.endswith(b"\n") else {}
        if "fault" in told:
            raise RuntimeError(told["fault"])
        size = told.get("size", 1)
        answer = self._other.stdout.read(size) if told else b""
        if len(answer) != size:
            ended = f"the process that sets the pages ended with {self._other.wait()}"
            raise NotSet(self._template, ended, "Close other programs, as memory may be short, or write it as .html")
        return answer, told["warned"]


@contextlib.contextmanager
def _begun() -> "Iterator[subprocess.Popen[bytes]]":
    """The other process, which is gone at the end; what it sets comes through a pipe, and nothing of it is written."""
    command = [sys.executable, "-P", press.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as other:
        try:
            yield other
        finally:
            other.kill()
            with contextlib.suppress(BrokenPipeError):  # what it was asked last, and did not read any more
                cast(IO[bytes], other.stdin).close()


@contextlib.contextmanager
def _named(template: str) -> Iterator[None]:
    """A fault of the library with the name of the template: its own error is a RuntimeError, but not always its own."""
    try:
        yield
    except RuntimeError as error:
        raise NotSet(template, (str(error).splitlines() or ["no cause was told"])[0][:300]) from None


def drawn(svg: bytes, *, dpi: int = 150) -> bytes:
    """A drawing as PNG, for files that hold no SVG; the same bytes each time.

    Raises:
        NotSet: the drawing cannot be set.
    """
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")\n'
    with _named("a drawing"):
        return press.picture(source, {"svg": svg.decode("utf-8")}, str(fonts()), dpi=dpi)


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
