"""A case is begun sealed, and its recovery key is shown once."""

from pathlib import Path

import pytest

import workbench as wb
from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import open_case
from workbench.casefile.members import recovery_secrets
from workbench.casefile.sealed_vault import SealedVault
from workbench.errors import Refused


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("WORKBENCH_AGENT", raising=False)


def test_without_a_passphrase_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_PASSPHRASE", raising=False)
    with pytest.raises(Refused, match="--unsealed"):
        wb.init(tmp_path / "case", title="Site A")
    assert not (tmp_path / "case").exists()


def test_the_recovery_key_opens_the_case_and_lies_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    case = wb.init(tmp_path / "case", title="Site A", agent="MJ", destroy_after_days=7)
    assert (case.info.sealed, case.info.destroy_after_days) == (True, 7)
    key = next(word for word in capsys.readouterr().err.split() if word.startswith("AGE-SECRET-KEY-1"))
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert key.encode() not in held and PASSPHRASE.encode() not in held
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    again = open_case(case.path)
    assert isinstance(again.vault, SealedVault)
    again.vault.open_with(recovery_secrets(key))
    assert again.info.title == "Site A"


def test_a_short_passphrase_is_taken_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "short")
    shown: list[str] = []
    wb.init(tmp_path / "case", title="Site A", recovery=shown.append)
    assert "short" in capsys.readouterr().err and shown[0].startswith("AGE-SECRET-KEY-1")


def test_whoever_opened_the_case_is_the_one_who_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    case = wb.init(tmp_path / "case", title="Site A", agent="MJ", recovery=lambda key: None)
    (tmp_path / "a.txt").write_text("They keep our passports.")
    taken = wb.add(case, tmp_path / "a.txt")
    assert taken.items[0].outcome == "parsed"
    assert wb.items(case)[0]["custody"][0]["agent"] == case.agent("MJ")
