"""Each kind of release, made once: a small case of invented people for every audience, in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.codebook import audiences
from workbench.release.copies import Copy
from workbench.release.dossier.forms import written
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import gathered

LANGUAGES = ("en", "sr-Latn", "sr-Cyrl", "vi")


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """By audience the folder with the dossier in each form that this audience reads; the languages take turns."""
    place = tmp_path_factory.mktemp("released")
    made = {}
    for at, to in enumerate(one for one in audiences() if one != "reviewer"):
        folder = made[to] = place / to
        folder.mkdir()
        copy = Copy.of(to, "An office with a long name, in a town with a long name", "0f" * 32, "2024-07-01")
        held: Any = prepared(records(to=to), to)
        document = dossier(gathered(held, copy), LANGUAGES[at % len(LANGUAGES)])
        for form in held.audience.forms:
            for name, data in written(document, form).items():
                (folder / name).write_bytes(data)
    return made
