"""In a notebook on a confidential case an error says its kind and line; its words are there for whoever asks."""

import contextlib
import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from workbench import keeping, lab
from workbench.casefile.sealed_vault import Locked
from workbench.errors import Missing
from workbench.tracebacks import SAVED, brief, hush

SECRET = "Tran Van Hu Cau told it at home"


@contextlib.contextmanager
def plain_kernel() -> Iterator[Any]:
    """A real kernel; runs a cell and gives its messages by kind."""
    manager, client = start_new_kernel(kernel_name="python3")

    def run(code: str) -> list[tuple[str, dict[str, Any]]]:
        said = []
        asked = client.execute(code)
        while True:
            try:
                message = client.get_iopub_msg(timeout=60)
            except queue.Empty:
                raise AssertionError(said) from None
            if message["parent_header"].get("msg_id") == asked:
                said.append((message["msg_type"], message["content"]))
                if message["content"].get("execution_state") == "idle":
                    return said

    try:
        yield run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def ask() -> Iterator[Any]:
    """A kernel that starts as Lab's do."""
    with plain_kernel() as run:
        run(lab.QUIET)
        yield run


def errors(said: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [content for kind, content in said if kind == "error"]


@pytest.mark.parametrize(
    ("code", "kind", "line"),
    [
        (f"1\nraise ValueError('{SECRET}')", "ValueError", 2),
        (f"def f(x):\n    return {{}}[x]\n\nf('{SECRET}')", "KeyError", 2),
        (f"class Shown:\n    def _repr_html_(self): raise OSError('{SECRET}')\nShown()", "OSError", 2),
        (f"import ast\nast.literal_eval('{SECRET}')", "SyntaxError", 2),
    ],
)
def test_no_word_of_a_message_and_no_folder_is_shown(ask: Any, code: str, kind: str, line: int) -> None:
    (told,) = errors(ask(code))
    assert told["ename"] == kind and told["traceback"] == [told["evalue"]]
    assert told["evalue"] == f"{kind} in line {line} of this cell. %tb shows all of it."
    assert SECRET not in str(told) and str(Path.home()) not in str(told)


def test_an_error_of_ours_has_its_code(ask: Any) -> None:
    (told,) = errors(ask(f"import workbench as wb\nwb.open('{SECRET}')"))
    assert told["evalue"] == "Missing (missing) in line 2 of this cell. %tb shows all of it."


def test_who_asks_sees_all_of_it(ask: Any) -> None:
    ask(f"raise ValueError('{SECRET}')")
    (told,) = errors(ask("%tb"))
    assert SECRET in told["evalue"] and len(told["traceback"]) > 1


def test_what_was_written_wrongly_is_shown_as_ever(ask: Any) -> None:
    (told,) = errors(ask("this is no Python"))
    assert told["ename"] == "SyntaxError" and "invalid syntax" in told["evalue"]


def test_a_sealed_case_in_any_other_notebook_is_as_quiet_and_says_what_is_saved(tmp_path: Path) -> None:
    keeping.init(tmp_path / "c", title="A", agent="MJ", passphrase="four words are enough", recovery=lambda key: None)
    keeping.init(tmp_path / "u", title="A", agent="MJ", sealed=False)
    with plain_kernel() as run:
        run(f"import workbench as wb; wb.open({str(tmp_path / 'u')!r})")
        (loud,) = errors(run(f"raise ValueError('{SECRET}')"))
        assert SECRET in loud["evalue"], "an unsealed case lies in the open anyway"
        asked = "get_ipython().history_manager.enabled"
        assert "True" in str(run(asked))
        for times in (1, 0):
            said = [told for kind, told in run(f"case = wb.open({str(tmp_path / 'c')!r})") if kind == "stream"]
            assert [told["name"] for told in said] == ["stderr"] * times, "said once"
            assert all(SAVED in told["text"] for told in said)
        (told,) = errors(run(f"raise ValueError('{SECRET}')"))
        assert told["evalue"] == "ValueError in line 1 of this cell. %tb shows all of it."
        assert "False" in str(run(asked))


def test_a_kernel_of_lab_is_told_nothing_more(ask: Any, tmp_path: Path) -> None:
    keeping.init(tmp_path / "c", title="A", agent="MJ", passphrase="four words are enough", recovery=lambda key: None)
    assert not [kind for kind, _ in ask(f"import workbench as wb; case = wb.open({str(tmp_path / 'c')!r})")
                if kind == "stream"]  # fmt: skip


def test_outside_of_a_notebook_nothing_is_said() -> None:
    said: list[str] = []
    hush(said.append)
    assert said == []


def test_of_a_closed_case_what_to_do_is_told_and_of_anything_else_nothing() -> None:
    assert Locked("c").remedy in brief(Locked("c"), None, {})
    assert Missing("letter.txt").remedy not in brief(Missing("letter.txt"), None, {})
