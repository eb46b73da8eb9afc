"""A template and values in, PDF/A out: values are never markup, no clock is read, faults name the template."""

import subprocess
import time
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pytest

from workbench.release import typeset
from workbench.release.typeset import NotSet, missing

AT = "2026-01-15T09:00:00Z"
SOURCE = b"""#let d = json(bytes(sys.inputs.data))
#set document(title: "t")
#set text(font: "DejaVu Sans")
#d.said
#context [#metadata(counter(page).final().first()) <pages>]
"""


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path):
    def using(source: bytes) -> None:
        (tmp_path / "t.typ").write_bytes(source)
        monkeypatch.setattr(typeset, "files", lambda package: tmp_path)

    return using


def test_values_are_text_and_never_markup(template) -> None:
    template(SOURCE)
    hostile = '#read("/etc/passwd") *b* $x$ <l> [c] // gone \\u{41}'
    data, pages = typeset.typeset("t.typ", {"said": hostile}, at=AT)
    with pypdfium2.PdfDocument(data) as document:
        assert document[0].get_textpage().get_text_bounded().strip() == hostile
    assert pages == 1


def test_the_bytes_repeat_and_the_date_is_the_ledgers(template) -> None:
    template(SOURCE)
    one, _ = typeset.typeset("t.typ", {"said": "Nguyễn Ћирилица"}, at=AT)
    assert one == typeset.typeset("t.typ", {"said": "Nguyễn Ћирилица"}, at=AT)[0]
    assert b"2026-01-15T09:00:00" in one and b"pdfaid" in one
    assert one != typeset.typeset("t.typ", {"said": "Nguyễn Ћирилица"}, at="2026-01-16T09:00:00Z")[0]


def test_pages_are_counted(template) -> None:
    template(SOURCE)
    assert typeset.typeset("t.typ", {"said": "word " * 3000}, at=AT)[1] > 2


def test_a_fault_of_the_template_is_named(template) -> None:
    template(b"#nothing-of-this-name")
    with pytest.raises(NotSet, match=r"t\.typ"):
        typeset.typeset("t.typ", {}, at=AT)


def test_every_template_that_ships_has_a_page_count() -> None:
    shipped = [entry for entry in files("workbench.release").iterdir() if entry.name.endswith(".typ")]
    assert shipped and all("<pages>" in entry.read_text("utf-8") for entry in shipped)
    assert missing("玲") and not missing("đĐŽž Ђ ™ ▯")


CIRCLE = b"""#set text(font: "DejaVu Sans")
#set page(footer: context [#counter(page).display() / #counter(page).final().first()])
#context { let odd = calc.odd(counter(page).final().first()); if odd { pagebreak() } }
#context [#metadata(counter(page).final().first()) <pages>]
"""


def test_pages_that_depend_on_themselves_would_bear_wrong_numbers_and_are_not_made(template) -> None:
    template(CIRCLE)  # one page would be two, and two would be one
    with pytest.raises(NotSet, match="did not converge"):
        typeset.typeset("t.typ", {}, at=AT)


def test_a_template_says_what_it_is_asked_and_its_faults_are_named(template) -> None:
    template(SOURCE + b"#metadata((y: 1.5, said: d.said)) <asked>")
    with typeset.laid("t.typ", {"said": "#x"}) as made:
        assert made.says("<asked>") == {"y": 1.5, "said": "#x"} and made.pdf(AT).startswith(b"%PDF")
        with pytest.raises(NotSet, match=r"t\.typ"):
            made.says("<nothing>")


def test_another_process_sets_the_same_bytes_and_has_the_same_faults(template) -> None:
    template(SOURCE + b"#metadata((y: 1.5, said: d.said)) <asked>")
    values = {"said": "Nguyễn Ћирилица\n" * 500}
    with typeset.laid("t.typ", values) as here, typeset.laid("t.typ", values, apart=True) as there:
        assert there.says("<asked>") == here.says("<asked>") and there.says("<pages>") > 5
        assert there.pdf(AT) == here.pdf(AT)
        with pytest.raises(NotSet, match=r"t\.typ"):
            there.says("<nothing>")
        assert there.says("<pages>") > 5, "it goes on behind a fault"
    template(CIRCLE)
    with typeset.laid("t.typ", {}, apart=True) as made, pytest.raises(NotSet, match="did not converge"):
        made.pdf(AT)


def test_what_another_process_sets_takes_no_memory_here_and_the_process_is_gone(template, monkeypatch) -> None:
    template(SOURCE)
    begun, real = [], subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **how: begun.append(real(*words, **how)) or begun[-1])
    before = held_mib()
    for _ in range(2):
        with typeset.laid("t.typ", {"said": "word " * 200_000}, apart=True) as made:
            assert made.says("<pages>") > 100
            there = held_mib(begun[-1].pid)
    assert held_mib() - before < there / 10
    assert len(begun) == 2 and all(one.poll() is not None for one in begun)


def held_mib(process: int | str = "self") -> int:
    """The memory that a process holds."""
    told = Path(f"/proc/{process}/status").read_text("ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) >> 10


def test_a_process_that_is_gone_is_told_with_a_remedy(template, monkeypatch) -> None:
    template(SOURCE)
    begun, real = [], subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **how: begun.append(real(*words, **how)) or begun[-1])
    with typeset.laid("t.typ", {"said": "x"}, apart=True) as made:
        assert made.says("<pages>") == 1
        begun[0].kill()
        begun[0].wait()
        with pytest.raises(NotSet, match=r"ended with -9.*memory may be short"):
            made.pdf(AT)


def test_pages_are_set_once_however_often_they_are_asked(template) -> None:
    """The library gives back none of the memory that it has set pages in."""
    template(SOURCE)
    with typeset.laid("t.typ", {"said": "word " * 60_000}) as made:
        times = []
        for _ in range(3):
            begun = time.process_time()
            assert made.says("<pages>") > 20
            times.append(time.process_time() - begun)
    assert max(times[1:]) < times[0] / 4


def test_a_fault_without_words_is_named_all_the_same() -> None:
    with pytest.raises(NotSet, match=r"t\.typ.*no cause was told"), typeset._named("t.typ"):
        raise RuntimeError("")
