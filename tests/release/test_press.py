"""The press as a program: it answers line by line, whatever is asked of it, and needs nothing of the package."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.figures.style import fonts
from workbench.release import press
from workbench.release.press import Asked, Press, serve

AT = "2026-01-15T09:00:00Z"
SOURCE = b"""#set text(font: "DejaVu Sans")
#json(bytes(sys.inputs.data)).said
#metadata(json(bytes(sys.inputs.data)).said) <said>
"""


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    (tmp_path / "t.typ").write_bytes(SOURCE)
    return Asked(str(tmp_path / "t.typ"), json.dumps({"said": "Nguyễn, Ћирилица"}), str(fonts()))


def answers(raw: bytes) -> list[dict | bytes]:
    """Heads and what follows them, in turn."""
    found: list[dict | bytes] = []
    stream = io.BytesIO(raw)
    while line := stream.readline():
        found.append(json.loads(line))
        if "size" in found[-1]:
            found.append(stream.read(found[-1]["size"]))
    return found


def test_it_answers_what_a_press_says_and_goes_on_behind_a_fault(asked: Asked) -> None:
    out = io.BytesIO()
    words = [asked, ["says", "<said>"], ["says", "<nothing>"], ["pdf", AT, ["a-2u"]]]
    serve([json.dumps(one).encode() for one in words], out)
    head, said, fault, pdf_head, pdf = answers(out.getvalue())
    assert head == {"size": len(said), "warned": []} and json.loads(said) == "Nguyễn, Ћирилица"
    assert list(fault) == ["fault"] and "found 0" in fault["fault"]
    assert (pdf, pdf_head["warned"]) == Press(asked).pdf(AT, ["a-2u"]) and pdf.startswith(b"%PDF")


def test_as_a_file_it_runs_without_the_package(asked: Asked, tmp_path: Path) -> None:
    words = b"".join(json.dumps(one).encode() + b"\n" for one in (asked, ["says", "<said>"]))
    run = f"runpy.run_path({press.__file__!r}, run_name='__main__')"
    program = f"import runpy, sys; sys.modules['workbench'] = None; {run}"
    made = subprocess.run([sys.executable, "-c", program], input=words, capture_output=True, cwd=tmp_path, check=True)
    assert json.loads(answers(made.stdout)[1]) == "Nguyễn, Ћирилица"


@pytest.mark.parametrize("template", ["no-such.typ", "."])
def test_a_template_that_is_not_there_is_a_fault_and_no_end(template: str) -> None:
    out = io.BytesIO()
    serve([json.dumps([template, "null", ""]).encode(), b'["says", "<a>"]', b'["says", "<b>"]'], out)
    assert [list(one) for one in answers(out.getvalue())] == [["fault"], ["fault"]]


def test_a_picture_is_the_same_each_time() -> None:
    source = b"#set page(width: 40pt, height: 20pt)\n#sys.inputs.said"
    made = press.picture(source, {"said": "x"}, str(fonts()), dpi=72)
    assert made.startswith(b"\x89PNG") and made == press.picture(source, {"said": "x"}, str(fonts()), dpi=72)
    assert made != press.picture(source, {"said": "y"}, str(fonts()), dpi=72)
