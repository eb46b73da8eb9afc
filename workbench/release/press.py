"""The press: a template and values in, pages out. No other module speaks to the library that sets them.

Run as a file it sets one template for another process, and needs nothing of this package: the library keeps in memory
whatever it has set, some hundred megabytes for a dossier, and gives it back when the process ends.
"""

import datetime
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import typst

if TYPE_CHECKING:
    from typing import BinaryIO


class Asked(NamedTuple):
    """What is to be set: the path of a template, its values as JSON, and the folder of the fonts, the only ones."""

    template: str
    data: str
    fonts: str


class Press:
    """A template that is set with its values, once, however often it is asked.

    Example:
        >>> import pathlib, tempfile
        >>> template = pathlib.Path(tempfile.mkdtemp()) / "t.typ"
        >>> _ = template.write_bytes(b"#metadata(json(bytes(sys.inputs.data))) <said>")
        >>> Press(Asked(str(template), '"a letter"', "")).says("<said>")
        '"a letter"'
    """

    def __init__(self, asked: Asked) -> None:
        self._compiler = typst.Compiler(asked.template, sys_inputs={"data": asked.data}, font_paths=faces(asked.fonts))

    def says(self, label: str) -> str:
        """What a label says, as JSON.

        Raises:
            RuntimeError: the template does not compile, or has no such label.
        """
        return self._compiler.query(label, field="value", one=True)

    def pdf(self, at: str, standards: Sequence[str]) -> tuple[bytes, list[str]]:
        """The PDF with a time (`YYYY-MM-DDTHH:MM:SSZ`) as its date, and what the library warns of.

        Raises:
            RuntimeError: the template does not compile.
        """
        day = datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
        kept: list[Any] = list(standards)
        pdf, warnings = self._compiler.compile_with_warnings(format="pdf", pdf_standards=kept, timestamp=day)
        return cast(bytes, pdf), [str(warning.message) for warning in warnings]


def faces(folder: str) -> typst.Fonts:
    """The fonts of a folder and no others, whatever the machine has."""
    paths = [folder] if folder else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def picture(source: bytes, inputs: dict[str, str], fonts: str, *, dpi: int) -> bytes:
    """A source that makes one page as PNG.

    Raises:
        RuntimeError: it does not compile.
    """
    return bytes(typst.compile(source, format="png", ppi=dpi, sys_inputs=inputs, font_paths=faces(fonts)))


def page(source: bytes, fonts: str) -> bytes:
    """A source that makes pages as PDF/A that a screen reader can read, with a day of its own as its date.

    Raises:
        RuntimeError: it does not compile.
    """
    kept: list[Any] = ["a-2a", "ua-1"]
    day = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    return bytes(typst.compile(source, format="pdf", pdf_standards=kept, timestamp=day, font_paths=faces(fonts)))


def serve(asking: Iterable[bytes], out: "BinaryIO") -> None:
    """Sets what the first line asks for (`Asked`), and answers each line after it: `says` and a label, or `pdf`, a
    time and standards.

    An answer is a line that tells how many bytes follow and what was warned of, or what the fault is.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> serve([b'["no-such.typ", "null", ""]', b'["says", "<said>"]'], out)
        >>> list(json.loads(out.getvalue()))
        ['fault']
    """
    lines = iter(asking)
    press: Press | None = None
    first = Asked(*json.loads(next(lines)))
    for line in lines:
        what, *words = json.loads(line)
        answer, warned = b"", list[str]()
        try:
            press = press or Press(first)
            if what == "says":
                answer = press.says(*words).encode("utf-8")
            else:
                answer, warned = press.pdf(*words)
        except (RuntimeError, OSError) as error:
            out.write(json.dumps({"fault": str(error)}).encode("ascii") + b"\n")
        else:
            out.write(json.dumps({"size": len(answer), "warned": warned}).encode("ascii") + b"\n" + answer)
        out.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
