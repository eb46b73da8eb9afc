"""The verbs for a case's team take passphrases from the environment or from whoever types, never from elsewhere."""

from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench import membership
from workbench.casefile import Case, create_sealed, open_case
from workbench.casefile.sealed_vault import Locked
from workbench.errors import Refused
from workbench.records import Agent, CaseInfo

HERS, NEW = "hers alone, and long enough", "another one, that is also long"


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """The folder of a sealed case of MJ, and its recovery key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("WORKBENCH_PASSPHRASE", "WORKBENCH_NEW_PASSPHRASE", "WORKBENCH_RECOVERY_KEY"):
        monkeypatch.delenv(name, raising=False)
    made = create_sealed(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M"), PASSPHRASE)
    return made.case.path, made.recovery


def test_a_team_changes_by_what_the_environment_says(
    begun: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, recovery = begun
    with pytest.raises(Locked):
        membership.add_member(open_case(path), "AK", passphrase=HERS)
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    with pytest.raises(Refused, match="WORKBENCH_NEW_PASSPHRASE"):
        membership.add_member(open_case(path), "AK")
    monkeypatch.setenv("WORKBENCH_NEW_PASSPHRASE", HERS)
    membership.add_member(open_case(path), "AK", name="A. K.")
    assert [(held.key, held.name) for held in membership.keys(open_case(path))] == [("MJ", "M"), ("AK", "A. K.")]
    monkeypatch.setenv("WORKBENCH_NEW_PASSPHRASE", NEW)
    membership.change_passphrase(open_case(path))
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", NEW)
    case = open_case(path)
    signing = membership.revoke(case, "AK", "2026-03-01")
    assert membership.keys(case)[1].revoked_since == "2026-03-01" and membership.keys(case)[1].signing == signing
    membership.remove_member(case, "AK")
    membership.renew_recovery(case)
    shown = next(word for word in capsys.readouterr().err.split() if word.startswith("AGE-SECRET-KEY-1"))
    monkeypatch.setenv("WORKBENCH_RECOVERY_KEY", recovery)
    monkeypatch.setenv("WORKBENCH_NEW_PASSPHRASE", PASSPHRASE)
    with pytest.raises(Refused, match="renewed since"):
        membership.recover(open_case(path), "MJ")
    monkeypatch.setenv("WORKBENCH_RECOVERY_KEY", shown)
    membership.recover(open_case(path), "MJ")
    assert open_case(path).unlock(PASSPHRASE).info.title == "A"


def test_backup_restore_and_migrate_are_verbs(filled_plain: Case, tmp_path: Path) -> None:
    made = membership.backup(filled_plain, tmp_path / "b.tar")
    assert membership.restore(tmp_path / "b.tar", tmp_path / "again") == made
    assert membership.migrate(filled_plain, filled_plain.agent("M")).before == 2


@pytest.fixture
def filled_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    from workbench.casefile import create

    return create(tmp_path / "plain", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
