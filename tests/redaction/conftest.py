"""Cases, open and sealed, into which real files are taken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench import verbs
from workbench.casefile import Case, Live, create, create_sealed, open_case
from workbench.records import Agent, CaseInfo

PASSPHRASE = "five words that nobody knows"
MJ = Agent(key="MJ", kind="person", name="M. J.")


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "case", CaseInfo(title="A"), MJ)


@pytest.fixture
def sealed(tmp_path: Path) -> Case:
    create_sealed(tmp_path / "sealed", CaseInfo(title="A"), MJ, PASSPHRASE)
    return open_case(tmp_path / "sealed").unlock(PASSPHRASE)


@pytest.fixture
def taken(tmp_path: Path) -> Callable[[Case, str, bytes], Live]:
    """Takes bytes into a case under a name, through the real intake; gives the item."""

    def take(case: Case, name: str, data: bytes) -> Live:
        file = tmp_path / name
        file.write_bytes(data)
        verbs.add(case, file, agent="MJ")
        file.unlink()
        return verbs.item_of(case, name)

    return take
