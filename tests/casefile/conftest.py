"""Small real cases on disk, and a person without rights."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, TEXT
from workbench.casefile import Case, create, create_sealed, open_case, seeded_door
from workbench.records import Agent, CaseInfo, CustodyEvent, Derivative, Item, Passage, Source


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for the device's name."""
    home = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(home))
    return home


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A seeded case with its custodian MJ and nothing else."""
    return begin(tmp_path / "case")


def begin(path: Path) -> Case:
    door = seeded_door("test", "2026-01-15T09:00:00Z")
    return create(
        path,
        CaseInfo(title="Site A", nature="synthetic", seeded=True),
        Agent(key="MJ", kind="person", name="M."),
        door=door,
    )


@pytest.fixture
def filled(case: Case) -> Case:
    """The same with a source, an item, its custody and text, and a passage."""
    with case.writing(case.agent("MJ")) as writer:
        source = writer.record(Source(key="S1", label="S1", kind="worker"))
        kept = writer.store(b"\xff\xd8 a picture of a text")
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name="a.txt", source=source, **fields))
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
        copy = writer.store(TEXT.encode())
        fields |= {"object": copy.name, "sha256": copy.sha256}
        derivative = writer.record(Derivative(item=item, tool="t", version="1", **fields))
        writer.record(
            Passage(
                item=item, derivative=derivative, quote="hộ chiếu", start=TEXT.index("hộ"), end=TEXT.index("hộ") + 8
            )
        )
    return case


@pytest.fixture
def without_rights() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Run a block as somebody who owns nothing here: permissions do not bind the superuser."""

    @contextmanager
    def nobody() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    yield nobody


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that anybody may walk into."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        os.chmod(name, 0o777)
        yield Path(name)


@pytest.fixture(scope="session")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One sealed case with its recovery key, begun once: stretching a passphrase takes its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        path = tmp_path_factory.mktemp("sealed") / "case"
        begun = create_sealed(
            path, CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="Milica Jovanović"), PASSPHRASE
        )
    return path, begun.recovery


@pytest.fixture
def sealed(sealed_once: tuple[Path, str], tmp_path: Path) -> Case:
    """A copy of it, opened for its custodian MJ."""
    place = tmp_path / "sealed"
    shutil.copytree(sealed_once[0], place)
    return open_case(place).unlock(PASSPHRASE)
