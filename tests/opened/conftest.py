"""Each kind of release, made once: a small case of invented people for every audience, in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.codebook import audiences
from workbench.release.contents import write_contents
from workbench.release.copies import Copy

LANGUAGES = ("en", "sr-Latn", "sr-Cyrl", "vi")


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """By audience the folder with all that a release for it holds; the languages take turns."""
    place = tmp_path_factory.mktemp("released")
    made = {}
    for at, to in enumerate(one for one in audiences() if one != "reviewer"):
        folder = made[to] = place / to
        folder.mkdir()
        copy = Copy.of(to, "An office with a long name, in a town with a long name", "0f" * 32, "2024-07-01")
        write_contents(prepared(records(to=to), to), copy, folder, lang=LANGUAGES[at % len(LANGUAGES)])
    return made
