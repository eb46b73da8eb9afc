"""REFI-QDA projects as other programs write them."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="field notes" origin="Another program">
<Users><User guid="{users}" name="A."/></Users>
<CodeBook><Codes>
<Code guid="C0000000-0000-4000-8000-000000000001" name="Debt bondage" isCodable="true"/>
<Code guid="C0000000-0000-4000-8000-000000000002" name="breakfast" isCodable="true"/>
</Codes></CodeBook>
{cases}<Sources>{sources}</Sources>{rest}</Project>"""
USER = "A0000000-0000-4000-8000-000000000001"
DEBT, BREAKFAST = ("C0000000-0000-4000-8000-00000000000" + number for number in "12")


def coding(number: int, code: str = DEBT, note: str = "") -> str:
    """A coding element by the one user."""
    refs = f'<NoteRef targetGUID="{note}"/>' if note else ""
    return (
        f'<Coding guid="D0000000-0000-4000-8000-00000000000{number}" creatingUser="{USER}">'
        f'<CodeRef targetGUID="{code}"/>{refs}</Coding>'
    )


@pytest.fixture
def foreign(tmp_path: Path) -> Callable[..., Path]:
    """Writes a project of another program: `sources`, `cases` and `rest` as XML, `files` as texts beside it."""

    def write(sources: str, cases: str = "", rest: str = "", **files: bytes) -> Path:
        path = tmp_path / "other.qdpx"
        with zipfile.ZipFile(path, "w") as archive:
            xml = PROJECT.format(users=USER, sources=sources, cases=cases, rest=rest)
            archive.writestr("project.qde", xml)
            for name, data in files.items():
                archive.writestr(f"Sources/{name}.txt", data)
        return path

    return write


@pytest.fixture
def coding_of() -> Callable[..., str]:
    """`coding`, for tests that cannot import it."""
    return coding
