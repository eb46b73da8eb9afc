"""Whether a command has a cluster at hand: most have none, and wait for nothing of it."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.errors import Refused

if TYPE_CHECKING:
    from workbench.cluster.scheduler import Cluster


@contextlib.contextmanager
def elsewhere(scheduler: str | None, store: str | None = None) -> Iterator["Cluster | None"]:
    """The cluster of a scheduler, to read, recognise and rehash with; nothing where none is named.

    Raises:
        Refused: as `Cluster`; or a store is named without a scheduler.

    Example:
        >>> with elsewhere(None) as cluster:
        ...     cluster is None
        True
    """
    if scheduler is None and store is None:
        yield None
        return
    if scheduler is None:
        raise Refused("--store", "a store is only for the workers of a cluster", "Name the scheduler, too: --scheduler")
    from workbench.cluster.scheduler import Cluster  # what it asks of workers is much to load

    with Cluster(scheduler, store=store) as cluster:
        yield cluster
