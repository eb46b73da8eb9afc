"""What a scenario changes for its own sake is as before once its file is through."""

from collections.abc import Iterator

import pytest

from workbench import intake
from workbench.casefile import incoming


@pytest.fixture(scope="module", autouse=True)
def sizes_as_before() -> Iterator[None]:
    """Scenarios take small batches for large ones; other tests in the same process must not."""
    sizes = intake.BATCH, incoming.MANY
    yield
    intake.BATCH, incoming.MANY = sizes
