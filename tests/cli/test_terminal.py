"""An escape sequence in a file name, a testimony or a label is shown on a terminal, and never sent to it."""

import io
import json
from pathlib import Path

from workbench.cli.terminal import Harmless, harmless, under

ESCAPES = ("\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "\x1b]52;c;b3duZWQ=\x07", "right\u202egnp.exe", "\x08\x08\x7f")


def test_what_commands_a_terminal_is_shown() -> None:
    out = io.StringIO()
    for one in ESCAPES:
        print(one, file=Harmless(out))
    assert not [
        letter for letter in out.getvalue() if (ord(letter) < 32 and letter != "\n") or 127 <= ord(letter) < 160
    ]
    assert out.getvalue().count("[U+001B]") == 3 and "[U+202E]" in out.getvalue()


def test_a_document_is_left_to_its_own_rules(capsys) -> None:
    with harmless(document=True):
        print(json.dumps({"a": "\x1b\x9b"}, ensure_ascii=False))
    assert json.loads(capsys.readouterr().out) == {"a": "\x1b\x9b"}


def test_the_streams_are_put_back_and_what_draws_finds_its_own(capsys) -> None:
    import sys

    before = sys.stdout
    with harmless():
        assert under(sys.stdout) is before and sys.stdout is not before
        assert sys.stdout.isatty() is False
    assert sys.stdout is before


def test_no_command_sends_an_escape_sequence_of_a_stranger(run, case: Path, tmp_path: Path) -> None:
    hostile = "letter \x1b]0;owned\x07 \u202egnp.txt"
    (tmp_path / hostile).write_text("Told. \u202e They keep \x9b31m the cards.\n", encoding="utf-8")
    assert run("add", case, hostile, "--agent", "MJ").code == 0
    (item,) = run("items", case, "--json").json
    assert item["name"] == hostile, "a program gets the name as it is"
    answers = [run("items", case), run("show", case, item["id"][:12]), run("custody", case, item["id"][:12]),
               run("redact", case, item["id"][:12], "--words", "cards", "--reason", "other", "--agent", "MJ"),
               run("redact", case, item["id"][:12], "--show"), run("show", case, "nothing \x1b[2J")]  # fmt: skip
    assert [answer.code for answer in answers] == [0, 0, 0, 0, 0, 2]
    for answer in answers:
        assert not set(answer.out + answer.err) & set("\x1b\x07\u202e\x9b")
    assert any("[U+001B]" in answer.out for answer in answers) and "[U+001B]" in answers[-1].err
