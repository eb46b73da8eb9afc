"""Reading by the workers of a Dask cluster of one's own: the same limits on each file, the same ledger."""

from typing import TYPE_CHECKING

from workbench.doors import fetching

if TYPE_CHECKING:
    from workbench.cluster.scheduler import Cluster

__all__ = ["Cluster"]
# A command that asks no cluster loads nothing of it.
_HOME = {"scheduler": ["Cluster"]}
__getattr__ = fetching(__name__, _HOME)
