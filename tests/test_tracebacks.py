"""In a notebook on a confidential case an error says its kind and line; its words are there for whoever asks."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from workbench import lab

SECRET = "Tran Van Hu Cau told it at home"


@pytest.fixture(scope="module")
def ask() -> Iterator[Any]:
    """A real kernel that starts as Lab's do; runs a cell and gives its messages by kind."""
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

    run(lab.QUIET)
    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


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
