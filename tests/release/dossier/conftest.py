"""Releases of the fictional case and of the public record, gathered once for every part and form of a dossier."""

from typing import Any

import pytest

from workbench.codebook.messages import messages
from workbench.release import protected
from workbench.release.copies import Copy
from workbench.release.dossier.document import Document
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import Gathered, gathered


def gather(case: Any, audience: str) -> Gathered:
    """What a release of a case for an audience says, whatever the check finds."""
    copy = Copy.of(audience, "An office", "0f" * 32, "2024-07-01")
    return gathered(protected.preflight(case, audience).prepared, copy)


@pytest.fixture(scope="session")
def held(demo_case: Any) -> Gathered:
    """The demo for an ombudsman: rows of workers, quotes, days."""
    return gather(demo_case, "ombudsman")


@pytest.fixture(scope="session")
def totals(demo_case: Any) -> Gathered:
    """The demo for the EU authority: no rows, months."""
    return gather(demo_case, "eu-flr")


@pytest.fixture(scope="session")
def record(public_case: Any) -> Gathered:
    """The public record for a parliament."""
    return gather(public_case, "parliament")


@pytest.fixture(scope="session")
def ground(held: Gathered) -> Ground:
    """The demo for an ombudsman, in English."""
    return Ground(held, messages("en"))


@pytest.fixture(scope="session")
def document(held: Gathered) -> Document:
    """Its dossier."""
    return dossier(held)


@pytest.fixture(scope="session")
def brief(record: Gathered) -> Document:
    """The dossier of the public record for a parliament, in Serbian."""
    return dossier(record, "sr-Latn")
