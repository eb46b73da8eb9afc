"""What is secret comes from the environment or is typed unseen."""

import getpass
import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import Case, asking, create_sealed, open_case
from workbench.casefile.asking import idle_s, new_passphrase, passphrase, recovery_key
from workbench.casefile.sealed_vault import Locked
from workbench.errors import BadValue, Refused
from workbench.records import Agent, CaseInfo

NEW, NOW = "WORKBENCH_NEW_PASSPHRASE", "WORKBENCH_PASSPHRASE"


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (NEW, NOW, "WORKBENCH_RECOVERY_KEY", "WORKBENCH_IDLE_MINUTES"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_terminal_nobody_is_asked() -> None:
    assert passphrase("case") is None
    for ask in (new_passphrase, recovery_key):
        with pytest.raises(Refused, match="none was given"):
            ask("case")


def test_for_a_change_the_present_passphrase_is_not_taken_for_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NOW, PASSPHRASE)
    assert new_passphrase("case") == passphrase("case") == PASSPHRASE
    with pytest.raises(Refused, match=NEW):
        new_passphrase("case", change=True)
    monkeypatch.setenv(NEW, "another one, that is long")
    assert new_passphrase("case", change=True) == new_passphrase("case") == "another one, that is long"
    monkeypatch.setenv("WORKBENCH_RECOVERY_KEY", "AGE-SECRET-KEY-1X")
    assert recovery_key("case") == "AGE-SECRET-KEY-1X"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[str]:
    """A kernel's own getpass, as it replaces the module's: gives these lines in turn and notes what it was asked."""
    asked: list[str] = []
    left = list(lines)

    def of_a_kernel(prompt: str = "", stream: object = None) -> str:
        asked.append(prompt)
        return left.pop(0)

    of_a_kernel.__module__ = "ipykernel.kernelbase"
    monkeypatch.setattr(getpass, "getpass", of_a_kernel)
    return asked


def test_a_new_passphrase_is_typed_twice_alike(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = typed(monkeypatch, "short", "short")
    assert new_passphrase("site-a") == "short" and len(asked) == 2
    assert "five words or more" in capsys.readouterr().err
    typed(monkeypatch, "one", "other")
    with pytest.raises(Refused, match="do not match"):
        new_passphrase("site-a")
    typed(monkeypatch, "")
    with pytest.raises(Refused, match="none was given"):
        new_passphrase("site-a")


def test_in_a_notebook_an_unlock_asks_and_a_wrong_word_says_so(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = typed(monkeypatch, PASSPHRASE)
    case = open_case(sealed.path)
    assert repr(case) == "Case('sealed', sealed and locked)" and "case.unlock()" in case._repr_html_()
    assert asked == [], "looking at it asks nobody"
    assert case.unlock().info.title == "Site A"
    assert asked == ["Passphrase of sealed: "] and "Site A" in case._repr_html_()
    case.lock()
    assert "Site A" not in case._repr_html_() + repr(case)


def test_in_a_notebook_that_runs_unattended_the_case_is_locked(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def unattended(prompt: str = "", stream: object = None) -> str:
        raise NotImplementedError("getpass was called, but this frontend does not support input requests.")

    unattended.__module__ = "ipykernel.kernelbase"
    monkeypatch.setattr(getpass, "getpass", unattended)
    with pytest.raises(Locked, match="unlock"):
        open_case(sealed.path).unlock()


def test_a_real_kernel_asks_its_frontend(sealed: Case, tmp_path: Path) -> None:
    """ipykernel puts a getpass of its own in the place of the module's."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    asked: list[str] = []

    def answer(message: dict) -> None:
        asked.append(message["content"]["prompt"])
        assert message["content"]["password"] is True
        client.input(PASSPHRASE)

    said: list[str] = []
    try:
        code = f"import workbench as wb; case = wb.open({str(sealed.path)!r}); print(case.unlock().info.title)"
        client.execute_interactive(
            code, allow_stdin=True, stdin_hook=answer, timeout=120,
            output_hook=lambda message: said.append(str(message["content"].get("text") or message["content"])),
        )  # fmt: skip
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert asked == ["Passphrase of sealed: "]
    assert "Site A\n" in said and PASSPHRASE not in "".join(said)


def test_what_is_typed_at_a_terminal_is_not_shown(sealed: Case) -> None:
    here, there = pty.openpty()
    program = "import sys; from workbench.casefile import open_case; print(open_case(sys.argv[1]).unlock().info.title)"
    child = subprocess.Popen([sys.executable, "-c", program, str(sealed.path)], stdin=there, stdout=there, stderr=there,
                             start_new_session=True)  # fmt: skip
    os.close(there)
    shown = b""
    while b"Passphrase" not in shown:
        shown += os.read(here, 1024)
    os.write(here, PASSPHRASE.encode() + b"\n")
    threading.Timer(60, child.kill).start()
    try:
        while b"Site A" not in shown:
            shown += os.read(here, 1024)
    finally:
        child.wait(60)
    assert PASSPHRASE.encode() not in shown


@pytest.mark.parametrize(("said", "seconds"), [("1", 60), ("15", 900), ("1440", 86400), (" 5 ", 300)])
def test_minutes_of_idleness_are_settable(said: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    assert idle_s() == 900
    monkeypatch.setenv("WORKBENCH_IDLE_MINUTES", said)
    assert idle_s() == seconds


@pytest.mark.parametrize("said", ["", "never", "-1", "1.5", "1441", "١"])
def test_other_minutes_are_refused_with_the_form(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_IDLE_MINUTES", said)
    with pytest.raises(BadValue, match="whole minutes"):
        idle_s()


def test_never_is_refused_for_a_sealed_case_alone(
    sealed: Case, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_IDLE_MINUTES", "0")
    with pytest.raises(Refused, match="for ever"):
        open_case(sealed.path)
    with pytest.raises(Refused, match="for ever"):
        create_sealed(tmp_path / "n", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"), PASSPHRASE)
    assert not (tmp_path / "n").exists() and open_case(case.path).info
    monkeypatch.setenv("WORKBENCH_IDLE_MINUTES", "2")
    assert open_case(sealed.path).vault.idle_s == 120


def test_the_passphrase_of_a_key_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "that of the case")
    monkeypatch.delenv("WORKBENCH_KEY_PASSPHRASE", raising=False)
    assert asking.key_passphrase("0f" * 32) is None and asking.key_passphrase("0f" * 32, new=True) is None
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "that of the key")
    assert asking.key_passphrase("0f" * 32) == "that of the key"
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "")
    assert asking.key_passphrase("0f" * 32) is None


def test_a_new_passphrase_of_a_key_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_KEY_PASSPHRASE", raising=False)
    typed = iter(["one", "one", "one", "two"])
    monkeypatch.setattr(asking, "_asked", lambda prompt: next(typed))
    assert asking.key_passphrase("0f" * 32, new=True) == "one"
    with pytest.raises(Refused):
        asking.key_passphrase("0f" * 32, new=True)
